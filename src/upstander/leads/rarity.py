"""How rare a finding is among innocent people, and so how much it weighs.

A likelihood ratio is the share of those who abuse their position who show a sign, over the share of everybody else who
show it at least as strongly. The second share is counted on the force's own records, and starts from an assumed rate
that gives way as people are counted. Counting people, not pairs, pays for having looked at every pair of a person.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

LEAST_THINNING = 0.1  # an assumption is never stretched to less than a tenth of itself
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Tail:
    """The strengths that others show, sorted, so that "at least this strong" is one search.

    `values`: one for each unit (a person's strongest, or a pair's); `units`: how many there are with those that show
    nothing; `assumed`: the rate believed before counting; `belief`: how many units' worth of belief it carries.
    """

    values: Floats
    units: int
    assumed: float
    belief: float

    def rate(self, strength: float, least: float, assumed: float | None = None) -> float:
        """The share of innocent units that show at least this strength; the unit itself is one of `values`.

        Somebody is always the strongest, so the unit counts as one more that shows it. Beyond the strongest of the
        others, and beyond `least` for the assumed rate, a rate thins no faster than one over strength: the tails of
        counts are long, and nothing has been counted out there.
        """
        start = self.assumed if assumed is None else assumed
        return self.rate_believing(strength, least, start * max(thinning(least, strength), LEAST_THINNING))

    def rate_believing(self, strength: float, least: float, believed: float) -> float:
        """The same where `believed` is the share held to show this very strength until units are counted."""
        shown = self._shown_by_others(strength, least) + self.belief * believed
        return shown / (max(self.units, 1) + self.belief)

    def rate_within(self, strength: float, wider: float) -> float:
        """The same where `wider` is the rate of a wider group, which stands in for an assumption.

        The unit itself has been counted there, and is not counted again.
        """
        return (self._others(strength) + self.belief * wider) / (max(self.units, 1) + self.belief)

    def _others(self, strength: float) -> int:
        return max(len(self.values) - int(np.searchsorted(self.values, strength, side="left")) - 1, 0)

    def _shown_by_others(self, strength: float, least: float) -> float:
        others = self._others(strength)
        if others > 0:
            return others + 1.0
        weaker = self.values[self.values < strength]
        return thinning(float(weaker[-1]) if len(weaker) else least, strength)


def thinning(reference: float, strength: float) -> float:
    """How much rarer a strength is than a weaker one: one over the ratio, never more than as common."""
    return min(1.0, reference / strength) if strength > 0 else 1.0


def tail(strengths: pl.Series, units: int, assumed: float, belief: float) -> Tail:
    """The tail of these strengths among that many units."""
    return Tail(np.sort(strengths.to_numpy().astype(float)), units, assumed, belief)
