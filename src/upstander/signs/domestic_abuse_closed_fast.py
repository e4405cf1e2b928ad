"""Domestic abuse investigations closed much faster than others, by whoever had charge of them alone."""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import DAY
from upstander.detection import About, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe

IN_CHARGE = ("officer_in_case", "investigator")
AFFECTED = ("victim", "caller", "complainant")


@Sign(
    title="Domestic abuse closed fast",
    asks="Why was this domestic abuse investigation closed so soon?",
    family=Family.DUTY,
    about=About.PAIR,
    sources=(
        Source("S003", "warning signs in victims", "domestic abuse investigation steered to quick resolution"),
        Source("S003", "guidance, 10", "Do not end a professional relationship with a member of the public solely"),
    ),
    cases=("none",),
    needs=("incidents", "involvements", "assignments", "log_entries"),
    parameters={
        "least": Parameter(1, "investigations", "one is a question only beside something else about the same person"),
        "share": Parameter(0.25, "of the usual time", "a quarter of the median: before most first enquiries are back"),
        "enough": Parameter(10, "investigations", "fewer closed ones do not say how long such work takes"),
        "review": Parameter(7, "days", "a decision by somebody else to close is written in the last week"),
    },
    least="least",
    counts="domestic abuse investigation closed fast",
    plural="domestic abuse investigations closed fast",
    among=(ContactKind.DEPLOYMENT, ContactKind.LOOK_UP, ContactKind.CALL, ContactKind.TEXT, ContactKind.MESSAGE),
    innocent=(
        "The person withdrew, for reasons given to the officer and not written down.",
        "The suspect was charged at once.",
        "It was a duplicate of another record.",
    ),
    blind_spots=(
        "Forces whose words for the kind of incident do not name domestic abuse.",
        "Pressure on the person that leaves the case open.",
    ),
)
def domestic_abuse_closed_fast(known: Known, given: Given) -> ir.Table:
    """Investigations closed in a fraction of the usual time, in charge of one person, reviewed by nobody else."""
    domestic = known.records.incidents.filter(_.kind.lower().contains("domestic") & _.closed_at.notnull())
    domestic = domestic.mutate(took=_.closed_at - _.reported_at)
    in_charge = known.records.assignments.filter(_.role.isin(IN_CHARGE)).select("incident_id", "staff_id").distinct()
    usual = domestic.semi_join(in_charge, "incident_id").mutate(
        usual=_.took.median().over(ibis.window()), investigations=_.count().over(ibis.window())
    )
    fast = usual.filter((_.investigations >= given.enough) & (_.took < _.usual * given.share))
    fast = fast.inner_join(in_charge, "incident_id")
    logs = known.records.log_entries.select("incident_id", "at", other_id="staff_id")
    by_another = [
        fast.incident_id == logs.incident_id,
        fast.staff_id != logs.other_id,
        logs.at >= fast.closed_at - given.review * DAY,
        logs.at > fast.reported_at,
        logs.at <= fast.closed_at,
    ]
    alone = fast.anti_join(logs, by_another)
    affected = known.records.involvements.filter(_.role.isin(AFFECTED)).select("incident_id", "nominal_id").distinct()
    both = alone.inner_join(affected, "incident_id")
    return observe(both, at="closed_at", feed=ibis.literal("incidents"), record_id="incident_id")
