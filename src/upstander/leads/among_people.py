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

import numpy as np
import numpy.typing as npt

from upstander.leads.combining import Combined
from upstander.leads.rarity import thinning
from upstander.leads.settings import Settings


@dataclass(frozen=True)
class AmongPeople:
    """The weights that the people of a force carry: one for each person who carries any, by their strongest pair.

    `weights`: powers of ten, by staff_id; `people`: how many work there, with those who carry none; `belief`: how many
    people's worth of belief the promise of a fair bet carries; `least`: the likelihood ratio that is worth telling.
    """

    weights: dict[str, float]
    ordered: npt.NDArray[np.float64]
    people: int
    belief: float
    least: float

    def bounded(self, one: Combined) -> float:
        """The weight of a pair as a power of ten, no more than its place among the other people allows."""
        return min(one.bans, -math.log10(self._rate(one.bans, one.pair[0])))

    def _rate(self, bans: float, staff_id: str) -> float:
        others = self._others(bans, staff_id)
        shown = others + 1.0 if others else self._beyond(bans)
        promised = min(1.0, 10.0**-bans)
        return (shown + self.belief * float(promised)) / (max(self.people, 1) + self.belief)

    def _others(self, bans: float, staff_id: str) -> int:
        at_least = len(self.ordered) - int(np.searchsorted(self.ordered, bans, side="left"))
        return at_least - (self.weights.get(staff_id, -math.inf) >= bans)

    def _beyond(self, bans: float) -> float:
        """How many like the first there may be, where everybody else carries less: fewer the further they stand."""
        place = int(np.searchsorted(self.ordered, bans, side="left"))
        weaker = 10.0 ** float(self.ordered[place - 1]) if place else self.least
        return thinning(max(weaker, self.least), 10.0**bans)


def among_people(combined: Sequence[Combined], people: int, settings: Settings) -> AmongPeople:
    """Counts what everybody in the force carries."""
    strongest: dict[str, float] = {}
    for one in combined:
        strongest[one.pair[0]] = max(strongest.get(one.pair[0], 0.0), one.bans)
    ordered = np.sort(np.array([bans for bans in strongest.values() if bans > 0], dtype=float))
    return AmongPeople(strongest, ordered, people, settings["assumed_staff"], settings["least_weight"])
