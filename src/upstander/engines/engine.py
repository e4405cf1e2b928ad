"""What a scan needs of an engine, whichever one it is."""

from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

import ibis.expr.types as ir
import polars as pl
import pyarrow as pa

Walk = Callable[[pa.Table], pa.Table]


class EngineError(ValueError):
    """No engine can be opened as it was asked for; the message says what to do."""


class Engine(Protocol):
    """Runs expressions over Parquet and keeps what they give: every engine the same rows, in no order of its own."""

    def __enter__(self) -> Self:
        """Gives the engine, which is closed at the end of the block."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Closes the engine."""

    def close(self) -> None:
        """Ends the engine and removes what it had written."""

    def read_parquet(self, paths: Sequence[Path]) -> ir.Table:
        """One table over Parquet files of one schema."""

    def hold(self, name: str, rows: pa.Table) -> ir.Table:
        """Rows held in memory, as a table of the engine under that name."""

    def keep(self, name: str, expression: ir.Table) -> ir.Table:
        """Computes an expression once and keeps the result under that name, so that others may build on it."""

    def forget(self, *names: str) -> None:
        """Drops what was kept under these names, and with it the room that it took."""

    def rows(self, expression: ir.Table) -> pl.DataFrame:
        """The rows of an expression, in memory."""

    def arrow(self, expression: ir.Table) -> pa.Table:
        """The same, as an Arrow table of the expression's types."""

    def walk(
        self, name: str, table: ir.Table, *, by: str, walk: Walk, schema: pa.Schema, rows_at_once: int
    ) -> ir.Table:
        """Gives a compiled walk every row of every group, and keeps what it finds (`schema`) under that name.

        `walk` is called with tables of whole groups, about `rows_at_once` rows at a time (more if one group has more).
        The column `by` is dictionary-encoded text, each name in the dictionary once; rows come in any order. It runs
        wherever the engine reads, so it must be a function that can be sent there, and depend on nothing else.
        """

    def beside(self) -> "LocalEngine":
        """An engine on this machine, for the few questions that only it can be asked; closed with this one."""


class LocalEngine(Engine, Protocol):
    """An engine on this machine over which people can be compared."""

    def table(self, name: str) -> ir.Table:
        """What is kept under that name."""

    def splink(self) -> Any:
        """Its connection in the form that Splink compares people over."""
