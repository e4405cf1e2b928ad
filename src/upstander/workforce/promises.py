"""What the force said it would watch, and when somebody last looked.

S003, case study 5: "his future conduct would be closely monitored", and nobody did. What was promised is confidential:
these rows are for who manages the unit alone.
"""

import datetime as dt

import polars as pl
from ibis import _

from upstander.engines import Engine
from upstander.records.as_known import Records
from upstander.workforce.expected import Period
from upstander.workforce.people import here_on, on_days, rows_of

PROMISED = ("monitoring", "condition", "restricted_duties")
LOOKED = ("supervisor", "audit")  # sources of intelligence that show that somebody looked
WORDS = {"monitoring": "to be monitored", "condition": "a condition", "restricted_duties": "restricted duties"}
ONE = ["staff_id", "kind", "given_on"]


def promises(records: Records, engine: Engine, asked: Period, day: dt.date) -> pl.DataFrame:
    """Every promise about somebody who works here that holds on a day, the longest unwatched first.

    Columns: staff_id, name, kind, given_on, ends_on, looked_on, days (since somebody looked, or since it was given),
    kept (whether that is within the period asked).
    """
    made = _holding(records, engine, day)
    looks = _looks(records, engine).filter(pl.col("looked_on") <= day)
    seen = made.select(ONE).join(looks, on="staff_id").filter(pl.col("looked_on") > pl.col("given_on"))
    told = made.join(seen.group_by(ONE).agg(pl.col("looked_on").max()), on=ONE, how="left")
    told = told.join(here_on(records, engine, day).select("staff_id", "name"), on="staff_id")
    since = (pl.lit(day) - pl.coalesce("looked_on", "given_on")).dt.total_days()
    told = told.with_columns(days=since).with_columns(kept=pl.col("days") <= asked.days)
    told = told.select("staff_id", "name", "kind", "given_on", "ends_on", "looked_on", "days", "kept")
    return told.sort("days", "name", "staff_id", descending=[True, False, False])


def _holding(records: Records, engine: Engine, day: dt.date) -> pl.DataFrame:
    told = records.instructions.filter(_.kind.isin(PROMISED))
    made = on_days(
        rows_of(told, engine, "staff_id", "kind", "given_at", "ends_at"), given_on="given_at", ends_on="ends_at"
    )
    holds = (pl.col("given_on") <= day) & (pl.col("ends_on").is_null() | (pl.col("ends_on") > day))
    return made.filter(holds)


def _looks(records: Records, engine: Engine) -> pl.DataFrame:
    """What shows that somebody looked at a member of staff: staff_id and looked_on."""
    talked = rows_of(records.health_checks.filter(_.discussed), engine, "staff_id", "completed_at")
    told = records.intelligence.filter(_.staff_id.notnull() & _.source.isin(LOOKED))
    looked = rows_of(told, engine, "staff_id", "received_at").rename({"received_at": "completed_at"})
    return on_days(pl.concat([talked, looked]), looked_on="completed_at")
