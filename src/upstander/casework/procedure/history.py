"""A matter and its history: dated events, by whom, that are never rewritten, only superseded."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from upstander.casework.procedure.rule import KINDS

ATTENTION = "matter came to attention"
WITHDRAWN = "entry withdrawn"


class HistoryError(ValueError):
    """A history that cannot be read; its words name the event and the remedy."""


@dataclass(frozen=True)
class Event:
    """One thing that happened in a matter.

    `day` is when it happened and `recorded` when it was written down. An entry that `supersedes` another (by number)
    stands in its place from the day it was recorded, and must say `why`. `imported`: it was done elsewhere or earlier,
    and is kept as it was done, whatever the rules say. `invented`: the day stands in no source.
    """

    number: int
    day: dt.date
    what: str
    by: str
    details: Mapping[str, str] = field(default_factory=dict)
    recorded: dt.date | None = None
    supersedes: int | None = None
    why: str = ""
    imported: bool = False
    invented: bool = False

    @property
    def known(self) -> dt.date:
        """The day from which the entry was known."""
        return self.recorded or self.day

    def detail(self, name: str) -> str:
        """A detail by its name, "by" included; empty where it was not given."""
        return self.by if name == "by" else self.details.get(name, "")

    def __str__(self) -> str:
        return f"{self.number} ({self.day:%d %B %Y}, {self.what})"


@dataclass(frozen=True)
class Matter:
    """A matter about one member of staff, of the kind they were when it came to attention. Raises HistoryError."""

    subject: str
    kind: str
    history: tuple[Event, ...] = ()

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise HistoryError(f"{self.subject} is a {self.kind!r}: give one of {', '.join(KINDS)}")
        seen: dict[int, Event] = {}
        for event in self.history:
            _check(event, seen)
            seen[event.number] = event

    def with_event(self, event: Event) -> "Matter":
        """The matter with one more entry."""
        return replace(self, history=(*self.history, event))

    def events(self, day: dt.date) -> tuple[Event, ...]:
        """What stands of the history as known on a day, in the order it happened.

        A correction takes the place that its entry had among those of the same day.
        """
        known = [event for event in self.history if event.known <= day]
        replaced = {event.supersedes for event in known}
        stands = [e for e in known if e.number not in replaced and e.what != WITHDRAWN and e.day <= day]
        return tuple(sorted(stands, key=lambda e: (e.day, self._place(e))))

    def attention(self, day: dt.date) -> dt.date:
        """The day the matter came to the appropriate authority's attention; raises HistoryError where none is given."""
        for event in self.events(day):
            if event.what == ATTENTION:
                return event.day
        raise HistoryError(f'the matter of {self.subject} has no "{ATTENTION}" by {day}: add it, it chooses the rules')

    def _place(self, event: Event) -> int:
        by_number = {e.number: e for e in self.history}
        while event.supersedes is not None:
            event = by_number[event.supersedes]
        return event.number


def _check(event: Event, seen: Mapping[int, Event]) -> None:
    if event.number in seen:
        raise HistoryError(f"two entries are numbered {event.number}: history is added to, so give the next number")
    if event.supersedes is None:
        if event.what == WITHDRAWN:
            raise HistoryError(f"entry {event} withdraws nothing: name the entry that it supersedes")
        return
    if event.supersedes not in seen:
        raise HistoryError(
            f"entry {event} supersedes {event.supersedes}, which is not before it: name an earlier entry"
        )
    if any(other.supersedes == event.supersedes for other in seen.values()):
        raise HistoryError(f"entry {event.supersedes} is superseded already: supersede the correction instead")
    if not event.why:
        raise HistoryError(f"entry {event} supersedes {event.supersedes} and does not say why: give a reason")
    if event.known < seen[event.supersedes].known:
        raise HistoryError(
            f"entry {event} was recorded before entry {event.supersedes} that it supersedes: check the days"
        )
