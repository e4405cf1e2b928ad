"""Case 9: a police vehicle waits near one home on a weekday afternoon, again and again. Metadata only."""

import datetime as dt

import numpy as np

from upstander.simulation.arrays import DAY, HOUR, NOTHING
from upstander.simulation.clock import FIRST, to_wall
from upstander.simulation.doings import Doings

CASE, EARLY_TRACE = "9", True


def happen(doings: Doings) -> bool:
    """A scheme allowed on conditions, years ago; now a place to wait, two or three times a week."""
    staff = _drives_in_the_afternoon(doings)
    if staff == NOTHING:
        return False
    nominal = doings.stranger(young=True)
    declared = FIRST - doings.some(400, 1_200) * DAY
    doings.declare(
        staff,
        declared,
        "youth_scheme",
        words="Weekly group with the primary school, approved by the neighbourhood inspector.",
    )
    doings.instruct(staff, declared + 30 * DAY, "condition", "A teacher to be present at every session; no trips.")
    began = doings.left_of(FIRST, doings.chance.one(0.05, 0.4))
    found = doings.left_of(began, doings.chance.one(0.7, 1.4))
    when, gap = float(began), doings.chance.one(2.0, 4.0) * DAY
    angle, metres = doings.chance.one(0, 2 * np.pi), doings.chance.one(50, 120)
    public = doings.world.public
    x = float(public.home_x[nominal]) + metres * np.cos(angle)  # the same corner every time
    y = float(public.home_y[nominal]) + metres * np.sin(angle)
    while when < min(found, doings.world.end):
        minutes = doings.chance.one(11, 28)
        at = _after_school(doings, staff, when, minutes)
        doings.stop(staff, at, minutes, x, y, away=doings.chance.one(3, 15))
        when = (when if at == NOTHING else at) + gap * doings.chance.one(0.6, 1.5)
    doings.complaint(staff, found, "public", "abuse_of_position_sexual", nominal=nominal)
    doings.truth.subject(staff, nominal, CASE, began, found)
    return True


def _drives_in_the_afternoon(doings: Doings) -> int:
    crews = doings.world.crews
    for _ in range(20):
        staff = doings.colleague("pcso", "neighbourhood_officer", "schools_officer")
        mine = np.flatnonzero((crews.first == staff) & (crews.device != NOTHING) & (crews.second == NOTHING))
        if len(mine) > 12 * doings.world.days / 180:
            return staff
    return NOTHING


def _after_school(doings: Doings, staff: int, after: float, minutes: float) -> int:
    """The next weekday afternoon on which this person is out in a vehicle and free."""
    for _ in range(14):
        at = doings.free(staff, after, minutes)
        if at == NOTHING:
            return NOTHING
        wall = int(to_wall(np.array([at]))[0])
        if dt.datetime.fromtimestamp(wall, dt.UTC).weekday() < 5:
            afternoon = at - wall % DAY + 15 * HOUR + int(doings.chance.one(0.1, 1.2) * HOUR)
            crew = int(doings.world.crews.of(doings.world.roster, np.array([staff]), np.array([afternoon]))[0])
            busy = crew == NOTHING or any(
                a - 900 < afternoon + minutes * 60 and c + 600 > afternoon for a, c in doings.jobs_of(crew)
            )
            if not busy:
                return afternoon
        after = at + DAY / 2
    return NOTHING
