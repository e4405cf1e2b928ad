"""Asking for a part for a few hours, answering who asks, and the auditor's look at what others read and why."""

import uuid

from django import forms
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Purpose
from upstander.access.stepping_up import asks_again
from upstander.access.trace import leave
from upstander.casework import log_verified, policy
from upstander.casework.actions import break_glass as actions
from upstander.casework.actions.leads import NotNow
from upstander.casework.models import Part
from upstander.casework.models.break_glass import HOURS, BreakGlass
from upstander.casework.views.finding import frame, matter_for, signed_in
from upstander.casework.views.matters import WORK, overview
from upstander.govuk import fields

A_PAGE = 100  # purposes, and broken glass
UNREVIEWED_FIRST = F("review__at").desc(nulls_first=True)
OVERSIGHT = "oversight of the desk"


class AskForm(forms.Form):
    """Which part, and why."""

    part = fields.choice("Which part you need", Part.choices, needed="Choose the part you need")
    why = fields.long_words(
        "Why now, and why not whoever has this part", "The auditor will read it", needed="Say why", rows=3
    )


class ReviewForm(forms.Form):
    """What was found."""

    words = fields.long_words("What you found", needed="Say what you found", rows=3)


@require_http_methods(["GET", "POST"])
@asks_again
def ask(request: HttpRequest, matter: uuid.UUID) -> HttpResponse:
    """Asks for a part for a few hours."""
    found = matter_for(request, matter)
    form = AskForm(request.POST or None)
    problems: list[str] = []
    if form.is_valid():
        try:
            actions.ask(matter=found, by=signed_in(request), **form.cleaned_data)
        except NotNow as answer:
            problems = [str(answer)]
        else:
            return redirect("matter", matter=found.pk)
    leave(request.user, "matter read", "matter", str(found.pk), purpose=WORK, outcome="allowed")
    shown = frame(request, found, "glass") | {"form": form, "hours": HOURS, "problems": problems}
    return render(request, "casework/break_glass.html", shown, status=422 if form.is_bound else 200)


@require_POST
@asks_again
def answer(request: HttpRequest, matter: uuid.UUID, asked: uuid.UUID) -> HttpResponse:
    """Answers who asks."""
    found = matter_for(request, matter)
    request_made = BreakGlass.objects.filter(matter=found, pk=asked).first()
    if request_made is None:
        raise Unseen("break-glass", str(asked), "the matter has no such request")
    try:
        allowed = request.POST.get("allowed") == "yes"
        actions.answer(asked=request_made, allowed=allowed, why=request.POST.get("why", ""), by=signed_in(request))
    except NotNow as told:
        return overview(request, found, problems=[str(told)], status=409)
    return redirect("matter", matter=found.pk)


@require_http_methods(["GET", "POST"])
def oversight(request: HttpRequest) -> HttpResponse:
    """What the auditor looks at: every glass that was broken, and why people read what they read. No content."""
    account = signed_in(request)
    reason = policy.against_oversight(asker_of(account))
    if reason:
        raise Unseen("oversight", "", reason)
    form = ReviewForm(request.POST or None)
    problems: list[str] = []
    if form.is_valid():
        chosen = _chosen(request.POST.get("asked", ""))
        if chosen is None:
            raise Unseen("break-glass", "", "nothing of this id is shown to them by the database")
        try:
            actions.review(asked=chosen, words=form.cleaned_data["words"], by=account)
        except NotNow as told:
            problems = [str(told)]
        else:
            return redirect("oversight")
    leave(account, "oversight read", "oversight", "", purpose=OVERSIGHT, outcome="allowed")
    shown = {
        "glass": BreakGlass.objects.select_related("by", "answer__by", "review__by").order_by(UNREVIEWED_FIRST, "-at")[
            :A_PAGE
        ],
        "purposes": Purpose.objects.select_related("account").order_by("-given_at")[:A_PAGE],
        "form": form,
        "problems": problems,
        "verified": log_verified.last(),
        "log_warning": log_verified.warning(timezone.now()),
    }
    return render(request, "casework/oversight.html", shown, status=422 if form.is_bound else 200)


def _chosen(given: str) -> BreakGlass | None:
    try:
        return BreakGlass.objects.filter(pk=uuid.UUID(given)).first()
    except ValueError:
        return None
