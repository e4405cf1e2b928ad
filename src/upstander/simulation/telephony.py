"""Calls and texts of work telephones: updating victims, appointments, voicemail, colleagues, agencies, calls back."""

import numpy as np

from upstander.records.catalogue import all_feeds
from upstander.simulation.arrays import DAY, HOUR, NOTHING, Whole, Yes, rows_of
from upstander.simulation.chance import Chance
from upstander.simulation.clock import FIRST
from upstander.simulation.incidents import ROLES, SORTS
from upstander.simulation.names import mobile_numbers
from upstander.simulation.roster import known
from upstander.simulation.world import World

OUT, IN = 0, 1
CALL, SMS, MMS = 0, 1, 2
KINDS = all_feeds()["phone_events"].column("kind").choices
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
    _about_cases(world, chance)
    _to_colleagues(world, chance)
    _agencies(world, chance)


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
        speak_with(world, chance, staff[row], _not_a_suspect(world, chance, incident[row]), when)


def _not_a_suspect(world: World, chance: Chance, incident: Whole) -> Whole:
    """The person an incident is about, most of the time; else another of its people who is not suspected."""
    other = world.incidents.edge[incident] + (
        chance.between(0, 1, len(incident)) * np.diff(world.incidents.edge)[incident]
    ).astype(np.int64)
    suspected = world.incidents.part[other] == ROLES.index("suspect")
    main = suspected | chance.happens(0.75, len(incident))
    return np.where(main, world.incidents.person[incident], world.incidents.part_of[other])


def speak_with(world: World, chance: Chance, staff: Whole, nominal: Whole, when: Whole) -> None:
    """Calls and texts with people whose number is known, answered or not, with what comes back."""
    rows = world.within(when)
    staff, nominal, when = staff[rows], nominal[rows], when[rows]
    device, number = world.work_phone(staff), world.public.number_at(nominal, when)
    rows = np.flatnonzero((device != NOTHING) & (number != NOTHING))
    staff, device, number, when, size = staff[rows], device[rows], number[rows], when[rows], len(rows)
    coming = chance.happens(0.2, size)
    texts = chance.happens(0.18, size)
    _write_events(
        world, device, np.where(coming, IN, OUT), np.where(texts, SMS, CALL), number, when, talk(chance, size)
    )
    missed = np.flatnonzero(~coming & ~texts & chance.happens(0.2, size))
    later = when[missed] + chance.whole(5 * 60, 2 * HOUR, len(missed))
    _write_events(
        world,
        device[missed],
        np.full(len(missed), IN),
        np.full(len(missed), CALL),
        number[missed],
        later,
        talk(chance, len(missed)),
    )
    held = np.flatnonzero(texts & chance.happens(0.35, size))
    _hold_words(world, chance, staff[held], number[held], when[held], coming[held], TEXTS, REPLIES)


def talk(chance: Chance, size: int) -> Whole:
    """Lengths of calls: some are not connected, some meet a voicemail, most are a talk of minutes."""
    draw = chance.between(0, 1, size)
    length = np.maximum(chance.around(150, 0.9, size), 20)
    length = np.where(draw < 0.34, chance.between(2, 32, size), length)
    return np.where(draw < 0.16, 0, length).astype(np.int64)


def _write_events(
    world: World, device: Whole, direction: Whole, kind: Whole, number: Whole, when: Whole, length: Whole
) -> None:
    rows = world.within(when)
    world.book.add(
        "phone_events",
        device_id=device[rows],
        direction=direction[rows],
        kind=kind[rows],
        other_number=number[rows],
        at=when[rows],
        duration_s=np.where(kind == CALL, length, NOTHING)[rows],
    )


def _hold_words(
    world: World,
    chance: Chance,
    staff: Whole,
    number: Whole,
    when: Whole,
    coming: Yes,
    said: tuple[str, ...],
    answered: tuple[str, ...],
) -> None:
    phrases = world.book.phrases
    out = phrases.places(said)[chance.whole(0, len(said), len(staff))]
    back = phrases.places(answered)[chance.whole(0, len(answered), len(staff))]
    party = phrases.places([f"+{n}" for n in number.tolist()])
    world.book.add(
        "messages", staff_id=staff, channel="sms", direction=np.where(coming, IN, OUT), other_party=party, at=when,
        text=np.where(coming, back, out),
    )  # fmt: skip


def _to_colleagues(world: World, chance: Chance) -> None:
    """People ring those they work with: their team, their sergeant, the desk."""
    shifts = np.flatnonzero((world.roster.start >= FIRST) & (world.work_phone(world.roster.staff) != NOTHING))
    counts = chance.times(1.6 * world.force.busy[world.roster.staff[shifts]], len(shifts))
    row = shifts[rows_of(counts)]
    staff = world.roster.staff[row]
    length = (world.roster.end - world.roster.start)[row]
    when = world.roster.start[row] + (chance.between(0.02, 0.98, len(row)) * length).astype(np.int64)
    near = np.clip(staff + chance.whole(-8, 9, len(row)), 0, len(world.force) - 1)
    number = np.where(chance.happens(0.06, len(row)), world.force.own_number[near], world.force.work_number[near])
    texts = chance.happens(0.25, len(row))
    rows = np.flatnonzero(near != staff)
    kind = np.where(texts, SMS, CALL)
    direction = chance.happens(0.4, len(row)).astype(np.int64)
    _write_events(
        world,
        world.work_phone(staff)[rows],
        direction[rows],
        kind[rows],
        number[rows],
        when[rows],
        talk(chance, len(rows)),
    )
    held = rows[texts[rows] & chance.happens(0.3, len(rows))]
    held = held[np.isin(held, world.within(when))]
    coming = direction[held] == IN
    _hold_words(world, chance, staff[held], number[held], when[held], coming, TO_COLLEAGUES, TO_COLLEAGUES)


def _agencies(world: World, chance: Chance) -> None:
    """Councils, courts, garages, families of staff: numbers that belong to nobody on record, each rung by many."""
    numbers = mobile_numbers(world.chance("agencies"), 40 + len(world.force))
    shifts = np.flatnonzero((world.roster.start >= FIRST) & (world.work_phone(world.roster.staff) != NOTHING))
    counts = chance.times(1.0 * world.force.busy[world.roster.staff[shifts]], len(shifts))
    row = shifts[rows_of(counts)]
    staff, length = world.roster.staff[row], (world.roster.end - world.roster.start)[row]
    when = world.roster.start[row] + (chance.between(0.02, 0.98, len(row)) * length).astype(np.int64)
    agency = np.where(
        chance.happens(0.25, len(row)), 40 + staff, chance.one_of(1 / (2 + np.arange(len(numbers))), len(row))
    )
    direction = chance.happens(0.45, len(row)).astype(np.int64)
    kind = np.full(len(row), CALL)
    _write_events(world, world.work_phone(staff), direction, kind, numbers[agency], when, talk(chance, len(row)))


__all__ = ["CALL", "IN", "KINDS", "MMS", "OUT", "SMS", "known", "speak_with", "talk", "use_telephones"]
