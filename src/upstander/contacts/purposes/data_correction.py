"""Staff who look after the data correct many people's records in one day."""

import ibis
import ibis.expr.types as ir

from upstander.contacts.clock import day_of
from upstander.contacts.explained import explained
from upstander.contacts.ledger import ContactKind
from upstander.contacts.purpose import Basis, Form, Given, Limit, Purpose

DATA_STAFF = ("analyst", "other")  # posts whose work may be the records themselves


@Purpose(
    title="Correcting many people's records",
    recorded_by="the staff record, which gives the post; the edits of the day show the work",
    innocent="data quality staff merge duplicates and correct addresses of people they never meet",
    needs=("accesses", "staff"),
    limits={"people": Limit(5, "people edited in a day", "a list worked through, not one record somebody chose")},
    form=Form.CONTACTS,
)
def data_correction(basis: Basis, given: Given) -> ir.Table:
    """Look-ups on a day on which their maker, whose post allows it, edited the records of five or more people."""
    records = basis.background.records
    posts = records.staff.filter(records.staff.role.isin(DATA_STAFF)).select("staff_id")
    edits = records.accesses.filter(records.accesses.action == "edit").semi_join(posts, "staff_id")
    edits = edits.mutate(day=day_of(edits["at"])).group_by("staff_id", "day")
    days = edits.aggregate(people=ibis._.nominal_id.nunique()).filter(ibis._.people >= given.people)
    asked = basis.unexplained.filter(basis.unexplained.kind == ContactKind.LOOK_UP.value)
    found = asked.mutate(day=day_of(asked["at"])).semi_join(days, ["staff_id", "day"])
    return explained(found, purpose_feed="staff", purpose_record_id=found.staff_id)
