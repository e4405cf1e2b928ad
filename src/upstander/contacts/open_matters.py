"""Contacts at a time when nothing about the person was going on in the force that anybody could have worked on."""

import ibis.expr.types as ir

from upstander.contacts.answers import SHORTLY
from upstander.contacts.ledger import ContactKind
from upstander.records.as_known import Records

TAKEN_IN = (ContactKind.CUSTODY, ContactKind.ANSWERED_CALL)  # work of the force with a person, whatever incident it had


def with_nothing_open(asked: ir.Table, contacts: ir.Table, records: Records, after: int) -> ir.Table:
    """Those of the contacts `asked` when no incident of the person was open and no colleague had just dealt with them.

    Work that nobody wrote down is work on something. An incident counts until so many microseconds `after` it closed,
    and a call that a colleague took, or time in custody with a colleague, for as long after it. Who was part of an
    incident is taken as it is known now: people are often written into it late.
    """
    parts = records.involvements.select("incident_id", person="nominal_id").distinct()
    times = records.incidents.select("incident_id", "reported_at", "closed_at")
    matters = parts.inner_join(times, "incident_id").select("person", "reported_at", "closed_at")
    is_open = [
        asked.nominal_id == matters.person,
        matters.reported_at <= asked["at"] + SHORTLY,
        matters.closed_at.isnull() | (matters.closed_at >= asked["at"] - after),
    ]
    quiet = asked.anti_join(matters, is_open)
    taken = contacts.filter(contacts.kind.isin([str(kind) for kind in TAKEN_IN]) & contacts.nominal_id.notnull())
    taken = taken.select(colleague="staff_id", taken_in="nominal_id", taken_at="at")
    dealt_with = [
        quiet.nominal_id == taken.taken_in,
        quiet.staff_id != taken.colleague,
        taken.taken_at <= quiet["at"],
        taken.taken_at >= quiet["at"] - after,
    ]
    return quiet.anti_join(taken, dealt_with)
