"""One small force, written as a store and scanned on each engine once for all tests of a worker."""

import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.engines.force import small_force
from tests.engines.scanning import Scanned, scanned
from upstander.engines import DuckDBEngine
from upstander.engines.spark_engine import SparkEngine

# Python speaks with Spark's Java over this machine's own loopback; every other address stays closed.
ON_SPARK = (pytest.mark.xdist_group("spark"), pytest.mark.allow_hosts(["127.0.0.1", "localhost"]))
ON_SAIL = (pytest.mark.xdist_group("sail"),)
# A small question costs Spark more to prepare than to answer: as little preparing as can be.
FOR_SMALL_TABLES = {
    "spark.sql.shuffle.partitions": "2",
    "spark.default.parallelism": "2",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
}


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small force as a store, in two files for each feed."""
    folder = tmp_path_factory.mktemp("two engines")
    for name, table in small_force(folder / "force").items():
        (folder / "store" / "records" / name).mkdir(parents=True)
        half = table.num_rows // 2 + 1
        for number, start in enumerate(range(0, table.num_rows, half)):
            pq.write_table(table.slice(start, half), folder / "store" / "records" / name / f"{number}.parquet")
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


@pytest.fixture(scope="session")
def on_sail(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Scanned:
    """The scan on Sail."""
    scratch = tmp_path_factory.mktemp("sail")
    asked = [sys.executable, "-m", "tests.engines.sail", store, scratch, scratch / "scanned"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    found: Scanned = pickle.loads((scratch / "scanned").read_bytes())  # noqa: S301 - written just above
    return found


@pytest.fixture(params=[pytest.param("on_spark", marks=ON_SPARK), pytest.param("on_sail", marks=ON_SAIL)])
def elsewhere(request: pytest.FixtureRequest) -> Scanned:
    """The scan on each engine that is not DuckDB."""
    found: Scanned = request.getfixturevalue(request.param)
    return found
