"""Plants told records among the ordinary ones of a force, with ordinary members of staff in the parts that are told."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from upstander.records.catalogue import all_feeds
from upstander.records.columns import Kind
from upstander.trials.force import Tables

MICROSECONDS_A_DAY = 86_400_000_000
APART = 12_000  # micro-degrees, more than a kilometre: homes of one story are not near one another
WORK_BY_DAY = ("accesses", "custody_contacts", "deployments", "device_holders", "public_calls", "shifts")
LEADS = "supervisor of "  # followed by a name of the cast: whoever leads the one who plays that part
Place = tuple[float, float]  # degrees north, degrees east


@dataclass(frozen=True)
class Story:
    """Records that are to be planted: feeds in the store's types, and who plays whom.

    `cast`: names that the records use for staff, and the role of the member of staff who is to stand in for each.
    `days`: the days (since 1970) on which the records are all there is of that person; other days stay as they are.
    """

    name: str
    tables: Tables
    cast: Mapping[str, str]
    days: Mapping[str, frozenset[int]]


@dataclass(frozen=True)
class Planted:
    """A force with stories in it. `ids`: for each story the id by which each of its names is on record."""

    tables: Tables
    ids: Mapping[str, Mapping[str, str]]


def plant(force: Tables, stories: Iterable[Story]) -> Planted:
    """Adds the records of every story; each part is played by somebody else, employed all the time."""
    tables, ids, taken = dict(force), {}, set[str]()
    for story in stories:
        parts = _stand_ins(force, story.cast, taken)
        for name, staff_id in parts.items():
            tables = without_days(tables, staff_id, story.days.get(name, frozenset()))
        named = {feed: _with_ids(feed, table, story.name, parts) for feed, table in story.tables.items()}
        tables = with_records(tables, named)
        ids[story.name] = _Names(story.name, parts)
    return Planted(tables, ids)


class _Names(dict[str, str]):
    """The id of each name of a story: of the stand-in, or a new one of the story's own."""

    def __init__(self, story: str, parts: Mapping[str, str]) -> None:
        super().__init__(parts)
        self._story = story

    def __missing__(self, name: str) -> str:
        return f"{self._story}: {name}"


def with_records(force: Tables, more: Tables) -> dict[str, pa.Table]:
    """The records of a force with more of them; a feed that was missing is there afterwards."""
    joined = dict(force)
    for name, table in more.items():
        joined[name] = pa.concat_tables([joined[name], table]) if name in joined else table
    return joined


def without_days(force: Tables, staff_id: str, days: frozenset[int]) -> dict[str, pa.Table]:
    """Leaves out what a member of staff did on some days (since 1970), so that a story may tell all of them."""
    left = dict(force)
    for name in WORK_BY_DAY:
        if days and name in left:
            left[name] = left[name].filter(pc.invert(_on_days(name, left[name], staff_id, days)))
    return left


def _on_days(feed: str, table: pa.Table, staff_id: str, days: frozenset[int]) -> pa.ChunkedArray:
    time = table[str(all_feeds()[feed].time)]
    theirs = pc.equal(table["staff_id"], staff_id)
    day = pc.divide(time, pa.scalar(MICROSECONDS_A_DAY, pa.int64()))
    then = pc.and_(theirs, pc.is_in(day, value_set=pa.array(sorted(days), pa.int64())))
    ends = pc.is_valid(table["to_at"]) if feed == "device_holders" else True  # a handset of their own is not handed in
    return pc.and_(then, ends)


def _stand_ins(force: Tables, cast: Mapping[str, str], taken: set[str]) -> dict[str, str]:
    parts: dict[str, str] = {}
    for name, role in cast.items():
        led = role.removeprefix(LEADS)
        parts[name] = _supervisor(force, parts[led]) if led != role else _stand_in(force, role, taken)
        taken.add(parts[name])
    return parts


def _supervisor(force: Tables, staff_id: str) -> str:
    theirs = force["staff"].filter(pc.equal(force["staff"]["staff_id"], staff_id))
    return str(theirs["supervisor_id"][0].as_py())


def _stand_in(force: Tables, role: str, taken: set[str]) -> str:
    """The first member of staff of a role, in the order of ids, who was there before the records began and stayed."""
    began = pc.min(force["incidents"]["reported_at"]).as_py() // MICROSECONDS_A_DAY
    staff = force["staff"].filter(pc.equal(force["staff"]["role"], role))
    staff = staff.filter(pc.and_(pc.less(staff["started_on"], began), pc.is_null(staff["left_on"])))
    for staff_id in sorted(staff["staff_id"].to_pylist()):
        if staff_id not in taken:
            return str(staff_id)
    raise ValueError(f"there are too few of role {role} for so many stories")


def _with_ids(feed: str, table: pa.Table, story: str, parts: Mapping[str, str]) -> pa.Table:
    names = _Names(story, parts)
    for column in all_feeds()[feed].columns:
        if column.kind is Kind.ID:
            values = [None if value is None else names[value] for value in table[column.name].to_pylist()]
            place = table.schema.get_field_index(column.name)
            table = table.set_column(place, table.schema.field(column.name), pa.array(values, pa.string()))
    return table


def homes(force: Tables, names: Iterable[str], seed: int) -> dict[str, Place]:
    """A place for each name: in streets where people of the force's own records live, more than a kilometre apart."""
    addresses = force["nominal_addresses"]
    lat, lon = addresses["lat"].to_numpy(), addresses["lon"].to_numpy()
    chosen: dict[str, Place] = {}
    rows = iter(np.random.default_rng(seed).permutation(len(lat)))
    for name in names:
        place = next((lat[r], lon[r]) for r in rows if _apart(lat[r], lon[r], chosen.values()))
        chosen[name] = place[0] / 1e6, place[1] / 1e6
    return chosen


def _apart(lat: int, lon: int, places: Iterable[Place]) -> bool:
    return all(max(abs(lat - p[0] * 1e6), abs(lon - p[1] * 1e6) * 0.6) > APART for p in places)


def days_of(dates: Iterable[dt.date]) -> frozenset[int]:
    """Dates as days since 1970."""
    return frozenset((date - dt.date(1970, 1, 1)).days for date in dates)
