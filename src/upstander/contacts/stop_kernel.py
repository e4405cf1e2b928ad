"""The compiled walk over the pings of each device that finds where it stood. What a stop is: docs/decisions/0005."""

import math
from typing import NamedTuple

import numpy as np

from upstander.contacts.pings import Numbers, Pings, compiled, in_order

METRES_A_MICRODEGREE = 6_371_008.8 * math.pi / 180 / 1e6
FOUND_COLUMNS = 7  # device row, start_at, end_at, lat, lon, pings, gap_after

# How much narrower a degree of longitude is, for each hundredth of a degree of latitude from the south pole: looking it
# up is cheaper than a cosine for each ping, and wrong by less than 0.02 % at the latitudes of the United Kingdom.
STEPS_A_DEGREE = 100
NARROWING = np.cos(np.radians((np.arange(180 * STEPS_A_DEGREE + 1) + 0.5) / STEPS_A_DEGREE - 90))


class Limits(NamedTuple):
    """The rule of a stop in the kernel's units: microseconds, and squares of micro-degrees of latitude."""

    diameter_squared: float
    radius_squared: float
    minimum: int
    silence: int
    bridged: int
    stray: int


class Box(NamedTuple):
    """The smallest box around some pings, micro-degrees."""

    south: int
    north: int
    west: int
    east: int


class Kept(NamedTuple):
    """The pings that may become a stop: their first row, the row after the last, and the box around them."""

    first: int
    after: int
    box: Box


class Settled(NamedTuple):
    """Where a device has come to stand: the rows that show it, the next row to read, and the place, micro-degrees."""

    first: int
    after: int
    row: int
    lat: int
    lon: int


class Seen(NamedTuple):
    """What a stop has seen so far: when last heard, when last inside, and the first row outside since (-1 = none)."""

    heard: int
    inside: int
    out: int


class Tally(NamedTuple):
    """The pings inside a stop: how many, and the sums of their micro-degrees north and east of its place."""

    pings: int
    north: int
    east: int


@compiled
def find_in_devices(first_rows: Numbers, pings: Pings, limits: Limits) -> Numbers:
    """Every stop of every device, one row each with the columns of `FOUND_COLUMNS`, as int64.

    Device `d` owns the rows from `first_rows[d]` to before `first_rows[d + 1]`; its stops come in order of time. The
    pings are used as working space: their content is lost.
    """
    found = np.empty((len(pings.at) // 2 + 1, FOUND_COLUMNS), np.int64)  # a stop has two pings or more
    count = 0
    for device in range(len(first_rows) - 1):
        begin, end = first_rows[device], first_rows[device + 1]
        own = in_order(Pings(pings.at[begin:end], pings.lat[begin:end], pings.lon[begin:end]))
        before = count
        count = _find_in_device(own, limits, found, count)
        found[before:count, 0] = device
    return found[:count].copy()


@compiled
def _find_in_device(pings: Pings, limits: Limits, found: Numbers, count: int) -> int:
    """Writes the stops of one device from row `count` of `found`; gives the row after the last."""
    row = 0
    while row < len(pings.at):
        settled = _settle(pings, limits, row)
        if settled.first == settled.after:
            break
        row = _stay(pings, limits, settled, found[count])
        count += 1
    return count


@compiled
def _settle(pings: Pings, limits: Limits, row: int) -> Settled:
    """Walks from `row` until pings have kept within the diameter for the minimum time.

    A lone ping outside waits for the next to tell whether it was an error of the receiver (then it is passed over) or
    the way out. Those kept are moved down over those passed over, so that they lie together.
    """
    kept = Kept(row, row, _around(pings, row))
    waiting = False  # the ping before `row` lay outside and waits
    while row < len(pings.at):
        count = kept.after - kept.first
        fits = count > 0 and _width(_grown(kept.box, pings.lat[row], pings.lon[row])) <= limits.diameter_squared
        away = pings.at[row] - pings.at[kept.after - 1] if count > 0 else 0
        if count > 0 and pings.at[row] - pings.at[row - 1] > limits.silence:
            if not fits or waiting or count < 2 or away > limits.bridged:
                kept, waiting = Kept(row, row, kept.box), False
        elif not waiting and not fits and count > 1:
            waiting = True
            row += 1
            continue
        take = row - 1 if waiting and not (fits and away <= limits.stray) else row
        waiting = False
        kept = _keep(pings, limits, kept, take)
        row += take == row
        if pings.at[kept.after - 1] - pings.at[kept.first] >= limits.minimum:
            settled = _settled(pings, limits, kept, row)
            if settled.first < settled.after:
                return settled
    return Settled(row, row, row, 0, 0)


@compiled
def _keep(pings: Pings, limits: Limits, kept: Kept, row: int) -> Kept:
    """Adds a ping to those kept, and drops the oldest until they lie within the diameter again."""
    newest = kept.after
    pings.at[newest], pings.lat[newest], pings.lon[newest] = pings.at[row], pings.lat[row], pings.lon[row]
    grown = _grown(kept.box, pings.lat[newest], pings.lon[newest])
    if kept.first < newest and _width(grown) <= limits.diameter_squared:
        return Kept(kept.first, newest + 1, grown)
    box, oldest = _around(pings, newest), newest
    while oldest > kept.first:
        grown = _grown(box, pings.lat[oldest - 1], pings.lon[oldest - 1])
        if _width(grown) > limits.diameter_squared:
            break
        box, oldest = grown, oldest - 1
    return Kept(oldest, newest + 1, box)


@compiled
def _settled(pings: Pings, limits: Limits, kept: Kept, row: int) -> Settled:
    """The pings kept, less those of the way in: empty where what is left, up to the newest, is too short.

    The place is the median of the pings, which a few from the way in do not move.
    """
    first, after = kept.first, kept.after
    south, west = int(np.median(pings.lat[first:after])), int(np.median(pings.lon[first:after]))
    settled = Settled(first, after, row, south, west)
    while first < after and not _is_inside(pings, limits, settled, first):
        first += 1
    if not _is_inside(pings, limits, settled, after - 1) or pings.at[after - 1] - pings.at[first] < limits.minimum:
        first = after
    return Settled(first, after, row, south, west)


@compiled
def _stay(pings: Pings, limits: Limits, settled: Settled, found: Numbers) -> int:
    """Walks on until the device has left the place, writes the stop, and gives the row from which to look for the next.

    Time outside no longer than `stray` is an error of the receiver. The place does not move, so that a slow queue
    cannot draw it along.
    """
    tally = Tally(0, 0, 0)
    for row in range(settled.first, settled.after):
        if _is_inside(pings, limits, settled, row):
            tally = _counted(pings, settled, row, tally)
    seen = Seen(pings.at[settled.row - 1], pings.at[settled.after - 1], -1)
    row = settled.row
    while row < len(pings.at):
        inside = _is_inside(pings, limits, settled, row)
        if not _goes_on(pings.at[row], inside, limits, seen):
            break
        if inside:
            tally = _counted(pings, settled, row, tally)
            seen = Seen(pings.at[row], pings.at[row], -1)
        else:
            seen = Seen(pings.at[row], seen.inside, row if seen.out < 0 else seen.out)
        row += 1
    fell_silent = seen.out < 0 and (row == len(pings.at) or pings.at[row] - seen.heard > limits.silence)
    found[1], found[2], found[5], found[6] = pings.at[settled.first], seen.inside, tally.pings, fell_silent
    found[3], found[4] = settled.lat + tally.north // tally.pings, settled.lon + tally.east // tally.pings
    return row if seen.out < 0 else seen.out


@compiled
def _goes_on(at: int, inside: bool, limits: Limits, seen: Seen) -> bool:
    """Whether a ping is still of the stop: inside, or outside for no longer than an error lasts."""
    away = at - seen.inside
    stayed = inside and seen.out < 0
    if at - seen.heard > limits.silence:
        return stayed and away <= limits.bridged
    return stayed or away <= limits.stray


@compiled
def _is_inside(pings: Pings, limits: Limits, settled: Settled, row: int) -> bool:
    return _apart(settled.lat, settled.lon, pings.lat[row], pings.lon[row]) <= limits.radius_squared


@compiled
def _counted(pings: Pings, settled: Settled, row: int, tally: Tally) -> Tally:
    north, east = pings.lat[row] - settled.lat, pings.lon[row] - settled.lon
    return Tally(tally.pings + 1, tally.north + north, tally.east + east)


@compiled
def _around(pings: Pings, row: int) -> Box:
    south, west = int(pings.lat[row]), int(pings.lon[row])
    return Box(south, south, west, west)


@compiled
def _grown(box: Box, lat: int, lon: int) -> Box:
    return Box(min(box.south, lat), max(box.north, lat), min(box.west, lon), max(box.east, lon))


@compiled
def _width(box: Box) -> float:
    """The square of the diagonal of a box: no two of its pings are further apart."""
    return _apart(box.south, box.west, box.north, box.east)


@compiled
def _apart(lat: int, lon: int, other_lat: int, other_lon: int) -> float:
    """The square of a distance in micro-degrees of latitude."""
    narrowing = NARROWING[(lat + 90_000_000) * STEPS_A_DEGREE // 1_000_000]
    north = float(other_lat) - float(lat)
    east = (float(other_lon) - float(lon)) * narrowing
    return float(north * north + east * east)
