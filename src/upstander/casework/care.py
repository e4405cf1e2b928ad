"""Who may read and write which part of an engagement plan. Pure functions; `walls/3_care.sql` gives the same answers.

What a survivor tells the liaison officer is not for those who decide about the subject (users.md: the survivor
manager's notes are closed to decision makers; an investigator reads no therapy notes; contact details are shown to
the engagement lead alone, threat T1).
"""

from collections.abc import Collection

from upstander.casework.models.affected import Section

LIAISON, INVESTIGATOR, MANAGER = "liaison", "investigator", "manager"

READS = {
    LIAISON: frozenset(Section.values),
    MANAGER: frozenset(Section.values) - {Section.NOTES, Section.NEEDS},
    INVESTIGATOR: frozenset({Section.NAME, Section.RISK, Section.CONTACT_RULES}),
}
# what writing a section tells the matter's history, by the rules of the engagement plan
TELLS = {
    Section.RISK: "contact risk assessed",
    Section.CONTACT_RULES: "safe contact rules set",
    Section.SUPPORT: "support offered",
    Section.REVIEW: "engagement plan reviewed",
    Section.HEARING: "prepared for the hearing",
    Section.EXIT: "exit planned",
    Section.DEBRIEF: "affected person debriefed",
}


def parts_of(role: str, parts: Collection[str]) -> frozenset[str]:
    """In what parts somebody stands to the people of a matter: those given to them, and the manager's."""
    return frozenset(parts) | ({MANAGER} if role == MANAGER else frozenset())


def sections_read(parts: Collection[str]) -> frozenset[str]:
    """The sections of a plan that somebody may read."""
    return frozenset().union(*(READS.get(part, frozenset()) for part in parts))


def against_writing(parts: Collection[str]) -> str:
    """Why somebody may not write a plan, nor read how a person is reached."""
    return "" if LIAISON in parts else "only the survivor liaison of the matter writes a plan and reads contact details"


def against_naming(parts: Collection[str]) -> str:
    """Why somebody may not name an affected person."""
    return "" if set(parts) & {LIAISON, INVESTIGATOR, MANAGER} else "they have no part in which people are named"


def against_logs(parts: Collection[str]) -> str:
    """Why somebody may not read what was promised and when contact was made, nor write it."""
    return against_naming(parts)


def against_agencies(parts: Collection[str]) -> str:
    """Why somebody may not read who supports a person."""
    return "" if set(parts) & {LIAISON, MANAGER} else "they do not work with other agencies for the person"
