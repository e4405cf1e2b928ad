"""The addresses of what a force holds of its people. A person stands in an address by the mark of their number."""

from django.urls import path

from upstander.workforce.views import modules, own_training, people, sittings, team, watchlist

urlpatterns = [
    path("workforce", people.overview, name="workforce"),
    path("workforce/training/<slug:course>", people.training_list, name="training"),
    path("workforce/people/<slug:whose>", people.record, name="training-record"),
    path("workforce/vetting", people.vetting_list, name="vetting"),
    path("workforce/talks", people.talks_list, name="talks"),
    path("watchlist", watchlist.page, name="watchlist"),
    path("watchlist/new", watchlist.new, name="watchlist-new"),
    path("watchlist/<uuid:entry>", watchlist.entry, name="watchlist-entry"),
    path("watchlist/<uuid:entry>/<slug:deed>", watchlist.do, name="watchlist-do"),
    path("workforce/promises", people.promises_list, name="promises"),
    path("workforce/modules", modules.overview, name="modules"),
    path("workforce/modules/attempts", modules.attempts, name="module-attempts"),
    path("workforce/modules/<slug:module>", modules.module_list, name="module-people"),
    path("workforce/modules/<slug:module>/questions", modules.questions, name="module-questions"),
    path("your-training", own_training.page, name="your-training"),
    path("your-training/proof", own_training.proof, name="training-proof"),
    path("your-training/team", team.page, name="team-training"),
    path("your-training/attempts/<uuid:attempt>", sittings.result, name="attempt"),
    path("your-training/sittings/<uuid:sitting>", sittings.whole, name="sitting"),
    path("your-training/sittings/<uuid:sitting>/<int:number>", sittings.one, name="sitting-question"),
    path("your-training/<slug:module>", own_training.module, name="own-module"),
    path("your-training/<slug:module>/pages/<int:number>", own_training.read, name="module-page"),
    path("your-training/<slug:module>/begin", sittings.begin, name="sitting-begin"),
]
