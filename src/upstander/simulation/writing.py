"""Writes the book down as the records contract says: ids, UTC instants, dates, degrees, choices in words."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from upstander.records.catalogue import all_feeds
from upstander.records.columns import Column, Kind
from upstander.records.feed import Feed
from upstander.simulation.arrays import NOTHING, Whole
from upstander.simulation.book import OWN_ID, Book, Cells, Table
from upstander.simulation.causes import BECAUSE
from upstander.simulation.chance import Chance

WRITTEN_AS: dict[Kind, pa.DataType] = {
    Kind.INSTANT: pa.timestamp("us", "UTC"),
    Kind.DATE: pa.date32(),
    Kind.DEGREES: pa.float64(),
    Kind.SECONDS: pa.int32(),
    Kind.WHOLE: pa.int32(),
    Kind.NUMBER: pa.float64(),
    Kind.TRUTH: pa.bool_(),
}
A_FILE = 1_000_000  # rows
WrittenAs = Callable[[Feed, Table, pa.Table], None]


class Labels:
    """The ids by which records name people, incidents and devices; nothing about a thing shows in its id."""

    def __init__(self, chance: Chance, book: Book, sizes: dict[str, int]) -> None:
        self._names = {
            "staff_id": _drawn(chance, "S", sizes["staff"], 5),
            "nominal_id": _drawn(chance, "N", sizes["public"], 7),
            "device_id": _drawn(chance, "D", sizes["devices"], 6),
            "place_id": _drawn(chance, "P", sizes["places"], 4),
            "team_id": _drawn(chance, "T", sizes["teams"], 3),
            "incident_id": _by_time(book.table("incidents"), "incident_id", "reported_at", "INC"),
            "custody_id": _by_time(book.table("custody_contacts"), "custody_id", "start_at", "CU"),
        }
        self._names["supervisor_id"] = self._names["staff_id"]

    def of(self, column: str, places: Whole) -> pa.Array:
        """The ids of things, null where there is none."""
        empty = places == NOTHING
        return self._names[column].take(pa.array(np.where(empty, 0, places), mask=empty))

    def each(self, column: str, places: Sequence[int]) -> pa.Array:
        """The ids of a list of things."""
        return self.of(column, np.array(places, dtype=np.int64))


def _drawn(chance: Chance, letter: str, size: int, digits: int) -> pa.Array:
    room = 10**digits
    while size * 3 > room:
        room, digits = room * 10, digits + 1
    numbers = np.unique(chance.whole(0, room, size * 2 + 20))
    numbers = chance.draws.permutation(numbers)[:size]
    return pa.array([f"{letter}{n:0{digits}d}" for n in numbers.tolist()])


def _by_time(table: Table, own: str, time: str, letters: str) -> pa.Array:
    """Systems number what they record in order of time."""
    if not len(table[own]):
        return pa.array([], pa.string())
    size = int(table[own].max()) + 1
    first = np.full(size, np.iinfo(np.int64).max)
    np.minimum.at(first, table[own], table[time])
    rank = np.empty(size, dtype=np.int64)
    rank[np.argsort(first, kind="stable")] = np.arange(size)
    return pa.array([f"{letters}{100_001 + r}" for r in rank.tolist()])


def write_feed(
    out: Path, feed: Feed, book: Book, labels: Labels, chance: Chance, *, written_as: WrittenAs | None = None
) -> int:
    """Writes one feed in order of time, a million rows a file; returns how many.

    `written_as` is given the rows of each file with the cells that no record shows, and the columns as written.
    """
    table = _each_key_once(feed, book.table(feed.name))
    size = len(next(iter(table.values())))
    if not size:
        return 0
    order = _order(feed, table, chance)
    (out / feed.name).mkdir(parents=True, exist_ok=True)
    words = pa.array(book.phrases.texts)
    written = 0
    for number, low in enumerate(range(0, size, A_FILE)):
        rows = order[low : low + A_FILE]
        part = {name: cells[rows] for name, cells in table.items()}
        if own := OWN_ID.get(feed.name):
            part[own] = np.arange(low, low + len(rows))
        again = _copied_twice(chance, len(rows)) if own else np.arange(len(rows))
        columns = {c.name: _spelt(c, part[c.name][again], labels, words, own) for c in feed.columns}
        pq.write_table(pa.table(columns, schema=schema(feed)), out / feed.name / f"part-{number:03d}.parquet")
        if written_as and BECAUSE in part:
            written_as(feed, {name: cells[again] for name, cells in part.items()}, pa.table(columns))
        written += len(again)
    return written


def write_positions(out: Path, months: Iterable[Table], labels: Labels) -> int:
    """Writes positions, a file a month."""
    feed, written = all_feeds()["positions"], 0
    (out / feed.name).mkdir(parents=True, exist_ok=True)
    for number, month in enumerate(months):
        columns = {c.name: _spelt(c, month[c.name], labels, pa.array([], pa.string()), None) for c in feed.columns}
        table = pa.table(columns, schema=schema(feed))
        pq.write_table(table, out / feed.name / f"part-{number:03d}.parquet", row_group_size=120_000)
        written += table.num_rows
    return written


def schema(feed: Feed) -> pa.Schema:
    """The types in which the contract hands a feed over."""
    return pa.schema([pa.field(c.name, WRITTEN_AS.get(c.kind, pa.string()), c.nullable) for c in feed.columns])


def _each_key_once(feed: Feed, table: Table) -> Table:
    """Two rows of one key would be one record: the first stays."""
    if feed.name in OWN_ID:
        return table
    rows = np.lexsort([_whole(table[name]) for name in reversed(feed.key)])
    same = np.ones(max(len(rows) - 1, 0), dtype=bool)
    for name in feed.key:
        same &= np.diff(_whole(table[name])[rows]) == 0
    kept = np.sort(rows[np.r_[True, ~same][: len(rows)]])
    return {name: cells[kept] for name, cells in table.items()}


def _whole(cells: Cells) -> Whole:
    return np.round(cells * 1e6).astype(np.int64) if cells.dtype == np.float64 else cells.astype(np.int64)


def _order(feed: Feed, table: Table, chance: Chance) -> Whole:
    size = len(next(iter(table.values())))
    time = feed.time or feed.known_at
    tie = chance.between(0, 1, size)
    return np.lexsort((tie, table[time])) if time else np.argsort(tie)


def _copied_twice(chance: Chance, size: int) -> Whole:
    """Extracts overlap: a few rows come twice, word for word."""
    again = np.flatnonzero(chance.happens(0.0003, size))
    return np.sort(np.r_[np.arange(size), again])


def _spelt(column: Column, cells: Cells, labels: Labels, words: pa.Array, own: str | None) -> pa.Array:
    if column.kind is Kind.ID:
        if column.name == own:
            return pa.array([f"{own[0].upper()}{10_000_001 + n}" for n in cells.tolist()])
        return labels.of(column.name, cells)
    if column.kind in (Kind.DEGREES, Kind.NUMBER):
        return pa.array(cells, pa.float64(), mask=np.isnan(cells) if column.nullable else None)
    if column.kind is Kind.TRUTH:
        return pa.array(cells.astype(bool))
    empty = cells == NOTHING
    return _whole_spelt(column, np.where(empty, 0, cells), empty, words)


def _whole_spelt(column: Column, cells: Cells, empty: Cells, words: pa.Array) -> pa.Array:
    if column.kind is Kind.INSTANT:
        return pa.array(cells * 1_000_000, pa.int64(), mask=empty).cast(WRITTEN_AS[Kind.INSTANT])
    if column.kind is Kind.PHONE:
        return pa.array([f"+{n}" for n in cells.tolist()], pa.string(), mask=empty)
    if column.kind is Kind.CHOICE:
        return pa.array(column.choices).take(pa.array(cells, mask=empty))
    if column.kind is Kind.TEXT:
        return words.take(pa.array(cells, mask=empty))
    return pa.array(cells.astype(np.int32), WRITTEN_AS[column.kind], mask=empty)
