"""A file of a report taken out as it came, by two people."""

import uuid
from collections.abc import Sequence

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from upstander.access.asking import Unseen, asker_of
from upstander.access.stepping_up import asks_again
from upstander.access.trace import leave
from upstander.casework import policy
from upstander.casework.actions import originals as actions
from upstander.casework.actions.leads import NotNow
from upstander.casework.forms.originals import AnswerForm, AskForm
from upstander.casework.models import ReportFile
from upstander.casework.models.original import DAYS, OriginalAsked
from upstander.casework.views.finding import signed_in
from upstander.casework.views.report_files import WORK, file_for


@require_http_methods(["GET", "POST"])
@asks_again
def ask(request: HttpRequest, door_report: uuid.UUID, file: uuid.UUID) -> HttpResponse:
    """Who asked for it and what came of that; for the manager, a form to ask."""
    kept = file_for(request, door_report, file)
    may_ask = _may_ask(request, kept)
    if request.method == "POST" and not may_ask:
        raise Unseen("report", str(file), "only the unit's manager asks for an original")
    form = AskForm(request.POST or None)
    if not form.is_valid():
        return _page(request, kept, form, status=422 if form.is_bound else 200)
    try:
        actions.ask(file=kept, by=signed_in(request), **form.cleaned_data)
    except NotNow as answer:
        return _page(request, kept, form, problems=[str(answer)], status=409)
    return redirect("report-original", door_report=door_report, file=file)


@require_http_methods(["GET", "POST"])
@asks_again
def answer(request: HttpRequest, door_report: uuid.UUID, file: uuid.UUID, original: uuid.UUID) -> HttpResponse:
    """What somebody asked for and why, and the second person's answer."""
    kept = file_for(request, door_report, file)
    found = _asked(kept, original)
    form = AnswerForm(request.POST or None)
    if not form.is_valid():
        return _one(request, kept, found, form, status=422 if form.is_bound else 200)
    allowed = form.cleaned_data["allowed"] == "yes"
    try:
        actions.answer(asked=found, allowed=allowed, why=form.cleaned_data["why"], by=signed_in(request))
    except NotNow as told:
        return _one(request, kept, found, form, problems=[str(told)], status=409)
    return redirect("report-original", door_report=door_report, file=file)


@require_POST
@asks_again
def take_out(request: HttpRequest, door_report: uuid.UUID, file: uuid.UUID, original: uuid.UUID) -> HttpResponse:
    """The file as it came, in a plain archive: no browser opens it, and its name says nothing."""
    kept = file_for(request, door_report, file)
    found = _asked(kept, original)
    try:
        taken = actions.take_out(asked=found, by=signed_in(request))
    except NotNow as told:
        leave(request.user, "original exported", "report", str(door_report), outcome="refused", request=str(original))
        return _page(request, kept, AskForm(), problems=[str(told)], status=409)
    given = HttpResponse(taken.archive, content_type="application/octet-stream")
    given["Content-Disposition"] = f'attachment; filename="original-{taken.copy}.zip"'
    given["Content-Security-Policy"] = "sandbox; default-src 'none'"
    given["X-Content-Type-Options"] = "nosniff"
    return given


def _may_ask(request: HttpRequest, kept: ReportFile) -> bool:
    report = kept.report
    return not policy.against_deciding_door(asker_of(signed_in(request)), report.marks(), report.kept_from())


def _asked(kept: ReportFile, key: uuid.UUID) -> OriginalAsked:
    found = OriginalAsked.objects.filter(file=kept, pk=key).select_related("by", "file__report").first()
    if found is None:
        raise Unseen("report", str(key), "nobody asked so for this file")
    return found


def _page(
    request: HttpRequest, kept: ReportFile, form: forms.Form, *, problems: Sequence[str] = (), status: int
) -> HttpResponse:
    leave(request.user, "originals listed", "report", str(kept.report_id), purpose=WORK, outcome="allowed")
    account = signed_in(request)
    listed = OriginalAsked.objects.filter(file=kept).select_related("by", "answer__by").prefetch_related("taken__by")
    asked = [(one, one.by_id == account.pk and actions.is_allowed(one)) for one in listed]
    shown = {"report": kept.report, "file": kept, "asked": asked, "form": form, "problems": problems, "days": DAYS}
    shown["may_ask"] = _may_ask(request, kept)
    return render(request, "casework/report_original.html", shown, status=status)


def _one(
    request: HttpRequest,
    kept: ReportFile,
    found: OriginalAsked,
    form: forms.Form,
    *,
    problems: Sequence[str] = (),
    status: int,
) -> HttpResponse:
    leave(request.user, "originals listed", "report", str(kept.report_id), purpose=WORK, outcome="allowed")
    shown = {"report": kept.report, "file": kept, "asked": found, "form": form, "problems": problems, "days": DAYS}
    shown["own"] = found.by_id == signed_in(request).pk
    return render(request, "casework/report_original_answer.html", shown, status=status)
