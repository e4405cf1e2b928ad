"""What commands share that wait for letters of the door: a round at the start, at each urgent one, and now and then."""

import datetime as dt
import signal
from collections.abc import Iterator
from contextlib import closing
from enum import Enum

import psycopg

URGENT = "upstander_urgent"  # what the door's function says when an urgent letter comes (reporting/walls)


def rounds(address: str, seconds: float) -> Iterator[None]:
    """Comes round at once, and then at every urgent letter, and after so many seconds without one.

    Stopped by SIGTERM as by Ctrl+C: it raises KeyboardInterrupt.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with closing(psycopg.connect(address, autocommit=True)) as connection:
        connection.execute(f"LISTEN {URGENT}")
        while True:
            yield
            for _sign in connection.notifies(timeout=seconds, stop_after=1):
                pass


class Due(Enum):
    """What is taken in now."""

    ALL = "everything that waits"
    URGENT = "what is urgent"
    NOTHING = "nothing"


class Timetable:
    """When letters are taken in: on marks of the clock, so that the times in the desk's log are nobody's.

    `every`, `urgent_every`: minutes between marks, counted from midnight (UTC); 0: always. What waits when it begins
    is taken in at once.
    """

    def __init__(self, every: int, urgent_every: int) -> None:
        self._every, self._urgent_every = every, urgent_every
        self._done: dict[Due, tuple[dt.date, int]] = {}

    def due(self, now: dt.datetime) -> Due:
        """What is due, and counts as done with it."""
        if self._new(Due.ALL, self._every, now):
            self._new(Due.URGENT, self._urgent_every, now)
            return Due.ALL
        return Due.URGENT if self._new(Due.URGENT, self._urgent_every, now) else Due.NOTHING

    def _new(self, what: Due, minutes: int, now: dt.datetime) -> bool:
        mark = now.date(), (now.hour * 60 + now.minute) // max(minutes, 1)
        before, self._done[what] = self._done.get(what), mark
        return not minutes or mark != before
