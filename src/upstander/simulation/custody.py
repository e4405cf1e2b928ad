"""Custody: arrests become periods of detention, with the checks, tests, meals and interviews that the record times."""

import numpy as np

from upstander.records.catalogue import all_feeds
from upstander.simulation.arrays import DAY, HOUR, MINUTE, NOTHING, Whole, number_within, rows_of
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
    _contacts(world, chance, held, suspect[held], start, hours)


def _contacts(world: World, chance: Chance, incident: Whole, detainee: Whole, start: Whole, hours: np.ndarray) -> None:  # type: ignore[type-arg]
    size = len(incident)
    end = start + (hours * HOUR).astype(np.int64)
    constant = chance.happens(0.03, size)  # watched without a break, for their own safety: long stays at the door
    checks = (hours * np.where(constant, 1.5, 1.4)).astype(np.int64)
    period = np.arange(size)
    plan = [
        ("booking_in", period, start),
        ("release", period, end - 15 * MINUTE),
    ]
    row = rows_of(checks)
    spaced = start[row] + ((number_within(checks) + 0.7) / checks[row] * (end - start)[row]).astype(np.int64)
    plan.append(("cell_check", row, spaced + chance.whole(-5 * MINUTE, 5 * MINUTE, len(row))))
    for kind, mean in (("drug_test", 0.25), ("interview", 0.9), ("meal", 1.6), ("escort", 1.2), ("medical", 0.35)):
        row = rows_of(chance.times(mean, size))
        plan.append(
            (kind, row, start[row] + (chance.between(0.1, 0.9, len(row)) * (end - start)[row]).astype(np.int64))
        )
    for kind, row, when in plan:
        _write(world, chance, kind, incident[row], detainee[row], row, when, constant[row])


def _write(
    world: World,
    chance: Chance,
    kind: str,
    incident: Whole,
    detainee: Whole,
    period: Whole,
    when: Whole,
    watched: np.ndarray,  # type: ignore[type-arg]
) -> None:
    units = {"booking_in": ("custody",), "release": ("custody",), "interview": ("detectives", "response")}
    staff = world.on_duty(*units.get(kind, ("detention", "custody"))).somebody(chance, when)
    rows = np.flatnonzero(known(staff) & (when < world.end))
    minutes = chance.around(MINUTES[kind], 0.45, len(rows))
    if kind == "cell_check":
        minutes = np.where(watched[rows], chance.between(20, 55, len(rows)), minutes)
    world.book.add(
        "custody_contacts",
        custody_id=period[rows],
        nominal_id=detainee[rows],
        staff_id=staff[rows],
        kind=CONTACTS.index(kind),
        start_at=when[rows],
        end_at=when[rows] + np.maximum(minutes * MINUTE, 8).astype(np.int64),
    )
    if kind == "booking_in":
        world.book.add(
            "assignments",
            incident_id=incident[rows], staff_id=staff[rows], role="custody", from_at=when[rows],
            to_at=when[rows] + DAY,
        )  # fmt: skip
    looked = rows[chance.happens(0.5 if kind == "cell_check" else 0.9, len(rows))]
    seen = when[looked] + chance.whole(-5 * MINUTE, 10 * MINUTE, len(looked))
    write_look_ups(world, chance, staff[looked], seen, detainee[looked], incident[looked], named=0.5, reason="custody")
