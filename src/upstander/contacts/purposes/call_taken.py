"""Answered a call from the person on a line of the force."""

import ibis.expr.types as ir

from upstander.contacts.clock import SECOND
from upstander.contacts.purpose import Basis, Given, Limit, Purpose
from upstander.contacts.times import times
from upstander.contacts.traces.answered_calls import who_rang

SHARED_LINES = ("999", "101", "enquiry_desk")  # nobody chooses who answers; a direct line may be given to one person


@Purpose(
    title="Answered the person's call",
    recorded_by="the telephone system",
    innocent="the enquiry desk and call handlers read records while the caller is on the line and write up after it",
    needs=("public_calls",),
    limits={
        "before": Limit(2, "minutes", "the clocks of the telephone and the records system differ a little"),
        "write_up": Limit(60, "minutes", "the call is written up before the next break"),
        "call_back": Limit(60, "minutes", "a call that breaks off, or a promised answer, is rung back soon"),
    },
    work=True,
)
def call_taken(basis: Basis, given: Given) -> ir.Table:
    """While a shared line is answered, and for the writing up."""
    calls = who_rang(basis.background)
    calls = calls.filter(calls.nominal_id.notnull() & calls.line.isin(SHARED_LINES))
    return times(
        calls,
        from_at=calls.start_at - given.before,
        ended_at=calls.start_at + calls.duration_s.cast("int64") * SECOND,
        records=given.write_up,
        talk=given.call_back,
        feed="public_calls",
        record_id=calls.call_id,
    )
