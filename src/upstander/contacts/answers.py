"""What the records say of each contact: explained, self-explained, unexplained, or cannot be assessed.

A purpose explains when somebody else, or a system, recorded it no later than shortly after the contact. What only the
member of staff's own record explains is said to be so, however early it was written.
"""

import ibis
import ibis.expr.types as ir

from upstander.contacts.clock import HOUR
from upstander.contacts.ledger import CONTACTS, REACH_OF, Answer, ContactKind, Reach
from upstander.records.as_known import Records

SHORTLY = 12 * HOUR  # what others write down by the end of the shift was known during it

# The force's own record of work explains these by itself.
OWN_PURPOSE = {
    ContactKind.DEPLOYMENT: "deployment",
    ContactKind.CUSTODY: "custody_duty",
    ContactKind.ANSWERED_CALL: "call_taken",
}
CONTACT = ("feed", "record_id", "staff_id", "nominal_id")
SINGLY = ("purpose", "purpose_feed", "purpose_record_id", "author_id")
RANKED = (
    "rank",
    "own",  # recorded by the member of staff alone
    "is_work",
    "from_at",
    "ended_at",
    "written_at",
    "records_to_at",
    "talk_to_at",
    "presence_to_at",
    "purpose",
    "author_id",
    "feed",
    "record_id",
)
ANSWERED = ("answer", "purpose", "purpose_author", "purpose_feed", "purpose_record_id")


def can_assess(records: Records) -> bool:
    """Whether the force gave the records that would explain: incidents, who was in them, and who dealt with them."""
    return records.has("incidents", "involvements") and (records.has("deployments") or records.has("assignments"))


def numbered(table: ir.Table, part: int = 0, parts: int = 1) -> ir.Table:
    """Adds `number`, by which a contact is found again until its answer is known; keep it before it is used.

    Tables that will be put together are given different parts, so that no number comes twice.
    """
    return table.mutate(number=ibis.row_number().over(ibis.window()) * parts + part)


def ranked(purposes: ir.Table, contacts: ir.Table, work: frozenset[str]) -> ir.Table:
    """The purposes of pairs with contacts, in the columns the answers need, each with its `rank` among all.

    The best of several has the highest rank: somebody else's record first, then the latest, then by name to settle
    ties. One number is far cheaper to compare for every contact than what it stands for.
    """
    pairs = contacts.select("staff_id", "nominal_id").distinct()
    own = (purposes.author_id == purposes.staff_id).fill_null(False)
    some = purposes.mutate(own=own, is_work=purposes.purpose.isin(sorted(work)))
    some = some.mutate(written_at=ibis.coalesce(some.recorded_at, some.from_at))
    some = some.semi_join(pairs, ["staff_id", "nominal_id"])
    order = [~some.own, some.from_at, some.purpose, some.feed, some.record_id, some.author_id]
    ordered = some.mutate(rank=ibis.row_number().over(order_by=order))
    named = {"given_to": "staff_id", "given_for": "nominal_id"}
    return ordered.select(*RANKED, **{new: ordered[name] for new, name in named.items()})


def answered(contacts: ir.Table, ranked: ir.Table, *, assessable: bool) -> ir.Table:
    """Contacts (`numbered`) with the last seven columns of ledger.CONTACTS, by the purposes that `ranked` gives.

    The beginning and end of those marked `is_work` are told in work_began_at and work_ended_at.
    """
    told = _told(contacts.mutate(reach=_reach(contacts.kind)), ranked).rename(told_number="number")
    both = contacts.left_join(told, contacts.number == told.told_number)
    both = both.mutate(**_from_own_record(both))
    nothing = Answer.UNEXPLAINED if assessable else Answer.CANNOT_ASSESS
    unknown = ibis.ifelse(both.nominal_id.isnull(), Answer.CANNOT_ASSESS.value, nothing.value)
    return both.mutate(answer=ibis.coalesce(both.answer, unknown)).select(*CONTACTS.names)


def _reach(kind: ir.Value) -> ir.Value:
    return ibis.cases(*((kind == name.value, reach.value) for name, reach in REACH_OF.items()), else_="none")


def _told(asked: ir.Table, ranked: ir.Table) -> ir.Table:
    """Of each contact, by number: when the pair's work began and ended, and the best purpose that covers it.

    Contacts of pairs with no earlier purpose are left out.
    """
    questions = asked.select("number", "staff_id", "nominal_id", "at", "reach")
    both = questions.join(ranked, [questions.staff_id == ranked.given_to, questions.nominal_id == ranked.given_for])
    both = both.filter(both.from_at <= both["at"])
    is_open = both.ended_at.isnull() | (both.ended_at > both["at"])
    facts = both.group_by("number").aggregate(
        work_began_at=both.from_at.min(where=both.is_work),
        work_open=(both.is_work & is_open).any(),
        last_ended_at=both.ended_at.max(where=both.is_work),
        best=both["rank"].max(where=_covers(both)),
    )
    ended = ibis.ifelse(facts.work_open, ibis.null("int64"), facts.last_ended_at)
    facts = facts.mutate(work_ended_at=ended).drop("last_ended_at", "work_open")
    return _with_best(facts, ranked)


def _covers(both: ir.Table) -> ir.Value:
    ends = {Reach.RECORDS: both.records_to_at, Reach.TALK: both.talk_to_at, Reach.PRESENCE: both.presence_to_at}
    end = ibis.cases(*((both.reach == reach.value, end) for reach, end in ends.items()), else_=both.from_at - 1)
    written = both.written_at <= both["at"] + SHORTLY
    return (end.isnull() | (both["at"] <= end)) & (written | both.own)


def _with_best(facts: ir.Table, ranked: ir.Table) -> ir.Table:
    """Adds what the best purpose says, in the columns of ANSWERED: null where none covers the contact."""
    best = ranked.select(
        "rank",
        answer=ibis.ifelse(ranked.own, Answer.SELF_EXPLAINED.value, Answer.EXPLAINED.value),
        purpose="purpose",
        purpose_author="author_id",
        purpose_feed="feed",
        purpose_record_id="record_id",
    )
    return facts.left_join(best, facts.best == best["rank"]).drop("best", "rank")


def _from_own_record(both: ir.Table) -> dict[str, ir.Value]:
    """The same for deployments, custody contacts and answered calls, which say themselves what they were for."""
    itself = both.own_record.notnull() & both.nominal_id.notnull()
    by = ibis.ifelse(both.own_record, Answer.SELF_EXPLAINED.value, Answer.EXPLAINED.value)
    name = ibis.cases(*((both.kind == kind.value, value) for kind, value in OWN_PURPOSE.items()), else_="")
    author = ibis.ifelse(both.own_record, both.staff_id, ibis.null("string"))
    values = dict(zip(ANSWERED, (by, name, author, both.feed, both.record_id), strict=True))
    return {column: ibis.ifelse(itself, value, both[column]) for column, value in values.items()}


def explained_singly(contacts: ir.Table, found: ir.Table, indirect: frozenset[str] = frozenset()) -> ir.Table:
    """Contacts with what purposes of the form CONTACTS explain, where that is better than what they had.

    Of several, somebody else's word is told first, then those that are not `indirect`.
    """
    by_other = found.author_id.isnull() | (found.author_id != found.staff_id)
    ranked = ibis.struct(
        {
            "by_other": by_other,
            "direct": ~found.purpose.isin(sorted(indirect)),
            **{name: found[name] for name in SINGLY},
        }
    )
    best = found.group_by(*CONTACT).aggregate(best=ranked.max())
    best = best.rename({f"found_{name}": name for name in CONTACT})
    both = contacts.left_join(best, [contacts[name] == best[f"found_{name}"] for name in CONTACT])
    better = both.best["by_other"] | (both.answer != Answer.SELF_EXPLAINED.value)
    better = (better & both.best["purpose"].notnull()).fill_null(False)
    said = ibis.ifelse(both.best["by_other"], Answer.EXPLAINED.value, Answer.SELF_EXPLAINED.value)
    values = (said, *(both.best[name] for name in ("purpose", "author_id", "purpose_feed", "purpose_record_id")))
    changed = dict(zip(ANSWERED, values, strict=True))
    return both.mutate(**{name: ibis.ifelse(better, value, both[name]) for name, value in changed.items()})


def share_explained(contacts: ir.Table) -> ir.Table:
    """How many contacts of each kind have each answer, and its share: kind, answer, contacts, share."""
    counted = contacts.group_by("kind", "answer").aggregate(contacts=contacts.count())
    share = counted.contacts / counted.contacts.sum().over(ibis.window(group_by="kind"))
    return counted.mutate(share=share).order_by("kind", "answer")
