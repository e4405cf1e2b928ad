"""Calls, texts and messages to a person after the work with them had ended."""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.detection import About, Answer, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe

TALK = (ContactKind.CALL, ContactKind.TEXT, ContactKind.MESSAGE)


@Sign(
    title="Contact after the work ended",
    asks="The work with this person had ended: what was there still to say?",
    family=Family.PHONE,
    about=About.PAIR,
    sources=(
        Source("S003", "warning signs", "continued contact after investigation is complete"),
        Source("S003", "case study 4", "Later that evening he contacted the woman"),
    ),
    cases=("2", "4", "8", "10"),
    needs=("phone_events", "incidents", "involvements"),
    parameters={
        "least": Parameter(2, "days", "one call can tie up an end; going on is a choice"),
        "self_explained": Parameter(0.3, "of a day", "only their own later record explains it: weak, yet something"),
    },
    least="least",
    counts="day of contact after the work ended",
    plural="days of contact after the work ended",
    among=TALK,
    innocent=(
        "Aftercare or a court date that is not on record.",
        "The person asked for news and was rung back.",
        "The work went on under another number, or was closed early on the system.",
    ),
    blind_spots=(
        "Contact by private telephone or social media.",
        "What the person sends is not counted: it is not the choice of the member of staff.",
        "People with whom no work was ever on record.",
    ),
)
def contact_after_the_work_ended(known: Known, given: Given) -> ir.Table:
    """Outgoing calls, texts and messages with no purpose, once every purpose of the pair had ended."""
    sent = known.contacts.filter(_.kind.isin([str(kind) for kind in TALK]) & (_.direction == "out"))
    sent = sent.filter(_.nominal_id.notnull() & _.work_ended_at.notnull())
    sent = sent.filter(_.answer.isin([str(Answer.UNEXPLAINED), str(Answer.SELF_EXPLAINED)]))
    weight = ibis.ifelse(_.answer == Answer.SELF_EXPLAINED, given.self_explained, 1.0) * _.certainty
    return observe(sent.mutate(weight=weight), amount="weight", once_a_day=True)
