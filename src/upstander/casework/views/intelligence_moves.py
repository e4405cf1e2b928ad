"""The small forms of an intelligence report, each on a page of its own: what was typed stays where it is refused."""

import uuid
from collections.abc import Sequence

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from upstander.access.asking import Unseen, asker_of
from upstander.access.trace import leave
from upstander.casework.actions import intelligence_moves as actions
from upstander.casework.actions.leads import NotNow
from upstander.casework.forms.intelligence import SanitiseForm
from upstander.casework.grading import words
from upstander.casework.models import IntelligenceReport, Matter
from upstander.casework.sanitising import could_lead, names_the_source
from upstander.casework.views.finding import report_for, signed_in
from upstander.casework.views.intelligence import WORK, to_report
from upstander.casework.views.intelligence_doings import DOINGS


@require_http_methods(["GET", "POST"])
def do(request: HttpRequest, report: uuid.UUID, what: str) -> HttpResponse:
    """One thing done with a report."""
    found = report_for(request, report)
    account, doing = signed_in(request), DOINGS.get(what)
    reason = "there is no such form" if doing is None else doing.against(found, asker_of(account))
    if doing is None or reason:
        raise Unseen("intelligence", f"{found.pk} {what}", reason)
    form = doing.form(found, account, request.POST or None)
    if not form.is_valid():
        return _form(request, found, doing.title, form, status=422 if form.is_bound else 200)
    try:
        made = doing.act(found, form.cleaned_data, account)
    except NotNow as answer:
        leave(account, f"intelligence {what}", "intelligence", str(found.pk), outcome="refused")
        return _form(request, found, doing.title, form, problems=[str(answer)], status=409)
    return redirect("matter", matter=made.pk) if isinstance(made, Matter) else to_report(request, found)


def _form(
    request: HttpRequest,
    report: IntelligenceReport,
    title: str,
    form: forms.Form,
    *,
    problems: Sequence[str] = (),
    status: int,
) -> HttpResponse:
    """The page of a form, with its line in the log: it shows what the report says."""
    leave(request.user, "intelligence read", "intelligence", str(report.pk), purpose=WORK, outcome="allowed")
    shown = {"report": report, "title": title, "form": form, "problems": problems}
    return render(request, "casework/intelligence_form.html", shown, status=status)


@require_http_methods(["GET", "POST"])
def sanitise(request: HttpRequest, report: uuid.UUID) -> HttpResponse:
    """The sanitised text, beside the text as received and its words that could lead to the source."""
    found = report_for(request, report)
    form = SanitiseForm(found, request.POST or None)
    if not form.is_valid():
        return _sanitising(request, found, form, status=422 if form.is_bound else 200)
    text = form.cleaned_data["text"]
    try:
        actions.sanitise(report=found, text=text, kept=form.kept, by=signed_in(request))
    except actions.LeadsToSource as refused:
        form = SanitiseForm(found, request.POST, refused.standing)
        form.full_clean()
        _say(form, refused)
        if refused.names:
            actions.keep_refusal(report=found, by=signed_in(request))
    except NotNow as answer:
        leave(request.user, "intelligence sanitised", "intelligence", str(found.pk), outcome="refused")
        return _sanitising(request, found, form, problems=[str(answer)], status=409)
    else:
        return redirect("intelligence-report", report=found.pk)
    leave(request.user, "intelligence sanitised", "intelligence", str(found.pk), outcome="refused")
    return _sanitising(request, found, form, status=422)


def _say(form: SanitiseForm, refused: actions.LeadsToSource) -> None:
    if refused.names:
        words_said = ", ".join(refused.named) or "a word that is not in the text as received"
        form.add_error("text", f"Take out what names the source: {words_said}")
    if refused.standing and not set(refused.standing) <= set(form.kept):
        form.add_error("kept", "Confirm each of these words, or take it out of the text")


def _sanitising(
    request: HttpRequest,
    report: IntelligenceReport,
    form: forms.Form,
    *,
    problems: Sequence[str] = (),
    status: int,
) -> HttpResponse:
    leave(request.user, "intelligence read", "intelligence", str(report.pk), purpose=WORK, outcome="allowed")
    names = names_the_source(report.original, report.source_marks)
    people = [part for one in report.subjects.all() for part in (one.subject_name, one.subject_id)]
    leading = [word for word in could_lead(report.original, words(), people).values() if word not in names]
    shown = {"report": report, "form": form, "names": names, "leading": leading, "problems": problems}
    return render(request, "casework/intelligence_sanitise.html", shown, status=status)
