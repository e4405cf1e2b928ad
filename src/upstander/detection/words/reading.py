"""Reads the words of records once, where somebody allowed it, and holds the mentions in the engine."""

from collections.abc import Iterator, Sequence
from typing import Protocol

import ibis.expr.types as ir
import polars as pl
import pyarrow as pa
from ibis import _

from upstander.contacts.keys import record_id
from upstander.contacts.mentions import MENTIONS
from upstander.detection.words.finder import COLUMNS, Finder
from upstander.detection.words.keyword_set import KeywordSet, Stage
from upstander.records.as_known import MICROSECONDS_A_DAY, Records
from upstander.records.catalogue import all_feeds

IN_MESSAGES = tuple(stage for stage in Stage if stage is not Stage.ALLEGATION)
# Which column of each feed holds words, and which words are looked for in it: no more is read than is asked.
TEXTS = {
    "messages": ("text", IN_MESSAGES),
    "public_calls": ("transcript", (Stage.ALLEGATION,)),
    "complaints": ("summary", (Stage.ALLEGATION,)),
    "intelligence": ("text", (Stage.ALLEGATION,)),
    "log_entries": ("text", (Stage.ALLEGATION,)),
}
DAYS_AT_ONCE = 30  # a month of a large force's messages fits into memory; two years of them do not


class ReadsWords(Protocol):
    """What this file needs of an engine."""

    def rows(self, expression: ir.Table) -> pl.DataFrame:
        """The rows of an expression, in memory."""

    def hold(self, name: str, rows: pa.Table) -> ir.Table:
        """Rows held in memory, as a table."""


def mentions_in(records: Records, engine: ReadsWords, sets: Sequence[KeywordSet]) -> ir.Table:
    """Where the words of the approved sets stand in the records: rows of MENTIONS, held in the engine."""
    found = [MENTIONS.empty_table()]
    for name, (column, stages) in TEXTS.items():
        finder = Finder(one for one in sets if one.stage in stages)
        if finder.sets and records.has(name):
            found += [_of_feed(name, finder.mentions(texts)) for texts in _texts(records, engine, name, column)]
    return engine.hold("mentions", pa.concat_tables(found))


def _texts(records: Records, engine: ReadsWords, name: str, column: str) -> Iterator[pl.DataFrame]:
    table, time = records.tables[name], str(all_feeds()[name].known_from)
    written = table.filter(table[column].notnull() & (table[column] != ""))
    first, last = engine.rows(written.agg(first=_[time].min(), last=_[time].max())).row(0)
    if first is None:
        return
    step = DAYS_AT_ONCE * MICROSECONDS_A_DAY
    for start in range(first, last + 1, step):
        then = written.filter((_[time] >= start) & (_[time] < start + step))
        yield engine.rows(then.select(record_id=record_id(then, name), text=then[column]))


def _of_feed(name: str, found: pl.DataFrame) -> pa.Table:
    rows = (
        found.with_columns(feed=pl.lit(name)).select("feed", "record_id", *COLUMNS).sort("record_id", "place", "phrase")
    )
    return rows.to_arrow().cast(MENTIONS)
