"""Who was on duty when: shifts laid out by day, so that any instant finds its shifts by equality."""

import ibis
import ibis.expr.types as ir

from upstander.contacts.clock import day_of

ON_DUTY = ("duty", "overtime")
AROUND = 3  # days either side of a shift in which "not on duty" can be said; beyond them nothing is known
SLOTS = 4  # duty shifts that may touch one day: night, day, overtime before and after


def roster(shifts: ir.Table) -> ir.Table:
    """One row for each member of staff and day (UTC) with a shift within three days.

    Columns: staff_id, day, and start_1..start_4, end_1..end_4: the duty and overtime shifts touching that day, in
    order; null where there are fewer. A fifth shift touching one day is not kept.
    """
    rostered = by_day(shifts, AROUND).select("staff_id", "day").distinct()
    slots = _in_slots(by_day(shifts.filter(shifts.kind.isin(ON_DUTY))))
    return rostered.left_join(slots, ["staff_id", "day"]).select(rostered, *_slot_columns(slots))


def by_day(shifts: ir.Table, around: int = 0, keep: tuple[str, ...] = ("staff_id",)) -> ir.Table:
    """Times (start_at, end_at) once for each day they touch, and so many days either side, as `day`."""
    first, last = day_of(shifts.start_at) - around, day_of(shifts.end_at) + around + 1
    return shifts.mutate(day=ibis.range(first, last).unnest()).select(*keep, "start_at", "end_at", "day")


def with_duty(table: ir.Table, roster: ir.Table, at: str = "at") -> ir.Table:
    """Adds `on_duty` at the instant in column `at`; null where no shift of that person is near."""
    dated = table.mutate(day=day_of(table[at]))
    found = roster.rename(rostered_id="staff_id", rostered_day="day")
    joined = dated.left_join(found, [dated.staff_id == found.rostered_id, dated.day == found.rostered_day])
    inside = ibis.or_(*(joined[at].between(joined[f"start_{n}"], joined[f"end_{n}"]) for n in range(1, SLOTS + 1)))
    known = ibis.ifelse(joined.rostered_id.isnull(), ibis.null("boolean"), ibis.coalesce(inside, False))
    return joined.select(*(joined[name] for name in table.columns), on_duty=known)


def _in_slots(shifts: ir.Table) -> ir.Table:
    order = ibis.window(group_by=["staff_id", "day"], order_by=["start_at", "end_at"])
    numbered = shifts.distinct().mutate(slot=ibis.row_number().over(order) + 1)
    return numbered.group_by("staff_id", "day").aggregate(
        **{
            f"{edge}_{n}": numbered[f"{edge}_at"].max(where=numbered.slot == n)
            for n in range(1, SLOTS + 1)
            for edge in ("start", "end")
        }
    )


def _slot_columns(slots: ir.Table) -> list[ir.Value]:
    return [slots[name] for name in slots.columns if name.startswith(("start_", "end_"))]
