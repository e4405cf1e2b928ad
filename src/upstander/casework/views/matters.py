"""Matters: those of the person who asks, one in full by the law of its day, and what is added to it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account, Role
from upstander.access.trace import leave
from upstander.casework import policy
from upstander.casework.actions import matters as actions
from upstander.casework.actions.leads import NotNow
from upstander.casework.forms import AssignForm, EntryForm, page_of
from upstander.casework.models import Matter
from upstander.casework.procedure import Refused, Standing, clock_runs, in_the_way, next_steps, notices, standing
from upstander.casework.procedure.asking import NextStep
from upstander.casework.procedure.law import Machine, listed
from upstander.casework.views.finding import matter_for, signed_in

A_PAGE = 25  # matters
WORK = "work on the matter"


@dataclass(frozen=True)
class Track:
    """One machine of a matter as the page tells it: where it stands, and what may come next."""

    title: str
    instance: str
    state: str
    meaning: str
    steps: tuple[tuple[NextStep, tuple[str, ...]], ...]


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """The matters that somebody works on; the manager's are all those they may know of."""
    account = signed_in(request)
    asker = asker_of(account)
    reason = policy.against_matters(asker)
    if reason:
        raise Unseen("matters", "", reason)
    number = page_of(request.GET)
    found = _theirs(account, number)
    shown = [m for m in found[:A_PAGE] if not policy.against_matter(asker, m.subject_id, actions.working_on(m))]
    leave(account, "matters listed", "matter", "", purpose=WORK, outcome="allowed", ids=[str(m.pk) for m in shown])
    told = {"matters": [(m, _late(m)) for m in shown], "earlier": number - 1, "later": number + 1}
    return render(request, "casework/matters.html", told | {"more": len(found) > A_PAGE})


def _theirs(account: Account, number: int) -> Sequence[Matter]:
    """A page of somebody's matters, and one more where there is a next page."""
    every = account.role == Role.MANAGER
    matters = Matter.objects.all() if every else Matter.objects.filter(assignments__account=account).distinct()
    first = (number - 1) * A_PAGE
    return list(matters.prefetch_related("entries", "assignments")[first : first + A_PAGE + 1])


def _late(matter: Matter) -> list[str]:
    now = standing(actions.law(), matter.history(), timezone.localdate())
    return [str(run.reason) for run in clock_runs(now) if run.state == "late"]


@require_GET
def page(request: HttpRequest, matter: uuid.UUID) -> HttpResponse:
    """A matter in full."""
    return _page(request, matter_for(request, matter))


def _page(request: HttpRequest, matter: Matter, *, problems: Sequence[str] = (), status: int = 200) -> HttpResponse:
    """The page of a matter, with its line in the log whatever it answers."""
    account = signed_in(request)
    leave(account, "matter read", "matter", str(matter.pk), purpose=WORK, outcome="allowed")
    now = standing(actions.law(), matter.history(), timezone.localdate())
    shown = {
        "matter": matter,
        "problems": problems,
        "given": request.POST,
        "entries": matter.entries.all(),
        "tracks": _tracks(now),
        "events": sorted(actions.law().events, key=str.lower),
        "clocks": [run for run in clock_runs(now) if run.state in {"running", "late", "met late"}],
        "in_the_way": in_the_way(now),
        "notices": notices(now),
        "breaches": now.breaches,
        "assignments": matter.assignments.select_related("account"),
        "assigning": AssignForm() if account.role == Role.MANAGER else None,
        "today": timezone.localdate(),
    }
    return render(request, "casework/matter.html", shown, status=status)


def _tracks(now: Standing) -> list[Track]:
    """Every machine that has moved or can, with its next steps."""
    steps = next_steps(now)
    tracks = []
    for name, machine in now.law.machines.items():
        for instance, state in now.states.get(name, {"": machine.begins}).items():
            own = tuple((s, _typed(s, machine)) for s in steps if (s.machine, s.instance) == (name, instance))
            if own or state != machine.begins:
                tracks.append(Track(machine.title, instance, state, machine.states[state], own))
    return tracks


def _typed(step: NextStep, machine: Machine) -> tuple[str, ...]:
    """The details that an entry of this step is sure to need, as they are typed."""
    wanted = {**machine.applies, **step.rule.when} | (
        {machine.each: step.instance or "which one"} if machine.each else {}
    )
    return tuple(f"{name}: {value if isinstance(value, str) else listed(value)}" for name, value in wanted.items())


@require_POST
def add(request: HttpRequest, matter: uuid.UUID) -> HttpResponse:
    """Adds an entry; what a rule is against is refused with each reason, its source and its status."""
    found = matter_for(request, matter)
    form = EntryForm(request.POST)
    if not form.is_valid():
        return _page(request, found, problems=form.told(), status=422)
    try:
        actions.add(matter=found, by=signed_in(request), **form.cleaned_data)
    except Refused as refused:
        reasons = [str(reason) for reason in refused.reasons]
        rules = [
            reason.rule.id for reason in refused.reasons if reason.rule
        ]  # not the words: they may quote what was typed
        leave(request.user, "entry", "matter", str(found.pk), outcome="refused", rules=rules)
        return _page(request, found, problems=reasons, status=422)
    return redirect("matter", matter=found.pk)


@require_POST
def assign(request: HttpRequest, matter: uuid.UUID) -> HttpResponse:
    """Gives somebody a part."""
    found = matter_for(request, matter)
    form = AssignForm(request.POST)
    if not form.is_valid():
        return _page(request, found, problems=["Choose a person and their part."], status=422)
    try:
        actions.assign(matter=found, by=signed_in(request), **form.cleaned_data)
    except NotNow as answer:
        to = str(form.cleaned_data["to"].pk)
        leave(request.user, "assignment", "matter", str(found.pk), outcome="refused", to=to, reason=answer.reason)
        return _page(request, found, problems=[str(answer)], status=409)
    return redirect("matter", matter=found.pk)
