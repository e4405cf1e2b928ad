"""Three or more complaints within twelve months: the rule many forces have, shown beside the others."""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import DAY
from upstander.detection import About, Family, Given, Known, Parameter, Sign, Source, observe


@Sign(
    title="Three complaints within twelve months",
    asks="Has anybody looked at these complaints together?",
    family=Family.PERSON,
    about=About.SUBJECT,
    sources=(Source("S003", "case study 5", "three or more complaints within a 12-month period"),),
    cases=("5",),
    needs=("complaints",),
    parameters={
        "least": Parameter(1, "complaints", "the rule itself says how many there must be"),
        "number": Parameter(3, "complaints", "the force's own rule in the published case"),
        "period": Parameter(365, "days", "the force's own rule in the published case"),
    },
    least="least",
    counts="complaint that made three within twelve months",
    plural="complaints that made three or more within twelve months",
    evidence=False,
    career=True,
    innocent=(
        "Work that draws complaints, such as searches and arrests.",
        "One person who complained again and again.",
    ),
    blind_spots=(
        "Concerns years apart, as in the very case the rule is published with.",
        "Everything that is no complaint: intelligence, what supervisors know.",
    ),
)
def three_complaints_in_twelve_months(known: Known, given: Given) -> ir.Table:
    """Each complaint that was at least the third within the period up to it."""
    complaints = known.records.complaints.select("complaint_id", "staff_id", "received_at")
    earlier = complaints.select(other_id="complaint_id", about="staff_id", earlier_at="received_at")
    within = complaints.inner_join(
        earlier,
        [
            complaints.staff_id == earlier.about,
            earlier.earlier_at <= complaints.received_at,
            earlier.earlier_at > complaints.received_at - given.period * DAY,
        ],
    )
    counted = within.group_by("complaint_id", "staff_id", "received_at").agg(number=_.other_id.nunique())
    enough = counted.filter(_.number >= given.number)
    return observe(enough, nominal_id=None, at="received_at", feed=ibis.literal("complaints"), record_id="complaint_id")
