"""What an offender of the second generation does towards one person, act by act."""

from dataclasses import replace

import numpy as np

from upstander.trials.drawn.ground import DAY, HOUR, MINUTE, Meeting
from upstander.trials.drawn.second.choices import Offender
from upstander.trials.drawn.second.doings import OFF_THE_DESK, LaterActs
from upstander.trials.drawn.second.excuses import accounts_for, named_incident, typed_reason

PLAIN_WORDS = (
    "Hi, it is me from the station, how are things today?",
    "Did you get home all right?",
    "I am about later if you want a chat",
    "Any news?",
    "Give me a ring when you are free",
)
WARM_WORDS = (  # no more explicit than the sources
    "You made me smile today x",
    "Cannot stop thinking about our chat",
    "We could go for a drive when I finish, nobody would know",
    "Keep this between us please",
    "Have you got my messages? X",
    "You deserve somebody who looks after you",
)
REPLIES = ("Ok x", "Not sure about that", "Who gave you this number?", "Busy today sorry", "Thanks for before")
SHARED = ("park", "other", "hospital", "youth_club")
SHORT_RING = 0.75  # share of rings cut off before anybody answers
WORDS_HELD = 0.3  # how likely the force holds the words of a text
Time = tuple[int, int]  # from when, and until when


def moments(draws: np.random.Generator, rhythm: str, begin: int, length: int, count: int) -> list[int]:
    """When they act, in order."""
    part = draws.random(count)
    if rhythm == "bursts":
        middles = draws.random(max(1, count // 5))
        part = draws.choice(middles, count) + draws.normal(0, 1.2 * DAY / length, count)
    elif rhythm == "long pause":
        part = np.where(part < 0.5, part * 0.5, 0.75 + (part - 0.5) * 0.5)
    elif rhythm == "weekly":
        weeks = max(1, length // (7 * DAY))
        part = (draws.integers(0, weeks, count) + draws.normal(0.5, 0.06, count)) / weeks
    elif rhythm in ("grows", "fades"):
        part = np.sqrt(part) if rhythm == "grows" else part**2
    when: list[int] = np.sort(begin + (np.clip(part, 0, 1) * length).astype(np.int64)).tolist()
    return when


def one_act(acts: LaterActs, who: Offender, met: Meeting, time: Time) -> int | None:
    """One act of a kind that they drew; when it was, or None where they could not."""
    choices = who.choices
    kinds = ["talk"] * 2 * (choices.talk != "none")
    kinds += ["presence"] * (choices.presence != "none") + ["looks"] * (choices.looks != "none")
    kind = kinds[int(acts.draws.integers(len(kinds)))]
    if kind == "looks":
        return looks(acts, who, met, time)
    if kind == "presence":
        return _goes_there(acts, who, met, time)
    return _talks(acts, who, met, time)


def looks(acts: LaterActs, who: Offender, met: Meeting, time: Time) -> int | None:
    """A look-up, in their own name or under a colleague's log-in."""
    staff_id, choices = who.staff_id, who.choices
    if choices.name == "colleague's log-in":
        at = acts.together(staff_id, who.lender, *time)
        if at is not None:
            with acts.nameless():
                _look(acts, replace(who, staff_id=who.lender), met, at)
        return at
    from_home = choices.hours == "off duty" and acts.chance(OFF_THE_DESK)
    at = acts.off_duty(staff_id, *time) if from_home else acts.on_duty(staff_id, *time)
    if at is not None:
        _look(acts, who, met, at)
    return at


def _look(acts: LaterActs, who: Offender, met: Meeting, at: int) -> None:
    staff_id, choices = who.staff_id, who.choices
    reason = typed_reason(acts, choices)
    if choices.looks == "number plate" and acts.chance(0.6):
        acts.by_plate(staff_id, met.nominal_id, at)
        return
    if choices.looks == "their incidents" and acts.opens_log(staff_id, met.nominal_id, at, reason):
        return
    by = {"name": "name", "address or number": "address"}.get(choices.looks, "record")
    incident = named_incident(acts, who, met, at)
    acts.look_up(staff_id, met.nominal_id, at, by=by, incident=incident, reason=reason)


def _goes_there(acts: LaterActs, who: Offender, met: Meeting, time: Time) -> int | None:
    """In a vehicle of the force; off duty, or with none, in their own, which leaves nothing."""
    staff_id, choices = who.staff_id, who.choices
    if not acts.ground.bookings.get(staff_id) or (choices.hours == "off duty" and acts.chance(0.8)):
        return acts.off_duty(staff_id, *time)
    minutes = float(np.clip(22 * np.exp(acts.draws.normal(0, 0.7)), 4, 110))
    if choices.presence == "shared place":
        stood = acts.stands(staff_id, _shared_place(acts, met), time, minutes=minutes)
        return stood[0] if stood else None
    metres = float(acts.draws.uniform(120, 350)) if choices.presence == "round the corner" else 18.0
    stood = acts.stay(staff_id, met.nominal_id, *time, minutes=minutes, metres=metres, alone=choices.alone)
    if stood is None:
        return None
    accounts_for(acts, who, met, stood)
    return stood[0]


def _shared_place(acts: LaterActs, met: Meeting) -> tuple[int, int]:
    """The place of a kind where people meet that lies nearest to the person's home: theirs for good."""
    home = acts.ground.home[met.nominal_id]
    places = [place for kind in SHARED for place in acts.around.places.get(kind, ())]
    return min(places, key=lambda p: (abs(p[0] - home[0]) + abs(p[1] - home[1]) * 0.6, p)) if places else home


def _talks(acts: LaterActs, who: Offender, met: Meeting, time: Time) -> int | None:
    staff_id, choices = who.staff_id, who.choices
    borrowed = choices.name == "colleague's handset"
    at = acts.together(staff_id, who.lender, *time) if borrowed else acts.moment(staff_id, choices.hours, *time)
    if at is None or choices.talk == "own handset":
        return at  # the force holds nothing of it
    if borrowed:
        with acts.nameless():
            acts.call(who.lender, met.nominal_id, at)
        return at
    if choices.talk == "has them ring in" or (acts.device(staff_id, at) is None and choices.talk == "force handset"):
        return _rung(acts, staff_id, met, at)
    _on_force_lines(acts, who, met, at)
    return at


def _rung(acts: LaterActs, staff_id: str, met: Meeting, at: int) -> int | None:
    """The person was told to ring the station and ask for them; at their desk only, so on duty only."""
    if not acts.around.is_on_duty(staff_id, at):
        return None
    desk = acts.ground.role[staff_id] == "enquiry_desk_officer"
    acts.rings_in(staff_id, met.nominal_id, at, met.incident_id if acts.chance(0.3) else None,
                  "enquiry_desk" if desk else "direct")  # fmt: skip
    return at


def _on_force_lines(acts: LaterActs, who: Offender, met: Meeting, at: int) -> None:
    staff_id, choices = who.staff_id, who.choices
    direction = "in" if acts.chance(choices.incoming) else "out"
    words = str(acts.draws.choice(REPLIES if direction == "in" else WARM_WORDS if acts.chance(0.4) else PLAIN_WORDS))
    wordless = choices.way == "scheme"  # of what began near young people nothing is told but when and with whom
    if choices.talk == "short rings" and direction == "out":
        acts.call(staff_id, met.nominal_id, at, answered=not acts.chance(SHORT_RING))
    elif choices.talk == "force e-mail or chat" and not wordless:
        channel = str(acts.draws.choice(["email", "teams", "whatsapp"], p=[0.6, 0.2, 0.2]))
        acts.message(staff_id, met.nominal_id, at, words, direction=direction, channel=channel)
    elif acts.chance(0.55):
        acts.call(staff_id, met.nominal_id, at, direction, answered=True if direction == "in" else None)
    else:
        held = 0.0 if wordless else WORDS_HELD
        acts.text(staff_id, met.nominal_id, at, words, direction=direction, held=held)


def in_the_cell(acts: LaterActs, staff_id: str, met: Meeting) -> list[int]:
    """Goes to the cell again and again while the person is held, and is long there; only while both are there."""
    done = []
    for into in np.sort(acts.draws.uniform(0.2, 9, int(acts.draws.integers(1, 7)))).tolist():
        at = met.at + int(into * HOUR)
        if met.custody_id and acts.around.is_on_duty(staff_id, at):
            kind = str(acts.draws.choice(["cell_check", "meal", "medical", "escort"], p=[0.6, 0.2, 0.1, 0.1]))
            length = int(acts.draws.uniform(5, 25) * MINUTE)
            acts.with_detainee(staff_id, met.nominal_id, met.custody_id, (at, at + length), kind)
            done.append(at)
    return done


def keeps_the_caller(acts: LaterActs, staff_id: str, met: Meeting, until: int) -> list[int]:
    """Has the log wait for their own next shift, rings back and closes it."""
    again = acts.on_duty(staff_id, met.at + 8 * HOUR, until)
    if met.incident_id is None or again is None:
        return []
    acts.log(staff_id, met.incident_id, met.at + 15 * MINUTE, "Caller asks for me. Leave for my next turn.",
             met.nominal_id)  # fmt: skip
    acts.log(staff_id, met.incident_id, again, "Called back as agreed.", met.nominal_id)
    if acts.chance(0.6):
        acts.log(staff_id, met.incident_id, again + 2 * HOUR, "No further action, to be closed.", met.nominal_id)
    return [again]
