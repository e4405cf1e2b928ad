"""Asking for more on a lead, and saying what came of it."""

import uuid
from collections.abc import Callable
from pathlib import Path

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from upstander.access.asking import Unseen
from upstander.access.trace import leave
from upstander.casework.actions import asking as actions
from upstander.casework.actions.leads import NotNow
from upstander.casework.forms.asking import AnswerForm, AskingForm
from upstander.casework.models import Lead, MoreAsked
from upstander.casework.views.finding import lead_for, signed_in
from upstander.casework.views.leads import TRIAGE
from upstander.leads.telling.lead import TellingError, read_lead


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, lead: uuid.UUID) -> HttpResponse:
    """Asks for records of a lead's subject."""
    found = lead_for(request, lead)
    form = AskingForm(request.POST or None, missing=_missing(found))

    def act() -> object:
        days = form.cleaned_data["working_days"]
        return actions.ask(lead=found, asked=form.asked(), working_days=days, by=signed_in(request))

    return _answered(request, found, "Ask for more", form, act)


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, lead: uuid.UUID, more_asked: uuid.UUID) -> HttpResponse:
    """Says what came of records that were asked for."""
    found = lead_for(request, lead)
    asked = MoreAsked.objects.filter(lead=found, pk=more_asked).first()
    if asked is None:
        raise Unseen("more asked", str(more_asked), "nothing of this kind was asked for on the lead")
    form = AnswerForm(request.POST or None)
    by = signed_in(request)
    title = f"What came of it: {asked.records}"
    return _answered(
        request, found, title, form, lambda: actions.answer(asked=asked, by=by, **form.cleaned_data), asked=asked
    )


def _missing(lead: Lead) -> tuple[str, ...]:
    """What the scan could not look at; nothing where it cannot be read now."""
    try:
        return tuple(read_lead(Path(lead.scan), lead.lead_id).missing)
    except (TellingError, OSError):
        return ()


def _answered(
    request: HttpRequest,
    lead: Lead,
    title: str,
    form: forms.Form,
    act: Callable[[], object],
    *,
    asked: MoreAsked | None = None,
) -> HttpResponse:
    """The form, or what it asked for done; with what cannot be done said above it."""
    problems: list[str] = []
    if form.is_valid():
        try:
            act()
        except NotNow as told:
            problems = [str(told)]
        else:
            return redirect("lead", lead=lead.pk)
    leave(request.user, "lead read", "lead", str(lead.pk), purpose=TRIAGE, outcome="allowed")
    shown = {"lead": lead, "title": title, "form": form, "problems": problems, "asked": asked}
    return render(request, "casework/lead_form.html", shown, status=422 if form.is_bound else 200)
