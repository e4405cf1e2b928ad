"""Where a record of the evidence came from, in words: the file that the force sent, the rows of it, and when."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from upstander.leads.telling.force_time import EPOCH, MICROSECOND, said
from upstander.records.catalogue import all_feeds
from upstander.records.provenance import Provenance, provenance_of

MADE_OF = "made of"  # under this name a stop holds the positions that it was made of
NOT_KNOWN = "not known"
NO_ROW = "row not known: the store was loaded before rows were kept"
Row = Mapping[str, Any]


def came_from(store: Path, feed: str, found: Mapping[str, Row], zone: str) -> dict[str, str]:
    """For records of a feed that were read back, by their key; NOT_KNOWN where the store cannot say."""
    if feed not in all_feeds():
        return {}
    told = provenance_of(store, all_feeds()[feed], {key: row.get(MADE_OF, [row]) for key, row in found.items()})
    return {key: "; ".join(_words(one, zone) for one in loads) or NOT_KNOWN for key, loads in told.items()}


def _words(one: Provenance, zone: str) -> str:
    at = "at a time not known" if one.loaded_at is None else f"on {said((one.loaded_at - EPOCH) // MICROSECOND, zone)}"
    file = one.file or "file not known"
    return f"{file}, {_rows(one.rows)}, loaded {at} (load {one.load})"


def _rows(rows: tuple[int, int] | None) -> str:
    if rows is None:
        return NO_ROW
    first, last = rows
    return f"row {first:,}" if first == last else f"rows {first:,} to {last:,}"
