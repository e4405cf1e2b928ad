"""Who a reporter is: asked of two custodians, and shown to whoever asked, until a day."""

import uuid
from collections.abc import Sequence

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from upstander.access.asking import Unseen
from upstander.access.stepping_up import asks_again
from upstander.access.trace import leave
from upstander.casework.actions import identity as actions
from upstander.casework.actions import identity_telling as telling
from upstander.casework.actions.leads import NotNow
from upstander.casework.forms.identity import AnswerForm, AskForm, TellForm
from upstander.casework.models import Report, Telling
from upstander.casework.models.identity_request import IdentityRequest
from upstander.casework.views.finding import door_report_for, signed_in
from upstander.casework.views.reports import contact_of
from upstander.reporting import custody


@require_http_methods(["GET", "POST"])
@asks_again
def ask(request: HttpRequest, door_report: uuid.UUID) -> HttpResponse:
    """One's own requests about a report, and a new one."""
    report = door_report_for(request, door_report)
    pairs = actions.pairs_of(report)
    form = AskForm(pairs, request.POST or None)
    if not form.is_valid():
        return _asking(request, report, form, status=422 if form.is_bound else 200)
    given = form.cleaned_data
    first, _joined, second = given["pair"].partition("+")
    try:
        made = actions.ask(
            report=report, pair=(first, second), why=given["why"], until=given["until"], by=signed_in(request)
        )
    except NotNow as answer:
        return _asking(request, report, form, problems=[str(answer)], status=409)
    return redirect("report-identity-request", door_report=report.pk, asked_for=made.pk)


def _asking(
    request: HttpRequest, report: Report, form: forms.Form, *, problems: Sequence[str] = (), status: int
) -> HttpResponse:
    leave(request.user, "identity requests listed", "report", str(report.pk), outcome="allowed")
    asked = IdentityRequest.objects.filter(report=report, by=signed_in(request))
    shown = {"report": report, "pairs": actions.pairs_of(report), "asked": asked, "form": form, "problems": problems}
    return render(request, "casework/report_identity.html", shown, status=status)


@require_http_methods(["GET", "POST"])
@asks_again
def page(request: HttpRequest, door_report: uuid.UUID, asked_for: uuid.UUID) -> HttpResponse:
    """One request: whose turn it is, the file for them, and what they answered."""
    found = _request_of(request, door_report, asked_for)
    form = AnswerForm(request.POST or None, request.FILES or None)
    problems: Sequence[str] = ()
    if form.is_valid():
        text, called = form.cleaned_data["answer"]
        try:
            actions.answer(asked=found, text=text, called=called, by=signed_in(request))
            return redirect("report-identity-request", door_report=door_report, asked_for=asked_for)
        except NotNow as answer:
            problems = [str(answer)]
    status = 409 if problems else 422 if form.is_bound else 200
    return _shown(request, found, form, problems=problems, status=status)


@require_POST
@asks_again
def tell(request: HttpRequest, door_report: uuid.UUID, asked_for: uuid.UUID) -> HttpResponse:
    """Whether the reporter is told that their name was opened, and when."""
    found = _request_of(request, door_report, asked_for)
    form = TellForm(request.POST, reachable=not found.report.typed_in)
    if not form.is_valid():
        return _shown(request, found, AnswerForm(), tells=form, status=422)
    try:
        telling.decide(asked=found, by=signed_in(request), **form.cleaned_data)
    except NotNow as answer:
        return _shown(request, found, AnswerForm(), tells=form, problems=[str(answer)], status=409)
    return redirect("report-identity-request", door_report=door_report, asked_for=asked_for)


def _shown(
    request: HttpRequest,
    found: IdentityRequest,
    form: forms.Form,
    *,
    tells: TellForm | None = None,
    problems: Sequence[str] = (),
    status: int,
) -> HttpResponse:
    """One request as it stands; where its name was opened, whether the reporter is told."""
    door_report, last = found.report_id, telling.standing(found)
    held = custody.read_request(found.request, "the request")
    leave(request.user, "identity request read", "report", str(door_report), outcome="allowed", request=str(found.pk))
    shown = {
        "report": found.report,
        "asked": found,
        "held": held,
        "text": actions.read(found, signed_in(request)),
        "over": found.until < timezone.localdate(),
        "form": form,
        "problems": problems,
        "telling": last,
        "due": telling.is_due(last),
    }
    if last is not None and last.what not in {Telling.TOLD, Telling.NOT}:
        shown |= {"tells": tells or TellForm(reachable=not found.report.typed_in), "contact": contact_of(found.report)}
    if tells is not None:
        shown["form"] = tells if tells.errors else form
    return render(request, "casework/report_identity_request.html", shown, status=status)


@require_GET
@asks_again
def file(request: HttpRequest, door_report: uuid.UUID, asked_for: uuid.UUID) -> HttpResponse:
    """The file for whichever custodian is asked now."""
    found = _request_of(request, door_report, asked_for)
    leave(
        request.user,
        "identity request given out",
        "report",
        str(door_report),
        outcome="allowed",
        request=str(asked_for),
    )
    answer = HttpResponse(found.request, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="request-{found.pk}.json"'
    return answer


def _request_of(request: HttpRequest, door_report: uuid.UUID, asked_for: uuid.UUID) -> IdentityRequest:
    report = door_report_for(request, door_report)
    found = IdentityRequest.objects.filter(report=report, by=signed_in(request), pk=asked_for).first()
    if found is None:
        raise Unseen("report", str(asked_for), "they made no such request about this report")
    return found
