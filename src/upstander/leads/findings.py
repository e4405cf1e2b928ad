"""Signs seen strongly enough to say so: each finding with what was seen, what was expected, and its weight."""

from dataclasses import dataclass

import polars as pl

from upstander.detection import About, Sign
from upstander.detection.run import Assessment, Observed, Runs
from upstander.leads.calibration import UNCALIBRATED, Health, health
from upstander.leads.expectation import Expectation, expect, strength_of
from upstander.leads.peers import EVERYBODY, PeerGroups
from upstander.leads.permutation import by_day
from upstander.leads.rarity import Tail, tail
from upstander.leads.settings import Settings


@dataclass(frozen=True)
class Scale:
    """How one sign is weighed on one force.

    `findings`: staff_id, nominal_id, seen, exposure, expected, times, weight (likelihood ratio by people of the same
    work), first_at, last_at. `weak`: every pair that shows it at all (staff_id, nominal_id).
    """

    sign: Sign
    least: float
    expectation: Expectation
    tails: dict[str, Tail]
    shown_by: float
    assumed: float
    ordinary: float
    least_weight: float
    health: Health
    findings: pl.DataFrame
    weak: pl.DataFrame

    def weigh(self, counts: pl.DataFrame) -> pl.DataFrame:
        """Those counts (staff_id, nominal_id, seen, exposure, …) that are findings, with expected, times and weight."""
        known = counts.filter(
            pl.col("staff_id").is_in(list(self.expectation.peers.of)) & (pl.col("seen") >= self.least)
        )
        strong = known.with_columns(
            pl.Series("expected", self.expectation.expected(known), pl.Float64),
            pl.Series("times", self.expectation.times(known), pl.Float64),
            pl.Series("strength", self.expectation.strength(known), pl.Float64),
        ).filter(pl.col("strength") >= (self.ordinary if self.sign.about is About.PAIR else 0.0))
        weights = [self._weight(*one) for one in strong.select("staff_id", "strength").iter_rows()]
        return strong.with_columns(pl.Series("weight", weights, pl.Float64)).filter(
            pl.col("weight") >= self.least_weight
        )

    def exposure(self, pair: tuple[str, str | None]) -> float:
        """The exposure of a pair that has a finding; 1 where it has none yet."""
        nominal = pl.col("nominal_id").is_null() if pair[1] is None else pl.col("nominal_id") == pair[1]
        rows = self.findings.filter((pl.col("staff_id") == pair[0]) & nominal)
        return float(rows["exposure"][0]) if rows.height else 1.0

    def _weight(self, staff_id: str, strength: float) -> float:
        of_force = self.tails[EVERYBODY].rate(strength, self.ordinary)
        of_peers = self.tails[self.expectation.peers.of[staff_id]].rate_within(strength, of_force)
        return self.shown_by / max(of_force, of_peers)


def scales(assessment: Assessment, peers: PeerGroups, settings: Settings, engine: Runs) -> tuple[Scale, ...]:
    """Every sign assessed, fitted to the force, calibrated on its records and weighed."""
    return tuple(
        scale(observed, engine.rows(by_day(observed.observations)), peers, settings) for observed in assessment.observed
    )


def scale(observed: Observed, days: pl.DataFrame, peers: PeerGroups, settings: Settings) -> Scale:
    """Fits one sign to the force, and finds what stands out. `days`: see `permutation.by_day`."""
    sign = observed.sign
    expectation = expect(observed, peers, settings["lower_bound"])
    least = sign.given(0, settings.signs.get(sign.name)).__getattr__(sign.least)
    assumed = settings.assumed_rate(sign)
    unweighed = Scale(
        sign=sign,
        least=least,
        expectation=expectation,
        tails={},
        shown_by=settings.fair(settings.shown_by(sign.cases)),
        assumed=assumed,
        ordinary=float(strength_of(settings["ordinary"])),
        least_weight=settings["least_weight"],
        health=UNCALIBRATED,
        findings=pl.DataFrame(),
        weak=observed.counts.select("staff_id", "nominal_id"),
    )
    tails = _tails(unweighed, observed.counts, settings["assumed_staff"])
    fitted = _replace(unweighed, tails=tails)
    findings = fitted.weigh(observed.counts)
    return _replace(fitted, findings=findings, health=health(observed, days, expectation, findings, settings))


def _tails(scale: Scale, counts: pl.DataFrame, belief: float) -> dict[str, Tail]:
    """For the force and each peer group the strengths of its people: each person's strongest pair."""
    peers = scale.expectation.peers
    known = counts.filter(pl.col("staff_id").is_in(list(peers.of)) & (pl.col("seen") >= scale.least))
    strongest = (
        known.with_columns(pl.Series("strength", scale.expectation.strength(known), pl.Float64))
        .group_by("staff_id")
        .agg(pl.col("strength").max())
    )
    found = {}
    for name in {*peers.of.values(), EVERYBODY} & peers.members.keys():
        of_group = strongest.filter(pl.col("staff_id").is_in(list(peers.members[name])))
        found[name] = tail(of_group["strength"], peers.people[name], scale.assumed, belief)
    return found


def _replace(scale: Scale, **changes: object) -> Scale:
    return Scale(**(scale.__dict__ | changes))
