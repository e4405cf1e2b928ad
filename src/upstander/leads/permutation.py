"""What a sign would show if nobody were attached to anybody: its records dealt again among those who showed it then.

The null of a permutation test (Good 2005, "Permutation, Parametric and Bootstrap Tests of Hypotheses", chapter 3):
within one unit, month and shift of the day it is chance which of those who show a sign came upon which member of the
public. Dealt again so, everybody keeps how often they show the sign and every member of the public how often they are
met; only who met whom is forgotten. What is dealt is an episode, all that one pair shows on one day, because one job
leaves several records at once. Whoever shows it alone in their unit, month and shift is dealt to themselves: how many
episodes moved is told, and where few did, nothing was learnt. What is about a member of staff alone falls on anybody
of the unit.
"""

import ibis.expr.types as ir
import numpy as np
import polars as pl
from ibis import _

from upstander.contacts.force_time import FORCE_ZONE
from upstander.detection import About
from upstander.detection.observation import MICROSECONDS_A_DAY, MICROSECONDS_A_MONTH, exact_sum
from upstander.leads.peers import PeerGroups

FIRST_SHIFT, SHIFT_HOURS = 6, 8  # early from 6, late from 14, night from 22: the usual three shifts of response work
STRATUM = ("group", "month", "shift")


def by_day(observations: ir.Table) -> ir.Table:
    """All that each pair shows on each day: staff_id, nominal_id, at (the first that day), amount."""
    day = observations.group_by("staff_id", "nominal_id", day=observations.at // MICROSECONDS_A_DAY)
    summed = day.agg(at=_.at.min(), amount=exact_sum(_.amount))
    return summed.select("staff_id", "nominal_id", "at", "amount").order_by("staff_id", "nominal_id", "at")


def episodes(days: pl.DataFrame, counts: pl.DataFrame, peers: PeerGroups) -> pl.DataFrame:
    """The rows of `by_day`, each with its exposure and the stratum (group, month, shift) within which it may be dealt.

    `counts`: see `Observed.counts`; a pair's exposure goes with its episodes. People who are in no peer group are left
    out, as they are of every expectation.
    """
    known, pair = days.filter(pl.col("staff_id").is_in(list(peers.of))), ["staff_id", "nominal_id"]
    exposed = known.join(counts.select(*pair, "exposure"), on=pair, how="left", nulls_equal=True, maintain_order="left")
    hour = (
        pl.from_epoch("at", time_unit="us").dt.replace_time_zone("UTC").dt.convert_time_zone(FORCE_ZONE.key).dt.hour()
    )
    return exposed.with_columns(
        group=pl.col("staff_id").replace_strict(peers.of, return_dtype=pl.String),
        month=pl.col("at") // MICROSECONDS_A_MONTH,
        shift=(hour.cast(pl.Int64) - FIRST_SHIFT) % 24 // SHIFT_HOURS,
    )


def dealt_again(found: pl.DataFrame, about: About, peers: PeerGroups, chance: np.random.Generator) -> pl.DataFrame:
    """`episodes` after one deal; `was` is the member of staff that each had before."""
    return _among_the_unit(found, peers, chance) if about is About.SUBJECT else _swapped(found, chance)


def moved(dealt: pl.DataFrame) -> float:
    """The share of episodes that the deal gave to somebody else."""
    return dealt.filter(pl.col("staff_id") != pl.col("was")).height / max(dealt.height, 1)


def _swapped(found: pl.DataFrame, chance: np.random.Generator) -> pl.DataFrame:
    """Within each stratum, the members of staff of its episodes in another order."""
    ordered = found.sort(STRATUM, maintain_order=True).with_columns(was=pl.col("staff_id"))
    again = found.with_columns(dealt=pl.Series(chance.random(found.height))).sort(*STRATUM, "dealt")
    return ordered.with_columns(again["staff_id"])


def _among_the_unit(found: pl.DataFrame, peers: PeerGroups, chance: np.random.Generator) -> pl.DataFrame:
    """Each episode on anybody of its unit."""
    members = {group: sorted(people) for group, people in peers.members.items()}
    staff = [members[group][int(chance.integers(len(members[group])))] for group in found["group"]]
    return found.with_columns(pl.Series("staff_id", staff, pl.String), was=pl.col("staff_id"))


def counted(found: pl.DataFrame) -> pl.DataFrame:
    """The counts (see `Observed.counts`) of dealt episodes."""
    odd = pl.when(pl.col("month") % 2 == 1).then(pl.col("amount")).otherwise(0.0)
    return found.group_by("staff_id", "nominal_id", maintain_order=True).agg(
        seen=pl.col("amount").sum().round(6),
        odd_months=odd.sum().round(6),
        first_at=pl.col("at").min(),
        last_at=pl.col("at").max(),
        exposure=pl.col("exposure").max(),
    )
