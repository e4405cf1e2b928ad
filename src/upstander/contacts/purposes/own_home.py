"""A stop at one's own home."""

import ibis.expr.types as ir

from upstander.contacts.purpose import Basis, Form, Given, Purpose
from upstander.contacts.stopped import stopped_for


@Purpose(
    title="Stopped at their own home",
    recorded_by="the staff record",
    innocent="a member of staff lives near somebody met through work",
    needs=("positions",),
    form=Form.CONTACTS,
)
def own_home(basis: Basis, given: Given) -> ir.Table:  # noqa: ARG001 - it has no limits
    """Visits whose stop was at the member of staff's own home."""
    return stopped_for(basis, "own_home")
