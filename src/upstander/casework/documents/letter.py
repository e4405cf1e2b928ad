"""A letter as an accessible PDF: to whom, from whom, on which day, and its words, with a copy number on every page."""

import datetime as dt
from pathlib import Path

from upstander.access.models import Account
from upstander.casework.documents.document import MARKING
from upstander.casework.models.letter import Letter, LetterVersion
from upstander.casework.procedure.law import LetterKind
from upstander.leads.telling.printable import all_printable
from upstander.leads.telling.typesetting import as_tagged_pdf

TEMPLATE = Path(__file__).with_name("letter.typ")


def letter_as_pdf(
    kind: LetterKind, letter: Letter, version: LetterVersion, *, by: Account, at: dt.datetime, to: str, copy: str
) -> bytes:
    """The bytes of a tagged PDF/UA-1. Nothing stands in it, nor in what describes it, but what its page shows."""
    parts = [(part.heading, _paragraphs(version.words.get(part.heading, ""))) for part in kind.parts]
    given = {
        "title": kind.says,
        "marking": MARKING,
        "addressed": str(letter.addressed),
        "written_by": by.name,
        "reference": str(letter.matter_id)[:8].upper(),
        "on": f"{at:%d %B %Y}".lstrip("0"),
        "day": [at.year, at.month, at.day],
        "copy": copy,
        "made_for": to,
        "parts": [{"heading": heading, "paragraphs": paragraphs} for heading, paragraphs in parts],
    }
    return as_tagged_pdf(TEMPLATE, "letter", all_printable(given), at)


def _paragraphs(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]
