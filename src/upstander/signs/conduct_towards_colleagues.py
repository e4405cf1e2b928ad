"""Sexual conduct towards colleagues, and what colleagues report, over a whole career."""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import DAY
from upstander.contacts.together import together
from upstander.detection import About, Family, Given, Known, Parameter, Sign, Source, observe

INSIDE = ("colleague", "supervisor")


@Sign(
    title="Conduct towards colleagues",
    asks="Has what colleagues reported been looked into as a risk to the public?",
    family=Family.PERSON,
    about=About.SUBJECT,
    sources=(
        Source("S003", "checklist, prevention", "allegations of internal sexualised behaviour"),
        Source("S003", "checklist, prevention", "being replicated with members of the public"),
        Source("S003", "case study 5", "A number of his female colleagues came forward"),
    ),
    cases=("5", "8"),
    needs=("complaints", "intelligence"),
    parameters={
        "least": Parameter(1, "matters", "one matter of just this kind is what the checklist asks about"),
        "report": Parameter(0.4, "of a matter", "a colleague's report has no category on record: it may be about else"),
        "one_matter": Parameter(30, "days", "records of one kind of source within a month are likely about one thing"),
    },
    least="least",
    counts="matter that colleagues reported",
    plural="matters that colleagues reported",
    career=True,
    innocent=(
        "A quarrel at work, or a report made out of malice.",
        "Reports by colleagues about other things, which are counted, not read.",
    ),
    blind_spots=(
        "What colleagues know and do not report.",
        "Two matters of one kind of source within a month: they count as one.",
    ),
)
def conduct_towards_colleagues(known: Known, given: Given) -> ir.Table:
    """Complaints of sexual conduct towards colleagues and reports by colleagues, each matter once."""
    complaints = known.records.complaints.filter(_.category == "sexual_conduct_colleague").select(
        "staff_id",
        "source",
        at=_.received_at,
        feed=ibis.literal("complaints"),
        record_id=_.complaint_id,
        amount=ibis.literal(1.0).cast("float64"),
    )
    reports = known.records.intelligence.filter(_.staff_id.notnull() & _.source.isin(INSIDE)).select(
        "staff_id",
        "source",
        at=_.received_at,
        feed=ibis.literal("intelligence"),
        record_id=_.report_id,
        amount=ibis.literal(given.report).cast("float64"),
    )
    matters = together(complaints, reports)
    before = ibis.window(group_by=["staff_id", "source", "feed"], order_by=["at", "record_id"])
    matters = matters.mutate(last_at=_.at.lag().over(before))
    new = matters.filter(_.last_at.isnull() | (_.at > _.last_at + given.one_matter * DAY))
    return observe(new, nominal_id=None, amount="amount")
