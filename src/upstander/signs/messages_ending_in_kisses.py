"""Messages that a member of staff ends in kisses to somebody met through work, and to few others."""

import ibis
import ibis.expr.types as ir

from upstander.detection import About, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe
from upstander.detection.words.conversations import beyond_habit, said_to
from upstander.detection.words.keyword_set import Stage


@Sign(
    title="Messages ending in kisses",
    asks="Why do messages to this person end in kisses, when those to others do not?",
    family=Family.WORDS,
    about=About.PAIR,
    sources=(
        Source("S003", "case study 2", "(meaning a kiss) at the end of the text"),
        Source("S003", "warning signs", "using emojis, kisses"),
    ),
    cases=("2",),
    needs=("messages", "incidents", "involvements"),
    parameters={
        "least": Parameter(1, "days", "one day is a question from somebody who ends no other message so"),
        "usual": Parameter(0.2, "of other people", "who ends messages so to one in five others does it to everybody"),
        "few": Parameter(5, "other people", "the habit of somebody who writes to fewer cannot be told"),
        "unknown": Parameter(0.5, "of a day", "where the habit is not known it may as well be one as not"),
        "answering": Parameter(0.5, "of a day", "kisses that the person sent first may be answered without thinking"),
    },
    least="least",
    counts="day of messages ending in kisses",
    plural="days of messages ending in kisses",
    among=(ContactKind.MESSAGE,),
    content=True,
    reads=(Stage.KISS,),
    grows_with_work=False,
    innocent=(
        "They end messages so to friends and family too, on devices that are not seen here.",
        "A slip of the finger, or a message meant for somebody else.",
        "The person is a friend or relative from before the work, and declared.",
    ),
    blind_spots=(
        "Messages on personal devices and apps, where most of this is written.",
        "Kisses inside quotation marks, or after a number such as 2 x.",
        "Somebody whose name begins with X: a single x of theirs is taken for an initial.",
    ),
)
def messages_ending_in_kisses(known: Known, given: Given) -> ir.Table:
    """Days on which they ended a message to the person in kisses, by how few others get any.

    Kisses from the person are never counted; kisses they began count less when answered.
    """
    said = said_to(known, Stage.KISS)
    own = beyond_habit(said, few=given.few, unknown=given.unknown, usual=given.usual)
    weight = said.certainty * own * ibis.ifelse(said.answering, given.answering, 1.0)
    counted = said.mutate(weight=weight)
    return observe(counted.filter(counted.weight > 0), amount="weight", once_a_day=True)
