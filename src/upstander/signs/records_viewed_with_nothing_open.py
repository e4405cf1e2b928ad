"""Records of a person viewed with no purpose while no incident of theirs was open."""

import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import DAY
from upstander.contacts.open_matters import with_nothing_open
from upstander.detection import About, Answer, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe


@Sign(
    title="Records viewed while nothing about the person was open",
    asks="Nobody in the force had anything to do with this person then: what was the look-up for?",
    family=Family.SYSTEMS,
    about=About.PAIR,
    sources=(
        Source("S001", "learning", "for a legitimate or authorised policing purpose only"),
        Source("S004", "case 3, the audit that named the officer", "accessed police records on the friend"),
    ),
    cases=("8", "S004"),
    needs=("accesses", "incidents", "involvements"),
    parameters={
        "least": Parameter(2, "days", "one look-up can be a slip or a wrong name; a return is a choice"),
        "after": Parameter(28, "days", "results, property and letters follow the closing of an investigation"),
    },
    least="least",
    counts="day of look-ups while nothing about the person was open",
    plural="days of look-ups while nothing about the person was open",
    among=(ContactKind.LOOK_UP,),
    grows_with_work=False,
    innocent=(
        "The person was a caller, a witness or a relative whom nobody wrote into the incident.",
        "A court date, a vetting check or a request for information that is on no incident.",
        "The incident is older than the records that the force handed over.",
    ),
    blind_spots=(
        "People of whom some incident is always open: victims again and again, and incidents that nobody closes.",
        "Look-ups in systems whose audit is not loaded.",
    ),
)
def records_viewed_with_nothing_open(known: Known, given: Given) -> ir.Table:
    """Look-ups that nothing explains when nobody in the force had open work, or had just had work, with the person."""
    look_ups = known.contacts.filter((_.kind == ContactKind.LOOK_UP) & (_.answer == Answer.UNEXPLAINED))
    look_ups = look_ups.filter(_.nominal_id.notnull())
    idle = with_nothing_open(look_ups, known.contacts, known.records, int(given.after * DAY))
    return observe(idle, amount="certainty", once_a_day=True)
