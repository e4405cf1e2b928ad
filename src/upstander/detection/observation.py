"""What a sign gives back: one row for each record that shows it."""

import ibis
import ibis.expr.types as ir
import pyarrow as pa

MICROSECONDS_A_DAY = 86_400_000_000
MICROSECONDS_A_MONTH = 30 * MICROSECONDS_A_DAY
PARTS = 1_000_000_000  # what is added up is added in whole parts of this size: see `exact_sum`

OBSERVATIONS = pa.schema(
    [
        ("staff_id", pa.string()),
        ("nominal_id", pa.string()),  # null for signs about the member of staff alone
        ("at", pa.int64()),  # since when the force could have known: microseconds since 1970 UTC
        ("amount", pa.float64()),  # how much this record counts; 1 for a plain count
        ("feed", pa.string()),
        ("record_id", pa.string()),  # its key in the feed; several key columns joined by "|"
    ]
)


def observe(
    table: ir.Table,
    *,
    staff_id: str | ir.Value = "staff_id",
    nominal_id: str | ir.Value | None = "nominal_id",
    at: str | ir.Value = "at",
    amount: float | str | ir.Value = 1.0,
    feed: str | ir.Value | None = None,
    record_id: str | ir.Value = "record_id",
    once_a_day: bool = False,
) -> ir.Table:
    """Brings a table to the form of observations.

    Text names a column; `feed` left out means the column of that name. `nominal_id=None` gives observations about the
    member of staff alone. Rows that are the same record about the same pair are given once. `once_a_day` shares a
    day's amount among its records, so that ten clicks in one sitting count as one and all ten are still evidence.
    """

    def column(value: str | ir.Value) -> ir.Value:
        return table[value] if isinstance(value, str) else value

    counted = ibis.literal(float(amount)) if isinstance(amount, int | float) else column(amount)
    observed = table.select(
        staff_id=column(staff_id),
        nominal_id=ibis.null("string") if nominal_id is None else column(nominal_id),
        at=column(at),
        amount=counted.cast("float64"),
        feed=column("feed" if feed is None else feed),
        record_id=column(record_id),
    ).distinct()
    return _shared_by_day(observed) if once_a_day else observed


def _shared_by_day(observed: ir.Table) -> ir.Table:
    day = observed.mutate(day=observed.at // MICROSECONDS_A_DAY)
    of_the_day = ibis.window(group_by=[day.staff_id, day.nominal_id, day.day])
    return day.mutate(amount=day.amount / day.count().over(of_the_day)).drop("day")


def exact_sum(amount: ir.Value) -> ir.Value:
    """A sum that is the same in whatever order an engine adds it up.

    Sums of floating point numbers depend on the order of rows, and a lead must not.
    """
    return (amount * PARTS).round().cast("int64").sum() / PARTS
