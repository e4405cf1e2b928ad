"""Records of a person viewed with no policing purpose on record."""

import ibis.expr.types as ir
from ibis import _

from upstander.detection import About, Answer, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe


@Sign(
    title="Records viewed with no purpose on record",
    asks="Why did this member of staff look this person up?",
    family=Family.SYSTEMS,
    about=About.PAIR,
    sources=(
        Source("S004", "case 3, the audit that named the officer", "accessed police records on the friend"),
        Source("S001", "learning", "for a legitimate or authorised policing purpose only"),
    ),
    cases=("8", "S004"),
    needs=("accesses", "incidents", "involvements"),
    parameters={"least": Parameter(2, "days", "one look-up can be a slip or a wrong name; a return is a choice")},
    least="least",
    counts="day of look-ups with no purpose on record",
    plural="days of look-ups with no purpose on record",
    among=(ContactKind.LOOK_UP,),
    innocent=(
        "The work was handed over by word of mouth and nobody wrote it down.",
        "The name was searched for somebody else of the same name.",
        "The person was in the news or in a briefing that is not on record.",
    ),
    blind_spots=("Look-ups in systems whose audit is not loaded.", "A colleague's open screen."),
)
def records_viewed_without_purpose(known: Known, given: Given) -> ir.Table:
    """Every look-up of a known person that nothing explains; a day of them counts once."""
    look_ups = known.contacts.filter((_.kind == ContactKind.LOOK_UP) & (_.answer == Answer.UNEXPLAINED))
    return observe(look_ups.filter(_.nominal_id.notnull()), amount="certainty", once_a_day=True)
