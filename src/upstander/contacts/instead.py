"""Contacts that were meant for another person whom the records take for somebody else."""

import ibis
import ibis.expr.types as ir

from upstander.contacts.answers import SHORTLY
from upstander.contacts.explained import explained
from upstander.contacts.ledger import REACH_OF, Reach
from upstander.contacts.purpose import Basis

ENDS = {Reach.RECORDS: "records_to_at", Reach.TALK: "talk_to_at", Reach.PRESENCE: "presence_to_at"}


def meant_for(asked: ir.Table, basis: Basis) -> ir.Table:
    """Of unexplained contacts, those that a purpose with the other person (`other_id`) would explain.

    `asked` has feed, record_id, staff_id, nominal_id, kind, at, other_id. What only the member of staff's own record
    says of the other person explains by themselves here too.
    """
    purposes = basis.purposes.select(
        "author_id", "from_at", *ENDS.values(), written_at=ibis.coalesce(ibis._.recorded_at, ibis._.from_at),
        worker="staff_id", worked_for="nominal_id", purpose_feed="feed", purpose_record_id="record_id",
    )  # fmt: skip
    both = asked.join(purposes, [asked.staff_id == purposes.worker, asked.other_id == purposes.worked_for])
    ends = ibis.cases(*((both.kind == kind.value, both[ENDS[reach]]) for kind, reach in REACH_OF.items()))
    own = (both.author_id == both.staff_id).fill_null(False)
    in_time = (both.from_at <= both["at"]) & (ends.isnull() | (both["at"] <= ends))
    return explained(both.filter(in_time & (own | (both.written_at <= both["at"] + SHORTLY))))
