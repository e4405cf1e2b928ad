"""`upstander nightly`: takes in what is new, scans, and says what became of each lead since the night before."""

import datetime as dt
from pathlib import Path

import click
import polars as pl

from upstander.cli.scan import instant_read, scan_with_progress, take_in
from upstander.engines import DuckDBEngine
from upstander.leads.nights import folder_of, holding, is_done, write_night
from upstander.leads.scan import NothingToScanError
from upstander.leads.settings import Settings, SettingsError, load_settings
from upstander.records.headers import UnreadableError
from upstander.records.locking import StoreBusyError, only_one
from upstander.records.mapping import MappingError, read_mapping
from upstander.records.store import open_records

PATH = click.Path(path_type=Path)


@click.command()
@click.argument("store", type=PATH)
@click.option("--new", type=click.Path(exists=True, path_type=Path), help="Load this first: a file or folder.")
@click.option("--mapping", help="A mapping for what is new: its file, or the name of one that is shipped.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Read the records as they stood when this day began.")
@click.option("--out", type=PATH, default=Path("leads"), show_default=True, help="Where the nights are kept.")
@click.option("--settings", "changes", type=click.Path(exists=True, path_type=Path), help="A reviewed settings file.")
@click.option("--memory", default="4GB", show_default=True, help="How much memory the engine may use.")
def nightly(
    store: Path,
    out: Path,
    as_of: dt.datetime | None,
    *,
    new: Path | None,
    mapping: str | None,
    changes: Path | None,
    memory: str,
) -> None:
    """Loads what is new into STORE, scans it, and keeps what became of each lead. Safe to stop and to run again."""
    try:
        settings = load_settings(changes)
        chosen = read_mapping(mapping) if mapping else None
        with only_one(out, "scanned"), DuckDBEngine(memory=memory) as engine:
            if new:
                take_in(new, store, engine, chosen)
            _night(store, out, as_of, settings, engine)
    except (NothingToScanError, SettingsError, UnreadableError, StoreBusyError, MappingError) as error:
        raise click.ClickException(str(error)) from error


def _night(store: Path, out: Path, as_of: dt.datetime | None, settings: Settings, engine: DuckDBEngine) -> None:
    records = open_records(store, engine)
    instant = instant_read(records, engine, as_of)
    day = dt.datetime.fromtimestamp(instant / 1e6, tz=dt.UTC).date()
    if is_done(out, day):
        click.echo(f"The night of {day} is done: nothing was scanned again.")
        return
    found = scan_with_progress(records, engine, instant, settings)
    _print(write_night(found, engine, store, out, day), day, folder_of(out, day))


def _print(rows: pl.DataFrame, day: dt.date, night: Path) -> None:
    """What changed, by lead and without names: the output of a night goes to logs that many can read."""
    click.echo(f"Night of {day}: {rows.height} changes. Written to {night}.")
    for event, leads in rows.group_by("event", maintain_order=True):
        click.echo(f"  {event[0]}: {', '.join(leads['lead_id'])}")
    held = holding(night)
    click.echo(f"  hold over every night that was looked: {', '.join(held) or 'none yet'}")
