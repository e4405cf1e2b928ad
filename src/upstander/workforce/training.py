"""Who was taught what, and whether it was understood: by person, and as gaps by role and team.

S001, national recommendation 1: a record for each person that the training "has been received and understood", and
is "repeated on a regular basis". To have completed a course is not to have understood it.
"""

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum

import polars as pl
from ibis import _

from upstander.engines import Engine
from upstander.records.as_known import Records
from upstander.workforce.expected import Course, Expected
from upstander.workforce.people import here_on, rows_of, with_days

TAKEN = ("staff_id", "course", "completed_on", "assessed", "score")


class Standing(StrEnum):
    """How somebody stands towards a course."""

    UNDERSTOOD = "understood"
    NEW = "new here"
    NOT_TESTED = "completed, not tested"
    NOT_PASSED = "tested, not passed"
    LAPSED = "to be repeated"
    NEVER = "never"


def training(records: Records, engine: Engine, asked: Expected, day: dt.date) -> pl.DataFrame:
    """A row for everybody who works here on a day and each course that they must take.

    Columns: staff_id, name, role, team_id, supervisor_id, course, standing, completed_on, score, due_on.
    """
    return standings(here_on(records, engine, day), taken_until(records, engine, day), asked, day)


def taken_until(records: Records, engine: Engine, day: dt.date) -> pl.DataFrame:
    """What the force's records hold of courses that were taken until a day, in the columns of TAKEN."""
    taken = with_days(rows_of(records.training, engine, *TAKEN), "completed_on")
    return taken.filter(pl.col("completed_on") <= day)


def standings(people: pl.DataFrame, taken: pl.DataFrame, asked: Expected, day: dt.date) -> pl.DataFrame:
    """The rows of `training`, from people (people.here_on) and from what they took, wherever that is held."""
    told = [_of_course(people, taken, course, asked.joining.days, day) for course in asked.courses]
    return pl.concat(told).sort("course", "role", "name", "staff_id")


def _of_course(people: pl.DataFrame, taken: pl.DataFrame, course: Course, joining: int, day: dt.date) -> pl.DataFrame:
    must = people.filter(pl.col("role").is_in(course.roles)) if course.roles else people
    told = must.join(_counts(taken, course, day), on="staff_id", how="left")
    again = pl.col("completed_on").dt.offset_by(f"{course.again_after_days}d")
    due = pl.coalesce(again, pl.col("started_on").dt.offset_by(f"{joining}d"))
    told = told.with_columns(due_on=due, course=pl.lit(course.name)).with_columns(standing=_standing(course, day))
    return told.select(
        "staff_id", "name", "role", "team_id", "supervisor_id", "course", "standing", "completed_on", "score", "due_on"
    )


def _counts(taken: pl.DataFrame, course: Course, day: dt.date) -> pl.DataFrame:
    """What counts of each person's records of a course: the last that was passed and still holds, else the last."""
    names = (*course.recorded_as, course.name)
    held = taken.filter(pl.col("course").str.strip_chars().str.to_lowercase().is_in(names))
    since = day - dt.timedelta(days=course.again_after_days)
    passed = pl.col("assessed") & (pl.col("score") >= course.pass_mark) & (pl.col("completed_on") > since)
    held = held.with_columns(passed=passed.fill_null(value=False))
    held = held.sort("passed", "completed_on", "assessed", "score", descending=True, nulls_last=True)
    return held.unique("staff_id", keep="first", maintain_order=True).drop("course", "passed")


def _standing(course: Course, day: dt.date) -> pl.Expr:
    """A test without a result on record shows nothing, and counts as none."""
    never, due = pl.col("completed_on").is_null(), pl.col("due_on") <= day
    tested = pl.col("assessed") & pl.col("score").is_not_null()
    return (
        pl.when(never & ~due).then(pl.lit(Standing.NEW.value))
        .when(never).then(pl.lit(Standing.NEVER.value))
        .when(due).then(pl.lit(Standing.LAPSED.value))
        .when(~tested).then(pl.lit(Standing.NOT_TESTED.value))
        .when(pl.col("score") < course.pass_mark).then(pl.lit(Standing.NOT_PASSED.value))
        .otherwise(pl.lit(Standing.UNDERSTOOD.value))
    )  # fmt: skip


def gaps(rows: pl.DataFrame, by: str) -> pl.DataFrame:
    """How many stand how, by "course", "role" or "team_id": the group, people, one column for each standing, percent.

    `percent`: of those who must have understood it by now, how many did, rounded down; null where that is nobody.
    """
    counted = [(pl.col("standing") == one.value).sum().alias(one.value) for one in Standing]
    told = rows.group_by(by).agg(pl.len().alias("people"), *counted)
    must = pl.col("people").cast(pl.Int64) - pl.col(Standing.NEW.value).cast(pl.Int64)
    percent = (pl.col(Standing.UNDERSTOOD.value).cast(pl.Int64) * 100) // must
    return told.with_columns(percent=pl.when(must > 0).then(percent)).sort(by)


def taken_by(records: Records, engine: Engine, staff_id: str, courses: Iterable[Course]) -> pl.DataFrame:
    """Everything that one person was taught, the newest first: the record that an inspection asks for.

    Columns: course, completed_on, assessed, score, seconds_spent, counts_as (the course asked for, or none).
    """
    named = {name: course.name for course in courses for name in (*course.recorded_as, course.name)}
    held = with_days(engine.rows(records.training.filter(_.staff_id == staff_id).drop("staff_id")), "completed_on")
    course = pl.col("course").str.strip_chars().str.to_lowercase().replace_strict(named, default="")
    return held.with_columns(counts_as=course).sort("completed_on", "course", descending=[True, False])
