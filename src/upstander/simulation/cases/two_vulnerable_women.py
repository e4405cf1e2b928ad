"""Case 8: numbers taken from records, visits far above what the report needs, then a silence while visits go on."""

from upstander.simulation.arrays import DAY, MINUTE
from upstander.simulation.cast import Met
from upstander.simulation.doings import Doings

CASE, EARLY_TRACE = "8", True
REPORTS = ("neighbour_dispute", "harassment", "anti_social_behaviour", "burglary", "concern_for_safety")


def happen(doings: Doings) -> bool:
    """Two people met through two reports, one of them for months."""
    met = doings.met(("pcso", "neighbourhood_officer"), REPORTS, last=0.35)
    if met is None:
        return False
    _months_of_contact(doings, met, doings.some(8, 18), doings.some(5, 11))
    other = doings.met(("pcso", "neighbourhood_officer"), REPORTS, last=0.65, by=met.staff)
    if other is not None:
        _months_of_contact(doings, other, doings.some(4, 9), doings.some(3, 6))
    return True


def _months_of_contact(doings: Doings, met: Met, talks: int, visits: int) -> None:
    began = met.cleared + doings.some(2, 9) * DAY
    found = doings.left_of(began, doings.chance.one(0.7, 1.3))
    until = min(found, doings.world.end)
    _number_taken_and_used(doings, met, began)
    quiet = began + int(doings.chance.one(0.3, 0.5) * (until - began))
    for when in doings.spread(began + DAY, quiet, talks):
        at = doings.duty(met.staff, when)
        if doings.perhaps(0.4):
            doings.text(met.staff, met.nominal, at)
        else:
            doings.ring(met.staff, met.nominal, at, doings.chance.one(15, 700), coming=doings.perhaps(0.15))
    for when in doings.spread(began + 3 * DAY, until, visits):
        doings.drop_in(met.staff, met.nominal, when, minutes=(25, 80), away=(5, 60))
    words = "Messages and visits from an officer that were not about the report."
    doings.allegation(met.staff, found, met.nominal, words)
    doings.truth.subject(met.staff, met.nominal, CASE, began, found)


def _number_taken_and_used(doings: Doings, met: Met, began: int) -> None:
    """The number is searched and texted within the hour; the record is opened again over the weeks."""
    first = doings.duty(met.staff, began)
    doings.look_up(met.staff, met.nominal, first, by_number=doings.perhaps(0.5), search=True)
    words = "Hi, it is your local officer. Saving you my number, message any time x"
    doings.text(met.staff, met.nominal, first + doings.some(4, 30) * MINUTE, words)
    for when in doings.spread(began, began + 60 * DAY, doings.some(3, 7)):
        doings.look_up(met.staff, met.nominal, doings.duty(met.staff, when))
