"""Ways of handling a case that look like keeping it for oneself, and were agreed."""

import numpy as np

from upstander.simulation.arrays import DAY, HOUR, MINUTE, NOTHING
from upstander.simulation.clock import FIRST
from upstander.simulation.doings import Doings


def kept_for_continuity(doings: Doings) -> bool:
    """A frightened caller stays with the same operator for two shifts: the supervisor wrote that it should be so."""
    staff = doings.colleague("radio_operator", handset=True)
    nominal = doings.stranger()
    start = doings.duty(staff, doings.left_of(FIRST, doings.chance.one(0.05, 0.85)))
    again = doings.duty(staff, start + DAY) if start != NOTHING else NOTHING
    if again == NOTHING:
        return False
    incident = doings.open_incident("concern_for_safety", start, [(nominal, "caller")], closed=again + 3 * HOUR)
    supervisor = int(doings.world.force.supervisor[staff])
    doings.assign(staff, incident, "radio_operator", start + 300, again + 3 * HOUR)
    doings.log(supervisor, incident, start + HOUR, "Continuity of care: to stay with the same operator, agreed.")
    for at in (start + 20 * MINUTE, again + 10 * MINUTE, again + 2 * HOUR):
        doings.ring(staff, nominal, at, doings.some(120, 700))
        doings.log(staff, incident, at + 15 * MINUTE, "Spoken to caller, all in order at present.")
    doings.log(supervisor, incident, again + 3 * HOUR, "Reviewed and closed.")
    doings.truth.look_alike(staff, "kept_for_continuity", nominal)
    return True


def victim_with_a_plan(doings: Doings) -> bool:
    """Far more service than the grade suggests: there is a plan for this victim."""
    met = doings.met(
        ("pcso", "neighbourhood_officer"), ("harassment", "neighbour_dispute", "anti_social_behaviour"), last=0.5
    )
    if met is None:
        return False
    sergeant = int(doings.world.force.supervisor[met.staff])
    start, end = met.cleared + 2 * DAY, met.cleared + doings.some(40, 80) * DAY
    plan = doings.open_incident("repeat_victim_plan", start, [(met.nominal, "victim")], closed=end)
    doings.assign(met.staff, plan, "neighbourhood", start, NOTHING if end > doings.world.end else end)
    doings.log(sergeant, plan, start + 600, "Weekly visit and call, same officer.")
    doings.book.add(
        "vulnerabilities", nominal_id=met.nominal, factor="repeat_victim", recorded_at=start, incident_id=plan
    )
    for when in np.arange(start, min(end, doings.world.end), 7 * DAY).tolist():
        minutes = doings.chance.one(20, 50)
        at = doings.free(met.staff, when, minutes)
        doings.visit(met.staff, met.nominal, at, minutes)
        doings.sent(met.staff, plan, at, minutes)
        talk = doings.duty(met.staff, when + 3 * DAY)
        doings.ring(met.staff, met.nominal, talk, doings.some(60, 500))
        doings.look_up(met.staff, met.nominal, talk, incident=plan)
    doings.truth.look_alike(met.staff, "victim_with_a_plan", met.nominal)
    return True


def withdrawn_with_reason(doings: Doings) -> bool:
    """A domestic case closes within a day: the victim withdrew, the sergeant spoke to her and wrote why."""
    staff = doings.colleague("constable")
    at = doings.free(staff, doings.left_of(FIRST, doings.chance.one(0.05, 0.9)), 60, alone=False)
    if at == NOTHING:
        return False
    nominal = doings.stranger()
    incident = doings.open_incident(
        "domestic_abuse", at - 900, [(nominal, "victim")], closed=at + 20 * HOUR, grade="emergency"
    )
    doings.sent(staff, incident, at, 60, "control")
    doings.visit(staff, nominal, at, 60)
    doings.assign(staff, incident, "officer_in_case", at, at + 20 * HOUR)
    doings.log(
        int(doings.world.force.supervisor[staff]),
        incident,
        at + 19 * HOUR,
        "Spoke to the victim myself. Withdrawn; prosecutors agree no further action.",
    )
    doings.truth.look_alike(staff, "withdrawn_with_reason", nominal)
    return True


def constant_observation(doings: Doings) -> bool:
    """A detainee at risk is watched without a break; the stays at the door are long because they must be."""
    table = doings.book.table("custody_contacts")
    rows = np.flatnonzero(np.isin(table["staff_id"], doings.world.force.of_role("detention_officer")))
    if not len(rows):
        return False
    row = doings.chance.any_of(rows)
    staff, period, nominal, at = (int(table[n][row]) for n in ("staff_id", "custody_id", "nominal_id", "start_at"))
    doings.book.add(
        "custody_contacts", custody_id=period, nominal_id=nominal, staff_id=staff, kind="medical", start_at=at + 60,
        end_at=at + 11 * MINUTE,
    )  # fmt: skip
    for nth in range(doings.some(3, 6)):
        start = at + 12 * MINUTE + nth * 50 * MINUTE
        doings.book.add(
            "custody_contacts", custody_id=period, nominal_id=nominal, staff_id=staff, kind="cell_check",
            start_at=start, end_at=start + doings.some(25, 48) * MINUTE,
        )  # fmt: skip
    doings.book.add("vulnerabilities", nominal_id=nominal, factor="self_harm_suicide", recorded_at=at - 60)
    doings.truth.look_alike(staff, "constant_observation", nominal)
    return True


STORIES = (kept_for_continuity, victim_with_a_plan, withdrawn_with_reason, constant_observation)
