"""Pages of welfare: what a supervisor offered their own team, a form for it, one offer, one's own, and counts."""

import uuid
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account
from upstander.access.sealed import mark
from upstander.access.trace import leave
from upstander.casework.actions.leads import NotNow
from upstander.casework.views.finding import signed_in
from upstander.govuk import fields
from upstander.workforce import policy
from upstander.workforce.declared import asked
from upstander.workforce.held import NotHeld, held
from upstander.workforce.models import WelfareKind, WelfareOffer, WelfareStepKind
from upstander.workforce.views.team import team
from upstander.workforce.views.telling import or_not_told
from upstander.workforce.welfare import keeping
from upstander.workforce.welfare.standing import keeper, standing

WORK = "supervision: the welfare of a supervisor's own team"
COUNTS = "welfare in counts"


class OfferForm(forms.Form):
    """What was offered. There is no room for words."""

    kind = fields.choice("What did you offer?", WelfareKind.choices, needed="Choose what you offered")
    offered_on = fields.day("When did you offer it?", needed="Give the day on which you offered it", past=True)
    due_on = fields.day("When do you speak next?", needed="Give the day on which you speak next")

    def given(self) -> dict[str, Any]:
        """The same, once it is valid."""
        return self.cleaned_data | {"kind": WelfareKind(self.cleaned_data["kind"])}


class StepForm(forms.Form):
    """What became of it. There is no room for words."""

    what = fields.choice("What happened?", WelfareStepKind.choices, needed="Choose what happened")
    happened_on = fields.day("When?", needed="Give the day on which it happened", past=True)
    due_on = fields.asked(fields.day("When do you speak next?", "Unless it is over"), sometimes=True)

    def clean(self) -> dict[str, Any]:
        """Whoever spoke says when they speak next."""
        given = super().clean() or {}
        goes_on = given.get("what") not in {None, "", WelfareStepKind.CLOSED}
        if goes_on and not given.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", "Give the day on which you speak next")
        return given

    def given(self) -> dict[str, Any]:
        """The same, once it is valid."""
        return self.cleaned_data | {"what": WelfareStepKind(self.cleaned_data["what"])}


@require_GET
@or_not_told
def team_list(request: HttpRequest) -> HttpResponse:
    """The own team with what was offered to each and is kept by who asks, what is late first."""
    account, today = signed_in(request), timezone.localdate()
    told = held(today)
    people = team(told, asker_of(account))
    of_team = {one.mark: one for one in people}
    offers = [one for one in _kept() if one.staff_mark in of_team and keeper(one) == account.mark]
    rows = sorted((standing(one, today) for one in offers), key=lambda one: (one.closed_on is not None, one.due_on))
    leave(account, "team welfare read", "workforce", "", purpose=WORK, outcome="allowed", ids=list(of_team))
    shown = {"people": people, "rows": rows, "asked": asked().welfare_contact, "kept": asked().welfare_kept}
    return render(request, "workforce/welfare_team.html", shown)


@require_http_methods(["GET", "POST"])
@or_not_told
def new(request: HttpRequest, whose: str) -> HttpResponse:
    """The form by which something that was offered is written down."""
    account, here = signed_in(request), held(timezone.localdate())
    who = next((one for one in team(here, asker_of(account)) if one.mark == whose), None)
    if who is None:
        raise Unseen("welfare", whose, "they are not in the asker's team")
    form, problems = OfferForm(request.POST if request.method == "POST" else None), []
    if form.is_valid():
        numbers = dict(here.people.select("mark", "staff_id").iter_rows())
        try:
            made = keeping.offer(who=who, staff_id=numbers[whose], by=account, **form.given())
            return redirect("welfare", made.pk)
        except NotNow as answer:
            problems = [str(answer)]
    leave(account, "welfare begun", "workforce", "", purpose=WORK, outcome="allowed", ids=[whose])
    shown = {"form": form, "problems": problems, "who": who, "asked": asked().welfare_contact}
    return render(request, "workforce/welfare_new.html", shown, status=_status(form, problems))


@require_GET
@or_not_told
def own(request: HttpRequest) -> HttpResponse:
    """What somebody was offered themselves, and who keeps it."""
    account, today = signed_in(request), timezone.localdate()
    mine = [standing(one, today) for one in _kept().filter(staff_mark=account.mark)]
    leave(account, "own welfare read", "welfare", "", outcome="allowed")
    return render(request, "workforce/welfare_own.html", {"mine": mine, "kept": asked().welfare_kept})


@require_http_methods(["GET", "POST"])
@or_not_told
def entry(request: HttpRequest, welfare: uuid.UUID) -> HttpResponse:
    """One offer with what became of it; its keeper writes here, and whoever it is about hands it on."""
    account = signed_in(request)
    found = _found(account, welfare)
    keeps = not policy.against_keeping_welfare(asker_of(account), _seen(found))
    if request.method == "POST" and not keeps:
        raise Unseen("welfare", str(welfare), "they read it, and do not keep it")
    form, problems = StepForm(request.POST if request.method == "POST" else None), []
    if form.is_valid():
        try:
            keeping.step(about=found, by=account, supervisor=_supervisor(found), **form.given())
            return redirect("welfare", welfare)
        except NotNow as answer:
            problems = [str(answer)]
    return _entry(request, found, form=form if keeps else None, problems=problems)


@require_POST
@or_not_told
def hand_on(request: HttpRequest, welfare: uuid.UUID) -> HttpResponse:
    """Lets whoever supervises somebody now keep it."""
    account = signed_in(request)
    found = _found(account, welfare)
    try:
        keeping.hand_on(about=found, supervisor_id=_supervisor_id(found), by=account)
    except NotNow as answer:
        return _entry(request, found, problems=[str(answer)])
    return redirect("welfare", welfare)


@require_POST
@or_not_told
def take_away(request: HttpRequest, welfare: uuid.UUID) -> HttpResponse:
    """Destroys what is over, and was kept for its period."""
    account = signed_in(request)
    found = _found(account, welfare)
    try:
        keeping.take_away(about=found, by=account, supervisor=_supervisor(found))
    except NotNow as answer:
        return _entry(request, found, problems=[str(answer)])
    return redirect("welfare-own" if found.staff_mark == account.mark else "team-welfare")


@require_GET
def counted(request: HttpRequest) -> HttpResponse:
    """To how many people help was offered, in steps of five; of fewer it is not told whether there is any."""
    account = signed_in(request)
    if reason := policy.against_welfare_counts(asker_of(account)):
        raise Unseen("welfare", "", reason)
    leave(account, "welfare counts read", "welfare", "", purpose=COUNTS, outcome="allowed")
    offered, still, late = keeping.counts()
    rows = [
        ("People to whom something was offered within a year", offered), ("People with whom it goes on", still),
        ("Of these, with whom nobody spoke by the day that was set", late),
    ]  # fmt: skip
    return render(request, "workforce/welfare_counts.html", {"rows": rows})


def _entry(request: HttpRequest, found: WelfareOffer, *, form: Any = None, problems: list[str]) -> HttpResponse:
    account, kept = signed_in(request), asked().welfare_kept
    is_own, told = found.staff_mark == account.mark, standing(found, timezone.localdate())
    about: dict[str, Any] = {} if is_own else {"purpose": WORK, "ids": [found.staff_mark]}
    leave(account, "welfare read", "welfare", str(found.pk), outcome="allowed", **about)
    supervisor = _supervisor(found) if is_own else ""
    shown = {
        "told": told, "own": is_own, "form": None if told.closed_on else form, "problems": problems, "kept": kept,
        "over": told.over(kept.days), "may_hand_on": supervisor not in {"", keeper(found)},
    }  # fmt: skip
    return render(request, "workforce/welfare.html", shown, status=_status(form, problems))


def _found(account: Account, key: uuid.UUID) -> WelfareOffer:
    found = _kept().filter(pk=key).first()
    reason = policy.against_welfare(asker_of(account), _seen(found)) if found else ""
    if found is None or reason:
        raise Unseen("welfare", str(key), reason or "nothing of this id is shown to them by the database")
    return found


def _seen(found: WelfareOffer) -> policy.WelfareOf:
    return keeping.as_policies_see(found, _supervisor(found))


def _supervisor(found: WelfareOffer) -> str:
    number = _supervisor_id(found)
    return mark(number) if number else ""


def _supervisor_id(found: WelfareOffer) -> str:
    """Whom the records name as the supervisor of whoever it is about; nobody where they cannot be read."""
    try:
        people = held(timezone.localdate()).people
    except NotHeld:
        return ""
    named = dict(people.select("mark", "supervisor_id").iter_rows())
    return named.get(found.staff_mark) or ""


def _kept() -> QuerySet[WelfareOffer]:
    return WelfareOffer.objects.select_related("by").prefetch_related("steps", "handovers")


def _status(form: Any, problems: list[str]) -> int:
    return 409 if problems else 422 if form is not None and form.errors else 200
