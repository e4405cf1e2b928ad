"""What honest people do and do not write down: curiosity, help for a colleague, wanting to know how it went.

A few per cent of all look-ups, more by some people than by others. An informal hand-over leaves look-ups, calls and
visits of one pair unexplained together, as a story of misconduct would.
"""

import numpy as np

from upstander.simulation.arrays import DAY, HOUR, NOTHING, Whole, rows_of
from upstander.simulation.chance import Chance
from upstander.simulation.clock import FIRST
from upstander.simulation.incidents import KIND
from upstander.simulation.look_ups import write_look_ups
from upstander.simulation.planned_work import call_round
from upstander.simulation.telephony import speak_with
from upstander.simulation.world import World

HELPED_A_YEAR = 0.5  # informal hand-overs for each officer


def leave_things_out(world: World) -> None:
    """Writes look-ups, calls and visits for which no record gives a purpose."""
    for cause, stream, happens in (
        ("curiosity", "curiosity", _curiosity),
        ("how it went", "afterwards", _how_it_went),
        ("informal help", "help", _informal_help),
        ("big news", "news", _big_news),
        ("passing by", "passing", _passing_by),
    ):
        with world.book.because(cause):
            happens(world, world.chance(stream))


def _nothing(size: int) -> Whole:
    return np.full(size, NOTHING)


def _curiosity(world: World, chance: Chance) -> None:
    """Reading about something heard in the canteen, or a recording that went wrong: one look, sometimes a second."""
    table = world.book.table("accesses")
    done = np.bincount(table["staff_id"], minlength=len(world.force))
    counts = chance.times(0.5 * world.force.careless * done, len(world.force))
    staff = rows_of(counts)
    when = world.roster.moment(chance, staff, FIRST + chance.whole(0, world.days * DAY, len(staff)))
    last = np.searchsorted(world.incidents.reported, when)
    incident = np.maximum(last - 1 - chance.whole(0, 5 * max(len(world.force) // 4, 1), len(staff)), 0)
    nominal = world.incidents.anybody(chance, incident)
    again = np.flatnonzero(chance.happens(0.25, len(staff)))
    write_look_ups(world, chance, staff, when, nominal, incident=_nothing(len(staff)))
    later = np.where(when[again] == NOTHING, NOTHING, when[again] + chance.whole(20, 4 * HOUR, len(again)))
    write_look_ups(world, chance, staff[again], later, nominal[again], incident=_nothing(len(again)))


def _how_it_went(world: World, chance: Chance) -> None:
    """Who attended looks in days later, and sometimes rings, though somebody else has the case."""
    incident, crew, _, _, _, cleared = world.jobs.columns()
    staff = world.crews.first[crew]
    wonders = np.flatnonzero(chance.happens(np.minimum(3 * world.force.careless[staff], 0.3), len(staff)))
    staff, incident = staff[wonders], incident[wonders]
    when = world.roster.moment(chance, staff, cleared[wonders] + chance.whole(DAY, 9 * DAY, len(wonders)))
    nominal = world.incidents.person[incident]
    write_look_ups(world, chance, staff, when, nominal, incident=incident, named=0.25)
    rings = np.flatnonzero(chance.happens(0.25, len(staff)) & (when != NOTHING))
    speak_with(world, chance, staff[rings], nominal[rings], when[rings] + 300, incident=incident[rings])


def _informal_help(world: World, chance: Chance) -> None:
    """For a week or three a team mate does somebody's case for them, and no assignment says so."""
    group = world.force.of_unit("response", "neighbourhood", "community", "detectives")
    relative = world.force.careless[group] / world.force.careless[group].mean()
    helper = group[rows_of(chance.times(HELPED_A_YEAR * world.days / 365 * np.minimum(relative, 4), len(group)))]
    owned = np.flatnonzero((world.incidents.owner != NOTHING) & (world.incidents.reported > FIRST))
    if not len(owned) or not len(helper):
        return
    case = owned[chance.whole(0, len(owned), len(helper))]
    person = world.incidents.person[case]
    start = world.incidents.reported[case] + chance.whole(2 * DAY, 20 * DAY, len(helper))
    end = start + chance.whole(5, 24, len(helper)) * DAY
    for mean, kind in ((4.0, "look"), (2.2, "ring"), (0.8, "visit")):
        row = rows_of(chance.times(mean, len(helper)))
        when = start[row] + (chance.between(0, 1, len(row)) * (end - start)[row]).astype(np.int64)
        if kind == "visit":
            call_round(
                world,
                chance,
                staff=helper[row],
                person=person[row],
                when=when,
                before=end[row],
                incident=case[row],
                logged=0.25,
            )
            continue
        when = world.roster.moment(chance, helper[row], when)
        if kind == "look":
            write_look_ups(world, chance, helper[row], when, person[row], incident=case[row], named=0.3)
        else:
            speak_with(world, chance, helper[row], person[row], when, incident=case[row])


def _big_news(world: World, chance: Chance) -> None:
    """A few times a year everybody reads about the same thing."""
    deaths = np.flatnonzero((world.incidents.sort == KIND["sudden_death"]) & (world.incidents.reported > FIRST))
    news = deaths[chance.happens(min(1.0, 4 * world.days / 365 / max(len(deaths), 1)), len(deaths))]
    readers = chance.whole(0, len(world.force), len(news) * max(3, len(world.force) // 25))
    about = np.repeat(news, max(3, len(world.force) // 25))
    when = world.roster.moment(
        chance, readers, world.incidents.reported[about] + chance.whole(2 * HOUR, 3 * DAY, len(about))
    )
    write_look_ups(world, chance, readers, when, world.incidents.person[about], incident=about, named=0.3)


def _passing_by(world: World, chance: Chance) -> None:
    """Officers look in on somebody they dealt with, once, while they are near; about half get into the log."""
    incident, crew, _, _, _, cleared = world.jobs.columns()
    rows = np.flatnonzero(chance.happens(0.012, len(crew)))
    staff = world.crews.first[crew[rows]]
    when = cleared[rows] + chance.whole(DAY, 40 * DAY, len(rows))
    person = world.incidents.person[incident[rows]]
    before = np.full(len(rows), world.end)
    about = incident[rows]
    call_round(world, chance, staff=staff, person=person, when=when, before=before, incident=about, logged=0.5)
