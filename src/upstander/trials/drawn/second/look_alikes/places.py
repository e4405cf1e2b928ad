"""Look-alikes that a place explains: a beat, an estate, a hall, a high street, the homes that a duty leads to."""

from upstander.trials.drawn.ground import DAY, HOUR, MINUTE, Meeting
from upstander.trials.drawn.innocent_work import moments, reads, rings, somebody, visits
from upstander.trials.drawn.second.doings import LaterActs
from upstander.trials.drawn.second.look_alikes.how import (
    GOES_OUT,
    How,
    Told,
    distinct,
    free_mates,
    in_records,
    names_a_place,
    townspeople,
)
from upstander.trials.drawn.tracks import away

STREET = 1800  # micro-degrees north: about 200 metres


def lives_on_the_beat(acts: LaterActs, staff_id: str, how: How) -> Told:
    """Lives among those they police: meals at home, and neighbours who come to the door with what troubles them.

    They moved there lately, and often the force has only the address of before.
    """
    met = somebody(acts, staff_id, "incident", "case")
    if met is None:
        return ()
    home = away(acts.draws, *acts.ground.home[met.nominal_id], 90)
    if acts.chance(how.recorded):
        acts.write("staff_addresses", staff_id=staff_id, lat=home[0], lon=home[1], from_at=acts.ground.begin - 9 * DAY)
    span = (in_records(acts, 0, 0.2), 100.0)
    visits(acts, staff_id, met.nominal_id, span, count=14 * how.amount, incident=None, recorded=0, place=home)
    told = [met.nominal_id]
    for nominal in acts.around.near(home, STREET)[:4]:
        visits(acts, staff_id, nominal, span, count=1.2 * how.amount, incident=None, recorded=0)
        reads(acts, staff_id, nominal, span, count=1, incident=None)
        told.append(nominal)
    return distinct(told)


def problem_estate(acts: LaterActs, staff_id: str, how: How) -> Told:
    """A month of going round one estate every day because of what happens there; the log names the place alone."""
    centre = acts.ground.home[townspeople(acts, 1)[0]]
    residents = acts.around.near(centre, STREET)[:10]
    begin = in_records(acts, 0.05, 0.6)
    incident = names_a_place(acts, "anti_social_behaviour", centre, (begin, begin + 35 * DAY))
    told = []
    for nominal in residents:
        span = (begin, 30.0)
        done = visits(acts, staff_id, nominal, span, count=3 * how.amount, incident=incident, recorded=how.recorded)
        reads(acts, staff_id, nominal, span, count=1, incident=incident)
        if acts.chance(0.3):
            rings(acts, staff_id, nominal, span, 1)
        told += [nominal] * bool(done)
    return distinct(told)


def event_rota(acts: LaterActs, staff_id: str, how: How) -> Told:
    """Every Saturday for a season on the green where things are held, close to where people live whom they know."""
    met = somebody(acts, staff_id, "incident", "case")
    if met is None:
        return ()
    green = away(acts.draws, *acts.ground.home[met.nominal_id], 60)
    rota = [staff_id, *free_mates(acts, staff_id, how)[:2]]
    begin = in_records(acts, 0.02, 0.3)
    incident = names_a_place(acts, "patrol_plan", green, (begin, begin + 90 * DAY))
    seen = []
    for week in range(how.often(10)):
        for one in rota:
            at = begin + week * 7 * DAY
            stood = acts.stay(one, met.nominal_id, at, acts.ground.end, minutes=float(acts.draws.uniform(60, 140)),
                              place=green)  # fmt: skip
            if stood and acts.chance(how.recorded / 2):
                acts.sent(one, incident, stood, "supervisor")
            seen += [one] * bool(stood)
    return (met.nominal_id,) if staff_id in seen else ()


def doorways_at_night(acts: LaterActs, staff_id: str, how: How) -> Told:
    """On nights they try the doors of the same few shops; above the shops people live."""
    nights = [b for b in acts.ground.bookings.get(staff_id, ()) if b.start % DAY >= 20 * HOUR or b.start % DAY < HOUR]
    met = somebody(acts, staff_id, "incident", latest=0.9)
    if met is None or len(nights) < 5:
        return ()
    above = [met.nominal_id, *acts.around.near(acts.ground.home[met.nominal_id], 4 * STREET)[:4]]
    for booking in nights[: how.often(14)]:
        for nominal in acts.draws.permutation(above)[:3].tolist():
            acts.stay(staff_id, nominal, booking.start, booking.end, minutes=float(acts.draws.uniform(4, 9)))
    return distinct(above)


def firearms_licensing(acts: LaterActs, staff_id: str, how: How) -> Told:
    """Goes to see each who holds a certificate: a look-up, a call or two, an hour at home, and on to the next."""
    told = []
    for nominal in townspeople(acts, how.often(14)):
        at = in_records(acts, 0.02, 0.9)
        incident = None
        if acts.chance(how.recorded):
            incident = acts.open_incident("advice", nominal, (at, at + 20 * DAY))
            acts.assign(staff_id, incident, "officer_in_case", (at, at + 20 * DAY))
        reads(acts, staff_id, nominal, (at, 3), count=2, incident=incident)
        rings(acts, staff_id, nominal, (at + DAY, 8), 1.5, incoming=0.3)
        visits(acts, staff_id, nominal, (at + 2 * DAY, 12), count=1, incident=incident, recorded=how.recorded)
        told.append(nominal)
    return distinct(told)


def lost_property(acts: LaterActs, staff_id: str, how: How) -> Told:
    """Finds out whose it is by name or number, rings, and takes it round on the way; nothing is an incident."""
    told = []
    for nominal in townspeople(acts, how.often(12)):
        when = acts.on_duty(staff_id, in_records(acts, 0.02, 0.9), acts.ground.end - 9 * DAY)
        if when is None:
            continue
        reason = "found property" if acts.chance(how.recorded / 2) else None
        acts.look_up(staff_id, nominal, when, by=str(acts.draws.choice(["name", "address"])), reason=reason)
        for attempt in range(int(acts.draws.integers(1, 4))):
            acts.call(staff_id, nominal, when + (4 + 50 * attempt) * MINUTE)
        if acts.chance(0.5):
            acts.stay(staff_id, nominal, when, when + 9 * DAY, minutes=float(acts.draws.uniform(4, 12)))
        told.append(nominal)
    return distinct(told)


def school_liaison(acts: LaterActs, staff_id: str, how: How) -> Told:
    """Half the parents round a school know them: calls, visits and look-ups about this and that, all year."""
    schools = acts.around.places.get("school", ())
    if not schools:
        return ()
    school = schools[int(acts.draws.integers(len(schools)))]
    parents = acts.around.near(school, 6 * STREET)
    if not parents:
        return ()
    for week in range(how.often(12)):
        acts.stands(staff_id, school, (in_records(acts, 0, 0.1) + week * 7 * DAY, acts.ground.end), minutes=35.0)
    told = []
    for place in acts.draws.permutation(len(parents))[: how.often(9)].tolist():
        span = (in_records(acts, 0.02, 0.6), 60.0)
        rings(acts, staff_id, parents[place], span, 2.5, incoming=0.5)
        reads(acts, staff_id, parents[place], span, count=2, incident=None)
        visits(acts, staff_id, parents[place], span, count=0.8, incident=None, recorded=0)
        told.append(parents[place])
    return distinct(told)


def declared_youth_scheme(acts: LaterActs, staff_id: str, how: How) -> Told:
    """Leads an evening that the force knows of, and rings the two adults who help there, at all hours."""
    clubs = acts.around.places.get("youth_club") or acts.around.places.get("school") or []
    if not clubs:
        return ()
    acts.write("declarations", staff_id=staff_id, kind="youth_scheme", text="Leads the cadets on Tuesdays.",
               declared_at=acts.ground.begin - 200 * DAY)  # fmt: skip
    begin = in_records(acts, 0, 0.15)
    for week in range(how.often(14)):
        acts.stands(staff_id, clubs[0], (begin + week * 7 * DAY, acts.ground.end), minutes=80.0)
    helpers = townspeople(acts, 2)
    for nominal in helpers:
        for at in moments(acts, begin, 100, 9 * how.amount):
            if when := acts.off_duty(staff_id, at, acts.ground.end):
                acts.call(staff_id, nominal, when, "in" if acts.chance(0.5) else "out")
    return distinct(helpers)


def delivers_papers(acts: LaterActs, staff_id: str, how: How) -> Told:
    """Serves summonses: calls again and again at homes where nobody opens, some of them of people they know."""
    told = []
    for number, nominal in enumerate(townspeople(acts, how.often(8))):
        known = somebody(acts, staff_id, "incident", "case", latest=0.8) if number < 2 else None
        met = known or Meeting("case", nominal, in_records(acts, 0.02, 0.8))
        done = visits(acts, staff_id, met.nominal_id, (met.at + 3 * DAY, 18), count=3.5, incident=met.incident_id,
                      recorded=how.recorded / 2)  # fmt: skip
        told += [met.nominal_id] * bool(done)
    return distinct(told)


KINDS = {
    "lives on the beat": (lives_on_the_beat, ("neighbourhood_officer", "pcso", "constable")),
    "problem estate": (problem_estate, ("neighbourhood_officer", "pcso", "constable")),
    "event rota": (event_rota, GOES_OUT),
    "doorways at night": (doorways_at_night, ("constable", "special_constable", "neighbourhood_officer", "sergeant")),
    "firearms licensing": (firearms_licensing, ("constable", "pcso", "neighbourhood_officer")),
    "lost property": (lost_property, ("pcso", "enquiry_desk_officer", "neighbourhood_officer", "special_constable")),
    "school liaison": (school_liaison, ("schools_officer", "pcso", "neighbourhood_officer")),
    "declared youth scheme": (declared_youth_scheme, ("pcso", "schools_officer", "neighbourhood_officer")),
    "delivers papers": (delivers_papers, ("pcso", "constable", "neighbourhood_officer")),
}
