"""What people write of schemes with young people: of the scheme, and never of a child. Each step leaves its line."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account
from upstander.access.sealed import mark
from upstander.access.trace import leave
from upstander.casework.actions.leads import NotNow
from upstander.workforce import policy
from upstander.workforce.declared import asked
from upstander.workforce.models import (
    CheckResult,
    Scheme,
    SchemeChange,
    SchemeCheck,
    SchemeCondition,
    SchemeKind,
    SchemeOfficer,
    SchemeStandard,
    SchemeStanding,
    StandardState,
)
from upstander.workforce.schemes import change_of, due_on, marks_of


@dataclass(frozen=True)
class Officer:
    """Who answers for a scheme."""

    staff_id: str
    name: str


@dataclass(frozen=True)
class Known:
    """What is known of a scheme when it is written down. `words`: its reference, or how it was heard of."""

    name: str
    kind: SchemeKind
    standing: SchemeStanding
    words: str
    place: str = ""
    officer: Officer | None = None


@transaction.atomic
def write_down(*, known: Known, by: Account) -> Scheme:
    """A scheme, registered or heard of. Raises Unseen, and NotNow for a registered one that nobody answers for."""
    _or_unseen(policy.against_keeping_schemes(asker_of(by), frozenset()), "")
    _or_no_registration(known.standing, known.words, has_officer=known.officer is not None)
    made = Scheme.objects.create(name=known.name, kind=known.kind, place=known.place, by=by)
    SchemeChange.objects.create(scheme=made, standing=known.standing, words=known.words, by=by)
    leave(by, "scheme written down", "scheme", str(made.pk), outcome="done", standing=str(known.standing))
    if known.officer:
        _name(made, known.officer, by)
    return made


@transaction.atomic
def answer_for(*, scheme: Scheme, officer: Officer, by: Account) -> None:
    """Names who answers for a scheme from now on. Raises Unseen and NotNow."""
    _or_not_theirs(scheme, by)
    _name(scheme, officer, by)


@transaction.atomic
def change(*, scheme: Scheme, standing: SchemeStanding, words: str, by: Account) -> SchemeChange:
    """How a scheme stands from now on. Raises Unseen and NotNow."""
    _or_not_theirs(scheme, by)
    if standing == change_of(scheme).standing:
        raise NotNow("It stands so already.")
    _or_no_registration(standing, words, has_officer=scheme.officers.exists())
    if not words:
        raise NotNow("Say why, or by which reference.")
    made = SchemeChange.objects.create(scheme=scheme, standing=standing, words=words, by=by)
    leave(by, "scheme changed", "scheme", str(scheme.pk), outcome="done", standing=str(standing))
    return made


@transaction.atomic
def see(*, scheme: Scheme, standard: str, state: StandardState, seen: str, by: Account) -> SchemeStandard:
    """Writes down whether a scheme meets a standard, and what was seen. Raises Unseen and NotNow."""
    _or_not_theirs(scheme, by)
    made = SchemeStandard.objects.create(scheme=scheme, standard=standard, state=state, seen=seen, by=by)
    leave(by, "scheme standard seen", "scheme", str(scheme.pk), outcome="done", standard=standard, state=str(state))
    return made


@transaction.atomic
def set_condition(*, scheme: Scheme, words: str, owner: str, check_by: dt.date, by: Account) -> SchemeCondition:
    """A condition under which a scheme may go on. Raises Unseen and NotNow."""
    _or_not_theirs(scheme, by)
    _or_past(check_by)
    made = SchemeCondition.objects.create(scheme=scheme, words=words, owner=owner, check_by=check_by, by=by)
    leave(by, "scheme condition set", "scheme", str(scheme.pk), outcome="done", condition=str(made.pk))
    return made


@transaction.atomic
def check(
    *, condition: SchemeCondition, result: CheckResult, seen: str, next_by: dt.date | None, by: Account
) -> SchemeCheck:
    """Writes down what was seen of a condition, and by when it is checked again. Raises Unseen and NotNow."""
    _or_not_theirs(condition.scheme, by)
    if due_on(condition) is None:
        raise NotNow("This condition is needed no more: set a new one.")
    if result == CheckResult.ENDED:
        next_by = None
    elif next_by is None:
        raise NotNow("Give the day by which it is checked again.")
    else:
        _or_past(next_by)
    made = SchemeCheck.objects.create(condition=condition, result=result, seen=seen, next_by=next_by, by=by)
    about = {"condition": str(condition.pk), "result": str(result)}
    leave(by, "scheme condition checked", "scheme", str(condition.scheme_id), outcome="done", **about)
    return made


def _name(scheme: Scheme, officer: Officer, by: Account) -> None:
    if asker_of(by).may_know_of(mark(officer.staff_id)):
        raise NotNow("You answer for it yourself, or have a tie to who does: somebody else writes this down.")
    SchemeOfficer.objects.create(scheme=scheme, staff_id=officer.staff_id, name=officer.name, by=by)
    leave(by, "scheme officer named", "scheme", str(scheme.pk), outcome="done")


def _or_no_registration(standing: SchemeStanding, words: str, *, has_officer: bool) -> None:
    if standing == SchemeStanding.REGISTERED and not (words and has_officer):
        raise NotNow("A registered scheme has a reference of its registration, and somebody who answers for it.")


def _or_past(day: dt.date) -> None:
    today, every = timezone.localdate(), asked().checked.days
    if not today < day <= today + dt.timedelta(days=every):
        raise NotNow(f"Give a day to come by which it is checked, within {every} days from today.")


def _or_not_theirs(scheme: Scheme, by: Account) -> None:
    _or_unseen(policy.against_keeping_schemes(asker_of(by), marks_of(scheme)), str(scheme.pk))
    if change_of(scheme).standing == SchemeStanding.ENDED:
        raise NotNow("This scheme has ended: write it down anew where it goes on.")


def _or_unseen(reason: str, asked: str) -> None:
    if reason:
        raise Unseen("scheme", asked, reason)
