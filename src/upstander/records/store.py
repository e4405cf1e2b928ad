"""The store: a folder of Parquet that the loader writes and every engine reads.

STORE/records/<feed>/month=2025-03/<load>.parquet   feeds with a time
STORE/records/<feed>/<load>.parquet                  feeds without
STORE/rows/<the same>                                 which row of its source each record came from
STORE/loads/<load>.json                               what the load took in, and of which file
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import ibis.expr.types as ir
import pyarrow as pa

from upstander.records.as_known import Origin, Records
from upstander.records.catalogue import all_feeds
from upstander.records.placing import is_unfinished


class UnfinishedStoreError(Exception):
    """A load was stopped, or is going on, while its files were being put in place."""


class ReadsParquet(Protocol):
    """What the store needs of an engine."""

    def read_parquet(self, paths: Sequence[Path]) -> ir.Table:
        """One table over Parquet files of one schema."""

    def hold(self, name: str, rows: pa.Table) -> ir.Table:
        """Rows held in memory, as a table."""


def is_store(folder: Path) -> bool:
    """Whether a folder is a store, and not a folder of records still to be loaded."""
    return (folder / "loads").is_dir()


def files_of(store: Path, feed: str) -> list[Path]:
    """The Parquet files that hold a feed, in name order."""
    return sorted((store / "records" / feed).rglob("*.parquet"))


def open_records(store: Path, engine: ReadsParquet) -> Records:
    """Every feed of a store, as tables of the engine; a feed with no file is empty and not present.

    A later version of a record has taken the earlier one's place when it was loaded, so each key is here once.
    Raises UnfinishedStoreError where a load has put only some of its files in place.
    """
    if is_unfinished(store):
        raise UnfinishedStoreError(f"a load into {store} has not ended; if it was stopped, run `upstander load` again")
    tables, present = {}, set()
    files = {name: tuple(files_of(store, name)) for name in all_feeds()}
    for name, feed in all_feeds().items():
        if files[name]:
            tables[name] = engine.read_parquet(files[name])
            present.add(name)
        else:
            tables[name] = engine.hold(f"no_{name}", feed.arrow_schema.empty_table())
    return Records(tables, frozenset(present), Origin(store, files))
