"""What a supervisor's own team must still pass: who, which module, and by when; nothing of what anybody answered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from upstander.access.asking import Asker, asker_of
from upstander.access.models import Account
from upstander.access.sealed import mark
from upstander.access.trace import leave
from upstander.casework.views.finding import signed_in
from upstander.workforce import policy
from upstander.workforce.attempts import Done, held_modules, passed_on
from upstander.workforce.audience import Person, everybody, is_for, towards
from upstander.workforce.held import Held, NotHeld, held, what_is_asked
from upstander.workforce.understanding import State, Try
from upstander.workforce.views.telling import or_not_told

WORK = "supervision: what training a team must still pass"
SOON = 30  # days: ours


@require_GET
@or_not_told
def page(request: HttpRequest) -> HttpResponse:
    """The team as the force's records hold it, with what each must pass now or soon."""
    account = signed_in(request)
    told = held(timezone.localdate())
    people = team(told, asker_of(account))
    due = _due(told, people)
    marks = [one.mark for one in people]
    leave(account, "team training read", "workforce", "", purpose=WORK, outcome="allowed", ids=marks)
    return render(
        request, "workforce/team_training.html", {"people": people, "due": due, "soon": SOON, "day": told.day}
    )


def team(told: Held, asker: Asker) -> list[Person]:
    """Whom the records call supervised by who asks, but for whoever a tie keeps from them."""
    people = (one for one in everybody(told, ()) if one.supervisor_id)
    return [one for one in people if not policy.against_team(asker, mark(one.supervisor_id), one.mark)]


def supervises(account: Account) -> bool:
    """Whether the records call somebody a supervisor."""
    try:
        return account.mark in held(timezone.localdate()).supervisors
    except NotHeld:
        return False


def _due(told: Held, people: list[Person]) -> list[dict[str, Any]]:
    """What is not passed, or holds for no longer than SOON, the latest first."""
    day = timezone.localdate()
    asked, rows = what_is_asked(), []
    for module in held_modules().values():
        standing = towards(module, told, asked, day)
        passed = passed_on(module, [one.mark for one in people])
        for one in people:
            done = Done([Try(passed[one.mark], module.version, 1, 1)] if one.mark in passed else ())
            how = standing.stands(one, done)
            near = how.state is not State.UNDERSTOOD or (how.due - day).days <= SOON
            if near and is_for(module, one, asked):
                rows.append({"who": one, "module": module, "due": how.due, "late": how.late(day)})
    return sorted(rows, key=lambda row: (row["due"], row["who"].name))
