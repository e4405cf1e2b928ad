"""A simulated force in which nothing is planted, as tables in the store's types: the background of the trials."""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from upstander.records.as_known import Records
from upstander.records.catalogue import all_feeds
from upstander.records.columns import Column, Kind
from upstander.records.feed import Feed
from upstander.simulation.errors import go_wrong
from upstander.simulation.simulate import _write, live
from upstander.simulation.stories import all_cases, tell_stories
from upstander.simulation.truth import Truth

Tables = Mapping[str, pa.Table]  # feeds by name in the store's types; a feed that is not there is missing


class Holds(Protocol):
    """What this file needs of an engine."""

    def hold(self, name: str, rows: pa.Table) -> ir.Table:
        """Rows held in memory, as a table."""


def ordinary_force(folder: Path, staff: int, days: int, seed: int) -> Tables:
    """Simulates a force with nothing planted into a folder, and reads what was written there."""
    world = live(staff, days, seed, _quiet)
    go_wrong(world)
    _write(folder, world, Truth(), _quiet)
    return read_force(folder / "records")


def eventful_force(folder: Path, staff: int, days: int, seed: int, times: int = 1) -> Tables:
    """Simulates a force with every look-alike and each case so many times; what is true lies in FOLDER/truth."""
    world, truth = live(staff, days, seed, _quiet), Truth()
    tell_stories(world, truth, list(all_cases()) * times)
    go_wrong(world)
    _write(folder, world, truth, _quiet)
    return read_force(folder / "records")


def read_force(records: Path) -> dict[str, pa.Table]:
    """The feeds of a folder written by the simulation, one folder of Parquet each; feeds with no rows are missing."""
    found = {}
    for name, feed in all_feeds().items():
        if files := sorted((records / name).glob("*.parquet")):
            found[name] = in_store_types(feed, pa.concat_tables([pq.read_table(file) for file in files]))
    return {name: table for name, table in found.items() if table.num_rows}


def in_store_types(feed: Feed, table: pa.Table) -> pa.Table:
    """A table in the types in which records are handed over, in the types in which the store keeps them."""
    return pa.table([_kept(column, table[column.name]) for column in feed.columns], schema=feed.arrow_schema)


def _kept(column: Column, values: pa.ChunkedArray) -> pa.ChunkedArray:
    if column.kind is Kind.DEGREES:
        values = pc.round(pc.multiply(values, 1e6))
    return values.cast(column.stored_as)


def records_of(tables: Tables, engine: Holds) -> Records:
    """The records of a force as tables of the engine."""
    held = {
        name: engine.hold(name, tables.get(name, feed.arrow_schema.empty_table())) for name, feed in all_feeds().items()
    }
    return Records(held, frozenset(tables))


def _quiet(_done: str) -> None:
    """Nobody is told how far it is."""
