"""Stops near a person's home while the force had this member of staff down as somewhere else."""

import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import DAY, MINUTE
from upstander.contacts.nearness import metres_between
from upstander.detection import About, Answer, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe


@Sign(
    title="Near a person's home while sent elsewhere",
    asks="The force had sent this member of staff elsewhere: why were they at this person's home?",
    family=Family.PLACE,
    about=About.PAIR,
    sources=(
        Source("S003", "case study 10", "The officer was not deployed to this area during this period"),
        Source("S003", "case study 10", "Mobile Data Terminal (MDT) GPS location data"),
    ),
    cases=("3", "8", "10"),
    needs=("positions", "device_holders", "deployments", "incidents", "nominal_addresses"),
    parameters={
        "least": Parameter(1, "days", "the force's own record contradicts the place, so one day is already a question"),
        "elsewhere": Parameter(1500, "metres", "beyond the streets around an incident, where enquiries are made"),
        "stay": Parameter(10, "minutes", "longer than a stop on the way, at lights or for a short errand"),
        "period": Parameter(7, "days", "the area of the week's work: a run of shifts and the rest days after it"),
    },
    least="least",
    counts="day near the home while sent elsewhere",
    plural="days near the home while sent elsewhere",
    among=(ContactKind.VISIT,),
    innocent=(
        "The task was over, or had been passed on, before the record says so.",
        "A break taken at an unusual place, or a way round a closed road.",
        "A visit promised to the person and not written down.",
    ),
    blind_spots=(
        "Staff who are never sent anywhere by a record: investigators, staff of a desk.",
        "Tasks whose place is not on record.",
        "A home in the same streets as the week's work.",
    ),
)
def near_a_home_while_tasked_elsewhere(known: Known, given: Given) -> ir.Table:
    """Long stops near a home while a task is open far away, or in a week of tasks none of which was in that area."""
    visits = known.contacts.filter((_.kind == ContactKind.VISIT) & (_.answer == Answer.UNEXPLAINED))
    visits = visits.filter(_.nominal_id.notnull() & (_.end_at - _.at >= given.stay * MINUTE))
    stops = known.staff_stops.select(
        "staff_id", "device_id", "reason", "task_metres", at=_.start_at, task=_.task_incident_id
    )
    placed = visits.inner_join(stops, ["staff_id", "device_id", "at"]).filter(_.reason.isnull())
    asked = _with_nearest_of_the_period(placed, known, given)
    during_a_task = asked.task_metres >= given.elsewhere
    between_tasks = asked.task.isnull() & (asked.nearest >= given.elsewhere)
    return observe(asked.filter(during_a_task | between_tasks), amount="certainty", once_a_day=True)


def _with_nearest_of_the_period(placed: ir.Table, known: Known, given: Given) -> ir.Table:
    """Each stop with `nearest`: metres to the nearest place they were sent to in the days before; null if none."""
    places = known.records.incidents.select("incident_id", there_lat=_.lat, there_lon=_.lon)
    sent = known.records.deployments.inner_join(places, "incident_id").select(
        "assigned_at", "there_lat", "there_lon", sent_id="staff_id"
    )
    lately = [
        placed.staff_id == sent.sent_id,
        sent.assigned_at <= placed.at,
        sent.assigned_at > placed.at - given.period * DAY,
    ]
    both = placed.inner_join(sent, lately)
    metres = metres_between(both.lat, both.lon, both.there_lat, both.there_lon)
    nearest = both.group_by("staff_id", "device_id", "at").agg(nearest=metres.min())
    return placed.left_join(nearest, ["staff_id", "device_id", "at"]).select(*placed.columns, "nearest")
