"""The one page that somebody with a part in a matter comes to before they first read it."""

import uuid

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from upstander.access.trace import leave
from upstander.casework.actions import first_reading as actions
from upstander.casework.views.finding import matter_known, signed_in
from upstander.casework.views.matters import WORK
from upstander.govuk import fields


class FirstReadingForm(forms.Form):
    """Whether there is a tie, and what it is."""

    has_one = fields.choice(
        "Do you have a tie to them, or to anybody you know to be part of this?",
        [("no", "No"), ("yes", "Yes")],
        "A relative, a friend, a former partner, somebody you worked beside or for",
        needed="Choose whether you have a tie",
    )
    tie = fields.asked(fields.words("If yes: what ties you"), sometimes=True)

    def clean(self) -> dict[str, str]:
        """Who has a tie says what it is."""
        given: dict[str, str] = super().clean() or {}
        if given.get("has_one") == "yes" and not given.get("tie", "").strip():
            self.add_error("tie", "Say what ties you")
        return given


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, matter: uuid.UUID) -> HttpResponse:
    """Whom the matter is about, and nothing else of it, until they have answered."""
    found, account = matter_known(request, matter), signed_in(request)
    if not actions.against(found, account):
        return redirect("matter", matter=found.pk)
    form = FirstReadingForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and form.cleaned_data["has_one"] == "yes":
        actions.say_one(matter=found, tie=form.cleaned_data["tie"].strip(), by=account)
        return redirect("ties")
    if form.is_valid():
        actions.say_none(matter=found, by=account)
        return redirect("matter", matter=found.pk)
    leave(account, "asked for a tie", "matter", str(found.pk), purpose=WORK, outcome="allowed")
    status = 422 if form.is_bound else 200
    return render(request, "casework/first_reading.html", {"matter": found, "form": form}, status=status)
