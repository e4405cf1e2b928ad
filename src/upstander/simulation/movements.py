"""Where vehicles and terminals went: stops at tasks, the station and meals, and the driving and walking in between.

A crew's shift is a list of stops in order; the road from one to the next is a line that winds as much as the time
between them needs. Positions are made month by month, so that a year of a large force fits in memory.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from upstander.simulation.arrays import DAY, MINUTE, NOTHING, Real, Whole, Yes, number_within, rows_of
from upstander.simulation.book import Table
from upstander.simulation.chance import Chance
from upstander.simulation.clock import FIRST
from upstander.simulation.roster import LONG
from upstander.simulation.town import degrees
from upstander.simulation.world import World

SLOT = 17 * MINUTE  # a crew without a task chooses afresh about so often
DRIVING, WALKING = 8.0, 1.2  # metres a second, with the stops at lights
SILENT = 0.03  # share of crew shifts whose device sends nothing


@dataclass
class Stops:
    """Arrays with one cell for each stop of a crew."""

    crew: Whole
    start: Whole
    end: Whole
    x: Real
    y: Real
    fixed: Yes  # a task or an errand; what is not gives way to it

    def only(self, rows: Whole | Yes) -> "Stops":
        """Some of them."""
        return Stops(*(values[rows] for values in vars(self).values()))


def positions_by_month(world: World) -> Iterator[Table]:
    """Positions of a month at a time, sorted by device and time."""
    stops = _task_stops(world)
    edges = [FIRST + day * DAY for day in range(0, world.days, 30)] + [world.end + DAY]
    for number, (low, high) in enumerate(pairwise(edges)):
        chance = world.chance(f"movements {number}")
        crews = np.flatnonzero(
            (world.crews.start >= low) & (world.crews.start < high) & (world.crews.device != NOTHING)
        )
        crews = crews[world.crews.tracked[world.crews.device[crews]]]
        crews = crews[~chance.happens(SILENT, len(crews))]
        if len(crews):
            yield _positions(world, chance, crews, stops.only(np.isin(stops.crew, crews)))


def _task_stops(world: World) -> Stops:
    """Stops at tasks, and those of errands that fall in a shift spent outside."""
    incident, crew, _, _, arrived, cleared = world.jobs.columns()
    kerb = world.chance("parking").draws.normal(0, 16, (2, len(crew)))  # few doors have a space in front of them
    x, y = world.incidents.x[incident] + kerb[0], world.incidents.y[incident] + kerb[1]
    parts = [Stops(crew, arrived, cleared, x, y, crew >= 0)]
    errands = world.errands
    for staff, start, end, x, y in zip(errands.staff, errands.start, errands.end, errands.x, errands.y, strict=True):
        gone = world.crews.of(world.roster, staff, start)
        rows = np.flatnonzero(gone != NOTHING)
        parts.append(Stops(gone[rows], start[rows], end[rows], x[rows], y[rows], np.ones(len(rows), dtype=bool)))
    joined = Stops(*(np.concatenate([vars(p)[name] for p in parts]) for name in vars(parts[0])))
    return joined.only(np.lexsort((joined.start, joined.crew)))


def _positions(world: World, chance: Chance, crews: Whole, tasks: Stops) -> Table:
    stops = _without_overlaps(
        _joined(tasks, _between_tasks(world, chance, crews), _at_the_station(world, chance, crews))
    )
    legs = _legs(world, chance, stops)
    return _pings(world, chance, legs)


def _joined(*parts: Stops) -> Stops:
    joined = Stops(*(np.concatenate([vars(p)[name] for p in parts]) for name in vars(parts[0])))
    return joined.only(np.lexsort((~joined.fixed, joined.start, joined.crew)))


def _at_the_station(world: World, chance: Chance, crews: Whole) -> Stops:
    """A shift begins and ends at the station."""
    size = len(crews)
    station = world.town.station(world.crews.division[crews])
    x, y = world.town.place_x[station], world.town.place_y[station]
    start, end = world.crews.start[crews], world.crews.end[crews]
    out, back = chance.whole(5, 28, size) * MINUTE, chance.whole(4, 22, size) * MINUTE
    loose = np.zeros(size, dtype=bool)
    first = Stops(crews, start, start + out, x, y, loose)
    last = Stops(crews, end - back, end, x, y, loose)
    return _joined(first, last)


def _between_tasks(world: World, chance: Chance, crews: Whole) -> Stops:
    """What crews do unasked: patrol with short halts on their ground, a meal, paperwork at the station."""
    length = world.crews.end[crews] - world.crews.start[crews] - 50 * MINUTE
    counts = np.maximum(length // SLOT, 0)
    row = rows_of(counts)
    size = len(row)
    start = world.crews.start[crews[row]] + 30 * MINUTE + number_within(counts) * SLOT
    stay = (chance.between(1.5, 10, size) * MINUTE).astype(np.int64)
    start = start + (chance.between(0, 1, size) * (SLOT - stay - 3 * MINUTE)).astype(np.int64)
    what = chance.one_of((0.72, 0.2, 0.08), size)  # patrol, paperwork, a meal or fuel
    stay = np.where(what == 1, SLOT - 2 * MINUTE, stay)
    x, y = _patrol_points(world, chance, crews[row])
    division = world.crews.division[crews[row]]
    station = world.town.station(division)
    services = world.town.places("other")
    of_division = len(services) // world.town.divisions
    meal = services[division * of_division + chance.whole(0, of_division, size)]
    x = np.choose(what, [x, world.town.place_x[station], world.town.place_x[meal]])
    y = np.choose(what, [y, world.town.place_y[station], world.town.place_y[meal]])
    return Stops(crews[row], start, start + stay, x, y, np.zeros(size, dtype=bool))


def _patrol_points(world: World, chance: Chance, crews: Whole) -> tuple[Real, Real]:
    """Points on the ground of each crew: a beat for the shift, near the station for who is on foot."""
    beats = np.arange(len(world.town.beat_x)).reshape(world.town.divisions, -1)
    division = world.crews.division[crews]
    beat = beats[division, (crews * 7 + chance.whole(0, 2, len(crews))) % beats.shape[1]]
    away = chance.draws.normal(0, 800, (2, len(crews)))
    station = world.town.station(division)
    walks = world.crews.on_foot[crews]
    x = np.where(walks, world.town.place_x[station] + 0.8 * away[0], world.town.beat_x[beat] + away[0])
    return x, np.where(walks, world.town.place_y[station] + 0.8 * away[1], world.town.beat_y[beat] + away[1])


def _without_overlaps(stops: Stops) -> Stops:
    """What is not fixed gives way where it meets what is, or what came before it; fixed stops wait for each other."""
    for _ in range(3):
        order = stops.crew * LONG
        before = np.r_[-1, np.maximum.accumulate(order + stops.end)[:-1]]
        ahead = np.where(stops.fixed, order + stops.start, np.iinfo(np.int64).max)
        ahead = np.r_[np.minimum.accumulate(ahead[::-1])[::-1][1:], np.iinfo(np.int64).max]
        meets = (before > order + stops.start - 2 * MINUTE) | (ahead < order + stops.end + 3 * MINUTE)
        stops = stops.only(stops.fixed | ~meets)
    same = np.r_[False, np.diff(stops.crew) == 0]
    earlier = np.r_[0, stops.end[:-1]]
    stops.start = np.where(same, np.maximum(stops.start, earlier + MINUTE), stops.start)
    return stops.only(stops.end > stops.start + MINUTE // 2)


@dataclass
class Legs:
    """Arrays with one cell for each stay and each way between two stays."""

    crew: Whole
    start: Whole
    end: Whole
    x: Real
    y: Real
    to_x: Real
    to_y: Real
    sway: Real  # metres to the side of the straight line
    waves: Whole
    moving: Yes
    idle: Yes  # parked with the engine off: few positions come


def _legs(world: World, chance: Chance, stops: Stops) -> Legs:
    size = len(stops.crew)
    parked = Legs(
        stops.crew, stops.start, stops.end, stops.x, stops.y, stops.x, stops.y,
        np.zeros(size), np.ones(size, dtype=np.int64), np.zeros(size, dtype=bool),
        ~stops.fixed & (stops.end - stops.start > 11 * MINUTE),
    )  # fmt: skip
    way = np.flatnonzero(np.diff(stops.crew) == 0)
    x, y, to_x, to_y = stops.x[way], stops.y[way], stops.x[way + 1], stops.y[way + 1]
    start, end = stops.end[way], stops.start[way + 1]
    straight = np.hypot(to_x - x, to_y - y)
    speed = np.where(world.crews.on_foot[stops.crew[way]], WALKING, DRIVING * chance.between(0.7, 1.3, len(way)))
    wanted = np.maximum(speed * (end - start), straight * 1.05)
    waves = np.clip((wanted / 1_500).astype(np.int64), 1, 6)
    # A line that winds k times to a height h is longer than straight by about 2kh (steep waves).
    sway = np.clip(np.sqrt(np.maximum(wanted**2 - straight**2, 0)) / (2 * waves), 5, 1_400)
    sway *= np.where(chance.happens(0.5, len(way)), 1, -1)
    drives, stands = np.ones(len(way), dtype=bool), np.zeros(len(way), dtype=bool)
    moving = Legs(stops.crew[way], start, end, x, y, to_x, to_y, sway, waves, drives, stands)
    joined = Legs(*(np.concatenate([vars(parked)[name], vars(moving)[name]]) for name in vars(parked)))
    order = np.lexsort((joined.start, joined.crew))
    return Legs(*(values[order] for values in vars(joined).values()))


def _pings(world: World, chance: Chance, legs: Legs) -> Table:
    """A position every 30 to 60 seconds, with jitter; a parked vehicle sends fewer; some minutes are lost."""
    every = np.where(legs.moving, 45, np.where(legs.idle, 240, 58))
    length = legs.end - legs.start
    counts = np.maximum(length // every, 1)
    leg = rows_of(counts)
    part = (number_within(counts) + 0.1 + 0.5 * chance.draws.random(len(leg))) / counts[leg]
    keep = np.flatnonzero(chance.draws.random(len(leg)) < 0.955)
    leg, part = leg[keep], part[keep]
    lost = chance.happens(0.02, len(legs.crew))  # a whole way through a dead spot
    seen = ~lost[leg] | ~legs.moving[leg]
    leg, part = leg[seen], part[seen]
    at = legs.start[leg] + (part * length[leg]).astype(np.int64)
    x, y = _points(chance, legs, leg, part)
    lat, lon = degrees(x, y)
    speed = np.where(legs.moving[leg], np.maximum(chance.draws.normal(31, 9, len(leg)), 3), 0.0)
    speed = np.where(world.crews.on_foot[legs.crew[leg]] & (speed > 0), 4.5, np.round(speed, 1))
    pings = {"device_id": world.crews.device[legs.crew[leg]], "at": at, "lat": lat, "lon": lon, "speed_kmh": speed}
    return _in_order(pings, world.end)


def _points(chance: Chance, legs: Legs, leg: Whole, part: Real) -> tuple[Real, Real]:
    across_x, across_y = legs.to_x - legs.x, legs.to_y - legs.y
    straight = np.maximum(np.hypot(across_x, across_y), 1.0)
    side = (legs.sway[leg] * np.sin(np.pi * part * legs.waves[leg])) / straight[leg]
    jitter = chance.draws.normal(0, 7.0, (2, len(leg)))
    x = legs.x[leg] + part * across_x[leg] - side * across_y[leg] + jitter[0]
    return x, legs.y[leg] + part * across_y[leg] + side * across_x[leg] + jitter[1]


def _in_order(pings: Table, end: int) -> Table:
    """Sorted by device and time, one position a second at most, within the days of the traces."""
    order = np.argsort(pings["device_id"] * LONG + pings["at"], kind="stable")
    device, at = pings["device_id"][order], pings["at"][order]
    first = np.r_[True, (np.diff(device) != 0) | (np.diff(at) != 0)] & (at >= FIRST) & (at < end)
    return {name: cells[order[first]] for name, cells in pings.items()}
