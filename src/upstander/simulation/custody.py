"""Custody: arrests become periods of detention, with the checks, tests, meals and interviews that the record times."""

from dataclasses import dataclass

import numpy as np

from upstander.records.catalogue import all_feeds
from upstander.simulation.arrays import DAY, HOUR, MINUTE, NOTHING, Whole, Yes, number_within, rows_of
from upstander.simulation.chance import Chance
from upstander.simulation.incidents import SORTS
from upstander.simulation.look_ups import write_look_ups
from upstander.simulation.public import FACTORS
from upstander.simulation.roster import known
from upstander.simulation.world import World

CONTACTS = all_feeds()["custody_contacts"].column("kind").choices
MINUTES = {  # median minutes of each kind of contact
    "booking_in": 18.0,
    "cell_check": 0.7,
    "drug_test": 6.0,
    "interview": 34.0,
    "meal": 1.2,
    "escort": 3.0,
    "medical": 11.0,
    "release": 9.0,
}


@dataclass
class Moments:
    """Arrays with one cell for each contact with a detainee."""

    period: Whole
    incident: Whole
    detainee: Whole
    at: Whole


@dataclass
class Detentions:
    """Arrays with one cell for each period of detention."""

    incident: Whole
    detainee: Whole
    start: Whole
    end: Whole

    def only(self, period: Whole, at: Whole) -> Moments:
        """Contacts in some of them."""
        return Moments(period, self.incident[period], self.detainee[period], at)


def hold_detainees(world: World) -> None:
    """Writes every period of detention, who dealt with the detainee, and what custody staff looked up."""
    chance = world.chance("custody")
    incident, _, _, _, _, cleared = world.jobs.columns()
    suspect = world.incidents.with_role("suspect")
    last = np.zeros(len(world.incidents), dtype=np.int64)
    np.maximum.at(last, incident, cleared)
    arrest = np.array([s.arrest for s in SORTS])[world.incidents.sort]
    held = np.flatnonzero((last > 0) & (suspect != NOTHING) & chance.happens(arrest, len(world.incidents)))
    start = last[held] + chance.whole(15 * MINUTE, 50 * MINUTE, len(held))
    inside = world.within(start)
    held, start = held[inside], start[inside]
    hours = np.clip(chance.around(11, 0.5, len(held)), 3, 30)
    world.public.vulnerable[suspect[held]] = True
    world.book.add(
        "vulnerabilities",
        nominal_id=suspect[held], factor=FACTORS.index("in_custody"), recorded_at=start, incident_id=held,
    )  # fmt: skip
    with world.book.because("custody"):
        _contacts(world, chance, Detentions(held, suspect[held], start, start + (hours * HOUR).astype(np.int64)))


def _contacts(world: World, chance: Chance, held: Detentions) -> None:
    size = len(held.start)
    length = held.end - held.start
    watched = chance.happens(0.03, size)  # without a break, for their own safety: long stays at the door
    checks = length * 14 // (10 * HOUR)
    period = np.arange(size)
    row = rows_of(checks)
    spaced = held.start[row] + ((number_within(checks) + 0.7) / checks[row] * length[row]).astype(np.int64)
    spaced += chance.whole(-5 * MINUTE, 5 * MINUTE, len(row))
    _write(world, chance, "booking_in", held.only(period, held.start))
    _write(world, chance, "cell_check", held.only(row, spaced), watched[row])
    for kind, mean in (("drug_test", 0.25), ("interview", 0.9), ("meal", 1.6), ("escort", 1.2), ("medical", 0.35)):
        row = rows_of(chance.times(mean, size))
        into = (chance.between(0.1, 0.9, len(row)) * length[row]).astype(np.int64)
        _write(world, chance, kind, held.only(row, held.start[row] + into))
    _write(world, chance, "release", held.only(period, held.end - 15 * MINUTE))


def _write(world: World, chance: Chance, kind: str, held: Moments, watched: Yes | None = None) -> None:
    units = {"booking_in": ("custody",), "release": ("custody",), "interview": ("detectives", "response")}
    staff = world.on_duty(*units.get(kind, ("detention", "custody"))).somebody(chance, held.at)
    rows = np.flatnonzero(known(staff) & (held.at < world.end))
    minutes = chance.around(MINUTES[kind], 0.45, len(rows))
    if watched is not None:
        minutes = np.where(watched[rows], chance.between(20, 55, len(rows)), minutes)
    world.book.add(
        "custody_contacts",
        about=(held.incident[rows], held.detainee[rows]),
        custody_id=held.period[rows],
        nominal_id=held.detainee[rows],
        staff_id=staff[rows],
        kind=CONTACTS.index(kind),
        start_at=held.at[rows],
        end_at=held.at[rows] + np.maximum(minutes * MINUTE, 8).astype(np.int64),
    )
    if kind == "booking_in":
        world.book.add(
            "assignments",
            incident_id=held.incident[rows],
            staff_id=staff[rows],
            role="custody",
            from_at=held.at[rows],
            to_at=held.at[rows] + DAY,
        )
    looked = rows[chance.happens(0.5 if kind == "cell_check" else 0.9, len(rows))]
    seen = held.at[looked] + chance.whole(-5 * MINUTE, 10 * MINUTE, len(looked))
    about = held.incident[looked]
    write_look_ups(
        world, chance, staff[looked], seen, held.detainee[looked], incident=about, named=0.5, reason="custody"
    )
