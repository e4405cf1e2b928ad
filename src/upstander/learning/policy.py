"""Who may read and write of what a force learns. Pure functions: each gives the reason why not, or nothing.

The library is everybody's who is signed in: published cases, and the force's own in which nobody is named.
"""

from upstander.access.asking import Asker
from upstander.access.models import Role

READS_CHECKLIST = frozenset({Role.PREVENT, Role.MANAGER, Role.CHIEF, Role.AUTHORITY, Role.AUDITOR})
WRITES_CHECKLIST = frozenset({Role.PREVENT, Role.MANAGER})


def against_checklist(asker: Asker) -> str:
    """Why somebody does not read the checklist."""
    return "" if asker.role in READS_CHECKLIST else f"the role {asker.role} reads no checklist"


def against_writing(asker: Asker) -> str:
    """Why somebody does not write how a line stands."""
    return "" if asker.role in WRITES_CHECKLIST else f"the role {asker.role} writes no checklist"


def against_lessons(asker: Asker, against_matter: str) -> str:
    """Why somebody may not read or approve a lesson of a matter. `against_matter`: why it is not theirs to see."""
    approves = asker.role in {Role.MANAGER, Role.AUTHORITY}
    return against_matter or ("" if approves else f"the role {asker.role} has no part in lessons")


def against_drafting(asker: Asker) -> str:
    """Why somebody may not draft: whoever drafts sees the names of everybody in it, which are then kept out."""
    return "" if asker.role == Role.MANAGER else "only the unit's manager drafts a lesson"


def against_withdrawing(asker: Asker) -> str:
    """Why somebody may not take a case of the force's own out of the library."""
    return "" if asker.role == Role.MANAGER else "only the unit's manager withdraws a case"
