"""Apache Spark: one session on this machine, on a cluster, or on any server of Spark Connect."""

import itertools
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
from ibis.backends.pyspark.datatypes import PySparkSchema
from pyspark.sql import DataFrame, SparkSession

from upstander.engines.duckdb_engine import DuckDBEngine
from upstander.engines.engine import Walk
from upstander.engines.java import java_found
from upstander.engines.spark_compiler import Compiler
from upstander.engines.whole_groups import whole_groups

# What both kinds of session can be told at any time.
SESSION = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",  # a number too large is an error, as on DuckDB, and never another number
}
# What the Spark that is started here is told before it starts.
PROCESS = {
    "spark.ui.enabled": "false",  # its pages would show what is being scanned to whoever asks this machine
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "100000",
}


class SparkEngine:
    """A session of Spark over Ibis. What is kept is written to the scratch folder as Parquet and read from there.

    That is what a classic session, Spark Connect and Sail all do alike; it keeps plans short, and lost work is found
    again. The scratch folder must be seen by every worker at the same path; it is emptied when the engine is closed.
    One process has one session: open one of these at a time. `memory` bounds the Spark that is started on this machine.
    """

    def __init__(
        self, address: str, memory: str = "4GB", scratch: Path | None = None, settings: Mapping[str, str] | None = None
    ) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="upstander-", dir=scratch)
        self._number = itertools.count()
        self._written: dict[str, Path] = {}
        self._beside: DuckDBEngine | None = None
        try:
            self._session = _session(address, memory, Path(self._folder.name), settings or {})
        except BaseException:
            self._folder.cleanup()
            raise
        self.backend: Any = ibis.pyspark.connect(self._session)
        self.backend.compiler = Compiler()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Ends the session and removes what it had written."""
        if self._beside:
            self._beside.close()
        self._session.stop()
        self._folder.cleanup()

    def read_parquet(self, paths: Sequence[Path]) -> ir.Table:
        """One table over Parquet files of one schema."""
        return self._view(ibis.util.gen_name("read"), self._files(pq.read_schema(paths[0]), paths))

    def hold(self, name: str, rows: pa.Table) -> ir.Table:
        """Rows held by the engine under that name."""
        folder = self._new_folder()
        pq.write_table(rows, folder / "rows.parquet", compression="zstd")
        return self._kept(name, rows.schema, folder)

    def keep(self, name: str, expression: ir.Table) -> ir.Table:
        """Computes an expression once and keeps the result under that name, so that others may build on it."""
        return self._computed(name, self._frame(expression), expression.schema().to_pyarrow())

    def forget(self, *names: str) -> None:
        """Drops what was kept under these names, and with it the room that it took."""
        for name in names:
            if name in self._written:
                self._session.catalog.dropTempView(name)
                shutil.rmtree(self._written.pop(name))

    def rows(self, expression: ir.Table) -> pl.DataFrame:
        """The rows of an expression, in the memory of this process."""
        frame = pl.from_arrow(self.arrow(expression))
        assert isinstance(frame, pl.DataFrame)  # noqa: S101 - a table, not a column, was asked for
        return frame

    def arrow(self, expression: ir.Table) -> pa.Table:
        """The same, as an Arrow table of the expression's types."""
        return self._frame(expression).toArrow().cast(expression.schema().to_pyarrow())

    def walk(
        self, name: str, table: ir.Table, *, by: str, walk: Walk, schema: pa.Schema, rows_at_once: int
    ) -> ir.Table:
        """Gives a compiled walk whole groups, where their rows are; see `Engine.walk`. This package must be there."""

        def of_a_split(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            for groups in whole_groups(batches, by, rows_at_once):
                yield from walk(groups).cast(schema).to_batches()

        split = self._frame(table).repartition(by).sortWithinPartitions(by)
        return self._computed(name, split.mapInArrow(of_a_split, _in_spark(schema)), schema)

    def beside(self) -> DuckDBEngine:
        """DuckDB on this machine, opened when it is first asked for."""
        if self._beside is None:
            self._beside = DuckDBEngine(memory="2GB")
        return self._beside

    def _frame(self, expression: ir.Table) -> DataFrame:
        for table in expression.op().find(ops.InMemoryTable):
            if table.name not in self._written:
                self.hold(table.name, table.data.to_pyarrow(table.schema))
        return self._session.sql(self.backend.compile(expression))

    def _computed(self, name: str, frame: DataFrame, schema: pa.Schema) -> ir.Table:
        folder = self._new_folder()
        typed = [frame[field.name].cast(field.dataType) for field in _in_spark(schema).fields]
        frame.select(*typed).write.mode("append").parquet(str(folder))
        return self._kept(name, schema, folder)

    def _kept(self, name: str, schema: pa.Schema, folder: Path) -> ir.Table:
        """What stands in a folder takes this name, and what had it before is gone."""
        view = self._view(name, self._files(schema, [folder]))
        before = self._written.get(name)
        self._written[name] = folder
        if before is not None:
            shutil.rmtree(before)
        return view

    def _files(self, schema: pa.Schema, paths: Sequence[Path]) -> DataFrame:
        return self._session.read.schema(_in_spark(schema)).parquet(*(str(path) for path in paths))

    def _view(self, name: str, frame: DataFrame) -> ir.Table:
        frame.createOrReplaceTempView(name)
        return self.backend.table(name)

    def _new_folder(self) -> Path:
        folder = Path(self._folder.name) / f"{next(self._number)}"
        folder.mkdir()  # Sail makes none where there are no rows
        return folder


def _in_spark(schema: pa.Schema) -> Any:
    """An Arrow schema as Spark's, in which any column may be null."""
    columns = {name: kind.copy(nullable=True) for name, kind in ibis.Schema.from_pyarrow(schema).items()}
    return PySparkSchema.from_ibis(ibis.schema(columns))


def _session(address: str, memory: str, scratch: Path, settings: Mapping[str, str]) -> SparkSession:
    if address.startswith("sc://"):
        return _configured(SparkSession.builder.remote(address), {**SESSION, **settings}).getOrCreate()
    told = {**SESSION, **PROCESS, "spark.driver.memory": memory.lower().removesuffix("b")}
    if address.startswith("local"):  # on a cluster folders, addresses and Python are its operator's to say
        told |= {"spark.local.dir": str(scratch / "spill"), "spark.sql.warehouse.dir": str(scratch / "warehouse")}
        told |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    with java_found(scratch):
        return _configured(SparkSession.builder.master(address), {**told, **settings}).getOrCreate()


def _configured(builder: Any, settings: Mapping[str, str]) -> Any:
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder
