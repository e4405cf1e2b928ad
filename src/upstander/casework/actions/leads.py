"""What people do with a lead: claim it, let it go, dismiss it with a reason, open it again. To ask for more: asking."""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account
from upstander.access.trace import leave
from upstander.casework import policy
from upstander.casework.models import Explanation, Lead, LeadEntry, LeadState
from upstander.casework.models.lead import WORKING

MOVES = {
    "claimed": (LeadState.CLAIMED, {LeadState.OPEN, LeadState.ASKED}),
    "let go": (LeadState.OPEN, {LeadState.CLAIMED, LeadState.ASKED}),
    "dismissed": (LeadState.DISMISSED, set(WORKING)),
    "opened again": (LeadState.OPEN, {LeadState.DISMISSED}),
}
NEEDS_WHY = frozenset({"dismissed", "opened again"})
HOLDS = frozenset({LeadState.CLAIMED, LeadState.ASKED})


class NotNow(Exception):  # noqa: N818 - an answer for the person, not an error
    """What cannot be done as things stand; the words say why and what to do instead.

    `reason` is for the log, where it may say more than the person may know.
    """

    def __init__(self, words: str, reason: str = "") -> None:
        super().__init__(words)
        self.reason = reason or words


@transaction.atomic
def move(*, lead: Lead, what: str, why: str, by: Account) -> Lead:
    """Moves a lead on. Raises Unseen where policy is against it, and NotNow where it cannot be done as it stands."""
    reason = policy.against_lead(asker_of(by), lead.subject_mark)
    if reason:
        raise Unseen("lead", str(lead.pk), reason)
    held = Lead.objects.select_for_update().get(pk=lead.pk)
    to = _to(held, what, why)
    held.state, held.holder = to, by if to in HOLDS else None
    held.save(update_fields=["state", "holder"])
    LeadEntry.objects.create(lead=held, by=by, what=what, why=why.strip())
    leave(by, f"lead {what}", "lead", str(held.pk), outcome="done")
    return held


def _to(lead: Lead, what: str, why: str) -> LeadState:
    to, leaves = MOVES[what]
    if lead.state not in leaves:
        raise NotNow(f"This lead is {lead.get_state_display().lower()} now: somebody was quicker. Read it again.")
    if what in NEEDS_WHY and not why.strip():
        raise NotNow("Give the reason. Whoever reads this later must be able to judge it.")
    return to


LONGEST = dt.timedelta(days=366)  # as the purpose that reads it (contacts/purposes/accepted_by_the_unit.py)


@transaction.atomic
def accept_explanation(*, lead: Lead, words: str, first: dt.date, last: dt.date, by: Account) -> Explanation:
    """Accepts, as the second person, what explains a dismissed lead, so that the next scan takes it as a purpose.

    Raises Unseen, and NotNow where the lead is not dismissed, was dismissed by the same person, names nobody whom the
    contact is with, or was explained before; and for days that are too many or the wrong way round.
    """
    reason = policy.against_opening(asker_of(by), lead.subject_mark)
    if reason:
        raise Unseen("lead", str(lead.pk), reason)
    for problem in _against_accepting(lead, by, first, last):
        raise NotNow(problem)
    made = Explanation.objects.create(lead=lead, words=words, first=first, last=last, by=by)
    LeadEntry.objects.create(lead=lead, by=by, what="explanation accepted", why=words)
    leave(by, "explanation accepted", "lead", str(lead.pk), outcome="done")
    return made


def _against_accepting(lead: Lead, by: Account, first: dt.date, last: dt.date) -> Iterator[str]:
    dismissed = lead.entries.filter(what="dismissed").last()
    if lead.state != LeadState.DISMISSED or dismissed is None:
        yield "Only what was dismissed with a reason can be explained from now on."
    elif dismissed.by_id == by.pk:
        yield "It takes a second person: you dismissed this lead."
    if not lead.affected_id:
        yield "This lead is about the member of staff alone: no contact with anybody can be explained."
    if Explanation.objects.filter(lead=lead).exists():
        yield "An explanation of this lead was accepted before."
    if not dt.timedelta() < last - first <= LONGEST:
        yield "Give a first and a last day, a year apart at most: an explanation is asked again after a year."
