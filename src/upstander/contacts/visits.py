"""Visits: stops of a member of staff near the home of somebody they had already met or looked up."""

import ibis
import ibis.expr.types as ir

from upstander.contacts.ledger import ContactKind
from upstander.contacts.nearness import near
from upstander.contacts.together import together
from upstander.contacts.trace import trace

USUAL_METRES = 60  # most visits park within this of the door: among neighbours, the nearer is the likelier by far
NEAR_METRES = 150  # parked round the corner, and the errors of a receiver and of an address


def homes_near(staff_stops: ir.Table, pairs: ir.Table, nominal_addresses: ir.Table) -> ir.Table:
    """Each stop with everybody near whose home it was and with whom the member of staff had to do before.

    `pairs` is what `met` gives. The columns of ledger.STAFF_STOPS with nominal_id and metres.
    """
    homes = pairs.join(nominal_addresses, "nominal_id")
    close = near(staff_stops, homes.select("staff_id", "nominal_id", "lat", "lon", "from_at", "to_at"), NEAR_METRES)
    both = close.join(pairs, ["staff_id", "nominal_id"]).filter(lambda found: found.since_at <= found.start_at)
    return both.drop("since_at")


def visits(homes_near: ir.Table) -> ir.Table:
    """Traces, with `on_duty`, of stops near homes; certainty is shared by the people met who live near, by nearness."""
    whole = ibis.window(group_by=["stop_id", "staff_id"])
    away = homes_near.metres / USUAL_METRES
    weighed = homes_near.mutate(nearness=(-(away * away)).exp())
    counted = weighed.mutate(share=weighed.nearness / weighed.nearness.sum().over(whole))
    return trace(
        counted,
        kind=ContactKind.VISIT.value,
        at=counted.start_at,
        end_at=counted.end_at,
        certainty=counted.certainty * counted.share,
        feed="positions",
        record_id=counted.stop_id,
        on_duty=counted.on_duty,
    )


def met(traces: ir.Table, purposes: ir.Table) -> ir.Table:
    """Since when each pair had anything to do with each other: staff_id, nominal_id, since_at."""
    seen = traces.filter(traces.nominal_id.notnull()).select("staff_id", "nominal_id", since_at="at")
    worked = purposes.select("staff_id", "nominal_id", since_at="from_at")
    both = together(seen, worked)
    return both.group_by("staff_id", "nominal_id").aggregate(since_at=both.since_at.min())
