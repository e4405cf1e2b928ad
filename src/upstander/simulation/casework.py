"""What becomes of incidents: who is responsible, when they close, what the log says, who is found vulnerable."""

import numpy as np

from upstander.simulation.arrays import DAY, HOUR, MINUTE, NOTHING
from upstander.simulation.chance import Chance
from upstander.simulation.incidents import SORTS
from upstander.simulation.public import FACTORS
from upstander.simulation.roster import known
from upstander.simulation.town import degrees
from upstander.simulation.world import World

LOGGED = (
    "Call received, details taken.",
    "Passed to dispatch.",
    "Unit assigned.",
    "On scene.",
    "Spoken to caller, all in order at present.",
    "Statement taken.",
    "No reply at the address, card left.",
    "Area searched, no trace.",
    "Victim updated.",
    "CCTV requested.",
    "Result: crime recorded.",
    "Result: advice given, no further police action.",
    "Awaiting supervisor review.",
    "Held over for the next turn, caller content.",
    "Reviewed, lines of enquiry agreed.",
)


def do_casework(world: World) -> None:
    """Assigns, closes, logs and writes the incidents, their people, the deployments and the assignments."""
    chance = world.chance("casework")
    _hand_over_to_detectives(world, chance)
    _close(world, chance)
    _write_incidents(world, chance)
    with world.book.because("attending"):
        _write_deployments(world, chance)
    _write_owners(world, chance)
    _write_safeguarding(world, chance)
    _write_log(world, chance)


def _hand_over_to_detectives(world: World, chance: Chance) -> None:
    """Serious crime starts with whoever attended and goes to a detective, or to the neighbourhood team, within days."""
    incidents = world.incidents
    for unit in ("detectives", "neighbourhood"):
        sorts = [number for number, sort in enumerate(SORTS) if sort.owner == unit]
        of_unit = world.force.of_unit(unit)
        mine = np.flatnonzero(np.isin(incidents.sort, sorts) & (incidents.owner != NOTHING))
        later = incidents.reported[mine] + chance.whole(6 * HOUR, 2 * DAY, len(mine))
        new = of_unit[chance.whole(0, len(of_unit), len(mine))]
        starts = world.roster.moment(chance, new, later)
        moved = known(starts)
        world.book.add(
            "assignments",
            incident_id=mine[moved],
            staff_id=incidents.owner[mine[moved]],
            role="officer_in_case",
            from_at=incidents.owned_from[mine[moved]],
            to_at=starts[moved],
        )
        incidents.owner[mine[moved]], incidents.owned_from[mine[moved]] = new[moved], starts[moved]
    desk = np.flatnonzero((incidents.grade == 3) & chance.happens(0.35, len(incidents)))
    taken = world.on_duty("response").somebody(chance, incidents.reported[desk] + 6 * HOUR)
    owned = known(taken) & np.array([bool(s.owner) for s in SORTS])[incidents.sort[desk]]
    incidents.owner[desk[owned]] = taken[owned]
    incidents.owned_from[desk[owned]] = incidents.reported[desk[owned]] + 6 * HOUR


def _close(world: World, chance: Chance) -> None:
    incidents = world.incidents
    size = len(incidents)
    days = chance.around(np.array([s.days_open for s in SORTS])[incidents.sort], 0.7, size)
    owned = incidents.owner != NOTHING
    last = np.zeros(size, dtype=np.int64)
    incident, _, _, _, _, cleared = world.jobs.columns()
    np.maximum.at(last, incident, cleared)
    waits = np.where(owned, days * DAY, chance.whole(20 * MINUTE, 8 * HOUR, size)).astype(np.int64)
    incidents.closed = np.maximum(incidents.reported, last) + 10 * MINUTE + waits


def _write_incidents(world: World, chance: Chance) -> None:
    incidents, size = world.incidents, len(world.incidents)
    lat, lon = degrees(incidents.x, incidents.y)
    unplaced = chance.happens(0.01, size)
    never = chance.happens(0.012, size)  # somebody forgot to close it
    kinds = world.book.phrases.places([s.kind for s in SORTS])
    world.book.add(
        "incidents",
        incident_id=np.arange(size),
        reported_at=incidents.reported,
        closed_at=np.where(never | (incidents.closed > world.end), NOTHING, incidents.closed),
        kind=kinds[incidents.sort],
        grade=incidents.grade,
        lat=np.where(unplaced, np.nan, lat),
        lon=np.where(unplaced, np.nan, lon),
    )
    of = np.repeat(np.arange(size), np.diff(incidents.edge))
    learnt = np.where(chance.happens(0.8, len(of)), 0, chance.whole(0, 2 * DAY, len(of)))
    world.book.add(
        "involvements",
        incident_id=of,
        nominal_id=incidents.part_of,
        role=incidents.part,
        from_at=np.minimum(incidents.reported[of] + learnt, incidents.closed[of]),
    )
    _write_vulnerable(world, chance)


def _write_vulnerable(world: World, chance: Chance) -> None:
    """Officers write down what they find at the door; more often where it has to do with the incident."""
    incidents = world.incidents
    usual = np.array([FACTORS.index(s.factor) if s.factor else FACTORS.index("other") for s in SORTS])[incidents.sort]
    has = np.array([bool(s.factor) for s in SORTS])[incidents.sort]
    found = np.flatnonzero(chance.happens(np.where(has, 0.35, 0.04), len(incidents)))
    drawn = chance.whole(0, len(FACTORS), len(found))
    factor = np.where(has[found] & chance.happens(0.8, len(found)), usual[found], drawn)
    factor = np.where(factor == FACTORS.index("in_custody"), FACTORS.index("other"), factor)
    world.public.vulnerable[incidents.person[found]] = True
    world.book.add(
        "vulnerabilities",
        nominal_id=incidents.person[found],
        factor=factor,
        recorded_at=incidents.reported[found] + chance.whole(30 * MINUTE, 9 * HOUR, len(found)),
        incident_id=found,
    )


def _write_deployments(world: World, chance: Chance) -> None:
    """One row for each member of a crew, as the control room's log has them: a few are missing or half filled."""
    incident, crew, tasked_by, assigned, arrived, cleared = world.jobs.columns()
    for member in (world.crews.first[crew], world.crews.second[crew]):
        rows = np.flatnonzero((member != NOTHING) & ~chance.happens(0.006, len(crew)))
        size = len(rows)
        world.book.add(
            "deployments",
            about=(incident[rows], world.incidents.person[incident[rows]]),
            incident_id=incident[rows],
            staff_id=member[rows],
            tasked_by=tasked_by[rows],
            assigned_at=assigned[rows],
            on_scene_at=np.where(chance.happens(0.03, size), NOTHING, arrived[rows]),
            cleared_at=np.where(chance.happens(0.02, size), NOTHING, cleared[rows]),
        )
    over = np.flatnonzero(cleared > world.crews.end[crew] + 5 * MINUTE)
    last = {int(crew[row]): int(cleared[row]) for row in over}  # jobs come in order of time: the last stays
    crews = np.array(list(last), dtype=np.int64)
    ends = np.array(list(last.values()), dtype=np.int64) + 25 * MINUTE
    for member in (world.crews.first, world.crews.second):
        there = np.flatnonzero(member[crews] != NOTHING) if len(crews) else crews
        world.book.add(
            "shifts",
            staff_id=member[crews[there]],
            start_at=world.crews.end[crews[there]],
            end_at=ends[there],
            kind="overtime",
        )
    if len(crews):
        world.crews.end[crews] = ends


def _write_owners(world: World, chance: Chance) -> None:
    """The officer in case, and the sergeant who reviews."""
    incidents = world.incidents
    owned = np.flatnonzero(incidents.owner != NOTHING)
    ended = np.where(incidents.closed[owned] > world.end, NOTHING, incidents.closed[owned])
    ended = np.where(chance.happens(0.4, len(owned)), NOTHING, ended)  # most systems leave the end to the closing
    world.book.add(
        "assignments",
        incident_id=owned,
        staff_id=incidents.owner[owned],
        role="officer_in_case",
        from_at=incidents.owned_from[owned],
        to_at=ended,
    )
    above = world.force.supervisor[incidents.owner[owned]]
    reviewed = np.flatnonzero((above != NOTHING) & chance.happens(0.5, len(owned)))
    when = world.roster.moment(chance, above[reviewed], incidents.owned_from[owned[reviewed]] + 12 * HOUR)
    in_time = known(when) & (when < incidents.closed[owned[reviewed]])
    rows = reviewed[in_time]
    world.book.add(
        "assignments",
        incident_id=owned[rows], staff_id=above[rows], role="supervisor", from_at=when[in_time],
    )  # fmt: skip


def _write_safeguarding(world: World, chance: Chance) -> None:
    """Referrals to safeguarding, liaison officers for families, plans for repeat victims."""
    incidents = world.incidents
    referred = np.array([s.referred for s in SORTS])[incidents.sort]
    liaison = np.where(
        np.isin(incidents.sort, [i for i, s in enumerate(SORTS) if s.kind in ("sudden_death", "sexual_offence")]),
        0.6,
        0,
    )
    for share, unit, role, weeks in (
        (referred, "safeguarding", "investigator", 5),
        (liaison, "family_liaison", "victim_liaison", 12),
        (referred * 0.25, "neighbourhood", "neighbourhood", 8),
        (np.where(world.public.age[incidents.person] < 18, 0.3, 0.0), "schools", "neighbourhood", 3),
    ):
        rows = np.flatnonzero(chance.happens(np.asarray(share, dtype=np.float64), len(incidents)))
        people = world.force.of_unit(unit)
        staff = people[chance.whole(0, len(people), len(rows))]
        start = world.roster.moment(chance, staff, incidents.reported[rows] + 10 * HOUR)
        rows, staff, start = rows[known(start)], staff[known(start)], start[known(start)]
        end = start + (chance.around(weeks * 7.0, 0.4, len(rows)) * DAY).astype(np.int64)
        world.book.add(
            "assignments",
            incident_id=rows,
            staff_id=staff,
            role=role,
            from_at=start,
            to_at=np.where(end > world.end, NOTHING, end),
        )


def _write_log(world: World, chance: Chance) -> None:
    incident, crew, _, assigned, arrived, cleared = world.jobs.columns()
    words = world.book.phrases.places(LOGGED)
    radio = world.on_duty("dispatch")
    for when, low, high in ((assigned, 1, 3), (arrived, 3, 4), (cleared, 4, 14)):
        entered = when + chance.whole(5, 150, len(when))
        staff = radio.somebody(chance, entered)
        if low > 1:
            staff = np.where(chance.happens(0.5, len(staff)), world.crews.first[crew], staff)
        rows = np.flatnonzero(known(staff) & chance.happens(0.8, len(staff)))
        text = words[chance.whole(low, high, len(rows))]
        world.book.add("log_entries", incident_id=incident[rows], staff_id=staff[rows], at=entered[rows], text=text)
