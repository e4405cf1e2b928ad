"""A stop where many colleagues stop."""

import ibis.expr.types as ir

from upstander.contacts.purpose import Basis, Form, Given, Purpose
from upstander.contacts.stopped import stopped_for


@Purpose(
    title="Stopped where many colleagues stop",
    recorded_by="the stops of colleagues",
    innocent="a refreshment stop, a supermarket, a stand-by point",
    needs=("positions",),
    form=Form.CONTACTS,
    indirect=True,
)
def common_stopping_place(basis: Basis, given: Given) -> ir.Table:  # noqa: ARG001 - it has no limits
    """Visits whose stop was at a place where many members of staff stop."""
    return stopped_for(basis, "common_stopping_place")
