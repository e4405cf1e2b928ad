"""The first day whose records would have raised a lead."""

import datetime as dt
from collections.abc import Sequence

import polars as pl

from upstander.detection.observation import MICROSECONDS_A_DAY
from upstander.leads.combining import Combiner, Pair, Strand, strand_of
from upstander.leads.evidence import Evidence, independent
from upstander.leads.findings import Scale
from upstander.leads.raising import Raised, is_shown
from upstander.leads.settings import Settings


def first_raised_on(
    raised: Raised, scales: Sequence[Scale], evidence: Evidence, combiner: Combiner, settings: Settings
) -> dt.date:
    """The first day on which what had been observed by its end would have been shown by name.

    What is usual on the force is taken as it is on the day of the scan: peers change far more slowly than a pair does.
    """
    counted = [scale for scale in scales if not scale.health.advisory]
    days = _days(raised.pair, counted, evidence)
    for day in days:
        strands = strands_on(day, raised.pair, counted, evidence, combiner)
        if strands and is_shown(strands, combiner.combine(raised.pair, strands).bans, settings):
            return _date(day)
    return _date(days[-1])


def strands_on(day: int, pair: Pair, scales: Sequence[Scale], evidence: Evidence, combiner: Combiner) -> list[Strand]:
    """The strands that a pair, with what is known of its subject, showed by the end of a day (days since 1970)."""
    end = (day + 1) * MICROSECONDS_A_DAY
    found = [strand for scale in scales for about in _abouts(pair) for strand in _strands(scale, about, end, evidence)]
    return independent(found, evidence, pair, combiner, before=end)


def _abouts(pair: Pair) -> tuple[Pair, ...]:
    return (pair,) if pair[1] is None else (pair, (pair[0], None))


def _strands(scale: Scale, pair: Pair, end: int, evidence: Evidence) -> list[Strand]:
    rows = evidence.rows(scale.sign.name, pair)
    seen = rows if rows.is_empty() else rows.filter(pl.col("at") < end)
    if seen.is_empty():
        return []
    return [strand_of(scale, weight) for weight in scale.weigh(_count(seen, pair, scale))["weight"]]


def _count(seen: pl.DataFrame, pair: Pair, scale: Scale) -> pl.DataFrame:
    exposure = scale.exposure(pair)
    return pl.DataFrame(
        {"staff_id": [pair[0]], "seen": [round(float(seen["amount"].sum()), 6)], "exposure": [exposure]}
    )


def _days(pair: Pair, scales: Sequence[Scale], evidence: Evidence) -> list[int]:
    days: set[int] = set()
    for scale in scales:
        for about in _abouts(pair):
            days.update((evidence.rows(scale.sign.name, about)["at"] // MICROSECONDS_A_DAY).to_list())
    return sorted(days)


def _date(day: int) -> dt.date:
    return dt.date(1970, 1, 1) + dt.timedelta(days=day)
