"""A look-up of a person with no purpose, and within days the first contact with them that nothing explains."""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import DAY
from upstander.contacts.together import together
from upstander.detection import About, Answer, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe

TALK = (ContactKind.CALL, ContactKind.TEXT, ContactKind.MESSAGE)


@Sign(
    title="Looked up, then contacted",
    asks="Where did this member of staff get this person's number from, and for what?",
    family=Family.SYSTEMS,
    about=About.PAIR,
    sources=(
        Source("S002", "overview", "must have got it from police records"),
        Source("S001", "overview", "either from the force system or from the phone display"),
    ),
    cases=("1", "8"),
    needs=("accesses", "phone_events", "device_holders", "nominal_phones", "incidents", "involvements"),
    parameters={
        "least": Parameter(0.5, "contacts", "one is enough, if it is more likely than not that it was this person"),
        "within": Parameter(7, "days", "a number that was looked up to be used is used within a week"),
    },
    least="least",
    counts="first contact that followed a look-up with no purpose",
    plural="first contacts that followed a look-up with no purpose",
    among=(ContactKind.LOOK_UP,),
    innocent=(
        "A call-back that was promised and not written down.",
        "A colleague asked for the call, by word of mouth.",
    ),
    blind_spots=(
        "Contact from a private telephone or through social media.",
        "A number that was noted while the work still explained the look-up.",
        "A number that the force does not know to be this person's.",
    ),
    grows_with_work=False,
)
def number_looked_up_then_contacted(known: Known, given: Given) -> ir.Table:
    """The first unexplained contact out to a person, and the last unexplained look-up in the days before it."""
    people = known.contacts.filter(_.answer == Answer.UNEXPLAINED)
    out = people.filter(_.kind.isin([str(kind) for kind in TALK]) & (_.direction == "out"))
    first = _one(out, out.at.asc()).select(
        "staff_id", "nominal_id", "at", "certainty", "feed", "record_id", known_at=_.at, contact_certainty=_.certainty
    )
    looked_up = people.filter(_.kind == ContactKind.LOOK_UP)
    called = first.select(caller="staff_id", person="nominal_id", known_at="at", contact_certainty="certainty")
    before = looked_up.inner_join(
        called,
        [
            looked_up.staff_id == called.caller,
            looked_up.nominal_id == called.person,
            looked_up.at <= called.known_at,
            looked_up.at >= called.known_at - given.within * DAY,
        ],
    )
    last = _one(before, before.at.desc()).select(*first.columns)
    both = together(last, first.semi_join(last, ["staff_id", "nominal_id"]))
    sure = both.certainty.min().over(ibis.window(group_by=["staff_id", "nominal_id"]))
    return observe(both.mutate(half=sure / 2), at="known_at", amount="half")


def _one(table: ir.Table, order: ir.Value) -> ir.Table:
    """The first row of each pair in that order."""
    of_a_pair = ibis.window(group_by=["staff_id", "nominal_id"], order_by=[order, table.record_id])
    return table.mutate(place=ibis.row_number().over(of_a_pair)).filter(_.place == 0).drop("place")
