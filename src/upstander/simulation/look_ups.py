"""What staff look up: before they attend, at the scene, writing up, investigating, supervising, briefing, at desks."""

import numpy as np

from upstander.records.catalogue import all_feeds
from upstander.simulation.arrays import DAY, HOUR, MINUTE, NOTHING, Whole, Yes, number_within, rows_of
from upstander.simulation.chance import Chance
from upstander.simulation.clock import FIRST
from upstander.simulation.incidents import ROLES, SORTS
from upstander.simulation.world import World

ACTIONS = all_feeds()["accesses"].column("action").choices
SYSTEMS = ("crime", "command_and_control", "intelligence", "custody", "vehicle_records", "national_database")


def look_things_up(world: World) -> None:
    """Writes what attending, investigating, supervising and briefing leave in the audit trail."""
    chance = world.chance("look_ups")
    for cause, looks in (
        ("attending", _attending),
        ("a part in the case", _responsible),
        ("briefing", _briefed),
        ("data quality", _correcting_records),
    ):
        with world.book.because(cause):
            looks(world, chance)


def write_look_ups(
    world: World,
    chance: Chance,
    staff: Whole,
    when: Whole,
    nominal: Whole,
    *,
    incident: Whole,
    named: float = 0.6,
    reason: str | None = None,
) -> None:
    """Look-ups of people in the days of the traces; `named` is the share that gives the incident.

    A few go wrong on the way: a name typed badly, a namesake opened first, a view of the incident alone.
    """
    rows = world.within(when)
    staff, when, nominal, incident = staff[rows], when[rows], nominal[rows], incident[rows]
    size = len(rows)
    search = chance.happens(0.35, size)
    bad = search & chance.happens(0.05, size)
    only = ~search & (incident != NOTHING) & chance.happens(0.15, size)
    world.book.add(
        "accesses",
        about=(incident, nominal),
        staff_id=staff,
        at=when,
        system=world.book.phrases.places(SYSTEMS)[chance.one_of((6, 2, 2, 0.5, 0.7, 1), size)],
        action=np.where(search, ACTIONS.index("search"), chance.one_of((0, 0.89, 0.08, 0.03), size)),
        nominal_id=np.where(bad | only, NOTHING, nominal),
        incident_id=np.where(only | chance.happens(named, size), incident, NOTHING),
        search_text=np.where(search, _typed(world, chance, nominal, bad), NOTHING),
        reason=np.where(chance.happens(0.35, size), world.book.phrases.place(reason) if reason else NOTHING, NOTHING),
    )
    _wrong_person_first(world, chance, staff[search], when[search], (incident[search], nominal[search]))


def _typed(world: World, chance: Chance, nominal: Whole, bad: Yes) -> Whole:
    """A name or a postcode; a name with two letters changed round where it went wrong."""
    people = np.maximum(nominal, 0)
    by_name = chance.happens(0.75, len(people))
    text = np.where(by_name, world.public.name_text[people], world.public.postcode_text[people])
    return np.where(bad, world.public.mistyped_text[people], text)


def _wrong_person_first(world: World, chance: Chance, staff: Whole, when: Whole, meant: tuple[Whole, Whole]) -> None:
    """Two of a name: the wrong one is opened, and left within a minute for the right one."""
    incident, nominal = meant
    rows = np.flatnonzero(chance.happens(0.07, len(staff)))
    other = _namesake(world, chance, nominal[rows])
    world.book.add(
        "accesses",
        about=(incident[rows], nominal[rows]),
        staff_id=staff[rows],
        at=when[rows] + chance.whole(4, 50, len(rows)),
        system="crime",
        action="view",
        nominal_id=other,
    )


def _namesake(world: World, chance: Chance, nominal: Whole) -> Whole:
    """Somebody of the same surname for each."""
    order = np.argsort(world.public.surname, kind="stable")
    names = world.public.surname[order]
    low = np.searchsorted(names, world.public.surname[nominal], side="left")
    high = np.searchsorted(names, world.public.surname[nominal], side="right")
    return order[low + (chance.between(0, 1, len(nominal)) * (high - low)).astype(np.int64)]


def _attending(world: World, chance: Chance) -> None:
    incident, crew, _, assigned, arrived, cleared = world.jobs.columns()
    for member in (world.crews.first[crew], world.crews.second[crew]):
        there = np.flatnonzero(member != NOTHING)
        staff = member[there]
        busy = world.force.busy[staff]
        for mean, low, high in (
            (0.9, assigned[there], arrived[there]),
            (0.7, arrived[there], cleared[there]),
            (1.3, cleared[there], cleared[there] + 3 * HOUR),
        ):
            counts = chance.times(mean * busy, len(there))
            row = rows_of(counts)
            when = (low[row] + chance.between(0, 1, len(row)) * (high - low)[row]).astype(np.int64)
            when = np.minimum(when, world.crews.end[crew[there[row]]])
            about = incident[there[row]]
            write_look_ups(
                world,
                chance,
                staff[row],
                when,
                world.incidents.anybody(chance, about),
                incident=about,
                reason="attending",
            )


def _responsible(world: World, chance: Chance) -> None:
    """Look-ups by everybody who has charge of, or a part in, an incident, on their duty days while it is open."""
    table = world.book.table("assignments")
    roles = all_feeds()["assignments"].column("role").choices
    by_sort = np.array([s.look_ups for s in SORTS])
    rate = {"officer_in_case": by_sort, "investigator": 14 + 0 * by_sort, "supervisor": 2.2 + 0 * by_sort}
    rate |= {"victim_liaison": 9 + 0 * by_sort, "neighbourhood": 5 + 0 * by_sort, "radio_operator": 0.7 + 0 * by_sort}
    for role, means in rate.items():
        rows = np.flatnonzero(table["role"] == roles.index(role))
        incident, staff = table["incident_id"][rows], table["staff_id"][rows]
        start = table["from_at"][rows]
        end = np.where(table["to_at"][rows] == NOTHING, world.incidents.closed[incident], table["to_at"][rows])
        mean = means[world.incidents.sort[incident]] * world.force.busy[staff]
        counts = chance.times(mean * 1.2, len(rows))
        row = rows_of(counts)
        # Most of the work is done early: the square draws instants towards the start.
        into = chance.between(0, 1, len(row)) ** 2 * np.maximum(end - start, 2 * HOUR)[row]
        when = world.roster.moment(chance, staff[row], start[row] + into.astype(np.int64))
        when = np.where(when < end[row] + 2 * DAY, when, NOTHING)
        about = incident[row]
        nominal = world.incidents.anybody(chance, about)
        write_look_ups(world, chance, staff[row], when, nominal, incident=about, named=0.7, reason="investigation")


def _briefed(world: World, chance: Chance) -> None:
    """At the start of a shift a team reads about the people it is to look for: suspects of the last days, close by."""
    suspects = np.flatnonzero(world.incidents.part == ROLES.index("suspect"))
    of = np.searchsorted(world.incidents.edge, suspects, side="right") - 1
    local = world.force.of_unit("neighbourhood", "community", "schools")
    mine = np.flatnonzero(np.isin(world.roster.staff, np.r_[world.force.of_unit("response", "specials"), local]))
    mean = np.where(np.isin(world.roster.staff[mine], local), 2.2, 0.7)  # who patrols one beat reads more about it
    counts = chance.times(mean * world.force.busy[world.roster.staff[mine]], len(mine))
    shift = mine[rows_of(counts)]
    when = world.roster.start[shift] + chance.whole(2 * MINUTE, 40 * MINUTE, len(shift))
    last = np.searchsorted(world.incidents.reported[of], when - 2 * HOUR)
    # Everybody of a team reads about the same few: the day and the team choose them.
    team = world.force.team[world.roster.staff[shift]]
    offset = (team * 7 + (when - FIRST) // DAY * 3 + number_within(counts) % 3) % 12
    chosen = np.clip(last - 1 - offset, 0, len(suspects) - 1)
    nominal, incident = world.incidents.part_of[suspects[chosen]], of[chosen]
    write_look_ups(
        world, chance, world.roster.staff[shift], when, nominal, incident=incident, named=0.7, reason="briefing"
    )


def _correcting_records(world: World, chance: Chance) -> None:
    """Records staff put right what others typed: many people, each once, mostly edits."""
    group = world.force.of_unit("records")
    mine = np.flatnonzero(np.isin(world.roster.staff, group) & (world.roster.start >= FIRST))
    counts = chance.times(22 * world.force.busy[world.roster.staff[mine]], len(mine))
    shift = mine[rows_of(counts)]
    length = (world.roster.end - world.roster.start)[shift]
    when = world.roster.start[shift] + (chance.between(0.03, 0.97, len(shift)) * length).astype(np.int64)
    rows = world.within(when)
    nominal = chance.whole(0, len(world.public), len(rows))
    world.book.add(
        "accesses",
        staff_id=world.roster.staff[shift[rows]],
        at=when[rows],
        system="crime",
        action=np.where(chance.happens(0.6, len(rows)), ACTIONS.index("edit"), ACTIONS.index("view")),
        nominal_id=nominal,
        reason=np.where(chance.happens(0.9, len(rows)), world.book.phrases.place("data quality"), NOTHING),
    )
