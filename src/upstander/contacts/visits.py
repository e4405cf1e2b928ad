"""Visits: stops of a member of staff near the home of somebody they had already met or looked up."""

import ibis
import ibis.expr.types as ir

from upstander.contacts.ledger import ContactKind
from upstander.contacts.nearness import near
from upstander.contacts.together import together
from upstander.contacts.trace import trace

NEAR_METRES = 150  # parked round the corner, and the errors of a receiver and of an address


def visits(staff_stops: ir.Table, pairs: ir.Table, nominal_addresses: ir.Table) -> ir.Table:
    """Traces, with `on_duty`, of each stop near an address of somebody the member of staff had to do with before.

    `pairs` is what `met` gives. Certainty falls with the number of such people who live near the stop.
    """
    homes = pairs.join(nominal_addresses, "nominal_id")
    close = near(staff_stops, homes.select("staff_id", "nominal_id", "lat", "lon", "from_at", "to_at"), NEAR_METRES)
    close = close.join(pairs, ["staff_id", "nominal_id"]).filter(lambda both: both.since_at <= both.start_at)
    close = close.mutate(people=close.count().over(ibis.window(group_by=["stop_id", "staff_id"])))
    return trace(
        close,
        kind=ContactKind.VISIT.value,
        at=close.start_at,
        end_at=close.end_at,
        certainty=close.certainty / close.people,
        feed="positions",
        record_id=close.stop_id,
        on_duty=close.on_duty,
    )


def met(traces: ir.Table, purposes: ir.Table) -> ir.Table:
    """Since when each pair had anything to do with each other: staff_id, nominal_id, since_at."""
    seen = traces.filter(traces.nominal_id.notnull()).select("staff_id", "nominal_id", since_at="at")
    worked = purposes.select("staff_id", "nominal_id", since_at="from_at")
    both = together(seen, worked)
    return both.group_by("staff_id", "nominal_id").aggregate(since_at=both.since_at.min())
