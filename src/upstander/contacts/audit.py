"""The audit of look-ups: every one, with what explains it, without joining up the whole force."""

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from upstander.contacts.answers import numbered
from upstander.contacts.background import kept_background
from upstander.contacts.catalogue import all_traces
from upstander.contacts.concerning import concerning
from upstander.contacts.join_up import kept_answers, kept_purposes
from upstander.contacts.ledger import Answer
from upstander.contacts.roster import with_duty
from upstander.contacts.together import together
from upstander.engines import Engine
from upstander.records.as_known import Records

# The order in which an auditor reads: what nobody else recorded a reason for comes first.
READ_IN = (Answer.UNEXPLAINED, Answer.SELF_EXPLAINED, Answer.CANNOT_ASSESS, Answer.EXPLAINED)
OF_THE_LOOK_UP = ("system", "action", "search_text", "reason")
OF_THE_CONTACT = ("staff_id", "at", "nominal_id", "certainty", "incident_id", "on_duty", "answer", "purpose")
OF_THE_PURPOSE = ("purpose_author", "purpose_feed", "purpose_record_id", "record_id")


def audit(records: Records, engine: Engine, staff_id: str, since: int, as_of: int) -> ir.Table:
    """Every look-up by one member of staff between two instants with what explained it; see `audit_of`."""
    staff = engine.hold("one_of_staff", pa.table({"staff_id": pa.array([staff_id], pa.string())}))
    return audit_of(records, engine, staff, since, as_of)


def audit_of(records: Records, engine: Engine, staff: ir.Table, since: int, as_of: int) -> ir.Table:
    """Every look-up by some staff (a table with staff_id), once for each person it may concern; unexplained first.

    Columns: what was looked up (staff_id, at in microseconds, nominal_id, certainty, incident_id, system, action,
    search_text, reason), on_duty, and what explains it (answer, purpose and the record it rests on).
    """
    staff = engine.keep("audited_staff", staff.select("staff_id"))
    few = concerning(records.as_known(as_of), staff, since, as_of)
    background = kept_background(few, engine)
    traces = [kind.rows(background) for kind in all_traces() if kind.feed == "accesses" and few.has("accesses")]
    looked_up = engine.keep("traces", numbered(with_duty(together(*traces), background.roster)))
    contacts = kept_answers(looked_up, kept_purposes(background, engine), engine)
    own = contacts.semi_join(staff, "staff_id")
    return _as_read(own, few.accesses)


def _as_read(contacts: ir.Table, accesses: ir.Table) -> ir.Table:
    looked = accesses.select(*OF_THE_LOOK_UP, access="access_id")
    both = contacts.join(looked, contacts.record_id == looked.access)
    order = ibis.cases(*((both.answer == answer.value, n) for n, answer in enumerate(READ_IN)), else_=len(READ_IN))
    chosen = both.mutate(order=order).order_by("order", "at", "record_id", "nominal_id")
    return chosen.select(*OF_THE_CONTACT, *OF_THE_LOOK_UP, *OF_THE_PURPOSE)


def totals(audited: ir.Table) -> ir.Table:
    """How many look-ups have each answer: staff_id, answer, look_ups, people, first_at, last_at."""
    counted = audited.group_by("staff_id", "answer").aggregate(
        look_ups=audited.record_id.nunique(),
        people=audited.nominal_id.nunique(),
        first_at=audited["at"].min(),
        last_at=audited["at"].max(),
    )
    return counted.order_by("staff_id", ibis.desc("look_ups"))
