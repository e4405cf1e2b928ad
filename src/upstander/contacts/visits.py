"""Visits: stops of a member of staff near the home of somebody they had already met or looked up."""

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from upstander.contacts.ledger import STAFF_STOPS, ContactKind
from upstander.contacts.nearness import near
from upstander.contacts.together import together
from upstander.contacts.trace import trace

USUAL_METRES = 60  # most visits park within this of the door: among neighbours, the nearer is the likelier by far
FAR_METRES = 120  # beyond it a stop says little of any home: people nobody knows of live nearer
NEAR_METRES = 150  # parked round the corner, and the errors of a receiver and of an address

# Stops of staff, each with somebody near whose home it was.
HOMES_NEAR = pa.schema([*STAFF_STOPS, ("nominal_id", pa.string()), ("metres", pa.float64())])


def homes_near(staff_stops: ir.Table, pairs: ir.Table, nominal_addresses: ir.Table) -> ir.Table:
    """Each stop with everybody near whose home it was and with whom the member of staff had to do before.

    `pairs` is what `met` gives. Rows of HOMES_NEAR.
    """
    homes = pairs.join(nominal_addresses, "nominal_id")
    homes = homes.select("staff_id", "nominal_id", "lat", "lon", "from_at", "to_at", "since_at")
    return near(staff_stops, homes, NEAR_METRES)


def visits(homes_near: ir.Table) -> ir.Table:
    """Traces, with `on_duty`, of stops near homes.

    Certainty falls with the distance, and for all but the nearest of the people met who live near. It is not shared out
    among neighbours: the same stops, again and again, ask the same question about each of them until other records say
    whom they were for.
    """
    whole = ibis.window(group_by=["stop_id", "staff_id"])
    weighed = homes_near.mutate(nearness=_bell(homes_near.metres, USUAL_METRES))
    counted = weighed.mutate(
        likeness=_bell(weighed.metres, FAR_METRES) * weighed.nearness / weighed.nearness.max().over(whole)
    )
    return trace(
        counted,
        kind=ContactKind.VISIT.value,
        at=counted.start_at,
        end_at=counted.end_at,
        certainty=counted.certainty * counted.likeness,
        feed="positions",
        record_id=counted.stop_id,
        on_duty=counted.on_duty,
    )


def _bell(metres: ir.Value, usual: float) -> ir.Value:
    away = metres / usual
    return (-(away * away)).exp()


def met(traces: ir.Table, purposes: ir.Table) -> ir.Table:
    """Since when each pair had anything to do with each other: staff_id, nominal_id, since_at."""
    seen = traces.filter(traces.nominal_id.notnull()).select("staff_id", "nominal_id", since_at="at")
    worked = purposes.select("staff_id", "nominal_id", since_at="from_at")
    both = together(seen, worked)
    return both.group_by("staff_id", "nominal_id").aggregate(since_at=both.since_at.min())
