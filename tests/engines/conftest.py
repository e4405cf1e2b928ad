"""One small force, written as a store and scanned on each engine once for all tests of a worker."""

import pickle
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.engines.force import small_force
from tests.engines.scanning import Scanned, scanned
from upstander.engines import DuckDBEngine


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
def on_duckdb(store: Path) -> Scanned:
    """The scan on DuckDB."""
    with DuckDBEngine(memory="2GB") as engine:
        return scanned(store, engine)


@pytest.fixture(
    scope="session", params=[pytest.param(kind, marks=pytest.mark.xdist_group(kind)) for kind in ("spark", "sail")]
)
def elsewhere(request: pytest.FixtureRequest, store: Path, tmp_path_factory: pytest.TempPathFactory) -> Scanned:
    """The scan on each engine that is not DuckDB."""
    scratch = tmp_path_factory.mktemp(request.param)
    asked = [sys.executable, "-m", "tests.engines.elsewhere", request.param, store, scratch, scratch / "scanned"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    found: Scanned = pickle.loads((scratch / "scanned").read_bytes())  # noqa: S301 - written just above
    return found
