"""Case 7: long stays with one detainee in the test room and at the cell door, and nothing declared afterwards."""

import numpy as np

from upstander.records.catalogue import all_feeds
from upstander.simulation.arrays import DAY, HOUR, MINUTE, NOTHING
from upstander.simulation.clock import FIRST
from upstander.simulation.doings import Doings
from upstander.simulation.workforce import ROLES

CASE, EARLY_TRACE = "7", True
KINDS = all_feeds()["custody_contacts"].column("kind").choices


def happen(doings: Doings) -> bool:
    """Between two and four periods of detention with the same staff and detainees who were treated alike."""
    table = doings.world.book.table("custody_contacts")
    checks = table["kind"] == KINDS.index("cell_check")
    role = doings.world.force.role[table["staff_id"]]
    low, high = FIRST, FIRST + 0.7 * doings.world.days * DAY
    fits = checks & (role == ROLES.index("detention_officer")) & (table["start_at"] > low) & (table["start_at"] < high)
    fits &= np.isin(table["staff_id"], list(doings.used_staff), invert=True)
    shift = doings.world.roster.at(table["staff_id"], table["start_at"])
    left = doings.world.roster.end[np.maximum(shift, 0)] - table["start_at"]
    fits &= (shift != NOTHING) & (left > 4 * HOUR)
    rows = np.flatnonzero(fits)
    if not len(rows):
        return False
    staff = int(table["staff_id"][doings.chance.any_of(rows)])
    doings.used_staff.add(staff)
    mine = rows[table["staff_id"][rows] == staff]
    periods = doings.chance.draws.permutation(np.unique(table["custody_id"][mine]))[: doings.some(1, 3)]
    for number, period in enumerate(periods):
        row = int(mine[table["custody_id"][mine] == period][0])
        nominal, start = int(table["nominal_id"][row]), int(table["start_at"][row])
        _long_stays(doings, staff, int(period), (nominal, start))
        found = start + doings.some(28, 45) * DAY
        if number == 0:
            words = "A man told officers at an incident that he was due at the home of a member of custody staff."
            doings.intelligence(staff, found, "colleague", words, nominal)
        doings.truth.subject(staff, nominal, CASE, start, found)
    return True


def _long_stays(doings: Doings, staff: int, period: int, detainee: tuple[int, int]) -> None:
    nominal, start = detainee
    doings.used_people.add(nominal)
    at = start + doings.some(4, 20) * MINUTE
    for kind in ["drug_test"] + ["cell_check"] * doings.some(3, 7):
        minutes = doings.chance.one(18, 38) if kind == "drug_test" else doings.chance.one(5, 14)
        doings.book.add(
            "custody_contacts", custody_id=period, nominal_id=nominal, staff_id=staff, kind=kind, start_at=at,
            end_at=at + int(minutes * MINUTE),
        )  # fmt: skip
        at += int((minutes + doings.chance.one(12, 35)) * MINUTE)
        if doings.world.roster.at(np.array([staff]), np.array([at]))[0] == NOTHING:  # gone home
            break
    for when in doings.spread(start + DAY, start + 28 * DAY, doings.some(2, 5)):
        doings.look_up(staff, nominal, doings.duty(staff, when), search=doings.perhaps(0.5))
