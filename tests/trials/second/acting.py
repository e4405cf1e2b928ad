"""Who acts in the tests of the second generation, and what was written."""

import dataclasses

from upstander.trials.drawn.ground import DAY
from upstander.trials.drawn.second.choices import Choices, Offender
from upstander.trials.drawn.second.towards import one_act

CHOICES = Choices(
    role="pcso", way="incident", talk="none", presence="none", looks="none", pace="weeks", rhythm="steady",
    people="one", wait="days", hours="on duty", name="own", excuses=(), seeks_vulnerable=False, alone=False,
    found_out="nothing", afterwards="stops", history=0, declared="nothing", incoming=0.0, intensity=1.0,
)  # fmt: skip


def rows(acts):
    """What was written, by feed, stays included."""
    left = {name: table.to_pylist() for name, table in acts.tables().items() if table.num_rows}
    return left | ({"stays": acts.stays} if acts.stays else {})


def with_vehicle(ground):
    return next(staff_id for staff_id in ground.bookings if ground.role.get(staff_id) == "pcso")


def somebody(ground, staff_id):
    return next(met for met in ground.met[staff_id] if met.incident_id and met.at > ground.begin + 10 * DAY)


def does(acts, **drawn):
    """One act of an offender who is drawn so, and the two whom it is about."""
    staff_id = with_vehicle(acts.around)
    lender = next((one for one in acts.around.mates(staff_id) if one in acts.around.handset), "")
    who = Offender(staff_id, dataclasses.replace(CHOICES, **drawn), lender)
    met = somebody(acts.around, staff_id)
    at = one_act(acts, who, met, (met.at + DAY, acts.ground.end))
    assert at is not None
    return who, met
