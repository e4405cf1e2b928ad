"""DuckDB on one machine: the default engine."""

import tempfile
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import ibis
import ibis.expr.types as ir
import numpy as np
import polars as pl
import pyarrow as pa

from upstander.engines.engine import Walk

_HELD = "rows_held_now"  # what Arrow's rows are called while they are copied


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
            "wal_autocheckpoint": "'1GB'",  # the scratch file is never opened again: no tidying up between tables,
            "fsync_mode": "'NONE'",  # and nothing in it has to outlive the machine
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
        schema = ibis.Schema.from_pyarrow(rows.schema)
        self.backend.con.register(_HELD, rows)
        try:
            return self._create(name, schema, f"FROM {_quoted(_HELD)}")
        finally:
            self.backend.con.unregister(_HELD)

    def keep(self, name: str, expression: ir.Table) -> ir.Table:
        """Computes an expression once and keeps the result under that name, so that others may build on it."""
        self.backend._run_pre_execute_hooks(expression)  # puts the rows that the expression itself holds into DuckDB
        return self._create(name, expression.schema(), self.backend.compile(expression))

    def _create(self, name: str, schema: ibis.Schema, query: str) -> ir.Table:
        """A table of what a query gives, in the types that are said: DuckDB's own sums are wider than those of Ibis.

        `create_table` of Ibis does the same in five statements that it writes anew each time, which for the many small
        tables of a scan costs more than computing them. Any column may be null. Raises ValueError where two columns
        differ in case alone, which DuckDB would take for one, or where a column has no type.
        """
        if len({column.casefold() for column in schema}) < len(schema) or schema.null_fields:
            raise ValueError(f"{name}: no two columns may differ in case alone, and each needs a type: {schema}")
        typed = ", ".join(f"CAST({_quoted(one)} AS {kind}) AS {_quoted(one)}" for one, kind in _kinds(schema))
        self.backend.raw_sql(f"CREATE OR REPLACE TABLE {_quoted(name)} AS SELECT {typed} FROM ({query})")
        return self.table(name)

    def forget(self, *names: str) -> None:
        """Drops what was kept under these names, and with it the memory that it took."""
        for name in names:
            self.backend.drop_table(name, force=True)

    def rows(self, expression: ir.Table) -> pl.DataFrame:
        """The rows of an expression, in memory."""
        frame = pl.from_arrow(self.arrow(expression))
        assert isinstance(frame, pl.DataFrame)  # noqa: S101 - a table, not a column, was asked for
        return frame

    def arrow(self, expression: ir.Table) -> pa.Table:
        """The same, as an Arrow table of the expression's types."""
        return self.backend.to_pyarrow(expression)

    def walk(
        self, name: str, table: ir.Table, *, by: str, walk: Walk, schema: pa.Schema, rows_at_once: int
    ) -> ir.Table:
        """Gives a compiled walk whole groups and keeps what it finds; see `Engine.walk`."""
        counted = self.keep(f"{name}_walked", _numbered(table, by))
        runs = _runs(self.rows(counted.order_by("number")), rows_at_once)
        found = [walk(self._of_groups(table, by, counted, groups)) for groups in runs]
        self.forget(f"{name}_walked")
        return self.hold(name, pa.concat_tables([schema.empty_table(), *found]))

    def _of_groups(self, table: ir.Table, by: str, counted: ir.Table, groups: pl.DataFrame) -> pa.Table:
        """The rows of a run of groups, in the order they are stored."""
        wanted = table.filter(table[by].between(groups[by][0], groups[by][-1]))  # passes over files and parts of files
        rows = self.arrow(wanted.join(counted, by).select("number", *(c for c in table.columns if c != by)))
        number = rows["number"].to_numpy() - np.int32(groups["number"][0])
        names = pa.DictionaryArray.from_arrays(pa.array(number), groups[by].to_arrow().cast(pa.string()))
        return rows.set_column(0, by, names)

    def beside(self) -> Self:
        """Itself: it is on this machine."""
        return self

    def table(self, name: str) -> ir.Table:
        """What is kept under that name."""
        return self.backend.table(name)

    def splink(self) -> Any:
        """This connection in the form that Splink compares people over, with what it keeps beside ours."""
        from splink import DuckDBAPI  # noqa: PLC0415 - half a second that only a comparison of people should cost

        return DuckDBAPI(self.backend.con)

    def run(self, statement: str) -> Any:
        """Runs one statement of SQL and gives the cursor."""
        return self.backend.raw_sql(statement)


@lru_cache(maxsize=1024)
def _kinds(schema: ibis.Schema) -> tuple[tuple[str, str], ...]:
    """Each column of a table with its type in DuckDB's words."""
    defined = [column.args for column in schema.to_sqlglot_column_defs("duckdb")]
    return tuple((one["this"].name, one["kind"].sql("duckdb")) for one in defined)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _numbered(table: ir.Table, by: str) -> ir.Table:
    """Each group with a number in the order of its name: a number for each row is cheaper to carry than a name."""
    counted = table.group_by(by).aggregate(rows=table.count())
    return counted.mutate(number=ibis.row_number().over(order_by=by).cast("int32"))


def _runs(groups: pl.DataFrame, rows_at_once: int) -> Iterator[pl.DataFrame]:
    """Runs of neighbouring groups with about so many rows together."""
    run = (groups["rows"].cum_sum() - groups["rows"]) // rows_at_once
    yield from groups.with_columns(run=run).partition_by("run", maintain_order=True)
