"""What happens in the town: incidents in space and time, who is part of them, and repeat callers and places."""

from dataclasses import dataclass

import numpy as np

from upstander.records.catalogue import all_feeds
from upstander.simulation.arrays import DAY, HOUR, NOTHING, Real, Whole, Yes, rows_of
from upstander.simulation.chance import Chance
from upstander.simulation.clock import FIRST, to_utc
from upstander.simulation.public import Public
from upstander.simulation.roster import WARM_UP
from upstander.simulation.town import Town

ROLES = all_feeds()["involvements"].column("role").choices
INCIDENTS_A_DAY = 0.25  # for each member of staff


@dataclass(frozen=True)
class Sort:
    """A sort of incident and what policing does about it."""

    kind: str
    weight: float
    grades: tuple[float, float, float, float]
    at_home: float  # share that happens where the person lives
    minutes: float  # on scene, median
    owner: str = ""  # the unit whose officer takes the case; empty = nobody does
    days_open: float = 0.3
    look_ups: float = 0.0  # by the officer in case
    calls: float = 0.0  # to and from the people concerned, by the officer in case
    suspect: float = 0.0  # share with a known suspect
    arrest: float = 0.0  # share of those arrested
    referred: float = 0.0  # share passed to safeguarding
    factor: str = ""  # what is often written down about the person


SORTS = (
    Sort("burglary", 4, (0.2, 0.4, 0.4, 0), 0.95, 50, "detectives", 28, 22, 5, 0.25, 0.3),
    Sort("theft", 8, (0.05, 0.2, 0.35, 0.4), 0.3, 30, "response", 18, 6, 2.5, 0.2, 0.15),
    Sort("shoplifting", 6, (0.05, 0.3, 0.3, 0.35), 0.0, 30, "response", 14, 5, 0.6, 0.5, 0.4),
    Sort("vehicle_crime", 5, (0.05, 0.15, 0.3, 0.5), 0.7, 30, "response", 12, 4, 2, 0.1, 0.2),
    Sort("criminal_damage", 6, (0.1, 0.3, 0.4, 0.2), 0.7, 35, "response", 16, 5, 3, 0.3, 0.2),
    Sort("assault", 7, (0.4, 0.35, 0.2, 0.05), 0.35, 60, "response", 30, 11, 4, 0.7, 0.4),
    Sort("domestic_abuse", 10, (0.45, 0.4, 0.15, 0), 0.95, 75, "response", 32, 12, 5, 0.9, 0.45, 0.5, "domestic_abuse"),
    Sort(
        "harassment", 4, (0.1, 0.35, 0.4, 0.15), 0.85, 50, "response", 30, 9, 5, 0.7, 0.2, 0.25, "stalking_harassment"
    ),
    Sort(
        "sexual_offence",
        1.5,
        (0.3, 0.5, 0.2, 0),
        0.7,
        110,
        "detectives",
        90,
        55,
        9,
        0.6,
        0.3,
        0.5,
        "sexual_offence_victim",
    ),
    Sort("anti_social_behaviour", 11, (0.05, 0.3, 0.4, 0.25), 0.6, 25, "neighbourhood", 20, 3, 2.2, 0.3, 0.0),
    Sort(
        "neighbour_dispute",
        4,
        (0.05, 0.25, 0.45, 0.25),
        0.97,
        40,
        "neighbourhood",
        24,
        4,
        3,
        0.8,
        0.0,
        0.05,
        "isolated",
    ),
    Sort("concern_for_safety", 10, (0.4, 0.45, 0.1, 0.05), 0.9, 50, "", 0.4, 0, 0, 0, 0, 0.2, "mental_health"),
    Sort("missing_person", 4, (0.35, 0.6, 0.05, 0), 0.9, 90, "response", 3, 9, 4, 0, 0, 0.3, "missing"),
    Sort("mental_health_crisis", 4, (0.6, 0.35, 0.05, 0), 0.85, 110, "", 0.5, 0, 0, 0, 0, 0.35, "self_harm_suicide"),
    Sort("public_order", 6, (0.4, 0.4, 0.15, 0.05), 0.1, 40, "response", 14, 5, 1.2, 0.6, 0.35),
    Sort("road_traffic_collision", 6, (0.45, 0.35, 0.1, 0.1), 0.02, 55, "response", 14, 4, 2, 0, 0),
    Sort("drugs", 2, (0.1, 0.4, 0.4, 0.1), 0.5, 55, "detectives", 30, 24, 0.6, 0.9, 0.4, 0.05, "substance_dependency"),
    Sort("fraud", 3, (0, 0.05, 0.35, 0.6), 0.9, 45, "detectives", 35, 18, 4, 0.1, 0.1, 0.1, "financial_exploitation"),
    Sort("suspicious_activity", 9, (0.25, 0.5, 0.15, 0.1), 0.4, 20),
    Sort("sudden_death", 1, (0.3, 0.6, 0.1, 0), 0.95, 130, "response", 10, 5, 4, 0, 0, 0.05, "bereaved"),
    Sort("advice", 9, (0, 0, 0.1, 0.9), 0.9, 20),
)
KIND = {sort.kind: number for number, sort in enumerate(SORTS)}
BY_HOUR = (30, 22, 17, 13, 10, 10, 14, 22, 34, 42, 46, 48, 50, 50, 52, 58, 62, 64, 64, 62, 58, 54, 48, 40)


@dataclass
class Incidents:
    """Arrays with one cell for each incident, in order of time.

    The people of incident i are part_of[edge[i]:edge[i + 1]].
    """

    sort: Whole
    grade: Whole
    reported: Whole
    closed: Whole  # filled as the work is done; NOTHING = open
    x: Real
    y: Real
    division: Whole
    person: Whole  # whom it is about
    owner: Whole  # the officer in case, NOTHING without one
    owned_from: Whole
    edge: Whole
    part_of: Whole  # people, by incident
    part: Whole  # their roles

    def __len__(self) -> int:
        return len(self.sort)

    def anybody(self, chance: Chance, incident: Whole) -> Whole:
        """One of the people of each incident."""
        low, high = self.edge[incident], self.edge[incident + 1]
        return self.part_of[low + (chance.between(0, 1, len(incident)) * (high - low)).astype(np.int64)]

    def with_role(self, role: str) -> Whole:
        """Somebody of that role in each incident, or NOTHING."""
        found = np.full(len(self), NOTHING)
        rows = np.flatnonzero(self.part == ROLES.index(role))
        found[np.searchsorted(self.edge, rows, side="right") - 1] = self.part_of[rows]
        return found


def build_incidents(chance: Chance, staff: int, days: int, town: Town, public: Public) -> Incidents:
    """Everything that happens, from the warm-up to the last day."""
    reported = _moments(chance, staff, days)
    size = len(reported)
    sort = chance.one_of([s.weight for s in SORTS], size)
    person = chance.one_of(public.trouble, size)
    at_home = chance.happens(np.array([s.at_home for s in SORTS])[sort], size)
    home_x, home_y = public.home_at(person, reported)
    street_x, street_y = _streets(chance, town, size)
    x, y = np.where(at_home, home_x, street_x), np.where(at_home, home_y, street_y)
    edge, part_of, part = _people(chance, public, sort, person, at_home)
    return Incidents(
        sort=sort,
        grade=_grades(chance, sort),
        reported=reported,
        closed=np.full(size, NOTHING),
        x=x,
        y=y,
        division=_division(town, x, y),
        person=person,
        owner=np.full(size, NOTHING),
        owned_from=np.full(size, NOTHING),
        edge=edge,
        part_of=part_of,
        part=part,
    )


def _moments(chance: Chance, staff: int, days: int) -> Whole:
    total = days + WARM_UP
    a_day = chance.times(INCIDENTS_A_DAY * staff * np.exp(chance.draws.normal(0, 0.1, total)), total)
    day = rows_of(a_day) - WARM_UP
    weekend = (day % 7 >= 4) & chance.happens(0.25, len(day))  # Friday to Sunday runs later into the night
    hour = (chance.one_of(BY_HOUR, len(day)) + np.where(weekend, 3, 0)) % 24
    wall = FIRST + day * DAY + hour * HOUR + chance.whole(0, HOUR, len(day))
    return np.sort(to_utc(wall))


def _grades(chance: Chance, sort: Whole) -> Whole:
    edges = np.cumsum(np.array([s.grades for s in SORTS]), axis=1)[sort]
    draw = chance.between(0, 0.9999, len(sort))[:, None]
    return np.asarray((draw >= edges).sum(axis=1), dtype=np.int64)


def _streets(chance: Chance, town: Town, size: int) -> tuple[Real, Real]:
    """Where things happen outside: some corners far more than others."""
    corners = len(town.beat_x) * 40
    beat = chance.whole(0, len(town.beat_x), corners)
    away = chance.draws.normal(0, 900, (2, corners))
    corner = chance.one_of(1 / (3 + np.arange(corners)), size)
    return town.beat_x[beat[corner]] + away[0][corner], town.beat_y[beat[corner]] + away[1][corner]


def _division(town: Town, x: Real, y: Real) -> Whole:
    nearest = np.empty(len(x), dtype=np.int64)
    for low in range(0, len(x), 20_000):
        part = slice(low, low + 20_000)
        metres = (x[part, None] - town.beat_x) ** 2 + (y[part, None] - town.beat_y) ** 2
        nearest[part] = town.beat_division[metres.argmin(axis=1)]
    return nearest


def _people(chance: Chance, public: Public, sort: Whole, person: Whole, at_home: Yes) -> tuple[Whole, Whole, Whole]:
    """Caller, victim, witness, suspect, relative … of each incident, sorted by incident."""
    size, everyone = len(sort), len(public)
    inside = at_home & chance.happens(0.5, size)
    relative = np.clip(person + np.where(chance.happens(0.5, size), 1, -1), 0, everyone - 1)
    same_house = public.household[relative] == public.household[person]
    stranger = chance.one_of(public.trouble, size)
    suspect = np.where(same_house & np.isin(sort, [KIND["domestic_abuse"]]), relative, stranger)
    main = np.full(size, ROLES.index("victim"))
    main[np.isin(sort, [KIND["missing_person"]])] = ROLES.index("missing_person")
    main[np.isin(sort, [KIND["concern_for_safety"], KIND["mental_health_crisis"], KIND["sudden_death"]])] = ROLES.index(
        "other"
    )
    main[np.isin(sort, [KIND["suspicious_activity"], KIND["advice"]])] = ROLES.index("caller")
    has_suspect = chance.happens(np.array([s.suspect for s in SORTS])[sort], size) & (suspect != person)
    others = (
        (np.ones(size, dtype=bool), person, main),
        (has_suspect, suspect, np.full(size, ROLES.index("suspect"))),
        (
            inside & same_house & ~(has_suspect & (suspect == relative)),
            relative,
            np.full(size, ROLES.index("relative")),
        ),
        (chance.happens(0.3, size), chance.whole(0, everyone, size), np.full(size, ROLES.index("witness"))),
        (chance.happens(0.15, size), chance.whole(0, everyone, size), np.full(size, ROLES.index("caller"))),
    )
    incident = np.concatenate([np.flatnonzero(has) for has, _, _ in others])
    who = np.concatenate([people[has] for has, people, _ in others])
    role = np.concatenate([roles[has] for has, _, roles in others])
    order = np.argsort(incident, kind="stable")
    edge = np.searchsorted(incident[order], np.arange(size + 1))
    return edge.astype(np.int64), who[order], role[order]
