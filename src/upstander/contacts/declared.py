"""What members of staff told the force of people, and until when that may speak for contact with them.

A declaration names somebody on record. A partner, relative or friend is told of by name and number, and is whoever is
on record with that number about then, or with that number and that name at any time.
"""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from upstander.contacts.identities import held_around
from upstander.contacts.keys import record_id
from upstander.records.as_known import Records


def declared(records: Records, kinds: Sequence[str], lasting: int) -> ir.Table:
    """Declarations of these kinds that name somebody, with their record_id and `until`.

    `until` is so many microseconds after the telling, or the moment before contact with that person, or with everybody
    met through work, was first forbidden.
    """
    told = records.declarations.mutate(record_id=record_id(records.declarations, "declarations"))
    told = told.filter(told.nominal_id.notnull() & told.kind.isin(kinds))
    return _until(_with_forbidden(told, records.instructions), lasting)


def told_of_own_people(records: Records, lasting: int, held: int) -> ir.Table:
    """The same for the partners, relatives and friends that members of staff told of, where their number is known.

    `held`: microseconds before and after the telling in which a number alone says who they are; numbers change hands.
    """
    told = records.associations.mutate(record_id=record_id(records.associations, "associations"))
    told = told.filter(told.number.notnull()).select("staff_id", "number", "declared_at", "record_id", told_name="name")
    both = told.join(records.nominal_phones, "number")
    both = both.left_join(records.nominals.select("nominal_id", "name"), "nominal_id").drop("nominal_id_right")
    at_the_time = held_around(both.declared_at, both.from_at, both.to_at, held)
    named = (both.name.strip().lower() == both.told_name.strip().lower()).fill_null(False)
    same = both.filter(at_the_time | named).select("staff_id", "nominal_id", "declared_at", "record_id").distinct()
    return _until(_with_forbidden(same, records.instructions), lasting)


def _until(told: ir.Table, lasting: int) -> ir.Table:
    latest = told.declared_at + lasting
    return told.mutate(until=ibis.least(latest, ibis.coalesce(told.forbidden_at - 1, latest)))


def _with_forbidden(told: ir.Table, instructions: ir.Table) -> ir.Table:
    orders = instructions.filter(instructions.kind == "no_contact")
    orders = orders.select("given_at", told_staff="staff_id", told_nominal="nominal_id")
    both = told.select("record_id", "staff_id", "nominal_id").join(orders, [("staff_id", "told_staff")])
    both = both.filter(both.told_nominal.isnull() | (both.told_nominal == both.nominal_id))
    first = both.group_by("record_id", "nominal_id").aggregate(forbidden_at=both.given_at.min())
    return told.left_join(first, ["record_id", "nominal_id"]).drop("record_id_right", "nominal_id_right")
