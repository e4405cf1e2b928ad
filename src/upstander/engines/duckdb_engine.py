"""DuckDB on one machine: the default engine."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import ibis
import ibis.expr.types as ir
import polars as pl
import pyarrow as pa


class DuckDBEngine:
    """One connection to DuckDB, with a bound on memory and a scratch folder to spill into.

    `memory` is DuckDB's own limit ("4GB"); the Python process needs some hundreds of MB beside it.
    The scratch folder is removed when the engine is closed.
    """

    def __init__(self, memory: str = "4GB", threads: int | None = None, scratch: Path | None = None) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="upstander-", dir=scratch)
        self.backend: Any = ibis.duckdb.connect(Path(self._folder.name) / "scratch.duckdb")
        settings = {
            "memory_limit": f"'{memory}'",
            "TimeZone": "'UTC'",
            "temp_directory": f"'{self._folder.name}/spill'",
            "force_compression": "'uncompressed'",  # packing a table that is read a few times costs more than making it
            "wal_autocheckpoint": "'1GB'",  # the scratch file is never opened again: no tidying up between tables
        }
        if threads is not None:
            settings["threads"] = str(threads)
        for name, value in settings.items():
            self.backend.raw_sql(f"SET {name} = {value}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connection and removes what it had written."""
        self.backend.disconnect()
        self._folder.cleanup()

    def read_parquet(self, paths: Sequence[Path]) -> ir.Table:
        """One table over Parquet files of one schema."""
        return self.backend.read_parquet([str(path) for path in paths], hive_partitioning=False)

    def hold(self, name: str, rows: pa.Table) -> ir.Table:
        """Rows held in memory, as a table of the engine under that name."""
        return self.backend.create_table(name, rows, overwrite=True)

    def keep(self, name: str, expression: ir.Table) -> ir.Table:
        """Computes an expression once and keeps the result under that name, so that others may build on it."""
        return self.backend.create_table(name, expression, overwrite=True)

    def forget(self, *names: str) -> None:
        """Drops what was kept under these names, and with it the memory that it took."""
        for name in names:
            self.backend.drop_table(name, force=True)

    def rows(self, expression: ir.Table) -> pl.DataFrame:
        """The rows of an expression, in memory."""
        frame = pl.from_arrow(self.backend.to_pyarrow(expression))
        assert isinstance(frame, pl.DataFrame)  # noqa: S101 - a table, not a column, was asked for
        return frame

    def run(self, statement: str) -> Any:
        """Runs one statement of SQL and gives the cursor."""
        return self.backend.raw_sql(statement)
