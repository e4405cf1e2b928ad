"""What members of staff told the force of people, and until when that may speak for contact with them."""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from upstander.contacts.keys import record_id
from upstander.records.as_known import Records


def declared(records: Records, kinds: Sequence[str], lasting: int) -> ir.Table:
    """Declarations of these kinds that name somebody, with their record_id and `until`.

    `until` is so many microseconds after the telling, or the moment before contact with that person, or with everybody
    met through work, was first forbidden.
    """
    told = records.declarations.mutate(record_id=record_id(records.declarations, "declarations"))
    told = _with_forbidden(told.filter(told.nominal_id.notnull() & told.kind.isin(kinds)), records.instructions)
    latest = told.declared_at + lasting
    return told.mutate(until=ibis.least(latest, ibis.coalesce(told.forbidden_at - 1, latest)))


def _with_forbidden(told: ir.Table, instructions: ir.Table) -> ir.Table:
    orders = instructions.filter(instructions.kind == "no_contact")
    orders = orders.select("given_at", told_staff="staff_id", told_nominal="nominal_id")
    both = told.select("record_id", "staff_id", "nominal_id").join(orders, [("staff_id", "told_staff")])
    both = both.filter(both.told_nominal.isnull() | (both.told_nominal == both.nominal_id))
    first = both.group_by("record_id").aggregate(forbidden_at=both.given_at.min())
    return told.left_join(first, "record_id").drop("record_id_right")
