"""Presence at somebody else's incident with a person this member of staff knew from before."""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import DAY, HOUR, day_of
from upstander.contacts.nearness import metres_between
from upstander.detection import About, Answer, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe

MET = (
    ContactKind.CALL,
    ContactKind.TEXT,
    ContactKind.MESSAGE,
    ContactKind.VISIT,
    ContactKind.CUSTODY,
    ContactKind.DEPLOYMENT,
)


@Sign(
    title="Attends an incident that was not theirs",
    asks="Others were sent to this person: why did this member of staff come as well?",
    family=Family.PLACE,
    about=About.PAIR,
    sources=(Source("S003", "case study 3", "The officer arrived and made himself known"),),
    cases=("3",),
    needs=("positions", "device_holders", "deployments", "incidents", "involvements"),
    parameters={
        "least": Parameter(1, "days", "going to somebody else's incident, to a person known before, is rare in itself"),
        "at_hand": Parameter(150, "metres", "in the street where the others are"),
        "known_for": Parameter(7, "days", "before the incident: an earlier contact, not one made because of it"),
        "open_for": Parameter(4, "hours", "how long a unit stays where the record does not say when it left"),
        "backing_up": Parameter(0.3, "of a day", "to go and help is usual, where all that went before had a purpose"),
    },
    least="least",
    counts="day at somebody else's incident with this person",
    plural="days at somebody else's incidents with this person",
    among=MET,
    innocent=(
        "A call for help on the radio that was not put on record.",
        "The nearest unit went, and was never added to the incident.",
        "The person asked for somebody they already knew.",
    ),
    blind_spots=(
        "Arrivals on foot or in a private car.",
        "A person whom the force does not know that they knew.",
        "Incidents whose place is not on record.",
    ),
)
def attends_what_was_not_theirs(known: Known, given: Given) -> ir.Table:
    """Stops at an incident while others were sent there, by somebody who was not and who had met the person before."""
    together = known.staff_stops.filter(_.reason == "own_task").select("stop_id")  # a crew of which one name was sent
    reasons = known.staff_stops.filter(_.reason.isnull() | (_.reason == "backing_up"))
    stops = reasons.anti_join(together, "stop_id").mutate(day=day_of(_.start_at))
    both = stops.inner_join(_open_to_others(known, given), ["staff_id", "day"])
    metres = metres_between(both.lat, both.lon, both.there_lat, both.there_lon)
    there = both.filter((both.end_at >= both.sent_at) & (both.start_at <= both.left_at) & (metres <= given.at_hand))
    helping = (_.reason == "backing_up") & ~(_.met_unexplained_at <= _.known_by).fill_null(False)
    weight = ibis.ifelse(helping.fill_null(False), given.backing_up, 1.0) * _.certainty
    seen = there.mutate(weight=weight).group_by("staff_id", "nominal_id", "stop_id", "weight")
    seen = seen.agg(at=ibis.greatest(there.start_at, there.sent_at).min())
    return observe(seen, amount="weight", feed=ibis.literal("positions"), record_id="stop_id", once_a_day=True)


def _open_to_others(known: Known, given: Given) -> ir.Table:
    """For each day and member of staff, the incidents of people they had met to which only others were sent."""
    met = known.contacts.filter(_.kind.isin([str(kind) for kind in MET]))
    met = met.group_by("staff_id", "nominal_id").agg(
        met_at=_.at.min(), met_unexplained_at=_.at.min(where=_.answer == Answer.UNEXPLAINED)
    )
    placed = known.records.incidents.select("incident_id", "reported_at", there_lat="lat", there_lon="lon")
    involved = known.records.involvements.select("incident_id", "nominal_id")
    of_acquaintances = involved.inner_join(placed, "incident_id").inner_join(met, "nominal_id")
    of_acquaintances = of_acquaintances.mutate(known_by=_.reported_at - int(given.known_for * DAY))
    not_theirs = of_acquaintances.filter(_.met_at <= _.known_by).anti_join(
        known.records.deployments, ["incident_id", "staff_id"]
    )
    not_theirs = not_theirs.anti_join(known.records.assignments, ["incident_id", "staff_id"])
    left_at = _.cleared_at.fill_null(_.assigned_at + int(given.open_for * HOUR))
    sent = known.records.deployments.select("incident_id", sent_at="assigned_at", left_at=left_at)
    both = not_theirs.inner_join(sent, "incident_id")
    day = day_of(both.sent_at)
    return both.mutate(day=ibis.range(day - 1, day + 2).unnest())  # a stop may have begun before midnight
