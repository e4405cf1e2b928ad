"""Case 1: an unrecorded call to the enquiry desk. Nothing in force records shows it before the complaint."""

import numpy as np

from upstander.simulation.arrays import DAY, MINUTE, NOTHING
from upstander.simulation.clock import FIRST
from upstander.simulation.doings import Doings

CASE, EARLY_TRACE = "1", False


def happen(doings: Doings) -> bool:
    """A call like any other at the desk, an ordinary look-up, and three days later a complaint."""
    staff, nominal = doings.colleague("enquiry_desk_officer"), doings.stranger()
    at = doings.duty(staff, doings.left_of(FIRST, doings.chance.one(0.2, 0.9)))
    if at == NOTHING:
        return False
    number = int(doings.world.public.number_at(np.array([nominal]), np.array([at]))[0])
    doings.book.add(
        "public_calls", staff_id=staff, other_number=number, nominal_id=nominal, start_at=at, line="enquiry_desk",
        duration_s=doings.some(300, 900), recorded=False,
    )  # fmt: skip
    doings.look_up(staff, nominal, at + doings.some(30, 200), search=True, reason="call from the public")
    told = at + 3 * DAY + 20 * MINUTE
    doings.complaint(
        staff,
        told,
        "public",
        "abuse_of_position_sexual",
        nominal=nominal,
        words="Text from a personal telephone after a call to the desk.",
    )
    doings.truth.subject(staff, nominal, CASE, at, told)
    return True
