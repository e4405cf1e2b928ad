"""Joins findings of several families into one weight of evidence for a pair, or for a subject alone.

Within a family only the strongest counts. The first family is weighed against people: it is what picked the pair out of
all the pairs of all the staff. Every further family is weighed against pairs that already show something elsewhere,
because one piece of unrecorded work leaves traces in several feeds at once. Which family is called the first is chosen
so that the result is the smallest.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from upstander.detection import About, Family
from upstander.leads.findings import Scale
from upstander.leads.rarity import Tail, tail
from upstander.leads.settings import Settings

Pair = tuple[str, str | None]  # staff_id, nominal_id; None = the member of staff alone


@dataclass(frozen=True)
class Strand:
    """The strongest finding of one family for one pair or subject."""

    family: Family
    about: About
    sign: str
    weight: float  # likelihood ratio by people of the same work
    shown_by: float
    assumed: float


@dataclass(frozen=True)
class Combined:
    """The weight of all strands of one pair: `bans` is the power of ten of the likelihood ratio."""

    pair: Pair
    strands: tuple[Strand, ...]
    bans: float


@dataclass(frozen=True)
class FamilyTail:
    """What others show of one family: among people, and among pairs that show something in another family."""

    people: Tail
    together: Tail


@dataclass(frozen=True)
class Combiner:
    """Weighs strands against what the force shows; fitted once on a scan."""

    tails: Mapping[tuple[Family, About], FamilyTail]
    settings: Settings

    def combine(self, pair: Pair, strands: Sequence[Strand]) -> Combined:
        """The weight of these strands together: the smallest over which of them came first."""
        if not strands:
            return Combined(pair, (), 0.0)
        bans = min(sum(self._bans(s, first=s is first) for s in strands) for first in strands)
        return Combined(pair, tuple(strands), max(bans, 0.0))

    def _bans(self, strand: Strand, *, first: bool) -> float:
        tails = self.tails[strand.family, strand.about]
        least = self.settings["least_weight"]
        if first:
            rate, most = tails.people.rate(strand.weight, least, strand.assumed), self.settings["most_first"]
        else:
            assumed = min(strand.assumed * self.settings["together"], 1.0)
            rate, most = tails.together.rate(strand.weight, least, assumed), self.settings["most_next"]
        return max(math.log10(min(strand.shown_by / rate, most)), 0.0)


def strands_of(scales: Iterable[Scale]) -> dict[Pair, list[Strand]]:
    """For each pair, and for each subject alone, the strongest finding of each family that counts as evidence."""
    best: dict[Pair, dict[Family, Strand]] = {}
    for scale in scales:
        if scale.health.advisory:
            continue
        for staff_id, nominal_id, weight in scale.findings.select("staff_id", "nominal_id", "weight").iter_rows():
            of_pair = best.setdefault((staff_id, nominal_id), {})
            strand = strand_of(scale, weight)
            if strand.family not in of_pair or of_pair[strand.family].weight < weight:
                of_pair[strand.family] = strand
    return {pair: list(by_family.values()) for pair, by_family in best.items()}


def with_subject_strands(of_pair: Sequence[Strand], of_subject: Sequence[Strand]) -> list[Strand]:
    """A pair's strands with what is found of its subject alone; in a family that both show, the pair's own stays."""
    families = {strand.family for strand in of_pair}
    return [*of_pair, *(strand for strand in of_subject if strand.family not in families)]


def strand_of(scale: Scale, weight: float) -> Strand:
    """A finding of a sign, as a strand of its family."""
    sign = scale.sign
    return Strand(sign.family, sign.about, sign.name, weight, scale.shown_by, scale.assumed)


def fit_combiner(scales: Sequence[Scale], people: int, settings: Settings) -> Combiner:
    """Counts, for each family, how strongly others show it."""
    counted = [scale for scale in scales if not scale.health.advisory]
    kinds = {(scale.sign.family, scale.sign.about) for scale in counted}
    tails = {kind: _family_tail(kind, counted, people, settings) for kind in kinds}
    return Combiner(tails, settings)


def _family_tail(kind: tuple[Family, About], scales: Sequence[Scale], people: int, settings: Settings) -> FamilyTail:
    family, about = kind
    of_kind = [s for s in scales if (s.sign.family, s.sign.about) == kind]
    others = [s for s in scales if s.sign.family is not family and s.sign.about is about]
    strongest = _strongest(of_kind)
    by_person = strongest.group_by("staff_id").agg(pl.col("weight").max())
    elsewhere = _distinct([s.weak for s in others])
    both = strongest.join(elsewhere, on=["staff_id", "nominal_id"], how="semi", nulls_equal=True)
    assumed = max(s.assumed for s in of_kind)
    return FamilyTail(
        tail(by_person["weight"], people, assumed, settings["assumed_staff"]),
        tail(both["weight"], elsewhere.height, assumed * settings["together"], settings["assumed_pairs"]),
    )


def _strongest(scales: Sequence[Scale]) -> pl.DataFrame:
    findings = pl.concat([s.findings.select("staff_id", "nominal_id", "weight") for s in scales])
    return findings.group_by("staff_id", "nominal_id").agg(pl.col("weight").max())


def _distinct(frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    if not frames:
        return pl.DataFrame(schema={"staff_id": pl.String, "nominal_id": pl.String})
    return pl.concat([frame.cast({"nominal_id": pl.String}) for frame in frames]).unique()
