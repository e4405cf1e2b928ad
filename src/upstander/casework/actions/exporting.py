"""What every document that leaves the desk has: a copy number of its own, and a line that says for whom and why."""

import secrets

from upstander.access.models import Account
from upstander.access.trace import leave, purpose_given


def copy_number() -> str:
    """What stands on every page of one copy and of no other, so that a copy that is found can be traced."""
    return secrets.token_hex(4)


def exported(by: Account, what: tuple[str, str, str], to: str, why: str, **told: str) -> None:
    """The line of a document that leaves: the action, kind and id, for whom and why, its hash and its copy."""
    leave(by, *what, purpose=purpose_given(by, f"{why} (for {to})"), outcome="allowed", **told)
