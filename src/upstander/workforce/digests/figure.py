"""A day of one member of staff as a picture: a row for each kind of line, over the hours of the day."""

from collections.abc import Iterator

from upstander.contacts.clock import HOUR
from upstander.leads.telling.figure import GREY, INK, PALE, WHITE, Figure, Mark, line, rectangle, words
from upstander.workforce.digests.hours import Stretch, clock, midnights
from upstander.workforce.digests.rows import AFTER, Rows
from upstander.workforce.digests.telling import Day, Lane

WIDTH, LEFT, ROW, TOP = 174.0, 42.0, 6.0, 2.0  # millimetres
FILLS = {Lane.ALONE: INK, Lane.AFTER: INK, Lane.DUTY: WHITE, Lane.BETWEEN: WHITE}
MOST_TICKS = 10


def figure(name: str, day: Day, rows: Rows) -> Figure | None:
    """The picture of a day; none where there is nothing to draw."""
    if not day.lines:
        return None
    span = _span(day, rows)
    lanes = [lane for lane in Lane if day.of(lane)]
    bottom = TOP + ROW * len(lanes)
    marks = [mark for number, lane in enumerate(lanes) for mark in _row(day, lane, TOP + ROW * number, span)]
    told = "; ".join(f"{lane.value.lower()}: {len(day.of(lane))}" for lane in lanes)
    alt = f"The day of {name} over its hours. {told}. The table below says the same, line by line."
    return Figure(WIDTH, bottom + 7, (*_axis(span, bottom, rows), *marks), alt, f"The day of {name} over its hours")


def _span(day: Day, rows: Rows) -> Stretch:
    """From the full hour before what is first told to the full hour after what is last, as far as anything was read.

    What was cleared weeks later is drawn open.
    """
    first, midnight = midnights(rows.day)
    start = min(one.start for one in day.lines)
    end = min(max(one.end if one.end is not None else one.start for one in day.lines), midnight + AFTER)
    began, ended = (start - first) // HOUR, -((first - end) // HOUR)
    return Stretch(first + began * HOUR, first + max(ended, began + 1) * HOUR)


def _x(at: int, span: Stretch) -> float:
    share = (min(max(at, span.start), span.end) - span.start) / (span.end - span.start)
    return LEFT + share * (WIDTH - LEFT - 4)


def _row(day: Day, lane: Lane, top: float, span: Stretch) -> Iterator[Mark]:
    yield words(0, top + ROW / 2, lane.value)
    for one in day.of(lane):
        ends_later = one.end is not None and one.end > span.end
        start, open_end = _x(one.start, span), ends_later or (lane is Lane.DEPLOYED and one.end is None)
        end = _x(span.end if open_end else one.end or one.start, span)
        wide = max(end - start, 0.8)
        dashed = open_end or lane is Lane.BETWEEN
        yield rectangle(start, top + 1, wide, ROW - 2, fill=FILLS.get(lane, PALE), dashed=dashed, points=0.6)


def _axis(span: Stretch, bottom: float, rows: Rows) -> Iterator[Mark]:
    hours = (span.end - span.start) // HOUR
    step = next(one for one in (1, 2, 3, 4, 6, 12, 24) if hours / one <= MOST_TICKS)
    yield line((LEFT, bottom), (WIDTH - 4, bottom))
    for number in range(0, hours + 1, step):
        at = span.start + number * HOUR
        yield line((_x(at, span), TOP), (_x(at, span), bottom + 1.2), points=0.3, colour=GREY, dashed=True)
        yield words(_x(at, span), bottom + 4, clock(at, rows.day).partition(" on ")[0], size=6.5, anchor="middle")
