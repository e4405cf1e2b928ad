"""A bulletin of one page as a tagged PDF: notices that are shown now, cases, own words, and who supports."""

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from upstander.leads.telling.printable import all_printable
from upstander.leads.telling.typesetting import as_tagged_pdf
from upstander.learning.case import Case
from upstander.learning.library import Library
from upstander.learning.publications.issue import LIMITED, licence, reached
from upstander.reporting.words import support

TEMPLATE = Path(__file__).with_name("bulletin.typ")
OFFICERS = "officers"  # whose question a bulletin asks, before any other


@dataclass(frozen=True)
class ToldNotice:
    """A notice as a bulletin tells it. `until`: its last day, in words; `inside`: whether for this force alone."""

    title: str
    person: str
    found: str
    outcome: str
    learned: str
    until: str
    inside: bool


@dataclass(frozen=True)
class ToldCase:
    """A case as a bulletin points to it: its first passage, one question, and where it comes from."""

    id: str
    title: str
    told: str
    question: str
    source: str


@dataclass(frozen=True)
class Sheet:
    """What stands in a bulletin on a day. `limited`: empty, or for whom it is where something in it is not for all."""

    title: str
    own: str
    day: dt.date
    limited: str
    notices: Sequence[ToldNotice]
    cases: Sequence[ToldCase]
    organisations: Sequence[tuple[str, str, str]]
    checked_on: str
    licences: Sequence[str]


def sheet(
    *, title: str, own: str, day: dt.date, notices: Sequence[ToldNotice], cases: Iterable[Case], library: Library
) -> Sheet:
    """A bulletin of these notices and cases, in that order."""
    chosen = list(cases)
    sources = {library.source(case).id: library.source(case) for case in chosen}
    inside = any(not source.sha256 for source in sources.values()) or any(notice.inside for notice in notices)
    helpers = support()
    return Sheet(
        title, own, day, LIMITED if inside else "", notices, [_told(case, library) for case in chosen],
        [(one["name"], reached(one), one["en"]) for one in helpers["organisation"]], str(helpers["checked_on"]),
        sorted({licence(source) for source in sources.values()}),
    )  # fmt: skip


def _told(case: Case, library: Library) -> ToldCase:
    asked = sorted(case.questions, key=lambda one: one.label != OFFICERS)
    source = library.source(case)
    first = next((one.text for one in case.part("overview")), "")
    from_where = ", ".join(filter(None, (source.title, case.published)))
    return ToldCase(case.id, case.title, first, asked[0].text if asked else "", from_where)


def as_pdf(made: Sheet) -> bytes:
    """The bulletin as the bytes of a tagged PDF/UA-1. The same bulletin gives the same bytes."""
    shown = all_printable(made)
    given: Mapping[str, Any] = asdict(shown) | {
        "day": [made.day.year, made.day.month, made.day.day], "dated": f"{made.day:%-d %B %Y}"
    }  # fmt: skip
    return as_tagged_pdf(TEMPLATE, "bulletin", given, dt.datetime.combine(made.day, dt.time(), dt.UTC))


def pages_of(file: bytes) -> int:
    """How many pages a PDF has."""
    return len(PdfReader(io.BytesIO(file)).pages)
