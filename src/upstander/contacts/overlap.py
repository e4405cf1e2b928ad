"""What happened at one time: tables with a beginning and an end, joined by day and then by overlap."""

import ibis
import ibis.expr.types as ir

from upstander.contacts.clock import day_of
from upstander.contacts.roster import by_day

TIMES = ("start_at", "end_at")


def dated(table: ir.Table) -> ir.Table:
    """Every row once for each day (UTC) it touches, as `day`."""
    return by_day(table, keep=tuple(name for name in table.columns if name not in TIMES))


def at_one_time(table: ir.Table, others: ir.Table, on: list[str]) -> ir.Table:
    """Rows of two tables (start_at, end_at) that are equal in the columns `on` and overlap in time.

    Adds the other columns of `others`; its times as other_start_at and other_end_at. Each pair is found by the day on
    which both first are, so that no join asks for a range alone.
    """
    right = dated(others).rename(other_start_at="start_at", other_end_at="end_at")
    both = dated(table).join(right, [*on, "day"])
    return both.filter(overlapping(both)).drop("day")


def overlapping(both: ir.Table) -> ir.Value:
    """Whether two times of a row overlap, and `day` is the first day they share."""
    first_day = ibis.greatest(day_of(both.start_at), day_of(both.other_start_at))
    overlap = (both.start_at < both.other_end_at) & (both.other_start_at < both.end_at)
    return overlap & (both.day == first_day)
