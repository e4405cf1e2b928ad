"""The name by which a record is found again: its key columns joined by a bar."""

import ibis
import ibis.expr.types as ir

from upstander.records.catalogue import all_feeds


def record_id(table: ir.Table, feed: str) -> ir.Value:
    """The key of each record of a feed as text; instants as microseconds since 1970, null as nothing."""
    parts = [table[name].cast("string").fill_null("") for name in all_feeds()[feed].key]
    return parts[0] if len(parts) == 1 else ibis.literal("|").join(parts)
