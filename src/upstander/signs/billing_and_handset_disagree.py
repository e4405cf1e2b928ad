"""Calls and texts on the bill that the handset itself no longer held."""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import SECOND
from upstander.detection import About, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe


@Sign(
    title="The bill and the handset disagree",
    asks="Why does the handset hold so little of what the bill shows with this person?",
    family=Family.PHONE,
    about=About.PAIR,
    sources=(
        Source("S003", "case study 2", "showed only one text message"),
        Source("S003", "case study 2", "A total of 38 calls were made from his device"),
    ),
    cases=("2",),
    needs=("phone_events", "device_extractions", "device_holders"),
    parameters={
        "least": Parameter(3, "calls and texts", "a download misses one or two of anything"),
        "drift": Parameter(120, "seconds", "how far the clocks of the operator and of the handset may differ"),
    },
    least="least",
    counts="call or text on the bill and no longer on the handset",
    plural="calls and texts on the bill and no longer on the handset",
    among=(ContactKind.CALL, ContactKind.TEXT),
    innocent=(
        "The handset keeps only so many calls of one number, or was short of room.",
        "The member of staff clears out finished work.",
        "The download was partial.",
    ),
    blind_spots=(
        "Anything older than the oldest item of its kind on the handset: nobody can say.",
        "A handset that was wiped, or from which everything of one kind is gone.",
        "Handsets that nobody has downloaded.",
    ),
)
def billing_and_handset_disagree(known: Known, given: Given) -> ir.Table:
    """Billed events the handset should hold and does not, by how much of the other numbers it does hold."""
    held = known.records.device_extractions.mutate(sort=_sort(_.kind))
    oldest = held.group_by("device_id", "extracted_at", "sort").agg(oldest_at=_.at.min())
    billed = known.records.phone_events.mutate(sort=_sort(_.kind)).inner_join(oldest, ["device_id", "sort"])
    billed = billed.filter((_.at < _.extracted_at) & (_.at >= _.oldest_at))
    item = ["device_id", "extracted_at", "sort", "direction", "other_number"]
    both = billed.inner_join(held.select(*item, held_at="at"), item)
    found = both.filter((_.held_at - _.at).abs() <= int(given.drift * SECOND)).select("event_id", "extracted_at")
    kept = found.distinct().mutate(kept=1)
    told = billed.left_join(kept, ["event_id", "extracted_at"]).mutate(kept=_.kept.fill_null(0))
    handset = ibis.window(group_by=["device_id", "extracted_at", "sort"])
    number = ibis.window(group_by=["device_id", "extracted_at", "sort", "other_number"])
    others = told.mutate(
        others=_.count().over(handset) - _.count().over(number),
        others_kept=_.kept.sum().over(handset) - _.kept.sum().over(number),
    )
    gone = others.filter((_.kept == 0) & (_.others_kept > 0))
    gone = gone.select("extracted_at", record_id="event_id", share=_.others_kept / _.others)
    pairs = known.contacts.filter((_.feed == "phone_events") & _.nominal_id.notnull())
    missing = pairs.inner_join(gone, "record_id").mutate(weight=_.certainty * _.share)
    return observe(missing, at="extracted_at", amount="weight")


def _sort(kind: ir.Value) -> ir.Value:
    """A call log and the texts are kept apart on a handset, and lost apart."""
    return ibis.ifelse(kind == "call", "call", "text")
