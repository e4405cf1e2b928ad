"""A stop at a police station or custody suite."""

import ibis.expr.types as ir

from upstander.contacts.purpose import Basis, Form, Given, Purpose
from upstander.contacts.stopped import stopped_for


@Purpose(
    title="Stopped at police premises",
    recorded_by="the list of places",
    innocent="somebody met through work lives beside the station",
    needs=("positions",),
    form=Form.CONTACTS,
)
def police_premises(basis: Basis, given: Given) -> ir.Table:  # noqa: ARG001 - it has no limits
    """Visits whose stop was at police premises."""
    return stopped_for(basis, "police_premises")
