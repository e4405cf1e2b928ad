"""People met at incidents that a member of staff was sent to."""

import ibis
import ibis.expr.types as ir

from upstander.contacts.clock import HOUR
from upstander.contacts.keys import record_id
from upstander.contacts.ledger import ContactKind
from upstander.contacts.trace import Background, Trace, trace

WRITTEN_IN_WITHIN = 12 * HOUR  # people met at a scene are written into its record by the end of the shift


@Trace(feed="deployments")
def deployments(background: Background) -> ir.Table:
    """Each deployment once for each person of the incident; `crew` counts those sent who were there at that time."""
    records = background.records
    sent = _with_times(records.deployments)
    met = sent.join(_crews(sent), "record").join(background.people, "incident_id")
    met = met.filter(met.known_at <= met.left_at + WRITTEN_IN_WITHIN)
    places = records.incidents.select("incident_id", "lat", "lon")
    placed = met.left_join(places, "incident_id")
    return trace(
        placed,
        kind=ContactKind.DEPLOYMENT.value,
        at=placed.came_at,
        end_at=placed.left_at,
        feed="deployments",
        record_id=placed.record,
        own_record=placed.tasked_by == "self",
    )


def _with_times(sent: ir.Table) -> ir.Table:
    came = ibis.coalesce(sent.on_scene_at, sent.assigned_at)
    left = ibis.coalesce(sent.cleared_at, came)
    return sent.mutate(record=record_id(sent, "deployments"), came_at=came, left_at=ibis.greatest(came, left))


def _crews(sent: ir.Table) -> ir.Table:
    other = sent.select("incident_id", other_id="staff_id", other_came="came_at", other_left="left_at")
    both = sent.join(other, "incident_id").filter(
        (ibis._.other_came <= ibis._.left_at) & (ibis._.other_left >= ibis._.came_at)
    )
    return both.group_by("record").aggregate(crew=both.other_id.nunique())
