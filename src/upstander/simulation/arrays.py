"""The arrays that the simulated force is made of, and the one value that stands for "nothing recorded"."""

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]  # positions in other arrays, choices, seconds since 1970 UTC
Real = NDArray[np.float64]  # metres, shares
Yes = NDArray[np.bool_]

NOTHING = int(np.iinfo(np.int64).min)  # an empty cell of a whole-number column
MINUTE, HOUR, DAY = 60, 3_600, 86_400  # seconds


def rows_of(counts: Whole) -> Whole:
    """For each thing that happens `counts` times, its position, that many times over."""
    return np.repeat(np.arange(len(counts), dtype=np.int64), counts)


def number_within(counts: Whole) -> Whole:
    """0, 1, 2 … within each repeated thing: which time it is."""
    total = int(counts.sum())
    return np.arange(total, dtype=np.int64) - np.repeat(np.cumsum(counts) - counts, counts)
