"""Somebody's own ties to members of staff, and declaring one."""

import uuid

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Release, ShutOut
from upstander.access.stepping_up import asks_again
from upstander.access.trace import leave
from upstander.casework import policy
from upstander.casework.actions import ties as actions
from upstander.casework.actions.leads import NotNow
from upstander.casework.actions.ties import declare
from upstander.casework.views.finding import signed_in
from upstander.govuk import fields

RELEASING = "releasing ties"


class TieForm(forms.Form):
    """To whom, and what kind of tie."""

    subject_id = fields.words("Their staff number", needed="Give their staff number", width="10")
    name = fields.words(
        "Their name",
        "A report may tell of them by name alone. You see none that may, and the name is shown to nobody",
        needed="Give their name",
    )
    tie = fields.words("What ties you to them", needed="Say what ties you to them")


class ReleaseForm(forms.Form):
    """Why a tie should no longer shut somebody out."""

    why = fields.long_words(
        "Why this tie need not keep them away", "A second person must sign", needed="Say why", rows=3
    )


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The ties that somebody declared. Whether the other is in any matter is never told."""
    account = signed_in(request)
    form = TieForm(request.POST or None)
    if form.is_valid():
        declare(by=account, **form.cleaned_data)
        return redirect("ties")
    ties = ShutOut.objects.filter(account=account).order_by("made_at")
    releases = not policy.against_releasing(asker_of(account), "", "")
    told = {"form": form, "ties": ties, "releases": releases}
    return render(request, "casework/ties.html", told, status=422 if request.POST else 200)


@require_GET
def others(request: HttpRequest) -> HttpResponse:
    """The ties of other people at the desk, for those who may have a say in releasing one."""
    return _others(request)


def _others(request: HttpRequest, *, problem: str = "", status: int = 200) -> HttpResponse:
    account = signed_in(request)
    asker = asker_of(account)
    if policy.against_releasing(asker, "", ""):
        raise Unseen("ties", "", policy.against_releasing(asker, "", ""))
    held = ShutOut.objects.exclude(account=account).select_related("account", "release__signature__by", "release__by")
    shown = [tie for tie in held.order_by("made_at") if not asker.may_know_of(tie.subject_mark)]
    ids = [str(tie.pk) for tie in shown]
    leave(account, "ties listed", "tie", "", purpose=RELEASING, outcome="allowed", ids=ids)
    told = {"ties": shown, "problems": [problem] if problem else []}
    return render(request, "casework/ties_of_others.html", told, status=status)


@require_http_methods(["GET", "POST"])
@asks_again
def release(request: HttpRequest, tie: uuid.UUID) -> HttpResponse:
    """Asks that a tie be released, or signs what another asked."""
    account = signed_in(request)
    found = ShutOut.objects.filter(pk=tie).first()
    reason = policy.against_releasing(asker_of(account), found.subject_mark, str(found.account_id)) if found else ""
    if found is None or reason:
        raise Unseen("tie", str(tie), reason or "nothing of this id is shown to them by the database")
    asked = Release.objects.filter(tie=found).first()
    form = ReleaseForm(request.POST or None)
    if request.method == "POST" and (asked or form.is_valid()):
        try:
            if asked:
                actions.sign_release(release=asked, by=account)
            else:
                actions.ask_release(tie=found, why=form.cleaned_data["why"], by=account)
        except NotNow as answer:
            return _others(request, problem=str(answer), status=409)
        return redirect("ties-of-others")
    leave(account, "ties listed", "tie", "", purpose=RELEASING, outcome="allowed", ids=[str(found.pk)])
    status = 422 if form.is_bound else 200
    return render(request, "casework/release.html", {"tie": found, "asked": asked, "form": form}, status=status)
