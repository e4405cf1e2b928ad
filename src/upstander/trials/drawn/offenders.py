"""Offenders: staff of an ordinary force who turn to somebody they met, as they were drawn (see `choices.py`)."""

from collections.abc import Sequence

import numpy as np

from upstander.trials.drawn.acts import Acts
from upstander.trials.drawn.choices import PACES, ROLES, Choices, draw_choices
from upstander.trials.drawn.ground import DAY, HOUR, MINUTE, Ground, Meeting
from upstander.trials.drawn.truth import Person

ACTS = {"days": 9.0, "months": 18.0, "a year": 30.0}  # median acts towards one person, at intensity 1
LATEST = {"days": 0.75, "months": 0.5, "a year": 0.2}  # how far into the records the meeting may lie
PLAIN_WORDS = (
    "Hello, it is the officer from the other day. Just checking you are ok",
    "Are you in this afternoon?",
    "I will try you again later",
    "How did it go yesterday?",
)
WARM_WORDS = (  # no more explicit than the sources
    "Lovely to talk to you. X",
    "Have you got my messages",
    "You are really nice, I have enjoyed talking to you",
    "Coffee one day? Just us",
    "Best not to mention you have my number",
    "Thinking of you. Night X",
)
REPLIES = ("X", "Ok", "I am not sure", "Who is this?", "Not today please")
REPORTS = {
    "partner agency": "Support worker reports that a client is in touch with a member of staff outside work.",
    "colleague": "Seems closer to somebody met at work than the work needs.",
}


def offend(acts: Acts, staff_id: str, choices: Choices) -> Person | None:
    """Writes what one offender does; None where their own work offers nobody to meet in this way in time."""
    met = _affected(acts, staff_id, choices)
    if not met:
        return None
    acts.begin()
    first = min(meeting.at for meeting in met)
    length = int(acts.draws.uniform(*PACES[choices.pace]) * DAY)
    knew_at = _found_out(acts, choices, first, length)
    until = min(acts.ground.end, knew_at or acts.ground.end)
    done = [at for meeting in met for at in _towards(acts, staff_id, choices, meeting, (length, until))]
    if not done:
        return None
    if knew_at:
        _known(acts, staff_id, choices, met[0].nominal_id, knew_at)
    return Person(
        staff_id=staff_id,
        kind="offender",
        choices=choices.facts(),
        affected=tuple(meeting.nominal_id for meeting in met),
        began_at=min(done),
        force_knew_at=knew_at,
        acts=len(done),
        traces=acts.traces,
    )


def draw_offender(acts: Acts, taken: set[str]) -> Person | None:
    """Draws a role, somebody of that role, and everything else; None where that somebody cannot offend so."""
    ground, draws = acts.ground, acts.draws
    free = {name: ground.with_no_part(roles, taken) for name, roles in ROLES.items()}
    roles = [name for name, staff in free.items() if staff]
    role = roles[int(draws.integers(len(roles)))]
    staff_id = free[role][int(draws.integers(len(free[role])))]
    return offend(acts, staff_id, draw_choices(draws, role, ways_of(ground, staff_id)))


def ways_of(ground: Ground, staff_id: str) -> list[str]:
    """How somebody meets people: what their records show, and the beat for who goes out."""
    ways = sorted({meeting.way for meeting in ground.met.get(staff_id, ())})
    return [*ways, "neighbourhood"] if ground.bookings.get(staff_id) or not ways else ways


def _affected(acts: Acts, staff_id: str, choices: Choices) -> list[Meeting]:
    """The first occasion with each person, somewhere in the part of the records that leaves time for the rest."""
    ground, draws = acts.ground, acts.draws
    latest = ground.begin + int(LATEST[choices.pace] * (ground.end - ground.begin))
    if choices.way == "neighbourhood":
        people = draws.choice(len(ground.adults), choices.people, replace=False)
        moments = draws.integers(ground.begin, latest, choices.people)
        return [Meeting("neighbourhood", ground.adults[p], int(at)) for p, at in zip(people, moments, strict=True)]
    met = [m for m in ground.met[staff_id] if m.way == choices.way and m.at < latest]
    chosen: dict[str, Meeting] = {}
    for place in draws.permutation(len(met)):
        chosen.setdefault(met[place].nominal_id, met[place])
    return list(chosen.values())[: choices.people]


def _found_out(acts: Acts, choices: Choices, first: int, length: int) -> int | None:
    if choices.found_out == "nothing":
        return None
    at = first + int(length * acts.draws.uniform(0.3, 1.1)) + int(acts.draws.uniform(2, 15) * DAY)
    return at if at < acts.ground.end else None


def _known(acts: Acts, staff_id: str, choices: Choices, nominal: str, at: int) -> None:
    named = nominal if acts.chance(0.7) else None
    if choices.found_out == "partner agency":
        acts.write("intelligence", received_at=at, staff_id=staff_id, nominal_id=named, source="partner_agency",
                   grading="B2C", text=REPORTS["partner agency"])  # fmt: skip
        return
    source = "public" if choices.found_out == "complaint" else "colleague"
    categories = ("abuse_of_position_sexual", "discreditable_conduct", "system_misuse", "other")
    category = str(acts.draws.choice(categories, p=[0.4, 0.3, 0.2, 0.1]))
    words = REPORTS["colleague"] if source == "colleague" else None
    acts.write("complaints", staff_id=staff_id, nominal_id=named, received_at=at, source=source, category=category,
               summary=words)  # fmt: skip


def _towards(acts: Acts, staff_id: str, choices: Choices, met: Meeting, time: tuple[int, int]) -> list[int]:
    """Everything done towards one person; returns when, whether or not it left a record."""
    length, until = time
    count = max(3, int(acts.draws.poisson(ACTS[choices.pace] * choices.intensity)))
    begin = met.at + int(acts.draws.uniform(0.1, 3) * DAY)
    moments = np.sort(begin + (acts.draws.random(count) * length).astype(np.int64))
    done = _in_custody(acts, staff_id, met) if met.way == "custody" else []
    done += _keeps_the_work(acts, staff_id, met, until) if met.way == "call" and acts.chance(0.4) else []
    for at in moments.tolist():
        if at < until and (when := _one_act(acts, staff_id, choices, met, (at, until))) is not None:
            done.append(when)
    if choices.declares and done:
        acts.write("declarations", staff_id=staff_id, kind="contact_from_public", nominal_id=met.nominal_id,
                   declared_at=min(until - MINUTE, min(done) + 5 * DAY), text="Rang me about the case.")  # fmt: skip
    return done


def _one_act(acts: Acts, staff_id: str, choices: Choices, met: Meeting, time: tuple[int, int]) -> int | None:
    kinds: Sequence[str] = ["talk"] * 2 * (choices.channel not in ("only presence", "only look-ups"))
    kinds = [*kinds, *["presence"] * choices.presence, *["look"] * choices.looks]
    kind = kinds[int(acts.draws.integers(len(kinds)))]
    if kind == "look":
        return _looks(acts, staff_id, choices, met, time)
    if kind == "presence":
        return _goes_there(acts, staff_id, choices, met, time)
    return _talks(acts, staff_id, choices, met, time)


def _looks(acts: Acts, staff_id: str, choices: Choices, met: Meeting, time: tuple[int, int]) -> int | None:
    at = acts.on_duty(staff_id, *time)
    if at is None:
        return None
    by = "address" if "address or number only" in choices.care else str(acts.draws.choice(["record", "record", "name"]))
    cover = (
        acts.ground.colleagues_case(staff_id, met.nominal_id, at)
        if "colleagues' work as cover" in choices.care
        else None
    )
    named = cover or (met.incident_id if acts.chance(0.3) else None)
    reason = "investigation" if cover or acts.chance(0.2) else None
    acts.look_up(staff_id, met.nominal_id, at, by=by, incident=named, reason=reason)
    return at


def _goes_there(acts: Acts, staff_id: str, choices: Choices, met: Meeting, time: tuple[int, int]) -> int | None:
    """In a vehicle of the force, or off duty in their own, which leaves nothing."""
    if "off duty" in choices.care and acts.chance(0.8):
        return acts.off_duty(staff_id, *time)
    metres = float(acts.draws.uniform(150, 400)) if "parks away" in choices.care else 20.0
    minutes = float(np.clip(25 * np.exp(acts.draws.normal(0, 0.5)), 6, 70))
    stood = acts.stay(staff_id, met.nominal_id, *time, minutes=minutes, metres=metres, alone="alone" in choices.care)
    if stood is None:
        return None if acts.ground.bookings.get(staff_id) else acts.off_duty(staff_id, *time)
    if "writes own log" in choices.care and met.incident_id and acts.chance(0.6):
        acts.sent(staff_id, met.incident_id, stood, "self")
        acts.log(staff_id, met.incident_id, stood[1] + 5 * MINUTE, "Welfare visit, all in order.")
    return stood[0]


def _talks(acts: Acts, staff_id: str, choices: Choices, met: Meeting, time: tuple[int, int]) -> int | None:
    find = acts.off_duty if "off duty" in choices.care and acts.chance(0.8) else acts.on_duty
    at = find(staff_id, *time)
    if at is None or choices.channel == "own handset":
        return at  # the force holds nothing of it
    direction = "in" if acts.chance(choices.incoming) else "out"
    words = str(acts.draws.choice(REPLIES if direction == "in" else WARM_WORDS if acts.chance(0.4) else PLAIN_WORDS))
    if choices.channel == "messages":
        channel = str(acts.draws.choice(["sms", "email", "teams"], p=[0.6, 0.3, 0.1]))
        acts.message(staff_id, met.nominal_id, at, words, direction=direction, channel=channel)
    elif direction == "in" and staff_id not in acts.ground.handset:
        acts.rings_in(staff_id, met.nominal_id, at, met.incident_id)
    elif acts.chance(0.6):
        acts.call(staff_id, met.nominal_id, at, direction, answered=True if direction == "in" else None)
    else:
        acts.text(staff_id, met.nominal_id, at, words, direction=direction)
    return at


def _in_custody(acts: Acts, staff_id: str, met: Meeting) -> list[int]:
    """Goes back to the cell in the hours after they met, and stays longer than a check takes."""
    done = []
    for into in np.sort(acts.draws.uniform(0.3, 7, int(acts.draws.integers(1, 6)))).tolist():
        at = met.at + int(into * HOUR)
        if met.custody_id and any(s <= at <= e for s, e in acts.ground.duty.get(staff_id, ())):
            length = int(acts.draws.uniform(4, 20) * MINUTE)
            kind = str(acts.draws.choice(["cell_check", "drug_test", "meal", "escort"], p=[0.6, 0.1, 0.2, 0.1]))
            acts.with_detainee(staff_id, met.nominal_id, met.custody_id, (at, at + length), kind)
            done.append(at)
    return done


def _keeps_the_work(acts: Acts, staff_id: str, met: Meeting, until: int) -> list[int]:
    """Holds a call over for their own next shift, rings back, and closes it."""
    again = acts.on_duty(staff_id, met.at + 6 * HOUR, until)
    if met.incident_id is None or again is None:
        return []
    role = "radio_operator" if acts.ground.role[staff_id] == "radio_operator" else "call_handler"
    incident, person = met.incident_id, met.nominal_id
    acts.log(staff_id, incident, met.at + 20 * MINUTE, "To be held over until I am next on shift.", person)
    acts.assign(staff_id, incident, role, (again, again + 4 * HOUR))
    acts.log(staff_id, incident, again, "Rung back, update given.", person)
    acts.log(staff_id, incident, again + 3 * HOUR, "Caller content, log to be closed.", person)
    return [again]
