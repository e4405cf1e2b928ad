"""Positions in columns, and putting those of each device in order of time without sorting them all."""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar, cast

import numpy as np
from numba import njit

Function = TypeVar("Function", bound=Callable[..., Any])
Numbers = np.ndarray[Any, Any]


def compiled(function: Function) -> Function:
    """Compiles a function at its first call and keeps the machine code beside it, so that the next start is quick."""
    return cast("Function", njit(cache=True)(function))


class Pings(NamedTuple):
    """Positions in columns: microseconds since 1970 UTC (int64), micro-degrees (int32)."""

    at: Numbers
    lat: Numbers
    lon: Numbers


@compiled
def lay_out_by_device(number: Numbers, pings: Pings, first_rows: Numbers) -> Pings:
    """The rows of each device together, in the order they came: a counting sort, which costs one pass.

    `number` is 0, 1, 2 … for each device; `first_rows` is where each device's rows shall begin.
    """
    place = first_rows.copy()
    laid = Pings(np.empty_like(pings.at), np.empty_like(pings.lat), np.empty_like(pings.lon))
    for row in range(len(number)):
        to = place[number[row]]
        place[number[row]] += 1
        laid.at[to], laid.lat[to], laid.lon[to] = pings.at[row], pings.lat[row], pings.lon[row]
    return laid


@compiled
def in_order(pings: Pings) -> Pings:
    """The pings of one device in order of time, one for each instant: the same arrays where they are so already.

    Engines read files side by side, so that pings come in a few long runs that rise; merging runs is cheap.
    """
    breaks = _breaks(pings.at)
    if len(breaks) == 0:
        return pings
    borders = np.concatenate((np.array([0]), breaks, np.array([len(pings.at)])))
    spare = Pings(np.empty_like(pings.at), np.empty_like(pings.lat), np.empty_like(pings.lon))
    while len(borders) > 2:
        for run in range(0, len(borders) - 1, 2):
            _merge(pings, spare, borders[run], borders[run + 1], borders[min(run + 2, len(borders) - 1)])
        borders = np.append(borders[:-1:2], borders[-1])
        pings, spare = spare, pings
    return _once_each(pings)


@compiled
def _breaks(at: Numbers) -> Numbers:
    """The rows at which time does not rise."""
    count = 0
    for row in range(1, len(at)):
        count += at[row] <= at[row - 1]
    rows, found = np.empty(count, np.int64), 0
    for row in range(1, len(at) if count else 0):
        if at[row] <= at[row - 1]:
            rows[found] = row
            found += 1
    return rows


@compiled
def _merge(pings: Pings, merged: Pings, begin: int, middle: int, end: int) -> None:
    """Writes two neighbouring runs into the same rows of `merged` as one run."""
    left, right = begin, middle
    for to in range(begin, end):
        if right >= end or (left < middle and pings.at[left] <= pings.at[right]):
            row, left = left, left + 1
        else:
            row, right = right, right + 1
        merged.at[to], merged.lat[to], merged.lon[to] = pings.at[row], pings.lat[row], pings.lon[row]


@compiled
def _once_each(pings: Pings) -> Pings:
    """The first ping of each instant, moved down in the same arrays."""
    after = 0
    for row in range(len(pings.at)):
        if after == 0 or pings.at[row] > pings.at[after - 1]:
            pings.at[after], pings.lat[after], pings.lon[after] = pings.at[row], pings.lat[row], pings.lon[row]
            after += 1
    return Pings(pings.at[:after], pings.lat[:after], pings.lon[:after])
