"""Joins findings of several families into one weight of evidence for a pair, or for a subject alone.

Within a family only the strongest counts. The first family is weighed against people: it is what picked the pair out of
all the pairs of all the staff. Every further family is weighed against those who show one of the other signs at all,
however weakly, because one piece of unrecorded work leaves traces in several feeds at once: where the two usually come
together, the second adds little. Which family is called the first is chosen so that the result is the smallest.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
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
    new_light: bool = False  # it says something new even of records that another strand rests on
    habit: str = ""  # strands of one habit are one strand; "" = of none


@dataclass(frozen=True)
class Combined:
    """The weight of all strands of one pair: `bans` is the power of ten of the likelihood ratio."""

    pair: Pair
    strands: tuple[Strand, ...]
    bans: float


@dataclass(frozen=True)
class FamilyTail:
    """What others show of one family: among people, and among those who show a sign of another family, by its name.

    `shown_by`: the share of those who abuse their position who show any sign of the family this strongly.
    """

    shown_by: float
    people: Tail
    together: Mapping[str, Tail]


@dataclass(frozen=True)
class Combiner:
    """Weighs strands against what the force shows; fitted once on a scan."""

    tails: Mapping[tuple[Family, About], FamilyTail]
    settings: Settings

    def combine(self, pair: Pair, strands: Sequence[Strand]) -> Combined:
        """The weight of these strands together: the smallest over which of them came first."""
        if not strands:
            return Combined(pair, (), 0.0)
        bans = min(sum(self._bans(s, strands, first=s is first) for s in strands) for first in strands)
        return Combined(pair, tuple(strands), max(bans, 0.0))

    def alone(self, strand: Strand) -> float:
        """The weight that a strand carries with no other beside it, as a power of ten."""
        return self._bans(strand, (strand,), first=True)

    def _bans(self, strand: Strand, others: Sequence[Strand], *, first: bool) -> float:
        tails, least = self.tails[strand.family, strand.about], self.settings["least_weight"]
        if first:
            rate, most = tails.people.rate(strand.weight, least, strand.assumed), self.settings["most_first"]
        else:
            assumed = min(strand.assumed * self.settings["together"], 1.0)
            given = [tails.together[other.sign] for other in others if other is not strand]
            rate = max(one.rate(strand.weight, least, assumed) for one in given)
            most = self.settings["most_next"]
        return max(math.log10(min(tails.shown_by / rate, strand.weight, most)), 0.0)


def strands_of(scales: Iterable[Scale]) -> dict[Pair, list[Strand]]:
    """For each pair, and for each subject alone, every finding that counts as evidence."""
    found: dict[Pair, list[Strand]] = {}
    for scale in scales:
        if scale.health.advisory:
            continue
        for staff_id, nominal_id, weight in scale.findings.select("staff_id", "nominal_id", "weight").iter_rows():
            found.setdefault((staff_id, nominal_id), []).append(strand_of(scale, weight))
    return found


Telling = Callable[[Strand, Mapping[Pair, Sequence[Strand]]], Sequence[Pair]]


def with_subject(
    strands: Mapping[Pair, Sequence[Strand]], telling: Telling = lambda _strand, _pairs: ()
) -> dict[Pair, list[Strand]]:
    """Adds what is found of a subject to each of the subject's pairs; the subject stands beside them, alone.

    What is found mostly by the records of one pair says nothing of the others: `telling` names such pairs, and it is
    added to them only.
    """
    joined = {pair: list(found) for pair, found in strands.items()}
    pairs_of: dict[str, dict[Pair, Sequence[Strand]]] = {}
    for pair, found in strands.items():
        if pair[1] is not None:
            pairs_of.setdefault(pair[0], {})[pair] = found
    for (staff_id, nominal_id), found in strands.items():
        pairs = pairs_of.get(staff_id, {}) if nominal_id is None else {}
        for strand in found:
            for pair in telling(strand, pairs) or pairs:
                joined[pair].append(strand)
    return joined


def each_told_once(combined: Sequence[Combined]) -> list[Combined]:
    """Without pairs that add nothing to what is found of the subject alone, and without subjects whose pairs do."""
    alone = {one.pair[0]: one.bans for one in combined if one.pair[1] is None}
    adding = [one for one in combined if one.pair[1] is not None and one.bans > alone.get(one.pair[0], 0.0)]
    told = {one.pair[0] for one in adding}
    return adding + [one for one in combined if one.pair[1] is None and one.pair[0] not in told]


def strongest_of_each_family(strands: Iterable[Strand]) -> list[Strand]:
    """One strand for each family."""
    best: dict[Family, Strand] = {}
    for strand in strands:
        if strand.family not in best or best[strand.family].weight < strand.weight:
            best[strand.family] = strand
    return list(best.values())


def strand_of(scale: Scale, weight: float) -> Strand:
    """A finding of a sign, as a strand of its family."""
    sign = scale.sign
    new_light = bool(sign.in_the_light_of)
    return Strand(sign.family, sign.about, sign.name, weight, scale.shown_by, scale.assumed, new_light, sign.habit)


def fit_combiner(scales: Sequence[Scale], people: int, settings: Settings) -> Combiner:
    """Counts, for each family, how strongly others show it."""
    counted = [scale for scale in scales if not scale.health.advisory]
    kinds = {(scale.sign.family, scale.sign.about) for scale in counted}
    tails = {kind: _family_tail(kind, counted, people, settings) for kind in kinds}
    return Combiner(tails, settings)


def _family_tail(kind: tuple[Family, About], scales: Sequence[Scale], people: int, settings: Settings) -> FamilyTail:
    of_kind = [s for s in scales if (s.sign.family, s.sign.about) == kind]
    findings = pl.concat([s.findings.select("staff_id", "nominal_id", "weight") for s in of_kind])
    assumed = max(s.assumed for s in of_kind)
    by_person = _strongest(findings, ["staff_id"])
    together = {
        other.sign.name: _tail_together(findings, other, kind[1], assumed, settings)
        for other in scales
        if other.sign.family is not kind[0]
    }
    shown_by = settings.shown_by({case for s in of_kind for case in s.sign.cases})
    return FamilyTail(shown_by, tail(by_person["weight"], people, assumed, settings["assumed_staff"]), together)


def _tail_together(findings: pl.DataFrame, other: Scale, about: About, assumed: float, settings: Settings) -> Tail:
    """How strongly a family shows among those who show another sign: pairs, or people where either is about people."""
    both_pairs = about is About.PAIR and other.sign.about is About.PAIR
    unit = ["staff_id", "nominal_id"] if both_pairs else ["staff_id"]
    showing = other.weak.select(unit).unique()
    both = _strongest(findings, unit).join(showing, on=unit, how="semi")
    return tail(both["weight"], showing.height, assumed * settings["together"], settings["assumed_pairs"])


def _strongest(findings: pl.DataFrame, unit: list[str]) -> pl.DataFrame:
    return findings.group_by(unit).agg(pl.col("weight").max())
