"""Offenders of the second generation: who they are, over what time they act, and what the force comes to know."""

import numpy as np

from upstander.trials.drawn.ground import DAY, MINUTE, Meeting
from upstander.trials.drawn.second.choices import PACES, ROLES, Choices, Offender, draw_choices
from upstander.trials.drawn.second.doings import LaterActs
from upstander.trials.drawn.second.excuses import prepares
from upstander.trials.drawn.second.meeting import first_act, meets, ways_of
from upstander.trials.drawn.second.towards import Time, in_the_cell, keeps_the_caller, looks, moments, one_act
from upstander.trials.drawn.truth import Person

ACTS = {"a few days": 7.0, "weeks": 12.0, "months": 19.0, "all the time": 26.0}  # median acts towards one person
FEW = 3.0  # acts towards each, where there are many
BRIEF = 8 * DAY  # and how long they take
OF_THE_MOVED = 0.2  # how often the offender is one of those who change posts
LIES_LOW = 30 * DAY  # after the force came to know
EARLIER = ("incivility", "sexual_conduct_colleague", "discreditable_conduct", "system_misuse", "other")
HEARD = {
    "partner agency": "A support service says that a client speaks of a member of staff as a friend.",
    "unsigned letter": "Letter without a name: somebody at the station is seeing people he met through work.",
    "supervisor": "Team says that they are often away from where they were sent.",
}
SOURCE = {"partner agency": "partner_agency", "unsigned letter": "crimestoppers", "supervisor": "supervisor"}


def draw_offender(acts: LaterActs, taken: set[str]) -> Person | None:
    """Draws a role, somebody of that role, and everything else; None where that somebody cannot offend so."""
    ground, draws = acts.around, acts.draws
    free = {name: ground.with_no_part(roles, taken) for name, roles in ROLES.items()}
    roles = [name for name, staff in free.items() if staff]
    role = roles[int(draws.integers(len(roles)))]
    those = free[role]
    if acts.chance(OF_THE_MOVED):
        those = [one for one in those if one in ground.moved] or those
    staff_id = those[int(draws.integers(len(those)))]
    choices = draw_choices(draws, role, ways_of(ground, staff_id))
    lender = "" if choices.name == "own" else _lender(acts, staff_id, choices, taken)
    person = None if lender is None else offend(acts, Offender(staff_id, choices, lender))
    if person and lender:
        taken.add(lender)
    return person


def offend(acts: LaterActs, who: Offender) -> Person | None:
    """Writes what one offender does; None where their work offers nobody to meet in this way in time."""
    choices = who.choices
    met = meets(acts, who.staff_id, choices)
    if not met:
        return None
    acts.begin()
    plans = _periods(acts, choices, met)
    knew_at = _found_out(acts, choices, plans)
    done = [at for meeting, plan in zip(met, plans, strict=True) for at in _towards(acts, who, meeting, plan, knew_at)]
    if not done:
        acts.abandon()
        return None
    _history(acts, who)
    if knew_at:
        _known(acts, who, met[0].nominal_id, knew_at)
    return Person(
        staff_id=who.staff_id,
        kind="offender",
        choices=choices.facts() | {"moved": who.staff_id in acts.around.moved, "lender": who.lender},
        affected=tuple(meeting.nominal_id for meeting in met),
        began_at=min(done),
        force_knew_at=knew_at,
        acts=len(done),
        traces=acts.traces,
    )


def _lender(acts: LaterActs, staff_id: str, choices: Choices, taken: set[str]) -> str | None:
    """A team-mate whose log-in or handset is at hand; None where there is none."""
    mates = [one for one in acts.around.mates(staff_id) if one not in taken]
    if choices.name == "colleague's handset":
        mates = [one for one in mates if one in acts.ground.handset]
    return mates[int(acts.draws.integers(len(mates)))] if mates else None


def _periods(acts: LaterActs, choices: Choices, met: list[Meeting]) -> list[tuple[int, int]]:
    """For each person when it begins and how long it lasts; one after another, or all as they are met."""
    plans: list[tuple[int, int]] = []
    for meeting in met:
        begin = first_act(acts, choices, meeting)
        length = int(acts.draws.uniform(*PACES[choices.pace]) * DAY)
        if choices.people == "many, briefly":
            length = min(length, BRIEF)
        if choices.people == "one after another":
            length = length * 2 // 3
            if plans:
                begin = max(begin, sum(plans[-1]) + int(acts.draws.uniform(2, 30) * DAY))
        plans.append((begin, length))
    return plans


def _towards(acts: LaterActs, who: Offender, met: Meeting, plan: Time, knew_at: int | None) -> list[int]:
    """Everything done towards one person; returns when, whether or not it left a record."""
    choices, (begin, length) = who.choices, plan
    until = knew_at if knew_at and choices.afterwards == "stops" else acts.ground.end
    if begin >= until:
        return []
    typical = FEW if choices.people == "many, briefly" else ACTS[choices.pace]
    count = max(2, int(acts.draws.poisson(typical * choices.intensity)))
    done = _first(acts, who, met, (begin, until))
    if choices.way == "looked up first":
        begin = max([begin, *done])  # nothing else before they know who it is
    for at in moments(acts.draws, choices.rhythm, begin, length, count):
        lies_low = choices.afterwards == "lies low" and knew_at and knew_at <= at < knew_at + LIES_LOW
        if at < until and not lies_low and (when := one_act(acts, who, met, (at, until))) is not None:
            done.append(when)
    if done:
        prepares(acts, who, met, begin)
        if choices.way == "scheme":
            _leads_a_scheme(acts, who.staff_id, (begin, until))
        _declares(acts, who, met, min(done))
    return done


def _first(acts: LaterActs, who: Offender, met: Meeting, time: Time) -> list[int]:
    """What belongs to the way they came upon the person, before anything else."""
    way, (begin, until) = who.choices.way, time
    if way == "custody":
        return in_the_cell(acts, who.staff_id, met)
    if way in ("call", "desk", "caller") and acts.chance(0.3):
        return keeps_the_caller(acts, who.staff_id, met, until)
    if way != "looked up first":
        return []
    starts = moments(acts.draws, "steady", begin, 3 * DAY, int(acts.draws.integers(1, 5)))
    found = [looks(acts, who, met, (at, until)) for at in starts]
    return [at for at in found if at is not None]


def _leads_a_scheme(acts: LaterActs, staff_id: str, time: tuple[int, int]) -> None:
    """Evenings at a youth club, declared or not. Whom they turn to is an adult who helps there."""
    if acts.chance(0.6):
        acts.write("declarations", staff_id=staff_id, kind="youth_scheme", text="Evening at the youth club.",
                   declared_at=acts.ground.begin - int(acts.draws.uniform(40, 500) * DAY))  # fmt: skip
    clubs = acts.around.places.get("youth_club") or acts.around.places.get("school")
    if clubs:
        club = clubs[int(acts.draws.integers(len(clubs)))]
        for week in range(8):
            if time[0] + week * 7 * DAY < time[1]:
                acts.stands(staff_id, club, (time[0] + week * 7 * DAY, time[1]), minutes=70.0)


def _declares(acts: LaterActs, who: Offender, met: Meeting, first: int) -> None:
    staff_id, choices = who.staff_id, who.choices
    if choices.declared == "nothing":
        return
    kind, words = ("contact_from_public", "Sent me a message, I did not answer.")
    if choices.declared == "as a friend":
        kind, words = "known_nominal", "Friend of the family."
    at = min(first + int(acts.draws.uniform(1, 12) * DAY), acts.ground.end - MINUTE)
    acts.write("declarations", staff_id=staff_id, kind=kind, nominal_id=met.nominal_id, declared_at=at, text=words)


def _found_out(acts: LaterActs, choices: Choices, plans: list[tuple[int, int]]) -> int | None:
    if choices.found_out == "nothing":
        return None
    begin, end = plans[0][0], max(begin + length for begin, length in plans)
    at = begin + int((end - begin) * acts.draws.uniform(0.3, 1.1)) + int(acts.draws.uniform(1, 15) * DAY)
    return at if at < acts.ground.end else None


def _known(acts: LaterActs, who: Offender, nominal: str, at: int) -> None:
    staff_id, choices = who.staff_id, who.choices
    named = nominal if acts.chance(0.6) else None
    if choices.found_out in HEARD:
        unsigned = choices.found_out == "unsigned letter"
        acts.write("intelligence", received_at=at, staff_id=None if unsigned and acts.chance(0.5) else staff_id,
                   nominal_id=None if unsigned else named, source=SOURCE[choices.found_out], grading="B2C",
                   text=HEARD[choices.found_out])  # fmt: skip
    else:
        categories = ("abuse_of_position_sexual", "discreditable_conduct", "incivility", "system_misuse", "other")
        acts.write("complaints", staff_id=staff_id, nominal_id=named, received_at=at,
                   source="public" if choices.found_out == "complaint" else "colleague",
                   category=str(acts.draws.choice(categories, p=[0.35, 0.25, 0.15, 0.15, 0.1])))  # fmt: skip
    told_at = at + int(acts.draws.uniform(0.2, 4) * DAY)
    if acts.chance(0.35) and told_at < acts.ground.end:
        acts.write("instructions", staff_id=staff_id, nominal_id=named, kind="no_contact", given_at=told_at)


def _history(acts: LaterActs, who: Offender) -> None:
    """Concerns of earlier years, which name nobody: on file, and no traces of what is done now."""
    for _ in range(who.choices.history):
        at = acts.ground.begin - int(acts.draws.uniform(60, 1800) * DAY)
        source = str(acts.draws.choice(["public", "colleague", "supervisor"]))
        acts.write("complaints", staff_id=who.staff_id, received_at=at, source=source,
                   category=str(acts.draws.choice(EARLIER, p=np.array([0.3, 0.15, 0.2, 0.15, 0.2]))))  # fmt: skip
