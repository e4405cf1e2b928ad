"""The page of messaging apps on the force's devices: what was seen, what is decided, and what nobody can see."""

import datetime as dt
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from upstander.access.asking import Unseen, asker_of
from upstander.access.trace import leave
from upstander.casework.actions.leads import NotNow
from upstander.casework.views.finding import signed_in
from upstander.govuk import fields
from upstander.workforce import policy
from upstander.workforce.app_decisions import decide, told
from upstander.workforce.held import NotHeld, held, what_is_asked
from upstander.workforce.models import AppDecision, AppStanding
from upstander.workforce.views.telling import or_not_told

WORK = "prevention: messaging apps on the force's devices"
LONGEST = 40  # characters of a name


class AppForm(forms.Form):
    """What is decided of an app."""

    standing = fields.choice("What is decided", AppStanding.choices, needed="Choose what is decided")
    why = fields.long_words("Why", "For what it is used, and what else could be", needed="Say why", rows=3)
    unseen = fields.long_words(
        "What cannot be seen of it, and why", "For example, words are encrypted, and only when it was used is known",
        needed="Say what cannot be seen of it, and why", rows=3,
    )  # fmt: skip
    review_on = fields.day("When somebody looks at it again", needed="Give the day on which it is looked at again")

    def __init__(self, given: Any, suggested: tuple[str, ...]) -> None:
        super().__init__(given)
        app = fields.words("Which app", needed="Say which app", width="20", suggestions=suggested)
        self.fields = {"app": app, **self.fields}

    def clean_app(self) -> str:
        """A name of at most 40 characters as it is kept: a small letter may be longer than its capital."""
        name: str = self.cleaned_data["app"].strip().lower()
        if len(name) > LONGEST:
            raise forms.ValidationError(f"The name of an app must be {LONGEST} characters or fewer")
        return name


@require_http_methods(["GET", "POST"])
@or_not_told
def page(request: HttpRequest) -> HttpResponse:
    """Apps that were seen or decided of, what lacks a decision first, and a form for those who decide."""
    account, today = signed_in(request), timezone.localdate()
    asker = asker_of(account)
    if reason := policy.against_apps(asker):
        raise Unseen("app", "", reason)
    may_decide = not policy.against_deciding_apps(asker)
    if request.method == "POST" and not may_decide:
        raise Unseen("app", "", policy.against_deciding_apps(asker))
    asked = what_is_asked().messaging_apps
    form, problems = AppForm(request.POST if request.method == "POST" else None, asked.names), []
    if form.is_valid():
        try:
            decide(**form.cleaned_data | {"standing": AppStanding(form.cleaned_data["standing"])}, by=account)
            return redirect("apps")
        except NotNow as answer:
            problems = [str(answer)]
    seen, day = _seen(today)
    written = list(AppDecision.objects.select_related("by"))
    leave(account, "apps read", "app", "", purpose=WORK, outcome="allowed")
    shown = {
        "rows": told(seen or [], written, today), "known": seen is not None, "day": day, "asked": asked,
        "before": list(reversed(written)), "form": form if may_decide else None, "problems": problems,
    }  # fmt: skip
    return render(request, "workforce/apps.html", shown, status=409 if problems else 422 if form.errors else 200)


def _seen(today: dt.date) -> tuple[list[tuple[str, int, dt.date]] | None, dt.date | None]:
    """Apps with on how many devices and since when, and as of which day; none where no apps are on record."""
    try:
        here = held(today)
    except NotHeld:
        return None, None
    if not here.holds("device_apps"):
        return None, here.day
    return list(here.apps.select("app", "devices", "first_on").iter_rows()), here.day
