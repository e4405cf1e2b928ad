"""Case S004: after attending a disturbance an officer reads about people who have nothing to do with it."""

import numpy as np

from upstander.simulation.arrays import DAY, HOUR, MINUTE, NOTHING
from upstander.simulation.cast import Met
from upstander.simulation.doings import Doings

CASE, EARLY_TRACE = "S004", True


def happen(doings: Doings) -> bool:
    """The friend and two others, after one visit after another; a caller speaks of it in the end."""
    met = doings.met(("constable",), ("public_order", "assault", "domestic_abuse", "neighbour_dispute"), last=0.4)
    if met is None:
        return False
    times = [met]
    for _ in range(doings.some(3, 6)):
        again = doings.met(
            ("constable",),
            ("public_order", "assault", "domestic_abuse", "harassment", "criminal_damage", "theft"),
            last=0.9,
            by=met.staff,
        )
        times += [again] if again else []
    found = max(t.cleared for t in times) + doings.some(4, 12) * DAY
    friends = [_friend_and_others(doings, visit, found) for visit in times]
    last = int(np.argmax([t.cleared for t in times]))
    _told(doings, times[last], friends[last], found)
    return True


def _friend_and_others(doings: Doings, met: Met, found: int) -> int:
    """Somebody who was there but is on no report, and two more of the neighbourhood."""
    friend, *others = (doings.stranger(near=met.nominal) for _ in range(doings.some(2, 4)))
    at = doings.duty(met.staff, met.cleared + doings.some(20, 400) * MINUTE)
    for nominal in (friend, *others):
        doings.look_up(met.staff, nominal, at, search=doings.perhaps(0.6))
        at = NOTHING if at == NOTHING else at + doings.some(40, 900)
    for when in doings.spread(met.cleared + DAY, met.cleared + 9 * DAY, doings.some(1, 4)):
        doings.look_up(met.staff, friend, doings.duty(met.staff, when), by_number=doings.perhaps(0.4))
    doings.truth.subject(met.staff, friend, CASE, met.cleared, found)
    return friend


def _told(doings: Doings, met: Met, friend: int, found: int) -> None:
    handler = int(doings.world.on_duty("call_taking").somebody(doings.chance, np.array([found]))[0])
    if found >= doings.world.end or handler == NOTHING:
        return
    words = "An officer who came here this week had sent her friend sexually explicit pictures. I do not know the name."
    doings.book.add(
        "public_calls",
        staff_id=handler,
        other_number=int(doings.world.public.number[met.nominal]),
        nominal_id=met.nominal,
        start_at=found,
        duration_s=doings.some(240, 700),
        line="999",
        recorded=True,
        transcript=words,
    )
    reported = "Call handler reported an allegation made during a call."
    category = "abuse_of_position_sexual"
    doings.complaint(met.staff, found + 3 * HOUR, "public", category, nominal=friend, words=reported)
