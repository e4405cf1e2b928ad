"""Vetting that has run out, or was never on record."""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import DAY
from upstander.contacts.keys import record_id
from upstander.contacts.together import together
from upstander.detection import About, Family, Given, Known, Parameter, Sign, Source, observe


@Sign(
    title="Vetting lapsed",
    asks="Why is this member of staff at work without current vetting?",
    family=Family.PERSON,
    about=About.SUBJECT,
    sources=(
        Source("S003", "checklist, prevention", "Undertake re-vetting (aftercare) for all staff"),
        Source("S003", "inspection", "level of staff with current vetting"),
    ),
    cases=("none",),
    needs=("vetting", "staff"),
    parameters={
        "least": Parameter(1, "lapses", "vetting is either current or it is not"),
    },
    least="least",
    counts="lapse of vetting",
    plural="lapses of vetting",
    evidence=False,
    career=True,
    innocent=(
        "The renewal was granted and has not been entered.",
        "Long leave.",
    ),
    blind_spots=("Vetting held by another force.", "Whether the level is right for the post."),
)
def vetting_lapsed(known: Known, given: Given) -> ir.Table:
    """Of those who work here: the clearance that lasts longest has run out, or there is none."""
    here = known.records.staff
    here = here.filter(_.left_on.isnull() | (_midnight(_.left_on) >= given.as_of)).select("staff_id", "started_on")
    held = known.records.vetting.semi_join(here, "staff_id")
    held = held.mutate(record_id=record_id(held, "vetting"), feed=ibis.literal("vetting"))
    longest = ibis.window(group_by=["staff_id"], order_by=[_.expires_on.desc(), _.record_id])
    last = held.mutate(place=ibis.row_number().over(longest)).filter(_.place == 0)
    none = here.anti_join(held, "staff_id").mutate(record_id=_.staff_id, feed=ibis.literal("staff"))
    columns = ["staff_id", "feed", "record_id", "at"]
    both = together(
        last.mutate(at=_midnight(last.expires_on) + DAY).select(*columns),
        none.mutate(at=_midnight(none.started_on)).select(*columns),
    )
    return observe(both.filter(_.at < given.as_of), nominal_id=None)


def _midnight(day: ir.Value) -> ir.Value:
    return day.cast("int64") * DAY
