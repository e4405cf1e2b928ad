"""What people do with a matter: open it from a lead, assign people to it, and add to its history by the rules."""

import datetime as dt
from collections.abc import Mapping
from functools import cache

from django.db import transaction
from django.utils import timezone

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account
from upstander.access.trace import leave
from upstander.casework import policy
from upstander.casework.actions.leads import NotNow
from upstander.casework.models import Assignment, Lead, LeadEntry, LeadState, Matter, MatterEntry
from upstander.casework.procedure import Event, Law, load_law, record
from upstander.casework.procedure.history import ATTENTION


@cache
def law() -> Law:
    """The rules that ship, read once."""
    return load_law()


@transaction.atomic
def open_from_lead(*, lead: Lead, kind: str, why: str, by: Account) -> Matter:
    """Opens a matter about a lead's subject; who opens it begins its history. Raises Unseen and NotNow."""
    reason = policy.against_opening(asker_of(by), lead.subject_id)
    if reason:
        raise Unseen("lead", str(lead.pk), reason)
    held = Lead.objects.select_for_update().get(pk=lead.pk)
    if held.state in {LeadState.PROMOTED, LeadState.DISMISSED}:
        raise NotNow(f"This lead is {held.get_state_display().lower()} now. Read it again.")
    matter = Matter.objects.create(subject_id=held.subject_id, subject_name=held.subject_name, kind=kind, lead=held)
    held.state, held.holder = LeadState.PROMOTED, None
    held.save(update_fields=["state", "holder"])
    LeadEntry.objects.create(lead=held, by=by, what="became a matter", why=why.strip())
    leave(by, "matter opened", "matter", str(matter.pk), outcome="done", lead=str(held.pk))
    add(matter=matter, what=ATTENTION, day=timezone.localdate(), details={}, by=by)
    return matter


@transaction.atomic
def assign(*, matter: Matter, to: Account, part: str, by: Account) -> Assignment:
    """Gives somebody a part in a matter. Raises Unseen where policy is against it, NotNow where it is against them."""
    asker, assigned = asker_of(by), working_on(matter)
    unseen = policy.against_matter(asker, matter.subject_id, assigned)
    if unseen:
        raise Unseen("matter", str(matter.pk), unseen)
    reason = policy.against_assigning(asker, matter.subject_id, assigned, asker_of(to))
    if reason:
        raise NotNow("This person cannot be assigned to this matter.", reason)
    given, _made = Assignment.objects.get_or_create(matter=matter, account=to, part=part, defaults={"by": by})
    leave(by, "assigned", "matter", str(matter.pk), outcome="done", to=str(to.pk), part=part)
    return given


@transaction.atomic
def add(*, matter: Matter, what: str, day: dt.date, details: Mapping[str, str], by: Account) -> MatterEntry:
    """Adds one event to a matter's history.

    Raises Unseen where policy is against it, and procedure's Refused, with every reason and its rule, where law is.
    """
    reason = policy.against_matter(asker_of(by), matter.subject_id, working_on(matter))
    if reason:
        raise Unseen("matter", str(matter.pk), reason)
    history = Matter.objects.select_for_update().get(pk=matter.pk).history()
    number = max((event.number for event in history.history), default=0) + 1
    today = timezone.localdate()
    record(law(), history, Event(number, day, what, by.name, dict(details), recorded=today))
    entry = MatterEntry.objects.create(
        matter=matter, number=number, day=day, recorded=today, what=what, by=by.name, writer=by, details=dict(details)
    )
    leave(by, "entry added", "matter", str(matter.pk), outcome="done", number=number, what=what)
    return entry


def working_on(matter: Matter) -> frozenset[str]:
    """The accounts assigned to a matter."""
    return frozenset(str(one.account_id) for one in matter.assignments.all())
