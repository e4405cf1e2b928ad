"""How a whole scan grows with the force: three sizes, on DuckDB and on Spark on this machine.

Each scan is a process of its own, so that its CPU time and memory are those of that scan alone, with Java and its
workers; both are read from /proc (Linux only) five times a second. Every scan is done once: compare the ratios of one
run. `--data DIR` is a folder whose subfolders are stores made by `upstander load`; left out, three forces are simulated
(150, 300 and 600 staff over 180 days).
"""

import os
import subprocess
import sys
import tempfile
import time
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow.parquet as pq

from benchmarks.report import Table
from upstander.engines import DuckDBEngine, open_engine
from upstander.leads.scan import feeds_read, last_day, scan
from upstander.leads.settings import load_settings
from upstander.records.loading import load_source
from upstander.records.store import is_store, open_records
from upstander.simulation import simulate

STAFF, DAYS = (150, 300, 600), 180
ENGINES = ("duckdb", "local[2]")
MEMORY = "4GB"
TICKS, PAGE = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE")
EVERY = 0.2  # seconds between two looks at what a scan uses


@dataclass(frozen=True)
class Cost:
    """What one scan took: seconds of the processors and of the clock, and the most memory at once (bytes)."""

    cpu: float
    wall: float
    peak: int


def measure(options: Namespace) -> list[Table]:
    """One table for each engine, and one that sets them side by side."""
    with tempfile.TemporaryDirectory() as folder:
        stores = _given(options.data) if options.data else _simulated(Path(folder))
        sizes = [_records(store) for store in stores]
        costs = {engine: [_scanned(store, engine) for store in stores] for engine in ENGINES}
    tables = [_of_engine(engine, sizes, costs[engine]) for engine in ENGINES]
    return [*tables, _side_by_side(sizes, costs)]


def _given(folder: Path) -> list[Path]:
    return sorted((path for path in folder.iterdir() if is_store(path)), key=_records)


def _simulated(folder: Path) -> list[Path]:
    stores = [folder / f"{staff}" for staff in STAFF]
    for staff, store in zip(STAFF, stores, strict=True):
        simulate(folder / f"force-{staff}", staff, DAYS, 1)
        with DuckDBEngine(memory=MEMORY) as engine:
            load_source(folder / f"force-{staff}" / "records", store, engine, None)
    return stores


def _records(store: Path) -> int:
    return sum(pq.read_metadata(file).num_rows for file in (store / "records").rglob("*.parquet"))


def _scanned(store: Path, engine: str) -> Cost:
    """Scans in another process and watches it and all that it starts."""
    begun = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.growth", str(store), engine], start_new_session=True)
    cpu, peak = 0.0, 0
    while process.poll() is None:
        used = list(_of_session(process.pid))
        cpu, peak = max(cpu, sum(c for c, _ in used)), max(peak, sum(m for _, m in used))
        time.sleep(EVERY)
    if process.returncode:
        raise RuntimeError(f"the scan of {store.name} on {engine} failed")
    return Cost(cpu, time.perf_counter() - begun, peak)


def _of_session(session: int) -> Iterator[tuple[float, int]]:
    """CPU seconds, with those of children that ended, and bytes in memory of each process of a session."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended meanwhile
        if int(fields[3]) == session:
            yield sum(int(ticks) for ticks in fields[11:15]) / TICKS, int(fields[21]) * PAGE


def _of_engine(engine: str, sizes: Sequence[int], costs: Sequence[Cost]) -> Table:
    columns = (
        "records",
        "× the records",
        "CPU s",
        "× the CPU",
        "CPU s a million",
        "of each further million",
        "peak GB",
    )
    rows = []
    for number, (size, cost) in enumerate(zip(sizes, costs, strict=True)):
        further: object = "–"
        if number:
            further = (cost.cpu - costs[number - 1].cpu) / (size - sizes[number - 1]) * 1e6
        ratios = (size / sizes[0], cost.cpu, cost.cpu / costs[0].cpu, cost.cpu / size * 1e6)
        rows.append((size, *ratios, further, cost.peak / 1e9))
    note = f"Engine limit {MEMORY}. Growth in line with the records gives the same figure in both columns marked ×."
    return Table(f"A whole scan on {engine}", columns, rows, note)


def _side_by_side(sizes: Sequence[int], costs: dict[str, list[Cost]]) -> Table:
    one, other = ENGINES
    rows = [(n, b.cpu / a.cpu, b.peak / a.peak) for n, a, b in zip(sizes, costs[one], costs[other], strict=True)]
    return Table(f"{other} against {one}", ("records", "× the CPU", "× the peak memory"), rows)


def scan_once(store: Path, address: str) -> None:
    """Scans one store whole, with every sign that its records allow, taking nothing over from a scan before."""
    with open_engine(address, memory=MEMORY) as engine:
        records = replace(open_records(store, engine), origin=None)
        found = scan(records, engine, last_day(records, engine), load_settings())
        print(f"{sum(feeds_read(records, engine).values()):,} records, {len(found.raised)} raised")


if __name__ == "__main__":
    scan_once(Path(sys.argv[1]), sys.argv[2])
