"""The stop was nearer to the home of somebody there was a purpose to visit."""

import ibis.expr.types as ir

from upstander.contacts.explained import explained
from upstander.contacts.ledger import Answer, ContactKind
from upstander.contacts.purpose import Basis, Form, Given, Limit, Purpose


@Purpose(
    title="Visiting a neighbour",
    recorded_by="whoever recorded the purpose with the neighbour",
    innocent="people met through work live in the same street",
    needs=("positions",),
    limits={"as_near": Limit(10, "metres", "one house, one stair: a receiver cannot tell them apart")},
    form=Form.CONTACTS,
    indirect=True,
)
def visiting_a_neighbour(basis: Basis, given: Given) -> ir.Table:
    """Visits at whose stop somebody else, whose visit is explained, lives nearer or in the same place."""
    stops = basis.homes_near.select("staff_id", "nominal_id", "metres", record_id="stop_id")
    asked = basis.unexplained.filter(basis.unexplained.kind == ContactKind.VISIT.value)
    asked = asked.select("feed", "record_id", "staff_id", "nominal_id").join(
        stops, ["record_id", "staff_id", "nominal_id"]
    )
    meant = basis.contacts
    meant = meant.filter((meant.kind == ContactKind.VISIT.value) & (meant.answer == Answer.EXPLAINED.value))
    meant = meant.select("record_id", "staff_id", "nominal_id", "purpose_author", "purpose_feed", "purpose_record_id")
    meant = meant.join(stops, ["record_id", "staff_id", "nominal_id"]).rename(
        other_id="nominal_id", other_metres="metres"
    )
    both = asked.join(meant, ["record_id", "staff_id"])
    nearer = both.filter((both.other_id != both.nominal_id) & (both.other_metres <= both.metres + given.as_near))
    return explained(nearer, author_id=nearer.purpose_author)
