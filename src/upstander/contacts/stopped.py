"""Visits that the stop itself explains: what the member of staff was there for instead."""

import ibis
import ibis.expr.types as ir

from upstander.contacts.explained import explained
from upstander.contacts.ledger import ContactKind
from upstander.contacts.purpose import Basis


def stopped_for(basis: Basis, reason: str) -> ir.Table:
    """The visits whose stop has that reason. A task that the member of staff gave themselves explains by themselves."""
    stops = basis.staff_stops.filter(basis.staff_stops.reason == reason)
    stops = stops.select("staff_id", "task_incident_id", "task_by", record_id="stop_id")
    visits = basis.unexplained.filter(basis.unexplained.kind == ContactKind.VISIT.value)
    both = visits.select("feed", "record_id", "staff_id", "nominal_id").join(stops, ["record_id", "staff_id"])
    task = both.task_incident_id.notnull() & ibis.literal(reason == "own_task")
    return explained(
        both,
        author_id=ibis.ifelse(task & (both.task_by == "self"), both.staff_id, ibis.null("string")),
        purpose_feed=ibis.ifelse(task, "incidents", "positions"),
        purpose_record_id=ibis.ifelse(task, both.task_incident_id, both.record_id),
    )
