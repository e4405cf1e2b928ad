"""Work that nobody rings about: problem profiles, conferences on people at risk, court files, patrol plans."""

import numpy as np

from upstander.simulation.arrays import DAY, HOUR, MINUTE, NOTHING, Whole, rows_of
from upstander.simulation.chance import Chance
from upstander.simulation.clock import FIRST
from upstander.simulation.incidents import KIND, SORTS
from upstander.simulation.look_ups import write_look_ups
from upstander.simulation.roster import known
from upstander.simulation.telephony import speak_with
from upstander.simulation.town import degrees
from upstander.simulation.world import World


def plan_work(world: World) -> None:
    """Writes incidents that the force opens itself, who is assigned, and what that work leaves behind."""
    for cause, happens in (
        ("profiles", _problem_profiles),
        ("conferences", _conferences),
        ("court files", _court_files),
        ("plans", _plans),
        ("lists", _lists),
        ("school patrols", _school_patrols),
    ):
        with world.book.because(cause):
            happens(world, world.chance(cause))


def open_files(world: World, kind: str, start: Whole, end: Whole, person: Whole) -> Whole:
    """Opens an incident for each start; `person` is whose home it lies at, or NOTHING. Returns the incidents."""
    size = len(start)
    numbers = np.array([world.new_incident() for _ in range(size)], dtype=np.int64)
    lat, lon = degrees(*world.public.home_at(np.maximum(person, 0), start))
    placed = person != NOTHING
    world.book.add(
        "incidents",
        incident_id=numbers,
        reported_at=start,
        closed_at=np.where(end > world.end, NOTHING, end),
        kind=kind,
        grade="scheduled",
        lat=np.where(placed, lat, np.nan),
        lon=np.where(placed, lon, np.nan),
    )
    return numbers


def _problem_profiles(world: World, chance: Chance) -> None:
    """Each analyst works on one profile after another: the people of the last month's incidents of one sort."""
    analysts = np.repeat(world.force.of_unit("analysis"), world.days // 30 + 1)
    size = len(analysts)
    start = FIRST + (np.arange(size) % (world.days // 30 + 1)) * 30 * DAY + chance.whole(0, 6 * DAY, size)
    start, analysts = start[start < world.end], analysts[start < world.end]
    end = start + chance.whole(20, 34, len(start)) * DAY
    files = open_files(world, "problem_profile", start, end, np.full(len(start), NOTHING))
    open_end = np.where(end > world.end, NOTHING, end)
    world.book.add(
        "assignments", incident_id=files, staff_id=analysts, role="investigator", from_at=start, to_at=open_end
    )
    file = rows_of(np.full(len(files), 40))
    last = np.searchsorted(world.incidents.reported, start[file])
    incident = np.maximum(last - 1 - chance.whole(0, 30 * len(world.force) // 4, len(file)), 0)
    people = world.incidents.anybody(chance, incident)
    world.book.add("involvements", incident_id=files[file], nominal_id=people, role="other", from_at=start[file])
    row = rows_of(chance.times(9.0 * world.force.busy[analysts[file]], len(file)))
    when = world.roster.moment(chance, analysts[file[row]], start[file[row]] + chance.whole(0, 24 * DAY, len(row)))
    when = np.where(when < end[file[row]], when, NOTHING)
    write_look_ups(
        world,
        chance,
        analysts[file[row]],
        when,
        people[row],
        incident=files[file[row]],
        named=0.6,
        reason="problem profile",
    )


def _conferences(world: World, chance: Chance) -> None:
    """Every fortnight the agencies meet on domestic abuse: safeguarding reads up on everybody on the list."""
    starts = np.arange(FIRST + 3 * DAY, world.end, 14 * DAY)
    group = world.force.of_unit("safeguarding")
    files = open_files(world, "marac_meeting", starts, starts + 7 * DAY, np.full(len(starts), NOTHING))
    for file, start in zip(files.tolist(), starts.tolist(), strict=True):
        recent = np.flatnonzero(
            (world.incidents.sort == KIND["domestic_abuse"])
            & (world.incidents.reported < start)
            & (world.incidents.reported > start - 14 * DAY)
        )
        people = np.unique(world.incidents.person[recent[chance.happens(0.3, len(recent))]])
        if not len(people):
            continue
        world.book.add("involvements", incident_id=file, nominal_id=people, role="victim", from_at=start)
        staff = np.unique(group[chance.whole(0, len(group), 3)])
        world.book.add(
            "assignments", incident_id=file, staff_id=staff, role="investigator", from_at=start, to_at=start + 7 * DAY
        )
        row = rows_of(chance.times(5.0, len(people)))
        reader = staff[chance.whole(0, len(staff), len(row))]
        when = world.roster.moment(chance, reader, start + chance.whole(0, 5 * DAY, len(row)))
        write_look_ups(
            world, chance, reader, when, people[row], incident=np.full(len(row), file), named=0.7, reason="MARAC"
        )


def _court_files(world: World, chance: Chance) -> None:
    """A part of what was closed comes to court: a file is opened for the officer in case, weeks later."""
    incidents = world.incidents
    likely = np.array([0.35 * s.suspect if s.owner else 0.0 for s in SORTS])[incidents.sort]
    rows = np.flatnonzero((incidents.owner != NOTHING) & chance.happens(likely, len(incidents)))
    start = incidents.closed[rows] + chance.whole(3, 45, len(rows)) * DAY
    rows, start = rows[start < world.end], start[start < world.end]
    end = start + chance.whole(20, 60, len(rows)) * DAY
    files = open_files(world, "court_file", start, end, np.full(len(rows), NOTHING))
    owner, person = incidents.owner[rows], incidents.person[rows]
    world.book.add("involvements", incident_id=files, nominal_id=person, role="victim", from_at=start)
    world.book.add("assignments", incident_id=files, staff_id=owner, role="officer_in_case", from_at=start)
    for mean, seen in ((6.0, True), (1.8, False)):
        row = rows_of(chance.times(mean * world.force.busy[owner], len(rows)))
        into = (chance.between(0, 0.9, len(row)) * (end - start)[row]).astype(np.int64)
        when = world.roster.moment(chance, owner[row], start[row] + into)
        when = np.where(when < end[row], when, NOTHING)
        if seen:
            write_look_ups(
                world, chance, owner[row], when, person[row], incident=files[row], named=0.7, reason="court file"
            )
        else:
            speak_with(world, chance, owner[row], person[row], when, incident=files[row])


def _plans(world: World, chance: Chance) -> None:
    """Sergeants order passing attention, or weekly visits to a repeat victim; most visits get into the log."""
    for kind, a_month, visits, calls in (("patrol_plan", 0.5, 7.0, 0.3), ("repeat_victim_plan", 0.2, 5.0, 4.0)):
        group = world.force.of_unit("neighbourhood", "community")
        group = group[rows_of(chance.times(a_month * world.days / 30, len(group)))]
        begun = world.roster.moment(chance, group, FIRST + chance.whole(0, world.days * DAY, len(group)))
        staff, start = group[known(begun)], begun[known(begun)]
        person = chance.one_of(world.public.trouble, len(staff))
        end = start + chance.whole(14, 60, len(staff)) * DAY
        files = _agreed(world, kind, staff, person, (start, end))
        row = rows_of(chance.times(visits, len(staff)))
        when = start[row] + (chance.between(0, 1, len(row)) * (end - start)[row]).astype(np.int64)
        who, whom, until, file = staff[row], person[row], end[row], files[row]
        call_round(world, chance, staff=who, person=whom, when=when, before=until, incident=file, logged=0.7)
        row = rows_of(chance.times(calls, len(staff)))
        when = world.roster.moment(chance, staff[row], start[row] + chance.whole(0, 30 * DAY, len(row)))
        when = np.where(when < end[row], when, NOTHING)
        speak_with(world, chance, staff[row], person[row], when, incident=files[row])
        write_look_ups(world, chance, staff[row], when, person[row], incident=files[row], reason="plan")


def _agreed(world: World, kind: str, staff: Whole, person: Whole, times: tuple[Whole, Whole]) -> Whole:
    """Opens the plans and gives them to those who will carry them out."""
    start, end = times
    files = open_files(world, kind, start, end, person)
    until = np.where(end > world.end, NOTHING, end)
    world.book.add("involvements", incident_id=files, nominal_id=person, role="victim", from_at=start)
    world.book.add("assignments", incident_id=files, staff_id=staff, role="neighbourhood", from_at=start, to_at=until)
    agreed, above = start + 20 * MINUTE, world.force.supervisor[staff]
    world.book.add("log_entries", incident_id=files, staff_id=above, at=agreed, text="Plan agreed with the team.")
    return files


def _lists(world: World, chance: Chance) -> None:
    """Dozens of people, each to be rung once: an appeal for witnesses, or a survey of victims."""
    for kind in ("appeal_for_witnesses", "reassurance_survey"):
        staff = world.force.of_unit("neighbourhood", "community")
        staff = staff[rows_of(chance.times(0.04 * world.days / 30, len(staff)))]
        start = FIRST + chance.whole(0, world.days * DAY, len(staff))
        end = start + 12 * DAY
        files = open_files(world, kind, start, end, np.full(len(staff), NOTHING))
        world.book.add("assignments", incident_id=files, staff_id=staff, role="neighbourhood", from_at=start)
        world.book.add(
            "log_entries", incident_id=files, staff_id=world.force.supervisor[staff], at=start + HOUR,
            text="Everybody on the list to be rung.",
        )  # fmt: skip
        row = rows_of(chance.whole(18, 50, len(staff)))
        people = chance.whole(0, len(world.public), len(row))
        world.book.add("involvements", incident_id=files[row], nominal_id=people, role="witness", from_at=start[row])
        when = world.roster.moment(chance, staff[row], start[row] + chance.whole(0, 8 * DAY, len(row)))
        when = np.where(when < end[row], when, NOTHING)
        speak_with(world, chance, staff[row], people, when, incident=files[row])
        write_look_ups(world, chance, staff[row], when, people, incident=files[row])


def _school_patrols(world: World, chance: Chance) -> None:
    """Somebody is seen outside a school when it ends, because a plan says so."""
    staff = world.force.of_unit("schools", "community")
    staff = staff[rows_of(chance.times(0.05 * world.days / 30, len(staff)))]
    schools = world.town.places("school")
    school = schools[chance.whole(0, len(schools), len(staff))]
    start = FIRST + chance.whole(0, world.days * DAY, len(staff))
    files = open_files(world, "school_patrol", start, start + 40 * DAY, np.full(len(staff), NOTHING))
    world.book.add("assignments", incident_id=files, staff_id=staff, role="neighbourhood", from_at=start)
    row = rows_of(chance.times(12.0, len(staff)))
    when = world.roster.moment(chance, staff[row], start[row] + chance.whole(0, 38 * DAY, len(row)))
    free = np.flatnonzero((when != NOTHING) & world.without_task(staff[row], when, when + 25 * MINUTE))
    row, when = row[free], when[free]
    away = chance.draws.normal(0, 25, (2, len(row)))
    x, y = world.town.place_x[school[row]] + away[0], world.town.place_y[school[row]] + away[1]
    until = when + chance.whole(10 * MINUTE, 25 * MINUTE, len(row))
    world.go(staff[row], when, until, x, y, about=(files[row], np.full(len(row), NOTHING)))


def call_round(
    world: World,
    chance: Chance,
    *,
    staff: Whole,
    person: Whole,
    when: Whole,
    before: Whole,
    incident: Whole,
    logged: float,
) -> None:
    """Visits by who has a vehicle and no task at that time; `logged` is the share the control room knows of."""
    when = world.roster.moment(chance, staff, when)
    length = chance.whole(9 * MINUTE, 45 * MINUTE, len(staff))
    rows = np.flatnonzero((when != NOTHING) & (when < before) & world.without_task(staff, when, when + length))
    staff, person, when, length, incident = staff[rows], person[rows], when[rows], length[rows], incident[rows]
    x, y = world.public.home_at(person, when)
    away = chance.draws.normal(0, 16, (2, len(rows)))
    world.go(staff, when, when + length, x + away[0], y + away[1], about=(incident, person))
    told = np.flatnonzero((incident != NOTHING) & chance.happens(logged, len(rows)))
    world.book.add(
        "deployments",
        about=(incident[told], person[told]),
        incident_id=incident[told],
        staff_id=staff[told],
        tasked_by=np.where(chance.happens(0.6, len(told)), 1, 2),
        assigned_at=when[told] - chance.whole(2 * MINUTE, 15 * MINUTE, len(told)),
        on_scene_at=when[told],
        cleared_at=when[told] + length[told],
    )
