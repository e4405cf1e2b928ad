"""Who works here: units, teams and their supervisors, homes, telephones, and how people differ from one another."""

from dataclasses import dataclass

import numpy as np

from upstander.records.catalogue import all_feeds
from upstander.simulation.arrays import DAY, NOTHING, Real, Whole, Yes
from upstander.simulation.book import Book
from upstander.simulation.chance import Chance
from upstander.simulation.clock import FIRST
from upstander.simulation.names import full_names, mobile_numbers, surnames
from upstander.simulation.town import Town, degrees

ROLES = all_feeds()["staff"].column("role").choices


@dataclass(frozen=True)
class Unit:
    """A kind of work: its share of the force, how its hours are planned, and how its people get about."""

    name: str
    role: str
    share: float
    pattern: str
    team_size: int
    handset: float  # share with a work telephone of their own
    led_by: str = "sergeant"


UNITS = (
    Unit("response", "constable", 0.33, "response", 13, 0.75),
    Unit("specials", "special_constable", 0.03, "special", 15, 0.2),
    Unit("neighbourhood", "neighbourhood_officer", 0.06, "neighbourhood", 10, 0.95),
    Unit("community", "pcso", 0.09, "neighbourhood", 12, 0.8),
    Unit("detectives", "detective", 0.12, "office", 12, 1.0),
    Unit("call_taking", "call_handler", 0.06, "twelves", 14, 0.05, "call_handler"),
    Unit("dispatch", "radio_operator", 0.03, "twelves", 10, 0.3, "radio_operator"),
    Unit("custody", "custody_officer", 0.02, "twelves", 8, 0.2),
    Unit("detention", "detention_officer", 0.03, "twelves", 10, 0.05, "custody_officer"),
    Unit("safeguarding", "safeguarding_officer", 0.035, "office", 10, 1.0),
    Unit("family_liaison", "family_liaison_officer", 0.012, "office", 8, 1.0),
    Unit("schools", "schools_officer", 0.01, "office", 8, 1.0),
    Unit("enquiry_desk", "enquiry_desk_officer", 0.02, "office", 10, 0.1, "enquiry_desk_officer"),
    Unit("analysis", "analyst", 0.015, "office", 8, 0.4, "analyst"),
    Unit("records", "other", 0.035, "office", 14, 0.3, "other"),
)
NAMED = {unit.name: number for number, unit in enumerate(UNITS)}
ALWAYS = 4 * 10**9  # an instant after everything


@dataclass
class Workforce:
    """Arrays with one cell for each member of staff, unless they say otherwise."""

    unit: Whole  # place in UNITS; supervisors belong to the unit they lead
    role: Whole  # place in ROLES
    leads: Yes
    team: Whole
    division: Whole
    group: Whole  # which of the shift groups
    supervisor: Whole  # NOTHING for the most senior
    woman: Yes
    surname: Whole
    name: list[str]
    started: Whole  # instants
    left: Whole
    home_x: Real
    home_y: Real
    busy: Real  # around 1: how much one does of everything
    careless: Real  # share of work that is not written down
    phone: Whole  # device of the work telephone, NOTHING without one
    work_number: Whole
    own_number: Whole

    def __len__(self) -> int:
        return len(self.unit)

    def of_role(self, *roles: str) -> Whole:
        """Everybody with one of these roles."""
        return np.flatnonzero(np.isin(self.role, [ROLES.index(r) for r in roles])).astype(np.int64)

    def of_unit(self, *units: str) -> Whole:
        """Everybody of these units who does not lead one."""
        return np.flatnonzero(np.isin(self.unit, [NAMED[u] for u in units]) & ~self.leads).astype(np.int64)

    def employed(self, staff: Whole, at: Whole) -> Yes:
        """Whether each was with the force then."""
        return (self.started[staff] <= at) & (at < self.left[staff])


def build_workforce(chance: Chance, size: int, days: int, town: Town) -> Workforce:
    """A force of exactly that size."""
    unit, leads, team, division, group, supervisor = _teams(size, town.divisions)
    women = chance.happens(0.38, size)
    surname = surnames(chance, size)
    home = chance.whole(0, len(town.beat_x), size)
    away = chance.draws.normal(0, 2_500, (2, size))
    started, left = _service(chance, size, days)
    numbers = mobile_numbers(chance, 2 * size)
    handset = np.array([u.handset for u in UNITS])[unit]
    has_phone = chance.happens(handset, size) | (leads & chance.happens(0.9, size))
    return Workforce(
        unit=unit,
        role=_roles(unit, leads, supervisor),
        leads=leads,
        team=team,
        division=division,
        group=group,
        supervisor=supervisor,
        woman=women,
        surname=surname,
        name=full_names(chance, women, surname),
        started=started,
        left=left,
        home_x=town.beat_x[home] + away[0],
        home_y=town.beat_y[home] + away[1],
        busy=chance.around(1.0, 0.3, size),
        careless=np.clip(chance.around(0.02, 0.8, size), 0.002, 0.3),
        phone=np.where(has_phone, np.arange(size), NOTHING),
        work_number=numbers[:size],
        own_number=numbers[size:],
    )


def _teams(size: int, divisions: int) -> tuple[Whole, Yes, Whole, Whole, Whole, Whole]:
    counts, teams = _sizes(size, divisions)
    unit, leads, team, division, group = [], [], [], [], []
    number = 0
    for place, (people, of_unit) in enumerate(zip(counts, teams, strict=True)):
        for nth in range(of_unit):
            members = people // of_unit + (nth < people % of_unit)
            unit += [place] * (members + 1)
            leads += [True] + [False] * members
            team += [number] * (members + 1)
            division += [nth % divisions] * (members + 1)
            group += [nth // divisions] * (members + 1)
            number += 1
    inspectors = size - len(unit)
    unit += [0] * inspectors
    leads += [True] * inspectors
    team += [number] * inspectors
    division += [n % divisions for n in range(inspectors)]
    group += list(range(inspectors))
    arrays = [np.array(a, dtype=np.int64) for a in (unit, team, division, group)]
    led = np.array(leads)
    return arrays[0], led, arrays[1], arrays[2], arrays[3], _supervisors(arrays[1], led, arrays[2], inspectors)


def _sizes(size: int, divisions: int) -> tuple[list[int], list[int]]:
    """People and teams of each unit; response takes up what rounding leaves."""
    counts = [max(2, round(unit.share * size * 0.98)) for unit in UNITS]
    teams = [max(1, round(c / u.team_size)) for c, u in zip(counts, UNITS, strict=True)]
    teams[0] = 5 * divisions * max(1, round(counts[0] / (UNITS[0].team_size * 5 * divisions)))
    inspectors = max(1, round(sum(teams) / 7))
    counts[0] = size - inspectors - sum(teams) - sum(counts[1:])
    if counts[0] < teams[0]:
        raise ValueError(f"a force of {size} staff is too small to have every kind of unit: choose at least 70")
    return counts, teams


def _supervisors(team: Whole, leads: Yes, division: Whole, inspectors: int) -> Whole:
    size = len(team)
    leader = {int(team[s]): s for s in np.flatnonzero(leads[: size - inspectors])}
    above = np.array([leader.get(int(t), NOTHING) for t in team], dtype=np.int64)
    of_sergeants = size - inspectors + (division + team) % inspectors
    above = np.where(leads, of_sergeants, above)
    above[size - inspectors :] = size - inspectors  # the most senior leads the other inspectors
    above[size - inspectors] = NOTHING
    return above


def _roles(unit: Whole, leads: Yes, supervisor: Whole) -> Whole:
    workers = np.array([ROLES.index(u.role) for u in UNITS])[unit]
    leaders = np.array([ROLES.index(u.led_by) for u in UNITS])[unit]
    role = np.where(leads, leaders, workers)
    first_inspector = int(np.flatnonzero(supervisor == NOTHING)[0])
    role[first_inspector:] = ROLES.index("inspector")
    return role.astype(np.int64)


def _service(chance: Chance, size: int, days: int) -> tuple[Whole, Whole]:
    """Most have been here for years; some join, and some leave, while the records run."""
    years = chance.draws.gamma(1.6, 6.0, size) + 0.2
    started = FIRST - (np.minimum(years, 33) * 365 * DAY).astype(np.int64) // DAY * DAY
    joins = chance.happens(0.06 * days / 365, size)
    started = np.where(joins, FIRST + chance.whole(0, days, size) * DAY, started)
    leaves = chance.happens(0.07 * days / 365, size) & ~joins
    left = np.where(leaves, FIRST + chance.whole(20, days, size) * DAY, ALWAYS)
    return started.astype(np.int64), left.astype(np.int64)


def write_workforce(chance: Chance, force: Workforce, book: Book) -> None:
    """The staff feed, their telephones and their homes."""
    everyone = np.arange(len(force))
    ranks = ["special", "constable", "sergeant", "inspector", "detective", "staff grade"]
    of_role = {"special_constable": 0, "constable": 1, "neighbourhood_officer": 1, "sergeant": 2, "inspector": 3}
    of_role |= {"detective": 4, "custody_officer": 2, "safeguarding_officer": 1, "family_liaison_officer": 1}
    rank = np.array([of_role.get(role, 5) for role in ROLES])[force.role]
    book.add(
        "staff",
        staff_id=everyone,
        name=book.phrases.places(force.name),
        sex=np.where(force.woman, 0, 1),
        role=force.role,
        rank=book.phrases.places(ranks)[rank],
        team_id=force.team,
        supervisor_id=force.supervisor,
        started_on=force.started // DAY,
        left_on=np.where(force.left == ALWAYS, NOTHING, force.left // DAY),
    )
    _write_numbers(chance, force, book)
    lat, lon = degrees(force.home_x, force.home_y)
    book.add("staff_addresses", staff_id=everyone, lat=lat, lon=lon, from_at=force.started)


def _write_numbers(chance: Chance, force: Workforce, book: Book) -> None:
    has = np.flatnonzero(force.phone != NOTHING)
    issued = np.maximum(force.started, FIRST - chance.whole(30, 900, len(force)) * DAY)
    returned = np.where(force.left == ALWAYS, NOTHING, force.left)
    book.add(
        "staff_phones",
        staff_id=has,
        number=force.work_number[has],
        kind="work",
        from_at=issued[has],
        to_at=returned[has],
    )
    book.add(
        "device_holders",
        device_id=force.phone[has],
        kind="mobile",
        staff_id=has,
        from_at=issued[has],
        to_at=returned[has],
    )
    declared = np.flatnonzero(chance.happens(0.75, len(force)))
    book.add(
        "staff_phones", staff_id=declared, number=force.own_number[declared], kind="personal", from_at=issued[declared]
    )
