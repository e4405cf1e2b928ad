"""The addresses of what a force holds of its people. A person stands in an address by the mark of their number."""

from django.urls import path

from upstander.workforce.views import declarations, engagements, partners, people, schemes, watchlist

urlpatterns = [
    path("workforce", people.overview, name="workforce"),
    path("workforce/training/<slug:course>", people.training_list, name="training"),
    path("workforce/people/<slug:whose>", people.record, name="training-record"),
    path("workforce/vetting", people.vetting_list, name="vetting"),
    path("workforce/talks", people.talks_list, name="talks"),
    path("declarations", declarations.own, name="declarations"),
    path("declarations/new", declarations.new, name="declaration-new"),
    path("declarations/received", declarations.received, name="declarations-received"),
    path("declarations/<uuid:declaration>", declarations.entry, name="declaration"),
    path("declarations/<uuid:declaration>/decide", declarations.decide, name="declaration-decide"),
    path("declarations/<uuid:declaration>/acknowledge", declarations.acknowledge, name="declaration-acknowledge"),
    path("partners", partners.page, name="partners"),
    path("partners/new", partners.new, name="partner-new"),
    path("partners/counts", partners.counts, name="partner-counts"),
    path("partners/export", partners.export, name="partners-export"),
    path("partners/engagements", engagements.page, name="engagements"),
    path("partners/engagements/new", engagements.new, name="engagement-new"),
    path("partners/engagements/<uuid:engagement>", engagements.engagement, name="engagement"),
    path("partners/engagements/<uuid:engagement>/<int:attendance>", engagements.hear, name="engagement-feedback"),
    path("partners/contacts/<uuid:agency_contact>/<slug:answer>", partners.check, name="partner-contact-check"),
    path("partners/<uuid:agency>", partners.agency, name="partner"),
    path("partners/<uuid:agency>/contacts", partners.name_contact, name="partner-contact"),
    path("partners/<uuid:agency>/close", partners.close, name="partner-close"),
    path("schemes", schemes.page, name="schemes"),
    path("schemes/new", schemes.new, name="scheme-new"),
    path("schemes/<uuid:scheme>", schemes.scheme, name="scheme"),
    path("schemes/<uuid:scheme>/conditions/<uuid:condition>", schemes.check, name="scheme-check"),
    path("schemes/<uuid:scheme>/<slug:change>", schemes.write, name="scheme-change"),
    path("watchlist", watchlist.page, name="watchlist"),
    path("watchlist/new", watchlist.new, name="watchlist-new"),
    path("watchlist/<uuid:entry>", watchlist.entry, name="watchlist-entry"),
    path("watchlist/<uuid:entry>/<slug:deed>", watchlist.do, name="watchlist-do"),
    path("workforce/promises", people.promises_list, name="promises"),
]
