"""The simulated force as one thing: everything that causes records, and the book in which they are written."""

from dataclasses import dataclass, field

import numpy as np

from upstander.simulation.arrays import DAY, MINUTE, NOTHING, Real, Whole, Yes
from upstander.simulation.book import Book
from upstander.simulation.causes import NOBODY, About
from upstander.simulation.chance import Chance
from upstander.simulation.clock import FIRST
from upstander.simulation.crews import Crews
from upstander.simulation.dispatch import Jobs
from upstander.simulation.handsets import Handsets
from upstander.simulation.incidents import Incidents
from upstander.simulation.public import Public
from upstander.simulation.roster import LONG, OnDuty, Roster
from upstander.simulation.town import Town
from upstander.simulation.workforce import Workforce


@dataclass
class Errands:
    """Where somebody went in the vehicle without the control room's knowing: rows for the movements alone."""

    staff: list[Whole] = field(default_factory=list)
    start: list[Whole] = field(default_factory=list)
    end: list[Whole] = field(default_factory=list)
    x: list[Real] = field(default_factory=list)
    y: list[Real] = field(default_factory=list)
    cause: list[int] = field(default_factory=list)
    about: list[About] = field(default_factory=list)


@dataclass
class World:
    """All that the traces are made from."""

    seed: int
    days: int
    book: Book
    town: Town
    force: Workforce
    roster: Roster
    public: Public
    crews: Crews
    incidents: Incidents
    jobs: Jobs
    handsets: Handsets
    errands: Errands = field(default_factory=Errands)
    extra_incidents: int = 0
    _sorted: tuple[Whole, Whole, Whole] | None = None
    _groups: dict[tuple[str, ...], OnDuty] = field(default_factory=dict)

    @property
    def end(self) -> int:
        """The instant at which the records stop."""
        return FIRST + self.days * DAY

    def go(self, staff: Whole, start: Whole, end: Whole, x: Real, y: Real, *, about: About = NOBODY) -> None:
        """Stops made by staff, in metres and instants; `about` is the incident and the person it was for."""
        self.errands.staff.append(staff)
        self.errands.start.append(start)
        self.errands.end.append(end)
        self.errands.x.append(x)
        self.errands.y.append(y)
        self.errands.cause.append(self.book.cause)
        self.errands.about.append(about)

    def chance(self, part: str) -> Chance:
        """A stream of its own for each part."""
        return Chance(self.seed, part)

    def on_duty(self, *units: str) -> OnDuty:
        """Finds people of these units on duty."""
        if units not in self._groups:
            self._groups[units] = OnDuty(self.roster, self.force.of_unit(*units))
        return self._groups[units]

    def new_incident(self) -> int:
        """The position of one more incident, for those that no member of the public reported."""
        self.extra_incidents += 1
        return len(self.incidents) + self.extra_incidents - 1

    def within(self, when: Whole) -> Whole:
        """Which of these instants fall in the days of the traces."""
        return np.flatnonzero((when != NOTHING) & (when >= FIRST) & (when < self.end))

    def jobs_by_crew(self) -> tuple[Whole, Whole, Whole]:
        """Crew, sent and free again of every job, sorted by crew and time."""
        if self._sorted is None:
            _, crew, _, assigned, _, cleared = self.jobs.columns()
            order = np.lexsort((assigned, crew))
            self._sorted = (crew[order], assigned[order], cleared[order])
        return self._sorted

    def without_task(self, staff: Whole, start: Whole, end: Whole) -> Yes:
        """Whether each was out with a vehicle or terminal, and had no task from some minutes before to some after."""
        crew = self.crews.of(self.roster, staff, start)
        held = np.maximum(crew, 0)
        out = (crew != NOTHING) & (self.crews.device[held] != NOTHING)
        out &= (start > self.crews.start[held] + 30 * MINUTE) & (end < self.crews.end[held] - 25 * MINUTE)
        crews, assigned, cleared = self.jobs_by_crew()
        place = np.searchsorted(crews * LONG + assigned, held * LONG + end + 10 * MINUTE) - 1
        before = np.maximum(place, 0)
        return np.asarray(out & ((place < 0) | (crews[before] != held) | (cleared[before] < start - 10 * MINUTE)))

    def work_phone(self, staff: Whole, when: Whole) -> Whole:
        """The work telephone each had at an instant; NOTHING for who had none."""
        return self.handsets.of(staff, when)
