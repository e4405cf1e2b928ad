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
from rich.table import Table

from upstander.contacts.ledger import Answer
from upstander.engines import DUCKDB, DuckDBEngine, Engine, EngineError, open_engine
from upstander.leads.comparing import listed
from upstander.leads.scan import NothingToScanError, Scan, catalogue, last_day
from upstander.leads.scan import scan as scan_records
from upstander.leads.settings import Settings, SettingsError, load_settings
from upstander.leads.writing import write_scan
from upstander.records.as_known import Records
from upstander.records.headers import UnreadableError
from upstander.records.loading import load_source
from upstander.records.locking import StoreBusyError
from upstander.records.rules import Mapping
from upstander.records.store import is_store, open_records

JOINING_STEPS = 6  # how often joining up says where it is; only the time left shown depends on it


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


def print_list(out: Path, report: dict[str, Any]) -> None:
    """Prints what a scan wrote: the list, and what it could not ask."""
    console = Console()
    leads = listed(out)
    raised = report["raised"]
    console.print(
        f"\n[bold]{_count(raised['lead'], 'lead')} and {_count(raised['check'], 'check')}[/bold] among "
        f"{report['people_scanned']:,} officers "
        f"and staff, by the records known before {report['as_of']}."
    )
    if leads.is_empty():
        console.print(_nothing(report), highlight=False)
    for row in leads.sort("rank").iter_rows(named=True):
        console.print(
            f"\n[bold]{row['rank']}. {row['lead_id']}[/bold] ({row['standing']}), first raised on "
            f"{row['first_raised_on']}; expected innocent so far {row['expected_false']:.1f}",
            highlight=False,
        )
        console.print(row["summary"], highlight=False)
    _print_report(console, report)
    console.print(
        f"\nWritten to {out}. Next: upstander explain LEAD_ID --in {out} --purpose 'why you read it'", highlight=False
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _nothing(report: dict[str, Any]) -> str:
    """An empty list is an answer only about what was asked."""
    left, asked = len(report["signs_not_assessed"]), len(report["signs_assessed"])
    if not left:
        return "Nothing is put before an investigator. That is an answer too."
    return (
        f"Nothing is put before an investigator. That answers {asked} of {asked + left} signs; the other {left} "
        "could not be asked of these records, and nothing is known about them."
    )


def _print_report(console: Console, report: dict[str, Any]) -> None:
    table = Table(title="Contacts and what explains them", title_justify="left")
    table.add_column("kind")
    for answer in Answer:
        table.add_column(answer.replace("_", " "), justify="right")
    counted = {(row["kind"], row["answer"]): row for row in report["contacts_explained"]}
    for kind in sorted({kind for kind, _answer in counted}):
        cells = [counted.get((kind, str(answer))) for answer in Answer]
        shown = [f"{cell['contacts']:,} ({cell['share']:.1%})" if cell else "0" for cell in cells]
        table.add_row(kind.replace("_", " "), *shown)
    console.print(table)
    for one in report["signs_not_assessed"]:
        console.print(f"Cannot assess: {one['title']} ({one['because']}).", highlight=False)
    for one in report["null_health"]:
        if one["advisory"] and one["findings"]:
            console.print(f"Advisory only: {one['sign_id'].replace('_', ' ')} ({one['advisory']}).", highlight=False)
    for one in report["raised_noticeably_more_or_less"]:
        console.print(f"Raised more or less often than chance would have it: {one}. Ask why.", highlight=False)
    console.print(report["expected_false_note"], highlight=False)
