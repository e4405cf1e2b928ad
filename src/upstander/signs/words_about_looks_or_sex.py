"""Remarks on looks, or sexual ones, to somebody met through work."""

import ibis
import ibis.expr.types as ir

from upstander.detection import About, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe
from upstander.detection.words.conversations import beyond_habit, said_to
from upstander.detection.words.keyword_set import Stage


@Sign(
    title="Words about looks or sex",
    asks="What has this remark to do with the work?",
    family=Family.WORDS,
    about=About.PAIR,
    sources=(
        Source("S003", "case study 5", "told her she looked amazing"),
        Source("S002", "overview", "sent her a text message saying he could see her breasts"),
    ),
    cases=("5", "8"),
    needs=("messages", "incidents", "involvements"),
    parameters={
        "least": Parameter(1, "days", "one such remark in writing to a member of the public is a question"),
        "usual": Parameter(
            0.2, "of other people", "who writes so to one in five others uses the words for something else"
        ),
        "few": Parameter(5, "other people", "the habit of somebody who writes to fewer cannot be told"),
        "unknown": Parameter(1, "of a day", "it is no habit of work, so nothing is taken off where it is not known"),
        "answering": Parameter(0.5, "of a day", "words that the person used first may be an answer to them"),
    },
    least="least",
    counts="day with a remark on looks, or a sexual one",
    plural="days with remarks on looks, or sexual ones",
    among=(ContactKind.MESSAGE,),
    content=True,
    reads=(Stage.LOOKS_OR_SEX,),
    grows_with_work=False,
    innocent=(
        "Evidence or a statement is repeated without quotation marks.",
        "The words mean something else here.",
        "The person is a partner or friend from before the work, and declared.",
    ),
    blind_spots=(
        "Pictures, which are not read, and messages on personal devices and apps.",
        "Words that no approved keyword set holds, and words that somebody puts into quotation marks to hide them.",
    ),
)
def words_about_looks_or_sex(known: Known, given: Given) -> ir.Table:
    """Days on which they wrote so to the person; quotations, statements and reports are not their own words."""
    said = said_to(known, Stage.LOOKS_OR_SEX)
    own = beyond_habit(said, few=given.few, unknown=given.unknown, usual=given.usual)
    weight = said.certainty * own * ibis.ifelse(said.answering, given.answering, 1.0)
    counted = said.mutate(weight=weight)
    return observe(counted.filter(counted.weight > 0), amount="weight", once_a_day=True)
