"""How far a conversation has gone: the stages that the cases show, each reached after the ones before it.

The cases begin with what "may appear harmless at first" and go on to another channel, to secrecy, to meeting alone, and
to sex. Few go through all of them, so stages may be left out; none is counted that comes only before an earlier one.
"""

import functools
from typing import Any

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import DAY
from upstander.contacts.identities import as_number
from upstander.contacts.known import Known
from upstander.contacts.ledger import ContactKind
from upstander.detection.words.conversations import PAIR, beyond_habit, own_words, said_to
from upstander.detection.words.keyword_set import Stage

IN_ORDER = (
    (Stage.KISS, Stage.OVER_FAMILIAR),
    (Stage.PRIVATE_CHANNEL,),
    (Stage.SECRECY,),
    (Stage.MEETING_ALONE,),
    (Stage.LOOKS_OR_SEX,),
)
STAGES = tuple(stage for together in IN_ORDER for stage in together)


def stages_reached(known: Known, *, between: float, few: float, unknown: float, usual: float) -> ir.Table:
    """The first message with which a pair's conversation had gone each number of stages, in their order.

    Columns: staff_id, nominal_id, nth (1, 2, …), at, feed, record_id, certainty, answering, own. All channels are one
    conversation; the next stage comes within `between` days. `own`: how few of the writer's other conversations ever
    went so far, from 1 (none) to 0 (a share of `usual`); `unknown` where there are fewer than `few` others. Words that
    are the writer's habit with others are no stage.
    """
    said = said_to(known, *STAGES)
    said = said.filter(beyond_habit(said, few=few, unknown=unknown, usual=usual) > 0)
    nth = with_nth(said, PAIR, between)
    first = ibis.window(group_by=[*PAIR, "nth"], order_by=["at", "record_id", "stage"])
    reached = nth.mutate(place=ibis.row_number().over(first)).filter(_.place == 0).drop("others", "others_told")
    both = _with_others(reached, known, between, usual)
    own = beyond_habit(both, few=few, unknown=unknown, usual=usual)
    return both.select(*PAIR, "nth", "at", "feed", "record_id", "certainty", "answering", own=own)


def with_nth(said: ir.Table, conversation: tuple[str, ...], between: float) -> ir.Table:
    """What was said (`stage`, `at`, and the columns of a conversation) with `nth`: how many stages it has gone by then.

    The most stages in rising order that end with this one, no two further apart than `between` days. One message may
    reach two.
    """
    rank = ibis.cases(*((said.stage.isin([str(s) for s in of]), n) for n, of in enumerate(IN_ORDER)), else_=-1)
    before = ibis.range_window(preceding=int(between * DAY), following=0, group_by=list(conversation), order_by="at")
    return functools.reduce(
        lambda table, n: table.mutate(nth=_after_lower(table, n, before)),
        range(1, len(IN_ORDER)),
        said.mutate(rank=rank, nth=ibis.literal(1, "int64")),
    ).drop("rank")


def _after_lower(table: ir.Table, rank: int, before: Any) -> ir.Value:
    lower = table.nth.max(where=table["rank"] < rank).over(before).fill_null(0)
    return ibis.ifelse(table["rank"] == rank, lower + 1, table.nth)


def _with_others(reached: ir.Table, known: Known, between: float, usual: float) -> ir.Table:
    """Adds `others`, the other people whom the writer wrote to, and `others_told`: to how many of them as far."""
    sent = known.records.messages.filter(_.direction == "out")
    sent = sent.select("staff_id", "at", record_id="message_id", party=as_number(sent.other_party))
    people = sent.group_by("staff_id").agg(people=_.party.nunique())
    told = _not_habits(sent.inner_join(own_words(known, STAGES), "record_id"), people, usual)
    far = with_nth(told, ("staff_id", "party"), between).select("staff_id", "party", "nth").distinct()
    pairs = known.contacts.filter((_.kind == ContactKind.MESSAGE.value) & _.nominal_id.notnull())
    theirs = pairs.select(*PAIR, "record_id").inner_join(sent.select("record_id", "party"), "record_id")
    theirs = theirs.select(*PAIR, "party").distinct()
    both = reached.inner_join(people, "staff_id")
    both = both.inner_join(theirs.group_by(*PAIR).agg(theirs=_.count()), PAIR)
    both = both.left_join(far.group_by("staff_id", "nth").agg(far=_.count()), ["staff_id", "nth"])
    own_far = theirs.inner_join(far, ["staff_id", "party"]).group_by(*PAIR, "nth").agg(own_far=_.count())
    both = both.select(*reached.columns, "people", "theirs", "far").left_join(own_far, [*PAIR, "nth"])
    told_others = both.far.fill_null(0) - both.own_far.fill_null(0)
    return both.select(*reached.columns, others=_.people - _.theirs, others_told=told_others)


def _not_habits(told: ir.Table, people: ir.Table, usual: float) -> ir.Table:
    """Without words of a stage that the writer says to a `usual` share of everybody: with nobody are they a stage."""
    to_whom = told.group_by("staff_id", "stage").agg(parties=_.party.nunique()).inner_join(people, "staff_id")
    habits = to_whom.filter(_.parties >= usual * _.people)
    return told.anti_join(habits, ["staff_id", "stage"])
