"""Makes a force that does not exist and writes its records."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from upstander.records.catalogue import all_feeds
from upstander.simulation.book import Book
from upstander.simulation.calls import take_calls
from upstander.simulation.casework import do_casework
from upstander.simulation.chance import Chance
from upstander.simulation.crews import build_crews, write_bookings
from upstander.simulation.custody import hold_detainees
from upstander.simulation.dispatch import ControlRoom, Jobs
from upstander.simulation.errors import go_wrong
from upstander.simulation.handsets import share_handsets
from upstander.simulation.incidents import build_incidents
from upstander.simulation.look_ups import look_things_up
from upstander.simulation.movements import positions_by_month
from upstander.simulation.personnel import keep_files
from upstander.simulation.planned_work import plan_work
from upstander.simulation.public import build_public
from upstander.simulation.roster import build_roster
from upstander.simulation.stories import tell_stories
from upstander.simulation.telephony import use_telephones
from upstander.simulation.town import build_town
from upstander.simulation.truth import Truth, write_truth
from upstander.simulation.truth_of_traces import CausesFile, write_stays
from upstander.simulation.unrecorded import leave_things_out
from upstander.simulation.workforce import build_workforce, write_workforce
from upstander.simulation.world import World
from upstander.simulation.writing import Labels, write_feed, write_positions

Told = Callable[[str], None]


def simulate(out: Path, staff: int, days: int, seed: int, progress: Told | None = None) -> dict[str, int]:
    """Writes OUT/records and OUT/truth; returns the rows of each feed. The same seed gives the same files.

    `progress` is told what is being made. ValueError when the force is too small to have every kind of unit.
    """
    tell = progress or (lambda _: None)
    world, truth = live(staff, days, seed, tell), Truth()
    tell("telling stories")
    tell_stories(world, truth)
    go_wrong(world)
    return _write(out, world, truth, tell)


def live(staff: int, days: int, seed: int, tell: Told) -> World:
    """Lets the force work for so many days."""
    world = _begin(staff, days, seed, tell)
    tell("sending crews")
    room = ControlRoom(world.chance("dispatch"), world.force, world.roster, world.crews, world.incidents)
    stations = world.town.places("police_station")
    room.work(world.town.place_x[stations], world.town.place_y[stations])
    world.jobs = room.jobs
    for what, happens in (
        ("working on cases", do_casework),
        ("taking calls", take_calls),
        ("holding detainees", hold_detainees),
        ("looking things up", look_things_up),
        ("ringing people", use_telephones),
        ("planning work", plan_work),
        ("leaving things out", leave_things_out),
        ("keeping personal files", keep_files),
    ):
        tell(what)
        happens(world)
    write_bookings(world.chance("bookings"), world.crews, world.book)
    return world


def _begin(staff: int, days: int, seed: int, tell: Told) -> World:
    """The force on its first morning: its ground, its people, their shifts, and what is going to happen."""
    tell("building the town and the workforce")
    book = Book()
    town = build_town(Chance(seed, "town"), staff, book)
    force = build_workforce(Chance(seed, "workforce"), staff, days, town)
    write_workforce(Chance(seed, "numbers"), force, book)
    public = build_public(Chance(seed, "public"), staff, days, town, book)
    tell("planning shifts")
    roster = build_roster(Chance(seed, "roster"), force, days, book)
    crews = build_crews(Chance(seed, "crews"), force, roster)
    incidents = build_incidents(Chance(seed, "incidents"), staff, days, town, public)
    handsets = share_handsets(force, roster, book)
    return World(seed, days, book, town, force, roster, public, crews, incidents, Jobs(), handsets)


def _write(out: Path, world: World, truth: Truth, tell: Told) -> dict[str, int]:
    chance = world.chance("writing")
    sizes = {
        "staff": len(world.force),
        "public": len(world.public),
        "devices": len(world.crews.tracked),
        "places": len(world.town.place_x),
        "teams": int(np.max(world.force.team)) + 1,
    }
    labels = Labels(chance, world.book, sizes)
    write_truth(out / "truth", truth, labels, world.end)
    write_stays(out / "truth", world, truth, labels)
    causes = CausesFile(out / "truth", world.book, labels, truth.began)
    written = {}
    for name, feed in all_feeds().items():
        tell(f"writing {name}")
        if name == "positions":
            written[name] = write_positions(out / "records", positions_by_month(world), labels)
        else:
            written[name] = write_feed(out / "records", feed, world.book, labels, chance, written_as=causes.take)
    causes.close()
    return written
