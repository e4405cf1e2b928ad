"""A partner told to the force whom the member of staff had met through work before."""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import DAY
from upstander.contacts.identities import held_around
from upstander.contacts.keys import record_id
from upstander.contacts.matching.match import USED
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
        "sure": Parameter(USED, "probability", "below it two records are shown to a person, and nothing rests on them"),
        "held": Parameter(
            365, "days", "a number told once is taken to hold a year before and after; numbers change hands"
        ),
    },
    least="least",
    counts="partner told to the force and met through work before",
    plural="partners told to the force and met through work before",
    among=WORK,
    career=True,
    grows_with_work=False,
    by_match="only",
    innocent=(
        "They knew each other before they met through work, and it was told late.",
        "They met again by chance, years later.",
        "A namesake born on the same day, somebody of the same family, or a number that has changed hands.",
    ),
    blind_spots=(
        "Partners of whom the force was never told.",
        "Partners of whom a name alone was told, without a number, a date of birth or a home.",
        "Partners of whom nothing but name and home agree: they may be of one family, and are shown but not counted.",
        "Meetings through work that left no record.",
    ),
)
def partner_met_through_work(known: Known, given: Given) -> ir.Table:
    """Partners who are, by number or by comparing records, somebody met through work before that was told."""
    partners = known.records.associations.filter(_.kind == "partner")
    partners = partners.mutate(record_id=record_id(partners, "associations"), same_name=_.name.strip().lower())
    first = ibis.window(group_by=["staff_id", "same_name"], order_by=["declared_at", "record_id"])
    partners = partners.mutate(place=ibis.row_number().over(first)).filter(_.place == 0)
    same = _same_people(partners, known, given)
    met = known.contacts.filter(_.kind.isin([str(kind) for kind in WORK])).select(
        "staff_id", "nominal_id", "certainty", met_at="at"
    )
    both = same.inner_join(met, ["staff_id", "nominal_id"]).filter(_.met_at < _.declared_at)
    surest = both.group_by("staff_id", "nominal_id", "declared_at", "record_id", "share").agg(met=_.certainty.max())
    return observe(surest, at="declared_at", amount=surest.share * surest.met, feed=ibis.literal("associations"))


def _same_people(partners: ir.Table, known: Known, given: Given) -> ir.Table:
    """Who the partners are among the public, told of first under whatever name: by records alike, and by a number."""
    told = partners.select("staff_id", "declared_at", "record_id", "number")
    matches = known.matches.select(record_id="left_id", nominal_id="right_id", share="probability")
    alike = told.inner_join(matches.filter(_.share >= given.sure), "record_id")
    columns = ["staff_id", "declared_at", "record_id", "nominal_id", "share"]
    both = together(alike.select(*columns), _by_number(told, matches, known, given).select(*columns))
    same = both.group_by(*columns[:-1]).agg(share=_.share.max())
    first = ibis.window(group_by=["staff_id", "nominal_id"], order_by=["declared_at", "record_id"])
    return same.mutate(place=ibis.row_number().over(first)).filter(_.place == 0).drop("place")


def _by_number(told: ir.Table, matches: ir.Table, known: Known, given: Given) -> ir.Table:
    """Those who held the number then, as probably as their records are alike; where none has a name, each alike."""
    held = known.records.nominal_phones.select("nominal_id", "number", "from_at", "to_at")
    rung = told.filter(_.number.notnull()).inner_join(held, "number")
    rung = rung.filter(held_around(_.declared_at, _.from_at, _.to_at, given.held * DAY)).drop("from_at", "to_at")
    rung = rung.distinct().mutate(holders=_.count().over(ibis.window(group_by=["record_id"])))
    named = rung.inner_join(matches, ["record_id", "nominal_id"])
    nameless = rung.anti_join(known.records.nominals, "nominal_id").mutate(share=1.0 / _.holders)
    return together(named.select(*nameless.columns), nameless)
