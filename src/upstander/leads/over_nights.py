"""Evidence that holds however often, and whenever, somebody looks: over all the nights of a year, not of one night.

Who looks every night and keeps what was ever named names too many: chance has had a year of nights. Each night's weight
of evidence is a fair bet against innocence (an e-value), and bets placed with shares of one stake, fixed beforehand,
are together a fair bet, whatever the dependence between nights; it only grows while a year runs, so it is fair whenever
one stops to look. Over people, the e-value procedure of Wang and Ramdas (2022) then bounds the share of innocent names.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from upstander.leads.raising import discovery_limit
from upstander.leads.settings import Settings

LONGEST = 31  # days that one night may stand for
YEAR = 365  # days that a night's share of evidence counts
STAKE = 0.5  # of one bet for any year of nights: a year's sum also holds what the year before it had placed
# One row for each member of staff raised tonight. `evidence`: a likelihood ratio; `holds`: it is inside the
# false-discovery set over people, whenever one looks.
SCHEMA = {"staff_id": pl.String, "nights": pl.Int64, "evidence": pl.Float64, "holds": pl.Boolean}


@dataclass(frozen=True)
class Night:
    """What one night raised: staff_id and score (a power of ten) of each lead and check."""

    day: dt.date
    raised: pl.DataFrame


def over_nights(nights: Sequence[Night], people: int, settings: Settings) -> pl.DataFrame:
    """The evidence of a year of nights about everybody whom the last of them raised; see SCHEMA.

    `nights` in order of their days. A night on which somebody was not raised counts nothing for them.
    """
    tonight = nights[-1]
    since = tonight.day - dt.timedelta(days=YEAR)
    counted = [
        _evidence(night).with_columns(pl.col("evidence") * share)
        for night, share in zip(nights, shares([night.day for night in nights]), strict=True)
        if night.day > since
    ]
    summed = (
        pl.concat(counted).group_by("staff_id").agg(pl.len().cast(pl.Int64).alias("nights"), pl.col("evidence").sum())
    )
    limit = discovery_limit(summed["evidence"].to_list(), people, settings)
    named = summed.filter(pl.col("staff_id").is_in(tonight.raised["staff_id"].to_list())).sort("staff_id")
    return named.with_columns(holds=pl.col("evidence") >= limit).cast(SCHEMA)  # type: ignore[arg-type]


def shares(days: Sequence[dt.date]) -> list[float]:
    """Each night's share of the stake: the days since the night before, of a year, and `LONGEST` at most.

    The first counts for one day. Without a bound, a night after a long silence would place most of a year's stake.
    """
    before = [days[0] - dt.timedelta(days=1), *days[:-1]] if days else []
    return [STAKE * min((day - last).days, LONGEST) / YEAR for day, last in zip(days, before, strict=True)]


def _evidence(night: Night) -> pl.DataFrame:
    """By person, the likelihood ratio of the strongest of what was raised."""
    return night.raised.group_by("staff_id").agg(evidence=10.0 ** pl.col("score").max())
