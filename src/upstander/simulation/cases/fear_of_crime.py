"""Case 2: a community support officer goes on seeing a woman who is afraid of burglars, long after the case is over."""

from upstander.simulation.arrays import DAY, HOUR, MINUTE
from upstander.simulation.cast import Met
from upstander.simulation.doings import Doings

CASE, EARLY_TRACE = "2", True


def happen(doings: Doings) -> bool:
    """Short calls that nobody answers or returns, stops away from the door, and two more women."""
    met = doings.met(
        ("pcso", "neighbourhood_officer"), ("burglary", "anti_social_behaviour", "neighbour_dispute"), last=0.3
    )
    if met is None:
        return False
    began = met.cleared + doings.some(5, 12) * DAY
    found = doings.left_of(began, doings.chance.one(0.75, 1.15))
    until = min(found, doings.world.end)
    doings.text(
        met.staff,
        met.nominal,
        doings.duty(met.staff, met.cleared + DAY),
        "Your crime number is attached. Any worries ring me X",
    )
    _calls(doings, met, began, until)
    _stops(doings, met, began, until)
    for when in doings.spread(began, until, doings.some(2, 6)):
        doings.look_up(met.staff, met.nominal, doings.duty(met.staff, when), search=doings.perhaps(0.4))
    doings.truth.subject(met.staff, met.nominal, CASE, began, found)
    _others(doings, met, began, until)
    _found_out(doings, met, found)
    return True


def _calls(doings: Doings, met: Met, began: int, until: int) -> None:
    for when in doings.spread(began, until, doings.some(24, 48)):
        at = doings.duty(met.staff, when) if doings.perhaps(0.75) else doings.off_duty(met.staff, when)
        short = doings.perhaps(doings.chance.one(0.7, 0.85))
        doings.ring(met.staff, met.nominal, at, doings.chance.one(0, 4.9) if short else doings.chance.one(30, 900))


def _stops(doings: Doings, met: Met, began: int, until: int) -> None:
    for when in doings.spread(began, until, doings.some(4, 9)):
        minutes = doings.chance.one(20, 65)
        at = doings.free(met.staff, when, minutes)
        doings.visit(met.staff, met.nominal, at, minutes, away=doings.chance.one(60, 130))


def _others(doings: Doings, met: Met, began: int, until: int) -> None:
    """Two more vulnerable women, met in the same way, hear from the same telephone."""
    for _ in range(2):
        other = doings.met(
            ("pcso", "neighbourhood_officer"),
            ("anti_social_behaviour", "neighbour_dispute", "harassment", "burglary"),
            last=0.6,
            by=met.staff,
        )
        if other is None:
            continue
        start = max(began, other.cleared + 4 * DAY)
        for when in doings.spread(start, max(until, start + 7 * DAY), doings.some(6, 16)):
            at = doings.duty(met.staff, when)
            if doings.perhaps(0.5):
                doings.text(
                    met.staff, other.nominal, at, "Hope you are keeping well. I am on until ten if you need anything x"
                )
            else:
                doings.ring(met.staff, other.nominal, at, doings.chance.one(2, 240))
        doings.truth.subject(met.staff, other.nominal, CASE, start, max(until, start))


def _found_out(doings: Doings, met: Met, found: int) -> None:
    doings.intelligence(
        met.staff,
        found,
        "crimestoppers",
        "Caller says a community support officer is seeing a woman he met through a report.",
    )
    notice = found + doings.some(5, 20) * DAY
    doings.instruct(met.staff, notice, "notice_of_investigation", "Notice served.", nominal=met.nominal)
    taken = notice + doings.some(1, 6) * DAY
    if taken < doings.world.end:
        number = int(doings.world.public.number[met.nominal])
        doings.book.add(
            "device_extractions", device_id=int(doings.world.force.phone[met.staff]), extracted_at=taken, kind="sms",
            direction="out", other_number=number, at=found - 9 * DAY - 3 * HOUR - 7 * MINUTE,
        )  # fmt: skip
