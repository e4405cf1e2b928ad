"""Who may read and write of what a force learns. Pure functions: each gives the reason why not, or nothing.

The library is everybody's who is signed in: published cases, and the force's own in which nobody is named.
"""

import datetime as dt

from upstander.access.asking import Asker
from upstander.access.models import Role

READS_CHECKLIST = frozenset({Role.PREVENT, Role.MANAGER, Role.CHIEF, Role.AUTHORITY, Role.AUDITOR})
WRITES_CHECKLIST = frozenset({Role.PREVENT, Role.MANAGER})
READS_DRAFTS = frozenset({Role.MANAGER, Role.CHIEF})
READS_ADOPTED = READS_CHECKLIST
LETS_ARTICLES_OUT = frozenset({Role.MANAGER, Role.AUTHORITY})


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


def against_scenarios(asker: Asker) -> str:
    """Why somebody does not take the scenarios of the force's own cases, which hold the right answers."""
    return "" if asker.role in WRITES_CHECKLIST else f"the role {asker.role} keeps no courses"


def against_withdrawing(asker: Asker) -> str:
    """Why somebody may not take a case of the force's own out of the library."""
    return "" if asker.role == Role.MANAGER else "only the unit's manager withdraws a case"


def against_threats(asker: Asker, *, adopted: bool) -> str:
    """Why somebody does not read an assessment of threats. A draft is its writers' and the chief officer's."""
    reads = READS_ADOPTED if adopted else READS_DRAFTS
    return "" if asker.role in reads else f"the role {asker.role} does not read this assessment of threats"


def against_writing_threats(asker: Asker) -> str:
    """Why somebody does not write an assessment of threats: whoever draws its figures sees every matter."""
    return "" if asker.role == Role.MANAGER else "only the unit's manager writes an assessment of threats"


def against_sharing_threats(asker: Asker) -> str:
    """Why somebody does not share the counts of an adopted assessment outside the force."""
    return "" if asker.role == Role.CHIEF else "only a chief officer shares counts outside the force"


def against_adopting_threats(asker: Asker) -> str:
    """Why somebody does not adopt an assessment of threats."""
    return "" if asker.role == Role.CHIEF else "only a chief officer adopts an assessment of threats"


def against_notice(first: dt.date, last: dt.date, today: dt.date) -> str:
    """Why nobody reads a notice. Both days belong to the time in which everybody at the desk reads it.

    Before it the notice is there for no role: who may not know the matter may be a manager too.
    """
    if today > last:
        return "its last day is past"
    return "" if first <= today else "its first day is still to come"


def against_drafting_notices(asker: Asker) -> str:
    """Why somebody drafts no notice: as for a lesson, whoever drafts sees every name that is to be kept out."""
    return "" if asker.role == Role.MANAGER else "only the unit's manager drafts a notice"


def against_taking_down(asker: Asker) -> str:
    """Why somebody may not take down a notice that is shown, before its last day."""
    return "" if asker.role == Role.MANAGER else "only the unit's manager takes a notice down"


def against_making_bulletins(asker: Asker) -> str:
    """Why somebody makes no bulletin, and takes none down: it stays, with their words, for everybody to read."""
    return "" if asker.role in WRITES_CHECKLIST else f"the role {asker.role} makes no bulletin"


def against_survey(asker: Asker) -> str:
    """Why somebody does not read how many readers answered what."""
    return "" if asker.role in READS_CHECKLIST else f"the role {asker.role} reads no counts of a survey"


def against_article_drafts(asker: Asker) -> str:
    """Why somebody does not read what was written of an article before it is published, nor its older versions."""
    reads = asker.role in WRITES_CHECKLIST | LETS_ARTICLES_OUT
    return "" if reads else f"the role {asker.role} has no part in articles"


def against_writing_articles(asker: Asker) -> str:
    """Why somebody writes no article, and takes none down."""
    return "" if asker.role in WRITES_CHECKLIST else f"the role {asker.role} writes no article"


def against_letting_articles_out(asker: Asker) -> str:
    """Why somebody may not let an article be published that somebody else wrote."""
    return "" if asker.role in LETS_ARTICLES_OUT else f"the role {asker.role} lets no article be published"
