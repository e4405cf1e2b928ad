"""`upstander matches`: which records may be of one person, how probably, and what that rests on."""

import datetime as dt
from pathlib import Path

import click
import pyarrow.parquet as pq
from rich.console import Console
from rich.text import Text

from upstander.cli.scan import instant_read
from upstander.contacts.matching.comparing import Comparison
from upstander.contacts.matching.match import Match, in_words, standing, surest_first, table
from upstander.contacts.matching.people import declared, staff
from upstander.contacts.readings import note_reading
from upstander.engines import DuckDBEngine
from upstander.leads.resemblance import OTHERWISE
from upstander.leads.telling.lead import TellingError
from upstander.leads.telling.readings import reading
from upstander.records.as_known import Records
from upstander.records.store import open_records

KINDS = ("declared", "staff", "nominal")


@click.command()
@click.argument("store", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--of", "kinds", multiple=True, type=click.Choice(KINDS), default=KINDS, show_default=True,
    help="Whom to compare with members of the public on record: people staff told of, staff, or one another.",
)  # fmt: skip
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The records as they stood when this day began.")
@click.option("--purpose", required=True, help="What you read these records for; kept with your name.")
@click.option("--show", default=50, show_default=True, help="How many to print, the surest first.")
@click.option("--to", type=click.Path(dir_okay=False, path_type=Path), help="Write all of them here, as Parquet.")
@click.option("--memory", default="4GB", show_default=True, help="How much memory the engine may use.")
def matches(
    *,
    store: Path,
    kinds: tuple[str, ...],
    as_of: dt.datetime | None,
    purpose: str,
    show: int,
    to: Path | None,
    memory: str,
) -> None:
    """Lists records that may be of one person. Nothing is merged: what is done about a match, a person decides."""
    _note(store, purpose, kinds)
    with DuckDBEngine(memory=memory) as engine:
        records = open_records(store, engine)
        found = _compared(records.as_known(instant_read(records, engine, as_of)) if as_of else records, engine, kinds)
    if to is not None:
        pq.write_table(table(found), to, compression="zstd")
    _print(found, show)


def _note(store: Path, purpose: str, kinds: tuple[str, ...]) -> None:
    """Leaves the line that says who reads; without it nothing is read."""
    try:
        asked, what = reading(purpose, "matches"), {"of": ", ".join(kinds)}
        note_reading(store, by=asked.by, at=asked.at, purpose=asked.purpose, command=asked.command, asked=what)
    except TellingError as problem:
        raise click.UsageError(str(problem)) from problem
    except OSError as problem:
        raise click.ClickException(f"The reading could not be recorded, so nothing is shown: {problem}") from problem


def _compared(records: Records, engine: DuckDBEngine, kinds: tuple[str, ...]) -> list[Match]:
    if not records.has("nominals"):
        raise click.ClickException("Cannot assess: there are no records of nominals, so nobody to compare with.")
    comparison = Comparison(records, engine)
    asked = {
        "declared": lambda: comparison.with_people("declared", declared(records)),
        "staff": lambda: comparison.with_people("staff", staff(records)),
        "nominal": comparison.among_themselves,
    }
    return surest_first(match for kind in kinds for match in asked[kind]())


def _print(found: list[Match], show: int) -> None:
    console = Console(highlight=False)
    if not found:
        console.print("No two records are alike enough to be of one person.")
    for one in found[:show]:
        told = f", told of by {one.told_by}," if one.told_by else ""
        name = one.left_name if one.told_by else f"{one.left_name} ({one.left_kind} {one.left_id})"
        console.print(Text(f"\n{one.probability:.2f}  {name}{told} {standing(one.probability)} as"))
        console.print(Text(f"      {one.right_name} ({one.right_kind} {one.right_id})"))
        console.print(Text(f"      {in_words(one)}. If not one person, most probably {OTHERWISE[one.if_not]}."))
    if len(found) > show:
        console.print(f"\n{len(found) - show:,} more are not shown: --show, --to.")
