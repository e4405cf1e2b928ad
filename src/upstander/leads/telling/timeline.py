"""The timeline of a lead: contacts by kind over time, with the work above them that gave reasons for contact."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from upstander.contacts.ledger import Answer
from upstander.leads.telling.chronology import tally, tally_words
from upstander.leads.telling.figure import (
    GREY,
    INK,
    PALE,
    Figure,
    Mark,
    Part,
    answer_mark,
    key_to_answers,
    line,
    rectangle,
    shortened,
    text_width,
    words,
)
from upstander.leads.telling.force_time import day, day_of, microseconds, moment
from upstander.leads.telling.lead import LeadInFull
from upstander.leads.telling.parts import Contact
from upstander.leads.telling.wording import ANSWER_WORDS, kind_words

WIDTH = 174.0
LEFT = 34.0  # millimetres kept for the names of the lanes
BIN = 5.4  # millimetres in which contacts of one kind and one answer are drawn as one symbol
BAR, ROW = 5.0, 5.6
MOST_BARS = 8
DAY = 86_400_000_000
LABEL = 19.0  # millimetres that a date on the axis needs
STEPS: tuple[Callable[[dt.date], bool], ...] = (
    lambda _date: True,
    lambda date: date.weekday() == 0,
    lambda date: date.weekday() == 0 and date.isocalendar().week % 2 == 0,
    lambda date: date.day == 1,
    lambda date: date.day == 1 and date.month % 3 == 1,
    lambda date: date.day == 1 and date.month == 1,
    lambda date: date.day == 1 and date.month == 1 and date.year % 5 == 0,
)
ORDER = (Answer.UNEXPLAINED, Answer.CANNOT_ASSESS, Answer.SELF_EXPLAINED, Answer.EXPLAINED)  # rows of a lane
KEY = [(answer, text[0].upper() + text[1:]) for answer, text in ANSWER_WORDS.items()]


@dataclass(frozen=True)
class Work:
    """A stretch of work as a bar: microseconds since 1970 UTC; an end of None is still open."""

    label: str
    start: int
    end: int | None


@dataclass(frozen=True)
class Span:
    """The stretch of time drawn, in microseconds since 1970 UTC."""

    start: int
    end: int

    def x(self, at: int) -> float:
        """Where an instant stands, in millimetres from the left."""
        share = (min(max(at, self.start), self.end) - self.start) / (self.end - self.start)
        return LEFT + 3 + share * (WIDTH - LEFT - 6)


def timeline(lead: LeadInFull) -> Part:
    """The chart of a lead's contacts and its twin as a table; words where the pair has no contact on record."""
    if not lead.contacts:
        return Part(None, "No contact of this pair is on record, so there is no timeline to draw.")
    answers = list(Answer)
    rows = [(_kind(kind), *(str(count[answer]) for answer in answers)) for kind, count in tally(lead)]
    titles = {answer: text[0].upper() + text[1:] for answer, text in ANSWER_WORDS.items()}
    columns = ("Kind of contact", *(titles[answer] for answer in answers))
    return Part(_figure(lead), tally_words(lead), columns, tuple(rows))


def work_of(lead: LeadInFull) -> tuple[list[Work], bool]:
    """The stretches of work, and whether the scan gave them; else each lasts from its first contact to its last."""
    if lead.purposes:
        return [Work(_label(p.purpose, p.incident_id), p.from_at, p.ended_at) for p in lead.purposes], True
    stretches: dict[str, Work] = {}
    for contact in lead.contacts:
        if contact.purpose and contact.answer in (Answer.EXPLAINED, Answer.SELF_EXPLAINED):
            start = stretches[contact.purpose].start if contact.purpose in stretches else contact.at
            stretches[contact.purpose] = Work(_label(contact.purpose, None), start, contact.end_at)
    return list(stretches.values()), False


def _label(purpose: str, incident_id: str | None) -> str:
    words_of = purpose.replace("_", " ").capitalize()
    return f"{words_of}, {incident_id}" if incident_id else words_of


def _figure(lead: LeadInFull) -> Figure:
    work, given = work_of(lead)
    span = _span(lead)
    top = 5.0
    marks: list[Mark] = []
    if work:
        title = "Work on record" if given else "Work, first to last contact it explains"
        marks += [words(0, top, title, bold=True)]
        marks += _bars(work[:MOST_BARS], span, top + 5)
        top += 5 + BAR * min(len(work), MOST_BARS)
        if len(work) > MOST_BARS:
            marks.append(
                words(LEFT, top + 1, f"and {len(work) - MOST_BARS} more, in the table of work below", fill=GREY)
            )
            top += 4
        top += 3
    marks.append(words(0, top, "Contacts", bold=True))
    bottom = top + 3
    for kind, count in tally(lead):
        rows = [answer for answer in ORDER if count[answer]]
        marks += _lane(lead, kind, rows, span, bottom)
        bottom += ROW * len(rows) + 1
    marks = [*_axis(span, 8, bottom, lead.zone), *marks]
    marks += key_to_answers(0, bottom + 11, KEY, WIDTH)
    return Figure(WIDTH, bottom + 20, tuple(marks), _alt(lead, work), _caption(given, work))


def _span(lead: LeadInFull) -> Span:
    ends = [contact.end_at for contact in lead.contacts]
    start, end = lead.contacts[0].at, max(ends)
    margin = max((end - start) // 50, DAY)
    as_of = microseconds(lead.report.get("as_of"))
    last = end + margin if as_of is None else max(end, min(end + margin, as_of))
    return Span(start - margin, max(last, start + DAY))


def _bars(work: list[Work], span: Span, top: float) -> list[Mark]:
    marks: list[Mark] = []
    for number, stretch in enumerate(work):
        y = top + BAR * number
        start, end = span.x(stretch.start), span.x(span.end if stretch.end is None else stretch.end)
        marks.append(rectangle(start, y - 1.7, max(end - start, 0.8), 3.4, fill=PALE, stroke=INK, points=0.6))
        marks.append(_label_of(stretch.label, start, end, y))
        if stretch.end is None:
            marks += [line((end - 2.4, y - 1), (end - 1, y)), line((end - 2.4, y + 1), (end - 1, y))]
    return marks


def _label_of(label: str, start: float, end: float, y: float) -> Mark:
    """What a bar is, to its right; to its left where there is no room; else in the column of names."""
    width = text_width(label, 6.5) + 1.5
    if end + width <= WIDTH:
        return words(end + 1.5, y, label, size=6.5)
    if start - width >= LEFT:
        return words(start - 1.5, y, label, size=6.5, anchor="right")
    return words(0, y, shortened(label, LEFT - 1, 6.5), size=6.5)


def _lane(lead: LeadInFull, kind: str, rows: list[Answer], span: Span, top: float) -> list[Mark]:
    marks: list[Mark] = [line((0, top), (WIDTH, top), points=0.3, colour=GREY)]
    contacts = [contact for contact in lead.contacts if contact.kind == kind]
    marks.append(words(0, top + ROW * len(rows) / 2 + 0.5, f"{_kind(kind)} ({len(contacts):,})"))
    for number, answer in enumerate(rows):
        y = top + ROW * (number + 0.5) + 0.5
        for place, count in _binned([c for c in contacts if c.answer == answer], span).items():
            marks += answer_mark(answer, place, y, count)
    return marks


def _binned(contacts: list[Contact], span: Span) -> Counter[float]:
    """Contacts by the middle of the stretch of the axis in which they fall, so that symbols never overlap."""
    return Counter(LEFT + BIN * (int((span.x(contact.at) - LEFT) // BIN) + 0.5) for contact in contacts)


def _axis(span: Span, top: float, bottom: float, zone: str) -> list[Mark]:
    marks = [line((LEFT, bottom), (WIDTH, bottom), points=0.8)]
    for at, label in _ticks(span, zone):
        x = span.x(at)
        marks.append(line((x, top), (x, bottom + 1.5), points=0.3, colour=GREY, dashed=True))
        if x + text_width(label, 6.5) / 2 <= WIDTH:
            marks.append(words(x, bottom + 4, label, size=6.5, anchor="middle"))
    return marks


def _ticks(span: Span, zone: str) -> list[tuple[int, str]]:
    """Midnights to name on the axis: every day, Monday, month or year, whichever is the nearest that has room."""
    first, last = moment(span.start, zone).date(), moment(span.end, zone).date()
    days = [first + dt.timedelta(days=n) for n in range(1, (last - first).days + 1)]
    for named in STEPS:
        ticks = [(_midnight(date, zone), day_of(date)) for date in days if named(date)]
        if len(ticks) * LABEL <= WIDTH - LEFT:
            return ticks
    return []


def _midnight(date: dt.date, zone: str) -> int:
    at = dt.datetime(date.year, date.month, date.day, tzinfo=ZoneInfo(zone))
    return round(at.timestamp()) * 1_000_000


def _kind(kind: str) -> str:
    name = kind_words(kind, 2)
    return name[0].upper() + name[1:]


def _alt(lead: LeadInFull, work: list[Work]) -> str:
    first, last = day(lead.contacts[0].at, lead.zone), day(lead.contacts[-1].at, lead.zone)
    told = [
        f"{_kind(kind).lower()}: {sum(count.values())}, of which {count[Answer.UNEXPLAINED]} nothing explains"
        for kind, count in tally(lead)
    ]
    bars = f" Above them {len(work)} stretches of work." if work else " No stretch of work is on record."
    return (
        f"Chart of contacts by kind from {first} to {last}. {'; '.join(told)}.{bars} The table below holds the counts."
    )


def _caption(given: bool, work: list[Work]) -> str:
    told = "Contacts by kind over time. A number in a symbol says how many contacts it stands for."
    if work and not given:
        return f"{told} The bars are drawn from the contacts, since the scan did not give the work itself."
    return told if work else f"{told} No work with this person is on record."
