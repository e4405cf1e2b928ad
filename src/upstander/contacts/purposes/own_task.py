"""A stop at the place of a task of one's own."""

import ibis.expr.types as ir

from upstander.contacts.purpose import Basis, Form, Given, Purpose
from upstander.contacts.stopped import stopped_for


@Purpose(
    title="Stopped at the place of a task",
    recorded_by="the control room or a supervisor; the member of staff alone where they sent themselves",
    innocent="an incident in the street of somebody met before",
    needs=("positions",),
    form=Form.CONTACTS,
)
def own_task(basis: Basis, given: Given) -> ir.Table:  # noqa: ARG001 - it has no limits
    """Visits whose stop was at a task of the member of staff's own."""
    return stopped_for(basis, "own_task")
