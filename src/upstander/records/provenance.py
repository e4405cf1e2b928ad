"""Where records came from: the file a force sent, the rows of it, and when it was taken into the store.

A Parquet file of the store is named by its load, and the load's note names the file. The rows stand beside, under
STORE/rows, in a file for each file of records: the key of a record and its row. A store that was loaded before rows
were kept has none, and then they are not known (docs/decisions/0049).
"""

import datetime as dt
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from upstander.records.feed import Feed
from upstander.records.store import files_of

ROW = "row"
FILE = "file of the store"  # no column of a feed is called so
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
Row = Mapping[str, Any]
Values = tuple[Any, ...]


@dataclass(frozen=True)
class Provenance:
    """A load that records came from. `file` is as the load was given it; what is not known is None.

    `rows` are the first and the last row there, counted as refusals count them: the header of a text file is row 1.
    """

    load: str
    file: str | None
    loaded_at: dt.datetime | None
    rows: tuple[int, int] | None


def rows_beside(store: Path, records: Path) -> Path:
    """Where the rows stand that belong to a file of records."""
    return store / "rows" / records.relative_to(store / "records")


def provenance_of(store: Path, feed: Feed, found: Mapping[str, Sequence[Row]]) -> dict[str, tuple[Provenance, ...]]:
    """The loads that records came from, by a name for each: one record, or several of which something was made.

    A record is given by its columns; those of its key and its time are enough. What the store does not hold came from
    nowhere.
    """
    wanted = [row for rows in found.values() for row in rows]
    places = _files_that_hold(store, feed, wanted)
    loads = {file: _Load(store, feed, file, wanted) for file in set(places.values())}
    return {
        name: tuple(loads[file].provenance(of_file) for file, of_file in _by_file(feed, rows, places).items())
        for name, rows in found.items()
    }


class _Load:
    """What one file of the store says of where its records came from."""

    def __init__(self, store: Path, feed: Feed, file: Path, wanted: Sequence[Row]) -> None:
        self._feed, self._load = feed, file.stem
        self._note = _note(store / "loads" / f"{file.stem}.json")
        beside = rows_beside(store, file)
        self._rows = _values([beside], feed.key, ROW, feed, wanted) if beside.is_file() else {}

    def provenance(self, rows: Sequence[Row]) -> Provenance:
        """Of these records, which stand in this file."""
        numbers = [self._rows.get(_of(row, self._feed.key)) for row in rows]
        known = [number for number in numbers if number is not None]
        span = (min(known), max(known)) if known else None
        at = self._note.get("loaded_at")
        return Provenance(self._load, self._note.get("file"), dt.datetime.fromisoformat(at) if at else None, span)


def _files_that_hold(store: Path, feed: Feed, wanted: Sequence[Row]) -> dict[Values, Path]:
    files = _of_months(files_of(store, feed.name), feed, wanted)
    found = _values(files, _identity(feed), FILE, feed, wanted) if files and wanted else {}
    return {values: Path(file) for values, file in found.items()}


def _of_months(files: list[Path], feed: Feed, wanted: Sequence[Row]) -> list[Path]:
    if feed.time is None or any(row[feed.time] is None for row in wanted):
        return files
    months = {f"month={EPOCH + dt.timedelta(microseconds=row[feed.time]):%Y-%m}" for row in wanted}
    return [file for file in files if file.parent.name in months] or files


def _identity(feed: Feed) -> tuple[str, ...]:
    """The columns that tell a record from all others: a key alone may come again in another month."""
    return feed.key if feed.time is None or feed.time in feed.key else (*feed.key, feed.time)


def _of(row: Row, columns: Collection[str]) -> Values:
    return tuple(row[name] for name in columns)


def _values(
    files: list[Path], columns: tuple[str, ...], told: str, feed: Feed, wanted: Sequence[Row]
) -> dict[Values, Any]:
    """What stands in one column beside the values of others, for the records that are wanted."""
    table = pl.scan_parquet(files, include_file_paths=FILE, hive_partitioning=False)
    near = table.filter(pl.col(feed.key[0]).is_in(list({row[feed.key[0]] for row in wanted})))
    times = [row[feed.time] for row in wanted] if feed.time in columns else []
    if feed.time and times and None not in times:  # parts of files in which no such time stands are passed over
        near = near.filter(pl.col(feed.time).is_between(min(times), max(times)))
    asked = {_of(row, columns) for row in wanted}
    rows = near.select(*columns, told).collect().iter_rows()
    return {row[:-1]: row[-1] for row in rows if row[:-1] in asked}


def _by_file(feed: Feed, rows: Sequence[Row], places: Mapping[Values, Path]) -> dict[Path, list[Row]]:
    told: dict[Path, list[Row]] = {}
    for row in rows:
        file = places.get(_of(row, _identity(feed)))
        if file is not None:
            told.setdefault(file, []).append(row)
    return told


def _note(file: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(file.read_text("utf-8")))
    except (OSError, ValueError):  # a store that was put together by hand, or whose note is gone
        return {}
