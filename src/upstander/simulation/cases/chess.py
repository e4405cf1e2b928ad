"""Case 10: after a domestic incident is handed over, a terminal keeps coming near the address; half is declared."""

from upstander.simulation.arrays import DAY
from upstander.simulation.doings import Doings

CASE, EARLY_TRACE = "10", True


def happen(doings: Doings) -> bool:
    """Stops within weeks, a declaration of the first meeting only, an instruction, and one stop more."""
    met = doings.met(("constable", "neighbourhood_officer"), ("domestic_abuse", "harassment"), last=0.75)
    if met is None:
        return False
    doings.book.add(
        "vulnerabilities",
        nominal_id=met.nominal,
        factor="domestic_abuse",
        recorded_at=met.cleared + 1_800,
        incident_id=met.incident,
    )
    safeguarding = doings.colleague("safeguarding_officer")
    passed = doings.duty(safeguarding, met.cleared + DAY)
    doings.assign(safeguarding, met.incident, "investigator", passed if passed > 0 else met.cleared + DAY)
    began = met.cleared + doings.some(3, 8) * DAY
    told = began + doings.some(14, 26) * DAY
    for when in doings.spread(began, told, doings.some(4, 7)):
        minutes = doings.chance.one(20, 75)
        doings.visit(
            met.staff, met.nominal, doings.free(met.staff, when, minutes), minutes, away=doings.chance.one(10, 90)
        )
    doings.look_up(met.staff, met.nominal, doings.duty(met.staff, began + DAY))
    doings.declare(
        met.staff,
        told,
        "contact_from_public",
        met.nominal,
        "Met once for a game of chess; told her it could not go on.",
    )
    doings.instruct(
        met.staff, told + 3_600, "no_contact", "Not to contact her again under any circumstances.", nominal=met.nominal
    )
    if doings.perhaps(0.6):
        minutes = doings.chance.one(15, 45)
        later = told + doings.some(3, 15) * DAY
        doings.visit(
            met.staff, met.nominal, doings.free(met.staff, later, minutes), minutes, away=doings.chance.one(10, 90)
        )
    doings.truth.subject(met.staff, met.nominal, CASE, began, told)
    return True
