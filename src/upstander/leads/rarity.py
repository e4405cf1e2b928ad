"""How rare a finding is among innocent people, and so how much it weighs.

A likelihood ratio is the share of those who abuse their position who show a sign, over the share of everybody else who
show it at least as strongly. The second share is counted on the force's own records, and starts from an assumed rate
that gives way as people are counted. Counting people, not pairs, pays for having looked at every pair of a person.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

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
        """The share of innocent units that show at least this strength; the unit itself is left out of the count.

        The assumed rate thins as strength grows beyond `least`, no faster than one over strength: rates of counts with
        a long tail fall no faster than that.
        """
        others = len(self.values) - int(np.searchsorted(self.values, strength, side="left"))
        others = max(others - 1, 0)
        start = self.assumed if assumed is None else assumed
        thinned = start * max(min(1.0, least / strength), 0.1) if strength > 0 else start
        return (others + self.belief * thinned) / (max(self.units - 1, 0) + self.belief)


def tail(strengths: pl.Series, units: int, assumed: float, belief: float) -> Tail:
    """The tail of these strengths among that many units."""
    return Tail(np.sort(strengths.to_numpy().astype(float)), units, assumed, belief)
