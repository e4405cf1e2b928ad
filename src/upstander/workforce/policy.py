"""Who may read what a force holds of its people. Pure functions: each gives the reason why not, or nothing.

What was promised about somebody is confidential, and tells of a concern: the manager's alone, and never about whom a
tie keeps from them.
"""

from upstander.access.asking import Asker
from upstander.access.models import Role

READS_TRAINING = frozenset({Role.PREVENT, Role.MANAGER})
READS_VETTING = frozenset({Role.VETTING, Role.MANAGER})


def against_training(asker: Asker) -> str:
    """Why somebody does not read who was taught what, and who had a talk about integrity."""
    return "" if asker.role in READS_TRAINING else f"the role {asker.role} reads no training"


def against_attempt(asker: Asker, whose: str) -> str:
    """Why somebody does not read what a member of staff, by their mark, read and answered. Their own, all do."""
    return "" if whose == asker.mark else asker.may_know_of(whose) or against_training(asker)


def against_team(asker: Asker, supervisor: str, subject: str) -> str:
    """Why somebody does not read what training a member of staff must pass. `supervisor`: the latter's, by mark."""
    return asker.may_know_of(subject) or ("" if supervisor == asker.mark else "they are in another's team")


def against_vetting(asker: Asker) -> str:
    """Why somebody does not read whose vetting is current."""
    return "" if asker.role in READS_VETTING else f"the role {asker.role} reads no vetting"


def against_promises(asker: Asker) -> str:
    """Why somebody does not read what the force promised to watch."""
    return "" if asker.role == Role.MANAGER else f"the role {asker.role} reads no promises"


def against_workforce(asker: Asker) -> str:
    """Why somebody has no place for any of it."""
    return against_training(asker) and against_vetting(asker)


def against_watchlist(asker: Asker) -> str:
    """Why somebody has no watchlist."""
    reads = asker.role in {Role.ANALYST, Role.MANAGER, Role.AUTHORITY}
    return "" if reads else f"the role {asker.role} reads no watchlist"


def against_entry(asker: Asker, subject: str) -> str:
    """Why an entry of the watchlist may not be seen. `subject`: the mark of a staff number."""
    return asker.may_know_of(subject) or against_watchlist(asker)


def against_watching(asker: Asker, subject: str) -> str:
    """Why somebody may not put a member of staff forward, or write down what was looked at."""
    watches = asker.role in {Role.ANALYST, Role.MANAGER}
    return against_entry(asker, subject) or ("" if watches else f"the role {asker.role} does not work the watchlist")


def against_answering(asker: Asker, subject: str) -> str:
    """Why somebody may not say whether a member of staff is on the list, stays on it, or is taken off."""
    answers = asker.role in {Role.MANAGER, Role.AUTHORITY}
    return against_entry(asker, subject) or ("" if answers else "only a manager or an authority decides who is on it")
