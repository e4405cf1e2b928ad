"""Looking for somebody whom a report could not name, by a place and a time, and naming whom it is about."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from upstander.access.asking import Unseen, asker_of
from upstander.access.stepping_up import asks_again
from upstander.access.trace import leave
from upstander.casework.actions import intelligence as actions
from upstander.casework.actions.leads import NotNow
from upstander.casework.describing import Description
from upstander.casework.forms.who import ChosenForm, WhereForm
from upstander.casework.looked_up_then import LookedUp, looked_up_then
from upstander.casework.models import IntelligenceReport
from upstander.casework.presence import Found, NotLookedFor, Somebody, who_was_there
from upstander.casework.views.finding import report_for, signed_in
from upstander.casework.views.intelligence import WORK, to_report
from upstander.govuk import fields


@require_http_methods(["GET", "POST"])
@asks_again
def look(request: HttpRequest, report: uuid.UUID) -> HttpResponse:
    """Who was there, for a purpose that is kept; nobody is named by looking."""
    found = _unnamed(request, report)
    form = WhereForm(request.POST or None)
    if not form.is_valid():
        return _page(request, found, form, status=422 if form.is_bound else 200)
    account = signed_in(request)
    try:  # before the line: whoever writes one holds the log
        there = who_was_there(asker_of(account), form.asked())
        fitting, _left_out = _parted(there.near, form.described(), form.asked().day)
        then = looked_up_then(asker_of(account), form.asked(), fitting)
    except NotLookedFor as answer:
        leave(account, "intelligence subject looked for", "intelligence", str(found.pk), outcome="refused")
        return _page(request, found, form, problems=[str(answer)], status=409)
    why = form.cleaned_data["purpose"]
    actions.looked_for(report=found, purpose=why, asked=form.told(), read_of=then.of, by=account)
    return _page(request, found, form, there=there, then=then, status=200)


@require_POST
def name(request: HttpRequest, report: uuid.UUID) -> HttpResponse:
    """Names those who were chosen, all at once."""
    found = _unnamed(request, report)
    chosen = [value.partition(",") for value in request.POST.getlist("named")]
    named = [actions.Named(number.strip(), called.strip()) for number, _comma, called in chosen if number.strip()]
    why = request.POST.get("why", "").strip()
    if not named or not why:
        said = "Choose whom the report is about, and say how they were found to be the one: look again"
        return _page(request, found, WhereForm(), problems=[said], status=422)
    try:
        actions.name_subjects(report=found, subjects=named, why=why[: fields.A_TEXT], by=signed_in(request))
    except NotNow as answer:
        return _page(request, found, WhereForm(), problems=[str(answer)], status=409)
    return to_report(request, found)


def _unnamed(request: HttpRequest, key: uuid.UUID) -> IntelligenceReport:
    """A report that is about nobody yet."""
    report = report_for(request, key)
    if report.marks():
        raise Unseen("intelligence", f"{report.pk} who", "the report has its subject")
    return report


def _page(
    request: HttpRequest,
    report: IntelligenceReport,
    form: WhereForm,
    *,
    problems: Sequence[str] = (),
    there: Found | None = None,
    then: LookedUp | None = None,
    status: int,
) -> HttpResponse:
    leave(request.user, "intelligence read", "intelligence", str(report.pk), purpose=WORK, outcome="allowed")
    shown = {"report": report, "form": form, "problems": problems, "looked": there is not None, "then": then}
    if there is not None:
        shown |= _told(there, form.described(), form.asked().day)
    return render(request, "casework/who.html", shown, status=status)


def _told(there: Found, description: Description, day: dt.date) -> dict[str, object]:
    """Who was near and whom the description leaves out, each as a row of a table; and of whom nothing can be said."""
    near, left_out = _parted(there.near, description, day)
    silent, silent_left_out = _parted(there.not_assessed, description, day)
    told: dict[str, object] = {
        "near": [_row(one, description, day) for one in near],
        "left_out": [(*_row(one, description, day), why) for one, why in left_out],
        "silent": [_row(one, description, day) for one in silent],
        "silent_left_out": [(*_row(one, description, day), why) for one, why in silent_left_out],
        "lacking": there.lacking,
        "described": bool(description.asked()),
    }
    return told | ({"chosen": ChosenForm(near, left_out)} if there.near else {})


def _parted(
    people: Iterable[Somebody], description: Description, day: dt.date
) -> tuple[list[Somebody], list[tuple[Somebody, list[str]]]]:
    """Those whom a description fits, as far as anything is held, and those whom it leaves out, with why."""
    judged = [(one, description.against(one.number, one.about, day)) for one in people]
    return [one for one, why in judged if not why], [(one, why) for one, why in judged if why]


def _row(one: Somebody, description: Description, day: dt.date) -> tuple[Somebody, list[str], list[str]]:
    return one, one.about.words(day), description.not_held(one.number, one.about, day)
