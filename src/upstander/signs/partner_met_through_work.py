"""A partner told to the force whom the member of staff had met through work before."""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.contacts.keys import record_id
from upstander.contacts.together import together
from upstander.detection import About, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe

WORK = (ContactKind.DEPLOYMENT, ContactKind.CUSTODY, ContactKind.ANSWERED_CALL)


@Sign(
    title="Partner met through work",
    asks="How did this member of staff and a partner whom they had met through work come together?",
    family=Family.PERSON,
    about=About.PAIR,
    sources=(
        Source("S003", "across borders", "The new partner details are checked against police systems"),
        Source("S003", "guidance, 11", "with whom you have had former professional contact"),
    ),
    cases=("none",),
    needs=("associations", "nominals", "nominal_phones", "incidents", "involvements"),
    parameters={
        "least": Parameter(0.5, "partners", "more likely than not that the partner is just this person"),
    },
    least="least",
    counts="partner told to the force and met through work before",
    plural="partners told to the force and met through work before",
    among=WORK,
    career=True,
    grows_with_work=False,
    innocent=(
        "They knew each other before they met through work, and it was told late.",
        "They met again by chance, years later.",
        "A namesake born on the same day, or a number that has changed hands.",
    ),
    blind_spots=(
        "Partners of whom the force was never told.",
        "Partners told without a number or a date of birth.",
        "Meetings through work that left no record.",
    ),
)
def partner_met_through_work(known: Known, given: Given) -> ir.Table:
    """Partners who are, by number or by name and date of birth, somebody met through work before that was told."""
    partners = known.records.associations.filter(_.kind == "partner")
    partners = partners.mutate(record_id=record_id(partners, "associations"), same_name=_.name.strip().lower())
    first = ibis.window(group_by=["staff_id", "same_name"], order_by=["declared_at", "record_id"])
    partners = partners.mutate(place=ibis.row_number().over(first)).filter(_.place == 0)
    same = _same_people(partners, known)
    met = known.contacts.filter(_.kind.isin([str(kind) for kind in WORK])).select(
        "staff_id", "nominal_id", "certainty", met_at="at"
    )
    both = same.inner_join(met, ["staff_id", "nominal_id"]).filter(_.met_at < _.declared_at)
    surest = both.group_by("staff_id", "nominal_id", "declared_at", "record_id", "share").agg(met=_.certainty.max())
    return observe(surest, at="declared_at", amount=surest.share * surest.met, feed=ibis.literal("associations"))


def _same_people(partners: ir.Table, known: Known) -> ir.Table:
    """Who the partners are among the public: by name and date of birth for sure, by number shared among its holders."""
    told = partners.select("staff_id", "declared_at", "record_id", "number", "born_on", "same_name")
    people = known.records.nominals.select("nominal_id", "born_on", same_name=_.name.strip().lower())
    named = told.filter(_.born_on.notnull()).inner_join(people, ["same_name", "born_on"])
    holders = known.records.nominal_phones.select("nominal_id", "number").distinct()
    rung = told.filter(_.number.notnull()).inner_join(holders, "number")
    rung = rung.mutate(share=1.0 / rung.count().over(ibis.window(group_by=["record_id"])))
    columns = ["staff_id", "declared_at", "record_id", "nominal_id", "share"]
    both = together(named.mutate(share=ibis.literal(1.0).cast("float64")).select(*columns), rung.select(*columns))
    return both.group_by(*columns[:-1]).agg(share=_.share.max())
