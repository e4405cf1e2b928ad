"""Where somebody's vehicle or handset stood while none of their tasks was there, and whether it was a place they knew.

It names no address and nobody who lives there: what a place is to them is told by their own deployments alone.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from upstander.contacts.clock import MINUTE
from upstander.contacts.stop_reasons import AFTER_TASK, BEFORE_TASK, LONGEST_OPEN_TASK, PREMISES_METRES, TASK_METRES
from upstander.workforce.digests.hours import Stretch
from upstander.workforce.digests.rows import TRACKED, Rows

LEAST = 10 * MINUTE  # a stop that is told: shorter ones are shops, lights and a look at a map. Ours
KNOWN_METRES = 150  # of an earlier deployment's place: the house and not the street
METRES_A_DEGREE = 6_371_008.8 * math.pi / 180


@dataclass(frozen=True)
class Stopped:
    """A stop while on duty. `earlier`: the deployment of theirs, before this one, to whose place it was; or none."""

    at: Stretch
    device_id: str
    earlier: Mapping[str, Any] | None


def stopped(staff_id: str, rows: Rows, spans: Sequence[Stretch]) -> Iterator[Stopped]:
    """The stops of somebody in some stretches with no task of theirs there and no police premises, oldest first."""
    tasks = rows.deployments.filter(pl.col("staff_id") == staff_id).to_dicts()
    for device_id, at, lat, lon in _stood(staff_id, rows, spans):
        if not (_at_premises(lat, lon, rows) or any(_explains(one, at, lat, lon) for one in tasks)):
            yield Stopped(at, device_id, _known(tasks, at, lat, lon))


def _stood(staff_id: str, rows: Rows, spans: Sequence[Stretch]) -> list[tuple[str, Stretch, int, int]]:
    """Stops of the devices of the first kind that somebody held and that sent positions, cut to when they held it."""
    held = rows.holders.filter(pl.col("staff_id") == staff_id, pl.col("device_id").is_in(list(rows.pinged)))
    kinds = [kind for kind in TRACKED if kind in set(held["kind"])]
    first = held.filter(pl.col("kind") == kinds[0]) if kinds else held
    found = set()
    for one in first.join(rows.stops, on="device_id").iter_rows(named=True):
        both = Stretch(one["from_at"], one["to_at"]).cut(Stretch(one["start_at"], one["end_at"]))
        cuts = [cut for span in spans if both and (cut := span.cut(both))]
        found |= {(one["device_id"], cut, one["lat"], one["lon"]) for cut in cuts if cut.end - cut.start >= LEAST}
    return sorted(found, key=lambda stop: (stop[1], stop[0]))


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
