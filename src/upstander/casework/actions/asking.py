"""What more is asked for on a lead: opened with its day, answered once, and the lead waits while any is open."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account
from upstander.access.trace import leave
from upstander.casework import policy
from upstander.casework.actions.leads import NotNow
from upstander.casework.models import Came, Lead, LeadEntry, LeadState, MoreAnswered, MoreAsked
from upstander.casework.models.lead import WORKING
from upstander.casework.procedure.days import due_after

ASKING = "more asked for"


@dataclass(frozen=True)
class Asked:
    """What is asked for: which records, of whom who keeps them, from which day to which, why, and why no less."""

    records: str
    holder: str
    first: dt.date
    last: dt.date
    why: str
    proportionate: str


@transaction.atomic
def ask(*, lead: Lead, asked: Asked, working_days: int, by: Account) -> MoreAsked:
    """Asks for records of a lead's subject, due in so many working days from today.

    Raises Unseen, and NotNow where the lead is nobody's to work on any more, or the days are the wrong way round.
    """
    held = _held(lead, by)
    if held.state not in WORKING:
        raise NotNow(f"This lead is {held.get_state_display().lower()} now: nothing more is asked for on it.")
    if asked.last < asked.first:
        raise NotNow("The last day lies before the first: give them the other way round.")
    due = due_after(timezone.localdate(), working_days, "working day")
    made = MoreAsked.objects.create(lead=held, due=due, by=by, **vars(asked))
    if held.state != LeadState.ASKED:
        held.state, held.holder = LeadState.ASKED, by
        held.save(update_fields=["state", "holder"])
    LeadEntry.objects.create(lead=held, by=by, what=ASKING, why=f"{asked.records}: {asked.why}")
    leave(by, f"lead {ASKING}", "lead", str(held.pk), outcome="done", asked=str(made.pk))
    return made


@transaction.atomic
def answer(*, asked: MoreAsked, came: str, words: str, by: Account) -> MoreAnswered:
    """Says what came of it. With the last answer the lead goes back to whoever holds it.

    Raises Unseen, and NotNow where it was answered before.
    """
    held = _held(asked.lead, by)
    if MoreAnswered.objects.filter(asked=asked).exists():
        raise NotNow("This was answered already. Read the lead again.")
    made = MoreAnswered.objects.create(asked=asked, came=came, words=words, by=by)
    if held.state == LeadState.ASKED and not held.asked.filter(answer=None).exists():
        held.state = LeadState.CLAIMED
        held.save(update_fields=["state"])
    LeadEntry.objects.create(lead=held, by=by, what="what was asked for", why=f"{asked.records}: {Came(came).label}")
    leave(by, "lead more answered", "lead", str(held.pk), outcome="done", asked=str(asked.pk), came=came)
    return made


def _held(lead: Lead, by: Account) -> Lead:
    reason = policy.against_lead(asker_of(by), lead.subject_mark)
    if reason:
        raise Unseen("lead", str(lead.pk), reason)
    return Lead.objects.select_for_update().get(pk=lead.pk)
