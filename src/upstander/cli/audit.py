"""`upstander audit`: every look-up of one member of staff with what explains it."""

import datetime as dt
from pathlib import Path

import click
import polars as pl
from rich.console import Console

from upstander.cli._readings import note
from upstander.cli.scan import instant_read
from upstander.contacts.audit import audit as audit_records
from upstander.contacts.audit import totals
from upstander.contacts.clock import DAY
from upstander.contacts.force_time import in_force_time
from upstander.contacts.tables import in_few_columns, told
from upstander.engines import DuckDBEngine
from upstander.leads.scan import NothingToScanError
from upstander.records.as_known import Records
from upstander.records.store import open_records

YEAR = 365.25 * DAY
FORMULA = r"^([=+@\t-])"  # a cell that begins so is worked out by a spreadsheet; a quote before it stops that


@click.command()
@click.argument("staff_id")
@click.option("--store", required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--years", default=5.0, show_default=True, help="How far back.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The records as they stood when this day began.")
@click.option("--purpose", required=True, help="What you read these records for; kept with your name.")
@click.option("--csv", "csv", type=click.Path(dir_okay=False, path_type=Path), help="Write every row here as well.")
@click.option("--memory", default="4GB", show_default=True, help="How much memory the engine may use.")
def audit(
    *, staff_id: str, store: Path, years: float, as_of: dt.datetime | None, purpose: str, csv: Path | None, memory: str
) -> None:
    """Lists every look-up by STAFF_ID, those that nobody else's record explains first."""
    note(store, purpose, "audit", {"staff_id": staff_id, "years": str(years)})
    with DuckDBEngine(memory=memory) as engine:
        records = open_records(store, engine)
        day = _day(records, engine, as_of)
        audited = engine.keep("audit", audit_records(records, engine, staff_id, day - int(years * YEAR), day))
        rows, counted = engine.rows(audited), engine.rows(totals(audited))
    rows = in_force_time(rows, "at")
    if csv is not None:
        rows.with_columns(pl.col(pl.String).str.replace(FORMULA, "'${1}")).write_csv(csv)
    _print(staff_id, rows, in_force_time(counted, "first_at", "last_at"))


def _day(records: Records, engine: DuckDBEngine, as_of: dt.datetime | None) -> int:
    try:
        return instant_read(records, engine, as_of)
    except NothingToScanError as problem:
        raise click.ClickException(str(problem)) from problem


def _print(staff_id: str, rows: pl.DataFrame, counted: pl.DataFrame) -> None:
    console = Console(highlight=False)
    if rows.is_empty():
        console.print(f"No look-up by {staff_id} is on record in that time.")
        return
    console.print(told(f"Look-ups by {staff_id}", counted.drop("staff_id")))
    console.print(told("Every look-up", in_few_columns(rows)))
