"""A benchmark's answer: tables in Markdown, with the command, the machine and the versions that gave them."""

import datetime as dt
import os
import platform
import resource
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import ibis.expr.types as ir

RESULTS = Path(__file__).parent / "results"
VERSIONS = ("duckdb", "ibis-framework", "numba", "numpy", "pyarrow", "polars", "splink")


@dataclass(frozen=True)
class Table:
    """Rows under a heading; every row has a cell for each column. The note says how to read them."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]
    note: str = ""

    def markdown(self) -> str:
        """The table as Markdown."""
        lines = [self.columns, ["---"] * len(self.columns), *self.rows]
        body = "\n".join("| " + " | ".join(_cell(c) for c in line) + " |" for line in lines)
        return f"## {self.title}\n\n{body}\n" + (f"\n{self.note}\n" if self.note else "")


@dataclass(frozen=True)
class Took:
    """Seconds on the clock and of the processors."""

    wall: float
    cpu: float


def took(work: Callable[[], object]) -> Took:
    """Does some work once and says what it took, all threads together."""
    wall, cpu = time.perf_counter(), _cpu()
    work()
    return Took(time.perf_counter() - wall, _cpu() - cpu)


def in_turn(works: Mapping[str, Callable[[], object]], repeats: int) -> dict[str, Took]:
    """Does each piece of work once to warm up, then all in turn several times; the medians.

    In turn, so that what else the machine does falls on all alike.
    """
    for work in works.values():
        work()
    times = [{name: took(work) for name, work in works.items()} for _ in range(repeats)]
    return {
        name: Took(statistics.median(t[name].wall for t in times), statistics.median(t[name].cpu for t in times))
        for name in works
    }


def every_value(table: ir.Table, columns: Sequence[str]) -> ir.Table:
    """One row for which the engine must read every value: sums, because a largest value can be told from file heads."""
    sums = {c: table[c].length().sum() if table[c].type().is_string() else table[c].mean() for c in columns}
    return table.aggregate(**sums)


def write(name: str, what: str | None, tables: Sequence[Table], command: Sequence[str]) -> None:
    """Prints the tables and writes them to results/<name>.md."""
    versions = ", ".join(f"{package} {version(package)}" for package in VERSIONS)
    head = (
        f"# {(what or name).strip().splitlines()[0]}\n\n`{' '.join(_without_paths(command))}`\n\n"
        f"{dt.datetime.now(dt.UTC):%Y-%m-%d}, {_machine()}, Python {platform.python_version()}, {versions}\n"
    )
    text = "\n".join([head, *(table.markdown() for table in tables)])
    print(text)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.md").write_text(text)


def _without_paths(command: Sequence[str]) -> list[str]:
    """The command with every folder of this machine told as DIR."""
    return ["DIR" if "/" in word else word for word in command]


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _machine() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    models = [line for line in cpuinfo.read_text().splitlines() if "model name" in line] if cpuinfo.exists() else []
    model = models[0].split(":")[1].strip() if models else platform.machine()
    return f"{model}, {os.cpu_count()} cores, busy {os.getloadavg()[0]:.1f}"


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
    return f"{value:,}" if isinstance(value, int) else str(value)
