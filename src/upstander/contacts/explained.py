"""Brings the rows of a purpose that explains single contacts to one form."""

from functools import cache
from typing import Any

import ibis
import ibis.expr.types as ir

from upstander.contacts.purpose import EXPLAINED_CONTACTS


def explained(table: ir.Table, **given: Any) -> ir.Table:
    """Rows of EXPLAINED_CONTACTS but for the purpose's name: columns given, then the table's own, then null."""
    given.setdefault("purpose", "")
    return table.select(
        **{name: _value(table, name, kind, given).cast(kind) for name, kind in EXPLAINED_CONTACTS.items()}
    ).distinct()


@cache  # every table of nothing is the same one
def nothing_explained() -> ir.Table:
    """No rows, in the columns of EXPLAINED_CONTACTS."""
    return ibis.memtable([], schema=ibis.schema(EXPLAINED_CONTACTS))


def _value(table: ir.Table, name: str, kind: str, given: dict[str, Any]) -> ir.Value:
    if name in given:
        return given[name] if isinstance(given[name], ir.Value) else ibis.literal(given[name])
    return table[name] if name in table.columns else ibis.null(kind)
