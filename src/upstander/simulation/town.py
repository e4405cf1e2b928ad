"""The ground: an invented town with beats, stations, schools, parks and places where people stop for a meal."""

from dataclasses import dataclass

import numpy as np

from upstander.simulation.arrays import Real, Whole
from upstander.simulation.book import Book
from upstander.simulation.chance import Chance

NORTH, EAST = 53.62, -1.31  # where metre 0, 0 lies: a place on land, so that a map looks like one
METRES_A_DEGREE = 111_320.0
BEATS_A_DIVISION = 8
PLACE_KINDS = {  # kind: (how many for each division, what it is called)
    "school": (9, "School"),
    "park": (5, "Park"),
    "youth_club": (2, "Youth Club"),
    "refuge": (1, "Refuge"),
    "hospital": (1, "Hospital"),
    "custody_suite": (1, "Custody Suite"),
    "police_station": (1, "Police Station"),
    "other": (6, "Services"),  # petrol stations and cafes where crews stop for a meal
}


@dataclass(frozen=True)
class Town:
    """Places in metres east and north of the middle; `place_kind` counts along PLACE_KINDS."""

    divisions: int
    radius: float
    beat_x: Real
    beat_y: Real
    beat_division: Whole
    place_x: Real
    place_y: Real
    place_division: Whole
    place_kind: Whole

    def places(self, kind: str, division: int | None = None) -> Whole:
        """The places of a kind, in one division or in all."""
        found = self.place_kind == list(PLACE_KINDS).index(kind)
        if division is not None:
            found &= self.place_division == division
        return np.flatnonzero(found).astype(np.int64)

    def station(self, division: Whole) -> Whole:
        """The police station of each division."""
        return self.places("police_station")[division]


def degrees(x: Real, y: Real) -> tuple[Real, Real]:
    """Latitude and longitude of metres east and north, to about a tenth of a metre."""
    lat = NORTH + y / METRES_A_DEGREE
    lon = EAST + x / (METRES_A_DEGREE * np.cos(np.radians(NORTH)))
    return np.round(lat, 6), np.round(lon, 6)


def build_town(chance: Chance, staff: int, book: Book) -> Town:
    """A town big enough for a force of that size, its places written into the records."""
    divisions = 1 + staff // 400
    radius = 5_500.0 * np.sqrt(divisions)
    middle_x, middle_y = _scattered(chance, divisions, radius * 0.75)
    division = np.repeat(np.arange(divisions, dtype=np.int64), BEATS_A_DIVISION)
    near_x, near_y = _scattered(chance, len(division), 3_800)
    beat_x, beat_y = middle_x[division] + near_x, middle_y[division] + near_y
    kind, of_division = _place_list(divisions)
    offset_x, offset_y = _scattered(chance, len(kind), 3_500)
    place_x, place_y = middle_x[of_division] + offset_x, middle_y[of_division] + offset_y
    town = Town(divisions, radius, beat_x, beat_y, division, place_x, place_y, of_division, kind)
    _write_places(chance, town, book)
    return town


def _scattered(chance: Chance, size: int, radius: float) -> tuple[Real, Real]:
    distance = radius * np.sqrt(chance.between(0, 1, size))
    angle = chance.between(0, 2 * np.pi, size)
    return distance * np.cos(angle), distance * np.sin(angle)


def _place_list(divisions: int) -> tuple[Whole, Whole]:
    kinds = np.repeat(np.arange(len(PLACE_KINDS)), [count for count, _ in PLACE_KINDS.values()])
    return np.tile(kinds, divisions), np.repeat(np.arange(divisions, dtype=np.int64), len(kinds))


def _write_places(chance: Chance, town: Town, book: Book) -> None:
    streets = ["Mill", "Abbey", "Canal", "Church", "Quarry", "Station", "Priory", "Weir", "Hill", "Orchard"]
    chosen = chance.whole(0, len(streets), len(town.place_kind))
    kinds = list(PLACE_KINDS)
    lat, lon = degrees(town.place_x, town.place_y)
    for number, kind in enumerate(town.place_kind):
        name = f"{streets[chosen[number]]} {number + 1} {PLACE_KINDS[kinds[kind]][1]}"
        book.add("places", place_id=number, kind=kinds[kind], name=name, lat=lat[number], lon=lon[number])
