"""Brings the rows of a purpose to one form."""

from functools import cache
from typing import Any

import ibis
import ibis.expr.types as ir

from upstander.contacts.ledger import PURPOSES

KINDS = {name: str(kind) for name, kind in ibis.Schema.from_pyarrow(PURPOSES).items()}


def times(
    table: ir.Table,
    *,
    from_at: ir.Value,
    ended_at: ir.Value,
    records: int | ir.Value | None = None,
    talk: int | ir.Value | None = None,
    presence: int | ir.Value | None = None,
    author_id: ir.Value | None = None,
    recorded_at: ir.Value | None = None,
    **given: Any,
) -> ir.Table:
    """Rows of ledger.PURPOSES (but for the name of the purpose) from a table with staff_id and nominal_id.

    `records`, `talk` and `presence` are microseconds after the work's end in which such contacts are still covered;
    None covers none of them. Work cannot end before it begins.
    """
    ended = ibis.ifelse(ended_at < from_at, from_at, ended_at)
    reach = {"records_to_at": records, "talk_to_at": talk, "presence_to_at": presence}
    ends = {name: from_at - 1 if grace is None else ended + grace for name, grace in reach.items()}
    author = ibis.null("string") if author_id is None else author_id
    recorded = ibis.null("int64") if recorded_at is None else recorded_at
    return rows(
        table, author_id=author, recorded_at=recorded, from_at=from_at, ended_at=ended, purpose="", **ends, **given
    )


def rows(table: ir.Table, **given: Any) -> ir.Table:
    """The columns of ledger.PURPOSES: those given, then those the table has, then null."""
    return table.select(**{name: _value(table, name, given).cast(kind) for name, kind in KINDS.items()})


@cache  # every table of nothing is the same one
def no_times() -> ir.Table:
    """No rows, in the columns of ledger.PURPOSES."""
    return ibis.memtable([], schema=ibis.schema(KINDS))


def _value(table: ir.Table, name: str, given: dict[str, Any]) -> ir.Value:
    if name in given:
        return given[name] if isinstance(given[name], ir.Value) else ibis.literal(given[name])
    return table[name] if name in table.columns else ibis.null(KINDS[name])
