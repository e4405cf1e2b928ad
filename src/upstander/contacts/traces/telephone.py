"""Calls and texts of work devices, told to the member of staff who held the device."""

import ibis
import ibis.expr.types as ir

from upstander.contacts.clock import SECOND
from upstander.contacts.identities import held_by_staff, known_by_number, without_colleagues
from upstander.contacts.ledger import ContactKind
from upstander.contacts.trace import Background, Trace, linked, trace


@Trace(feed="phone_events")
def telephone(background: Background) -> ir.Table:
    """Each call or text once for each holder of the device and each holder of the other number.

    Left out: colleagues' numbers, and devices that nobody is known to have held (see `left_out`).
    """
    records = background.records
    bills = records.phone_events
    events = bills.mutate(record=bills.event_id, number=bills.other_number)
    events = without_colleagues(events, records.staff_phones)
    held = held_by_staff(events, records.device_holders, background.roster).rename(holding="share")
    known = linked(events, known_by_number(events, records.nominal_phones))
    return _trace(known.join(held, "record"))


def _trace(events: ir.Table) -> ir.Table:
    call = events.kind == "call"
    length = ibis.ifelse(call, events.duration_s.fill_null(0), 0).cast("int64") * SECOND
    return trace(
        events,
        kind=ibis.ifelse(call, ContactKind.CALL.value, ContactKind.TEXT.value),
        end_at=events["at"] + length,
        other_party=events.other_number,
        certainty=events.share * events.holding,
        feed="phone_events",
        record_id=events.event_id,
    )
