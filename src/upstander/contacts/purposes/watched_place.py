"""A stop at a place that the force watches."""

import ibis.expr.types as ir

from upstander.contacts.purpose import Basis, Form, Given, Purpose
from upstander.contacts.stopped import stopped_for


@Purpose(
    title="Stopped where their team is sent to keep watch",
    recorded_by="the control room or a supervisor, who sent the team there on several days",
    innocent="a patrol plan, a season of events or disorder on an estate, near the home of somebody met before",
    needs=("positions",),
    form=Form.CONTACTS,
    indirect=True,
)
def watched_place(basis: Basis, given: Given) -> ir.Table:  # noqa: ARG001 - it has no limits
    """Visits whose stop was at the place of an open incident that names nobody."""
    return stopped_for(basis, "watched_place")
