"""Records drawn as small text tables, so that a test reads as a specification.

    staff_id | at               | nominal_id
    ---------+------------------+-----------
    PC 12    | 2025-03-01 22:10 | Ms A

Times are UTC and days are ISO 8601. An empty cell is null. Columns that are not drawn get a plain value: a key gets a
name of its own, what may be empty is empty, a choice is its first. A column `place` stands for `lat` and `lon`: the name
of a place given beside the tables, and metres to the east of it where they matter ("Ms A's home +80m").
"""

import datetime as dt
import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from upstander.records.catalogue import all_feeds
from upstander.records.columns import Column, Kind

METRES_A_DEGREE = 111_320
Places = Mapping[str, tuple[float, float]]


def instant(text: str) -> int:
    """Microseconds since 1970 of a time drawn as "2025-03-01 22:10" or "2025-03-01", in UTC."""
    return int(dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC).timestamp()) * 1_000_000


READ: dict[Kind, Callable[[str], Any]] = {
    Kind.INSTANT: instant,
    Kind.DATE: lambda cell: (dt.date.fromisoformat(cell) - dt.date(1970, 1, 1)).days,
    Kind.DEGREES: lambda cell: round(float(cell) * 1e6),
    Kind.SECONDS: int,
    Kind.WHOLE: int,
    Kind.NUMBER: float,
    Kind.TRUTH: lambda cell: {"yes": True, "no": False}[cell],
}


def draw(feed: str, drawing: str, places: Places | None = None) -> pa.Table:
    """The rows of a drawing, in the store's types."""
    columns = all_feeds()[feed].columns
    rows = [_filled(feed, row, number, places or {}) for number, row in enumerate(cells(drawing))]
    unknown = {name for row in rows for name in row} - {c.name for c in columns}
    if unknown:
        raise KeyError(f"{feed} has no column {', '.join(sorted(unknown))}")
    return pa.Table.from_pylist(rows, schema=all_feeds()[feed].arrow_schema)


def cells(drawing: str) -> list[dict[str, str]]:
    """Each row of a drawing as text by column name."""
    lines = [line for line in drawing.splitlines() if line.strip() and not re.fullmatch(r"[\s+|-]+", line)]
    names = [name.strip() for name in lines[0].split("|")]
    split: list[Sequence[str]] = [[cell.strip() for cell in line.split("|")] for line in lines[1:]]
    for row in split:
        if len(row) != len(names):
            raise ValueError(f"a row of {len(row)} cells under {len(names)} columns: {row}")
    return [dict(zip(names, row, strict=True)) for row in split]


def _filled(feed: str, row: dict[str, str], number: int, places: Places) -> dict[str, Any]:
    known = all_feeds()[feed]
    if "place" in row and "lat" in {c.name for c in known.columns}:
        row = {k: v for k, v in row.items() if k != "place"} | _position(row["place"], places)
    plain = {c.name: _plain(c, f"{feed} {number + 1}") for c in known.columns if c.name not in row}
    drawn = {
        n: _value(known.column(n), cell) if n in {c.name for c in known.columns} else cell for n, cell in row.items()
    }
    return plain | drawn


def _position(cell: str, places: Places) -> dict[str, str]:
    match = re.fullmatch(r"(.+?)(?:\s*\+\s*(\d+)\s*m)?", cell)
    if not match:
        return {"lat": "", "lon": ""}
    lat, lon = places[match[1]]
    east = float(match[2] or 0) / (METRES_A_DEGREE * math.cos(math.radians(lat)))
    return {"lat": str(lat), "lon": str(lon + east)}


def _plain(column: Column, name: str) -> Any:
    if column.nullable:
        return None
    plain = {
        Kind.ID: name,
        Kind.TEXT: "",
        Kind.CHOICE: (*column.choices, "")[0],
        Kind.TRUTH: False,
        Kind.PHONE: "+447700900000",
    }
    return plain.get(column.kind, 0)


def _value(column: Column, cell: str) -> Any:
    if cell == "":
        return None
    if column.choices and cell not in column.choices:
        raise ValueError(f"{column.name} is one of {', '.join(column.choices)}, not {cell}")
    return READ.get(column.kind, str)(cell)


def draw_joined(schema: pa.Schema, drawing: str, places: Places | None = None) -> pa.Table:
    """The rows of a drawing of contacts, purposes or stops (the schemas of `contacts/ledger.py`).

    Columns that are not drawn are empty, but for what is the usual case: see USUAL.
    """
    rows = []
    for number, row in enumerate(cells(drawing)):
        placed = {k: v for k, v in row.items() if k != "place"}
        if "lat" in schema.names:
            placed |= _position(row.get("place", ""), places or {})
        drawn = {name: _joined_value(schema.field(name), cell) for name, cell in placed.items()}
        usual = {n: v for n, v in _usual(drawn, number).items() if n in schema.names and drawn.get(n) is None}
        rows.append(drawn | usual)
    return pa.Table.from_pylist(rows, schema=schema)


def _usual(drawn: dict[str, Any], number: int) -> dict[str, Any]:
    """What is the usual case where a drawing does not say."""
    began = drawn.get("at", drawn.get("start_at"))
    return {
        "record_id": f"{number + 1}",
        "stop_id": f"{drawn.get('device_id') or 'car'}|{drawn.get('start_at')}",
        "device_id": "car",
        "feed": {"look_up": "accesses", "call": "phone_events", "text": "phone_events", "visit": "positions"}.get(
            drawn.get("kind", ""), "messages"
        ),
        "end_at": began,
        "certainty": 1.0,
        "crew": 1,
        "on_duty": True,
        "answer": "unexplained",
        "gap_after": False,
        "pings": 20,
    }


def _joined_value(field: pa.Field, cell: str) -> Any:
    if cell == "":
        return None
    if pa.types.is_int64(field.type):
        return instant(cell)
    if pa.types.is_int32(field.type):
        return round(float(cell) * 1e6) if field.name in {"lat", "lon"} else int(cell)
    if pa.types.is_boolean(field.type):
        return {"yes": True, "no": False}[cell]
    return float(cell) if pa.types.is_floating(field.type) else cell
