"""Records of a person viewed again after the work with that person had ended."""

import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import DAY
from upstander.detection import About, Answer, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe


@Sign(
    title="Records viewed after the work ended",
    asks="The work with this person was over: why look them up again?",
    family=Family.SYSTEMS,
    about=About.PAIR,
    sources=(
        Source("S003", "warning signs in victims", "continued contact after investigation is complete"),
        Source("S003", "case study 10", "the investigation was passed to the safeguarding unit"),
    ),
    cases=("2", "8", "10"),
    needs=("accesses", "incidents", "involvements"),
    parameters={
        "least": Parameter(2, "days", "one look back at old work can be a slip; a return is a choice"),
        "settled": Parameter(14, "days", "what is left over from the work is done within two weeks of its end"),
    },
    least="least",
    counts="day of look-ups after the work had ended",
    plural="days of look-ups after the work had ended",
    among=(ContactKind.LOOK_UP,),
    innocent=(
        "A court date, an appeal or a claim brought the old work back, and is not on record.",
        "The person rang again, and nobody wrote the call down.",
        "Old work was used as a pattern for new work.",
    ),
    blind_spots=(
        "Work that was never closed on record: it seems to go on.",
        "Look-ups in systems whose audit is not loaded.",
    ),
)
def records_viewed_after_the_work_ended(known: Known, given: Given) -> ir.Table:
    """Look-ups of a person that nothing explains, from two weeks after the last work with them ended."""
    look_ups = known.contacts.filter((_.kind == ContactKind.LOOK_UP) & (_.answer == Answer.UNEXPLAINED))
    over = _.work_ended_at.notnull() & (_.at >= _.work_ended_at + given.settled * DAY)
    return observe(look_ups.filter(_.nominal_id.notnull() & over), amount="certainty", once_a_day=True)
