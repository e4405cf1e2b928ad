"""Calls from the public on the force's lines: every reported incident, and much that is no incident at all."""

from dataclasses import dataclass

import numpy as np

from upstander.records.catalogue import all_feeds
from upstander.simulation.arrays import DAY, HOUR, MINUTE, NOTHING, Whole, rows_of
from upstander.simulation.chance import Chance
from upstander.simulation.clock import FIRST, to_utc
from upstander.simulation.incidents import BY_HOUR
from upstander.simulation.roster import known
from upstander.simulation.world import World

LINES = all_feeds()["public_calls"].column("line").choices
SAID = (
    "I want to report something that happened last night, I am safe now.",
    "There are young people making a lot of noise outside again.",
    "Could somebody tell me what is happening with my case? I have a crime number.",
    "My neighbour has parked across my drive and will not move.",
    "I found a purse on the bus and want to hand it in.",
    "I have not heard from my brother since yesterday and I am worried.",
    "Somebody has been in my shed and taken the bike.",
    "I was told an officer would ring me back today.",
    "There has been a bump at the junction, nobody is hurt.",
    "I would like to thank the officers who came on Tuesday.",
    "I do not know if this is for you, but the street light has been out for weeks.",
)


@dataclass
class Calls:
    """Arrays with one cell for each call."""

    staff: Whole
    caller: Whole
    incident: Whole
    start: Whole
    length: Whole
    line: Whole

    def only(self, rows: Whole) -> "Calls":
        """Some of them."""
        return Calls(*(values[rows] for values in vars(self).values()))


def take_calls(world: World) -> None:
    """Writes public calls, what the handlers looked up while they listened, and who took which incident."""
    chance = world.chance("calls")
    with world.book.because("a call from the public"):
        _reports(world, chance)
        _enquiries(world, chance)


def _reports(world: World, chance: Chance) -> None:
    incidents = world.incidents
    rows = np.arange(len(incidents))
    handler = world.on_duty("call_taking").somebody(chance, incidents.reported)
    rows = rows[known(handler) & chance.happens(0.9, len(rows))]  # the rest were found on patrol or reported online
    staff = handler[rows]
    length = np.maximum(chance.around(260, 0.5, len(rows)), 25).astype(np.int64)
    caller = incidents.with_role("caller")[rows]
    caller = np.where(caller == NOTHING, incidents.person[rows], caller)
    start = incidents.reported[rows] - length // 2  # the incident is opened while the caller speaks
    line = np.where(
        (incidents.grade[rows] == 0) & chance.happens(0.8, len(rows)), LINES.index("999"), LINES.index("101")
    )
    calls = Calls(staff, caller, rows, start, length, line)
    _taken_on(world, chance, calls)
    _write(world, chance, calls)


def _taken_on(world: World, chance: Chance, calls: Calls) -> None:
    """The handler has the incident while the caller speaks, and the radio operator until it is dealt with."""
    reported = world.incidents.reported[calls.incident]
    wrapped = calls.start + calls.length + 15 * MINUTE
    world.book.add(
        "assignments",
        incident_id=calls.incident,
        staff_id=calls.staff,
        role="call_handler",
        from_at=calls.start,
        to_at=wrapped,
    )
    radio = world.on_duty("dispatch").somebody(chance, reported)
    passed = np.flatnonzero(known(radio) & (world.incidents.grade[calls.incident] < 3))
    world.book.add(
        "assignments",
        incident_id=calls.incident[passed],
        staff_id=radio[passed],
        role="radio_operator",
        from_at=reported[passed] + 90,
        to_at=reported[passed] + chance.whole(HOUR, 6 * HOUR, len(passed)),
    )
    words = "Call received, details taken."
    world.book.add("log_entries", incident_id=calls.incident, staff_id=calls.staff, at=reported + 30, text=words)


def _enquiries(world: World, chance: Chance) -> None:
    """Victims asking for news, lost property, wrong numbers: as many again as there are incidents, many at a desk."""
    incidents = world.incidents
    total = int(len(incidents) * 1.2)
    day = chance.whole(0, world.days, total)
    when = np.sort(to_utc(FIRST + day * DAY + chance.one_of(BY_HOUR, total) * HOUR + chance.whole(0, HOUR, total)))
    desk = chance.happens(0.5, total)
    staff = np.where(
        desk,
        world.on_duty("enquiry_desk").somebody(chance, when),
        world.on_duty("call_taking").somebody(chance, when),
    )
    last = np.searchsorted(incidents.reported, when) - 1
    recent = np.clip(last - chance.whole(0, max(1, len(incidents) // 8), total), 0, len(incidents) - 1)
    about = chance.happens(0.65, total)
    caller = np.where(about, incidents.person[recent], chance.one_of(world.public.trouble, total))
    rows = np.flatnonzero(known(staff))
    line = np.where(desk[rows], LINES.index("enquiry_desk"), LINES.index("101"))
    length = np.maximum(chance.around(200, 0.6, len(rows)), 15).astype(np.int64)
    incident = np.where(about, recent, NOTHING)[rows]
    _write(world, chance, Calls(staff[rows], caller[rows], incident, when[rows], length, line))


def _write(world: World, chance: Chance, calls: Calls) -> None:
    calls = calls.only(world.within(calls.start))
    size = len(calls.start)
    number = world.public.number_at(calls.caller, calls.start)
    words = world.book.phrases.places(SAID)[chance.whole(0, len(SAID), size)]
    recorded = calls.line != LINES.index("enquiry_desk")
    world.book.add(
        "public_calls",
        about=(calls.incident, calls.caller),
        staff_id=calls.staff,
        other_number=np.where(chance.happens(0.12, size), NOTHING, number),
        nominal_id=np.where(chance.happens(0.15, size), NOTHING, calls.caller),
        incident_id=np.where(chance.happens(0.1, size), NOTHING, calls.incident),
        start_at=calls.start,
        duration_s=calls.length,
        line=calls.line,
        recorded=recorded,
        transcript=np.where(chance.happens(0.1, size) & recorded, words, NOTHING),
    )
    _look_up_while_talking(world, chance, calls)


def _look_up_while_talking(world: World, chance: Chance, calls: Calls) -> None:
    """A handler finds the caller by name, address or number, and reads what is there."""
    call = rows_of(1 + chance.times(0.9, len(calls.start)))
    size = len(call)
    caller, phrases = calls.caller[call], world.book.phrases
    by_name = chance.happens(0.6, size)
    text = np.where(by_name, world.public.name_text[caller], world.public.postcode_text[caller])
    search = chance.happens(0.5, size)
    command = chance.happens(0.7, size)
    world.book.add(
        "accesses",
        about=(calls.incident[call], caller),
        staff_id=calls.staff[call],
        at=calls.start[call] + 10 + (chance.between(0, 1, size) * (calls.length[call] + 60)).astype(np.int64),
        system=np.where(command, phrases.place("command_and_control"), phrases.place("crime")),
        action=np.where(search, 0, 1),
        nominal_id=caller,
        incident_id=np.where(chance.happens(0.6, size), calls.incident[call], NOTHING),
        search_text=np.where(search, text, NOTHING),
        reason=np.where(chance.happens(0.3, size), phrases.place("call from the public"), NOTHING),
    )
