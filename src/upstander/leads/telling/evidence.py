"""The evidence of a lead: the original records, read back from the store, each as a line that a person can read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

import ibis
import ibis.expr.types as ir
import polars as pl

from upstander.contacts.keys import record_id
from upstander.leads.telling.came_from import MADE_OF, NOT_KNOWN, came_from
from upstander.leads.telling.excerpt import Excerpts
from upstander.leads.telling.force_time import FORCE_ZONE, day_of, moment, said
from upstander.leads.telling.lead import EvidenceKey, LeadInFull
from upstander.leads.telling.record_words import STOP, Known, in_words
from upstander.records.as_known import MICROSECONDS_A_DAY
from upstander.records.catalogue import all_feeds
from upstander.records.columns import Column, Kind
from upstander.records.feed import Feed
from upstander.records.store import files_of

NOT_FOUND = "This record could not be read back: it is no longer in the store."
Row = Mapping[str, Any]


class ReadsRecords(Protocol):
    """What reading evidence back needs of an engine."""

    def read_parquet(self, paths: Sequence[Path]) -> ir.Table:
        """One table over Parquet files of one schema."""

    def rows(self, expression: ir.Table) -> pl.DataFrame:
        """The rows of an expression, in memory."""


@dataclass(frozen=True)
class EvidenceRow:
    """One line of the evidence table. `at` is microseconds since 1970 UTC, null where the record has no time."""

    at: int | None
    when: str
    words: str
    feed: str
    record_id: str
    strands: tuple[int, ...]
    found: bool
    place: tuple[float, float] | None = None  # of a stop: degrees WGS84
    came_from: str = NOT_KNOWN  # the file a force sent and the rows of it, in words


def evidence_of(lead: LeadInFull, engine: ReadsRecords) -> tuple[EvidenceRow, ...]:
    """Every record that raised a lead, oldest first; those that cannot be read back say so, at the end."""
    known, excerpts = Known(lead.names, lead.zone), Excerpts(lead)
    rows: list[EvidenceRow] = []
    for name in dict.fromkeys(key.feed for key in lead.evidence):
        keys = [key for key in lead.evidence if key.feed == name]
        found = _read_back(lead, engine, name, {key.record_id for key in keys})
        sent = came_from(lead.store, name, found, lead.zone)
        lines = [_line(key, excerpts.shown(key, found.get(key.record_id)), known) for key in keys]
        rows += [replace(line, came_from=sent.get(line.record_id, NOT_KNOWN)) for line in lines]
    return tuple(sorted(rows, key=lambda row: (row.at is None, row.at or 0, row.feed, row.record_id)))


def _read_back(lead: LeadInFull, engine: ReadsRecords, name: str, ids: set[str]) -> dict[str, Row]:
    feed = all_feeds().get(name)
    files = files_of(lead.store, name) if feed else []
    if feed is None or not files:
        return {}
    if name == "positions":
        ends = {contact.record_id: contact.end_at for contact in lead.contacts if contact.feed == name}
        return stops(files, engine, {key: ends.get(key) for key in ids})
    return records(feed, engine.read_parquet(files), engine, ids, lead.subject.staff_id)


def records(feed: Feed, table: ir.Table, engine: ReadsRecords, ids: set[str], staff_id: str) -> dict[str, Row]:
    """Records of a feed by their key. Those of one member of staff lie together, so they are looked for there first."""
    found: dict[str, Row] = {}
    if "staff_id" in {column.name for column in feed.columns}:
        found = _with_key(feed, table.filter(table.staff_id == staff_id), engine, ids)
    left = ids - found.keys()
    return found | (_with_key(feed, table, engine, left) if left else {})


def _with_key(feed: Feed, table: ir.Table, engine: ReadsRecords, ids: set[str]) -> dict[str, Row]:
    # An id may itself hold "|", so every beginning of a record's key may be its first column: the engine skips
    # files by that, and the whole key is compared on the few rows that are left.
    first = sorted({beginning for key in ids for beginning in _beginnings(key)})
    near = table.filter(table[feed.key[0]].isin(first))
    keyed = near.mutate(record_id=record_id(near, feed.name))
    rows = engine.rows(keyed.filter(keyed.record_id.isin(sorted(ids)))).to_dicts()
    return {row["record_id"]: row for row in rows}


def _beginnings(key: str) -> Iterable[str]:
    parts = key.split("|")
    return ("|".join(parts[:length]) for length in range(1, len(parts) + 1))


def stops(files: Sequence[Path], engine: ReadsRecords, ends: Mapping[str, int | None]) -> dict[str, Row]:
    """Stops from the positions they were made of. `ends` says when each ended (microseconds UTC), where known."""
    spans = {key: _span(key, end) for key, end in ends.items()}
    table = engine.read_parquet(_of_months(files, spans.values()))
    near = table.filter(
        table.device_id.isin(sorted({device for device, _, _ in spans.values()})),
        table["at"] >= min(start for _, start, _ in spans.values()),
        table["at"] <= max(end for _, _, end in spans.values()),
    )
    wanted = ibis.or_(*[(near.device_id == d) & near["at"].between(start, end) for d, start, end in spans.values()])
    pings = engine.rows(near.filter(wanted))
    found = {}
    for key, (device, start, end) in spans.items():
        of_stop = pings.filter(pl.col("device_id") == device, pl.col("at").is_between(start, end))
        if of_stop.height:
            found[key] = _stop(of_stop, start, ends[key])
    return found


def _span(key: str, end: int | None) -> tuple[str, int, int]:
    device, _, start = key.rpartition("|")
    return device, int(start), int(start) if end is None else end


def _stop(pings: pl.DataFrame, start: int, end: int | None) -> Row:
    middle = pings.select(pl.col("lat", "lon").mean().round().cast(pl.Int64)).row(0, named=True)
    told = {"device_id": pings["device_id"][0], "at": start, "end_at": end, "pings": pings.height}
    return {**told, **middle, MADE_OF: pings.select("device_id", "at").to_dicts()}


def _of_months(files: Sequence[Path], spans: Iterable[tuple[str, int, int]]) -> list[Path]:
    months = {f"month={moment(at, 'UTC'):%Y-%m}" for _, start, end in spans for at in (start, end)}
    return [file for file in files if file.parent.name in months] or list(files)


def _line(key: EvidenceKey, row: Row | None, known: Known) -> EvidenceRow:
    if row is None:
        return EvidenceRow(None, "not known", NOT_FOUND, key.feed, key.record_id, key.strands, found=False)
    columns = STOP if key.feed == "positions" else all_feeds()[key.feed]
    at, when = _time_of(columns, row, known.zone)
    place = (row["lat"] / 1e6, row["lon"] / 1e6) if key.feed == "positions" else None
    words = in_words(key.feed, row, known)
    return EvidenceRow(at, when, words, key.feed, key.record_id, key.strands, found=True, place=place)


def _time_of(feed: Feed, row: Row, zone: str = FORCE_ZONE) -> tuple[int | None, str]:
    told = [feed.time, feed.known_at, *(column.name for column in feed.columns)]
    for name in filter(None, told):
        column: Column = feed.column(name)
        if row.get(name) is None or column.kind not in (Kind.INSTANT, Kind.DATE):
            continue
        if column.kind is Kind.INSTANT:
            return row[name], said(row[name], zone)
        at = row[name] * MICROSECONDS_A_DAY
        return at, day_of(moment(at, "UTC").date())
    return None, "not dated"
