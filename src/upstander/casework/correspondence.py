"""Who may read, write, approve and give which letter. Pure functions; `walls/8_letters.sql` gives the same answers.

What goes to the subject is not the liaison's, and what goes to somebody affected is not for those who decide about the
subject. Who reported something is held apart, and so is what is written to them.
"""

from collections.abc import Collection, Mapping

from upstander.casework.care import INVESTIGATOR, LIAISON, MANAGER
from upstander.casework.models.letter import Reader
from upstander.casework.procedure.law import LetterKind

AUTHORITY = "authority"
READS: Mapping[str, frozenset[str]] = {
    Reader.SUBJECT: frozenset({INVESTIGATOR, AUTHORITY, MANAGER}),
    Reader.AFFECTED: frozenset({INVESTIGATOR, LIAISON, MANAGER}),
    Reader.COMPLAINANT: frozenset({INVESTIGATOR, LIAISON, MANAGER}),
    Reader.REPORTER: frozenset({MANAGER}),
}


def readers_for(parts: Collection[str]) -> list[str]:
    """To whom the letters are that somebody may read."""
    return [reader for reader, allowed in READS.items() if allowed & set(parts)]


def against_reading(reader: str, parts: Collection[str]) -> str:
    """Why a letter does not exist for somebody."""
    return "" if READS[reader] & set(parts) else f"letters to the {reader} are not for their part"


def against_writing(kind: LetterKind, parts: Collection[str]) -> str:
    """Why somebody may not write a letter, nor make a copy of it."""
    if not kind.written_by:
        return "no rule that is in force knows a letter of this kind"
    theirs = set(kind.written_by) & set(parts) & READS[kind.reader]
    return "" if theirs else f"this letter is written by the {' or the '.join(kind.written_by)}"


def against_approving(kind: LetterKind, parts: Collection[str], *, wrote_it: bool) -> str:
    """Why somebody's approval of a letter does not count."""
    if not set(kind.approved_by) & set(parts) & READS[kind.reader]:
        return (
            f"this letter is approved by the {' or the '.join(kind.approved_by)}" if kind.approved_by else "none asked"
        )
    return "whoever wrote the words does not approve them" if wrote_it else ""


def against_giving(kind: LetterKind, parts: Collection[str]) -> str:
    """Why somebody may not give a letter: an affected person is reached by the liaison alone, who knows how."""
    if kind.reader == Reader.AFFECTED:
        return "" if LIAISON in parts else "only the survivor liaison of the matter reaches an affected person"
    return against_writing(kind, parts)
