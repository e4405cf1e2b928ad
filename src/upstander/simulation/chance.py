"""Chance that comes out the same for a seed: each part of the force has a stream of its own."""

import zlib
from collections.abc import Sequence

import numpy as np

from upstander.simulation.arrays import Real, Whole, Yes


class Chance:
    """Random draws for one part of the force; adding draws to one part leaves the others as they were."""

    def __init__(self, seed: int, part: str) -> None:
        self.draws = np.random.default_rng([seed, zlib.crc32(part.encode())])

    def happens(self, share: float | Real, size: int) -> Yes:
        """True for about that share."""
        return np.asarray(self.draws.random(size) < share)

    def between(self, low: float, high: float, size: int) -> Real:
        """Evenly between two numbers."""
        return self.draws.uniform(low, high, size)

    def whole(self, low: int, high: int, size: int) -> Whole:
        """Whole numbers from `low` up to but not including `high`."""
        return self.draws.integers(low, max(high, low + 1), size)

    def times(self, mean: float | Real, size: int) -> Whole:
        """How often something with this mean happens."""
        return self.draws.poisson(mean, size).astype(np.int64)

    def one_of(self, weights: Sequence[float] | Real, size: int) -> Whole:
        """Positions, drawn by weight."""
        edges = np.cumsum(np.asarray(weights, dtype=np.float64))
        found = np.searchsorted(edges, self.draws.random(size) * edges[-1], side="right")
        return np.asarray(found, dtype=np.int64)

    def around(self, middle: float | Real, spread: float, size: int) -> Real:
        """Positive amounts around a median, with a long tail (log-normal)."""
        return np.asarray(middle * np.exp(self.draws.normal(0, spread, size)), dtype=np.float64)

    def one(self, low: float, high: float) -> float:
        """One number between two."""
        return float(self.draws.uniform(low, high))

    def any_of(self, things: Whole) -> int:
        """One of these."""
        return int(things[self.draws.integers(len(things))])
