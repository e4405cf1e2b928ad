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
BIN = (WIDTH - LEFT) / 25  # millimetres in which contacts of one kind and one answer are drawn as one symbol
BAR, ROW = 5.0, 5.6
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
    """One kind of work and its stretches: microseconds since 1970 UTC; an end of None is still open."""

    label: str
    stretches: tuple[tuple[int, int | None], ...]


@dataclass(frozen=True)
class Span:
    """The stretch of time drawn, in microseconds since 1970 UTC."""

    start: int
    end: int

    def x(self, at: int) -> float:
        """Where an instant stands, in millimetres from the left."""
        share = (min(max(at, self.start), self.end) - self.start) / (self.end - self.start)
        return LEFT + 3 + share * (WIDTH - LEFT - 6)

    def holds(self, began: int, ended: int | None) -> bool:
        """Whether any of a stretch of work lies in it; an end of None is still open."""
        return began < self.end and (ended is None or ended > self.start)


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
    """The work by kind, and whether the scan gave it; else each kind lasts from its first contact to its last."""
    kinds: dict[str, list[tuple[int, int | None]]] = {}
    for purpose in lead.purposes:
        kinds.setdefault(purpose.purpose, []).append((purpose.from_at, purpose.ended_at))
    if not kinds:
        for contact in lead.contacts:
            if contact.purpose and contact.answer in (Answer.EXPLAINED, Answer.SELF_EXPLAINED):
                start = kinds.get(contact.purpose, [(contact.at, None)])[0][0]
                kinds[contact.purpose] = [(start, contact.end_at)]
    return [Work(kind.replace("_", " ").capitalize(), tuple(told)) for kind, told in kinds.items()], bool(lead.purposes)


def _figure(lead: LeadInFull) -> Figure:
    work, given = work_of(lead)
    span = span_of(lead)
    marks, top = _work_rows(work, span, given=given)
    marks.append(words(0, top, "Contacts", bold=True))
    bottom = top + 3
    for kind, count in tally(lead):
        rows = [answer for answer in ORDER if count[answer]]
        marks += _lane(lead, kind, rows, span, bottom)
        bottom += ROW * len(rows) + 1
    key = key_to_answers(0, bottom + 11, KEY, WIDTH)
    # The lines of the axis come first, so that they lie beneath all that stands on them.
    return Figure(
        WIDTH, bottom + 20, (*_axis(span, 8, bottom, lead.zone), *marks, *key), _alt(lead, work), _caption(work, given)
    )


def _work_rows(work: list[Work], span: Span, *, given: bool) -> tuple[list[Mark], float]:
    """The rows of work, one for each kind, and where what follows them begins."""
    if not work:
        return [], 5.0
    title = words(0, 5.0, "Work on record" if given else "Work, first to last contact it explains", bold=True)
    return [title, *_bars(work, span, 10.0)], 13.0 + BAR * len(work)


def span_of(lead: LeadInFull) -> Span:
    """The stretch of time that the timeline of a lead with contacts draws."""
    ends = [contact.end_at for contact in lead.contacts]
    start, end = lead.contacts[0].at, max(ends)
    margin = max((end - start) // 50, DAY)
    as_of = microseconds(lead.report.get("as_of"))
    last = end + margin if as_of is None else max(end, min(end + margin, as_of))
    return Span(start - margin, max(last, start + DAY))


def _bars(work: list[Work], span: Span, top: float) -> list[Mark]:
    marks: list[Mark] = []
    for number, kind in enumerate(work):
        y = top + BAR * number
        marks.append(words(0, y, shortened(kind.label, LEFT - 1, 7)))
        for began, ended in kind.stretches:
            if span.holds(began, ended):
                marks += _bar(span.x(began), span.x(span.end if ended is None else ended), y, still_open=ended is None)
    return marks


def _bar(start: float, end: float, y: float, *, still_open: bool) -> list[Mark]:
    bar = rectangle(start, y - 1.7, max(end - start, 0.8), 3.4, fill=PALE, stroke=INK, points=0.6)
    arrow = [line((end - 2.4, y - 1), (end - 1, y)), line((end - 2.4, y + 1), (end - 1, y))]
    return [bar, *(arrow if still_open else [])]


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
    bars = f" Above them {len(work)} kinds of work." if work else " No stretch of work is on record."
    span = f"Chart of contacts by kind from {first} to {last}. {'; '.join(told)}.{bars}"
    return f"{span} The table below holds the counts; what is drawn is listed after it, line by line."


def _caption(work: list[Work], given: bool) -> str:
    told = "Contacts by kind over time. A number in a symbol says how many contacts it stands for."
    if work and not given:
        return f"{told} The bars are drawn from the contacts, since the scan did not give the work itself."
    return told if work else f"{told} No work with this person is on record."
