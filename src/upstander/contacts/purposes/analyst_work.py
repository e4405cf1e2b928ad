"""An analyst's task: a problem profile, or an assignment given to an analyst."""

import ibis
import ibis.expr.types as ir

from upstander.contacts.explained import explained
from upstander.contacts.identities import valid_at
from upstander.contacts.keys import record_id
from upstander.contacts.ledger import ContactKind
from upstander.contacts.purpose import Basis, Form, Given, Purpose


@Purpose(
    title="Analysis of many people's records",
    recorded_by="whoever gave out the analysis",
    innocent="a problem profile reads the records of people nobody of the unit will meet",
    needs=("accesses", "assignments", "staff"),
    form=Form.CONTACTS,
)
def analyst_work(basis: Basis, given: Given) -> ir.Table:  # noqa: ARG001 - it has no limits
    """Look-ups while assigned to a problem profile, or by an analyst while assigned to anything."""
    tasks = _tasks(basis)
    asked = basis.unexplained.filter(basis.unexplained.kind == ContactKind.LOOK_UP.value)
    both = asked.join(tasks, "staff_id")
    both = both.filter(valid_at(both["at"], both.from_at, both.to_at))
    task = both.group_by("feed", "record_id", "staff_id", "nominal_id").aggregate(task=both.task_id.min())
    return explained(task, purpose_feed="assignments", purpose_record_id=task.task)


def _tasks(basis: Basis) -> ir.Table:
    records = basis.background.records
    given_out = records.assignments.mutate(task_id=record_id(records.assignments, "assignments"))
    kinds = records.incidents.select("incident_id", "closed_at", incident_kind="kind")
    posts = records.staff.select("staff_id", post="role")
    both = given_out.left_join(kinds, "incident_id").left_join(posts, "staff_id")
    profile = both.incident_kind.lower().re_replace("[^a-z]+", " ").contains("problem profile")
    meant = both.filter(profile.fill_null(False) | (both.post == "analyst").fill_null(False))
    return meant.select("staff_id", "task_id", "from_at", to_at=ibis.coalesce(meant.to_at, meant.closed_at))
