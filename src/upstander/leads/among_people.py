"""Nobody is believed guiltier than their place among everybody's weights of evidence allows.

Each family's rate is counted by itself, so the first by any of many signs weighs as much as if only that sign had been
asked, and strands that meet in innocent work more often than `combining` believes weigh as if they met by chance. What
comes out at the end can be counted once more: of the innocent, at most as many weigh this much as of all others in this
force. That share bounds what the evidence lets anybody believe, because nobody can show it more often than always. So
being first of a small force is no lead by itself; standing far above the second may be one. The evidence itself stays
what it is, a fair bet: the false-discovery set and the nights are reckoned with it (`raising`, `over_nights`).

The share starts from what a fair bet promises (Markov's inequality: at most one in x of the innocent reaches x times;
Grünwald, de Heide and Koolen 2024, "Safe testing") and gives way as people are counted.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from upstander.leads.combining import Combined
from upstander.leads.rarity import Tail, tail
from upstander.leads.settings import Settings


@dataclass(frozen=True)
class AmongPeople:
    """What the people of a force carry: the likelihood ratio of each by their strongest pair, `least` at the least.

    `least`: the likelihood ratio that is worth telling; beyond everybody else's, a share thins from there.
    """

    people: Tail
    least: float

    def bounded(self, one: Combined) -> float:
        """The weight of a pair as a power of ten, no more than its place among the other people allows."""
        weight = 10.0**one.bans
        share = self.people.rate_believing(weight, self.least, min(1.0, 1.0 / weight))
        return min(one.bans, -math.log10(share))


def among_people(combined: Sequence[Combined], people: int, settings: Settings) -> AmongPeople:
    """Counts what everybody in the force carries."""
    least, strongest = settings["least_weight"], dict[str, float]()
    for one in combined:
        strongest[one.pair[0]] = max(strongest.get(one.pair[0], least), 10.0**one.bans)
    carried = pl.Series(list(strongest.values()), dtype=pl.Float64)
    return AmongPeople(tail(carried, people, assumed=1.0, belief=settings["assumed_staff"]), least)
