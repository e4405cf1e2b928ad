"""What the force promised to watch, with no check on record."""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import DAY
from upstander.contacts.keys import record_id
from upstander.contacts.together import together
from upstander.detection import About, Family, Given, Known, Parameter, Sign, Source, observe

PROMISES = ("monitoring", "condition", "restricted_duties")
CHECKED_BY = ("supervisor", "audit")


@Sign(
    title="Promise without a check",
    asks="The force promised to watch: who has looked since?",
    family=Family.PERSON,
    about=About.SUBJECT,
    sources=(
        Source("S003", "case study 5", "his future conduct would be closely monitored"),
        Source("S003", "case study 9", "allowed the unofficial scheme to operate on the understanding"),
    ),
    cases=("5", "9", "10"),
    needs=("instructions", "health_checks", "intelligence"),
    parameters={
        "least": Parameter(1, "quarters", "a promise of close watch that nobody kept for three months is not kept"),
        "quarter": Parameter(90, "days", "the longest time between two looks that can be called close"),
    },
    least="least",
    counts="quarter of a year without a check",
    plural="quarters of a year without a check",
    evidence=False,
    career=True,
    innocent=(
        "Checks were made and not written down.",
        "The promise was withdrawn, and nobody entered that it had ended.",
        "Long leave.",
    ),
    blind_spots=("Checks recorded in a supervisor's own notes.", "Whether a check was any good."),
)
def promise_without_a_check(known: Known, given: Given) -> ir.Table:
    """Each full quarter since a promise, while it held, in which no talked-through check and no audit is on record."""
    promises = known.records.instructions.filter(_.kind.isin(PROMISES))
    promises = promises.mutate(record_id=record_id(promises, "instructions"), feed=ibis.literal("instructions"))
    until = ibis.coalesce(promises.ends_at, given.as_of)
    quarter = int(given.quarter * DAY)
    number = ((until - promises.given_at) // quarter).cast("int64")
    quarters = promises.mutate(number=ibis.range(0, number).unnest())
    quarters = quarters.mutate(from_at=_.given_at + _.number * quarter, to_at=_.given_at + (_.number + 1) * quarter)
    checks = _checks(known).rename(checked="staff_id")
    kept = [
        quarters.staff_id == checks.checked,
        checks.checked_at > quarters.from_at,
        checks.checked_at <= quarters.to_at,
    ]
    return observe(quarters.anti_join(checks, kept), nominal_id=None, at="to_at")


def _checks(known: Known) -> ir.Table:
    """What shows that somebody looked: staff_id and checked_at."""
    talks = known.records.health_checks.filter(_.discussed).select("staff_id", checked_at="completed_at")
    reports = known.records.intelligence.filter(_.staff_id.notnull() & _.source.isin(CHECKED_BY))
    return together(reports.select("staff_id", checked_at="received_at"), talks)
