"""Forces with nothing planted, made once for all tests, and scans of them, each made once for a worker."""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.trials.telling import Told
from upstander.trials.force import Tables, ordinary_force, read_force
from upstander.trials.outcome import Outcome, outcome
from upstander.trials.planting import Planted, plant

YEAR = (150, 365, 11)  # staff, days, seed: large enough for every role, long enough for the slowest of the cases
LARGER = (600, 270, 11)  # in it fewer than one in five hundred show what one person alone shows


@pytest.fixture(scope="session")
def ordinary_folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int, int, int], Path]:
    """`ordinary_folder(staff, days, seed)`: records of a force with nothing planted, made once for all workers."""
    worker = tmp_path_factory.getbasetemp()
    shared = worker.parent if worker.name.startswith("popen-") else worker

    def made(staff: int, days: int, seed: int) -> Path:
        whole = shared / f"force of {staff} over {days} days by {seed}"
        if not whole.exists():
            part = shared / f"{whole.name} by {os.getpid()}"
            ordinary_force(part, staff, days, seed)
            with contextlib.suppress(OSError):  # another worker was first
                part.rename(whole)
        return whole / "records"

    return made


@pytest.fixture(scope="session")
def ordinary(ordinary_folder: Callable[[int, int, int], Path]) -> Callable[[int, int, int], Tables]:
    """`ordinary(staff, days, seed)`: the same force as tables in the store's types."""
    return lambda staff, days, seed: read_force(ordinary_folder(staff, days, seed))


class Trials:
    """Plants stories in the same ordinary force and scans it, each combination once."""

    def __init__(self, force: Tables) -> None:
        self.force = force
        self._scanned: dict[tuple[str, ...], tuple[Planted, Outcome]] = {}

    def of(self, *told: Told) -> tuple[Planted, Outcome]:
        """The force with these stories in it, and what a scan after its last record says."""
        names = tuple(one.name for one in told)
        if names not in self._scanned:
            planted = plant(self.force, [one.story(self.force) for one in told])
            self._scanned[names] = planted, outcome(planted.tables)
        return self._scanned[names]


@pytest.fixture(scope="session")
def trials(ordinary: Callable[[int, int, int], Tables]) -> Trials:
    """Trials in an ordinary force over a year."""
    return Trials(ordinary(*YEAR))


@pytest.fixture(scope="session")
def trials_among_many(ordinary: Callable[[int, int, int], Tables]) -> Trials:
    """Trials in an ordinary force of many people."""
    return Trials(ordinary(*LARGER))
