"""Very short or unanswered calls to a person who never rings back."""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import day_of
from upstander.detection import About, Answer, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe


@Sign(
    title="Short calls that only go one way",
    asks="What are these calls of a few seconds, to somebody who never rings back?",
    family=Family.PHONE,
    about=About.PAIR,
    sources=(
        Source("S003", "case study 2", "30 of these calls were less than five seconds"),
        Source("S003", "case study 2", "no calls registered from the woman's number"),
    ),
    cases=("2",),
    needs=("phone_events", "incidents", "involvements"),
    parameters={
        "least": Parameter(3, "calls", "trying twice to reach somebody is ordinary"),
        "short": Parameter(5, "seconds", "too short for a word: unanswered, or let ring as a signal"),
        "self_explained": Parameter(0.3, "of a call", "only their own later record explains it: weak, yet something"),
    },
    least="least",
    counts="short call that was never returned",
    plural="short calls that were never returned",
    among=(ContactKind.CALL,),
    innocent=(
        "The number on record was wrong or had lapsed.",
        "A person who never answers calls and rings the force's main line instead.",
        "A round of calls in which most people did not answer.",
    ),
    blind_spots=(
        "Bills that do not give the length of calls.",
        "A person who rang back once, for whatever reason.",
        "Signals agreed by text or private telephone.",
    ),
)
def short_calls_one_way(known: Known, given: Given) -> ir.Table:
    """Short calls out in a pair with no call back until then; on a day of many such calls each counts for less."""
    brief = known.records.phone_events.filter(_.duration_s <= given.short).select(record_id="event_id")
    calls = known.contacts.filter(_.kind == ContactKind.CALL)
    short = calls.filter(_.direction == "out").semi_join(brief, "record_id").mutate(day=day_of(_.at))
    rounds = short.group_by("staff_id", "day").agg(people=_.other_party.nunique(), round_ended_at=_.at.max())
    back = calls.filter(_.direction == "in")
    back = back.group_by("staff_id", "nominal_id").agg(back_at=_.at.min())
    asked = short.filter(_.answer.isin([str(Answer.UNEXPLAINED), str(Answer.SELF_EXPLAINED)]))
    asked = asked.inner_join(rounds, ["staff_id", "day"]).left_join(back, ["staff_id", "nominal_id"])
    one_way = asked.filter(_.nominal_id.notnull() & (_.back_at.isnull() | (_.back_at > _.round_ended_at)))
    weight = ibis.ifelse(_.answer == Answer.SELF_EXPLAINED, given.self_explained, 1.0) * _.certainty / _.people
    return observe(one_way.mutate(weight=weight), at="round_ended_at", amount="weight")
