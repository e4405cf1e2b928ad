"""The same record is explained for another person it may concern."""

import ibis.expr.types as ir

from upstander.contacts.explained import explained
from upstander.contacts.ledger import Answer, ContactKind
from upstander.contacts.purpose import Basis, Form, Given, Purpose


@Purpose(
    title="Meant for somebody else",
    recorded_by="whoever recorded the purpose with that other person",
    innocent="a namesake in a search, several people in one incident, a shared telephone",
    needs=(),
    form=Form.CONTACTS,
    indirect=True,
)
def meant_for_another(basis: Basis, given: Given) -> ir.Table:  # noqa: ARG001 - it has no limits
    """Uncertain contacts where the same trace of the same member of staff is explained for somebody else."""
    unsure = basis.unexplained.filter(
        (basis.unexplained.certainty < 1) & (basis.unexplained.kind != ContactKind.VISIT.value)
    )
    sure = basis.contacts.filter((basis.contacts.answer == Answer.EXPLAINED) & (basis.contacts.certainty < 1))
    sure = sure.select("feed", "record_id", "staff_id", "purpose_author", "purpose_feed", "purpose_record_id")
    both = unsure.select("feed", "record_id", "staff_id", "nominal_id").join(sure, ["feed", "record_id", "staff_id"])
    return explained(both, author_id=both.purpose_author)
