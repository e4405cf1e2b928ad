"""Two people of the unit looked into it and accepted what explains it."""

import ibis
import ibis.expr.types as ir

from upstander.contacts.keys import record_id
from upstander.contacts.purpose import Basis, Given, Limit, Purpose, Words
from upstander.contacts.times import rows


@Purpose(
    title="The unit looked into this contact and accepted an explanation",
    recorded_by="two people of the unit, neither of them the member of staff",
    innocent="work that no feed records, such as a task of a covert team; a tie that was known to the force on paper",
    needs=("accepted_explanations",),
    limits={"lasts": Limit(366, "days", "a year: what was true of two people is asked again before it is taken on")},
    words=Words("S001", "Code of Ethics, confidentiality", "a legitimate or authorised policing purpose"),
)
def accepted_by_the_unit(basis: Basis, given: Given) -> ir.Table:
    """Every kind of contact of the two people from then until then, and no longer than the limit."""
    table = basis.background.records.accepted_explanations
    told = table.mutate(record_id=record_id(table, "accepted_explanations"))
    until = ibis.least(told.to_at, told.from_at + given.lasts)
    return rows(
        told,
        author_id=told.accepted_by,
        recorded_at=told.from_at,  # an explanation looked into afterwards is the rule here, and no backfilling
        from_at=told.from_at,
        ended_at=until,
        records_to_at=until,
        talk_to_at=until,
        presence_to_at=until,
        feed="accepted_explanations",
        purpose="",
    )
