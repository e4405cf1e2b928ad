"""What the ledger leaves out, counted, so that a report can say what could not be seen."""

import ibis
import ibis.expr.types as ir

from upstander.contacts.identities import held_by_staff, without_colleagues
from upstander.contacts.roster import roster
from upstander.contacts.together import together
from upstander.records.as_known import Records


def left_out(records: Records) -> ir.Table:
    """Calls and texts of the bill that are no contact in the ledger, and why: feed, why, records.

    "colleague": the other number was a declared phone of somebody at work here. "holder not known": nobody is known to
    have held the device at the time.
    """
    bills = records.phone_events.mutate(record=records.phone_events.event_id, number=records.phone_events.other_number)
    public = without_colleagues(bills, records.staff_phones)
    held = held_by_staff(public, records.device_holders, roster(records.shifts)).select("record").distinct()
    return together(
        _counted(bills.anti_join(public, "record"), "colleague"),
        _counted(public.anti_join(held, "record"), "holder not known"),
    )


def _counted(events: ir.Table, why: str) -> ir.Table:
    counted = events.aggregate(records=events.count())
    return counted.select(feed=ibis.literal("phone_events"), why=ibis.literal(why), records="records")
