"""Case 3: a response officer returns alone the next day, and then goes on coming, two or three times a week."""

from upstander.simulation.arrays import DAY, NOTHING
from upstander.simulation.doings import Doings

CASE, EARLY_TRACE = "3", True


def happen(doings: Doings) -> bool:
    """A minor report, a solo return, presence while on duty without a task for the rest of the days."""
    met = doings.met(
        ("constable",),
        ("criminal_damage", "anti_social_behaviour", "suspicious_activity", "theft", "harassment"),
        last=0.4,
    )
    if met is None:
        return False
    minutes = doings.chance.one(50, 110)
    back = doings.free(met.staff, met.cleared + DAY // 2, minutes)
    doings.visit(met.staff, met.nominal, back, minutes)
    if doings.perhaps(0.6):
        doings.sent(met.staff, met.incident, back, minutes, "self")
    doings.look_up(met.staff, met.nominal, doings.duty(met.staff, met.cleared + DAY), incident=met.incident)
    began = met.cleared + doings.some(6, 18) * DAY
    for when in doings.spread(began, began + 20 * DAY, doings.some(2, 7)):
        doings.ring(
            met.staff, met.nominal, doings.duty(met.staff, when), doings.chance.one(40, 800), coming=doings.perhaps(0.3)
        )
    gap = doings.chance.one(2.2, 4.5) * DAY
    when = float(began)
    while when < doings.world.end:
        doings.drop_in(met.staff, met.nominal, when, minutes=(14, 55), away=(8, 70))
        when += gap * doings.chance.one(0.6, 1.4)
    _in_crisis(doings, met.staff, met.nominal, began)
    doings.truth.subject(met.staff, met.nominal, CASE, began)
    return True


def _in_crisis(doings: Doings, staff: int, nominal: int, began: int) -> None:
    """She is reported missing, or somebody worries for her; he turns up without being sent."""
    for when in doings.spread(doings.left_of(began, 0.3), doings.world.end, doings.some(1, 2)):
        at = doings.free(staff, when, 30, alone=False)
        if at == NOTHING:
            continue
        kind = "missing_person" if doings.perhaps(0.5) else "concern_for_safety"
        incident = doings.open_incident(
            kind,
            at - 2_700,
            [(nominal, "missing_person" if kind == "missing_person" else "other")],
            closed=at + DAY,
            grade="priority",
        )
        other = doings.colleague("constable")
        doings.sent(other, incident, at - 900, 70, "control")
        doings.sent(staff, incident, at, 30, "self")
        doings.visit(staff, nominal, at, 30)
        doings.log(
            other, incident, at + 1_900, "Colleague arrived and made himself known, says he knows the missing person."
        )
        doings.book.add(
            "vulnerabilities",
            nominal_id=nominal,
            factor="self_harm_suicide",
            recorded_at=at + 3_000,
            incident_id=incident,
        )
