"""Calls to a person that last far longer than calls about work do."""

import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import MINUTE
from upstander.detection import About, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe


@Sign(
    title="Calls longer than the work takes",
    asks="What was there to talk about for so long?",
    family=Family.PHONE,
    about=About.PAIR,
    sources=(
        Source("S000", "the first call", "you are really nice, I've enjoyed talking to you"),
        Source("S003", "supporting survivors", "having significant volume of contact in a short"),
    ),
    cases=("4",),
    needs=("phone_events", "device_holders", "nominal_phones"),
    parameters={
        "least": Parameter(2, "calls", "one long call has a cause; several to one person are a way of talking"),
        "times": Parameter(
            5, "times the usual call", "the median of the force's calls to known people: most differ less"
        ),
        "beyond": Parameter(10, "minutes", "a statement or a worried caller takes that long in any work"),
    },
    least="least",
    counts="call far longer than calls about work",
    plural="calls far longer than calls about work",
    among=(ContactKind.CALL,),
    innocent=(
        "A person in crisis who could not be left until somebody came.",
        "A statement taken by telephone.",
        "A person who needs things explained slowly or through an interpreter.",
    ),
    blind_spots=(
        "Calls by private telephone or over the internet.",
        "Bills that do not say how long a call was.",
        "Many short calls: other signs count those.",
    ),
)
def calls_longer_than_the_work_takes(known: Known, given: Given) -> ir.Table:
    """Outgoing calls to a known person far above the median of the force's own connected calls."""
    calls = known.contacts.filter((_.kind == ContactKind.CALL) & (_.direction == "out") & _.nominal_id.notnull())
    calls = calls.mutate(length=_.end_at - _.at).filter(_.length > 0)
    usual = calls.agg(usual=_.length.median())
    long = calls.cross_join(usual).filter((_.length > _.usual * given.times) & (_.length > given.beyond * MINUTE))
    return observe(long, amount="certainty")
