"""Look-alikes: innocent work that leaves much of what an offender's acts leave, drawn from choices of its own.

How much of it is on record varies (`recorded`): an innocent person's work is written down by others mostly, not always.
"""

from collections.abc import Callable

from upstander.trials.drawn.acts import Acts
from upstander.trials.drawn.ground import DAY, HOUR, MINUTE, Meeting
from upstander.trials.drawn.innocent_work import agreed, anybody, moments, reads, rings, somebody, visits
from upstander.trials.drawn.tracks import away
from upstander.trials.drawn.truth import Person

GOES_OUT = ("constable", "pcso", "neighbourhood_officer", "special_constable", "schools_officer")
CASES = ("constable", "detective", "safeguarding_officer", "family_liaison_officer", "neighbourhood_officer", "pcso")
CUSTODY = ("custody_officer", "detention_officer")
ANSWERS = ("call_handler", "enquiry_desk_officer", "radio_operator")
SOME = {"little": 0.5, "usual": 1.0, "much": 2.0}  # how much of it there is
Told = tuple[str, ...]  # the people of the public it is about
Tell = Callable[[Acts, str, float, float], Told]  # of staff, with how much, and which share is on record


def draw_look_alike(acts: Acts, kind: str, taken: set[str]) -> Person | None:
    """Draws who it is and how; None where nobody free could be it, or they met nobody in time."""
    tell, roles = KINDS[kind]
    free = acts.ground.with_no_part(roles, taken)
    if not free:
        return None
    staff_id = free[int(acts.draws.integers(len(free)))]
    amount = str(acts.draws.choice(list(SOME)))
    recorded = float(acts.draws.choice([0.4, 0.7, 0.95]))
    acts.begin()
    people = tell(acts, staff_id, SOME[amount], recorded)
    choices: dict[str, object] = {"role": acts.ground.role[staff_id], "amount": amount, "recorded": recorded}
    return Person(staff_id, kind, choices, people, None, traces=acts.traces) if people else None


def family_liaison(acts: Acts, staff_id: str, amount: float, recorded: float) -> Told:
    """Weeks of calls and visits to a family after a death."""
    met = anybody(acts)
    incident = agreed(acts, staff_id, met, "sudden_death", "victim_liaison", days=70)
    rings(acts, staff_id, met.nominal_id, (met.at, 60), 14 * amount, incoming=0.4)
    visits(acts, staff_id, met.nominal_id, (met.at, 50), count=5 * amount, incident=incident, recorded=recorded)
    reads(acts, staff_id, met.nominal_id, (met.at, 60), count=9 * amount, incident=incident)
    return (met.nominal_id,)


def repeat_victim_plan(acts: Acts, staff_id: str, amount: float, recorded: float) -> Told:
    """Weekly visits to somebody who has been a victim again and again, agreed with a sergeant."""
    met = somebody(acts, staff_id, "incident", "case") or anybody(acts)
    incident = agreed(acts, staff_id, met, "repeat_victim_plan", "neighbourhood", days=60)
    visits(acts, staff_id, met.nominal_id, (met.at, 56), count=7 * amount, incident=incident, recorded=recorded)
    rings(acts, staff_id, met.nominal_id, (met.at, 56), 4 * amount)
    return (met.nominal_id,)


def missing_person(acts: Acts, staff_id: str, amount: float, recorded: float) -> Told:
    """Days of calls to a family and stops at their home, and look-ups day and night."""
    met = anybody(acts, 0.8)
    incident = agreed(acts, staff_id, met, "missing_person", "officer_in_case", days=5)
    rings(acts, staff_id, met.nominal_id, (met.at, 4), 9 * amount, incoming=0.4)
    visits(acts, staff_id, met.nominal_id, (met.at, 4), count=3 * amount, incident=incident, recorded=recorded)
    reads(acts, staff_id, met.nominal_id, (met.at, 4), count=10 * amount, incident=incident)
    return (met.nominal_id,)


def court_preparation(acts: Acts, staff_id: str, amount: float, _recorded: float) -> Told:
    """Calls and look-ups months after the case closed, because it comes to court."""
    met = somebody(acts, staff_id, "case", "incident", latest=0.4)
    if met is None:
        return ()
    later = Meeting(met.way, met.nominal_id, met.at + 40 * DAY)
    incident = agreed(acts, staff_id, later, "court_file", "officer_in_case", days=50)
    rings(acts, staff_id, met.nominal_id, (later.at, 45), 8 * amount)
    reads(acts, staff_id, met.nominal_id, (later.at, 45), count=14 * amount, incident=incident)
    return (met.nominal_id,)


def shared_vehicle(acts: Acts, staff_id: str, amount: float, _recorded: float) -> Told:
    """The vehicle they booked stands where a colleague works, whom the keys log does not name."""
    met = somebody(acts, staff_id, "incident", "case")
    mates = [s for s, team in acts.ground.team.items() if team == acts.ground.team[staff_id] and s != staff_id]
    if met is None or not mates:
        return ()
    colleague = mates[int(acts.draws.integers(len(mates)))]
    incident = agreed(acts, colleague, met, "repeat_victim_plan", "neighbourhood", days=60)
    for stood in visits(acts, staff_id, met.nominal_id, (met.at, 50), count=6 * amount, incident=None, recorded=0):
        acts.sent(colleague, incident, stood, "control")
    return (met.nominal_id,)


def own_home_near(acts: Acts, staff_id: str, amount: float, _recorded: float) -> Told:
    """Meals at home, in a street where somebody lives whom they once met."""
    met = somebody(acts, staff_id, "incident", "case")
    if met is None:
        return ()
    lat, lon = away(acts.draws, *acts.ground.home[met.nominal_id], 70)
    acts.write("staff_addresses", staff_id=staff_id, lat=lat, lon=lon, from_at=acts.ground.begin - 30 * DAY)
    visits(
        acts, staff_id, met.nominal_id, (met.at, 100), count=12 * amount, incident=None, recorded=0, place=(lat, lon)
    )
    return (met.nominal_id,)


def word_of_mouth(acts: Acts, staff_id: str, amount: float, recorded: float) -> Told:
    """For some weeks they do a colleague's work with somebody, and nobody writes the hand-over down."""
    met = anybody(acts, 0.7)
    mates = [s for s, team in acts.ground.team.items() if team == acts.ground.team[staff_id] and s != staff_id]
    if not mates:
        return ()
    colleague = mates[int(acts.draws.integers(len(mates)))]
    incident = agreed(acts, colleague, met, "harassment", "officer_in_case", days=40)
    reads(acts, staff_id, met.nominal_id, (met.at, 20), count=5 * amount, incident=incident)
    rings(acts, staff_id, met.nominal_id, (met.at, 20), 3 * amount)
    visits(acts, staff_id, met.nominal_id, (met.at, 20), count=1.2 * amount, incident=incident, recorded=recorded)
    return (met.nominal_id,)


def visits_a_neighbour(acts: Acts, staff_id: str, amount: float, recorded: float) -> Told:
    """A plan for the house next door to somebody they once met."""
    met = somebody(acts, staff_id, "incident", "case")
    if met is None:
        return ()
    other = anybody(acts)
    acts.ground.home[other.nominal_id] = away(acts.draws, *acts.ground.home[met.nominal_id], 18)
    lat, lon = acts.ground.home[other.nominal_id]
    acts.write("nominal_addresses", nominal_id=other.nominal_id, lat=lat, lon=lon, from_at=acts.ground.begin)
    incident = agreed(
        acts, staff_id, Meeting("case", other.nominal_id, met.at), "patrol_plan", "neighbourhood", days=60
    )
    visits(acts, staff_id, other.nominal_id, (met.at, 50), count=7 * amount, incident=incident, recorded=recorded)
    return (met.nominal_id, other.nominal_id)


def big_news(acts: Acts, staff_id: str, amount: float, _recorded: float) -> Told:
    """Everybody reads about it; this one reads again and again."""
    met = anybody(acts, 0.8)
    incident = acts.open_incident("sudden_death", met.nominal_id, (met.at, met.at + 9 * DAY))
    readers = acts.draws.choice(sorted(acts.ground.role), min(12, len(acts.ground.role)), replace=False)
    for reader in readers.tolist():
        reads(acts, reader, met.nominal_id, (met.at, 3), count=1.5, incident=incident)
    reads(acts, staff_id, met.nominal_id, (met.at, 6), count=6 * amount, incident=incident)
    return (met.nominal_id,)


def continuity(acts: Acts, staff_id: str, amount: float, _recorded: float) -> Told:
    """Control sends the one who knows the caller, again and again."""
    met = somebody(acts, staff_id, "incident") or anybody(acts)
    for at in moments(acts, met.at, 90, 7 * amount):
        incident = acts.open_incident("concern_for_safety", met.nominal_id, (at, at + 2 * DAY))
        stood = acts.stay(staff_id, met.nominal_id, at, acts.ground.end, minutes=float(acts.draws.uniform(20, 70)))
        if stood:
            acts.sent(staff_id, incident, stood, "control")
            acts.look_up(staff_id, met.nominal_id, stood[0] - 10 * MINUTE, incident=incident, reason="attending")
            acts.log(staff_id, incident, stood[1] + 10 * MINUTE, "Attended, safe and well.")
    return (met.nominal_id,)


def detainee_on_watch(acts: Acts, staff_id: str, amount: float, _recorded: float) -> Told:
    """Long stays at a cell door because the detainee must not be left alone."""
    met = somebody(acts, staff_id, "custody", latest=0.9)
    if met is None or met.custody_id is None:
        return ()
    for hour in range(int(4 * amount) + 1):
        at = met.at + hour * HOUR
        if any(s <= at <= e for s, e in acts.ground.duty.get(staff_id, ())):
            long = at + int(acts.draws.uniform(20, 50) * MINUTE)
            acts.with_detainee(staff_id, met.nominal_id, met.custody_id, (at, long), "cell_check")
    return (met.nominal_id,)


def busy_enthusiast(acts: Acts, staff_id: str, amount: float, _recorded: float) -> Told:
    """Does three times what others do, for many people, all of it in open cases of their own."""
    told = []
    for _ in range(int(6 * amount) + 2):
        met = somebody(acts, staff_id, "case", "incident", latest=0.8)
        if met is None:
            return ()
        incident = agreed(acts, staff_id, met, "harassment", "officer_in_case", days=40)
        reads(acts, staff_id, met.nominal_id, (met.at, 30), count=12, incident=incident)
        rings(acts, staff_id, met.nominal_id, (met.at, 30), 7)
        told.append(met.nominal_id)
    return tuple(dict.fromkeys(told))


def part_timer(acts: Acts, staff_id: str, amount: float, _recorded: float) -> Told:
    """Works hours that the roster does not show: calls about their own cases outside any shift."""
    met = somebody(acts, staff_id, "case", "incident")
    if met is None:
        return ()
    agreed(acts, staff_id, met, "theft", "officer_in_case", days=50)
    for at in moments(acts, met.at, 45, 9 * amount):
        if when := acts.off_duty(staff_id, at, acts.ground.end):
            acts.call(staff_id, met.nominal_id, when)
    return (met.nominal_id,)


def poor_recorder(acts: Acts, staff_id: str, amount: float, recorded: float) -> Told:
    """Looks in on several people they have dealt with, once or twice each, and writes half of it down."""
    told = []
    for _ in range(int(5 * amount) + 2):
        met = somebody(acts, staff_id, "incident", "case", latest=0.8)
        if met is None:
            return ()
        visits(
            acts,
            staff_id,
            met.nominal_id,
            (met.at + DAY, 25),
            count=1.3,
            incident=met.incident_id,
            recorded=recorded / 2,
        )
        reads(acts, staff_id, met.nominal_id, (met.at + DAY, 25), count=1.5, incident=None)
        told.append(met.nominal_id)
    return tuple(dict.fromkeys(told))


def bereaved_caller(acts: Acts, staff_id: str, amount: float, _recorded: float) -> Told:
    """Somebody who has lost a relative rings one officer far more often than the case needs."""
    met = anybody(acts)
    agreed(acts, staff_id, met, "sudden_death", "officer_in_case", days=30)
    rings(acts, staff_id, met.nominal_id, (met.at, 80), 20 * amount, incoming=0.85)
    return (met.nominal_id,)


def never_answers(acts: Acts, staff_id: str, amount: float, _recorded: float) -> Told:
    """A victim whose statement is due never picks up: many short calls, all one way."""
    met = somebody(acts, staff_id, "case", "incident", latest=0.8)
    if met is None:
        return ()
    agreed(acts, staff_id, met, "assault", "officer_in_case", days=30)
    for at in moments(acts, met.at, 25, 12 * amount):
        if (when := acts.on_duty(staff_id, at, acts.ground.end)) is not None:
            acts.call(staff_id, met.nominal_id, when, answered=False)
    return (met.nominal_id,)


def declared_friend(acts: Acts, staff_id: str, amount: float, _recorded: float) -> Told:
    """A friend from before, of whom the force was told, rung with the work handset at all hours."""
    met = anybody(acts, 0.2)
    acts.write("declarations", staff_id=staff_id, kind="known_nominal", nominal_id=met.nominal_id,
               declared_at=acts.ground.begin - 60 * DAY, text="Friend since school.")  # fmt: skip
    for at in moments(acts, met.at, 120, 18 * amount):
        if when := acts.off_duty(staff_id, at, acts.ground.end):
            acts.call(staff_id, met.nominal_id, when, "in" if acts.chance(0.5) else "out")
    return (met.nominal_id,)


def regular_caller(acts: Acts, staff_id: str, amount: float, _recorded: float) -> Told:
    """Rings the force every few days and asks for the one who knows what it is about."""
    met = somebody(acts, staff_id, "call")
    if met is None:
        return ()
    for at in moments(acts, met.at, 80, 12 * amount):
        if (when := acts.on_duty(staff_id, at, acts.ground.end)) is not None:
            acts.rings_in(staff_id, met.nominal_id, when, met.incident_id, "101")
            later = when + 20_000_000
            reason = "call from the public"
            acts.look_up(staff_id, met.nominal_id, later, by="name", incident=met.incident_id, reason=reason)
    return (met.nominal_id,)


KINDS: dict[str, tuple[Tell, tuple[str, ...]]] = {
    "family liaison": (family_liaison, ("family_liaison_officer", "detective", "constable")),
    "repeat victim plan": (repeat_victim_plan, GOES_OUT),
    "missing person": (missing_person, ("constable", "detective")),
    "court preparation": (court_preparation, CASES),
    "shared vehicle": (shared_vehicle, GOES_OUT),
    "own home near by": (own_home_near, GOES_OUT),
    "word-of-mouth work": (word_of_mouth, CASES),
    "visits a neighbour": (visits_a_neighbour, GOES_OUT),
    "big news": (big_news, (*CASES, *ANSWERS, "sergeant")),
    "continuity": (continuity, GOES_OUT),
    "detainee on watch": (detainee_on_watch, CUSTODY),
    "busy enthusiast": (busy_enthusiast, CASES),
    "part-timer": (part_timer, CASES),
    "poor recorder": (poor_recorder, GOES_OUT),
    "bereaved caller": (bereaved_caller, CASES),
    "never answers": (never_answers, CASES),
    "declared friend": (declared_friend, (*CASES, "sergeant")),
    "regular caller": (regular_caller, ANSWERS),
}
