"""`upstander load`: takes a force's exports into the store and says what became of every row."""

from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from upstander.engines import DuckDBEngine
from upstander.records.headers import UnreadableError
from upstander.records.loading import load_source
from upstander.records.locking import StoreBusyError
from upstander.records.mapping import MappingError, read_mapping
from upstander.records.report import FileReport, LoadReport

PATH = click.Path(path_type=Path)


@click.command()
@click.argument("source", type=PATH)
@click.option("--into", "store", type=PATH, required=True, help="The store, a folder; it is made if it is not there.")
@click.option("--mapping", help="A mapping's file, or the name of one that is shipped (upstander feeds lists them).")
@click.option("--memory", default="2GB", show_default=True, help="The most memory that the engine may use.")
def load(source: Path, store: Path, mapping: str | None, memory: str) -> None:
    """Takes SOURCE, a file or a folder of exports, into a store. Rows that cannot be used are kept with the reason."""
    console = Console(stderr=True)
    try:
        chosen = read_mapping(mapping) if mapping else None
        with DuckDBEngine(memory=memory) as engine, _bar(console) as bar:
            task = bar.add_task("opening", total=1.0)
            report = load_source(
                source, store, engine, chosen, lambda what, share: bar.update(task, description=what, completed=share)
            )
    except (UnreadableError, StoreBusyError, MappingError) as error:
        raise click.ClickException(str(error)) from error
    print_report(report)
    if report.nothing_read:
        raise click.exceptions.Exit(1)


def _bar(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn(), console=console, transient=True
    )


def print_report(report: LoadReport) -> None:
    """Says in plain text what became of every file and row."""
    for file in report.files:
        _print_file(file, report.store)
    click.echo(
        "In all: "
        + ", ".join(
            f"{report.total(what):,} {what}" for what in ("read", "accepted", "duplicates", "replaced", "refused")
        )
    )
    for warning in report.warnings:
        click.echo(f"Warning: {warning}")


def _print_file(file: FileReport, store: Path) -> None:
    if file.unreadable or file.already:
        click.echo(f"{file.file}: {file.unreadable or 'already loaded; nothing changes'}")
        return
    for feed in file.feeds:
        click.echo(
            f"{file.file} -> {feed.feed}: {feed.read:,} read, {feed.accepted:,} accepted, "
            f"{feed.duplicates:,} duplicates, {feed.replaced:,} replaced, {feed.refused:,} refused"
        )
        if feed.extra:
            click.echo(f"  columns left out: {', '.join(feed.extra)}")
        for refusal in feed.refusals:
            click.echo(f"  {refusal.rows:,} refused, {refusal.column or 'the row'}: {refusal.reason}. {refusal.remedy}")
            for row, value in refusal.examples:
                click.echo(f"    row {row}: {value if value is not None else ''}")
        if feed.kept_at:
            click.echo(f"  refused rows lie in {store / feed.kept_at}")
    for note in file.notes:
        click.echo(f"  note: {note}")
