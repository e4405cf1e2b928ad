"""`upstander matches`: which records may be of one person, how probably, and what that rests on."""

import datetime as dt
import os
import tempfile
from pathlib import Path

import click
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq
from ibis import _
from rich.console import Console
from rich.text import Text

from upstander.cli._readings import note
from upstander.cli.scan import instant_read
from upstander.contacts.matching.comparing import Comparison
from upstander.contacts.matching.match import Match, in_words, standing, surest_first, table
from upstander.engines import Engine, EngineError, open_engine
from upstander.leads.resemblance import OTHERWISE
from upstander.records.as_known import Records
from upstander.records.store import UnfinishedStoreError, is_store, open_records

KINDS = ("declared", "staff", "nominal")
NOT_LOOKED_AT = "People of whom only a name is known were not looked at."


@click.command()
@click.argument("store", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--of", "kinds", multiple=True, type=click.Choice(KINDS), default=KINDS, show_default=True,
    help="Whom to compare with members of the public on record: people staff told of, staff, or one another.",
)  # fmt: skip
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The records as they stood when this day began.")
@click.option("--purpose", required=True, help="What you read these records for; kept with your name.")
@click.option(
    "--show", default=50, show_default=True, type=click.IntRange(min=0), help="How many to print, the surest first."
)
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
    _check(store, to)
    try:
        with open_engine(memory=memory) as engine:
            asked = {"of": ", ".join(kinds), "to": _told(to), "as_of": _told(as_of), "show": str(show)}
            note(store, purpose, "matches", asked)
            records = open_records(store, engine)
            known = records.as_known(instant_read(records, engine, as_of)) if as_of else records
            lacking = _lacking(known, engine, kinds)
            found = _compared(known, engine, [kind for kind in kinds if kind not in lacking])
    except (EngineError, UnfinishedStoreError) as problem:
        raise click.ClickException(str(problem)) from problem
    if to is not None:
        _write(table(found), to)
    _print(found, show, lacking)


def _check(store: Path, to: Path | None) -> None:
    """Refuses before anything is read or written what could only go wrong afterwards."""
    if not is_store(store):
        raise click.UsageError(f"{store} is no store: name a folder that `upstander load` wrote")
    folder = to.absolute().parent if to else None
    if folder and not folder.is_dir():
        raise click.UsageError(f"--to: there is no folder {folder}; make it first, or name another")
    if folder and folder.resolve().is_relative_to(store.resolve()):  # it could take the place of the readings
        raise click.UsageError(f"--to: {to} lies in the store, whose files must stay as they are: name another folder")


def _told(asked: Path | dt.datetime | None) -> str:
    """An option as it is kept with the reading; empty where it was not given."""
    if asked is None:
        return ""
    return asked.date().isoformat() if isinstance(asked, dt.datetime) else str(asked.absolute())


def _lacking(records: Records, engine: Engine, kinds: tuple[str, ...]) -> dict[str, str]:
    """By kind asked that cannot be compared, what is lacking; raises where that leaves nobody to compare."""
    if not _any(engine, records.nominals):
        raise click.ClickException("Cannot assess: there are no records of nominals, so nobody to compare with.")
    lacking = {kind: _lacks(records, engine, kind) for kind in kinds}
    lacking = {kind: f"Cannot assess: no records of {said}." for kind, said in lacking.items() if said}
    if len(lacking) == len(set(kinds)):
        raise click.ClickException(" ".join(lacking.values()))
    return lacking


def _lacks(records: Records, engine: Engine, kind: str) -> str:
    """The records without which people of a kind can be compared with nobody; empty where there are some."""
    if kind == "declared" and not _any(engine, records.associations):
        return "associations, so of nobody whom staff told the force of"
    if kind == "staff" and not _any(engine, records.staff):
        return "staff"
    own = records.staff_phones.filter(_.kind == "personal"), records.staff_addresses
    if kind == "staff" and not any(_any(engine, held) for held in own):
        return "staff_phones (personal) or staff_addresses, and by name alone staff are not compared"
    return ""


def _any(engine: Engine, rows: ir.Table) -> bool:
    return not engine.rows(rows.limit(1)).is_empty()


def _compared(records: Records, engine: Engine, kinds: list[str]) -> list[Match]:
    comparison = Comparison(records, engine)
    asked = {
        "declared": comparison.declared,
        "staff": comparison.staff,
        "nominal": comparison.among_themselves,
    }
    return surest_first(match for kind in kinds for match in asked[kind]())


def _write(found: pa.Table, to: Path) -> None:
    """Writes people's names for whoever asked alone to read, and the file whole before it takes its name."""
    try:
        handle, part = tempfile.mkstemp(dir=to.absolute().parent, prefix=f".{to.name}.")  # mode 0600
        try:
            with os.fdopen(handle, "wb") as file:
                pq.write_table(found, file, compression="zstd")
            os.replace(part, to)  # noqa: PTH105 - the one call that is atomic over an existing file
        except BaseException:
            Path(part).unlink()
            raise
    except OSError as problem:
        raise click.ClickException(f"--to: {to} cannot be written: {problem}") from problem


def _print(found: list[Match], show: int, lacking: dict[str, str]) -> None:
    console = Console(highlight=False)
    for said in lacking.values():
        console.print(said)
    if not found:
        console.print(f"No two records are alike enough to be of one person. {NOT_LOOKED_AT}")
    for one in found[:show]:
        told = f", told of by {one.told_by}," if one.told_by else ""
        name = one.left_name if one.told_by else f"{one.left_name} ({one.left_kind} {one.left_id})"
        console.print(Text(f"\n{one.probability:.2f}  {name}{told} {standing(one.probability)} as"))
        console.print(Text(f"      {one.right_name} ({one.right_kind} {one.right_id})"))
        console.print(Text(f"      {in_words(one)}. If not one person, most probably {OTHERWISE[one.if_not]}."))
    if len(found) > show:
        console.print(f"\n{len(found) - show:,} more are not shown: --show, --to.")
