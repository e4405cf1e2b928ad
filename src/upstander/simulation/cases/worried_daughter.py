"""Case 4: a radio operator keeps a low-priority call for his own next shift, rings again and again, and closes it."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from upstander.simulation.arrays import DAY, HOUR, MINUTE, NOTHING
from upstander.simulation.clock import FIRST
from upstander.simulation.doings import Doings

CASE, EARLY_TRACE = "4", True


@dataclass(frozen=True)
class Kept:
    """A call that one operator keeps over two shifts."""

    staff: int
    nominal: int
    reported: int
    first_ends: int
    again: int
    closed: int


def happen(doings: Doings) -> bool:
    """Shifts of two days that follow each other, one caller, many calls, one pair of hands."""
    staff = doings.colleague("radio_operator", handset=True)
    shifts = _two_days_running(doings, staff)
    if not shifts or doings.world.force.phone[staff] == NOTHING:
        return False
    for number in range(doings.some(1, 3)):  # what is done once has been done before
        (start, end), (again, until) = shifts[doings.some(0, len(shifts) - 1)]
        reported = start + int(doings.chance.one(0.05, 0.3) * (end - start))
        closed = again + int(doings.chance.one(0.5, 0.9) * (until - again))
        kept = Kept(staff, doings.stranger(), reported, end, again, closed)
        _second_day(doings, kept, _first_day(doings, kept))
        told = closed + int(doings.chance.one(3, 25) * DAY)
        if number == 0:
            words = "Advocate reports contact by a member of staff after a call."
            category = "abuse_of_position_sexual"
            doings.complaint(staff, told, "partner_agency", category, nominal=kept.nominal, words=words)
        doings.truth.subject(staff, kept.nominal, CASE, reported + 2 * HOUR, told)
    return True


def _two_days_running(doings: Doings, staff: int) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    roster = doings.world.roster
    mine = np.flatnonzero((roster.staff == staff) & (roster.start >= FIRST) & (roster.end < doings.world.end))
    spans = [(int(roster.start[m]), int(roster.end[m])) for m in mine]
    return [(a, b) for a, b in pairwise(spans) if 8 * HOUR < b[0] - a[1] < 16 * HOUR]


def _first_day(doings: Doings, kept: Kept) -> int:
    people = [(kept.nominal, "caller"), (doings.stranger(near=kept.nominal), "relative")]
    incident = doings.open_incident("concern_for_safety", kept.reported, people, closed=kept.closed)
    accepted = kept.reported + doings.some(3 * MINUTE, 15 * MINUTE)
    doings.assign(kept.staff, incident, "radio_operator", accepted)
    doings.log(kept.staff, incident, accepted + 40, "Accepted.")
    doings.look_up(kept.staff, kept.nominal, accepted + doings.some(60, 500), incident=incident)
    at = accepted + doings.some(15, 40) * MINUTE
    for seconds in (0, doings.some(2, 12), doings.some(700, 1_500)):
        doings.ring(kept.staff, kept.nominal, at, seconds)
        at += int(doings.chance.one(12, 50) * MINUTE)
    doings.book.add("vulnerabilities", nominal_id=kept.nominal, factor="autism", recorded_at=at, incident_id=incident)
    if doings.perhaps(0.7):
        doings.text(kept.staff, kept.nominal, at + doings.some(60, 900))
    words = "Request held over to tomorrow, I am back on shift and will ring the caller again."
    doings.log(kept.staff, incident, min(at + HOUR, kept.first_ends - 5 * MINUTE), words)
    return incident


def _second_day(doings: Doings, kept: Kept, incident: int) -> None:
    for when in doings.spread(kept.again + 20 * MINUTE, kept.closed - 10 * MINUTE, doings.some(2, 4)):
        doings.ring(kept.staff, kept.nominal, int(when), doings.some(400, 2_200))
        written = min(int(when) + 40 * MINUTE, kept.closed - 60)
        doings.log(kept.staff, incident, written, "Spoken to caller, all in order at present.")
    if doings.perhaps(0.6):
        doings.look_up(kept.staff, kept.nominal, kept.again + doings.some(60, 1_200), incident=incident)
    doings.log(kept.staff, incident, kept.closed, "Result: advice given, no further police action.")
