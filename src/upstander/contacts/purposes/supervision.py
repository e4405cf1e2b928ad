"""Supervises somebody who has work with the person."""

import ibis
import ibis.expr.types as ir

from upstander.contacts.purpose import Basis, Form, Given, Limit, Purpose
from upstander.contacts.times import rows


@Purpose(
    title="Supervises somebody who has work with the person",
    recorded_by="whoever recorded that work; the line of command is the staff record's",
    innocent="reviewing investigations, checking quality, closing logs, ringing a victim back to ask how it went",
    needs=("staff",),
    limits={"review": Limit(14, "days", "work is reviewed after it is written up, between runs of rest days")},
    form=Form.TIMES_FROM_WORK,
)
def supervision(basis: Basis, given: Given) -> ir.Table:
    """As long as the work of those led reaches, and a little longer for records; beside them, where they were sent."""
    staff = basis.background.records.staff
    led = staff.filter(staff.supervisor_id.notnull()).select("supervisor_id", led_id="staff_id")
    both = basis.work.join(led, basis.work.staff_id == led.led_id)
    both = both.filter(both.supervisor_id != both.staff_id)
    sent = both.purpose == "deployment"  # who leads does not carry out the visits of a plan
    presence = ibis.ifelse(sent, both.presence_to_at, both.from_at - 1)
    reach = {"records_to_at": both.records_to_at + given.review, "presence_to_at": presence}
    return rows(both, staff_id=both.supervisor_id, **reach).distinct()
