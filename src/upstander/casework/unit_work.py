"""What the unit's own people read and worked on of reports, intelligence, watchlist, declarations: by the log alone.

Nobody is given a report as a part of a matter is given. So who did something with it worked on it: from the beginning
of the day of the first thing they did, as reading comes before doing, until some weeks after the last.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from upstander.access.models import Account
from upstander.audit.event import EPOCH, Event

KINDS = frozenset({"report", "intelligence", "watchlist", "declaration"})
AFTERWARDS = dt.timedelta(days=28)  # in which somebody looks again at what they did: ours, no source gives one
ROLE = "investigator"


@dataclass(frozen=True)
class Worked:
    """That somebody worked on something."""

    key: str
    staff_id: str
    first: dt.datetime
    until: dt.datetime


def known(events: Iterable[Event]) -> Mapping[str, dt.datetime]:
    """Every report, intelligence, watchlist entry and declaration that the log names, with when it first does."""
    first: dict[str, dt.datetime] = {}
    for event in events:
        if event.object_kind in KINDS and event.object_id:
            first.setdefault(event.object_id, _at(event))
    return first


def worked(events: Iterable[Event], accounts: Mapping[str, Account]) -> Iterator[Worked]:
    """Who did something with each of them, and for how long that explains their reading."""
    done: dict[tuple[str, str], list[dt.datetime]] = {}
    for event in events:
        if event.object_kind in KINDS and event.object_id and event.outcome == "done" and event.actor in accounts:
            done.setdefault((event.object_id, accounts[event.actor].staff_id), []).append(_at(event))
    for (key, staff_id), times in done.items():
        day = times[0].replace(hour=0, minute=0, second=0, microsecond=0)
        yield Worked(key, staff_id, day, times[-1] + AFTERWARDS)


def whom(key: str) -> str:
    """The number under which whoever something tells of stands in the feeds: the desk's own, and nobody's name."""
    return f"desk:{key}"


def _at(event: Event) -> dt.datetime:
    return EPOCH + dt.timedelta(microseconds=event.at)
