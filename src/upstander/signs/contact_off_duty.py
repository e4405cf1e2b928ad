"""Calls, texts and messages to a person on a work device while off duty."""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.detection import About, Answer, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe

TALK = (ContactKind.CALL, ContactKind.TEXT, ContactKind.MESSAGE)
KNOWN_BEFORE = "known_before_the_work"  # a purpose: contact with a friend of before is private life


@Sign(
    title="Contact while off duty",
    asks="What could not wait until this member of staff was on duty again?",
    family=Family.PHONE,
    about=About.PAIR,
    sources=(Source("S003", "signs and symptoms", "sending messages while off duty"),),
    cases=("2", "4"),
    needs=("phone_events", "shifts", "incidents", "involvements"),
    parameters={
        "least": Parameter(2, "days", "one late call after a long shift is common"),
        "self_explained": Parameter(0.3, "of a day", "only their own later record explains it: weak, yet something"),
    },
    least="least",
    counts="day of contact while off duty",
    plural="days of contact while off duty",
    among=TALK,
    innocent=(
        "Overtime, or a shift that was swapped, that is not on the roster.",
        "A friend of before any work, whom nobody was told of.",
        "On call: rosters seldom say so.",
        "The handset was with a colleague.",
    ),
    blind_spots=(
        "Contact by private telephone or social media, which is where most of it goes.",
        "Staff with no roster on record around that time.",
    ),
)
def contact_off_duty(known: Known, given: Given) -> ir.Table:
    """Outgoing calls, texts and messages outside every shift, but for what somebody else's record explains."""
    sent = known.contacts.filter(_.kind.isin([str(kind) for kind in TALK]) & (_.direction == "out"))
    sent = sent.filter(_.nominal_id.notnull() & ~_.on_duty & (_.purpose.fill_null("") != KNOWN_BEFORE))
    sent = sent.filter(_.answer.isin([str(Answer.UNEXPLAINED), str(Answer.SELF_EXPLAINED)]))
    weight = ibis.ifelse(_.answer == Answer.SELF_EXPLAINED, given.self_explained, 1.0) * _.certainty
    return observe(sent.mutate(weight=weight), amount="weight", once_a_day=True)
