"""What people do with a matter as a whole: open it, and give people parts in it."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account
from upstander.access.sealed import mark
from upstander.access.trace import leave
from upstander.casework import policy
from upstander.casework.actions import work
from upstander.casework.actions.break_glass import assigned_to
from upstander.casework.actions.entries import add
from upstander.casework.actions.leads import NotNow
from upstander.casework.models import Assignment, AssignmentEnd, Lead, LeadEntry, LeadState, Matter
from upstander.casework.procedure.entry import NOTE
from upstander.casework.procedure.history import ATTENTION


@transaction.atomic
def open_from_lead(*, lead: Lead, kind: str, why: str, by: Account, day: dt.date | None = None) -> Matter:
    """Opens a matter about a lead's subject. `day`: when it came to attention, today where not given.

    Raises Unseen and NotNow.
    """
    _or_unseen(lead.subject_mark, "lead", str(lead.pk), by)
    held = Lead.objects.select_for_update().get(pk=lead.pk)
    if held.state in {LeadState.PROMOTED, LeadState.DISMISSED}:
        raise NotNow(f"This lead is {held.get_state_display().lower()} now. Read it again.")
    matter = _opened(held.subject_id, held.subject_name, kind, by, lead=held)
    held.state, held.holder = LeadState.PROMOTED, None
    held.save(update_fields=["state", "holder"])
    LeadEntry.objects.create(lead=held, by=by, what="became a matter", why=why.strip())
    _begun(matter, day, by, {})
    return matter


@transaction.atomic
def open_by_hand(*, subject_id: str, subject_name: str, kind: str, why: str, day: dt.date, by: Account) -> Matter:
    """Opens a matter that came by another way than a lead: a complaint, a call, a colleague. Raises Unseen."""
    _or_unseen(mark(subject_id), "matter", "", by)
    matter = _opened(subject_id, subject_name, kind, by, lead=None)
    _begun(matter, day, by, {NOTE: why.strip()})
    return matter


def _or_unseen(subject: str, kind: str, asked: str, by: Account) -> None:
    reason = policy.against_opening(asker_of(by), subject)
    if reason:
        raise Unseen(kind, asked, reason)


def _opened(subject_id: str, subject_name: str, kind: str, by: Account, *, lead: Lead | None) -> Matter:
    matter = Matter.objects.create(subject_id=subject_id, subject_name=subject_name, kind=kind, lead=lead)
    origin = str(lead.pk) if lead else ""
    leave(by, "matter opened", "matter", str(matter.pk), outcome="done", lead=origin)
    return matter


def _begun(matter: Matter, day: dt.date | None, by: Account, details: dict[str, str]) -> None:
    add(matter=matter, what=ATTENTION, day=day or timezone.localdate(), details=details, by=by)
    work.begin(matter, by)


@transaction.atomic
def assign(*, matter: Matter, to: Account, part: str, by: Account) -> Assignment:
    """Gives somebody a part in a matter. Raises Unseen where policy is against it, NotNow where it is against them."""
    asker, assigned = asker_of(by), assigned_to(matter)
    kept_from = matter.kept_from()
    unseen = policy.against_matter(asker, matter.subject_mark, assigned, kept_from)
    if unseen:
        raise Unseen("matter", str(matter.pk), unseen)
    reason = policy.against_assigning(asker, matter.subject_mark, assigned, asker_of(to), part, kept_from=kept_from)
    if reason:
        raise NotNow("This person cannot be assigned to this matter.", reason)
    given, _made = Assignment.objects.get_or_create(matter=matter, account=to, part=part, defaults={"by": by})
    leave(by, "assigned", "matter", str(matter.pk), outcome="done", to=str(to.pk), part=part)
    return given


@transaction.atomic
def end_part(*, assignment: Assignment, why: str, by: Account) -> AssignmentEnd:
    """Ends somebody's part in a matter: from then on it is not there for them. Raises Unseen and NotNow."""
    matter = assignment.matter
    reason = policy.against_ending(asker_of(by), matter.subject_mark, assigned_to(matter), matter.kept_from())
    if reason:
        raise Unseen("matter", str(matter.pk), reason)
    if not why.strip():
        raise NotNow("Say why the part ends.")
    made = AssignmentEnd.objects.create(assignment=assignment, why=why.strip(), by=by)
    about = {"to": str(assignment.account_id), "part": assignment.part}
    leave(by, "part ended", "matter", str(matter.pk), outcome="done", **about)
    return made
