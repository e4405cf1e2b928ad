"""What one kind of contact gives the ledger: a trace for each pair it may concern."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Self

import ibis
import ibis.expr.types as ir

from upstander.records.as_known import Records

TRACE = {
    "staff_id": "string",
    "nominal_id": "string",
    "other_party": "string",
    "kind": "string",
    "direction": "string",
    "at": "int64",
    "end_at": "int64",
    "device_id": "string",
    "lat": "int32",
    "lon": "int32",
    "certainty": "float64",
    "crew": "int32",
    "incident_id": "string",
    "feed": "string",
    "record_id": "string",
    "own_record": "boolean",  # for what is itself a record of work: whether the member of staff made it; else null
}


@dataclass(frozen=True)
class Background:
    """What the traces of every kind are linked with."""

    records: Records
    roster: ir.Table  # see `roster.roster`
    people: ir.Table  # see `identities.people_of_incidents`
    names: ir.Table  # see `identities.searchable`


@dataclass(frozen=True)
class Trace:
    """One kind of trace: the feed it is read from, above the function that reads it."""

    feed: str
    expression: Callable[[Background], ir.Table] | None = None

    def __call__(self, expression: Callable[[Background], ir.Table]) -> Self:
        """Completes the kind of trace with the function it stands above."""
        return replace(self, expression=expression)

    def rows(self, background: Background) -> ir.Table:
        """Rows of TRACE: one for each pair a record may concern."""
        assert self.expression is not None  # noqa: S101 - a trace without its function cannot be in the catalogue
        return self.expression(background)


@cache  # every table of nothing is the same one
def no_traces() -> ir.Table:
    """No rows, in the columns of TRACE."""
    return ibis.memtable([], schema=ibis.schema(TRACE))


def trace(table: ir.Table, **given: Any) -> ir.Table:
    """Brings a table to the columns of TRACE: those given, then those it has, then null; `end_at` is `at` if absent.

    `on_duty` follows where it is given; else it is found for all kinds at once (see `roster.with_duty`).
    """
    if "end_at" not in (*given, *table.columns):
        given["end_at"] = given["at"] if "at" in given else table["at"]
    given.setdefault("certainty", 1.0)
    columns = {name: _column(table, name, given).cast(kind) for name, kind in TRACE.items()}
    return table.select(**columns, **({"on_duty": given["on_duty"]} if "on_duty" in given else {}))


def linked(table: ir.Table, matches: ir.Table) -> ir.Table:
    """A table with `record`, with nominal_id and share of each match; null and 1 where there is none."""
    found = matches.rename(matched="record")
    both = table.left_join(found, table.record == found.matched).drop("matched")
    return both.mutate(share=both.share.fill_null(1.0))


def _column(table: ir.Table, name: str, given: dict[str, Any]) -> ir.Value:
    if name in given:
        value = given[name]
        return value if isinstance(value, ir.Value) else ibis.literal(value)
    return table[name] if name in table.columns else ibis.null(TRACE[name])
