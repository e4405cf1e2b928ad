"""Yearly talks about integrity: who had one in which something was talked through, and who only has a form.

S003, case study 10: "annual integrity health check forms" in which nothing was ever said.
"""

import datetime as dt
from enum import StrEnum

import polars as pl

from upstander.engines import Engine
from upstander.records.as_known import Records
from upstander.workforce.expected import Period
from upstander.workforce.people import here_on, on_days, rows_of


class Talk(StrEnum):
    """How somebody's yearly talk stands, the worst first."""

    NEVER = "never"
    OVERDUE = "overdue"
    FORM_ALONE = "a form, nothing talked through"
    NEW = "new here"
    TALKED = "talked through"


def talks(records: Records, engine: Engine, asked: Period, day: dt.date) -> pl.DataFrame:
    """A row for everybody who works here on a day: staff_id, name, role, team_id, supervisor_id, last_on, talk.

    A talk within the period in which something was talked through counts before a later form.
    """
    since = day - dt.timedelta(days=asked.days)
    held = on_days(
        rows_of(records.health_checks, engine, "staff_id", "completed_at", "discussed"), last_on="completed_at"
    )
    held = held.filter(pl.col("last_on") <= day)
    held = held.with_columns(counts=pl.col("discussed") & (pl.col("last_on") > since))
    last = held.sort("counts", "last_on", descending=True).unique("staff_id", keep="first", maintain_order=True)
    told = here_on(records, engine, day).join(last.drop("discussed"), on="staff_id", how="left")
    told = told.with_columns(talk=_talk(since))
    places = {one.value: place for place, one in enumerate(Talk)}
    told = told.with_columns(place=pl.col("talk").replace_strict(places))
    return told.sort("place", "last_on", "name", "staff_id").drop("place", "counts", "started_on")


def _talk(since: dt.date) -> pl.Expr:
    never = pl.col("last_on").is_null()
    return (
        pl.when(pl.col("counts")).then(pl.lit(Talk.TALKED.value))
        .when(never & (pl.col("started_on") > since)).then(pl.lit(Talk.NEW.value))
        .when(never).then(pl.lit(Talk.NEVER.value))
        .when(pl.col("last_on") <= since).then(pl.lit(Talk.OVERDUE.value))
        .otherwise(pl.lit(Talk.FORM_ALONE.value))
    )  # fmt: skip
