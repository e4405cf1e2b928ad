"""A colleague's whole caseload, which the member of staff goes on with where the colleague leaves off."""

import ibis
import ibis.expr.types as ir

from upstander.contacts.clock import day_of
from upstander.contacts.explained import explained
from upstander.contacts.keys import record_id
from upstander.contacts.ledger import ContactKind
from upstander.contacts.purpose import Basis, Form, Given, Limit, Purpose
from upstander.contacts.purposes.assignment import MOMENTS
from upstander.contacts.trace import Background

KINDS = (ContactKind.LOOK_UP, ContactKind.CALL, ContactKind.TEXT, ContactKind.MESSAGE)


@Purpose(
    title="Took over a colleague's caseload",
    recorded_by="whoever gave the colleague the work; that it passed on shows in the colleague's own silence",
    innocent="a new post, long sickness: the register knows the present post alone, and no cases are put over",
    needs=("accesses", "assignments", "involvements", "incidents"),
    limits={
        "people": Limit(
            8, "people of theirs", "a caseload: who seeks somebody out takes one of a colleague's people, or two"
        ),
        "share": Limit(
            2, "times as many people in all", "half of all whom they turn to again are that one colleague's"
        ),
        "again": Limit(2, "separate days", "work is gone on with; one look is everybody's curiosity"),
        "both": Limit(14, "days", "a hand-over in which the two still work side by side"),
        "aftercare": Limit(90, "days", "care goes on after an incident is closed"),
    },
    form=Form.CONTACTS,
    indirect=True,
)
def caseload_taken_over(basis: Basis, given: Given) -> ir.Table:
    """Look-ups and talk with one colleague's people, where these are many, and most, and the colleague fell silent.

    Whether it passed on is told by whose records are opened, so that an audit of look-ups says the same.
    """
    asked = basis.unexplained.filter(basis.unexplained.kind.isin([kind.value for kind in KINDS]))
    pairs = _pairs(asked.filter(asked.kind == ContactKind.LOOK_UP.value))
    cases = _cases(basis.background, given)
    both = pairs.join(cases, "nominal_id").filter(ibis._.owner_id != ibis._.staff_id)
    both = both.filter(both.given_at <= both.first_at, both.until.isnull() | (both.first_at < both.until))
    both = _where_the_owner_stops(both, basis.contacts, given)
    taken = _taken_over(both, pairs, given)
    passed = both.semi_join(taken, ["staff_id", "owner_id"])
    passed = passed.group_by("staff_id", "nominal_id").aggregate(
        case_id=passed.case_id.min(), given_at=passed.given_at.min()
    )
    found = asked.join(passed, ["staff_id", "nominal_id"]).filter(ibis._["at"] >= ibis._.given_at)
    return explained(found, purpose_feed="assignments", purpose_record_id=found.case_id)


def _pairs(asked: ir.Table) -> ir.Table:
    """Whom each member of staff looked up with no purpose: first_at, and on how many days."""
    return asked.group_by("staff_id", "nominal_id").aggregate(
        first_at=asked["at"].min(), days=day_of(asked["at"]).nunique()
    )


def _cases(background: Background, given: Given) -> ir.Table:
    """Work given out with people, for as long as it may go on: owner_id, nominal_id, given_at, until, case_id."""
    records = background.records
    parts = records.assignments.mutate(case_id=record_id(records.assignments, "assignments"))
    parts = parts.filter(parts.role.notin(MOMENTS))
    closed = records.incidents.select("incident_id", "closed_at")
    known = parts.join(closed, "incident_id").join(background.people, "incident_id")
    over = ibis.greatest(ibis.coalesce(known.to_at, known.closed_at), known.closed_at)
    return known.select("nominal_id", "case_id", owner_id="staff_id", given_at="from_at", until=over + given.aftercare)


def _where_the_owner_stops(both: ir.Table, contacts: ir.Table, given: Given) -> ir.Table:
    """Without people whom the owner goes on looking up long after the other began."""
    contacts = contacts.filter(contacts.kind == ContactKind.LOOK_UP.value)
    later = contacts.group_by("staff_id", "nominal_id").aggregate(last_at=contacts["at"].max())
    goes_on = [
        both.owner_id == later.staff_id,
        both.nominal_id == later.nominal_id,
        later.last_at > both.first_at + given.both,
    ]
    return both.anti_join(later, goes_on)


def _taken_over(both: ir.Table, pairs: ir.Table, given: Given) -> ir.Table:
    """Whose caseload passed to whom: staff_id, owner_id."""
    again = both.filter(both.days >= given.again)
    counted = again.group_by("staff_id", "owner_id").aggregate(
        people=again.nominal_id.nunique(), began_at=again.first_at.min()
    )
    counted = counted.filter(counted.people >= given.people)
    everybody = pairs.filter(pairs.days >= given.again).select("first_at", turned_to="nominal_id", by="staff_id")
    in_all = counted.join(everybody, [counted.staff_id == everybody.by, counted.began_at <= everybody.first_at])
    in_all = in_all.group_by("staff_id", "owner_id", "people").aggregate(everybody=in_all.turned_to.nunique())
    return in_all.filter(in_all.people * given.share >= in_all.everybody).select("staff_id", "owner_id")
