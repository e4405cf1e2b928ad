"""Calls from the public that a member of staff answered on a line of the force."""

import ibis
import ibis.expr.types as ir

from upstander.contacts.clock import SECOND
from upstander.contacts.identities import known_by_incident, known_by_number
from upstander.contacts.ledger import ContactKind
from upstander.contacts.together import together
from upstander.contacts.trace import Background, Trace, linked, trace


@Trace(feed="public_calls")
def answered_calls(background: Background) -> ir.Table:
    """Each call once for each person who may have rung: the one named, else by number, else by incident."""
    calls = who_rang(background)
    return trace(
        calls,
        kind=ContactKind.ANSWERED_CALL.value,
        direction="in",
        other_party=calls.other_number,
        at=calls.start_at,
        end_at=calls.start_at + calls.duration_s.cast("int64") * SECOND,
        certainty=calls.share,
        crew=1,
        feed="public_calls",
        record_id=calls.call_id,
        own_record=False,
    )


def who_rang(background: Background) -> ir.Table:
    """Calls from the public with nominal_id and share; nominal_id null where nobody is known."""
    calls = background.records.public_calls.drop("transcript")
    named = calls.filter(calls.nominal_id.notnull()).mutate(share=ibis.literal(1.0))
    unnamed = calls.filter(calls.nominal_id.isnull()).drop("nominal_id")
    unnamed = unnamed.mutate(record=unnamed.call_id, number=unnamed.other_number, at=unnamed.start_at)
    by_number = known_by_number(unnamed, background.records.nominal_phones)
    others = unnamed.anti_join(by_number, "record")
    found = linked(unnamed, together(by_number, known_by_incident(others, background.people)))
    return together(named, found)
