"""Several members of one team looked the same person up: a briefing, a wanted list, a search."""

import ibis
import ibis.expr.types as ir

from upstander.contacts.explained import explained
from upstander.contacts.ledger import ContactKind
from upstander.contacts.purpose import Basis, Form, Given, Limit, Purpose


@Purpose(
    title="The team was looking for the person",
    recorded_by="a colleague of the team, who looked the person up first",
    innocent="a briefing slide, a wanted or missing person, a hand-over between shifts",
    needs=("accesses", "staff"),
    limits={
        "within": Limit(24, "hours", "a briefing is read once by each shift of a day"),
        "others": Limit(2, "colleagues", "with the member of staff three of a team: one friend obliging is not a team"),
    },
    form=Form.CONTACTS,
)
def team_briefing(basis: Basis, given: Given) -> ir.Table:
    """Look-ups within a day of two or more colleagues' of the same team, the first of which was a colleague's."""
    teams = basis.background.records.staff.select("staff_id", "team_id").filter(ibis._.team_id.notnull())
    seen = basis.contacts.filter(basis.contacts.kind == ContactKind.LOOK_UP.value)
    seen = seen.select("staff_id", "nominal_id", "at", "record_id").join(teams, "staff_id")
    others = seen.rename(other_id="staff_id", other_team="team_id", other_at="at", other_record="record_id")
    asked = basis.unexplained.filter(basis.unexplained.kind == ContactKind.LOOK_UP.value)
    asked = asked.select("staff_id", "nominal_id", "at", "record_id").join(teams, "staff_id")
    both = asked.join(others, [asked.nominal_id == others.nominal_id, asked.team_id == others.other_team])
    together = _briefings(both.filter((both["at"] - both.other_at).abs() <= given.within))
    found = together.filter((together.others >= given.others) & together.led_by_other)
    return explained(
        found, feed="accesses", author_id=found.first_id, purpose_feed="accesses", purpose_record_id=found.first_record
    )


def _briefings(both: ir.Table) -> ir.Table:
    """Of each look-up: how many colleagues looked too, who looked first and whether that was before its own member."""
    colleague = both.other_id != both.staff_id
    first = ibis.struct({"at": both.other_at, "staff_id": both.other_id, "record_id": both.other_record})
    counted = both.group_by("record_id", "staff_id", "nominal_id").aggregate(
        others=both.other_id.nunique(where=colleague),
        first=first.min(where=colleague),
        own_at=both.other_at.min(where=~colleague),
    )
    return counted.mutate(
        first_id=counted["first"]["staff_id"],
        first_record=counted["first"]["record_id"],
        led_by_other=counted["first"]["at"] < counted.own_at,
    )
