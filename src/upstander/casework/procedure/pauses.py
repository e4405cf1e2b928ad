"""When a clock does not run: the times for which a rule holds it, and the day on which it is due after them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from upstander.casework.procedure.days import due_after, working_days_between
from upstander.casework.procedure.history import Event
from upstander.casework.procedure.law import Clock, Pause, matches
from upstander.casework.procedure.standing import Standing


@dataclass(frozen=True)
class Held:
    """A time for which a clock is held: since which event and, where it is over, until which day; and by which rule."""

    since: Event
    until: dt.date | None
    rule: Pause


@dataclass(frozen=True)
class Waited:
    """What holds have done to a run: the day on which it is due after those that are over, and one that is not."""

    due: dt.date
    by: Held | None = None


def waited(now: Standing, clock: Clock, started: dt.date, due: dt.date, over: dt.date | None) -> Waited:
    """What holds do to a run that started on a day and would be due on another. `over`: when it was met or stopped."""
    for held in _all_held(now, clock):
        begins = max(held.since.day, started)
        if begins > due or (over and over <= begins) or (held.until and held.until <= begins):
            continue
        if held.until is None:
            return Waited(due, held)
        due = _moved(clock, due, begins, held.until)
    return Waited(due)


def hold_that_stands(now: Standing) -> Event | None:
    """The newest entry by which the matter is held; None where nothing holds it, or the last hold has ended."""
    begins = {pause.begins for pause in now.law.pauses}
    about = [event for event in now.events if event.what in begins | {pause.ends for pause in now.law.pauses}]
    return about[-1] if about and about[-1].what in begins else None


def _all_held(now: Standing, clock: Clock) -> Iterable[Held]:
    """Every time for which some rule in force holds a clock, the earliest first."""
    found = [held for pause in now.law.pauses if clock.id in pause.clocks for held in _held(now, pause)]
    return sorted(found, key=lambda held: held.since.day)


def _held(now: Standing, pause: Pause) -> Iterable[Held]:
    since: Event | None = None
    for event in now.events:
        begins = event.what == pause.begins and matches(event.details, pause.when)
        if since is None and begins and pause.holds(now.matter.kind, now.attention, event.day):
            since = event
        elif since and not begins and event.what in {pause.begins, pause.ends}:
            yield Held(since, event.day, pause)  # ended, or said anew for less than this rule holds
            since = None
    if since:
        yield Held(since, None, pause)


def _moved(clock: Clock, due: dt.date, begins: dt.date, until: dt.date) -> dt.date:
    """The day on which a clock is due once the days for which it was held are added, in the days that it counts."""
    if clock.unit != "working day":
        return due + (until - begins)
    lost = working_days_between(begins, until)
    return due_after(due, lost, clock.unit) if lost else due
