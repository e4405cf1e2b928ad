"""Force time (Europe/London) and UTC: shifts are planned by the clock on the wall, records are kept in UTC."""

import datetime as dt
from zoneinfo import ZoneInfo

import numpy as np

from upstander.simulation.arrays import DAY, HOUR, Whole

LONDON = ZoneInfo("Europe/London")
# A Monday in winter, when midnight in London is midnight UTC; a year from it holds both changes of the clock.
FIRST = int(dt.datetime(2025, 1, 6, tzinfo=dt.UTC).timestamp())


def to_utc(wall: Whole) -> Whole:
    """Seconds as the clock on the wall counts them, as UTC; in the hour that comes twice, the first of the two."""
    hours, place = np.unique(wall // HOUR, return_inverse=True)
    offsets = np.array([_offset(int(hour)) for hour in hours], dtype=np.int64)
    return wall - offsets[place.reshape(wall.shape)]


def to_wall(instants: Whole) -> Whole:
    """UTC seconds as the clock on the wall shows them."""
    hours, place = np.unique(instants // HOUR, return_inverse=True)
    moments = (dt.datetime.fromtimestamp(int(hour) * HOUR, LONDON) for hour in hours)
    offsets = np.array([_seconds(moment.utcoffset()) for moment in moments], dtype=np.int64)
    return instants + offsets[place.reshape(instants.shape)]


def hour_on_the_wall(instants: Whole) -> Whole:
    """0 to 23."""
    return to_wall(instants) % DAY // HOUR


def _offset(wall_hour: int) -> int:
    naive = dt.datetime(1970, 1, 1, tzinfo=LONDON) + dt.timedelta(hours=wall_hour)  # arithmetic by the wall clock
    return _seconds(naive.utcoffset())


def _seconds(offset: dt.timedelta | None) -> int:
    return int(offset.total_seconds()) if offset else 0
