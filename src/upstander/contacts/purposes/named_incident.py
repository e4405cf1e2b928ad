"""Named, in the look-up itself, a live incident that the person is part of."""

import ibis.expr.types as ir

from upstander.contacts.explained import explained
from upstander.contacts.ledger import ContactKind
from upstander.contacts.purpose import Basis, Form, Given, Limit, Purpose, Words


@Purpose(
    title="Named an incident the person is part of",
    recorded_by="the member of staff alone, in the audit of the look-up: it explains by themselves only",
    innocent="work in a live incident of which no assignment or deployment was kept",
    needs=("accesses", "incidents", "involvements"),
    limits={
        "sitting": Limit(12, "hours", "a reason is given once in a shift, not at every record that is opened"),
        "written_in": Limit(12, "hours", "people met in the work are written into its record by the end of the shift"),
        "write_up": Limit(28, "days", "results, property and letters follow the closing of an investigation"),
    },
    words=Words("S001", "learning", "for a legitimate or authorised policing purpose only"),
    form=Form.CONTACTS,
    indirect=True,
)
def named_incident(basis: Basis, given: Given) -> ir.Table:
    """Look-ups of a person within a shift of one, by the same member of staff, that names such an incident."""
    asked = basis.unexplained.filter(basis.unexplained.kind == ContactKind.LOOK_UP.value)
    named = _named(asked, basis, given)
    same = [asked.staff_id == named.by, asked.nominal_id == named.about]
    both = asked.join(named, same).filter(lambda two: (two["at"] - two.named_at).abs() <= given.sitting)
    return explained(both, author_id=both.staff_id, purpose_feed="accesses", purpose_record_id=both.named_record)


def _named(asked: ir.Table, basis: Basis, given: Given) -> ir.Table:
    """Those that name an incident of the person's that is open, or closed not long ago: by, about, named_at, record."""
    named = asked.filter(asked.incident_id.notnull()).select(
        "incident_id", by="staff_id", about="nominal_id", named_at="at", named_record="record_id"
    )
    incidents = basis.background.records.incidents.select("incident_id", "reported_at", "closed_at")
    people = basis.background.people.select("incident_id", "nominal_id", "known_at")
    both = (
        named.join(people, "incident_id").filter(lambda two: two.about == two.nominal_id).join(incidents, "incident_id")
    )
    live = both.closed_at.isnull() | (both.named_at <= both.closed_at + given.write_up)
    known = (both.known_at <= both.named_at + given.written_in) & (both.reported_at <= both.named_at + given.written_in)
    return both.filter(live & known).select("by", "about", "named_at", "named_record")
