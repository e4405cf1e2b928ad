"""Reports: the list, which says nothing of what is in them, a report in full, and what is done with it."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from upstander.access.asking import Asker, Unseen, asker_of
from upstander.access.models import Account
from upstander.access.trace import leave
from upstander.casework import policy
from upstander.casework.actions.identity_telling import due_from
from upstander.casework.actions.leads import NotNow
from upstander.casework.actions.report_junk import BROUGHT_BACK, SET_ASIDE, may_be_together
from upstander.casework.actions.report_retention import against_destroying, due_on, is_over
from upstander.casework.actions.report_standing import elsewhere
from upstander.casework.forms.reports import ReportsFilter
from upstander.casework.models import IntelligenceReport, Matter, Report, ReportEntry, Said, Stage
from upstander.casework.report_history import Place, seen
from upstander.casework.report_words import asked_and_answered, provenance_of
from upstander.casework.shredding import DestroyedError
from upstander.casework.views.finding import door_report_for, signed_in
from upstander.casework.views.report_doings import DOINGS, doings_for

A_PAGE = 25  # reports
WORK = "work on reports"
REPORTER = "The reporter"


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """The reports that wait, urgent ones first. Nothing unseen is counted."""
    account = signed_in(request)
    asker, chosen = asker_of(account), ReportsFilter(request.GET)
    reason = policy.against_door(asker)
    if reason:
        raise Unseen("report", "", reason)
    first = (chosen.page - 1) * A_PAGE
    reports = Report.objects.defer("sealed", "private_key").prefetch_related("subjects", "names", "exclusions")
    other = elsewhere(asker)
    found = list(chosen.among(reports, other)[first : first + A_PAGE + 1])
    shown = [one for one in found[:A_PAGE] if not policy.against_door_report(asker, one.marks(), one.kept_from())]
    for one in shown:
        one.state = other.get(one.pk, one.state)
    ids = [str(report.pk) for report in shown]
    leave(account, "reports listed", "report", "", purpose=WORK, outcome="allowed", ids=ids)
    rows = list(_rows(shown, chosen, account))
    told = {"reports": rows, "chosen": chosen, "more": len(found) > A_PAGE}
    told["owed"] = due_from(account)
    told |= {"ticks": any(may for _one, may, _due in rows), "back": chosen.state == Stage.SET_ASIDE}
    return render(request, "casework/reports.html", told)


def _rows(shown: Sequence[Report], chosen: ReportsFilter, by: Account) -> Iterator[tuple[Report, bool, dt.date | None]]:
    """Each report, whether it may be ticked, and since when it is due where that is asked."""
    what = BROUGHT_BACK if chosen.state == Stage.SET_ASIDE else SET_ASIDE
    destroys = not against_destroying(by)
    for one in shown:
        if chosen.kept_for:
            due = due_on(one)
            yield one, destroys and is_over(one, due), due
        else:
            yield one, may_be_together(one, what), None


@require_GET
def page(request: HttpRequest, door_report: uuid.UUID) -> HttpResponse:
    """A report in full."""
    found = door_report_for(request, door_report)
    account = signed_in(request)
    asker = asker_of(account)
    leave(account, "report read", "report", str(found.pk), purpose=WORK, outcome="allowed")
    shown = _told(found) | {
        "report": found,
        "subjects": found.subjects.all(),
        "unsettled": found.to_settle(account),
        "exclusions": found.exclusions.select_related("account").order_by("account__name"),
        "links": _belongings(found, asker),
        "history": [(entry, entry.by.name if entry.by else REPORTER) for entry in _entries(found)],
        "doings": doings_for(found, asker),
    }
    return render(request, "casework/report.html", shown)


def _entries(report: Report) -> QuerySet[ReportEntry]:
    return report.entries.select_related("by").exclude(pk__in=report.unseen)


def _told(report: Report) -> dict[str, Any]:
    """What was said and how to reach who said it, as far as it was not destroyed."""
    if report.private_key is None:
        return {"destroyed": True}
    first = {"day": report.received_on} | _letter(report.said)
    messages = [
        {"day": one.day, "by": one.by.name if one.by else REPORTER} | _letter(one.said)
        for one in report.messages.select_related("report", "by")
    ]
    said_last = sorted((*reversed(messages), first), key=lambda letter: letter["day"], reverse=True)
    contact = [(*pair, letter["day"]) for letter in said_last for pair in letter.get("contact", ())]
    kept = report.files.defer("held", "name")
    files = [(file.pk, f"File {number}", file.size, file.day) for number, file in enumerate(kept, 1)]
    return first | {"messages": messages, "contact": contact, "files": files}


def contact_of(report: Report) -> list[tuple[str, str]]:
    """How their reporter may be reached and how never, as far as it was not destroyed."""
    return list(_told(report).get("contact", ()))


def _letter(said: Callable[[], Said]) -> dict[str, Any]:
    """One letter as it is shown; of what was sealed to a key that was destroyed, that."""
    try:
        held = said()
    except DestroyedError:
        return {"destroyed": True}
    answers, contact = asked_and_answered(held.answers), asked_and_answered(held.contact)
    told = {"answers": answers, "contact": contact, "keep_from": held.keep_from, "custodians": list(held.identity)}
    return told | {"provenance": provenance_of(held)}


def _belongings(report: Report, asker: Asker) -> list[tuple[Place, str]]:
    """What a report is linked to from either side, and why, as far as both ends may be seen."""
    ends = [
        next((kind, key, link.why) for kind, key in _ends(link.intelligence_id, link.matter_id, link.other_id) if key)
        for link in report.links.all()
    ]
    ends += [("door", link.report_id, link.why) for link in report.linked_from.all()]
    places = seen(asker, [(kind, key) for kind, key, _why in ends])
    return [(places[key], why) for _kind, key, why in ends if key in places]


def _ends(
    intelligence: uuid.UUID | None, matter: uuid.UUID | None, other: uuid.UUID | None
) -> tuple[tuple[str, uuid.UUID | None], ...]:
    return (("report", intelligence), ("matter", matter), ("door", other))


@require_http_methods(["GET", "POST"])
def do(request: HttpRequest, door_report: uuid.UUID, what: str) -> HttpResponse:
    """One thing done with a report."""
    found = door_report_for(request, door_report)
    account, doing = signed_in(request), DOINGS.get(what)
    reason = "there is no such form" if doing is None else doing.against(found, asker_of(account))
    if doing is None or reason:
        raise Unseen("report", f"{found.pk} {what}", reason)
    form = doing.form(found, account, request.POST or None)
    if not form.is_valid():
        return _form(request, found, what, form, status=422 if form.is_bound else 200)
    try:
        made = doing.act(found, form.cleaned_data, account)
    except NotNow as answer:
        leave(account, f"report {what}", "report", str(found.pk), outcome="refused")
        return _form(request, found, what, form, problems=[str(answer)], status=409)
    return on_to(request, found, made)


def on_to(request: HttpRequest, report: Report, made: object) -> HttpResponse:
    """On to what was made, or back to the report; to the list, where it is now kept from who did it."""
    if isinstance(made, Matter):
        return redirect("matter", matter=made.pk)
    if isinstance(made, IntelligenceReport):
        return redirect("intelligence-report", report=made.pk)
    seen_now = Report.objects.filter(pk=report.pk).first()
    asker = asker_of(signed_in(request))
    if seen_now is None or policy.against_door_report(asker, seen_now.marks(), seen_now.kept_from()):
        return redirect("reports")
    return redirect("report", door_report=report.pk)


def _form(
    request: HttpRequest, report: Report, what: str, form: forms.Form, *, problems: Sequence[str] = (), status: int
) -> HttpResponse:
    """The page of a form, with its line in the log: it shows what the report says."""
    leave(request.user, "report read", "report", str(report.pk), purpose=WORK, outcome="allowed")
    doing = DOINGS[what]
    shown = _told(report) | {"report": report, "title": doing.title, "reaches": doing.reaches, "form": form}
    return render(request, "casework/report_form.html", shown | {"problems": problems}, status=status)
