"""Pages of new partners: whom staff told of who may be somebody they met through work, and a decision by a person."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account
from upstander.access.sealed import mark
from upstander.access.trace import leave
from upstander.casework.views.finding import signed_in
from upstander.govuk import fields
from upstander.workforce import policy
from upstander.workforce.held import NotHeld, compared_here, matched_here
from upstander.workforce.matched.deciding import decide, in_the_log, kept_from, pair_mark
from upstander.workforce.matched.pairs import Pair
from upstander.workforce.models import NewPartnerDecision, Sameness
from upstander.workforce.people import few
from upstander.workforce.views.telling import or_not_told

WORK = "vetting aftercare: new partners, and whom staff met through work"


class DecisionForm(forms.Form):
    """What somebody decides of two records."""

    sameness = fields.choice("What do you decide?", Sameness.choices, needed="Choose what you decide")
    why = fields.long_words("Why", "What you looked at, and whom you asked", needed="Say why")


@require_GET
@or_not_told
def page(request: HttpRequest) -> HttpResponse:
    """Every pair that may be one person, what waits for a decision before what was decided."""
    account = _vets(request)
    seen = _seen(account)
    decided = _newest()
    rows = [(one, pair_mark(one), decided.get(pair_mark(one))) for one in seen]
    rows.sort(key=lambda row: row[2] is not None)
    leave(account, "new partners read", "new partner", "", purpose=WORK, outcome="allowed",
          ids=sorted({mark(one.staff_id) for one in seen}))  # fmt: skip
    found = compared_here()
    counts = {"told": few(found.told), "likely": few(found.likely)} if found else {}
    return render(request, "workforce/new_partners.html", {"rows": rows} | counts)


@require_http_methods(["GET", "POST"])
@or_not_told
def pair(request: HttpRequest, pair: str) -> HttpResponse:
    """Two records beside one another: how probably they are of one person and why, where they met, what was decided."""
    account = _vets(request)
    found = next((one for one in _seen(account) if pair_mark(one) == pair), None)
    if found is None:
        raise Unseen("new partner", pair, "no pair that they may know of has this mark")
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given: dict[str, Any] = form.cleaned_data
        decide(pair=found, sameness=Sameness(given["sameness"]), why=given["why"], by=account)
        return redirect("new-partner", pair)
    decisions = NewPartnerDecision.objects.select_related("by").filter(pair_mark=pair)
    ids = [mark(found.staff_id)]
    leave(account, "new partner read", "new partner", in_the_log(found), purpose=WORK, outcome="allowed", ids=ids)
    shown = {"pair": found, "decisions": decisions, "form": form}
    return render(request, "workforce/new_partner.html", shown, status=422 if form.errors else 200)


def _vets(request: HttpRequest) -> Account:
    account = signed_in(request)
    if reason := policy.against_vetting(asker_of(account)):
        raise Unseen("new partner", "", reason)
    return account


def _seen(account: Account) -> list[Pair]:
    """The pairs of whom somebody may know. Raises NotHeld."""
    asker = asker_of(account)
    held = matched_here()
    if held is None:
        raise NotHeld("The records hold nobody whom staff told of, or nobody whom they could have met.")
    return [one for one in held if not policy.against_new_partner(asker, mark(one.staff_id), kept_from(one, account))]


def _newest() -> dict[str, NewPartnerDecision]:
    return {one.pair_mark: one for one in NewPartnerDecision.objects.select_related("by")}
