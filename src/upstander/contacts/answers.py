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
QUESTION = ("staff_id", "nominal_id", "at", "reach")  # all that the purposes with times depend on
CONTACT = ("feed", "record_id", "staff_id", "nominal_id")
SINGLY = ("purpose", "purpose_feed", "purpose_record_id", "author_id")
ANSWERED = ("answer", "purpose", "purpose_author", "purpose_feed", "purpose_record_id")


def can_assess(records: Records) -> bool:
    """Whether the force gave the records that would explain: incidents, who was in them, and who dealt with them."""
    return records.has("incidents", "involvements") and (records.has("deployments") or records.has("assignments"))


def answered(contacts: ir.Table, purposes: ir.Table, work: frozenset[str], *, assessable: bool) -> ir.Table:
    """Contacts with the last seven columns of ledger.CONTACTS.

    `work` names the purposes whose beginning and end are told in work_began_at and work_ended_at.
    """
    asked = contacts.mutate(reach=_reach(contacts.kind))
    told = _told(asked, purposes, work).rename({f"told_{name}": name for name in QUESTION})
    both = asked.left_join(told, [asked[name] == told[f"told_{name}"] for name in QUESTION])
    both = both.mutate(**_from_best(both))
    both = both.mutate(**_from_own_record(both))
    nothing = Answer.UNEXPLAINED if assessable else Answer.CANNOT_ASSESS
    unknown = ibis.ifelse(both.nominal_id.isnull(), Answer.CANNOT_ASSESS.value, nothing.value)
    return both.mutate(answer=ibis.coalesce(both.answer, unknown)).select(*CONTACTS.names)


def _reach(kind: ir.Value) -> ir.Value:
    return ibis.cases(*((kind == name.value, reach.value) for name, reach in REACH_OF.items()), else_="none")


def _told(asked: ir.Table, purposes: ir.Table, work: frozenset[str]) -> ir.Table:
    """Of each question: when the pair's work began and ended, and the best purpose that covers it.

    Questions of pairs with no earlier purpose are left out.
    """
    both = _with_earlier_purposes(asked, purposes)
    is_work = both.purpose.isin(sorted(work))
    is_open = both.ended_at.isnull() | (both.ended_at > both["at"])
    facts = both.group_by(*QUESTION).aggregate(
        work_began_at=both.from_at.min(where=is_work),
        work_open=(is_work & is_open).any(),
        last_ended_at=both.ended_at.max(where=is_work),
        best=_ranked(both).max(where=_covers(both)),
    )
    ended = ibis.ifelse(facts.work_open, ibis.null("int64"), facts.last_ended_at)
    return facts.mutate(work_ended_at=ended).drop("last_ended_at", "work_open")


def _with_earlier_purposes(asked: ir.Table, purposes: ir.Table) -> ir.Table:
    questions = asked.filter(asked.nominal_id.notnull()).select(*QUESTION).distinct()
    given = purposes.rename(given_to="staff_id", given_for="nominal_id")
    both = questions.join(given, [questions.staff_id == given.given_to, questions.nominal_id == given.given_for])
    return both.filter(both.from_at <= both["at"])


def _covers(both: ir.Table) -> ir.Value:
    ends = {Reach.RECORDS: both.records_to_at, Reach.TALK: both.talk_to_at, Reach.PRESENCE: both.presence_to_at}
    end = ibis.cases(*((both.reach == reach.value, end) for reach, end in ends.items()), else_=both.from_at - 1)
    written = ibis.coalesce(both.recorded_at, both.from_at) <= both["at"] + SHORTLY
    return (end.isnull() | (both["at"] <= end)) & (written | (both.author_id == both.staff_id))


def _ranked(both: ir.Table) -> ir.Value:
    """What is compared, in order: somebody else's record first, then the latest, then by name to settle ties."""
    by_other = both.author_id.isnull() | (both.author_id != both.staff_id)
    return ibis.struct(
        {
            "by_other": by_other,
            "from_at": both.from_at,
            "purpose": both.purpose,
            "feed": both.feed,
            "record_id": both.record_id,
            "author_id": both.author_id,
        }
    )


def _from_best(both: ir.Table) -> dict[str, ir.Value]:
    best = both.best
    by_other = ibis.ifelse(best["by_other"], Answer.EXPLAINED.value, Answer.SELF_EXPLAINED.value)
    return {
        "answer": ibis.ifelse(best["purpose"].isnull(), ibis.null("string"), by_other),
        "purpose": best["purpose"],
        "purpose_author": best["author_id"],
        "purpose_feed": best["feed"],
        "purpose_record_id": best["record_id"],
    }


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
