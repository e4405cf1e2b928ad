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
    service = FIRST - int(doings.world.force.started[met.staff])
    first = FIRST - int(min(doings.chance.one(7, 11) * 365 * DAY, service * 0.9))
    second = first + int(doings.chance.one(0.3, 0.7) * (FIRST - first))
    doings.intelligence(
        met.staff,
        first,
        "supervisor",
        "Texts to a member of the public who felt harassed. Undertook not to contact again.",
    )
    doings.intelligence(
        met.staff, second, "supervisor", "Unwelcome attention to a traffic warden. Advised about harassment."
    )
    doings.instruct(met.staff, second + 9 * DAY, "monitoring", "Future conduct to be closely monitored.")
    if doings.perhaps(0.6):
        doings.complaint(
            met.staff,
            second + doings.some(100, 500) * DAY,
            "colleague",
            "sexual_conduct_colleague",
            words="Unwelcome remarks and messages to colleagues.",
        )
    _ticked_and_signed(doings, met.staff)
    next_day = doings.duty(met.staff, met.cleared + DAY // 2)
    doings.look_up(met.staff, met.nominal, next_day, search=True)
    for when in doings.spread(met.cleared + 2 * DAY, met.cleared + 15 * DAY, doings.some(0, 3)):
        doings.look_up(met.staff, met.nominal, doings.duty(met.staff, when))
    told = met.cleared + doings.some(4, 30) * DAY
    doings.complaint(
        met.staff,
        told,
        "public",
        "abuse_of_position_sexual",
        nominal=met.nominal,
        words="Unexpected private messages from the officer who attended.",
    )
    doings.truth.subject(met.staff, met.nominal, CASE, met.cleared + DAY // 2, told)
    return True


def _ticked_and_signed(doings: Doings, staff: int) -> None:
    """Every yearly form of this person took a minute and talked nothing through."""
    forms = doings.book.table("health_checks")
    mine = np.flatnonzero(forms["staff_id"] == staff)
    forms["seconds_spent"][mine] = doings.chance.whole(30, 100, len(mine))
    forms["discussed"][mine] = False
    doings.book.replace("health_checks", forms)
