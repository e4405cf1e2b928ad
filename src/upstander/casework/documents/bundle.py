"""The papers of a meeting or hearing as one accessible PDF: cover, index, and each paper on pages of its own."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from upstander.access.models import Account
from upstander.casework.documents.document import MARKING
from upstander.leads.telling.printable import all_printable
from upstander.leads.telling.typesetting import as_tagged_pdf

TEMPLATE = Path(__file__).with_name("bundle.typ")


@dataclass(frozen=True)
class Paper:
    """One paper of a bundle: its name in the index, what is said of it, and its lines."""

    name: str
    about: str
    lines: Sequence[str]


def bundle_as_pdf(
    title: str, about: str, papers: Sequence[Paper], *, by: Account, at: dt.datetime, to: str, copy: str
) -> bytes:
    """The bytes of a tagged PDF/UA-1, with a bookmark for each paper, and the copy's number on every page."""
    given = {
        "title": title,
        "about": about,
        "marking": MARKING,
        "made_by": by.name,
        "on": f"{at:%d %B %Y}".lstrip("0"),
        "day": [at.year, at.month, at.day],
        "copy": copy,
        "made_for": to,
        "papers": [asdict(paper) | {"lines": list(paper.lines)} for paper in papers],
    }
    return as_tagged_pdf(TEMPLATE, "bundle", all_printable(given), at)
