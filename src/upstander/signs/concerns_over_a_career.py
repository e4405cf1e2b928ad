"""Complaints, intelligence and instructions that bear on abuse of position, over a whole career."""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import DAY
from upstander.contacts.keys import record_id
from upstander.contacts.together import together
from upstander.detection import About, Family, Given, Known, Parameter, Sign, Source, observe

DIRECT = ("abuse_of_position_sexual",)
TAKEN_SERIOUSLY = ("no_contact", "monitoring", "condition", "restricted_duties")
CLOSE = ("sexual_conduct_colleague", "system_misuse", "disclosure", "discreditable_conduct")


@Sign(
    title="Concerns from different people over a career",
    asks="What do the concerns about this member of staff say when they are read together?",
    family=Family.PERSON,
    about=About.SUBJECT,
    sources=(
        Source("S003", "case study 5", "over ten years before the incident"),
        Source("S003", "case study 5", "A further intelligence report stated"),
        Source("S003", "case study 3", "brought to the attention of the force's Professional Standards Department"),
    ),
    cases=("3", "5", "7"),
    needs=("complaints", "intelligence"),
    parameters={
        "least": Parameter(1, "concerns", "one about just this, or two that come close to it, whatever became of them"),
        "close": Parameter(0.5, "of a concern", "conduct that goes with it, and also goes without it"),
        "report": Parameter(
            0.5,
            "of a concern",
            "intelligence has no category on record; where it names a person it is of dealings with one",
        ),
        "of_nobody": Parameter(
            0.2, "of a concern", "intelligence that names no member of the public may be of anything"
        ),
        "instructed": Parameter(
            0.5, "of a concern", "the force itself thought it grave enough to forbid or to watch something"
        ),
        "minor": Parameter(0.1, "of a concern", "rudeness and the like: common, and seldom about this"),
        "nameless": Parameter(365, "days", "reports of one kind of source that name nobody may be one person's"),
    },
    least="least",
    counts="concern from one more person or source",
    plural="concerns from different people or sources",
    career=True,
    innocent=(
        "People who know each other complained together.",
        "Work that draws complaints, and long service, which leaves time for them.",
        "Concerns that were looked into well and disproved.",
    ),
    blind_spots=(
        "What was never written down, or is no longer kept.",
        "What intelligence and instructions say: they are counted, not read.",
        "Concerns raised in another force.",
    ),
)
def concerns_over_a_career(known: Known, given: Given) -> ir.Table:
    """Every concern that bears more on this than what the same person or nameless source had raised before."""
    concerns = together(_complaints(known, given), _intelligence(known, given), _instructions(known, given))
    year = (concerns.at // (given.nameless * DAY)).cast("int64").cast("string")
    concerns = concerns.mutate(raised_by=concerns.nominal_id.fill_null(concerns.source + " " + year))
    before = ibis.window(group_by=["staff_id", "raised_by"], order_by=["at", "record_id"], preceding=(None, 1))
    concerns = concerns.mutate(already=concerns.bearing.max().over(before).fill_null(0.0))
    concerns = concerns.mutate(more=_.bearing - _.already).filter(_.more > 0)
    return observe(concerns, nominal_id=None, amount="more")


def _complaints(known: Known, given: Given) -> ir.Table:
    bearing = ibis.cases((_.category.isin(DIRECT), 1.0), (_.category.isin(CLOSE), given.close), else_=given.minor)
    return known.records.complaints.select(
        "staff_id",
        "nominal_id",
        "source",
        at=_.received_at,
        record_id=_.complaint_id,
        feed=ibis.literal("complaints"),
        bearing=bearing.cast("float64"),
    )


def _intelligence(known: Known, given: Given) -> ir.Table:
    return known.records.intelligence.filter(_.staff_id.notnull()).select(
        "staff_id",
        "nominal_id",
        "source",
        at=_.received_at,
        record_id=_.report_id,
        feed=ibis.literal("intelligence"),
        bearing=ibis.ifelse(_.nominal_id.notnull(), given.report, given.of_nobody).cast("float64"),
    )


def _instructions(known: Known, given: Given) -> ir.Table:
    instructions = known.records.instructions.filter(_.kind.isin(TAKEN_SERIOUSLY))
    return instructions.select(
        "staff_id",
        nominal_id=ibis.null("string"),
        source=ibis.literal("instruction"),
        at=_.given_at,
        record_id=record_id(instructions, "instructions"),
        feed=ibis.literal("instructions"),
        bearing=ibis.literal(given.instructed).cast("float64"),
    )
