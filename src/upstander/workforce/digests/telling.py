"""A day of one member of staff in lines: what happened and when. No line says that anything is wrong.

What a missing feed would have told is said to be what cannot be told, and never that there was nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import polars as pl

from upstander.contacts.clock import HOUR, MINUTE
from upstander.workforce.digests.hours import Duty, Stretch, clock, duty, joined, left_between
from upstander.workforce.digests.rows import TIMES, Rows
from upstander.workforce.digests.stopped import Stopped, holds, never_given_back, sent_positions, stopped

NEEDED_OF_STOPS = frozenset({"deployments", "positions", "places", "incidents"})  # each may be what explains one
BETWEEN = 30 * MINUTE  # with no deployment: shorter is the way from one to the next. Ours
OPEN = 10 * HOUR  # for which a deployment with no end on record is taken to last, to say who was there


class Lane(StrEnum):
    """What a line is about, in the order in which a day is drawn."""

    DUTY = "On duty"
    ALONE = "Alone in a vehicle"
    CREWED = "In a vehicle with others"
    DEPLOYED = "Deployed"
    BETWEEN = "No deployment"
    STOPPED = "Stopped, no task there"
    AFTER = "After a shift"


@dataclass(frozen=True)
class Line:
    """One line of a day. `end` is none where it is not on record, or where the line is of a moment: its words say."""

    lane: Lane
    start: int
    end: int | None
    when: str
    words: str


@dataclass(frozen=True)
class Day:
    """A day of one member of staff: lines, oldest first, and a sentence for each thing that cannot be told."""

    lines: tuple[Line, ...]
    untold: tuple[str, ...]
    off: bool = False  # no duty of theirs is on record, where the records hold shifts

    def of(self, lane: Lane) -> Sequence[Line]:
        """The lines of a lane."""
        return [line for line in self.lines if line.lane is lane]

    def minutes(self, lane: Lane) -> int:
        """How long the stretches of a lane last together."""
        return sum((line.end - line.start) // MINUTE for line in self.of(lane) if line.end is not None)


def day_of(staff_id: str, rows: Rows) -> Day:
    """The day of a member of staff."""
    theirs = _duty(staff_id, rows)
    sent = deployed(staff_id, rows, theirs)
    lines = [
        *_shifts(theirs, rows), *_crewed(staff_id, rows, theirs), *_sent(staff_id, rows, theirs, sent),
        *_between(staff_id, rows, theirs, sent), *_stopped(staff_id, rows, theirs), *_written(staff_id, rows, theirs),
    ]  # fmt: skip
    order = list(Lane)
    told = sorted(lines, key=lambda line: (line.start, order.index(line.lane), line.words))
    return Day(tuple(told), tuple(_untold(staff_id, rows, theirs, sent)), off=not theirs.spans())


def _duty(staff_id: str, rows: Rows) -> Duty:
    held = rows.shifts.filter(pl.col("staff_id") == staff_id).select("start_at", "end_at")
    return duty((Stretch(*one) for one in held.iter_rows()), rows.day, known="shifts" in rows.told)


def deployed(staff_id: str, rows: Rows, theirs: Duty) -> pl.DataFrame:
    """The deployments of somebody that belong to this day, oldest first."""
    sent = rows.deployments.filter(pl.col("staff_id") == staff_id).sort("assigned_at", "incident_id")
    return sent.filter([theirs.holds(at) for at in sent["assigned_at"]])


def _line(lane: Lane, start: int, end: int | None, rows: Rows, words: str) -> Line:
    until = "" if lane is Lane.AFTER else " until a time that is not on record"
    until = f" to {clock(end, rows.day)}" if end is not None else until
    return Line(lane, start, end, f"{clock(start, rows.day)}{until}", words)


def _shifts(theirs: Duty, rows: Rows) -> Iterator[Line]:
    for one in theirs.shifts:
        yield _line(Lane.DUTY, *one, rows, "A shift on record")


def _crewed(staff_id: str, rows: Rows, theirs: Duty) -> Iterator[Line]:
    """Vehicles that somebody held, in stretches alone and with others who were on duty meanwhile."""
    for held in holds(staff_id, rows, theirs.spans()):
        if held.kind == "vehicle":
            together = _others_aboard(held.device_id, staff_id, rows)
            known = Stretch(held.at.start, min(held.at.end, rows.reach["device_holders"]))
            for alone in left_between(known, together, 1):
                yield _line(Lane.ALONE, *alone, rows, f"{held.device_id}, booked to them alone")
            for shared in joined(cut for one in together if (cut := held.at.cut(one))):
                yield _line(Lane.CREWED, *shared, rows, f"{held.device_id}, booked to others too")


def _others_aboard(device_id: str, staff_id: str, rows: Rows) -> list[Stretch]:
    """When others held a vehicle on duty: a key that was not given back is no crew. Without shifts, all of it."""
    others = rows.holders.filter(pl.col("device_id") == device_id, pl.col("staff_id") != staff_id)
    found = []
    for other, start, end in others.select("staff_id", "from_at", "to_at").iter_rows():
        shifts = rows.shifts.filter(pl.col("staff_id") == other).select("start_at", "end_at").iter_rows()
        spans = [Stretch(*one) for one in shifts] if "shifts" in rows.told else [Stretch(start, end)]
        found += [both for span in spans if (both := span.cut(Stretch(start, end)))]
    return found


def _sent(staff_id: str, rows: Rows, theirs: Duty, sent: pl.DataFrame) -> Iterator[Line]:
    for one in sent.iter_rows(named=True):
        start, end = one["assigned_at"], one["cleared_at"]
        others = rows.deployments.filter(
            pl.col("incident_id") == one["incident_id"], pl.col("staff_id") != staff_id,
            pl.col("assigned_at") < (end if end is not None else start + OPEN),
            pl.col("cleared_at").fill_null(pl.col("assigned_at") + OPEN) > start,
        )  # fmt: skip
        who = "nobody else was sent meanwhile" if others.is_empty() else "others were sent too"
        words = f"{incident(one)}, tasked by {BY.get(one['tasked_by'], one['tasked_by'])}; {who}"
        yield _line(Lane.DEPLOYED, start, end, rows, words)
        shift = theirs.shift_of(start)
        if shift and end is not None and end > shift.end:
            late = (end - shift.end) // MINUTE
            yield _line(
                Lane.AFTER, shift.end, end, rows, f"{incident(one)}: cleared {late} minutes after the shift ended"
            )
        elif shift is None and theirs.known:
            yield _line(Lane.AFTER, start, end, rows, f"{incident(one)}: sent outside every shift on record")


BY = {"control": "control", "supervisor": "a supervisor", "self": "themself"}


def incident(one: Mapping[str, Any]) -> str:
    """An incident in words: its kind and its number."""
    return f"{str(one['kind'] or 'incident').replace('_', ' ').capitalize()} {one['incident_id']}"


def _between(staff_id: str, rows: Rows, theirs: Duty, sent: pl.DataFrame) -> Iterator[Line]:
    """Stretches of a shift between deployments, of those who are sent out: to work at a desk nobody is deployed."""
    if "deployments" not in rows.told or not _goes_out(staff_id, rows, theirs, sent):
        return
    known = Stretch(0, rows.reach["deployments"])
    for shift in (cut for one in theirs.shifts if (cut := one.cut(known))):
        for free in left_between(shift, _taken(staff_id, rows, shift), BETWEEN):
            yield _line(Lane.BETWEEN, *free, rows, "No deployment of theirs is on record")


def _taken(staff_id: str, rows: Rows, shift: Stretch) -> list[Stretch]:
    """Deployments of somebody in a shift, one begun before it too. With no end on record: its rest, or OPEN."""
    pairs = rows.deployments.filter(pl.col("staff_id") == staff_id).select("assigned_at", "cleared_at").iter_rows()
    found = []
    for start, end in pairs:
        rest = shift.end if shift.holds(start) else start + OPEN
        found.append(shift.cut(Stretch(start, rest if end is None else end)))
    return [one for one in found if one]


def _goes_out(staff_id: str, rows: Rows, theirs: Duty, sent: pl.DataFrame) -> bool:
    """Whether somebody was sent anywhere, was still where they had been sent before, or had a vehicle."""
    out = not sent.is_empty() or any(_taken(staff_id, rows, shift) for shift in theirs.shifts)
    return out or any(one.kind == "vehicle" for one in holds(staff_id, rows, theirs.spans()))


def _stopped(staff_id: str, rows: Rows, theirs: Duty) -> Iterator[Line]:
    if rows.told >= NEEDED_OF_STOPS:
        for one in stopped(staff_id, rows, theirs.spans()):
            yield _line(Lane.STOPPED, *one.at, rows, f"{one.device_id} stood at {_place(one)}")


def _place(stop: Stopped) -> str:
    """What a place is to somebody, as far as their earlier deployments tell it."""
    if stop.earlier:
        return f"the place of {incident(stop.earlier)}, to which they were sent earlier"
    if stop.unplaced:
        return "a place of which it cannot be told whether they had been sent there: not every deployment has one"
    return "a place to which no deployment of theirs leads in the 28 days before"


def _written(staff_id: str, rows: Rows, theirs: Duty) -> Iterator[Line]:
    """What somebody wrote in logs once their shift had ended: that they did, and never what."""
    for incident_id, at in (
        rows.entries.filter(pl.col("staff_id") == staff_id).select("incident_id", "at").unique().iter_rows()
    ):
        shift = theirs.shift_before(at)
        if shift and theirs.holds(at) and theirs.shift_of(at) is None:
            yield _line(Lane.AFTER, at, None, rows, f"Wrote in the log of {incident_id}")


def untold_of_all(rows: Rows, day: Stretch) -> Iterator[str]:
    """What cannot be told of anybody: a feed that holds nothing of this day, and what came after its newest record."""
    for name, what in ASKS.items():
        if name not in rows.told:
            of_day = " for this day" if name in TIMES else ""
            yield f"{what} cannot be told: the records hold no {FEEDS[name]}{of_day}."
    last = max([day.end, *rows.shifts.filter(pl.col("start_at").is_between(*day))["end_at"].to_list()])
    for name, what in AFTER_REACH.items():
        if name in rows.told and rows.reach[name] < last:
            at = clock(rows.reach[name], rows.day)
            yield f"{what} after {at} cannot be told: the records hold no newer {FEEDS[name]}."


def _untold(staff_id: str, rows: Rows, theirs: Duty, sent: pl.DataFrame) -> Iterator[str]:
    """What cannot be told of one person though the records hold each feed that it needs."""
    held = holds(staff_id, rows, theirs.spans())
    if theirs.shifts and "deployments" in rows.told and not _goes_out(staff_id, rows, theirs, sent):
        yield "What they did on duty cannot be told: no deployment of theirs is on record, and no vehicle."
    kept = never_given_back(staff_id, rows, theirs.spans())
    for device_id, began in kept:
        yield (
            f"Whether they went out in {device_id} cannot be told: it was booked to them at {clock(began, rows.day)}, "
            "and no record says that it was given back."
        )
    vehicles = kept or any(one.kind == "vehicle" for one in held)
    if theirs.spans() and "device_holders" in rows.told and not vehicles:
        yield "Whether they went out alone cannot be told: no vehicle is booked to them."
    known = {"device_holders", "positions"} <= rows.told
    if theirs.spans() and known and not any(sent_positions(one, rows) for one in held):
        yield "Where they stopped cannot be told: no device of theirs sent positions."


FEEDS = {
    "shifts": "shifts", "deployments": "deployments", "device_holders": "bookings of vehicles",
    "positions": "positions of devices", "log_entries": "entries in logs",
    "places": "police premises", "incidents": "incidents, and so no place of a deployment",
}  # fmt: skip
ASKS = {
    "shifts": "When people were on duty, and what was done after a shift,",
    "deployments": "Where people were sent, when they were not, and whether they stopped with no task there",
    "device_holders": "Whether people went out alone, and where they stopped,",
    "positions": "Where people stopped",
    "log_entries": "What people wrote in logs after a shift",
    "places": "Whether people stopped away from police premises",
    "incidents": "Whether people stopped with no task there",
}
AFTER_REACH = {
    "deployments": "Where people were sent, and whether they stopped with no task there,",
    "device_holders": "Whether people went out alone",
    "positions": "Where people stopped",
    "log_entries": "What people wrote in logs",
}
