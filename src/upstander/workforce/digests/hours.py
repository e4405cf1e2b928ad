"""The hours of a day of duty: which shifts belong to it, which moments, and what is left between stretches of work.

A day holds the shifts that begin on it where the force is, so that a night is told once and whole.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from upstander.contacts.clock import HOUR
from upstander.contacts.force_time import FORCE_ZONE

LONGEST = 24 * HOUR  # that shifts which touch are taken as one: a roster of whole days is no shift of a month. Ours
TAIL = 6 * HOUR  # after a shift, in which what is done still belongs to it. Ours


class Stretch(NamedTuple):
    """From one instant to another, in microseconds since 1970 UTC."""

    start: int
    end: int

    def holds(self, at: int) -> bool:
        """Whether an instant lies in it."""
        return self.start <= at < self.end

    def cut(self, other: "Stretch") -> "Stretch | None":
        """What two stretches have in common; none where that is nothing."""
        both = Stretch(max(self.start, other.start), min(self.end, other.end))
        return both if both.start < both.end else None


def midnights(day: dt.date) -> Stretch:
    """A day from its first midnight to its last, where the force is: 23 or 25 hours where the clocks change."""
    return Stretch(_midnight(day), _midnight(day + dt.timedelta(days=1)))


def _midnight(day: dt.date) -> int:
    return int(dt.datetime(day.year, day.month, day.day, tzinfo=FORCE_ZONE).timestamp()) * 1_000_000


def clock(at: int, day: dt.date) -> str:
    """An instant as the clock on the wall says it, with its date where that is another day: 02:10 on 4 March.

    In the hour that the clocks go through twice, with which of the two it is: 01:10 BST.
    """
    told = dt.datetime.fromtimestamp(at / 1_000_000, FORCE_ZONE)
    twice = told.replace(fold=0).utcoffset() != told.replace(fold=1).utcoffset()
    hour = f"{told:%H:%M %Z}" if twice else f"{told:%H:%M}"
    return hour if told.date() == day else f"{hour} on {told:%-d %B}"


def how_long(minutes: int) -> str:
    """Minutes as people say them: 45 minutes, 1 hour, 7 hours 54 minutes."""
    hours, left = divmod(minutes, 60)
    said = [f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in ((hours, "hour"), (left, "minute")) if n]
    return " ".join(said) or "0 minutes"


@dataclass(frozen=True)
class Duty:
    """The shifts of somebody around a day: those that begin on it, the day before, and the day after.

    `known`: whether the records hold shifts for this day at all; without, somebody with none may have been at work.
    """

    day: Stretch
    known: bool
    shifts: tuple[Stretch, ...]
    before: tuple[Stretch, ...] = ()
    after: tuple[Stretch, ...] = ()

    def holds(self, at: int) -> bool:
        """Whether an instant belongs to this day: to one of its shifts, or on it and to no shift at all.

        It belongs to one day and no other: to the shift in which it lies, or else to the one that ended last before
        it, within its tail.
        """
        every = (*self.before, *self.shifts, *self.after)
        ended = [one for one in every if Stretch(one.end, one.end + TAIL).holds(at)]
        owner = max((one for one in every if one.holds(at)), default=None)
        owner = owner or max(ended, default=None, key=lambda one: one.end)
        return owner in self.shifts if owner else self.day.holds(at)

    def shift_of(self, at: int) -> Stretch | None:
        """The shift in which an instant lies."""
        return next((one for one in self.shifts if one.holds(at)), None)

    def shift_before(self, at: int) -> Stretch | None:
        """The last shift of this day that had ended at an instant."""
        return max((one for one in self.shifts if one.end <= at), default=None, key=lambda one: one.end)

    def spans(self) -> Sequence[Stretch]:
        """When somebody is looked at: their shifts, or the whole day where no shifts are held."""
        return self.shifts if self.known else (self.day,)


def duty(shifts: Iterable[Stretch], day: dt.date, *, known: bool = True) -> Duty:
    """The shifts of somebody, by the day on which each begins; overtime that touches a shift goes on with it."""
    today, found = midnights(day), joined(shifts, LONGEST)
    return Duty(
        today,
        known,
        tuple(one for one in found if today.holds(one.start)),
        tuple(one for one in found if one.start < today.start),
        tuple(one for one in found if one.start >= today.end),
    )


def joined(stretches: Iterable[Stretch], longest: int | None = None) -> list[Stretch]:
    """Stretches that touch or overlap, as one, as long as that is no longer than `longest`."""
    found: list[Stretch] = []
    for one in sorted(set(stretches)):
        both = Stretch(found[-1].start, max(found[-1].end, one.end)) if found else one
        if found and one.start <= found[-1].end and (longest is None or both.end - both.start <= longest):
            found[-1] = both
        else:
            found.append(one)
    return found


def left_between(whole: Stretch, taken: Iterable[Stretch], least: int) -> Iterator[Stretch]:
    """What of a stretch no other takes, where it is long enough."""
    at = whole.start
    for one in (*sorted(taken), Stretch(whole.end, whole.end)):
        until = min(one.start, whole.end)
        if until - at >= least:
            yield Stretch(at, until)
        at = max(at, one.end)
