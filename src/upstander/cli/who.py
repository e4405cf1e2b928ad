"""`upstander who`: who was at a place at a time, and what they then looked up."""

from collections.abc import Callable
from pathlib import Path

import click
import polars as pl
from rich.console import Console

from upstander.cli._readings import note
from upstander.contacts.clock import DAY
from upstander.contacts.force_time import in_force_time, instant_of
from upstander.contacts.presence import looked_up_after, who_was_near
from upstander.contacts.tables import in_few_columns, told
from upstander.engines import DuckDBEngine
from upstander.records.store import open_records

THERE = ("staff_id", "device_id", "first_at", "last_at", "metres", "stopped", "on_duty", "certainty")


def _degrees(_context: click.Context, _option: click.Parameter, text: str) -> tuple[float, float]:
    try:
        lat, lon = (float(part) for part in text.split(","))
    except ValueError as problem:
        raise click.BadParameter("write a place as LAT,LON in degrees: 53.79,-1.54") from problem
    return lat, lon


def _instant(_context: click.Context, _option: click.Parameter, text: str) -> int:
    try:
        return instant_of(text)
    except ValueError as problem:
        raise click.BadParameter("write a time as 2025-03-01T22:10, in force time unless it has an offset") from problem


@click.command()
@click.argument("store", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--near", required=True, callback=_degrees, metavar="LAT,LON", help="The place, in degrees.")
@click.option("--from", "from_at", required=True, callback=_instant, metavar="TIME", help="From this time,")
@click.option("--to", "to_at", required=True, callback=_instant, metavar="TIME", help="until this.")
@click.option("--metres", default=200.0, show_default=True, help="How far around the place.")
@click.option("--days", default=7.0, show_default=True, help="For how long afterwards look-ups are listed.")
@click.option("--purpose", required=True, help="What you read these records for; kept with your name.")
@click.option("--memory", default="4GB", show_default=True, help="How much memory the engine may use.")
def who(
    *,
    store: Path,
    near: tuple[float, float],
    from_at: int,
    to_at: int,
    metres: float,
    days: float,
    purpose: str,
    memory: str,
) -> None:
    """Lists who was near a place between two times, and what they looked up from then on."""
    asked = {"near": f"{near[0]},{near[1]}", "from_at": str(from_at), "to_at": str(to_at), "metres": str(metres)}
    note(store, purpose, "who", asked)
    with DuckDBEngine(memory=memory) as engine:
        records = open_records(store, engine)
        there = who_was_near(records, engine, *near, from_at=from_at, to_at=to_at, metres=metres)
        found = engine.rows(there)
        after = looked_up_after(records, engine, there, from_at=from_at, until=to_at + int(days * DAY))
        looked = engine.rows(after) if len(found) else pl.DataFrame()
    _print(found, looked, Console(highlight=False).print)


def _print(found: pl.DataFrame, looked: pl.DataFrame, say: Callable[[object], None]) -> None:
    if found.is_empty():
        say("No device that anybody is known to have held was near in that time.")
        return
    found = in_force_time(found.select(THERE), "first_at", "last_at").with_columns(
        pl.col("first_at", "last_at").str.head(16), pl.col("metres").round(0).cast(pl.Int64)
    )
    say(told("Who was near", found))
    if looked.is_empty():
        say("None of them looked anything up afterwards.")
        return
    looked = in_force_time(looked, "at").sort("staff_id", "at")
    listed = pl.concat([looked.select("staff_id"), in_few_columns(looked)], how="horizontal")
    say(told("What they then looked up", listed))
