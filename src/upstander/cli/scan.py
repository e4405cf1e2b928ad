"""Scans a store, or a folder of records, and prints what is put before an investigator."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from upstander.engines import DUCKDB, DuckDBEngine, Engine, EngineError, open_engine
from upstander.leads.scan import NothingToScanError, Scan, catalogue, last_day
from upstander.leads.scan import scan as scan_records
from upstander.leads.settings import Settings, SettingsError, load_settings
from upstander.leads.telling.listing import print_list
from upstander.leads.writing import write_scan
from upstander.records.as_known import Records
from upstander.records.headers import UnreadableError
from upstander.records.loading import load_source
from upstander.records.locking import StoreBusyError
from upstander.records.rules import Mapping
from upstander.records.store import is_store, open_records

JOINING_STEPS = 7  # how often joining up says where it is; only the time left shown depends on it


@click.command()
@click.argument("source", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Read the records as they stood when this day began.")
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("leads"), show_default=True, help="Where to write."
)
@click.option("--settings", "changes", type=click.Path(exists=True, path_type=Path), help="A reviewed settings file.")
@click.option("--memory", default="4GB", show_default=True, help="How much memory the engine may use.")
@click.option(
    "--engine",
    "address",
    default=DUCKDB,
    show_default=True,
    help="Where to scan: duckdb, local[CORES] (Spark on this machine), spark://HOST:PORT or sc://HOST:PORT.",
)
@click.option(
    "--scratch",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder for what is kept while scanning; every worker of a cluster must see it at the same path.",
)
def scan(  # noqa: PLR0917 - click gives them all by name
    source: Path,
    as_of: dt.datetime | None,
    out: Path,
    changes: Path | None,
    memory: str,
    address: str,
    scratch: Path | None,
) -> None:
    """Scans SOURCE, a store or a folder of records, and writes leads and findings."""
    try:
        with open_engine(address, memory, scratch) as engine:
            report = scan_into(source, out, engine, as_of, load_settings(changes))
    except (EngineError, NothingToScanError, SettingsError, UnreadableError, StoreBusyError) as error:
        raise click.ClickException(str(error)) from error
    print_list(out, report)


def scan_into(source: Path, out: Path, engine: Engine, as_of: dt.datetime | None, settings: Settings) -> dict[str, Any]:
    """Loads where needed, scans, and writes; gives the report of the scan."""
    store = source if is_store(source) else out / "store"
    if store is not source:
        _load(source, store, engine)
    records = _opened(store, engine)
    found = scan_with_progress(records, engine, instant_read(records, engine, as_of), settings)
    return write_scan(found, engine, store, out)


def _load(source: Path, store: Path, engine: Engine) -> None:
    """A store is made with DuckDB, whichever engine scans it."""
    if isinstance(engine, DuckDBEngine):
        take_in(source, store, engine)
    else:
        with DuckDBEngine() as loader:
            take_in(source, store, loader)


def _opened(store: Path, engine: Engine) -> Records:
    """The records of a store. Stops of an earlier scan are taken over on DuckDB alone: a cluster's go through no one
    process, and a store that it reads need not be one that it may write to.
    """
    records = open_records(store, engine)
    return records if isinstance(engine, DuckDBEngine) else replace(records, origin=None)


def instant_read(records: Records, engine: Engine, as_of: dt.datetime | None) -> int:
    """The instant before which records are read: when that day begins, or after the last record."""
    return int(as_of.replace(tzinfo=dt.UTC).timestamp()) * 1_000_000 if as_of else last_day(records, engine)


def scan_with_progress(records: Records, engine: Engine, instant: int, settings: Settings) -> Scan:
    """Scans with a bar and the time left, and says what was taken over from the scan before."""
    with steps(JOINING_STEPS + len(catalogue()) + 1) as done:
        found = scan_records(records, engine, instant, settings, done)
    for made in found.known.made:
        click.echo(f"{made[0].upper()}{made[1:]}.", err=True)
    return found


def take_in(source: Path, store: Path, engine: DuckDBEngine, mapping: Mapping | None = None) -> None:
    """Loads records first, and says what was not taken in."""
    with steps(100) as done:
        loaded = 0

        def share(what: str, part: float) -> None:
            nonlocal loaded
            for _step in range(int(part * 100) - loaded):
                done(f"loading {what}")
            loaded = max(loaded, int(part * 100))

        report = load_source(source, store, engine, mapping, share)
    click.echo(f"{report.total('accepted'):,} records taken in from {source}.", err=True)
    if report.total("refused"):
        click.echo(
            f"{report.total('refused'):,} rows were refused; {store / 'refused'} keeps each with its reason.", err=True
        )
    for file in report.files:
        if file.unreadable:
            click.echo(f"Not read: {file.unreadable}", err=True)


@contextmanager
def steps(total: int) -> Iterator[Callable[[str], None]]:
    """Progress over a number of steps, with the time left, on the terminal's error stream."""
    columns = (TextColumn("{task.description:<45}"), BarColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=total)
        yield lambda step: progress.update(task, advance=1, description=step.replace("_", " "))
