"""More calls, texts and messages to a person than the work with them needs."""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import day_of
from upstander.detection import About, Answer, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe

TALK = (ContactKind.CALL, ContactKind.TEXT, ContactKind.MESSAGE)


@Sign(
    title="More contact than the work needs",
    asks="What is all this contact for?",
    family=Family.PHONE,
    about=About.PAIR,
    sources=(
        Source("S003", "case study 2", "more than what would reasonably be expected of someone in his role"),
        Source("S003", "case study 2", "Billing enquiries from the PCSO's work device"),
    ),
    cases=("2", "4", "8"),
    needs=("phone_events", "incidents", "involvements"),
    parameters={
        "least": Parameter(5, "calls and texts", "a few are lost between records in any work"),
        "times": Parameter(4, "times", "the usual week of that kind of work: a bad week doubles or trebles it"),
    },
    least="least",
    counts="call or text beyond what the work needs",
    plural="calls and texts beyond what the work needs",
    among=TALK,
    innocent=(
        "A person in crisis who needs to be rung often.",
        "Work that was handed over by word of mouth.",
        "A person known privately as well, such as a neighbour, and declared.",
    ),
    blind_spots=(
        "Contact by private telephone or social media.",
        "A kind of work so rare that it has no usual week but this one.",
    ),
)
def contact_beyond_what_the_work_needs(known: Known, given: Given) -> ir.Table:
    """Outgoing calls and texts with no purpose, and those with one beyond several usual weeks of the same purpose.

    Family liaison and safeguarding have purposes of their own, so their many calls set their own usual week.
    """
    sent = known.contacts.filter(_.kind.isin([str(kind) for kind in TALK]) & (_.direction == "out"))
    sent = sent.filter(_.nominal_id.notnull()).mutate(week=day_of(_.at, 7))
    explained = sent.filter(_.answer == Answer.EXPLAINED)
    weeks = explained.group_by("staff_id", "nominal_id", "purpose", "week").agg(contacts=_.count())
    usual = weeks.group_by("purpose").agg(usual=_.contacts.median())
    in_order = ibis.window(group_by=["staff_id", "nominal_id", "purpose", "week"], order_by=["at", "record_id"])
    numbered = explained.mutate(number=ibis.row_number().over(in_order) + 1).inner_join(usual, "purpose")
    beyond = numbered.filter(_.number > given.times * _.usual).select(*sent.columns)
    no_purpose = sent.filter(_.answer.isin([str(Answer.UNEXPLAINED), str(Answer.SELF_EXPLAINED)]))
    return observe(no_purpose.union(beyond), amount="certainty")
