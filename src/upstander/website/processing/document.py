"""A document about data as it is shown and printed: what is laid down, with today's facts and a force's answers."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from upstander.leads.telling.printable import all_printable
from upstander.leads.telling.typesetting import as_tagged_pdf
from upstander.website.processing.asked import Answers, Section, outline, questions
from upstander.website.processing.facts import Facts
from upstander.website.processing.tables import Table, table

TEMPLATE = Path(__file__).with_name("document.typ")


@dataclass(frozen=True)
class Answered:
    """A question with its answer; with none it was not answered yet."""

    asks: str
    answer: str


@dataclass(frozen=True)
class Part:
    """A section with its tables made and its questions answered."""

    section: Section
    tables: Sequence[Table]
    questions: Sequence[Answered]


@dataclass(frozen=True)
class Document:
    """One of the two documents on a day."""

    name: str
    title: str
    about: str
    day: dt.date
    parts: Sequence[Part]
    answers: Answers

    @property
    def open_questions(self) -> int:
        """How many questions nobody has answered."""
        return sum(not one.answer for part in self.parts for one in part.questions)

    @property
    def stands(self) -> str:
        """Whether somebody signed it, and whether the day of its review has come."""
        signed = self.answers
        if not signed.by or not signed.on:
            return "Nobody has signed it."
        said = f"Signed by {signed.by} on {signed.on:%-d %B %Y}."
        if signed.review_on and signed.review_on <= self.day:
            return f"{said} It was to be reviewed by {signed.review_on:%-d %B %Y}: that day has come."
        return f"{said} To be reviewed by {signed.review_on:%-d %B %Y}." if signed.review_on else said


def document(name: str, facts: Facts, answers: Answers, day: dt.date) -> Document:
    """ "assessment" or "monitoring", on a day. Raises KeyError."""
    laid, asked = outline(name), questions()
    parts = [
        Part(
            one,
            [table(each, facts) for each in one.tables],
            [Answered(asked[each], answers.texts.get(each, "")) for each in one.questions],
        )
        for one in laid.sections
    ]
    return Document(name, laid.title, laid.about, day, parts, answers)


def as_pdf(shown: Document) -> bytes:
    """A document as the bytes of a tagged PDF/UA-1. The same document gives the same bytes."""
    given = {
        "title": shown.title,
        "about": shown.about,
        "stands": shown.stands,
        "day": [shown.day.year, shown.day.month, shown.day.day],
        "dated": f"{shown.day:%-d %B %Y}",
        "parts": [_as_data(part) for part in shown.parts],
    }
    at = dt.datetime.combine(shown.day, dt.time(), dt.UTC)
    return as_tagged_pdf(TEMPLATE, "document", all_printable(given), at)


def _as_data(part: Part) -> dict[str, object]:
    return {
        "title": part.section.title,
        "words": list(part.section.words),
        "source": f"{part.section.source} ({part.section.status})" if part.section.source else "",
        "tables": [
            {"caption": one.caption, "columns": list(one.columns), "rows": [list(row) for row in one.rows],
             "why_not": one.why_not}
            for one in part.tables
        ],
        "questions": [{"asks": one.asks, "answer": one.answer} for one in part.questions],
    }  # fmt: skip
