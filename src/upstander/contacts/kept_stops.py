"""Stops that the last scan of a store found, used again: only the time that new positions touch is walked anew.

What is kept stands in STORE/derived/stops.parquet, with what it was made from in the same file: docs/decisions/0009.
"""

import hashlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq

from upstander.contacts import pings, stop_kernel
from upstander.contacts import stops as definition
from upstander.contacts.clock import DAY, SECOND
from upstander.contacts.ledger import STOPS
from upstander.contacts.stops import DEFAULT_RULE, StopRule, stops
from upstander.contacts.together import together
from upstander.engines import Engine
from upstander.records.as_known import Origin, Records

LOOK_BACK = 2 * DAY  # in which nearly every device was silent for longer than a silence that is bridged
EVER = -(2**62)  # before any instant
NOTE = b"upstander"  # under which the file itself says what it was made from
Files = dict[str, list[int]]


@dataclass(frozen=True)
class Made:
    """What kept stops were made from: the definition, the day, and each file with its size and time of writing."""

    definition: str
    as_of: int
    files: Files

    def still_holds(self, now: "Made") -> bool:
        """Whether all that these stops rest on is there today and nothing later was read."""
        same = all(now.files.get(name) == size_and_time for name, size_and_time in self.files.items())
        return same and self.definition == now.definition and self.as_of <= now.as_of


@dataclass(frozen=True)
class Kept:
    """The stops of an earlier scan (ledger.STOPS)."""

    made: Made
    table: pa.Table


@dataclass(frozen=True)
class FoundStops:
    """Stops of every device (ledger.STOPS), kept in the engine as `stops`, and in words where they are from."""

    table: ir.Table
    told: str


def stops_of(records: Records, engine: Engine, as_of: int, rule: StopRule = DEFAULT_RULE) -> FoundStops:
    """The stops in records as known at an instant; what the last scan of the same store found is taken over.

    The result is the same as that of `stops.stops`, whatever was kept. Records of no store are walked whole.
    """
    if records.origin is None:
        return FoundStops(stops(records, engine, rule), "stops: all made anew")
    kept_at = records.origin.store / "derived" / "stops.parquet"
    now, before = _made(records.origin, as_of, rule), _read(kept_at)
    if before is not None and before.made.still_holds(now):
        begins = _walked_anew(records, engine, _new_positions(records, engine, before.made, as_of), rule)
        found = _taken_over(before, begins, stops(_from(records, begins, engine), engine, rule), engine)
    else:
        found = FoundStops(stops(records, engine, rule), "stops: all made anew")
    if before is None or before.made.definition != now.definition or before.made.as_of <= as_of:
        _keep(engine.arrow(found.table), now, kept_at)
    return found


def _taken_over(before: Kept, begins: ir.Table, anew: ir.Table, engine: Engine) -> FoundStops:
    """The stops of an earlier scan up to where each walk begins anew (`_walked_anew`), and those found from there."""
    both = engine.hold("stops_before", before.table).left_join(begins, "device_id")
    stay = both.filter(both.walk_from.isnull() | (both.start_at < both.walk_from)).select(*STOPS.names)
    all_stops = engine.hold("stops_with_new", engine.arrow(together(stay, anew)).cast(STOPS))
    counts = [engine.rows(table.count().as_table()).item() for table in (stay, anew, begins)]
    engine.forget("walked_from", "stops_before")
    told = "stops: {:,} taken over from the last scan, {:,} made anew, for {:,} devices with new positions"
    return FoundStops(all_stops, told.format(*counts))


def _new_positions(records: Records, engine: Engine, before: Made, as_of: int) -> ir.Table:
    """device_id and at of the positions that were not read then: of new files, and those after the day of that scan."""
    late = records.positions.filter(records.positions["at"] >= before.as_of).select("device_id", "at")
    origin = records.origin
    files = [f for f in origin.files["positions"] if _name(origin, f) not in before.files] if origin else []
    if not files:
        return late
    new = engine.read_parquet(files)
    return together(late, new.filter(new["at"] < as_of).select("device_id", "at"))


def _walked_anew(records: Records, engine: Engine, new: ir.Table, rule: StopRule) -> ir.Table:
    """Of each device with new positions, the instant from which it is walked anew: device_id, walk_from.

    After a silence that is too long to be bridged nothing that lies before it matters any more. Where there is none in
    the time looked back on, the whole device is walked.
    """
    touched = engine.keep("touched_devices", new.group_by("device_id").aggregate(first_at=new["at"].min()))
    earliest = engine.rows(touched.aggregate(at=touched.first_at.min()))["at"][0]
    begins = engine.keep("walked_from", _after_a_silence(records.positions, touched, earliest or 0, rule))
    engine.forget("touched_devices")
    return begins


def _after_a_silence(positions: ir.Table, touched: ir.Table, earliest: int, rule: StopRule) -> ir.Table:
    recent = positions.filter(positions["at"] >= earliest - LOOK_BACK).join(touched, "device_id")
    recent = recent.select("device_id", "at", "first_at", since=recent.first_at - LOOK_BACK)
    recent = recent.filter(recent["at"].between(recent.since, recent.first_at))
    heard = recent["at"].lag().over(group_by="device_id", order_by="at")
    silent = recent["at"] - ibis.coalesce(heard, recent.since) > rule.bridged_silence_s * SECOND
    begins = recent.mutate(silent=silent).filter(ibis._.silent)
    begins = begins.group_by("device_id").aggregate(walk_from=begins["at"].max())
    both = touched.left_join(begins, "device_id")
    return both.select("device_id", walk_from=both.walk_from.fill_null(EVER))


def _from(records: Records, begins: ir.Table, engine: Engine) -> Records:
    """Records with only the positions that are walked anew."""
    first = engine.rows(begins.aggregate(at=begins.walk_from.min()))["at"][0]
    recent = records.positions.filter(records.positions["at"] >= (EVER if first is None else first))
    both = recent.join(begins, "device_id")
    walked = both.filter(both["at"] >= both.walk_from).select(*records.positions.columns)
    return Records({**records.tables, "positions": walked}, records.present)


def _made(origin: Origin, as_of: int, rule: StopRule) -> Made:
    files = {_name(origin, file): _size_and_time(file) for file in origin.files["positions"]}
    return Made(_definition(rule), as_of, files)


def _definition(rule: StopRule) -> str:
    """A name for what a stop is: it changes with the rule and with the code that applies it."""
    digest = hashlib.sha256(repr(rule).encode())
    for file in (__file__, definition.__file__, stop_kernel.__file__, pings.__file__):
        digest.update(Path(file).read_bytes())
    return digest.hexdigest()


def _name(origin: Origin, file: Path) -> str:
    return str(file.relative_to(origin.store))


def _size_and_time(file: Path) -> list[int]:
    found = file.stat()
    return [found.st_size, found.st_mtime_ns]


def _read(kept_at: Path) -> Kept | None:
    """The kept stops with what they were made from, of one file; None where there is none or it cannot be read."""
    try:
        table = pq.read_table(pa.OSFile(str(kept_at)))
    except (OSError, pa.ArrowInvalid):
        return None
    noted = (table.schema.metadata or {}).get(NOTE)
    return Kept(Made(**json.loads(noted)), table.replace_schema_metadata(None)) if noted else None


def _keep(found: pa.Table, made: Made, kept_at: Path) -> None:
    """Writes stops and what they were made from as one file, which is whole before it takes its name."""
    kept_at.parent.mkdir(exist_ok=True)
    handle, part = tempfile.mkstemp(dir=kept_at.parent, suffix=".part")
    os.close(handle)
    pq.write_table(found.replace_schema_metadata({NOTE: json.dumps(asdict(made))}), part, compression="zstd")
    Path(part).replace(kept_at)
