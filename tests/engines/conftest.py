"""One small force, written as a store and scanned on each engine once for all tests of this folder."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq
import pytest

from tests.engines.force import small_force
from upstander.engines import DuckDBEngine, Engine
from upstander.engines.spark_engine import SparkEngine
from upstander.leads.raising import Raised
from upstander.leads.scan import last_day, scan
from upstander.leads.settings import load_settings
from upstander.records.store import open_records

# A small question costs Spark more to prepare than to answer: as little preparing as can be.
FOR_SMALL_TABLES = {
    "spark.sql.shuffle.partitions": "2",
    "spark.default.parallelism": "2",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
}


@dataclass(frozen=True)
class Scanned:
    """What a scan gave, out of its engine: tables by name, and what was raised."""

    tables: Mapping[str, pl.DataFrame]
    raised: tuple[Raised, ...]
    not_assessed: frozenset[str]


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small force as a store, in several files for each feed with a time, as months make them."""
    folder = tmp_path_factory.mktemp("two engines")
    for name, table in small_force(folder / "force").items():
        (folder / "store" / "records" / name).mkdir(parents=True)
        for number, start in enumerate(range(0, table.num_rows, max(1, table.num_rows // 2 + 1))):
            part = table.slice(start, table.num_rows // 2 + 1)
            pq.write_table(part, folder / "store" / "records" / name / f"{number}.parquet", compression="zstd")
    return folder / "store"


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkEngine]:
    """Spark on two cores of this machine."""
    scratch = tmp_path_factory.mktemp("scratch")
    with SparkEngine("local[2]", memory="2GB", scratch=scratch, settings=FOR_SMALL_TABLES) as engine:
        yield engine


@pytest.fixture(scope="session")
def on_duckdb(store: Path) -> Scanned:
    """The scan on DuckDB."""
    with DuckDBEngine(memory="2GB") as engine:
        return scanned(store, engine)


@pytest.fixture(scope="session")
def on_spark(store: Path, spark: SparkEngine) -> Scanned:
    """The scan on Spark."""
    return scanned(store, spark)


def scanned(store: Path, engine: Engine) -> Scanned:
    """Scans a store whole, signs that read words among them, and takes everything out of the engine."""
    records = replace(open_records(store, engine), origin=None)
    settings = replace(load_settings(), content_authority="a test")
    found = scan(records, engine, last_day(records, engine), settings)
    joined = {name: engine.rows(getattr(found.known, name)) for name in ("contacts", "purposes", "staff_stops")}
    signs = {}
    for one in found.assessment.observed:
        signs[f"{one.sign.name}, observations"] = engine.rows(one.observations)
        signs[f"{one.sign.name}, counts"] = one.counts
        signs[f"{one.sign.name}, exposed"] = one.exposed
    not_assessed = frozenset(one.sign.name for one in found.assessment.not_assessed)
    return Scanned({**joined, **signs}, found.raised, not_assessed)
