"""Somebody whom the member of staff knew, and said so, before their work ever touched that person."""

import ibis
import ibis.expr.types as ir

from upstander.contacts.declared import declared, told_of_own_people
from upstander.contacts.purpose import Basis, Form, Given, Limit, Purpose, Words
from upstander.contacts.times import rows
from upstander.contacts.together import together
from upstander.records.as_known import Records

OWN_WORD = ("declared_approach",)  # not work: what the same member of staff said


@Purpose(
    title="Said that they knew this person before any work with them",
    recorded_by="the member of staff, openly, and before there was anything to hide: it explains by themselves only",
    innocent="a relative, friend or neighbour of many years, who later is a victim or a witness of something",
    needs=("incidents",),
    limits={
        "lasts": Limit(3653, "days", "ten years: vetting asks again within that time"),
        "held": Limit(365, "days", "a number told once is taken to hold a year before and after; numbers change hands"),
    },
    words=Words("S003", "guidance, point 8", "Inform a line manager as soon as is practicable"),
    form=Form.TIMES_FROM_WORK,
)
def known_before_the_work(basis: Basis, given: Given) -> ir.Table:
    """Talk from the telling on, where no work with that person came before it; never once it is forbidden.

    Look-ups and visits on duty stay unexplained: to know somebody is no reason for either, and often the opposite.
    """
    told = _told(basis.background.records, given)
    work = basis.work.filter(basis.work.purpose.notin(OWN_WORD))
    earlier = [
        told.staff_id == work.staff_id,
        told.nominal_id == work.nominal_id,
        work.from_at <= told.declared_at,
    ]
    told = told.anti_join(work, earlier)
    return rows(
        told,
        author_id=told.staff_id,
        recorded_at=told.declared_at,
        from_at=told.declared_at,
        ended_at=told.until,
        records_to_at=told.declared_at - 1,
        talk_to_at=told.until,
        presence_to_at=told.declared_at - 1,
        purpose="",
    )


def _told(records: Records, given: Given) -> ir.Table:
    """Whom they declared as known to them, or told vetting of as a partner, a relative or a friend."""
    known = declared(records, ("known_nominal",), given.lasts).mutate(feed=ibis.literal("declarations"))
    own = told_of_own_people(records, given.lasts, given.held).mutate(feed=ibis.literal("associations"))
    columns = ("staff_id", "nominal_id", "declared_at", "until", "record_id", "feed")
    return together(known.select(*columns), own.select(*columns))
