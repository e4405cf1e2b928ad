"""Restrictions of duties that are no order about conduct: somebody hurt, expecting a child, or unwell."""

import ibis.expr.types as ir

from upstander.contacts.keys import record_id
from upstander.records.as_known import Records

ABOUT_CONDUCT = ("no_contact", "notice_of_investigation", "monitoring", "condition")


def restricted_for_no_conduct(records: Records) -> ir.Table:
    """Restrictions that name nobody and stand alone: staff_id, given_at, ends_at (null = open), record_id.

    A restriction because of what somebody did comes with a notice, an order or a promise to watch.
    """
    told = records.instructions.mutate(record_id=record_id(records.instructions, "instructions"))
    kept = told.filter((told.kind == "restricted_duties") & told.nominal_id.isnull())
    orders = told.filter(told.kind.isin(ABOUT_CONDUCT))
    orders = orders.select(told_id="staff_id", told_at="given_at", until="ends_at")
    at_the_same_time = [
        kept.staff_id == orders.told_id,
        kept.ends_at.isnull() | (orders.told_at < kept.ends_at),
        orders.until.isnull() | (orders.until > kept.given_at),
    ]
    return kept.anti_join(orders, at_the_same_time).select("staff_id", "given_at", "ends_at", "record_id")
