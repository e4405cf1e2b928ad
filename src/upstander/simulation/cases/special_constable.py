"""Case 6: all of it happened on private telephones. The force's records hold a shift, and then a parent's complaint."""

from upstander.simulation.arrays import DAY, NOTHING
from upstander.simulation.clock import FIRST
from upstander.simulation.doings import Doings

CASE, EARLY_TRACE = "6", False


def happen(doings: Doings) -> bool:
    """A duty like any other and a report the day after; no words are kept."""
    staff = doings.colleague("special_constable")
    at = doings.duty(staff, doings.left_of(FIRST, doings.chance.one(0.1, 0.8)))
    if at == NOTHING:
        return False
    told = at + doings.some(1, 3) * DAY
    doings.complaint(staff, told, "public", "abuse_of_position_sexual")
    doings.truth.subject(staff, NOTHING, CASE, at, told)
    return True
