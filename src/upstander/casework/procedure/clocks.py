"""What is due when, what was late, and why: each clock run that the events of a matter have started."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from upstander.casework.procedure.days import due_after
from upstander.casework.procedure.history import Event
from upstander.casework.procedure.law import Clock, Reason, matches
from upstander.casework.procedure.standing import Standing


@dataclass(frozen=True)
class Run:
    """One clock, started by one event. `met` is the event that met it, `stopped` the one that ended it unmet."""

    clock: Clock
    started: Event
    due: dt.date
    day: dt.date
    met: Event | None = None
    stopped: Event | None = None

    @property
    def state(self) -> str:
        """One of: met, met late, stopped, running, late."""
        if self.met:
            return "met late" if self.met.day > self.due else "met"
        if self.stopped:
            return "stopped"
        return "late" if self.day > self.due else "running"

    @property
    def reason(self) -> Reason:
        """What is due and where it stands, in plain words with the rule."""
        unit = self.clock.unit if self.clock.length == 1 else f"{self.clock.unit}s"
        since = f'{self.clock.length} {unit} from "{self.started.what}" on {self.started.day:%d %B %Y}'
        return Reason(f"{self.clock.says} Due by {self.due:%d %B %Y} ({since}): {self._told()}.", self.clock)

    def _told(self) -> str:
        if self.met:
            late = (self.met.day - self.due).days
            days = "1 calendar day" if late == 1 else f"{late} calendar days"
            return f"done {self.met.day:%d %B %Y}" + (f", {days} late" if late > 0 else ", in time")
        if self.stopped:
            return f'no longer due since "{self.stopped.what}" on {self.stopped.day:%d %B %Y}'
        return "late, and not done" if self.day > self.due else "not done yet"


def clock_runs(now: Standing) -> tuple[Run, ...]:
    """Every run of every clock in force, those due first first."""
    runs = (run for clock in now.law.clocks for run in _runs(now, clock))
    return tuple(sorted(runs, key=lambda run: (run.due, run.clock.id)))


def _runs(now: Standing, clock: Clock) -> Iterable[Run]:
    for place, event in enumerate(now.events):
        starts = event.what == clock.starts and matches(event.details, clock.when)
        if starts and clock.holds(now.matter.kind, now.attention, event.day):
            due = due_after(event.day, clock.length, clock.unit, first_day_counts=clock.first_day_counts)
            met, stopped = _end(clock, event, now.events[place + 1 :])
            yield Run(clock, event, due, now.day, met, stopped)


def _end(clock: Clock, started: Event, later: tuple[Event, ...]) -> tuple[Event | None, Event | None]:
    """The first later event about the same thing that met the clock, or that stopped it before."""
    about = {name: started.detail(name) for name in clock.same}
    for event in later:
        if matches(event.details, about) and event.what in clock.met_by:
            return event, None
        if matches(event.details, about) and event.what in clock.stopped_by:
            return None, event
    return None, None
