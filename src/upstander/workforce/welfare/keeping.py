"""What people do with offers of help: offer, say what became of it, hand on, take away. Each leaves its line."""

import datetime as dt

from django.db import connection, transaction
from django.utils import timezone

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account
from upstander.access.sealed import mark
from upstander.access.trace import leave
from upstander.casework.actions.leads import NotNow
from upstander.workforce import policy
from upstander.workforce.audience import Person
from upstander.workforce.declared import asked
from upstander.workforce.models import (
    WelfareHandover,
    WelfareKind,
    WelfareOffer,
    WelfareStep,
    WelfareStepKind,
)
from upstander.workforce.welfare.standing import keeper, standing

BACK = 31  # days after which an offer, or a talk, is no longer written down. Ours


def as_policies_see(offer: WelfareOffer, supervisor: str) -> policy.WelfareOf:
    """An offer as policies see it. `supervisor`: whom the records name for whoever it is about, by mark."""
    return policy.WelfareOf(offer.staff_mark, keeper(offer), supervisor)


@transaction.atomic
def offer(
    *, who: Person, staff_id: str, kind: WelfareKind, offered_on: dt.date, due_on: dt.date, by: Account
) -> WelfareOffer:
    """Writes down what was offered to one of the own team. Raises Unseen and NotNow."""
    if reason := policy.against_team(asker_of(by), mark(who.supervisor_id) if who.supervisor_id else "", who.mark):
        raise Unseen("welfare", "", reason)
    _or_not_of_late(offered_on)
    _or_not_soon(due_on)
    made = WelfareOffer.objects.create(
        staff_id=staff_id, name=who.name, supervisor_id=by.staff_id, kind=kind, offered_on=offered_on, due_on=due_on,
        by=by,
    )  # fmt: skip
    leave(by, "welfare offered", "welfare", str(made.pk), outcome="done")
    return made


@transaction.atomic
def step(
    *, about: WelfareOffer, what: WelfareStepKind, happened_on: dt.date, due_on: dt.date | None, by: Account,
    supervisor: str,
) -> WelfareStep:  # fmt: skip
    """Writes down what became of an offer. `supervisor`: as of as_policies_see. Raises Unseen and NotNow."""
    if reason := policy.against_keeping_welfare(asker_of(by), as_policies_see(about, supervisor)):
        raise Unseen("welfare", str(about.pk), reason)
    if standing(about, timezone.localdate()).closed_on:
        raise NotNow("It is over: offer something new where help is needed again.")
    _or_not_of_late(happened_on)
    if happened_on < about.offered_on:
        raise NotNow("Give a day that is not before the one on which it was offered.")
    if what == WelfareStepKind.CLOSED:
        due_on = None
    if due_on:
        _or_not_soon(due_on)
    made = WelfareStep.objects.create(offer=about, what=what, happened_on=happened_on, due_on=due_on, by=by)
    leave(by, "welfare written down", "welfare", str(about.pk), outcome="done")
    return made


@transaction.atomic
def hand_on(*, about: WelfareOffer, supervisor_id: str, by: Account) -> WelfareHandover:
    """Lets whoever supervises somebody now keep what they were offered. Raises Unseen and NotNow."""
    if about.staff_mark != by.mark:
        raise Unseen("welfare", str(about.pk), "whoever it is about says who keeps it")
    if not supervisor_id or mark(supervisor_id) == keeper(about):
        raise NotNow("Whoever the records say supervises you sees it already, or the records name nobody.")
    made = WelfareHandover.objects.create(offer=about, supervisor_id=supervisor_id, by=by)
    leave(by, "welfare handed on", "welfare", str(about.pk), outcome="done")
    return made


@transaction.atomic
def take_away(*, about: WelfareOffer, by: Account, supervisor: str) -> None:
    """Destroys an offer whose period is over, with all that became of it. Raises Unseen and NotNow."""
    if reason := policy.against_welfare(asker_of(by), as_policies_see(about, supervisor)):
        raise Unseen("welfare", str(about.pk), reason)
    days = asked().welfare_kept.days
    if not standing(about, timezone.localdate()).over(days):
        raise NotNow(f"It is kept until {days} days after its end.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT workforce_take_welfare_away(%s)", [about.pk])
        if not cursor.fetchone()[0]:
            raise NotNow("The database does not let it go yet.")
    leave(by, "welfare taken away", "welfare", str(about.pk), outcome="done")


def counts() -> tuple[int, int, int]:
    """People to whom something was offered within a year, whose is open, and whose contact is late; each in fives."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT offered, open, late FROM workforce_welfare_counts()")
        offered, still, late = cursor.fetchone()
    return offered, still, late


def _or_not_of_late(day: dt.date) -> None:
    today = timezone.localdate()
    if not today - dt.timedelta(days=BACK) <= day <= today:
        raise NotNow(f"Give the day on which it was: one of the last {BACK} days.")


def _or_not_soon(day: dt.date) -> None:
    within, today = asked().welfare_contact.days, timezone.localdate()
    if not today <= day <= today + dt.timedelta(days=within):
        raise NotNow(f"Give a day within {within} days on which you speak next.")
