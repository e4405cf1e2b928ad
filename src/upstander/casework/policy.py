"""Who may see and do what at the desk. Pure functions: each gives the reason why not, and nothing where it may be.

A tie to the subject comes before everything; then the role gives the verb; then a matter asks for an assignment. Roles
that must be kept apart (users.md): an administrator and an auditor read no content.
"""

from collections.abc import Collection

from upstander.access.asking import Asker
from upstander.access.models import Role

READS_LEADS = frozenset({Role.ANALYST, Role.MANAGER})
WORKS_ON_MATTERS = frozenset({Role.INVESTIGATOR, Role.AUTHORITY, Role.LIAISON, Role.MANAGER})


def against_leads(asker: Asker) -> str:
    """Why somebody has no list of leads at all."""
    return "" if asker.role in READS_LEADS else f"the role {asker.role} reads no leads"


def against_lead(asker: Asker, subject_id: str) -> str:
    """Why a lead about a subject may not be seen or worked on."""
    return asker.may_know_of(subject_id) or against_leads(asker)


def against_opening(asker: Asker, subject_id: str) -> str:
    """Why a lead may not be made a matter."""
    told = against_lead(asker, subject_id)
    return told or ("" if asker.role == Role.MANAGER else "only the unit's manager opens a matter")


def against_matters(asker: Asker) -> str:
    """Why somebody has no list of matters at all."""
    return "" if asker.role in WORKS_ON_MATTERS else f"the role {asker.role} works on no matters"


def against_matter(asker: Asker, subject_id: str, assigned: Collection[str]) -> str:
    """Why a matter may not be seen. `assigned`: the accounts that work on it."""
    told = asker.may_know_of(subject_id) or against_matters(asker)
    needs_to_know = asker.role == Role.MANAGER or asker.account_id in assigned
    return told or ("" if needs_to_know else "they are not assigned to the matter")


def against_assigning(asker: Asker, subject_id: str, assigned: Collection[str], other: Asker) -> str:
    """Why somebody may not be assigned to a matter by this person."""
    told = against_matter(asker, subject_id, assigned)
    if told or asker.role != Role.MANAGER:
        return told or "only the unit's manager assigns people"
    tied = other.may_know_of(subject_id)
    return tied or against_matters(other)
