"""Contacts with people in custody."""

import ibis
import ibis.expr.types as ir

from upstander.contacts.keys import record_id
from upstander.contacts.ledger import ContactKind
from upstander.contacts.trace import Background, Trace, trace


@Trace(feed="custody_contacts")
def custody(background: Background) -> ir.Table:
    """Each contact in custody; `crew` counts the members of staff with that detainee at that time."""
    contacts = background.records.custody_contacts
    contacts = contacts.mutate(record=record_id(contacts, "custody_contacts"))
    present = contacts.join(_present(contacts), "record")
    return trace(
        present,
        kind=ContactKind.CUSTODY.value,
        at=present.start_at,
        feed="custody_contacts",
        record_id=present.record,
        own_record=False,
    )


def _present(contacts: ir.Table) -> ir.Table:
    other = contacts.select("custody_id", other_id="staff_id", other_start="start_at", other_end="end_at")
    both = contacts.join(other, "custody_id").filter(
        (ibis._.other_start <= ibis._.end_at) & (ibis._.other_end >= ibis._.start_at)
    )
    return both.group_by("record").aggregate(crew=both.other_id.nunique())
