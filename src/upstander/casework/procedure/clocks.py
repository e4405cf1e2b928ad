"""What is due when, what was late, and why: each clock run that the events of a matter have started."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from upstander.casework.procedure.conditions import holds
from upstander.casework.procedure.days import due_after
from upstander.casework.procedure.history import Event
from upstander.casework.procedure.law import Clock, Reason, matches
from upstander.casework.procedure.pauses import Held, waited
from upstander.casework.procedure.standing import Standing


@dataclass(frozen=True)
class Run:
    """One clock, started by one event. `met` is the event that met it, `stopped` the one that ended it unmet.

    `about`: the details that tell it from other runs of the same clock, such as the person. `held`: it does not run
    now; `waited`: the calendar days by which earlier holds have moved what was due.
    """

    clock: Clock
    started: Event
    due: dt.date
    day: dt.date
    met: Event | None = None
    stopped: Event | None = None
    about: Mapping[str, str] = field(default_factory=dict)
    held: Held | None = None
    waited: int = 0

    @property
    def state(self) -> str:
        """One of: met, met late, stopped, held, running, late."""
        if self.met:
            return "met late" if self.met.day > self.due else "met"
        if self.stopped:
            return "stopped"
        if self.held:
            return "held"
        return "late" if self.day > self.due else "running"

    @property
    def reason(self) -> Reason:
        """What is due and where it stands, in plain words with the rule."""
        since = f'{self._length()} "{self.started.what}" on {self.started.day:%d %B %Y}'
        whom = "".join(f"{name} {value}; " for name, value in self.about.items() if value)
        moved = f"; {self.waited} calendar days later for a hold" if self.waited else ""
        return Reason(
            f"{self.clock.says} Due by {self.due:%d %B %Y} ({whom}{since}{moved}): {self._told()}.", self.clock
        )

    def _length(self) -> str:
        if self.clock.day_in:
            return "the day given in"
        unit = self.clock.unit if self.clock.length == 1 else f"{self.clock.unit}s"
        return f"{self.clock.length} {unit} from"

    def _told(self) -> str:
        if self.met:
            late = (self.met.day - self.due).days
            days = "1 calendar day" if late == 1 else f"{late} calendar days"
            return f"done {self.met.day:%d %B %Y}" + (f", {days} late" if late > 0 else ", in time")
        if self.stopped:
            return f'no longer due since "{self.stopped.what}" on {self.stopped.day:%d %B %Y}'
        if self.held:
            since, rule = self.held.since, self.held.rule
            return f'does not run since "{since.what}" on {since.day:%d %B %Y}. {Reason(rule.says, rule)}'
        return "late, and not done" if self.day > self.due else "not done yet"


def clock_runs(now: Standing) -> tuple[Run, ...]:
    """Every run of every clock in force, those due first first."""
    runs = (run for clock in now.law.clocks for run in _runs(now, clock))
    return tuple(sorted(runs, key=lambda run: (run.due, run.clock.id)))


def _runs(now: Standing, clock: Clock) -> Iterable[Run]:
    for place, about in _begun(now, clock):
        event = now.events[place]
        due = _due(clock, event)
        if due is None:
            continue
        met, stopped = _end(clock, about, now.events[place + 1 :])
        over = met or stopped
        wait = waited(now, clock, event.day, due, over.day if over else None)
        if met or holds(clock.only_if, now.asked()):
            yield Run(clock, event, wait.due, now.day, met, stopped, about, wait.by, (wait.due - due).days)


def _due(clock: Clock, event: Event) -> dt.date | None:
    """The day that a clock reckons from an event, or finds in it; none where a day is to be found and none is given."""
    if clock.day_in:
        return _day(event.detail(clock.day_in))
    return due_after(event.day, clock.length, clock.unit, first_day_counts=clock.first_day_counts)


def _day(given: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(given)
    except ValueError:  # of an entry that was made before its form asked for a day
        return None


def _begun(now: Standing, clock: Clock) -> Iterable[tuple[int, Mapping[str, str]]]:
    """The places in the history from which a clock runs, each with the details that tell what it is about."""
    starts = [place for place, event in enumerate(now.events) if _starts(now, clock, event)]
    if not clock.for_each:
        return [(place, {name: now.events[place].detail(name) for name in clock.same}) for place in starts]
    key, named = clock.for_each["key"], dict[str, int]()
    for place, event in enumerate(now.events):
        if event.what == clock.for_each["event"]:
            named.setdefault(event.detail(key), place)
    return [(max(starts[0], place), {key: who}) for who, place in named.items()] if starts else []


def _starts(now: Standing, clock: Clock, event: Event) -> bool:
    starts = event.what == clock.starts and matches(event.details, clock.when)
    return starts and clock.holds(now.matter.kind, now.attention, event.day)


def _end(clock: Clock, about: Mapping[str, str], later: tuple[Event, ...]) -> tuple[Event | None, Event | None]:
    """The first later event about the same thing that met the clock, or that stopped it before."""
    for event in later:
        if event.what in clock.met_by and matches(event.details, about):
            return event, None
        if event.what in clock.stopped_by and _stops(event, about):
            return None, event
    return None, None


def _stops(event: Event, about: Mapping[str, str]) -> bool:
    """Whether an event ends a clock: one that names nobody, as the closing does, ends that of everybody."""
    return matches(event.details, {name: value for name, value in about.items() if event.detail(name)})
