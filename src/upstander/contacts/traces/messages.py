"""Messages whose words a force system holds."""

import ibis
import ibis.expr.types as ir

from upstander.contacts.identities import as_number, known_by_number, without_colleagues
from upstander.contacts.ledger import ContactKind
from upstander.contacts.trace import Background, Trace, linked, trace


@Trace(feed="messages")
def messages(background: Background) -> ir.Table:
    """Each message once for each person who may be its other party; colleagues are left out."""
    records = background.records
    sent = records.messages.drop("text")
    sent = sent.mutate(record=sent.message_id, number=as_number(sent.other_party))
    sent = without_colleagues(sent, records.staff_phones)
    sent = sent.anti_join(records.staff, sent.other_party == records.staff.staff_id)
    found = linked(sent, known_by_number(sent, records.nominal_phones))
    return trace(
        found,
        kind=ContactKind.MESSAGE.value,
        other_party=found.number,
        certainty=found.share,
        crew=ibis.literal(1),
        feed="messages",
        record_id=found.message_id,
    )
