"""Contact that a declaration leaves out, or that nobody was told of when an instruction was given."""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import DAY, day_of
from upstander.contacts.halts import longer_than_halts
from upstander.contacts.together import together
from upstander.detection import About, Answer, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe

TOLD = ("contact_from_public", "conflict_of_interest", "known_nominal")
ORDERS = ("no_contact", "notice_of_investigation", "condition")
TALK = (ContactKind.CALL, ContactKind.TEXT, ContactKind.MESSAGE)


@Sign(
    title="Contact that a declaration leaves out",
    asks="Why does what was told to the force leave out contact that the records show?",
    family=Family.PERSON,
    about=About.PAIR,
    sources=(
        Source("S003", "case study 10", "intentionally omitted to give full details when disclosing this relationship"),
        Source("S003", "case study 10", "the officer informed his inspector about the first meeting"),
        Source("S003", "case study 2", "actively chose not to inform his sergeant"),
    ),
    cases=("2", "10"),
    needs=("declarations", "incidents", "involvements"),
    parameters={
        "least": Parameter(
            1, "days", "somebody told the force about this person: what is left out is a question at once"
        ),
        "before": Parameter(90, "days", "contact within three months is part of what a full declaration would tell"),
        "telling": Parameter(14, "days", "contact is told as soon as is practicable: within two weeks, leave included"),
        "after": Parameter(3, "days", "a last answer may cross with the telling"),
        "halts": Parameter(0.9, "of stops with no task are shorter", "a halt on patrol is over sooner than a visit"),
    },
    least="least",
    in_the_light_of=("declarations",),
    counts="day of contact that the declaration leaves out",
    plural="days of contact that the declaration leaves out",
    among=(ContactKind.CALL, ContactKind.TEXT, ContactKind.MESSAGE, ContactKind.VISIT),
    innocent=(
        "More was told by word of mouth than was written down.",
        "The contact was with somebody else at that number or place.",
        "The declaration was about something else to do with the person.",
    ),
    blind_spots=(
        "What the declaration says: it is counted as telling of one day of contact, not read.",
        "Declarations and instructions that do not name the person.",
        "Contact that leaves no trace with the force, and visits as short as halts on patrol.",
    ),
)
def declaration_missing_or_contradicted(known: Known, given: Given) -> ir.Table:
    """Days of unexplained contact before the telling beyond one for each declaration, and contact after it.

    A stop as short as halts on patrol is near the home by chance, and is no contact to be told of.
    """
    contacts = known.contacts.filter(_.nominal_id.notnull() & (_.answer == Answer.UNEXPLAINED))
    out = _.kind.isin([str(kind) for kind in TALK]) & (_.direction == "out")
    contacts = longer_than_halts(contacts.filter(out | (_.kind == ContactKind.VISIT)), known.staff_stops, given.halts)
    contacts = contacts.filter((_.kind != ContactKind.VISIT) | _.is_long).drop("is_long")
    told = _told(known).rename(told_by="staff_id", person="nominal_id")
    both = contacts.inner_join(
        told,
        [
            contacts.staff_id == told.told_by,
            contacts.nominal_id == told.person,
            contacts.at >= told.told_at - given.before * DAY,
        ],
    )
    later = _not_told_since(both.filter(_.at > _.told_at + given.after * DAY), known, given).mutate(known_at=_.at)
    earlier = both.filter(_.at <= _.told_at).mutate(day=day_of(_.at), known_at=_.told_at)
    in_order = ibis.window(group_by=["staff_id", "nominal_id", "told_at"], order_by=["day"])
    left_out = earlier.mutate(nth=ibis.dense_rank().over(in_order) + 1).filter(_.nth > _.declared)
    columns = [*contacts.columns, "known_at"]
    found = together(left_out.select(*columns), later.select(*columns))
    first = found.group_by(*contacts.columns).agg(known_at=_.known_at.min())
    of_the_day = ibis.window(group_by=[first.staff_id, first.nominal_id, day_of(first.at)])
    shared = first.mutate(amount=first.certainty / first.count().over(of_the_day))
    return observe(shared, at="known_at", amount="amount")


def _told(known: Known) -> ir.Table:
    """Each telling about a person: told_at, and how many declarations about them there were by then."""
    declared = _declared(known)
    orders = known.records.instructions.filter(_.nominal_id.notnull() & _.kind.isin(ORDERS))
    orders = orders.select("staff_id", "nominal_id", told_at="given_at")
    all_told = together(declared, orders).distinct()
    made = declared.select(made_by="staff_id", made_about="nominal_id", made_at="told_at")
    before = [
        all_told.staff_id == made.made_by,
        all_told.nominal_id == made.made_about,
        made.made_at <= all_told.told_at,
    ]
    return (
        all_told.left_join(made, before).group_by("staff_id", "nominal_id", "told_at").agg(declared=_.made_at.count())
    )


def _declared(known: Known) -> ir.Table:
    declared = known.records.declarations.filter(_.nominal_id.notnull() & _.kind.isin(TOLD))
    return declared.select("staff_id", "nominal_id", told_at="declared_at")


def _not_told_since(later: ir.Table, known: Known, given: Given) -> ir.Table:
    """Without contact that a further declaration soon told of."""
    again = _declared(known).select(again_by="staff_id", again_about="nominal_id", again_at="told_at")
    soon = [
        later.staff_id == again.again_by,
        later.nominal_id == again.again_about,
        again.again_at >= later.at,
        again.again_at <= later.at + given.telling * DAY,
    ]
    return later.anti_join(again, soon)
