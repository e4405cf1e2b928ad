"""Contact with a person after an instruction not to have it."""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.contacts.keys import record_id
from upstander.contacts.restricted import restricted_for_no_conduct
from upstander.detection import About, Answer, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe

CONTACT = (ContactKind.CALL, ContactKind.TEXT, ContactKind.MESSAGE, ContactKind.VISIT)
INSTRUCTIONS = ("no_contact", "notice_of_investigation", "restricted_duties")


@Sign(
    title="Contact after being told not to",
    asks="This member of staff had been told not to: what is this contact?",
    family=Family.PHONE,
    about=About.PAIR,
    sources=(
        Source("S003", "case study 10", "told not to contact her again under any circumstances"),
        Source("S003", "case study 2", "after he had been served with a notice of investigation"),
    ),
    cases=("2", "10"),
    needs=("instructions",),
    parameters={
        "least": Parameter(1, "days", "an instruction needs no habit to be broken"),
        "incoming": Parameter(0.3, "of a day", "what the person sends is not what the member of staff does"),
    },
    least="least",
    in_the_light_of=("instructions",),
    counts="day of contact after being told not to",
    plural="days of contact after being told not to",
    among=CONTACT,
    grows_with_work=False,
    innocent=(
        "Somebody allowed this contact and did not write it down.",
        "The instruction was lifted by word of mouth.",
        "A call made by mistake, or to somebody else on the same number.",
    ),
    blind_spots=(
        "Instructions given by word of mouth.",
        "Contact by private telephone, on social media, or through somebody else.",
    ),
)
def contact_after_being_told_not_to(known: Known, given: Given) -> ir.Table:
    """Calls, texts, messages and visits while an instruction stands, but for what somebody else recorded as work.

    A restriction of duties that names nobody and comes with no order about conduct forbids no contact: who is hurt
    works indoors, on the telephone.
    """
    told = known.records.instructions.filter(_.kind.isin(INSTRUCTIONS))
    told = told.mutate(record_id=record_id(told, "instructions"))
    told = told.anti_join(restricted_for_no_conduct(known.records), "record_id")
    told = told.select("given_at", "ends_at", told_id="staff_id", about_id="nominal_id")
    contacts = known.contacts.filter(_.kind.isin([str(kind) for kind in CONTACT]))
    contacts = contacts.filter(_.answer.isin([str(Answer.UNEXPLAINED), str(Answer.SELF_EXPLAINED)]))
    met_through_work = told.about_id.isnull() & contacts.work_began_at.notnull()
    forbidden = [
        contacts.staff_id == told.told_id,
        (contacts.nominal_id == told.about_id) | met_through_work,
        contacts.at > told.given_at,
        told.ends_at.isnull() | (contacts.at < told.ends_at),
    ]
    after = contacts.semi_join(told, forbidden)
    weight = ibis.ifelse(_.direction == "in", given.incoming, 1.0) * _.certainty
    return observe(after.mutate(weight=weight), amount="weight", once_a_day=True)
