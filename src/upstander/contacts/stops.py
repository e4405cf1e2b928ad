"""Where each device stood: stops from raw positions. What a stop is, and why: docs/decisions/0005."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from upstander.contacts.clock import SECOND
from upstander.contacts.ledger import STOPS
from upstander.contacts.pings import Numbers, Pings, lay_out_by_device
from upstander.contacts.stop_kernel import METRES_A_MICRODEGREE, Limits, find_in_devices
from upstander.engines import Engine
from upstander.records.as_known import Records

ROWS_AT_ONCE = 8_000_000  # positions in memory at a time, about 50 bytes each with the working space
POSITION_COLUMNS = ("at", "lat", "lon")


@dataclass(frozen=True)
class StopRule:
    """What counts as a stop. Every figure is a judgement that a force may change; each says why it is what it is."""

    diameter_m: float = 100.0  # metres: a building and its parking, with the usual error of a receiver among houses
    minimum_s: int = 180  # seconds: longer than traffic lights, shorter than a few words on a doorstep
    silence_s: int = 600  # seconds without a ping after which nothing is known of where the device was
    bridged_silence_s: int = 3600  # seconds: units that sleep with the engine off wake up in the same place
    stray_s: int = (
        150  # seconds outside that are an error of the receiver: one bad ping of a unit that pings each minute
    )

    def __post_init__(self) -> None:
        if not 0 <= self.stray_s < self.minimum_s:
            raise ValueError("time outside a stop must be shorter than the shortest stop")
        if not 0 < self.silence_s <= self.bridged_silence_s:
            raise ValueError("a silence that is bridged is at least as long as a silence")
        if self.diameter_m <= 0:
            raise ValueError("the diameter of a stop is more than 0 metres")

    @property
    def limits(self) -> Limits:
        """The rule in the kernel's units."""
        seconds = (self.minimum_s, self.silence_s, self.bridged_silence_s, self.stray_s)
        across = self.diameter_m / METRES_A_MICRODEGREE
        return Limits(across**2, (across / 2) ** 2, *(int(length * SECOND) for length in seconds))


DEFAULT_RULE = StopRule()


class Devices(NamedTuple):
    """Whole devices: device `d` is called `names[d]` and owns the pings from `first_rows[d]` to the next device's."""

    names: pa.Array
    first_rows: Numbers
    pings: Pings


def find_stops(batches: Iterable[pa.RecordBatch], rule: StopRule = DEFAULT_RULE) -> pa.Table:
    """The stops in batches of device_id, at, lat and lon, as a table of `ledger.STOPS`.

    The rows of each device must lie together; a device may go on over many batches. ValueError if a device comes again
    after another. In memory at once: one batch, and all rows of the device it ends with.
    """
    return pa.concat_tables([STOPS.empty_table(), *(_found(devices, rule) for devices in _whole_devices(batches))])


def stops(
    records: Records, engine: Engine, rule: StopRule = DEFAULT_RULE, rows_at_once: int = ROWS_AT_ONCE
) -> ir.Table:
    """The stops of every device with positions, kept in the engine as the table `stops` with columns `ledger.STOPS`.

    Whole devices are read, about `rows_at_once` positions at a time (more if one device has more).
    """
    positions = records.positions.select("device_id", *POSITION_COLUMNS)
    walk = partial(_of_whole_devices, rule=rule)
    return engine.walk("stops", positions, by="device_id", walk=walk, schema=STOPS, rows_at_once=rows_at_once)


def _of_whole_devices(positions: pa.Table, rule: StopRule) -> pa.Table:
    """The stops in all pings of some devices, which come in any order; `device_id` is dictionary-encoded."""
    devices = positions["device_id"].combine_chunks()
    number = devices.indices.to_numpy()
    first_rows = np.concatenate([[0], np.bincount(number, minlength=len(devices.dictionary)).cumsum()])
    pings = Pings(*(positions[name].to_numpy() for name in POSITION_COLUMNS))
    laid = lay_out_by_device(number, pings, first_rows)
    return _found(Devices(devices.dictionary.cast(pa.string()), first_rows, laid), rule)


def _whole_devices(batches: Iterable[pa.RecordBatch]) -> Iterator[Devices]:
    """Devices with all their pings: the last of a batch waits until the next is known."""
    waiting: list[pa.RecordBatch] = []
    done: set[str] = set()
    for batch in batches:
        starts = _starts(batch["device_id"])
        for begin, end in ((0, starts[-1]), (starts[-1], len(batch))) if len(starts) else ():
            part = batch.slice(begin, end - begin)
            if waiting and len(part) and waiting[-1]["device_id"][-1] != part["device_id"][0]:
                yield _joined(waiting, done)
                waiting = []
            if len(part):
                waiting.append(part)
    if waiting:
        yield _joined(waiting, done)


def _starts(device_ids: pa.Array) -> Numbers:
    """The rows at which a device begins."""
    if not len(device_ids):
        return np.empty(0, np.int64)
    changed = pc.not_equal(device_ids[1:], device_ids[:-1]).to_numpy(zero_copy_only=False)
    return np.concatenate([[0], np.flatnonzero(changed) + 1])


def _joined(parts: list[pa.RecordBatch], done: set[str]) -> Devices:
    table = pa.Table.from_batches(parts)
    starts = _starts(table["device_id"].combine_chunks())
    names = table["device_id"].take(pa.array(starts)).combine_chunks().cast(pa.string())
    seen = names.to_pylist()
    again = sorted(done.intersection(seen) | {name for name in seen if seen.count(name) > 1})
    if again:
        raise ValueError(f"the positions of a device do not lie together: {', '.join(again)}")
    done.update(seen)
    types = {"at": np.int64, "lat": np.int32, "lon": np.int32}
    pings = Pings(*(np.array(table[name].to_numpy(), dtype=kind) for name, kind in types.items()))
    return Devices(names, np.append(starts, len(table)), pings)


def _found(devices: Devices, rule: StopRule) -> pa.Table:
    """The stops of whole devices, with columns `ledger.STOPS`. The pings are lost."""
    number, start_at, end_at, *place, pings, gap_after = find_in_devices(
        devices.first_rows, devices.pings, rule.limits
    ).T
    device_ids, begun = devices.names.take(pa.array(number)), pa.array(start_at)
    stop_ids = pc.binary_join_element_wise(device_ids, begun.cast(pa.string()), "|")
    numbers = [pa.array(column) for column in (end_at, *place, pings, gap_after.astype(bool))]
    return pa.table([stop_ids, device_ids, begun, *numbers], names=STOPS.names).cast(STOPS)
