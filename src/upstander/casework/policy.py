"""Who may see and do what at the desk. Pure functions: each gives the reason why not, and nothing where it may be.

A tie to the subject comes before everything; then the role gives the verb; then a matter asks for an assignment. Roles
that must be kept apart (users.md): an administrator and an auditor read no content.
`subject` is always the mark of a staff number (access.sealed); an intelligence report may have several, or
none yet.
"""

from collections.abc import Collection

from upstander.access.asking import Asker
from upstander.access.models import Role

READS_LEADS = frozenset({Role.ANALYST, Role.MANAGER})
READS_INTELLIGENCE = frozenset({Role.ANALYST, Role.MANAGER})
WORKS_ON_MATTERS = frozenset({Role.INVESTIGATOR, Role.AUTHORITY, Role.LIAISON, Role.MANAGER})


def against_leads(asker: Asker) -> str:
    """Why somebody has no list of leads at all."""
    return "" if asker.role in READS_LEADS else f"the role {asker.role} reads no leads"


def against_lead(asker: Asker, subject: str) -> str:
    """Why a lead about a subject may not be seen or worked on."""
    return asker.may_know_of(subject) or against_leads(asker)


def against_opening(asker: Asker, subject: str) -> str:
    """Why a matter about a subject may not be opened by somebody, from a lead or by hand."""
    told = asker.may_know_of(subject)
    return told or ("" if asker.role == Role.MANAGER else "only the unit's manager opens a matter")


def against_matters(asker: Asker) -> str:
    """Why somebody has no list of matters at all."""
    return "" if asker.role in WORKS_ON_MATTERS else f"the role {asker.role} works on no matters"


def against_matter(asker: Asker, subject: str, assigned: Collection[str], kept_from: Collection[str] = ()) -> str:
    """Why a matter may not be seen. `assigned`: who works on it. `kept_from`: as for a report of the door."""
    told = asker.may_know_of(subject) or _kept(asker, kept_from) or against_matters(asker)
    needs_to_know = asker.role == Role.MANAGER or asker.account_id in assigned
    return told or ("" if needs_to_know else "they are not assigned to the matter")


def against_reading(role: str, account_id: str, said: Collection[str]) -> str:
    """Why somebody who may know of a matter may not read it yet. `said`: the accounts that said they have no tie.

    A manager is not asked (decisions/0073).
    """
    answered = role == Role.MANAGER or account_id in said
    return "" if answered else "they have not said whether they have a tie to whom it is about"


def against_entry(parts: Collection[str], whose: Collection[str]) -> str:
    """Why an entry is not somebody's to make: `parts` are theirs in the matter, `whose` those it belongs to, if any."""
    theirs = not whose or set(whose) & set(parts)
    return "" if theirs else f"this entry belongs to the part {' or '.join(sorted(whose))}"


def against_ending(asker: Asker, subject: str, assigned: Collection[str], kept_from: Collection[str] = ()) -> str:
    """Why somebody may not end a part in a matter."""
    told = against_matter(asker, subject, assigned, kept_from)
    return told or ("" if asker.role == Role.MANAGER else "only the unit's manager ends a part")


def against_signing(role: str) -> str:
    """Why somebody's second signature does not count: it is a senior person's (casework specification, 8.3, Rose)."""
    senior = role in {Role.MANAGER, Role.AUTHORITY}
    return "" if senior else f"a second signature is a manager's or an authority's, not of the role {role}"


def against_assigning(
    asker: Asker, subject: str, assigned: Collection[str], other: Asker, part: str, *, kept_from: Collection[str] = ()
) -> str:
    """Why somebody may not be given a part in a matter by this person. A part is given to its own role alone."""
    told = against_matter(asker, subject, assigned, kept_from)
    if told or asker.role != Role.MANAGER:
        return told or "only the unit's manager assigns people"
    tied = other.may_know_of(subject) or _kept(other, kept_from)
    apart = "" if other.role == part else f"the part {part} is not for the role {other.role}"
    return tied or against_matters(other) or apart


def against_intelligence(asker: Asker) -> str:
    """Why somebody has no list of intelligence reports at all."""
    return "" if asker.role in READS_INTELLIGENCE else f"the role {asker.role} reads no intelligence"


def against_report(asker: Asker, subjects: Collection[str], kept_from: Collection[str] = ()) -> str:
    """Why an intelligence report may not be seen or worked on: a tie to any one of its subjects is enough.

    `kept_from`: as for the report of the door that it was made from.
    """
    return _tied(asker, subjects) or _kept(asker, kept_from) or against_intelligence(asker)


def against_source(asker: Asker, subjects: Collection[str], taken_in_by: str, kept_from: Collection[str] = ()) -> str:
    """Why somebody may not learn who gave a report. `taken_in_by`: the account that took it in."""
    told = against_report(asker, subjects, kept_from)
    theirs = asker.role == Role.MANAGER or asker.account_id == taken_in_by
    return told or ("" if theirs else "they neither took the report in nor manage the unit")


def against_promoting(asker: Asker, subjects: Collection[str], kept_from: Collection[str] = ()) -> str:
    """Why a report may not be made a matter."""
    told = against_report(asker, subjects, kept_from)
    return told or ("" if asker.role == Role.MANAGER else "only the unit's manager opens a matter")


def against_sanitised(asker: Asker, subjects: Collection[str], matter: str, assigned: Collection[str]) -> str:
    """Why the sanitised text of a report may not be read in a matter that it is linked to. `matter`: its subject."""
    return _tied(asker, subjects) or against_matter(asker, matter, assigned)


def against_door(asker: Asker) -> str:
    """Why somebody has no list of the reports that came through the door."""
    return "" if asker.role in READS_INTELLIGENCE else f"the role {asker.role} reads no reports"


def against_door_report(asker: Asker, subjects: Collection[str], kept_from: Collection[str]) -> str:
    """Why a report of the door may not be seen or worked on.

    `kept_from`: whom the reporter, or what the report says, keeps away: accounts by id, roles by name.
    """
    return _tied(asker, subjects) or _kept(asker, kept_from) or against_door(asker)


def against_deciding_door(asker: Asker, subjects: Collection[str], kept_from: Collection[str]) -> str:
    """Why somebody may not open a matter from a report of the door, let others see it, or destroy it."""
    told = against_door_report(asker, subjects, kept_from)
    return told or ("" if asker.role == Role.MANAGER else "only the unit's manager decides this")


def _kept(asker: Asker, kept_from: Collection[str]) -> str:
    kept = asker.account_id in kept_from or asker.role in kept_from
    return "a report is kept from them" if kept else ""


def _tied(asker: Asker, subjects: Collection[str]) -> str:
    return next((told for subject in sorted(subjects) if (told := asker.may_know_of(subject))), "")


def against_work(role: str, parts: Collection[str]) -> str:
    """Why somebody may not read or do the work of an investigation: its evidence is not for the survivor's liaison."""
    if role == Role.MANAGER or {"investigator", "authority"} & set(parts):
        return ""
    return "the work of the investigation is for the investigator, the authority and the manager"


def against_releasing(asker: Asker, subject: str, holder: str) -> str:
    """Why somebody has no say in releasing a tie: it takes two, neither of them its holder or tied to the subject."""
    if asker.role not in {Role.MANAGER, Role.AUTHORITY}:
        return f"the role {asker.role} releases no ties"
    return asker.may_know_of(subject) or ("it is their own tie" if holder == asker.account_id else "")


def against_breaking_glass(
    asker: Asker, subject: str, assigned: Collection[str], kept_from: Collection[str] = ()
) -> str:
    """Why somebody may not answer who asks to break the glass."""
    told = against_matter(asker, subject, assigned, kept_from)
    if told or asker.role in {Role.MANAGER, Role.AUTHORITY}:
        return told
    return "only a manager or an authority answers"


def against_oversight(asker: Asker) -> str:
    """Why somebody does not look at what others read and why."""
    return "" if asker.role == Role.AUDITOR else f"the role {asker.role} has no oversight"
