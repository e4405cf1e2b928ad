"""Words that take a conversation from work into private: over-familiar, another channel, secrecy, meeting alone."""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import day_of
from upstander.detection import About, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe
from upstander.detection.observation import exact_sum
from upstander.detection.words.conversations import beyond_habit, said_to
from upstander.detection.words.keyword_set import Stage

STAGES = (Stage.OVER_FAMILIAR, Stage.PRIVATE_CHANNEL, Stage.SECRECY, Stage.MEETING_ALONE)
MESSAGE = ("staff_id", "nominal_id", "at", "feed", "record_id")


@Sign(
    title="Words that move a conversation into private",
    asks="Why is this conversation moved away from work, or to be kept from others?",
    family=Family.WORDS,
    about=About.PAIR,
    sources=(
        Source("S003", "case study 8", "did not mention to anyone she had his personal number"),
        Source("S000", "overview", "if not do you mind if I text you?"),
        Source("S003", "case study 4", "asked if she wanted to go for a coffee"),
    ),
    cases=("4", "8"),
    needs=("messages", "incidents", "involvements"),
    parameters={
        "least": Parameter(2, "steps", "one stage alone may be kindness or practical; two make a direction"),
        "familiar": Parameter(0.5, "of a step", "many people use such words to everybody, and mean nothing by it"),
        "again": Parameter(0.25, "of a step", "another day of the same stage goes no further, but goes on"),
        "usual": Parameter(0.2, "of other people", "who says so to one in five others says it to everybody"),
        "few": Parameter(5, "other people", "the habit of somebody who writes to fewer cannot be told"),
        "unknown": Parameter(0.75, "of a step", "practical words are said to many; with few others nobody can tell"),
        "answering": Parameter(0.5, "of a step", "where the person began it, staff may only have answered"),
    },
    least="least",
    counts="step from work into private",
    plural="steps from work into private",
    among=(ContactKind.MESSAGE,),
    content=True,
    reads=STAGES,
    grows_with_work=False,
    innocent=(
        "A way to stay in touch that force policy allows, but that no set of approved channels names.",
        "Advice for the person's safety to tell nobody where they are.",
        "Terms of endearment that are common address where they come from.",
    ),
    blind_spots=(
        "What is said on the private channel afterwards, and anything spoken.",
        "Words that no approved keyword set holds, and requests put so indirectly that only the two understand.",
    ),
)
def words_that_move_in_private(known: Known, given: Given) -> ir.Table:
    """The stages that their own words to the person reach: each counts once, and a little more on each further day.

    Words that they use to many others, or that the person used first, count less or not at all.
    """
    said = said_to(known, *STAGES)
    own = beyond_habit(said, few=given.few, unknown=given.unknown, usual=given.usual)
    step = ibis.ifelse(said.stage == Stage.OVER_FAMILIAR.value, given.familiar, 1.0)
    weight = said.certainty * own * step * ibis.ifelse(said.answering, given.answering, 1.0)
    counted = said.mutate(weight=weight, day=day_of(said["at"])).filter(_.weight > 0)
    in_order = ibis.window(group_by=["staff_id", "nominal_id", "stage"], order_by=["day"])
    of_the_day = ibis.window(group_by=["staff_id", "nominal_id", "stage", "day"])
    counted = counted.mutate(nth=ibis.dense_rank().over(in_order), messages=_.count().over(of_the_day))
    counted = counted.mutate(amount=_.weight * ibis.ifelse(_.nth == 0, 1.0, given.again) / _.messages)
    return observe(counted.group_by(*MESSAGE).agg(amount=exact_sum(_.amount)), amount="amount")
