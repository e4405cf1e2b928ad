"""Case 10: after a domestic incident is handed over, a terminal keeps coming near the address; half is declared."""

from upstander.simulation.arrays import DAY, MINUTE
from upstander.simulation.cast import Met
from upstander.simulation.doings import Doings

CASE, EARLY_TRACE = "10", True


def happen(doings: Doings) -> bool:
    """Stops within weeks, a declaration of the first meeting only, an instruction, and one stop more."""
    met = doings.met(("constable", "neighbourhood_officer"), ("domestic_abuse", "harassment"), last=0.75)
    if met is None:
        return False
    _handed_over(doings, met)
    began = met.cleared + doings.some(3, 8) * DAY
    told = began + doings.some(14, 26) * DAY
    for when in doings.spread(began, told, doings.some(4, 7)):
        doings.drop_in(met.staff, met.nominal, when, minutes=(20, 75), away=(10, 90))
    doings.look_up(met.staff, met.nominal, doings.duty(met.staff, began + DAY))
    words = "Met once for a game of chess; told her it could not go on."
    doings.declare(met.staff, told, "contact_from_public", met.nominal, words)
    words = "Not to contact her again under any circumstances."
    doings.instruct(met.staff, told + 3_600, "no_contact", words, nominal=met.nominal)
    if doings.perhaps(0.6):
        later = told + doings.some(3, 15) * DAY
        doings.drop_in(met.staff, met.nominal, later, minutes=(15, 45), away=(10, 90))
    doings.truth.subject(met.staff, met.nominal, CASE, began, told)
    return True


def _handed_over(doings: Doings, met: Met) -> None:
    """The officer who attended writes down that she is vulnerable; within days safeguarding has the case."""
    written = met.cleared + doings.some(10, 60) * MINUTE
    doings.book.add(
        "vulnerabilities",
        nominal_id=met.nominal,
        factor="domestic_abuse",
        recorded_at=written,
        incident_id=met.incident,
    )
    safeguarding = doings.colleague("safeguarding_officer")
    passed = doings.duty(safeguarding, met.cleared + DAY)
    doings.assign(safeguarding, met.incident, "investigator", passed if passed > 0 else met.cleared + DAY)
