"""Calls and texts of work telephones: updating victims, appointments, voicemail, colleagues, agencies, calls back."""

from dataclasses import dataclass, replace

import numpy as np

from upstander.records.catalogue import all_feeds
from upstander.simulation.arrays import DAY, HOUR, NOTHING, Whole, Yes, rows_of
from upstander.simulation.causes import About
from upstander.simulation.chance import Chance
from upstander.simulation.clock import FIRST
from upstander.simulation.incidents import ROLES, SORTS
from upstander.simulation.names import mobile_numbers
from upstander.simulation.world import World

OUT, IN = 0, 1
CALL, SMS = 0, 1  # places in the feed's list of kinds
TEXTS = (
    "Hello, this is the officer dealing with your case. Please ring me back when you can.",
    "Your crime number is on its way in the post. Regards, the neighbourhood team",
    "Running ten minutes late for our appointment, sorry.",
    "I tried to ring you today with an update. I am back on shift on Thursday.",
    "Thank you for the photographs, they have been added to the case.",
    "Please can you confirm that 2pm tomorrow still suits you for the statement?",
    "The suspect has been bailed with conditions. Call 101 if they are broken.",
    "The court date has been set. Witness care will be in touch.",
)
REPLIES = (
    "Ok thanks",
    "That is fine, see you then",
    "Can you ring after 5 please",
    "Thank you for letting me know",
    "Any news?",
)
TO_COLLEAGUES = (
    "Can you cover the brief at 2?",
    "Keys are on the hook.",
    "Statement is on your desk.",
    "Back at the station in 20.",
    "Is the file ready for the review?",
)


def use_telephones(world: World) -> None:
    """Writes the bill of every work telephone, and the words of the few texts that the force holds."""
    chance = world.chance("telephony")
    for cause, speaks in (
        ("a part in the case", _about_cases),
        ("colleagues", _to_colleagues),
        ("agencies", _agencies),
    ):
        with world.book.because(cause):
            speaks(world, chance)


def _about_cases(world: World, chance: Chance) -> None:
    """Each who has charge of a case speaks to its people while it is open; more in the first days."""
    table = world.book.table("assignments")
    roles = all_feeds()["assignments"].column("role").choices
    by_sort = np.array([s.calls for s in SORTS])
    rate = {"officer_in_case": by_sort, "investigator": 5 + 0 * by_sort, "victim_liaison": 11 + 0 * by_sort}
    rate |= {"neighbourhood": 3 + 0 * by_sort}
    for role, means in rate.items():
        rows = np.flatnonzero(table["role"] == roles.index(role))
        incident, staff, start = table["incident_id"][rows], table["staff_id"][rows], table["from_at"][rows]
        end = np.where(table["to_at"][rows] == NOTHING, world.incidents.closed[incident], table["to_at"][rows])
        counts = chance.times(1.5 * means[world.incidents.sort[incident]] * world.force.busy[staff], len(rows))
        row = rows_of(counts)
        into = chance.between(0, 1, len(row)) ** 1.6 * np.maximum(end - start, DAY)[row]
        when = world.roster.moment(chance, staff[row], start[row] + into.astype(np.int64))
        when = np.where(when < end[row] + 4 * DAY, when, NOTHING)  # the last update comes after the closing
        person = _not_a_suspect(world, chance, incident[row])
        speak_with(world, chance, staff[row], person, when, incident=incident[row])


def _not_a_suspect(world: World, chance: Chance, incident: Whole) -> Whole:
    """The person an incident is about, most of the time; else another of its people who is not suspected."""
    other = world.incidents.edge[incident] + (
        chance.between(0, 1, len(incident)) * np.diff(world.incidents.edge)[incident]
    ).astype(np.int64)
    suspected = world.incidents.part[other] == ROLES.index("suspect")
    main = suspected | chance.happens(0.75, len(incident))
    return np.where(main, world.incidents.person[incident], world.incidents.part_of[other])


@dataclass
class Talks:
    """Arrays with one cell for each call or text of a work telephone."""

    device: Whole
    direction: Whole
    kind: Whole
    number: Whole
    at: Whole
    incident: Whole | None = None  # what they were about, and with whom they were meant to be
    person: Whole | None = None

    def only(self, rows: Whole) -> "Talks":
        """Some of them."""
        return replace(self, **{name: cells[rows] for name, cells in vars(self).items() if cells is not None})

    @property
    def about(self) -> About:
        """Incident and person, or nothing where nobody on record was meant."""
        return (NOTHING, NOTHING) if self.incident is None or self.person is None else (self.incident, self.person)


def speak_with(world: World, chance: Chance, staff: Whole, nominal: Whole, when: Whole, *, incident: Whole) -> None:
    """Calls and texts with people whose number is known, answered or not, with what comes back."""
    rows = world.within(when)
    staff, nominal, when, incident = staff[rows], nominal[rows], when[rows], incident[rows]
    device, number = world.work_phone(staff, when), world.public.number_at(nominal, when)
    rows = np.flatnonzero((device != NOTHING) & (number != NOTHING))
    staff, size = staff[rows], len(rows)
    coming, texts = chance.happens(0.2, size), chance.happens(0.18, size)
    talks = Talks(
        device[rows], np.where(coming, IN, OUT), np.where(texts, SMS, CALL), number[rows], when[rows],
        incident[rows], nominal[rows],
    )  # fmt: skip
    _write_talks(world, chance, talks)
    missed = np.flatnonzero(~coming & ~texts & chance.happens(0.2, size))
    later = talks.at[missed] + chance.whole(5 * 60, 2 * HOUR, len(missed))
    back = replace(talks.only(missed), direction=np.full(len(missed), IN), at=later)
    _write_talks(world, chance, back)
    held = np.flatnonzero(texts & chance.happens(0.35, size))
    words = _words(world, chance, coming[held], TEXTS, REPLIES)
    _hold(world, staff[held], talks.only(held), words)


def _write_talks(world: World, chance: Chance, talks: Talks) -> None:
    rows = world.within(talks.at)
    kind = talks.kind[rows]
    world.book.add(
        "phone_events",
        about=talks.only(rows).about,
        device_id=talks.device[rows],
        direction=talks.direction[rows],
        kind=kind,
        other_number=talks.number[rows],
        at=talks.at[rows],
        duration_s=np.where(kind == CALL, talk(chance, len(rows)), NOTHING),
    )


def _words(world: World, chance: Chance, coming: Yes, said: tuple[str, ...], answered: tuple[str, ...]) -> Whole:
    out = world.book.phrases.places(said)[chance.whole(0, len(said), len(coming))]
    back = world.book.phrases.places(answered)[chance.whole(0, len(answered), len(coming))]
    return np.where(coming, back, out)


def _hold(world: World, staff: Whole, talks: Talks, words: Whole) -> None:
    """The words of texts that the force's system kept."""
    world.book.add(
        "messages",
        about=talks.about,
        staff_id=staff,
        channel="sms",
        direction=talks.direction,
        other_party=world.book.phrases.places([f"+{n}" for n in talks.number.tolist()]),
        at=talks.at,
        text=words,
    )


def talk(chance: Chance, size: int) -> Whole:
    """Lengths of calls: some are not connected, some meet a voicemail, most are a talk of minutes."""
    draw = chance.between(0, 1, size)
    length = np.maximum(chance.around(150, 0.9, size), 20)
    length = np.where(draw < 0.34, chance.between(2, 32, size), length)
    return np.where(draw < 0.16, 0, length).astype(np.int64)


def _moments_on_duty(world: World, chance: Chance, mean: float) -> tuple[Whole, Whole, Whole]:
    """Staff, instants and work telephones: some for each shift of who has a telephone."""
    shifts = np.flatnonzero(world.roster.start >= FIRST)
    row = shifts[rows_of(chance.times(mean * world.force.busy[world.roster.staff[shifts]], len(shifts)))]
    staff, length = world.roster.staff[row], (world.roster.end - world.roster.start)[row]
    when = world.roster.start[row] + (chance.between(0.02, 0.98, len(row)) * length).astype(np.int64)
    device = world.work_phone(staff, when)
    rows = np.flatnonzero((device != NOTHING) & (when < world.end))
    return staff[rows], when[rows], device[rows]


def _to_colleagues(world: World, chance: Chance) -> None:
    """People ring those they work with: their team, their sergeant, the desk; now and then on a private number."""
    staff, when, device = _moments_on_duty(world, chance, 1.5)
    size = len(staff)
    near = np.clip(staff + chance.whole(-8, 9, size), 0, len(world.force) - 1)
    near = np.where(near == staff, np.where(staff == 0, 1, staff - 1), near)
    number = np.where(chance.happens(0.06, size), world.force.own_number[near], world.force.work_number[near])
    kind = np.where(chance.happens(0.25, size), SMS, CALL)
    direction = chance.happens(0.4, size).astype(np.int64)
    talks = Talks(device, direction, kind, number, when)
    _write_talks(world, chance, talks)
    held = np.flatnonzero((kind == SMS) & chance.happens(0.3, size))
    words = _words(world, chance, direction[held] == IN, TO_COLLEAGUES, TO_COLLEAGUES)
    _hold(world, staff[held], talks.only(held), words)


def _agencies(world: World, chance: Chance) -> None:
    """Councils, courts, garages, families of staff: numbers that belong to nobody on record, each rung by many."""
    numbers = mobile_numbers(world.chance("agencies"), 40 + len(world.force))
    staff, when, device = _moments_on_duty(world, chance, 0.95)
    size = len(staff)
    shared = chance.one_of(1 / (2 + np.arange(len(numbers))), size)
    agency = np.where(chance.happens(0.25, size), 40 + staff, shared)
    direction = chance.happens(0.45, size).astype(np.int64)
    _write_talks(world, chance, Talks(device, direction, np.full(size, CALL), numbers[agency], when))
