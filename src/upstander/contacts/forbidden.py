"""Contact that the force forbade."""

import ibis.expr.types as ir


def with_forbidden(told: ir.Table, instructions: ir.Table) -> ir.Table:
    """Adds `forbidden_at` to declarations that have a record_id.

    It is when contact with that person, or with everybody met through work, was first forbidden; else null.
    """
    orders = instructions.filter(instructions.kind == "no_contact")
    orders = orders.select("given_at", told_staff="staff_id", told_nominal="nominal_id")
    both = told.select("record_id", "staff_id", "nominal_id").join(orders, [("staff_id", "told_staff")])
    both = both.filter(both.told_nominal.isnull() | (both.told_nominal == both.nominal_id))
    first = both.group_by("record_id").aggregate(forbidden_at=both.given_at.min())
    return told.left_join(first, "record_id").drop("record_id_right")
