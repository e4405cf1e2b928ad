"""Calls and texts that look like too much and are due."""

from upstander.simulation.arrays import DAY, HOUR, MINUTE, NOTHING
from upstander.simulation.clock import FIRST
from upstander.simulation.doings import Doings

AT_HOME = ("domestic_abuse", "assault", "burglary", "harassment")


def long_family_liaison(doings: Doings) -> bool:
    """A liaison officer stays with a bereaved family for months: many calls, many visits, all assigned."""
    staff = doings.colleague("family_liaison_officer", handset=True)
    nominal = doings.stranger()
    start = doings.left_of(FIRST, doings.chance.one(0.02, 0.25))
    incident = doings.open_incident("sudden_death", start - 2 * DAY, [(nominal, "relative")], grade="priority")
    doings.assign(staff, incident, "victim_liaison", start)
    for when in doings.spread(start, doings.world.end, doings.some(25, 55)):
        doings.ring(staff, nominal, doings.duty(staff, when), doings.some(60, 1_500), coming=doings.perhaps(0.35))
        if doings.perhaps(0.4):
            doings.look_up(staff, nominal, doings.duty(staff, when), incident=incident)
    for when in doings.spread(start, doings.world.end, doings.some(6, 12)):
        at = doings.free(staff, when, 70)
        doings.visit(staff, nominal, at, 70)
        doings.sent(staff, incident, at, 70)
    doings.truth.look_alike(staff, "long_family_liaison", nominal)
    return True


def long_safeguarding(doings: Doings) -> bool:
    """A domestic abuse officer and one victim, for as long as the risk lasts."""
    staff = doings.colleague("safeguarding_officer", handset=True)
    met = doings.met(("constable",), ("domestic_abuse",), last=0.3)
    if met is None:
        return False
    doings.used_staff.discard(met.staff)
    start = doings.duty(staff, met.cleared + DAY)
    doings.assign(staff, met.incident, "investigator", start)
    for when in doings.spread(start, doings.world.end, doings.some(25, 60)):
        at = doings.duty(staff, when)
        doings.ring(staff, met.nominal, at, doings.some(0, 900), coming=doings.perhaps(0.3))
        doings.look_up(staff, met.nominal, doings.duty(staff, at if at != NOTHING else when), incident=met.incident)
    doings.truth.look_alike(staff, "long_safeguarding", met.nominal)
    return True


def aftercare_due(doings: Doings) -> bool:
    """Calls a week and a month after the closing, as the supervisor wrote into the log."""
    met = doings.met(("constable", "pcso", "neighbourhood_officer"), AT_HOME, last=0.4)
    if met is None:
        return False
    closed = max(int(doings.world.incidents.closed[met.incident]), met.cleared)
    supervisor = int(doings.world.force.supervisor[met.staff])
    doings.log(supervisor, met.incident, closed - 5 * MINUTE, "Aftercare calls by the same officer at 7 and 28 days.")
    doings.assign(met.staff, met.incident, "victim_liaison", closed - 5 * MINUTE, closed + 32 * DAY)
    for days in (7, 28):
        at = doings.duty(met.staff, closed + days * DAY)
        doings.look_up(met.staff, met.nominal, at, incident=met.incident)
        doings.ring(met.staff, met.nominal, at + 5 * MINUTE if at != NOTHING else at, doings.some(60, 400))
    doings.truth.look_alike(met.staff, "aftercare_due", met.nominal)
    return True


def calls_on_overtime(doings: Doings) -> bool:
    """Calls outside planned hours, inside overtime that was booked."""
    met = doings.met(("constable", "detective"), AT_HOME, last=0.8)
    if met is None:
        return False
    doings.assign(met.staff, met.incident, "investigator", met.cleared, met.cleared + 25 * DAY)
    for when in doings.spread(met.cleared + DAY, met.cleared + 20 * DAY, doings.some(3, 5)):
        at = doings.off_duty(met.staff, when)
        if at != NOTHING:
            doings.book.add("shifts", staff_id=met.staff, start_at=at - HOUR, end_at=at + 2 * HOUR, kind="overtime")
            doings.ring(met.staff, met.nominal, at, doings.some(60, 600))
            doings.look_up(met.staff, met.nominal, at - 4 * MINUTE, incident=met.incident)
    doings.truth.look_alike(met.staff, "calls_on_overtime", met.nominal)
    return True


def voicemail_to_many(doings: Doings) -> bool:
    """One evening of ringing round: dozens of calls of seconds, each to somebody else."""
    staff, sergeant = doings.colleague("pcso", "neighbourhood_officer", handset=True), doings.colleague("sergeant")
    at = doings.duty(staff, doings.left_of(FIRST, doings.chance.one(0.05, 0.9)))
    if at == NOTHING:
        return False
    people = [doings.stranger() for _ in range(doings.some(25, 50))]
    incident = doings.open_incident(
        "appeal_for_witnesses", at - DAY, [(p, "witness") for p in people], closed=at + 8 * DAY
    )
    doings.assign(staff, incident, "investigator", at - DAY + HOUR)
    doings.log(sergeant, incident, at - DAY + HOUR, "Everybody on the list to be rung.")
    for person in people:
        doings.ring(staff, person, at, doings.chance.one(0, 28) if doings.perhaps(0.75) else doings.some(60, 300))
        at += doings.some(40, 400)
    doings.truth.look_alike(staff, "voicemail_to_many")
    return True


def contact_that_ends_with_the_case(doings: Doings) -> bool:
    """Much contact while a case is open, none when it is closed."""
    met = doings.met(("constable", "detective"), AT_HOME, last=0.4)
    if met is None:
        return False
    until = met.cleared + doings.some(15, 30) * DAY
    doings.assign(met.staff, met.incident, "investigator", met.cleared, until)
    for when in doings.spread(met.cleared, until, doings.some(10, 18)):
        at = doings.duty(met.staff, when)
        if at < until:
            doings.ring(met.staff, met.nominal, at, doings.some(20, 500), coming=doings.perhaps(0.3))
            doings.look_up(met.staff, met.nominal, at - 200, incident=met.incident)
    doings.truth.look_alike(met.staff, "contact_that_ends_with_the_case", met.nominal)
    return True


def reassurance_list(doings: Doings) -> bool:
    """A survey of vulnerable victims, each rung once or twice; the sergeant gave out the list."""
    staff, sergeant = doings.colleague("pcso", "neighbourhood_officer", handset=True), doings.colleague("sergeant")
    start = doings.left_of(FIRST, doings.chance.one(0.05, 0.7))
    people = [doings.stranger() for _ in range(doings.some(30, 60))]
    incident = doings.open_incident(
        "reassurance_survey", start, [(p, "victim") for p in people], closed=start + 25 * DAY
    )
    doings.assign(staff, incident, "neighbourhood", start + HOUR, start + 25 * DAY)
    doings.log(sergeant, incident, start + HOUR, "List of victims to be rung for the survey.")
    for person in people:
        at = doings.duty(staff, start + doings.chance.one(0.2, 22) * DAY)
        if at != NOTHING and at < start + 25 * DAY:
            doings.look_up(staff, person, at, incident=incident)
            doings.ring(staff, person, at + 100, doings.some(0, 420))
    doings.truth.look_alike(staff, "reassurance_list")
    return True


def poor_recording_in_general(doings: Doings) -> bool:
    """One who helps everybody and writes down little: many people, a call and a look-up each."""
    staff = doings.colleague("constable", "pcso", "neighbourhood_officer", handset=True)
    for when in doings.spread(FIRST, doings.world.end, doings.some(25, 60)):
        person, at = doings.stranger(), doings.duty(staff, when)
        doings.look_up(staff, person, at)
        for _ in range(doings.some(0, 2)):
            doings.ring(staff, person, at + doings.some(2, 90) * MINUTE if at != NOTHING else at, doings.some(0, 300))
    doings.truth.look_alike(staff, "poor_recording_in_general")
    return True


def handover_that_nobody_wrote_down(doings: Doings) -> bool:
    """A colleague on leave asks for help: for two weeks another rings, reads and calls round, and nothing says why."""
    met = doings.met(("constable", "neighbourhood_officer"), (*AT_HOME, "neighbour_dispute"), last=0.8)
    if met is None:
        return False
    helper = doings.colleague("constable", "neighbourhood_officer", handset=True)
    start = met.cleared + doings.some(3, 10) * DAY
    for when in doings.spread(start, start + 14 * DAY, doings.some(3, 6)):
        at = doings.duty(helper, when)
        doings.look_up(helper, met.nominal, at)
        doings.ring(helper, met.nominal, at + 4 * MINUTE if at != NOTHING else at, doings.some(30, 400))
    at = doings.free(helper, start + 4 * DAY, 30)
    doings.visit(helper, met.nominal, at, 30)
    doings.truth.look_alike(helper, "handover_that_nobody_wrote_down", met.nominal)
    return True


def extraction_before_the_calls(doings: Doings) -> bool:
    """A handset was read out in March, for training; the calls on its bill that it lacks came in April."""
    met = doings.met(("constable", "detective"), AT_HOME, last=0.6)
    if met is None:
        return False
    doings.assign(met.staff, met.incident, "investigator", met.cleared)
    number = int(doings.world.public.number[met.nominal])
    first = doings.duty(met.staff, met.cleared + DAY)
    if first == NOTHING:
        return False
    doings.ring(met.staff, met.nominal, first, 80)
    doings.book.add(
        "device_extractions", device_id=int(doings.world.force.phone[met.staff]), extracted_at=first + 2 * DAY,
        kind="call",
        direction="out", other_number=number, at=first,
    )  # fmt: skip
    for when in doings.spread(first + 3 * DAY, first + 20 * DAY, doings.some(4, 9)):
        doings.ring(met.staff, met.nominal, doings.duty(met.staff, when), doings.some(20, 300))
    doings.truth.look_alike(met.staff, "extraction_before_the_calls", met.nominal)
    return True


def contact_that_was_permitted(doings: Doings) -> bool:
    """Told to keep away, but for one visit with the sergeant to hand back property; then the instruction ended."""
    met = doings.met(("constable", "neighbourhood_officer"), AT_HOME, last=0.6)
    if met is None:
        return False
    told = met.cleared + doings.some(5, 15) * DAY
    doings.instruct(
        met.staff,
        told,
        "no_contact",
        "No contact except to return property with the sergeant present.",
        nominal=met.nominal,
        until=told + 14 * DAY,
    )
    at = doings.free(met.staff, told + 2 * DAY, 15, alone=False)
    doings.sent(met.staff, met.incident, at, 15, "supervisor")
    doings.sent(int(doings.world.force.supervisor[met.staff]), met.incident, at, 15, "self")
    doings.visit(met.staff, met.nominal, at, 15)
    doings.truth.look_alike(met.staff, "contact_that_was_permitted", met.nominal)
    return True


STORIES = (
    long_family_liaison,
    long_safeguarding,
    aftercare_due,
    calls_on_overtime,
    voicemail_to_many,
    contact_that_ends_with_the_case,
    reassurance_list,
    poor_recording_in_general,
    handover_that_nobody_wrote_down,
    extraction_before_the_calls,
    contact_that_was_permitted,
)
