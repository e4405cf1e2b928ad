"""Words in a conversation: what one member of staff and one person linked to their work said, and whose habit it is."""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.contacts.identities import as_number
from upstander.contacts.known import Known
from upstander.contacts.ledger import ContactKind
from upstander.detection.words.keyword_set import Stage

PAIR = ("staff_id", "nominal_id")
NAMED_X = r"(^|[\s-])[Xx]"  # somebody whose name begins with X may sign with it


def said_to(known: Known, *stages: Stage) -> ir.Table:
    """What staff said, in their own words, to people linked to their work: one row for each message, person and stage.

    Columns: staff_id, nominal_id, stage, at, certainty, record_id, feed; `others`: how many other people and numbers
    this member of staff wrote to; `others_told`: to how many of them in such words; `answering`: the person began it.
    """
    told = own_words(known, stages)
    sent = conversations(known).inner_join(told, "record_id")
    began = sent.group_by(*PAIR, "stage").agg(
        first_in=_["at"].min(where=_.direction == "in"), first_out=_["at"].min(where=_.direction == "out")
    )
    out = sent.filter((_.direction == "out") & _.linked).inner_join(began, [*PAIR, "stage"])
    habit = _habit(known, told)
    found = out.inner_join(habit, [*PAIR, "stage"])
    return found.select(
        *PAIR,
        "stage",
        "at",
        "certainty",
        "record_id",
        "others",
        "others_told",
        feed=ibis.literal("messages"),
        answering=(found.first_in < found.first_out).fill_null(False),
    )


def beyond_habit(said: ir.Table, *, few: float, unknown: float, usual: float) -> ir.Value:
    """How far the words are not simply how this person writes: 1 = never to others, 0 = to a `usual` share of them.

    `unknown` where they wrote to fewer than `few` others, so that nobody can tell.
    """
    share = said.others_told / ibis.greatest(said.others, 1)
    return ibis.ifelse(said.others < few, unknown, ibis.greatest(1.0 - share / usual, 0.0)).cast("float64")


def own_words(known: Known, stages: tuple[Stage, ...]) -> ir.Table:
    """Messages by the stage their own words show: record_id, stage. A way that policy allows makes a move innocent."""
    mentions = known.mentions.filter((_.feed == "messages") & ~_.quoted)
    allowed = mentions.filter(_.stage == Stage.APPROVED_CHANNEL.value).select("record_id", "sentence").distinct()
    asked = mentions.filter(_.stage.isin([str(stage) for stage in stages]))
    moves = asked.filter(_.stage == Stage.PRIVATE_CHANNEL.value).anti_join(allowed, ["record_id", "sentence"])
    asked = ibis.union(asked.filter(_.stage != Stage.PRIVATE_CHANNEL.value), moves)
    return _without_initials(asked, known).select("record_id", "stage").distinct()


def _without_initials(asked: ir.Table, known: Known) -> ir.Table:
    named = known.records.staff.filter(_.name.re_search(NAMED_X)).select("staff_id")
    theirs = known.records.messages.semi_join(named, "staff_id").filter(_.direction == "out").select("message_id")
    initial = (asked.stage == Stage.KISS.value) & (asked.phrase == "x")
    kept = asked.filter(initial).anti_join(theirs, asked.filter(initial).record_id == theirs.message_id)
    return ibis.union(asked.filter(~initial), kept)


def conversations(known: Known) -> ir.Table:
    """Messages with known people, and whether work or a look-up had linked the two by then."""
    contacts = known.contacts.filter(_.nominal_id.notnull())
    looked = contacts.filter(_.kind == ContactKind.LOOK_UP.value).group_by(*PAIR).agg(looked_at=_["at"].min())
    sent = contacts.filter(_.kind == ContactKind.MESSAGE.value).left_join(looked, PAIR)
    linked = sent.work_began_at.notnull() | (sent.looked_at <= sent["at"]).fill_null(False)
    return sent.select(*PAIR, "direction", "at", "certainty", "record_id", linked=linked)


def _habit(known: Known, told: ir.Table) -> ir.Table:
    """For each pair and stage: staff_id, nominal_id, stage, others, others_told. People count, not messages."""
    sent = known.records.messages.filter(_.direction == "out")
    sent = sent.select("staff_id", record_id="message_id", party=as_number(sent.other_party))
    pairs = known.contacts.filter((_.kind == ContactKind.MESSAGE.value) & _.nominal_id.notnull())
    own = pairs.filter(_.direction == "out").select(*PAIR, "record_id").inner_join(sent.drop("staff_id"), "record_id")
    said = sent.inner_join(told, "record_id").select("staff_id", "stage", "party").distinct()
    total = sent.group_by("staff_id").agg(people=_.party.nunique())
    total_told = said.group_by("staff_id", "stage").agg(people_told=_.count())
    of_pair = own.group_by(*PAIR).agg(theirs=_.party.nunique())
    parties = own.select(*PAIR, "party").distinct().inner_join(said, ["staff_id", "party"])
    told_pair = parties.group_by(*PAIR, "stage").agg(theirs_told=_.party.nunique())
    both = told_pair.inner_join(of_pair, PAIR).inner_join(total, "staff_id")
    both = both.inner_join(total_told, ["staff_id", "stage"])
    return both.select(
        *PAIR, "stage", others=both.people - both.theirs, others_told=both.people_told - both.theirs_told
    )
