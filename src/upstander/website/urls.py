"""Every address of the desk."""

from django.urls import include, path

from upstander.website import log_pages, people
from upstander.website.middleware import not_there
from upstander.website.processing import pages as processing
from upstander.website.signing import own, set_up, sign_in
from upstander.website.views import failed, prevention, start, yours

urlpatterns = [
    path("", start, name="start"),
    path("prevention", prevention, name="prevention"),
    path("yours", yours, name="yours"),
    path("monitoring", processing.monitoring, name="monitoring"),
    path("monitoring/print", processing.monitoring_printed, name="monitoring-print"),
    path("data-protection", processing.assessment, name="data-protection"),
    path("data-protection/print", processing.assessment_printed, name="data-protection-print"),
    path("sign-in", sign_in.sign_in, name="sign-in"),
    path("sign-in/password", sign_in.own_password, name="own-password"),
    path("sign-in/proof", sign_in.proof, name="proof"),
    path("sign-in/set-up", set_up.choose, name="set-up"),
    path("sign-in/set-up/code", set_up.code, name="set-up-code"),
    path("sign-in/set-up/passkey", set_up.passkey, name="set-up-passkey"),
    path("sign-out", sign_in.SignOut.as_view(), name="sign-out"),
    path("prove-again", own.again, name="prove-again"),
    path("your-sign-in", own.page, name="your-sign-in"),
    path("your-sign-in/password", own.password, name="change-password"),
    path("your-sign-in/recovery-codes", own.recovery_codes, name="new-recovery-codes"),
    path("your-sign-in/sign-out-everywhere", own.everywhere, name="sign-out-everywhere"),
    path("your-sign-in/<uuid:factor>/take-away", own.take_away, name="factor-take-away"),
    path("people", people.people, name="desk-people"),
    path("people/new", people.new, name="desk-person-new"),
    path("people/<uuid:account>", people.person, name="desk-person"),
    path("people/<uuid:account>/role", people.give_role, name="desk-person-role"),
    path("people/<uuid:account>/starting-password", people.starting_password, name="desk-person-password"),
    path("people/<uuid:account>/do/<slug:what>", people.act, name="desk-person-act"),
    path("oversight/log", log_pages.log, name="log"),
    path("", include("upstander.casework.urls")),
    path("", include("upstander.workforce.urls")),
    path("", include("upstander.learning.urls")),
]
handler404 = not_there
handler500 = failed
