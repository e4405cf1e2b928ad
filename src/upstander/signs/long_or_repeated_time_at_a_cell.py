"""Time with a detainee beyond what such a contact takes, or checks that come sooner than checks of a cell do."""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import MINUTE
from upstander.contacts.keys import record_id
from upstander.detection import About, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe

OWN_CHOICE = ("booking_in", "cell_check", "drug_test", "meal")  # whose length and number the member of staff decides


@Sign(
    title="Long or repeated time at a cell",
    asks="What took so long, or so many visits, with this detainee?",
    family=Family.DUTY,
    about=About.PAIR,
    sources=(
        Source("S003", "case study 7", "standing at the cell door talking to the man for more than five minutes"),
        Source("S003", "case study 7", "captured a lengthy interaction between them"),
    ),
    cases=("7",),
    needs=("custody_contacts",),
    parameters={
        "least": Parameter(1, "contacts", "the usual spread is allowed for already"),
        "spreads": Parameter(4, "times the usual spread", "beyond the median: about one in a hundred by chance"),
        "beyond": Parameter(3, "minutes", "beyond the median: less is one more question, whatever the spread"),
        "soon": Parameter(0.3, "of the usual time", "since the last check: the round was made, and nothing was due"),
        "repeat": Parameter(0.3, "of a contact", "one early check is little; several are as much as a long one"),
    },
    least="least",
    counts="contact with the detainee that was long, or came early",
    plural="contacts with the detainee that were long, or came early",
    among=(ContactKind.CUSTODY,),
    innocent=(
        "The detainee was distressed, and talking to them was right.",
        "The test did not work, or had to be done again.",
        "The detainee rang the bell, and nobody wrote that down.",
    ),
    blind_spots=(
        "Custody suites that write down a time but not how long a contact took.",
        "Contact that is not written down and not on a camera that is timed.",
        "What was said.",
    ),
)
def long_or_repeated_time_at_a_cell(known: Known, given: Given) -> ir.Table:
    """Contacts far longer than others of their kind, and checks far sooner than the round asks for."""
    contacts = known.records.custody_contacts.filter(_.kind.isin(OWN_CHOICE))
    contacts = contacts.mutate(
        record_id=record_id(contacts, "custody_contacts"), minutes=(_.end_at - _.start_at) / MINUTE
    )
    long = _long(contacts, given).mutate(amount=ibis.literal(1.0))
    early = _early(contacts, given).mutate(amount=ibis.literal(given.repeat))
    columns = ["staff_id", "nominal_id", "end_at", "record_id", "amount"]
    both = ibis.union(long.select(*columns), early.anti_join(long, "record_id").select(*columns))
    return observe(both, at="end_at", amount="amount", feed=ibis.literal("custody_contacts"))


def _long(contacts: ir.Table, given: Given) -> ir.Table:
    """Far beyond the median of their kind; not where a colleague's was too, as when a detainee is watched."""
    of_a_kind = contacts.group_by("kind").agg(usual=_.minutes.median())
    contacts = contacts.inner_join(of_a_kind, "kind").mutate(over=_.minutes - _.usual)
    spreads = contacts.group_by("kind").agg(spread=_.over.abs().median())
    far = contacts.inner_join(spreads, "kind").filter((_.over > _.spread * given.spreads) & (_.over > given.beyond))
    other = far.select("custody_id", "kind", other_id="staff_id")
    watched = [far.custody_id == other.custody_id, far.kind == other.kind, far.staff_id != other.other_id]
    return far.anti_join(other, watched)


def _early(contacts: ir.Table, given: Given) -> ir.Table:
    """Checks soon after the last check of that detainee by anybody, against the force's rounds and this detainee's."""
    checks = contacts.filter(_.kind == "cell_check")
    in_order = ibis.window(group_by=["custody_id"], order_by=["start_at", "record_id"])
    checks = checks.mutate(since=_.start_at - _.end_at.lag().over(in_order)).filter(_.since.notnull())
    rounds = checks.mutate(of_force=_.since.median().over(ibis.window()))
    of_detainee = checks.group_by("custody_id").agg(of_detainee=_.since.median())
    both = rounds.inner_join(of_detainee, "custody_id")
    return both.filter(_.since < ibis.least(_.of_force, _.of_detainee) * given.soon)
