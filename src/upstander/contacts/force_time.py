"""Force time: what the clock on the wall says. The store keeps UTC."""

import datetime as dt
from zoneinfo import ZoneInfo

import polars as pl

FORCE_ZONE = ZoneInfo("Europe/London")


def instant_of(text: str, zone: ZoneInfo = FORCE_ZONE) -> int:
    """Microseconds since 1970 of a time in ISO 8601; without an offset it is force time. ValueError if it is none.

    A time that the clocks went through twice is the first; one they left out is an hour later.
    """
    read = dt.datetime.fromisoformat(text)
    aware = read if read.tzinfo else read.replace(tzinfo=zone)
    return int(aware.timestamp()) * 1_000_000 + aware.microsecond


def in_force_time(rows: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """Columns of instants as text a person can read, with the offset: 2025-03-01 22:10:00+00:00."""
    return rows.with_columns(
        pl.from_epoch(name, time_unit="us")
        .dt.replace_time_zone("UTC")
        .dt.convert_time_zone(FORCE_ZONE.key)
        .dt.strftime("%Y-%m-%d %H:%M:%S%:z")
        .alias(name)
        for name in columns
    )
