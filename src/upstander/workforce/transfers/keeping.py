"""What the vetting officer writes of those who came from another force. Each step leaves its line."""

import datetime as dt

from django.db import connection, transaction
from django.utils import timezone

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account
from upstander.access.sealed import mark
from upstander.access.trace import leave
from upstander.casework.actions.leads import NotNow
from upstander.workforce import policy
from upstander.workforce.declared import asked
from upstander.workforce.models import AskedOf, CameBack, Transferee, TransfereeAsk, TransfereeReply


@transaction.atomic
def put_down(*, staff_id: str, name: str, former_force: str, joined_on: dt.date, by: Account) -> Transferee:
    """Puts somebody on the list. Raises Unseen and NotNow."""
    whose = mark(staff_id)
    if reason := policy.against_transferee(asker_of(by), whose):
        raise Unseen("transferee", "", reason)
    if Transferee.objects.filter(staff_mark=whose, joined_on=joined_on).exists():
        raise NotNow("They are on the list already, with this day.")
    about = {"staff_id": staff_id, "name": name, "former_force": former_force}
    made = Transferee.objects.create(**about, joined_on=joined_on, by=by)
    leave(by, "transferee put down", "transferee", str(made.pk), outcome="done", ids=[whose])
    return made


@transaction.atomic
def ask(*, transferee: Transferee, what: AskedOf, asked_on: dt.date, by: Account) -> TransfereeAsk:
    """Writes down that the former force was asked. Raises Unseen and NotNow."""
    _or_unseen(transferee, by)
    _or_not_come(asked_on)
    due_on = asked_on + dt.timedelta(days=asked().transferee.days)
    made = TransfereeAsk.objects.create(transferee=transferee, what=what, asked_on=asked_on, due_on=due_on, by=by)
    leave(by, "former force asked", "transferee", str(transferee.pk), outcome="done", asked=str(what))
    return made


@transaction.atomic
def reply(*, of: TransfereeAsk, came_back: CameBack, happened_on: dt.date, by: Account) -> TransfereeReply:
    """Writes down what came back, and not what it says. Raises Unseen and NotNow."""
    _or_unseen(of.transferee, by)
    _or_not_come(happened_on)
    if happened_on < of.asked_on:
        raise NotNow("Give a day that is not before the one on which they were asked.")
    made = TransfereeReply.objects.create(ask=of, came_back=came_back, happened_on=happened_on, by=by)
    leave(by, "former force answered", "transferee", str(of.transferee_id), outcome="done", came=str(came_back))
    return made


def counts() -> tuple[int, int]:
    """How many are on the list, and of how many everything was answered; both in steps of five."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT people, answered FROM workforce_transferee_counts()")
        people, answered = cursor.fetchone()
    return people, answered


def _or_unseen(transferee: Transferee, by: Account) -> None:
    if reason := policy.against_transferee(asker_of(by), transferee.staff_mark):
        raise Unseen("transferee", str(transferee.pk), reason)


def _or_not_come(day: dt.date) -> None:
    if day > timezone.localdate():
        raise NotNow("This day has not come.")
