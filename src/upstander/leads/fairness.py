"""Whether people of one kind are raised more often than the others: said with every scan.

Sex, length of service, hours and shifts are never inputs of a sign, and can yet show in what is raised: by the work
that falls to people, or by what is recorded of them. A difference is a question about the tool, not about those people.
"""

from collections.abc import Collection, Mapping
from typing import Any

import ibis.expr.types as ir
import polars as pl
from ibis import _
from scipy.stats import fisher_exact

from upstander.contacts.clock import DAY, HOUR
from upstander.detection.run import Runs
from upstander.records.as_known import Records

YEAR = 365.25  # days
PROBATION, LONG = 2, 15  # years of service
FULL_TIME = 30  # hours of duty in a week with any; a full week is 37 to 40, less leave
NIGHT = 0.2  # of the shifts reach into the small hours: whoever works round the clock has a third of them there
UNLIKELY = 0.05  # that chance makes such a difference in any of the groups of one kind
NOT_KNOWN = "not on record"


def raised_by_kind(
    records: Records, raised: Collection[str], as_of: int, engine: Runs
) -> dict[str, list[dict[str, Any]]]:
    """For each kind of group (role, sex, …) its groups with how many people, how many of them raised, and the ratio.

    `ratio`: the share raised over that of everybody else, null where it cannot be said; `differs`: whether chance would
    make so great a difference seldom (Fisher's exact test, divided among the groups of the kind).
    """
    people = _people(records, as_of, engine)
    shown = people.with_columns(pl.col("staff_id").is_in(sorted(raised)).alias("raised"))
    kinds = [name for name in people.columns if name != "staff_id"]
    return {kind: _groups(shown.select(pl.col(kind).fill_null(NOT_KNOWN).alias("group"), "raised")) for kind in kinds}


def noticeable(by_kind: Mapping[str, list[dict[str, Any]]]) -> list[str]:
    """A sentence for each group that is raised noticeably more or less often than the others."""
    return [
        f"{kind.replace('_', ' ')} {one['group'].replace('_', ' ')}: {one['raised']} of {one['people']} are raised, "
        f"{_times(one['ratio'])} the share of everybody else"
        for kind, groups in by_kind.items()
        for one in groups
        if one["differs"]
    ]


def _times(ratio: float | None) -> str:
    return "where none are" if ratio is None else f"{ratio:.1f} times"


def _groups(people: pl.DataFrame) -> list[dict[str, Any]]:
    counted = people.group_by("group").agg(pl.len().alias("people"), pl.col("raised").sum()).sort("group")
    total = people.height, int(people["raised"].sum())
    return [_compared(one, total, counted.height) for one in counted.to_dicts()]


def _compared(group: dict[str, Any], total: tuple[int, int], groups: int) -> dict[str, Any]:
    own = group["people"], group["raised"]
    others, others_raised = total[0] - own[0], total[1] - own[1]
    chance = fisher_exact([[own[1], own[0] - own[1]], [others_raised, others - others_raised]]).pvalue
    ratio = round(own[1] / own[0] / (others_raised / others), 2) if others_raised else None
    return group | {"ratio": ratio, "differs": bool(chance * groups < UNLIKELY)}


def _people(records: Records, as_of: int, engine: Runs) -> pl.DataFrame:
    staff = engine.rows(records.staff.select("staff_id", "role", "sex", "started_on")).sort("staff_id")
    years = (as_of / DAY - pl.col("started_on")) / YEAR
    service = (
        pl.when(years < PROBATION).then(pl.lit("in probation")).when(years < LONG).then(pl.lit("two to fifteen years"))
    ).otherwise(pl.lit("longer"))
    people = staff.select("staff_id", "role", "sex", service.alias("length_of_service"))
    if not records.has("shifts"):
        return people
    return people.join(_hours(records.shifts, engine), on="staff_id", how="left", maintain_order="left")


def _hours(shifts: ir.Table, engine: Runs) -> pl.DataFrame:
    """For each member of staff with shifts whether they work part-time, and whether by night."""
    # 1 January 1970 was a Thursday; weeks here begin on a Monday.
    duty = shifts.filter(_.kind == "duty").mutate(
        week=(_.start_at + 3 * DAY) // (7 * DAY), hours=(_.end_at - _.start_at) / HOUR
    )
    duty = duty.mutate(night=(_.end_at - 2 * HOUR) // DAY > (_.start_at - 2 * HOUR) // DAY)
    found = duty.group_by("staff_id").agg(weekly=_.hours.sum() / _.week.nunique(), nights=_.night.cast("int64").mean())
    part_time = pl.when(pl.col("weekly") < FULL_TIME).then(pl.lit("part-time")).otherwise(pl.lit("full-time"))
    nights = pl.when(pl.col("nights") >= NIGHT).then(pl.lit("with nights")).otherwise(pl.lit("without nights"))
    return engine.rows(found).select("staff_id", part_time.alias("hours"), nights.alias("shift_pattern"))
