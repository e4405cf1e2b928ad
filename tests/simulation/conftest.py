"""A small simulated force, made once for all tests of this room."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from upstander.simulation import simulate
from upstander.simulation.simulate import live
from upstander.simulation.world import World

STAFF, DAYS, SEED = 150, 42, 7


@pytest.fixture(scope="session")
def force(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("force")
    simulate(out, STAFF, DAYS, SEED)
    return out


@pytest.fixture(scope="session")
def feed(force: Path) -> Callable[[str], pl.DataFrame]:
    return lambda name: pl.read_parquet(force / "records" / name / "*.parquet")


@pytest.fixture(scope="session")
def world() -> World:
    """A force of 300 over half a year, before any story is told."""
    return live(300, 180, 5, lambda _: None)
