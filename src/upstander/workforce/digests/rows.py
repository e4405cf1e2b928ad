"""What the store holds of some people around a day: rows of routine feeds, and which of these feeds tell of the day.

Routine feeds alone: shifts, vehicles, deployments, positions, logs. No look-ups in systems, no telephone, no message,
no complaint, no intelligence, no instruction is read, so that nothing here can show that somebody is looked into.
"""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
import polars as pl
from ibis import _

from upstander.contacts.clock import DAY, HOUR
from upstander.contacts.stops import find_stops
from upstander.engines import Engine
from upstander.records.as_known import Records
from upstander.workforce.digests.hours import Stretch, midnights

ON_DUTY = ("duty", "overtime")
TRACKED = ("vehicle", "mdt", "radio")  # the kinds of device by whose positions somebody's stops are told, first first
PREMISES = ("police_station", "custody_suite")
EARLIER = 28 * DAY  # in which a place is known as that of an earlier deployment of theirs
GIVEN_BACK = DAY  # from the booking of a vehicle with no end: later it is a key that was never handed in. Ours
AFTER = 30 * HOUR  # past midnight: the longest shift that begins late, and its tail
TIMES = {
    "shifts": ("start_at", "end_at"), "device_holders": ("from_at", "to_at"), "deployments": ("assigned_at", None),
    "positions": ("at", None), "log_entries": ("at", None),
}  # fmt: skip

TRACES = ("deployments", "positions", "log_entries")  # what is written as it happens, and not before
REACHES = {
    "deployments": ("assigned_at",),
    "positions": ("at",),
    "log_entries": ("at",),
    "device_holders": ("from_at", "to_at"),
}


@dataclass(frozen=True)
class Rows:
    """Rows around a day, in memory. `told`: the feeds that hold anything of this day, of anybody in the force.

    Of places it is any police premises, and of incidents any at all.

    `reach`: by feed of REACHES, its newest record of anybody in what was read. After it nothing that is lacking in this
    feed is telling, however far the others reach: each is delivered by itself.
    """

    day: dt.date
    told: frozenset[str]
    reach: Mapping[str, int]
    shifts: pl.DataFrame
    holders: pl.DataFrame
    deployments: pl.DataFrame
    stops: pl.DataFrame
    positions: pl.DataFrame
    entries: pl.DataFrame
    premises: pl.DataFrame


def rows(records: Records, engine: Engine, people: Collection[str], day: dt.date) -> Rows:
    """The rows of these people around a day; of others, who was sent to the same incidents or held their vehicles."""
    today, theirs = midnights(day), list(people)
    premises = engine.rows(records.places.filter(_.kind.isin(PREMISES), _.lat.notnull()).select("lat", "lon"))
    around = Stretch(today.start - DAY, today.end + AFTER)
    holders = _holders(records, engine, theirs, around)
    devices = holders.filter(pl.col("staff_id").is_in(theirs))["device_id"].unique().to_list()
    positions = _positions(records, engine, devices, around)
    held_by = [*theirs, *holders["staff_id"].unique().to_list()]
    return Rows(
        day,
        frozenset(name for name in TIMES if _tells(records, engine, name, today))
        | {name for name, held in (("places", premises.height), ("incidents", records.has("incidents"))) if held},
        shifts=_shifts(records, engine, held_by, around),
        holders=holders,
        deployments=_deployments(records, engine, theirs, Stretch(today.start - EARLIER, around.end)),
        stops=_stops(positions), positions=positions.select("device_id", "at"),
        reach={name: _reach(records, engine, name, around) for name in REACHES},
        entries=engine.rows(
            records.log_entries.filter(_.staff_id.isin(theirs), _.at.between(*around))
            .select("staff_id", "incident_id", "at").distinct()
        ),
        premises=premises,
    )  # fmt: skip


def _tells(records: Records, engine: Engine, name: str, today: Stretch) -> bool:
    """Whether a feed holds anything of a day at all: of a day it does not reach, nothing it lacks is telling."""
    start, end = TIMES[name]
    if not records.has(name):
        return False
    table = records.tables[name]
    last = table[end].fill_null(_while_open(table, name, today)) if end else table[start]
    return bool(engine.rows(table.filter(table[start] < today.end, last >= today.start).limit(1)).height)


def _while_open(table: ir.Table, name: str, today: Stretch) -> ir.Value:
    """Until when what has no end tells: a vehicle that was not given back, for a day; a radio stays somebody's own."""
    if name != "device_holders":
        return ibis.literal(today.end)
    return ibis.ifelse(table.kind == "vehicle", table.from_at + GIVEN_BACK, today.end)


def _reach(records: Records, engine: Engine, name: str, around: Stretch) -> int:
    """The newest record of anybody that a feed holds in a stretch; its beginning where there is none."""
    newest = [around.start]
    for at in REACHES[name]:
        table = records.tables[name].filter(_[at].between(*around))
        newest += engine.rows(table.agg(at=table[at].max()))["at"].drop_nulls().to_list()
    return max(newest)


def _shifts(records: Records, engine: Engine, people: list[str], around: Stretch) -> pl.DataFrame:
    inside = records.shifts.filter(_.staff_id.isin(people), _.kind.isin(ON_DUTY), _.start_at.between(*around))
    return engine.rows(inside.select("staff_id", "start_at", "end_at").distinct())


def _holders(records: Records, engine: Engine, people: list[str], around: Stretch) -> pl.DataFrame:
    """Who held the devices that these people held, with the ends of what is still held at the end of what is read."""
    held = records.device_holders
    held = held.filter(held.kind.isin(TRACKED), held.from_at < around.end)
    held = held.mutate(still_held=held.to_at.isnull(), to_at=held.to_at.fill_null(around.end))
    held = held.filter(_.to_at > around.start)
    theirs = held.filter(held.staff_id.isin(people)).select("device_id").distinct()
    columns = ("device_id", "kind", "staff_id", "from_at", "to_at", "still_held")
    return engine.rows(held.semi_join(theirs, "device_id").select(*columns))


def _deployments(records: Records, engine: Engine, people: list[str], inside: Stretch) -> pl.DataFrame:
    """Every deployment to the incidents that these people were sent to, with the kind and place of each incident."""
    sent = records.deployments.filter(_.assigned_at.between(*inside))
    theirs = sent.filter(sent.staff_id.isin(people)).select("incident_id").distinct()
    of_them = sent.semi_join(theirs, "incident_id")
    known: ir.Table = records.incidents.select("incident_id", "kind", "lat", "lon")
    joined = of_them.left_join(known, "incident_id")
    return engine.rows(
        joined.select("incident_id", "staff_id", "tasked_by", "assigned_at", "cleared_at", "kind", "lat", "lon")
    )


def _positions(records: Records, engine: Engine, devices: list[str], around: Stretch) -> pl.DataFrame:
    inside = records.positions.filter(_.device_id.isin(devices), _.at.between(*around))
    return engine.rows(inside.select("device_id", "at", "lat", "lon")).sort("device_id", "at")


def _stops(positions: pl.DataFrame) -> pl.DataFrame:
    """Where the devices stood, by the one rule of the program (contacts.stops)."""
    found = find_stops(positions.to_arrow().to_batches())
    return pl.DataFrame(pl.from_arrow(found)).select("device_id", "start_at", "end_at", "lat", "lon")
