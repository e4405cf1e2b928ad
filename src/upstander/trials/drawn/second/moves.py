"""People who change posts half-way: two members of staff take over one another's work, innocent mostly.

A register of staff holds one row each, with the present post; what they did in the old one stands under it. So from
a midnight on everything that the one would have done is done by the other, open cases are handed over on record,
and each keeps their own handset.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
import pyarrow as pa

from upstander.records.catalogue import all_feeds
from upstander.trials.drawn.ground import DAY, frame, whole
from upstander.trials.force import Tables

POSTS = (  # between which people move; nobody moves into or out of custody, where records hang on who is on shift
    {"constable", "neighbourhood_officer", "detective", "schools_officer", "safeguarding_officer"},
    {"pcso"},
    {"call_handler", "radio_operator"},
)
PAIRS = 0.03  # pairs that change, as a share of staff
BY_DAY = {
    "accesses": "at", "deployments": "assigned_at", "log_entries": "at", "messages": "at", "public_calls": "start_at",
    "shifts": "start_at", "assignments": "from_at", "device_holders": "from_at",
}  # fmt: skip
BY_DEVICE = ("phone_events", "device_extractions")
POST = ("role", "team_id", "supervisor_id")


@dataclass(frozen=True)
class Move:
    """Two who change posts at a midnight."""

    one: str
    other: str
    at: int


def draw_moves(force: Tables, seed: int) -> list[Move]:
    """Who moves, from the seed alone."""
    draws = np.random.default_rng([seed, 3])
    staff = frame(force, "staff").filter(pl.col("left_on").is_null()).sort("staff_id")
    times = frame(force, "shifts")["start_at"]
    begin = whole(frame(force, "accesses")["at"].min())
    settled = staff.filter(pl.col("started_on") < begin // DAY)
    handsets = _handsets(force)
    left = settled.select("staff_id", "role", "team_id").rows()
    left = [left[place] for place in draws.permutation(len(left)).tolist()]
    moves: list[Move] = []
    used: set[str] = set()
    for one, role, team in left:
        if len(moves) >= max(1, round(PAIRS * staff.height)):
            break
        posts: set[str] = next((group for group in POSTS if role in group), set())
        fits = [
            other
            for other, its_role, its_team in left
            if its_role in posts and its_team != team and other not in used and (other in handsets) == (one in handsets)
        ]
        if fits and one not in used:
            share = draws.uniform(0.25, 0.75)
            at = int(begin + share * (whole(times.max()) - begin)) // DAY * DAY
            moves.append(Move(one, fits[0], at))
            used |= {one, fits[0]}
    return moves


def moved(force: Tables, moves: Sequence[Move]) -> dict[str, pa.Table]:
    """The force with these people in one another's posts from then on."""
    tables = dict(force)
    if not moves:
        return tables
    handsets = _handsets(force)
    for feed, time in BY_DAY.items():
        if feed in tables:
            tables[feed] = _stored(feed, _swapped(_handed_over(force, feed, moves), "staff_id", time, _people(moves)))
    devices = [
        (handsets[move.one], handsets[move.other], move.at)
        for move in moves
        if {move.one, move.other} <= handsets.keys()
    ]
    for feed in BY_DEVICE:
        if feed in tables and devices:
            tables[feed] = _stored(feed, _swapped(frame(force, feed), "device_id", "at", devices))
    tables["staff"] = _stored("staff", _in_new_posts(frame(force, "staff"), moves))
    return tables


def moved_stays(stays: pl.DataFrame, moves: Sequence[Move]) -> pl.DataFrame:
    """What the simulation knows of stays (staff_id, start_at, ...), put to the person who now makes them."""
    return _swapped(stays, "staff_id", "start_at", _people(moves))


def _people(moves: Sequence[Move]) -> list[tuple[str, str, int]]:
    return [(move.one, move.other, move.at) for move in moves]


def _handsets(force: Tables) -> dict[str, str]:
    issued = frame(force, "device_holders").filter((pl.col("kind") == "mobile") & pl.col("to_at").is_null())
    return dict(issued.sort("device_id").select("staff_id", "device_id").iter_rows())


def _handed_over(force: Tables, feed: str, moves: Sequence[Move]) -> pl.DataFrame:
    """Records as they stood; of assignments, those still open at the move end there and begin again, with the other."""
    rows = frame(force, feed)
    if feed != "assignments":
        return rows
    closed = frame(force, "incidents").select("incident_id", "closed_at")
    for move in moves:
        ends = pl.min_horizontal("to_at", pl.col("closed_at"))
        spans = rows.join(closed, on="incident_id", how="left", maintain_order="left")
        open_then = (
            pl.col("staff_id").is_in([move.one, move.other])
            & (pl.col("from_at") < move.at)
            & (ends.is_null() | (ends > move.at))
        )
        again = spans.filter(open_then).with_columns(from_at=pl.lit(move.at, pl.Int64))
        before = spans.with_columns(to_at=pl.when(open_then).then(move.at).otherwise(pl.col("to_at")))
        rows = pl.concat([before, again]).drop("closed_at")
    return rows


def _swapped(rows: pl.DataFrame, column: str, time: str, pairs: Sequence[tuple[str, str, int]]) -> pl.DataFrame:
    name = pl.col(column)
    told = name
    for one, other, at in pairs:
        then = pl.col(time) >= at
        told = (
            pl.when(then & (name == one))
            .then(pl.lit(other))
            .when(then & (name == other))
            .then(pl.lit(one))
            .otherwise(told)
        )
    return rows.with_columns(told.alias(column))


def _in_new_posts(staff: pl.DataFrame, moves: Sequence[Move]) -> pl.DataFrame:
    rows = {row["staff_id"]: row for row in staff.iter_rows(named=True)}
    for move in moves:
        one, other = rows[move.one], rows[move.other]
        for column in POST:
            one[column], other[column] = other[column], one[column]
    return pl.DataFrame(list(rows.values()), schema=staff.schema)


def _stored(feed: str, rows: pl.DataFrame) -> pa.Table:
    return rows.to_arrow().cast(all_feeds()[feed].arrow_schema)
