"""(c) Look-ups of people with whom the reader has no work on record within thirty days, counted for each reader."""

import polars as pl

from upstander.trials.force import Tables
from upstander.trials.peers import in_order

NEAR = 30 * 86_400_000_000  # microseconds: the window that audit teams commonly use


def unexplained_look_ups(force: Tables, seed: int) -> list[str]:
    """By the number of look-ups with no deployment or assignment of the reader to an incident of that person."""
    if "accesses" not in force:
        return in_order(force, {}, seed)
    looks = _frame(force, "accesses", "access_id", "staff_id", "nominal_id", "at").drop_nulls()
    work = pl.concat(
        [
            _frame(force, "deployments", "incident_id", "staff_id", "assigned_at").rename({"assigned_at": "work"}),
            _frame(force, "assignments", "incident_id", "staff_id", "from_at").rename({"from_at": "work"}),
        ]
    ).join(_frame(force, "involvements", "incident_id", "nominal_id"), on="incident_id")
    explained = looks.join(work, on=["staff_id", "nominal_id"]).filter((pl.col("at") - pl.col("work")).abs() <= NEAR)
    left = looks.join(explained.select("access_id").unique(), on="access_id", how="anti")
    return in_order(force, dict(left.group_by("staff_id").len().iter_rows()), seed)


def _frame(force: Tables, feed: str, *columns: str) -> pl.DataFrame:
    return pl.DataFrame(force[feed].select(list(columns)).to_pydict())
