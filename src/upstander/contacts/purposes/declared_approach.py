"""The member of staff told the force that this person was in touch."""

import ibis.expr.types as ir

from upstander.contacts.declared import declared
from upstander.contacts.purpose import Basis, Given, Limit, Purpose, Words
from upstander.contacts.times import rows

TOLD = ("contact_from_public", "conflict_of_interest", "known_nominal")


@Purpose(
    title="Told the force that this person was in touch",
    recorded_by="the member of staff, openly, to a supervisor: it explains by themselves only",
    innocent="a person who pursues a member of staff who says so at once",
    needs=("declarations",),
    limits={
        "before": Limit(14, "days", "an approach is told as soon as is practicable: within two weeks, leave included"),
        "after": Limit(3, "days", "a last answer may cross with the telling"),
    },
    words=Words("S003", "guidance, point 8", "Inform a line manager as soon as is practicable"),
)
def declared_approach(basis: Basis, given: Given) -> ir.Table:
    """What was said shortly before the telling and for a few days after; never once contact was forbidden."""
    told = declared(basis.background.records, TOLD, given.after)
    return rows(
        told,
        author_id=told.staff_id,
        recorded_at=told.declared_at,
        from_at=told.declared_at - given.before,
        ended_at=told.until,
        records_to_at=told.declared_at - given.before - 1,
        talk_to_at=told.until,
        presence_to_at=told.declared_at - given.before - 1,
        feed="declarations",
        purpose="",
    )
