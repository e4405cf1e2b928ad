"""How a lead stands in the list: a check without a name, until somebody opens it or works on it.

Nearly all people whom checks are about are innocent, even where offenders are many (docs/trials.md).
A list that named them would teach everybody who reads it the names of the innocent; a question about records can be
chosen by what it rests on. Who opens one reads the name, and the log says so: one at a time (decisions/0065).
"""

from dataclasses import dataclass

from upstander.access.models import Account
from upstander.casework.models import Lead, LeadState
from upstander.leads.raising import Standing


@dataclass(frozen=True)
class Listed:
    """A line of the list: the lead, what its link says, and why it is there."""

    lead: Lead
    title: str
    why: str


def listed(lead: Lead, account: Account) -> Listed:
    """The line of a lead for this reader."""
    if is_named_to(account, lead):
        return Listed(lead, str(lead), str(lead.summary))
    return Listed(lead, f"Check {str(lead.pk)[:8]}", _signs(lead))


def is_named_to(account: Account, lead: Lead) -> bool:
    """Whether the list names who a lead is about: a lead to all who may see it, a check to who holds it."""
    return lead.standing == Standing.LEAD or lead.state == LeadState.PROMOTED or lead.holder_id == account.pk


def _signs(lead: Lead) -> str:
    said = "; ".join(sign.replace("_", " ") for sign in lead.signs)
    return f"{said[:1].upper()}{said[1:]}. Open it to read whom it is about." if said else "Open it to read it."
