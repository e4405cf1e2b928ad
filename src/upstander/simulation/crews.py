"""Who goes out with whom, in which vehicle: crews of one or two, the keys log, and terminals carried on foot."""

import heapq
from dataclasses import dataclass

import numpy as np

from upstander.simulation.arrays import MINUTE, NOTHING, Whole, Yes
from upstander.simulation.book import Book
from upstander.simulation.chance import Chance
from upstander.simulation.clock import FIRST, hour_on_the_wall
from upstander.simulation.roster import Roster
from upstander.simulation.workforce import UNITS, Workforce


@dataclass(frozen=True)
class Transport:
    """How a unit gets about: share of shifts spent outside, share of pairs, of vehicles, of terminals."""

    out: float
    paired: float
    vehicle: float
    terminal: float
    on_foot: bool = False


TRANSPORT = {
    "response": Transport(0.95, 0.5, 0.9, 0.06),
    "specials": Transport(1.0, 1.0, 0.7, 0.0),
    "neighbourhood": Transport(0.85, 0.25, 0.55, 0.4),
    "community": Transport(0.9, 0.35, 0.5, 0.45, on_foot=True),
    "detectives": Transport(0.35, 0.2, 0.8, 0.0),
    "safeguarding": Transport(0.3, 0.2, 0.8, 0.0),
    "family_liaison": Transport(0.55, 0.0, 0.9, 0.0),
    "schools": Transport(0.7, 0.0, 0.7, 0.25),
}
HANDING_BACK = 100 * MINUTE  # a vehicle is free again so long after a shift: work runs over
NOT_TRACKED = 0.25  # share of vehicles without telematics


@dataclass
class Crews:
    """Arrays with one cell for each crew and shift; a crew of one has NOTHING as its second member."""

    first: Whole
    second: Whole
    unit: Whole
    division: Whole
    start: Whole
    end: Whole
    device: Whole  # vehicle or terminal, NOTHING where there is none
    on_foot: Yes
    of_shift: Whole  # the crew of each duty shift of the roster, NOTHING for who stayed in
    vehicles: Whole  # every vehicle
    terminals: Whole
    tracked: Yes  # by device: whether positions are kept

    def of(self, roster: Roster, staff: Whole, when: Whole) -> Whole:
        """The crew each was in at an instant, or NOTHING."""
        shift = roster.at(staff, when)
        return np.where(shift == NOTHING, NOTHING, self.of_shift[np.maximum(shift, 0)])

    def members(self, crew: int) -> list[int]:
        """One or two members of staff."""
        return [int(s) for s in (self.first[crew], self.second[crew]) if s != NOTHING]


def build_crews(chance: Chance, force: Workforce, roster: Roster) -> Crews:
    """Every crew of every shift, and what it took out."""
    shift, crew = _paired(chance, force, roster)
    size = int(crew.max()) + 1 if len(crew) else 0
    first, second = np.full(size, NOTHING), np.full(size, NOTHING)
    second[crew] = roster.staff[shift]
    first[crew[::-1]] = roster.staff[shift[::-1]]
    second[first == second] = NOTHING
    of_shift = np.full(len(roster.staff), NOTHING)
    of_shift[shift] = crew
    lead_shift = np.full(size, 0)
    lead_shift[crew[::-1]] = shift[::-1]
    unit, division = force.unit[first], force.division[first]
    start, end = roster.start[lead_shift], roster.end[lead_shift]
    kind = _taken_out(chance, unit)
    device, count = _allocated(chance, kind, division, (start, end), 10 * len(force))
    vehicles, terminals = (np.unique(device[kind == k]) for k in (1, 2))
    tracked = np.ones(10 * len(force) + count, dtype=bool)
    tracked[vehicles] = ~chance.happens(NOT_TRACKED, len(vehicles))
    walks = np.array([TRANSPORT[u.name].on_foot if u.name in TRANSPORT else False for u in UNITS])[unit] & (kind == 2)
    return Crews(first, second, unit, division, start, end, device, walks, of_shift, vehicles, terminals, tracked)


def _paired(chance: Chance, force: Workforce, roster: Roster) -> tuple[Whole, Whole]:
    """The shifts spent outside, and the crew of each; crews are numbered by team and start."""
    outside = np.array([TRANSPORT[u.name].out if u.name in TRANSPORT else 0.0 for u in UNITS])
    share = np.where(force.leads, 0.5, 1.0)[roster.staff] * outside[force.unit[roster.staff]]
    shift = np.flatnonzero(chance.happens(share, len(share)))
    staff, start = roster.staff[shift], roster.start[shift]
    order = np.lexsort((chance.between(0, 1, len(shift)), start, force.team[staff]))
    shift, staff, start = shift[order], staff[order], start[order]
    group = np.cumsum(np.r_[0, (np.diff(force.team[staff]) != 0) | (np.diff(start) != 0)])
    sizes = np.bincount(group)
    position = np.arange(len(group)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    together = np.array([TRANSPORT[u.name].paired if u.name in TRANSPORT else 0.0 for u in UNITS])[force.unit[staff]]
    night = hour_on_the_wall(start) >= 19
    together = np.where(night, np.minimum(1.0, together * 1.5), together)
    pairs = (sizes * together[np.cumsum(sizes) - sizes] / 2).round().astype(np.int64)[group]
    nth = np.where(position < 2 * pairs, position // 2, position - pairs)
    crew = np.cumsum(np.r_[True, (np.diff(group) != 0) | (np.diff(nth) != 0)]) - 1
    return shift, crew


def _taken_out(chance: Chance, unit: Whole) -> Whole:
    """0 nothing, 1 a vehicle, 2 a terminal."""
    vehicle = np.array([TRANSPORT[u.name].vehicle if u.name in TRANSPORT else 0.0 for u in UNITS])[unit]
    terminal = np.array([TRANSPORT[u.name].terminal if u.name in TRANSPORT else 0.0 for u in UNITS])[unit]
    draw = chance.between(0, 1, len(unit))
    return np.where(draw < vehicle, 1, np.where(draw < vehicle + terminal, 2, 0))


def _allocated(
    chance: Chance, kind: Whole, division: Whole, times: tuple[Whole, Whole], first: int
) -> tuple[Whole, int]:
    """A free vehicle or terminal of the division for each crew; the pool grows to what was ever out at once."""
    start, end = times
    device = np.full(len(kind), NOTHING)
    idle: dict[tuple[int, int], list[int]] = {}
    out: list[tuple[int, int, tuple[int, int]]] = []
    count = 0
    luck = chance.between(0, 1, len(kind))
    for crew in np.argsort(start, kind="stable"):
        if not kind[crew]:
            continue
        while out and out[0][0] <= start[crew]:
            _, back, pool = heapq.heappop(out)
            idle.setdefault(pool, []).append(back)
        pool = (int(division[crew]), int(kind[crew]))
        waiting = idle.setdefault(pool, [])
        if waiting:
            taken = waiting.pop(int(luck[crew] * len(waiting)))
        else:
            taken, count = first + count, count + 1
        device[crew] = taken
        heapq.heappush(out, (int(end[crew]) + HANDING_BACK, taken, pool))
    return device, count


def write_bookings(chance: Chance, crews: Crews, book: Book) -> None:
    """The keys log, but for the bookings that people forget."""
    out = np.flatnonzero(crews.device != NOTHING)
    terminal = np.isin(crews.device, crews.terminals)
    for member in (crews.first, crews.second):
        booked = out[(member[out] != NOTHING) & ~chance.happens(0.03, len(out)) & (crews.end[out] > FIRST)]
        book.add(
            "device_holders",
            device_id=crews.device[booked],
            kind=np.where(terminal[booked], 1, 0),
            staff_id=member[booked],
            from_at=crews.start[booked] + chance.whole(0, 12 * MINUTE, len(booked)),
            to_at=crews.end[booked] - chance.whole(0, 4 * MINUTE, len(booked)),
        )
