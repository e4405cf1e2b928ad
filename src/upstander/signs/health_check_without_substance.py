"""Integrity health checks ticked and signed, with nothing talked through."""

import ibis
import ibis.expr.types as ir

from upstander.contacts.keys import record_id
from upstander.detection import About, Family, Given, Known, Parameter, Sign, Source, observe


@Sign(
    title="Health checks without substance",
    asks="Has anybody talked with this member of staff about integrity?",
    family=Family.PERSON,
    about=About.SUBJECT,
    sources=(
        Source("S003", "case study 5", "ticked boxes and signed the form as instructed"),
        Source("S003", "case study 5", "to make sure these are properly completed"),
    ),
    cases=("5",),
    needs=("health_checks",),
    parameters={
        "least": Parameter(2, "checks", "one rushed year is a bad day; two are how it is done"),
        "reading": Parameter(300, "seconds", "reading such a form with care takes five minutes"),
    },
    least="least",
    counts="check in which nothing was talked through",
    plural="checks in which nothing was talked through",
    evidence=False,
    career=True,
    innocent=(
        "A conversation that was held and not ticked.",
        "A form that was read on paper and entered later.",
    ),
    blind_spots=("Forces that record only that a check was done.", "What was said."),
)
def health_check_without_substance(known: Known, given: Given) -> ir.Table:
    """Checks with nothing talked through, in less time than reading the form takes where the time is on record."""
    checks = known.records.health_checks
    checks = checks.mutate(record_id=record_id(checks, "health_checks"), feed=ibis.literal("health_checks"))
    hurried = checks.seconds_spent.isnull() | (checks.seconds_spent < given.reading)
    return observe(checks.filter(~checks.discussed & hurried), nominal_id=None, at="completed_at")
