"""An issue: articles, guidance and cases for a briefing or for everybody, with questions and who supports, as a PDF.

After the shape of the IOPC's "Learning the Lessons": what people of the force wrote; each case with what happened, what
was found, how it ended, and key questions by audience; support at the end. Cases are told in our own words, with the
licence of the documents they rest on.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from upstander.leads.telling.printable import all_printable
from upstander.leads.telling.typesetting import as_tagged_pdf
from upstander.learning.articles.text import Block
from upstander.learning.case import AUDIENCES, PARTS, ROLES, TOPICS, Case, Passage, Source
from upstander.learning.library import Library
from upstander.reporting.words import support

TEMPLATE = Path(__file__).with_name("issue.typ")
TOLD = ("issues", "overview", "findings", "recommendations", "responses", "good_practice", "action", "outcomes")
LIMITED = "For this force alone"


class NothingToPrintError(ValueError):
    """An issue in which nothing stands, or without a title; the message says which."""


@dataclass(frozen=True)
class Piece:
    """An article or a piece of guidance. `guidance`: which of both; `inside`: whether for this force alone."""

    key: str
    title: str
    standfirst: str
    by: str
    guidance: bool
    inside: bool
    blocks: Sequence[Block]


@dataclass(frozen=True)
class Told:
    """A case as an issue tells it. `parts`: headings with paragraphs; `questions`: audiences with their questions."""

    key: str
    title: str
    about: str
    source: str
    parts: Sequence[tuple[str, Sequence[str]]]
    questions: Sequence[tuple[str, Sequence[str]]]


@dataclass(frozen=True)
class Issue:
    """An issue. `limited`: empty, or for whom it is where something in it is not for all."""

    title: str
    day: dt.date
    limited: str
    articles: Sequence[Piece]
    guidance: Sequence[Piece]
    cases: Sequence[Told]
    organisations: Sequence[tuple[str, str, str]]
    checked_on: str
    licences: Sequence[str]


def issue(title: str, cases: Sequence[Case], library: Library, day: dt.date, pieces: Sequence[Piece] = ()) -> Issue:
    """An issue of some articles and guidance, and then of some cases, in that order. Raises NothingToPrintError."""
    if not (cases or pieces):
        raise NothingToPrintError("an issue needs at least one case or article: choose some")
    if not title.strip():
        raise NothingToPrintError("an issue needs a title")
    sources = {library.source(case).id: library.source(case) for case in cases}
    own = any(not source.sha256 for source in sources.values()) or any(one.inside for one in pieces)
    helpers = support()
    return Issue(
        title.strip(), day, LIMITED if own else "", [one for one in pieces if not one.guidance],
        [one for one in pieces if one.guidance], [_told(case, library.source(case)) for case in cases],
        [(one["name"], reached(one), one["en"]) for one in helpers["organisation"]], str(helpers["checked_on"]),
        sorted({licence(source) for source in sources.values()}),
    )  # fmt: skip


def reached(organisation: Mapping[str, str]) -> str:
    """How somebody is reached, by whichever ways words/support.toml gives."""
    ways = (organisation.get(way, "") for way in ("web", "telephone", "email"))
    return ", ".join(filter(None, ways))


def _told(case: Case, source: Source) -> Told:
    parts = [(PARTS[name], [_paragraph(one) for one in case.part(name)]) for name in TOLD if case.part(name)]
    asked = [(AUDIENCES[who], [one.text for one in case.questions if one.label == who]) for who in case.audiences]
    about = ", ".join([*(TOPICS[topic] for topic in case.topics), *(ROLES[role] for role in case.roles)])
    return Told(case.id, case.title, about, ", ".join(filter(None, (source.title, case.published))), parts, asked)


def _paragraph(passage: Passage) -> str:
    return f"{passage.label[:1].upper()}{passage.label[1:]}: {passage.text}" if passage.label else passage.text


def licence(source: Source) -> str:
    """A document with the licence under which its facts are told."""
    return f"{source.title}, {source.publisher}: {source.licence}"


def as_pdf(made: Issue) -> bytes:
    """The issue as the bytes of a tagged PDF/UA-1. The same issue gives the same bytes."""
    shown = all_printable(made)
    given: Mapping[str, Any] = asdict(shown) | {
        "day": [made.day.year, made.day.month, made.day.day], "dated": f"{made.day:%B %Y}"
    }  # fmt: skip
    return as_tagged_pdf(TEMPLATE, "issue", given, dt.datetime.combine(made.day, dt.time(), dt.UTC))
