"""Whose vetting is current, whose runs out soon, and which designated posts lack what they ask for.

S003, checklist for forces, prevention: everybody "vetted to the appropriate level for their role", re-vetting, and
"enhanced vetting procedures for designated posts".
"""

import datetime as dt
from enum import StrEnum

import polars as pl

from upstander.engines import Engine
from upstander.records.as_known import Records
from upstander.workforce.expected import VettingAsked
from upstander.workforce.people import here_on, rows_of, with_days

HELD = ("staff_id", "level", "granted_on", "expires_on", "designated_post")


class Clearance(StrEnum):
    """How somebody's vetting stands, the worst first."""

    NONE = "none on record"
    LAPSED = "has run out"
    TOO_LOW = "too low for a designated post"
    SOON = "runs out soon"
    CURRENT = "current"


def vetting(records: Records, engine: Engine, asked: VettingAsked, day: dt.date) -> pl.DataFrame:
    """A row for everybody who works here on a day, the worst first, then by the day on which it runs out.

    Columns: staff_id, name, role, team_id, level, expires_on, designated_post, clearance.
    """
    held = with_days(rows_of(records.vetting, engine, *HELD), "granted_on", "expires_on")
    best = _best(held.filter(pl.col("granted_on") <= day), asked, day)
    told = here_on(records, engine, day).drop("supervisor_id", "started_on").join(best, on="staff_id", how="left")
    told = told.with_columns(clearance=_clearance(asked, day)).drop("fits")
    places = {clearance.value: place for place, clearance in enumerate(Clearance)}
    told = told.with_columns(place=pl.col("clearance").replace_strict(places))
    return told.sort("place", "expires_on", "name", "staff_id").drop("place")


def _best(held: pl.DataFrame, asked: VettingAsked, day: dt.date) -> pl.DataFrame:
    """Of what somebody holds what lasts; where the post is designated, a level that fits it before one that does not.

    Whether a post is designated is what any clearance that has not run out says; the newest, where all have.
    """
    told = held.with_columns(current=pl.col("expires_on") >= day, fits=pl.col("level").is_in(asked.designated_levels))
    says = pl.col("current") | (~pl.col("current").any() & (pl.col("granted_on") == pl.col("granted_on").max())).over(
        "staff_id"
    )
    told = told.with_columns(designated_post=(pl.col("designated_post") & says).any().over("staff_id"))
    fits = pl.col("fits") & pl.col("designated_post")
    told = told.with_columns(first=fits).sort("current", "first", "expires_on", "level", descending=True)
    told = told.unique("staff_id", keep="first", maintain_order=True)
    return told.select("staff_id", "level", "expires_on", "designated_post", "fits")


def _clearance(asked: VettingAsked, day: dt.date) -> pl.Expr:
    soon = day + dt.timedelta(days=asked.soon.days)
    return (
        pl.when(pl.col("expires_on").is_null()).then(pl.lit(Clearance.NONE.value))
        .when(pl.col("expires_on") < day).then(pl.lit(Clearance.LAPSED.value))
        .when(pl.col("designated_post") & ~pl.col("fits")).then(pl.lit(Clearance.TOO_LOW.value))
        .when(pl.col("expires_on") < soon).then(pl.lit(Clearance.SOON.value))
        .otherwise(pl.lit(Clearance.CURRENT.value))
    )  # fmt: skip
