"""Case 5: two intelligence reports years apart, a promise to monitor, and forms that are ticked and signed."""

import numpy as np

from upstander.simulation.arrays import DAY
from upstander.simulation.clock import FIRST
from upstander.simulation.doings import Doings

CASE, EARLY_TRACE = "5", True


def happen(doings: Doings) -> bool:
    """What was known over a career, and one more person after a burglary."""
    met = doings.met(("pcso", "constable", "neighbourhood_officer"), ("burglary", "theft", "vehicle_crime"), last=0.7)
    if met is None:
        return False
    _known_before(doings, met.staff)
    _ticked_and_signed(doings, met.staff)
    next_day = doings.duty(met.staff, met.cleared + DAY // 2)
    doings.look_up(met.staff, met.nominal, next_day, search=True)
    for when in doings.spread(met.cleared + 2 * DAY, met.cleared + 15 * DAY, doings.some(0, 3)):
        doings.look_up(met.staff, met.nominal, doings.duty(met.staff, when))
    told = met.cleared + doings.some(4, 30) * DAY
    words = "Unexpected private messages from the officer who attended."
    doings.allegation(met.staff, told, met.nominal, words)
    doings.truth.subject(met.staff, met.nominal, CASE, met.cleared + DAY // 2, told)
    return True


def _known_before(doings: Doings, staff: int) -> None:
    """Two reports years apart, a promise with no end and no owner, and what colleagues said."""
    service = FIRST - int(doings.world.force.started[staff])
    first = FIRST - int(min(doings.chance.one(7, 11) * 365 * DAY, service * 0.9))
    second = first + int(doings.chance.one(0.3, 0.7) * (FIRST - first))
    words = "Texts to a member of the public who felt harassed. Undertook not to contact again."
    doings.intelligence(staff, first, "supervisor", words)
    words = "Unwelcome attention to a traffic warden. Advised about harassment."
    doings.intelligence(staff, second, "supervisor", words)
    promised = second + doings.some(3, 30) * DAY
    doings.instruct(staff, promised, "monitoring", "Future conduct to be closely monitored.")
    if doings.perhaps(0.6):
        said, words = second + doings.some(100, 500) * DAY, "Unwelcome remarks and messages to colleagues."
        doings.complaint(staff, said, "colleague", "sexual_conduct_colleague", words=words)


def _ticked_and_signed(doings: Doings, staff: int) -> None:
    """Every yearly form of this person took a minute and talked nothing through."""
    forms = doings.book.table("health_checks")
    mine = np.flatnonzero(forms["staff_id"] == staff)
    forms["seconds_spent"][mine] = doings.chance.whole(30, 100, len(mine))
    forms["discussed"][mine] = False
    doings.book.replace("health_checks", forms)
