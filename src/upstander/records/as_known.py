"""The records of a force as they were known on one day: what every later room reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import ibis
import ibis.expr.types as ir

from upstander.records.catalogue import all_feeds
from upstander.records.columns import Kind
from upstander.records.feed import Feed

MICROSECONDS_A_DAY = 86_400_000_000


@dataclass(frozen=True)
class Origin:
    """The store that records were read from, whole, and the files that hold each feed."""

    store: Path
    files: Mapping[str, tuple[Path, ...]]


@dataclass(frozen=True)
class Records:
    """Every feed as a table in store types; a feed that is missing is an empty table that is not in `present`.

    `origin` is told only where the tables are all that a store holds: what is derived from them may then be kept.
    """

    tables: Mapping[str, ir.Table]
    present: frozenset[str]
    origin: Origin | None = None

    def __getattr__(self, feed: str) -> ir.Table:
        """The table of a feed: `records.accesses`."""
        try:
            return self.tables[feed]
        except KeyError:
            raise AttributeError(f"there is no feed called {feed}") from None

    def has(self, *feeds: str) -> bool:
        """Whether every one of these feeds holds at least one record."""
        return self.present.issuperset(feeds)

    def as_known(self, as_of: int) -> "Records":
        """The records as they stood at an instant: later ones are gone, and what ended later is still open."""
        tables = {n: as_known(all_feeds()[n], t, as_of) for n, t in self.tables.items()}
        return Records(tables, self.present, self.origin)


def as_known(feed: Feed, table: ir.Table, as_of: int) -> ir.Table:
    """One feed as it stood at an instant (microseconds since 1970 UTC)."""
    if feed.revisable:
        table = table.mutate(**_still_open(feed, table, as_of))
    if feed.known_from is None:
        return table
    column = feed.column(feed.known_from)
    limit = as_of if column.kind is Kind.INSTANT else as_of // MICROSECONDS_A_DAY
    return table.filter(table[column.name].isnull() | (table[column.name] < limit))


def _still_open(feed: Feed, table: ir.Table, as_of: int) -> dict[str, ir.Value]:
    ends = [c.name for c in feed.columns if c.kind is Kind.INSTANT and c.nullable and c.name != feed.known_from]
    return {name: ibis.ifelse(table[name] >= as_of, ibis.null("int64"), table[name]) for name in ends}
