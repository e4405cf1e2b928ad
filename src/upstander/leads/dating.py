"""The first day whose records would have raised a lead, and the records behind each finding."""

import datetime as dt
from collections.abc import Mapping, Sequence

import polars as pl

from upstander.detection.observation import MICROSECONDS_A_DAY
from upstander.detection.run import Observed, Runs
from upstander.leads.combining import Combiner, Pair, Strand, strand_of, with_subject_strands
from upstander.leads.findings import Scale
from upstander.leads.raising import Raised, standing
from upstander.leads.settings import Settings

Evidence = Mapping[str, pl.DataFrame]  # sign to the observations about everybody who is shown, in time order


def evidence_about(observed: Sequence[Observed], people: Sequence[str], engine: Runs) -> Evidence:
    """The observations of every sign about these members of staff."""
    return {
        one.sign.name: engine.rows(one.observations.filter(one.observations.staff_id.isin(list(people)))).sort(
            "at", "feed", "record_id"
        )
        for one in observed
    }


def of_pair(rows: pl.DataFrame, pair: Pair) -> pl.DataFrame:
    """The observations about one pair, or about the subject alone."""
    staff_id, nominal_id = pair
    person = pl.col("nominal_id").is_null() if nominal_id is None else pl.col("nominal_id") == nominal_id
    return rows.filter((pl.col("staff_id") == staff_id) & person)


def first_raised_on(
    raised: Raised, scales: Sequence[Scale], evidence: Evidence, combiner: Combiner, settings: Settings
) -> dt.date:
    """The first day on which what had been observed by its end would have been shown by name.

    What is usual on the force is taken as it is on the day of the scan: peers change far more slowly than a pair does.
    """
    counted = [scale for scale in scales if not scale.health.advisory]
    days = _days(raised.pair, counted, evidence)
    for day in days:
        strands = strands_on(day, raised.pair, counted, evidence)
        if strands and standing(strands, combiner.combine(raised.pair, strands).bans, settings):
            return _date(day)
    return _date(days[-1])


def strands_on(day: int, pair: Pair, scales: Sequence[Scale], evidence: Evidence) -> list[Strand]:
    """The strands that a pair, with what is known of its subject, showed by the end of a day (days since 1970)."""
    of_the_pair = _strands(day, pair, scales, evidence)
    if pair[1] is None:
        return of_the_pair
    return with_subject_strands(of_the_pair, _strands(day, (pair[0], None), scales, evidence))


def _strands(day: int, pair: Pair, scales: Sequence[Scale], evidence: Evidence) -> list[Strand]:
    best: dict[str, Strand] = {}
    for scale in scales:
        seen = of_pair(evidence[scale.sign.name], pair).filter(pl.col("at") < (day + 1) * MICROSECONDS_A_DAY)
        if seen.is_empty():
            continue
        for weight in scale.weigh(_count(seen, pair, scale))["weight"]:
            strand = strand_of(scale, weight)
            if strand.family not in best or best[strand.family].weight < weight:
                best[strand.family] = strand
    return list(best.values())


def _count(seen: pl.DataFrame, pair: Pair, scale: Scale) -> pl.DataFrame:
    exposure = of_pair(scale.findings, pair)["exposure"]
    return pl.DataFrame(
        {
            "staff_id": [pair[0]],
            "seen": [float(seen["amount"].sum())],
            "exposure": [float(exposure[0]) if len(exposure) else 1.0],
        }
    )


def _days(pair: Pair, scales: Sequence[Scale], evidence: Evidence) -> list[int]:
    days: set[int] = set()
    for scale in scales:
        for one in {pair, (pair[0], None)}:
            days.update((of_pair(evidence[scale.sign.name], one)["at"] // MICROSECONDS_A_DAY).to_list())
    return sorted(days)


def _date(day: int) -> dt.date:
    return dt.date(1970, 1, 1) + dt.timedelta(days=day)
