"""Puts tables of the same columns one below the other."""

import ibis
import ibis.expr.types as ir


def together(*tables: ir.Table) -> ir.Table:
    """All rows of all tables, in the columns of the first; a column that is never null in one may be in another."""
    names = tables[0].columns
    return ibis.union(*(table.select(*(_nullable(table[name]) for name in names)) for table in tables))


def _nullable(column: ir.Value) -> ir.Value:
    return column if column.type().nullable else column.cast(column.type()(nullable=True)).name(column.get_name())
