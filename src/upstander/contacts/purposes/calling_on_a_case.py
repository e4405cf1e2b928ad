"""Called on somebody whose case they have, with nobody having sent them."""

import ibis.expr.types as ir

from upstander.contacts.purpose import Basis, Form, Given, Purpose
from upstander.contacts.times import rows


@Purpose(
    title="Called on somebody whose case they have",
    recorded_by="the member of staff alone: a case was given to them, but nobody wrote that they were to go there",
    innocent="a statement, a photograph, a word on the doorstep, in a case that is theirs",
    needs=("assignments", "involvements"),
    form=Form.TIMES_FROM_WORK,
)
def calling_on_a_case(basis: Basis, given: Given) -> ir.Table:  # noqa: ARG001 - it has no limits
    """Visits from being given a case until it ended, where the part in it does not consist in visits."""
    held = basis.work.filter(basis.work.purpose == "assignment")
    held = held.filter(held.presence_to_at < held.from_at)
    never = held.from_at - 1
    reach = {"records_to_at": never, "talk_to_at": never, "presence_to_at": held.ended_at}
    return rows(held, author_id=held.staff_id, **reach)
