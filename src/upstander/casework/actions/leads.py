"""What people do with a lead: claim it, let it go, ask for more, dismiss it with a reason, open it again."""

from django.db import transaction

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account
from upstander.access.trace import leave
from upstander.casework import policy
from upstander.casework.models import Lead, LeadEntry, LeadState

MOVES = {
    "claimed": (LeadState.CLAIMED, {LeadState.OPEN, LeadState.ASKED}),
    "let go": (LeadState.OPEN, {LeadState.CLAIMED, LeadState.ASKED}),
    "more asked for": (LeadState.ASKED, {LeadState.OPEN, LeadState.CLAIMED}),
    "dismissed": (LeadState.DISMISSED, {LeadState.OPEN, LeadState.CLAIMED, LeadState.ASKED}),
    "opened again": (LeadState.OPEN, {LeadState.DISMISSED}),
}
NEEDS_WHY = frozenset({"more asked for", "dismissed", "opened again"})
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
    reason = policy.against_lead(asker_of(by), lead.subject_id)
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
