"""Case 4: a radio operator keeps a low-priority call for his own next shift, rings again and again, and closes it."""

import numpy as np

from upstander.simulation.arrays import DAY, HOUR, MINUTE, NOTHING
from upstander.simulation.clock import FIRST
from upstander.simulation.doings import Doings

CASE, EARLY_TRACE = "4", True


def happen(doings: Doings) -> bool:
    """Shifts of two days that follow each other, one caller, many calls, one pair of hands."""
    staff = doings.colleague("radio_operator", handset=True)
    shifts = _two_days_running(doings, staff)
    if not shifts or doings.world.force.phone[staff] == NOTHING:
        return False
    for number in range(doings.some(1, 3)):  # what he does once, he has done before
        (start, end), (again, until) = shifts[doings.some(0, len(shifts) - 1)]
        nominal = doings.stranger()
        reported = start + int(doings.chance.one(0.05, 0.3) * (end - start))
        closed = again + int(doings.chance.one(0.5, 0.9) * (until - again))
        incident = _first_day(doings, staff, nominal, reported, end, closed)
        _second_day(doings, staff, nominal, incident, again, closed)
        told = closed + int(doings.chance.one(3, 25) * DAY)
        if number == 0:
            doings.complaint(
                staff,
                told,
                "partner_agency",
                "abuse_of_position_sexual",
                nominal,
                "Advocate reports contact by a member of staff after a call.",
            )
        doings.truth.subject(staff, nominal, CASE, reported + 2 * HOUR, told)
    return True


def _two_days_running(doings: Doings, staff: int) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    roster = doings.world.roster
    mine = np.flatnonzero((roster.staff == staff) & (roster.start >= FIRST) & (roster.end < doings.world.end))
    spans = [(int(roster.start[m]), int(roster.end[m])) for m in mine]
    return [(a, b) for a, b in zip(spans, spans[1:], strict=False) if 8 * HOUR < b[0] - a[1] < 16 * HOUR]


def _first_day(doings: Doings, staff: int, nominal: int, reported: int, end: int, closed: int) -> int:
    incident = doings.open_incident(
        "concern_for_safety",
        reported,
        [(nominal, "caller"), (doings.stranger(near=nominal), "relative")],
        closed=closed,
        grade="scheduled",
    )
    handler = int(doings.world.on_duty("call_taking").somebody(doings.chance, np.array([reported]))[0])
    if handler != NOTHING:
        doings.assign(handler, incident, "call_handler", reported - 200, reported + 600)
        doings.log(handler, incident, reported + 30, "Call received, details taken.")
    doings.assign(staff, incident, "radio_operator", reported + 5 * MINUTE)
    doings.log(staff, incident, reported + 7 * MINUTE, "Accepted.")
    doings.look_up(staff, nominal, reported + 9 * MINUTE, incident=incident)
    at = reported + doings.some(15, 40) * MINUTE
    for seconds in (0, doings.some(2, 12), doings.some(700, 1_500)):
        doings.ring(staff, nominal, at, seconds)
        at += doings.some(12, 50) * MINUTE
    doings.book.add("vulnerabilities", nominal_id=nominal, factor="autism", recorded_at=at, incident_id=incident)
    if doings.perhaps(0.7):
        doings.text(staff, nominal, at + 300)
    doings.log(
        staff,
        incident,
        min(at + HOUR, end - 5 * MINUTE),
        "Request held over to tomorrow, I am back on shift and will ring the caller again.",
    )
    return incident


def _second_day(doings: Doings, staff: int, nominal: int, incident: int, again: int, closed: int) -> None:
    for when in doings.spread(again + 20 * MINUTE, closed - 10 * MINUTE, doings.some(2, 4)):
        doings.ring(staff, nominal, int(when), doings.some(400, 2_200))
        doings.log(
            staff,
            incident,
            int(when) + 40 * MINUTE if int(when) + 40 * MINUTE < closed else closed - 60,
            "Spoken to caller, all in order at present.",
        )
    if doings.perhaps(0.6):
        doings.look_up(staff, nominal, again + 15 * MINUTE, incident=incident)
    doings.log(staff, incident, closed, "Result: advice given, no further police action.")
