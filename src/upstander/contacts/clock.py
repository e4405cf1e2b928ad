"""Lengths of time in the store's unit, microseconds, and the day an instant falls on."""

import ibis.expr.types as ir

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

UNITS = {"seconds": SECOND, "minutes": MINUTE, "hours": HOUR, "days": DAY}


def day_of(instant: ir.Value, days: int = 1) -> ir.Value:
    """Days since 1970 (UTC) of an instant; with `days`, the number of the run of so many days it falls in."""
    return (instant // (days * DAY)).cast("int64")
