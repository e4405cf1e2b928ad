"""Who works for a force on a day: the people of whom the rest of this room speaks."""

import datetime as dt

import ibis.expr.types as ir
import polars as pl

from upstander.contacts.force_time import in_force_time
from upstander.engines import Engine
from upstander.records.as_known import Records

SHORT = {"pcso": "PCSO"}
HANDFUL = 5  # of fewer, each could be somebody
COLUMNS = ("staff_id", "name", "role", "team_id", "supervisor_id", "started_on")


def here_on(records: Records, engine: Engine, day: dt.date) -> pl.DataFrame:
    """Everybody who works here on a day, in COLUMNS."""
    staff = with_days(engine.rows(records.staff.select(*COLUMNS, "left_on")), "started_on", "left_on")
    here = (pl.col("started_on") <= day) & (pl.col("left_on").is_null() | (pl.col("left_on") >= day))
    return staff.filter(here).select(COLUMNS)


def with_days(rows: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """Days of the store (days since 1970) as dates."""
    return rows.with_columns(pl.col(name).cast(pl.Date) for name in columns)


def on_days(rows: pl.DataFrame, **columns: str) -> pl.DataFrame:
    """Instants of the store as the days on which they fell where the force is, each under a new name."""
    told = in_force_time(rows, *columns.values())
    named = [pl.col(instant).str.slice(0, 10).str.to_date().alias(name) for name, instant in columns.items()]
    return told.with_columns(named).drop(*columns.values())


def rows_of(table: ir.Table, engine: Engine, *columns: str) -> pl.DataFrame:
    """Some columns of a feed, in memory."""
    return engine.rows(table.select(*columns))


def in_words(role: str) -> str:
    """A role of the feed of staff as people read it."""
    return SHORT.get(role) or role.replace("_", " ").capitalize()


def few(number: int) -> str:
    """A number of people as it may be read by whoever is not to know of each: of a handful, each could be somebody."""
    return f"fewer than {HANDFUL}" if 0 < number < HANDFUL else str(number)
