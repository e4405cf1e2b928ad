"""Look-ups that look like curiosity and are work."""

import numpy as np

from upstander.simulation.arrays import DAY, HOUR, MINUTE, NOTHING
from upstander.simulation.clock import FIRST
from upstander.simulation.doings import Doings
from upstander.simulation.incidents import KIND

ANY_CRIME = ("assault", "domestic_abuse", "burglary", "harassment", "theft", "criminal_damage")
EVERYTHING = tuple(KIND)


def desk_officer_with_a_regular_caller(doings: Doings) -> bool:
    """One person rings the enquiry desk every week or so, and often gets the same officer."""
    staff, nominal = doings.colleague("enquiry_desk_officer"), doings.stranger()
    number = int(doings.world.public.number[nominal])
    for when in doings.spread(FIRST, doings.world.end, doings.some(8, 16)):
        at = doings.duty(staff, when)
        if at != NOTHING:
            doings.book.add(
                "public_calls", staff_id=staff, other_number=number, nominal_id=nominal, start_at=at,
                line="enquiry_desk",
                duration_s=doings.some(90, 500), recorded=False,
            )  # fmt: skip
            doings.look_up(staff, nominal, at + doings.some(10, 80), search=True)
    doings.truth.look_alike(staff, "desk_officer_with_a_regular_caller", nominal)
    return True


def supervisor_reviewing(doings: Doings) -> bool:
    """A sergeant reads every case of one officer whose work is being reviewed."""
    sergeant = doings.colleague("sergeant")
    team = np.flatnonzero(doings.world.force.supervisor == sergeant)
    cases = np.flatnonzero(np.isin(doings.world.incidents.owner, team) & (doings.world.incidents.reported > FIRST))
    for incident in cases[:: max(1, len(cases) // 25)].tolist():
        reported = int(doings.world.incidents.reported[incident])
        for _ in range(doings.some(1, 3)):
            at = doings.duty(sergeant, reported + doings.chance.one(0.5, 6) * DAY)
            doings.look_up(
                sergeant, int(doings.world.incidents.person[incident]), at, incident=incident, reason="case review"
            )
    doings.truth.look_alike(sergeant, "supervisor_reviewing")
    return True


def analyst_on_a_problem_profile(doings: Doings) -> bool:
    """Asked for a profile of one problem, an analyst reads about everybody in it, many times."""
    analyst, sergeant = doings.colleague("analyst"), doings.colleague("sergeant")
    start = doings.left_of(FIRST, doings.chance.one(0.02, 0.6))
    people = [doings.stranger() for _ in range(doings.some(20, 45))]
    end = start + doings.some(20, 45) * DAY
    incident = doings.open_incident("problem_profile", start, [(p, "other") for p in people], closed=end)
    doings.assign(analyst, incident, "investigator", start + HOUR, NOTHING if end > doings.world.end else end)
    doings.log(sergeant, incident, start + HOUR // 2, "Profile commissioned, analyst assigned.")
    for when in doings.spread(start, end, doings.some(150, 320)):
        nominal = people[doings.some(0, len(people) - 1)]
        doings.look_up(
            analyst,
            nominal,
            doings.duty(analyst, when),
            incident=incident if doings.perhaps(0.6) else NOTHING,
            search=doings.perhaps(0.3),
        )
    doings.truth.look_alike(analyst, "analyst_on_a_problem_profile")
    return True


def wrong_person_of_that_name(doings: Doings) -> bool:
    """Looking for one of a common name, an officer opens several before the right one."""
    met = doings.met(("constable", "detective"), ANY_CRIME, last=0.9)
    if met is None:
        return False
    public = doings.world.public
    same = np.flatnonzero((public.surname == public.surname[met.nominal]) & (np.arange(len(public)) != met.nominal))
    at = doings.duty(met.staff, met.cleared)
    for nominal in same[: doings.some(2, 5)].tolist():
        doings.look_up(met.staff, nominal, at, search=True, meant=met.nominal)
        at += doings.some(10, 55) if at != NOTHING else 0
    doings.look_up(met.staff, met.nominal, at, incident=met.incident)
    doings.truth.look_alike(met.staff, "wrong_person_of_that_name")
    return True


def big_news(doings: Doings) -> bool:
    """After a death that everybody speaks of, many read the record once; few give a reason, and it ends in days."""
    deaths = np.flatnonzero(
        (doings.world.incidents.sort == KIND["sudden_death"]) & (doings.world.incidents.reported > FIRST)
    )
    if not len(deaths):
        return False
    incident = doings.chance.any_of(deaths)
    nominal, start = int(doings.world.incidents.person[incident]), int(doings.world.incidents.reported[incident])
    doings.used_people.add(nominal)
    readers = doings.chance.draws.permutation(len(doings.world.force))[: max(8, len(doings.world.force) // 12)]
    for staff in readers.tolist():
        at = doings.duty(staff, start + doings.chance.one(0.2, 2.5) * DAY)
        doings.look_up(
            staff, nominal, at, incident=incident if doings.perhaps(0.4) else NOTHING, search=doings.perhaps(0.5)
        )
    doings.truth.look_alike(int(readers[0]), "big_news", nominal)
    return True


def court_preparation(doings: Doings) -> bool:
    """A closed case comes to court: the file is built, the witness is rung, weeks after the closing."""
    met = doings.met(("constable", "detective"), ("assault", "domestic_abuse", "burglary", "public_order"), last=0.4)
    if met is None:
        return False
    closed = int(doings.world.incidents.closed[met.incident])
    start = max(closed, met.cleared) + doings.some(10, 30) * DAY
    file = doings.open_incident("court_file", start, [(met.nominal, "witness")], closed=start + 40 * DAY)
    doings.assign(met.staff, file, "officer_in_case", start)
    for when in doings.spread(start + DAY, start + 35 * DAY, doings.some(6, 14)):
        doings.look_up(met.staff, met.nominal, doings.duty(met.staff, when), incident=file, reason="court file")
    for when in doings.spread(start + 2 * DAY, start + 35 * DAY, doings.some(2, 5)):
        doings.ring(met.staff, met.nominal, doings.duty(met.staff, when), doings.some(40, 500))
    doings.truth.look_alike(met.staff, "court_preparation", met.nominal)
    return True


def new_incident_after_the_old(doings: Doings) -> bool:
    """The same person rings again; the officer who knows them is sent again."""
    met = doings.met(("constable", "neighbourhood_officer"), (*ANY_CRIME, "neighbour_dispute"), last=0.5)
    if met is None:
        return False
    at = doings.free(met.staff, met.cleared + doings.some(20, 50) * DAY, 40, alone=False)
    if at == NOTHING:
        return False
    incident = doings.open_incident(
        "harassment", at - 3_000, [(met.nominal, "victim")], closed=at + 12 * DAY, grade="priority"
    )
    doings.sent(met.staff, incident, at, 40, "control")
    doings.visit(met.staff, met.nominal, at, 40)
    doings.assign(met.staff, incident, "officer_in_case", at, at + 12 * DAY)
    doings.look_up(met.staff, met.nominal, at - 400, incident=incident)
    for when in doings.spread(at + DAY, at + 10 * DAY, doings.some(3, 7)):
        doings.ring(met.staff, met.nominal, doings.duty(met.staff, when), doings.some(30, 400))
        doings.look_up(met.staff, met.nominal, doings.duty(met.staff, when), incident=incident)
    doings.truth.look_alike(met.staff, "new_incident_after_the_old", met.nominal)
    return True


def logged_call_back(doings: Doings) -> bool:
    """A number is searched and then rung: the log asked for it."""
    met = doings.met(("constable", "pcso", "neighbourhood_officer"), ANY_CRIME, last=0.9)
    if met is None:
        return False
    handler = doings.colleague("call_handler")
    rang = doings.duty(handler, met.cleared + DAY)
    back = doings.duty(met.staff, rang + HOUR if rang != NOTHING else doings.world.end)
    if back == NOTHING:
        return False
    doings.log(handler, met.incident, rang, "Caller rang for an update, asks that the officer rings back.")
    doings.look_up(met.staff, met.nominal, back, incident=met.incident, by_number=True)
    doings.ring(met.staff, met.nominal, back + 3 * MINUTE, doings.some(60, 400))
    doings.log(met.staff, met.incident, back + 15 * MINUTE, "Victim updated.")
    doings.truth.look_alike(met.staff, "logged_call_back", met.nominal)
    return True


def risk_assessment_of_a_family(doings: Doings) -> bool:
    """An open domestic matter: everybody around the victim is checked, and the incident is named each time."""
    met = doings.met(("constable", "detective"), ("domestic_abuse",), last=0.8)
    if met is None:
        return False
    doings.assign(met.staff, met.incident, "investigator", met.cleared, met.cleared + 12 * DAY)
    family = [doings.stranger(near=met.nominal) for _ in range(doings.some(3, 6))]
    for person in family:
        doings.book.add(
            "involvements", incident_id=met.incident, nominal_id=person, role="relative", from_at=met.cleared
        )
        at = doings.duty(met.staff, met.cleared + doings.chance.one(0, 6) * DAY)
        doings.look_up(
            met.staff, person, at, incident=met.incident, search=doings.perhaps(0.5), reason="risk assessment"
        )
    doings.truth.look_alike(met.staff, "risk_assessment_of_a_family", met.nominal)
    return True


def conference_about_people_at_risk(doings: Doings) -> bool:
    """A safeguarding officer reads about thirty vulnerable people in two days: the agencies meet on Thursday."""
    staff = doings.colleague("safeguarding_officer")
    at = doings.duty(staff, doings.left_of(FIRST, doings.chance.one(0.05, 0.9)))
    if at == NOTHING:
        return False
    people = [doings.stranger() for _ in range(doings.some(18, 34))]
    incident = doings.open_incident("marac_meeting", at - HOUR, [(p, "victim") for p in people], closed=at + 5 * DAY)
    doings.assign(staff, incident, "investigator", at - HOUR, at + 5 * DAY)
    for person in people:
        for _ in range(doings.some(1, 3)):
            seen = doings.duty(staff, at + doings.chance.one(0, 2) * DAY)
            doings.look_up(staff, person, seen, incident=incident, reason="MARAC")
    doings.truth.look_alike(staff, "conference_about_people_at_risk")
    return True


def missing_person_search(doings: Doings) -> bool:
    """For one night an officer reads about the missing person's friends."""
    met = doings.met(("constable", "detective"), ("missing_person",), last=0.95)
    if met is None:
        return False
    for person in [doings.stranger(near=met.nominal) for _ in range(doings.some(6, 12))]:
        doings.book.add("involvements", incident_id=met.incident, nominal_id=person, role="other", from_at=met.arrived)
        doings.look_up(met.staff, person, met.cleared + doings.some(2, 60) * MINUTE, incident=met.incident, search=True)
    doings.truth.look_alike(met.staff, "missing_person_search", met.nominal)
    return True


def relative_declared_and_authorised(doings: Doings) -> bool:
    """Somebody the officer knows is in a case; it was declared first, and the sergeant agreed."""
    met = doings.met(("constable", "detective"), ANY_CRIME, last=0.8)
    if met is None:
        return False
    at = doings.duty(met.staff, met.cleared + DAY)
    if at == NOTHING:
        return False
    doings.declare(
        met.staff,
        at - HOUR,
        "known_nominal",
        met.nominal,
        "An old neighbour of mine; sergeant told, agreed that I finish the statement.",
    )
    doings.assign(met.staff, met.incident, "investigator", at - HOUR, at + 9 * DAY)
    for when in doings.spread(at, at + 8 * DAY, doings.some(2, 4)):
        doings.look_up(met.staff, met.nominal, doings.duty(met.staff, when), incident=met.incident)
    doings.truth.look_alike(met.staff, "relative_declared_and_authorised", met.nominal)
    return True


def same_surname_no_relation(doings: Doings) -> bool:
    """An officer attends somebody of the same surname: a common one, and no relation."""
    met = doings.met(("constable", "detective", "pcso", "neighbourhood_officer"), EVERYTHING, last=0.97, namesake=True)
    if met is None:
        return False
    for when in doings.spread(met.cleared, met.cleared + 6 * DAY, 3):
        doings.look_up(met.staff, met.nominal, doings.duty(met.staff, when), incident=met.incident)
    doings.truth.look_alike(met.staff, "same_surname_no_relation", met.nominal)
    return True


STORIES = (
    desk_officer_with_a_regular_caller,
    supervisor_reviewing,
    analyst_on_a_problem_profile,
    wrong_person_of_that_name,
    big_news,
    court_preparation,
    new_incident_after_the_old,
    logged_call_back,
    risk_assessment_of_a_family,
    conference_about_people_at_risk,
    missing_person_search,
    relative_declared_and_authorised,
    same_surname_no_relation,
)
