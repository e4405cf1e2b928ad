"""A conversation that goes from harmless words through the stages of the cases, in their order."""

import ibis.expr.types as ir
from ibis import _

from upstander.detection import About, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe
from upstander.detection.observation import exact_sum
from upstander.detection.words.stages import STAGES, stages_reached

MESSAGE = ("staff_id", "nominal_id", "at", "feed", "record_id")


@Sign(
    title="A conversation that goes further, stage by stage",
    asks="Where was this conversation going, and what had it to do with the work?",
    family=Family.WORDS,
    about=About.PAIR,
    sources=(
        Source("S003", "escalating behaviour", "can be the start of a pattern of escalating behaviour"),
        Source("S003", "warning signs", "quickly progresses to use of personal phones and personal social media"),
        Source("S003", "case study 2", "often begins with banter over force mobile phones before transferring"),
    ),
    cases=("4", "8"),
    needs=("messages", "incidents", "involvements"),
    parameters={
        "least": Parameter(2.5, "stages", "three in their order, one of which may have been answered by halves"),
        "between": Parameter(120, "days", "in case 8 a few months passed before the next stage"),
        "usual": Parameter(0.2, "of other people", "whose every fifth conversation goes as far talks so to everybody"),
        "few": Parameter(5, "other people", "the habit of somebody who writes to fewer cannot be told"),
        "unknown": Parameter(
            0.85, "of a stage", "with few others nobody can tell, but the order itself says something"
        ),
        "answering": Parameter(0.5, "of a stage", "where the person began it, staff may only have answered"),
    },
    least="least",
    counts="stage, each reached after the one before",
    plural="stages, each reached after the one before",
    among=(ContactKind.MESSAGE,),
    content=True,
    reads=STAGES,
    grows_with_work=False,
    innocent=(
        "A friendship or relationship from before the work, and declared.",
        "Practical arrangements over several months that happen to come in this order.",
        "Words that mean something else here, one after another.",
    ),
    blind_spots=(
        "A conversation whose later stages are on personal devices or spoken, where most of them are.",
        "A conversation that begins with a sexual remark, or goes through its stages in another order.",
        "Words that no approved keyword set holds.",
    ),
)
def conversation_that_goes_further(known: Known, given: Given) -> ir.Table:
    """The messages with which the conversation had gone one stage, two, and so on, in the order of the cases.

    From over-familiar words or kisses to another channel, secrecy, meeting alone, and looks or sex; stages may be left
    out. It is held against how far the writer's conversations with others go, as a whole. One message may reach two
    stages, but not all.
    """
    reached = stages_reached(known, between=given.between, few=given.few, unknown=given.unknown, usual=given.usual)
    whole = reached.group_by("staff_id", "nominal_id").agg(first_at=_["at"].min(), last_at=_["at"].max())
    whole = whole.filter(_.last_at > _.first_at).select("staff_id", "nominal_id")
    counted = reached.semi_join(whole, ["staff_id", "nominal_id"])
    counted = counted.mutate(amount=_.certainty * _.own * _.answering.ifelse(given.answering, 1.0))
    by_message = counted.filter(_.amount > 0).group_by(*MESSAGE).agg(amount=exact_sum(_.amount))
    return observe(by_message, amount="amount")
