"""Many different vulnerable people contacted again and again with no purpose."""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import day_of
from upstander.detection import About, Answer, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe

TALK = (ContactKind.CALL, ContactKind.TEXT, ContactKind.MESSAGE)


@Sign(
    title="Many vulnerable people contacted with no purpose on record",
    asks="Why does this member of staff keep in touch with several vulnerable people?",
    family=Family.PHONE,
    about=About.SUBJECT,
    sources=(
        Source("S003", "case study 2", "significant contact with other women"),
        Source("S003", "case study 2", "personal text messages to two further vulnerable women"),
    ),
    cases=("2", "5", "8"),
    habit="turns to vulnerable people with no purpose",
    needs=("phone_events", "vulnerabilities", "incidents", "involvements"),
    parameters={"least": Parameter(2, "people", "a second person turns one lapse into a way of going about things")},
    least="least",
    counts="vulnerable person contacted again with no purpose on record",
    plural="vulnerable people contacted again with no purpose on record",
    innocent=(
        "A survey or a round of reassurance calls, made twice, that is not on record.",
        "A caseload that was handed over by word of mouth.",
        "A part played outside the force, such as a charity, and declared.",
    ),
    blind_spots=(
        "Contact by private telephone or social media.",
        "People whose vulnerability nobody wrote down, or wrote down only later.",
    ),
)
def many_vulnerable_people_contacted(known: Known, given: Given) -> ir.Table:
    """Each vulnerable person once: the first outgoing contact with no purpose on a second day."""
    sent = known.contacts.filter(_.kind.isin([str(kind) for kind in TALK]) & (_.direction == "out"))
    sent = sent.filter(_.answer == Answer.UNEXPLAINED)
    recorded = known.records.vulnerabilities.group_by("nominal_id").agg(recorded_at=_.recorded_at.min())
    sent = sent.inner_join(recorded, "nominal_id").filter(_.recorded_at <= _.at)
    firsts = sent.group_by("staff_id", "nominal_id").agg(first_day=day_of(_.at).min())
    again = sent.inner_join(firsts, ["staff_id", "nominal_id"]).filter(day_of(_.at) > _.first_day)
    in_order = ibis.window(group_by=["staff_id", "nominal_id"], order_by=["at", "feed", "record_id"])
    people = again.mutate(place=ibis.row_number().over(in_order)).filter(_.place == 0)
    return observe(people, nominal_id=None, amount="certainty")
