"""Pages of partners: agencies with what has lapsed, one agency with whom to ask for there, counts, and a file of it."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from upstander.access.asking import Asker, Unseen, asker_of
from upstander.access.trace import leave
from upstander.casework import policy as casework
from upstander.casework.actions.leads import NotNow
from upstander.casework.models import CameBy, IntelligenceReport, Report
from upstander.casework.views.finding import signed_in
from upstander.govuk import fields
from upstander.workforce import partnering, policy
from upstander.workforce.declared import asked
from upstander.workforce.models import Agency, AgencyContact, ContactAnswer, Level
from upstander.workforce.partners import A_YEAR, confirmed_on, figures, in_touch_on, is_contact, lapsed, months
from upstander.workforce.people import HANDFUL
from upstander.workforce.views.telling import as_rows, or_not_told

WORK = "prevention: partner agencies"
AGENCIES_DOOR = "partner"
COLUMNS = (
    "Agency",
    "Kind",
    "Level",
    "Name",
    "Post",
    "Reached at",
    "Our contact",
    "Confirmed on",
    "In touch on",
    "Needs doing",
)


class AgencyForm(forms.Form):
    """A new agency."""

    name = fields.words("Name of the agency", needed="Give the name of the agency", width="20")
    kind = fields.choice("What kind of agency it is", [], needed="Choose what kind of agency it is", few=-1)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["kind"].choices = [("", "Choose"), *asked().agency_kinds.titles.items()]  # type: ignore[attr-defined]


class ContactForm(forms.Form):
    """Whom to ask for at an agency."""

    level = fields.choice("At which level", Level.choices, needed="Choose the level")
    name = fields.words("Their name", needed="Give their name", width="20")
    post = fields.words("Their post", width="20")
    reached_at = fields.words("How they are reached", "At work: a telephone number or an address", width="20")
    ours = fields.words("Whom they ask for here", needed="Say whom of this force they ask for", width="20")

    def person(self) -> partnering.Person:
        """The contact, once it is valid."""
        return partnering.Person(**self.cleaned_data | {"level": Level(self.cleaned_data["level"])})


class ClosingForm(forms.Form):
    """Why an agency is a partner no more."""

    why = fields.words("Why it is a partner no more", needed="Say why it is a partner no more")


@require_GET
@or_not_told
def page(request: HttpRequest) -> HttpResponse:
    """Every agency, with what should be done first."""
    _or_unseen(request)
    agencies = list(_agencies())
    every, today = asked().in_touch, timezone.localdate()
    shown = [_told(one, today) for one in agencies]
    ids = [str(one.pk) for one in agencies]
    leave(request.user, "partners read", "partners", "", purpose=WORK, outcome="allowed", ids=ids)
    due = [words for one in shown for words in one["lapsed"]]
    return render(request, "workforce/partners.html", {"agencies": shown, "due": due, "every": every})


@require_http_methods(["GET", "POST"])
@or_not_told
def new(request: HttpRequest) -> HttpResponse:
    """Adds an agency."""
    _or_unseen(request)
    form = AgencyForm(request.POST if request.method == "POST" else None)
    problems: list[str] = []
    if form.is_valid():
        try:
            return redirect("partner", partnering.add(**form.cleaned_data, by=signed_in(request)).pk)
        except NotNow as answer:
            problems = [str(answer)]
    told = {"form": form, "problems": problems, "kinds": asked().agency_kinds}
    status = 409 if problems else 422 if form.errors else 200
    return render(request, "workforce/partner_new.html", told, status=status)


@require_GET
@or_not_told
def agency(request: HttpRequest, agency: uuid.UUID) -> HttpResponse:
    """One agency: contacts at two levels, each time the unit was in touch, and what they said of it."""
    return _agency(request, _found(request, agency))


@require_POST
@or_not_told
def name_contact(request: HttpRequest, agency: uuid.UUID) -> HttpResponse:
    """Names somebody to ask for."""
    found, form = _found(request, agency), ContactForm(request.POST, auto_id="id_contact_%s")
    if not form.is_valid():
        return _agency(request, found, status=422, form=form, contact_form=form)
    try:
        partnering.name_contact(agency=found, person=form.person(), by=signed_in(request))
    except NotNow as answer:
        return _agency(request, found, status=409, problems=[str(answer)])
    return redirect("partner", agency)


@require_POST
@or_not_told
def close(request: HttpRequest, agency: uuid.UUID) -> HttpResponse:
    """Says that an agency is a partner no more."""
    found, form = _found(request, agency), ClosingForm(request.POST, auto_id="id_closing_%s")
    if not form.is_valid():
        return _agency(request, found, status=422, form=form, closing_form=form)
    try:
        partnering.close(agency=found, why=form.cleaned_data["why"], by=signed_in(request))
    except NotNow as answer:
        return _agency(request, found, status=409, problems=[str(answer)])
    return redirect("partner", agency)


@require_POST
@or_not_told
def check(request: HttpRequest, agency_contact: uuid.UUID, answer: str) -> HttpResponse:
    """Says whether somebody is still the contact."""
    _or_unseen(request)
    found = AgencyContact.objects.filter(pk=agency_contact).prefetch_related("checks").first()
    if found is None or answer not in ContactAnswer.values:
        raise Unseen("agency contact", str(agency_contact), "nothing of this id is shown to them by the database")
    try:
        partnering.check(contact=found, answer=ContactAnswer(answer), by=signed_in(request))
    except NotNow as problem:
        return _agency(request, _found(request, found.agency_id), status=409, problems=[str(problem)])
    return redirect("partner", found.agency_id)


@require_GET
@or_not_told
def counts(request: HttpRequest) -> HttpResponse:
    """Counts of agencies and of contacts by month, which name nobody."""
    asker = asker_of(signed_in(request))
    if reason := policy.against_partner_counts(asker):
        raise Unseen("partners", "counts", reason)
    every, today = asked().in_touch, timezone.localdate()
    kinds = [(asked().agency_kinds.title(one.kind), one) for one in figures(today - dt.timedelta(days=every.days))]
    by_month = months(today)
    most = max([1, *(one.engagements for one in by_month)])
    leave(request.user, "partner counts read", "partners", "counts", purpose=WORK, outcome="allowed")
    told = {
        "kinds": kinds, "every": every, "keeps": not policy.against_partners(asker),
        "received": _received(asker, today),
        "months": [(one, round(100 * one.engagements / most)) for one in by_month],
    }  # fmt: skip
    return render(request, "workforce/partner_counts.html", told)


@require_GET
@or_not_told
def export(request: HttpRequest) -> HttpResponse:
    """Agencies and whom to ask for there, as a file for a spreadsheet."""
    _or_unseen(request)
    today, agencies = timezone.localdate(), list(_agencies().filter(closing=None))
    leave(request.user, "partners exported", "partners", "", purpose=WORK, outcome="done", agencies=len(agencies))
    return as_rows("partners.csv", COLUMNS, (line for one in agencies for line in _lines(one, today)))


def _lines(one: Agency, today: dt.date) -> list[list[str]]:
    last, due = in_touch_on(one), " ".join(lapsed(one, today, asked().in_touch.days))
    about = [one.name, asked().agency_kinds.title(one.kind)]
    end = [str(last or ""), due]
    here = [contact for contact in one.contacts.all() if is_contact(contact)]
    lines = [
        [*about, contact.get_level_display(), contact.name, contact.post, contact.reached_at, contact.ours,
         str(confirmed_on(contact)), *end]
        for contact in here
    ]  # fmt: skip
    return lines or [[*about, "", "", "", "", "", "", *end]]


def _received(asker: Asker, today: dt.date) -> list[tuple[str, str]]:
    """How much came from agencies in a year, for who reads reports and intelligence; of a handful no number is told."""
    if casework.against_door(asker) or casework.against_intelligence(asker):
        return []
    since = today - A_YEAR
    reports = Report.objects.filter(door=AGENCIES_DOOR, received_on__gte=since).count()
    intelligence = IntelligenceReport.objects.filter(came_by=CameBy.PARTNER, received_on__gte=since).count()
    return [("Reports by the door for agencies", _few(reports)), ("Intelligence from agencies", _few(intelligence))]


def _few(number: int) -> str:
    return f"fewer than {HANDFUL}" if number < HANDFUL else str(number)


def _agencies() -> Any:
    held = Agency.objects.select_related("closing").prefetch_related("contacts__checks", "contacts__by")
    return held.prefetch_related("attendances__engagement", "attendances__feedback__by")


def _told(one: Agency, today: dt.date) -> dict[str, Any]:
    return {
        "agency": one, "kind": asked().agency_kinds.title(one.kind), "last": in_touch_on(one),
        "lapsed": list(lapsed(one, today, asked().in_touch.days)),
        "contacts": [(contact, confirmed_on(contact)) for contact in one.contacts.all() if is_contact(contact)],
        "former": [contact for contact in one.contacts.all() if not is_contact(contact)],
        "closed": hasattr(one, "closing"),
    }  # fmt: skip


def _found(request: HttpRequest, key: uuid.UUID) -> Agency:
    _or_unseen(request)
    found: Agency | None = _agencies().filter(pk=key).first()
    if found is None:
        raise Unseen("agency", str(key), "nothing of this id is shown to them by the database")
    return found


def _agency(request: HttpRequest, found: Agency, *, status: int = 200, **told: Any) -> HttpResponse:
    leave(request.user, "agency read", "agency", str(found.pk), purpose=WORK, outcome="allowed")
    given = {
        "contact_form": ContactForm(auto_id="id_contact_%s"), "closing_form": ClosingForm(auto_id="id_closing_%s"),
        "attendances": sorted(found.attendances.all(), key=lambda one: one.engagement.day, reverse=True),
    }  # fmt: skip
    return render(request, "workforce/partner.html", _told(found, timezone.localdate()) | given | told, status=status)


def _or_unseen(request: HttpRequest) -> None:
    if reason := policy.against_partners(asker_of(signed_in(request))):
        raise Unseen("partners", "", reason)
