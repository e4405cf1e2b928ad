"""A stop beside a colleague's task."""

import ibis.expr.types as ir

from upstander.contacts.purpose import Basis, Form, Given, Purpose
from upstander.contacts.stopped import stopped_for


@Purpose(
    title="Stopped beside a colleague's task",
    recorded_by="whoever sent the colleague",
    innocent="the nearest crew turns out for a colleague without being written onto the log",
    needs=("positions",),
    form=Form.CONTACTS,
)
def backing_up(basis: Basis, given: Given) -> ir.Table:  # noqa: ARG001 - it has no limits
    """Visits whose stop was at a task of somebody else's."""
    return stopped_for(basis, "backing_up")
