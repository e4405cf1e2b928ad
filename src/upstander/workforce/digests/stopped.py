"""Where somebody's vehicle or handset stood while none of their tasks was there, and whether it was a place they knew.

It names no address and nobody who lives there: what a place is to them is told by their own deployments alone.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import polars as pl

from upstander.contacts.clock import MINUTE
from upstander.contacts.stop_reasons import AFTER_TASK, BEFORE_TASK, LONGEST_OPEN_TASK, PREMISES_METRES, TASK_METRES
from upstander.workforce.digests.hours import Stretch
from upstander.workforce.digests.rows import GIVEN_BACK, TRACKED, Rows

LEAST = 10 * MINUTE  # a stop that is told: shorter ones are shops, lights and a look at a map. Ours
KNOWN_METRES = 150  # of an earlier deployment's place: the house and not the street
METRES_A_DEGREE = 6_371_008.8 * math.pi / 180


@dataclass(frozen=True)
class Stopped:
    """A stop while on duty. `earlier`: the deployment of theirs, before this one, to whose place it was; or none.

    `unplaced`: whether a deployment of theirs before this one has no place on record, so that it may have been this.
    """

    at: Stretch
    device_id: str
    earlier: Mapping[str, Any] | None
    unplaced: bool


def stopped(staff_id: str, rows: Rows, spans: Sequence[Stretch]) -> Iterator[Stopped]:
    """The stops of somebody in some stretches with no task of theirs there and no police premises, oldest first."""
    tasks = rows.deployments.filter(pl.col("staff_id") == staff_id).to_dicts()
    for device_id, at, lat, lon in _stood(staff_id, rows, spans):
        if at.end <= _settled(rows) and not (
            _at_premises(lat, lon, rows) or any(_explains(one, at, lat, lon) for one in tasks)
        ):
            unplaced = any(one["lat"] is None for one in tasks if one["assigned_at"] < at.start)
            yield Stopped(at, device_id, _known(tasks, at, lat, lon), unplaced)


def _settled(rows: Rows) -> int:
    """Until when it is known what stops were for: a task that explains one may be written down after it."""
    return min(rows.reach["deployments"] - BEFORE_TASK, rows.reach["positions"])


def _stood(staff_id: str, rows: Rows, spans: Sequence[Stretch]) -> list[tuple[str, Stretch, int, int]]:
    """Stops of the devices of the first kind that somebody held and that sent positions, cut to when they held it."""
    held = [one for one in holds(staff_id, rows, spans) if sent_positions(one, rows)]
    first = min((TRACKED.index(one.kind) for one in held), default=0)
    found = set()
    for one in (one for one in held if TRACKED.index(one.kind) == first):
        stops = rows.stops.filter(pl.col("device_id") == one.device_id).select("start_at", "end_at", "lat", "lon")
        for start, end, lat, lon in stops.iter_rows():
            cut = one.at.cut(Stretch(start, end))
            if cut and cut.end - cut.start >= LEAST:
                found.add((one.device_id, cut, lat, lon))
    return sorted(found, key=lambda stop: (stop[1], stop[0]))


class Hold(NamedTuple):
    """A device that somebody held, and when."""

    device_id: str
    kind: str
    at: Stretch


def holds(staff_id: str, rows: Rows, spans: Sequence[Stretch]) -> list[Hold]:
    """The devices that somebody held, cut to some stretches; a vehicle that was never given back is none."""
    return [one.hold for one in _held(staff_id, rows, spans) if not one.kept]


def never_given_back(staff_id: str, rows: Rows, spans: Sequence[Stretch]) -> list[tuple[str, int]]:
    """Vehicles whose booking was still open long after it began, and when it began."""
    return sorted({(one.hold.device_id, one.began) for one in _held(staff_id, rows, spans) if one.kept})


class _Held(NamedTuple):
    hold: Hold
    began: int
    kept: bool


def _held(staff_id: str, rows: Rows, spans: Sequence[Stretch]) -> Iterator[_Held]:
    held = rows.holders.filter(pl.col("staff_id") == staff_id)
    for device_id, kind, start, end, still in (
        held.select("device_id", "kind", "from_at", "to_at", "still_held").unique().iter_rows()
    ):
        for span in spans:
            if cut := span.cut(Stretch(start, end)):
                kept = kind == "vehicle" and still and span.start - start > GIVEN_BACK
                yield _Held(Hold(device_id, kind, cut), start, kept)


def sent_positions(hold: Hold, rows: Rows) -> bool:
    """Whether a device sent any position while somebody held it."""
    at = rows.positions.filter(pl.col("device_id") == hold.device_id)["at"]
    return bool(at.is_between(*hold.at).any())


def _explains(task: Mapping[str, Any], at: Stretch, lat: int, lon: int) -> bool:
    """Whether a task was there meanwhile. One with no place on record may have been."""
    given = task["assigned_at"]
    until = task["cleared_at"] if task["cleared_at"] is not None else given + LONGEST_OPEN_TASK
    if not at.cut(Stretch(given - BEFORE_TASK, max(until, given) + AFTER_TASK)):
        return False
    return task["lat"] is None or metres(lat, lon, task["lat"], task["lon"]) <= TASK_METRES


def _known(tasks: Sequence[Mapping[str, Any]], at: Stretch, lat: int, lon: int) -> Mapping[str, Any] | None:
    """The last deployment before a stop to whose place it was."""
    earlier = [
        one
        for one in tasks
        if one["assigned_at"] < at.start
        and one["lat"] is not None
        and metres(lat, lon, one["lat"], one["lon"]) <= KNOWN_METRES
    ]
    return max(earlier, default=None, key=lambda one: one["assigned_at"])


def _at_premises(lat: int, lon: int, rows: Rows) -> bool:
    return any(metres(lat, lon, *place) <= PREMISES_METRES for place in rows.premises.iter_rows())


def metres(lat: int, lon: int, other_lat: int, other_lon: int) -> float:
    """How far two places of the store (micro-degrees) are from each other, on a plane: for streets alone."""
    north = (other_lat - lat) / 1e6
    east = (other_lon - lon) / 1e6 * math.cos(math.radians(lat / 1e6))
    return math.hypot(north, east) * METRES_A_DEGREE
