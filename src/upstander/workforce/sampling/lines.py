"""Lines on which the public rings, and which of them nobody records: as the records tell it, and as people wrote down.

S001, case study 1: "Calls to this line are not recorded".
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ibis import _

from upstander.engines import Engine
from upstander.records.as_known import Records
from upstander.workforce.digests.hours import midnights
from upstander.workforce.models import LineStanding

DAYS = 90  # of calls that are counted. Ours
TITLES = {"999": "999", "101": "101", "direct": "Direct lines", "enquiry_desk": "Enquiry desk"}


@dataclass(frozen=True)
class Line:
    """A line of the feed of calls: how many calls it had, and how many of them were recorded."""

    title: str
    calls: int
    recorded: int


def lines(records: Records, engine: Engine, day: dt.date) -> Sequence[Line]:
    """The lines of the feed in the days up to a day, those with the most calls that nobody recorded first."""
    start, end = midnights(day - dt.timedelta(days=DAYS - 1)).start, midnights(day).end
    inside = records.public_calls.filter(_.start_at >= start, _.start_at < end)
    counted = inside.group_by("line").aggregate(calls=_.count(), recorded=_.recorded.cast("int64").sum())
    told = [Line(TITLES.get(name, name), calls, recorded) for name, calls, recorded in engine.rows(counted).iter_rows()]
    return sorted(told, key=lambda one: (one.recorded - one.calls, one.title))


def standing(rows: Sequence[LineStanding]) -> Sequence[LineStanding]:
    """What was last written of each line, by its name; `rows` are the oldest first."""
    found = {row.name.casefold(): row for row in rows}
    return sorted(found.values(), key=lambda row: row.name.casefold())


def unexplained(told: Sequence[Line], rows: Sequence[LineStanding]) -> Sequence[Line]:
    """Lines of which the records hold calls that nobody recorded, and of which nothing is written down."""
    known = {row.name.casefold() for row in rows}
    return [one for one in told if one.recorded < one.calls and one.title.casefold() not in known]
