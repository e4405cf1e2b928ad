"""Waiting at one place at a like time on different days, with no task, where colleagues do not wait."""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import DAY, MINUTE, day_of
from upstander.contacts.nearness import within
from upstander.detection import About, Answer, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe

WITH_CHILDREN = ("school", "park", "youth_club")


@Sign(
    title="Waiting at one place at a like time of day",
    asks="Whom or what was this member of staff waiting for?",
    family=Family.PLACE,
    about=About.SUBJECT,
    sources=(
        Source("S003", "case study 9", "always parked around the corner from her house"),
        Source("S003", "case study 9", "often two or three times a week"),
        Source("S003", "case study 9", "regularly saw the PCSO on her walk home"),
    ),
    cases=("9",),
    needs=("positions", "device_holders", "deployments", "nominal_addresses"),
    parameters={
        "least": Parameter(2, "days", "each such day already stands on earlier ones"),
        "stay": Parameter(10, "minutes", "waiting, and no pause at lights or to write one note"),
        "place": Parameter(150, "metres", "one street corner: the space that is free differs from day to day"),
        "like": Parameter(45, "minutes", "what is awaited comes at its hour: the end of school, of a shift"),
        "days_before": Parameter(2, "days", "on two earlier days: a third time is a habit"),
        "within": Parameter(28, "days", "a full turn of most shift patterns"),
        "colleagues": Parameter(1, "members of staff", "a second one who waits there alone makes it a known place"),
        "near": Parameter(250, "metres", "in sight of a gate, or around the corner from a home"),
    },
    least="least",
    counts="day of waiting at a place of their own",
    plural="days of waiting at a place of their own",
    innocent=(
        "A school patrol or a standing watch that is not on record as a task.",
        "A favourite place to write up work, near no one in particular.",
        "A fixed errand: a child's school run in a force vehicle, with leave to do so.",
    ),
    blind_spots=(
        "Waiting on foot or in a private car.",
        "A place away from every home and school on record.",
        "Times that move with the clocks: the week of the change is not like the week before it.",
    ),
)
def waiting_on_a_routine_route(known: Known, given: Given) -> ir.Table:
    """Long stops with no task and no ordinary reason that repeat earlier ones of the same person, place and hour."""
    waits = known.staff_stops.filter(_.task_incident_id.isnull() & _.reason.isnull())
    waits = waits.filter(_.end_at - _.start_at >= given.stay * MINUTE).anti_join(
        _at_their_work(known), ["staff_id", "stop_id"]
    )
    earlier = waits.select(
        near_lat="lat", near_lon="lon", there_staff_id="staff_id", there_start_at="start_at", there_crew="crew"
    )
    lately = within(waits, earlier, given.place).filter(
        (_.there_start_at < _.start_at) & (_.there_start_at >= _.start_at - given.within * DAY)
    )
    apart = ((_.start_at - _.there_start_at) // MINUTE) % (24 * 60)
    own = (_.there_staff_id == _.staff_id) & (day_of(_.there_start_at) != day_of(_.start_at))
    like = (apart <= given.like) | (apart >= 24 * 60 - given.like)
    counted = lately.group_by("staff_id", "stop_id").agg(
        days_before=day_of(_.there_start_at).nunique(where=own & like),
        colleagues=_.there_staff_id.nunique(where=(_.there_staff_id != _.staff_id) & (_.there_crew == 1)),
    )
    habits = counted.filter((_.days_before >= given.days_before) & (_.colleagues <= given.colleagues))
    repeated = waits.semi_join(habits, ["staff_id", "stop_id"])
    children = known.records.places.filter(_.kind.isin(WITH_CHILDREN)).select(near_lat="lat", near_lon="lon")
    people = children.union(known.records.nominal_addresses.select(near_lat="lat", near_lon="lon"))
    near_people = repeated.semi_join(within(repeated, people, given.near), "stop_id")
    return observe(
        near_people,
        nominal_id=None,
        at="start_at",
        amount="certainty",
        feed=ibis.literal("positions"),
        record_id="stop_id",
        once_a_day=True,
    )


def _at_their_work(known: Known) -> ir.Table:
    """Stops near the home of somebody whom this member of staff was then assigned to: staff_id, stop_id."""
    visits = known.contacts.filter((_.kind == ContactKind.VISIT) & (_.answer == Answer.EXPLAINED))
    return visits.filter(_.purpose == "assignment").select("staff_id", stop_id="record_id")
