"""Yearly talks about integrity: who had one in which something was talked through, and who only has a form.

S003, case study 5: "annual integrity health check forms" in which nothing was ever said.
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


CHECKS = ("staff_id", "last_on", "discussed", "kept")
RECORDS, HERE = "in the force's records", "held here"  # where a check is kept


def talks(records: Records, engine: Engine, asked: Period, day: dt.date) -> pl.DataFrame:
    """How everybody who works here on a day stands (talks_of), by the records alone."""
    return talks_of(here_on(records, engine, day), checks_until(records, engine, day), asked, day)


def checks_until(records: Records, engine: Engine, day: dt.date) -> pl.DataFrame:
    """Every check on record up to a day, in CHECKS."""
    held = rows_of(records.health_checks, engine, "staff_id", "completed_at", "discussed")
    held = on_days(held, last_on="completed_at").with_columns(kept=pl.lit(RECORDS)).select(CHECKS)
    return held.filter(pl.col("last_on") <= day)


def talks_of(people: pl.DataFrame, checks: pl.DataFrame, asked: Period, day: dt.date) -> pl.DataFrame:
    """A row for each of these people: staff_id, name, role, team_id, supervisor_id, last_on, kept, talk, due_on.

    A talk within the period in which something was talked through counts before a later form. `due_on`: by when the
    next is held; none where that day is past, or nobody knows it.
    """
    since = day - dt.timedelta(days=asked.days)
    held = checks.with_columns(counts=pl.col("discussed") & (pl.col("last_on") > since))
    last = held.sort("counts", "last_on", "kept", descending=True).unique("staff_id", keep="first", maintain_order=True)
    told = people.join(last.drop("discussed"), on="staff_id", how="left")
    told = told.with_columns(talk=_talk(since)).with_columns(due_on=_due(asked))
    places = {one.value: place for place, one in enumerate(Talk)}
    told = told.with_columns(place=pl.col("talk").replace_strict(places))
    return told.sort("place", "last_on", "name", "staff_id").drop("place", "counts", "started_on")


def _due(asked: Period) -> pl.Expr:
    since = (
        pl.when(pl.col("talk") == Talk.TALKED.value).then(pl.col("last_on"))
        .when(pl.col("talk") == Talk.NEW.value).then(pl.col("started_on"))
    )  # fmt: skip
    return since + pl.duration(days=asked.days)


def _talk(since: dt.date) -> pl.Expr:
    never = pl.col("last_on").is_null()
    return (
        pl.when(pl.col("counts")).then(pl.lit(Talk.TALKED.value))
        .when(never & (pl.col("started_on") > since)).then(pl.lit(Talk.NEW.value))
        .when(never).then(pl.lit(Talk.NEVER.value))
        .when(pl.col("last_on") <= since).then(pl.lit(Talk.OVERDUE.value))
        .otherwise(pl.lit(Talk.FORM_ALONE.value))
    )  # fmt: skip


def by_team(told: pl.DataFrame) -> list[tuple[str, int, list[int]]]:
    """How many of each team there are, and how many of them stand how, in the order of Talk; without a team last."""
    counted = []
    for team in sorted(told["team_id"].unique().to_list(), key=lambda one: (one is None, one or "")):
        of = told.filter(pl.col("team_id").eq_missing(team))["talk"].to_list()
        counted.append((team or "No team", len(of), [of.count(one.value) for one in Talk]))
    return counted


def by_month(told: pl.DataFrame) -> list[tuple[dt.date, int]]:
    """How many checks fall due in each month to come, by the first day of the month."""
    months = told.drop_nulls("due_on").group_by(pl.col("due_on").dt.truncate("1mo").alias("month")).len().sort("month")
    return list(months.iter_rows())
