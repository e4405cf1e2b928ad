"""Stops near a person's home that no task explains."""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import day_of
from upstander.contacts.halts import longer_than_halts
from upstander.detection import About, Answer, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe


@Sign(
    title="Stops near a person's home with no task there",
    asks="What brought this member of staff to this person's home?",
    family=Family.PLACE,
    about=About.PAIR,
    sources=(
        Source("S003", "case study 2", "stopped on four occasions in the vicinity of the woman's home"),
        Source("S003", "case study 10", "in the vicinity of the woman's address on several occasions"),
        Source("S003", "case study 3", "visit her at home while on duty around two or three times a week"),
    ),
    cases=("2", "3", "8", "9", "10"),
    needs=("positions", "device_holders", "deployments", "incidents", "nominal_addresses"),
    parameters={
        "least": Parameter(2, "days", "one stop can be chance; a return to the same home is a choice"),
        "halts": Parameter(0.9, "of stops with no task are shorter", "a halt on patrol is over sooner than a visit"),
        "short": Parameter(0.1, "of a day", "a halt like the others' is near somebody's home by chance, nearly always"),
    },
    least="least",
    counts="day with a stop near the home and no task there",
    plural="days with a stop near the home and no task there",
    among=(ContactKind.VISIT,),
    innocent=(
        "A colleague had the vehicle and the keys log was not kept.",
        "Somebody else lives or works at that place: a friend, a relative, a garage.",
        "A patrol plan that is not on record.",
    ),
    blind_spots=(
        "Visits on foot or in a private car.",
        "A person whose address the force does not hold, or who has moved.",
        "One stop in a street of flats is near many people: each counts for little.",
        "Visits as short as halts on patrol count only where there are many.",
    ),
)
def stops_near_a_home_without_a_task(known: Known, given: Given) -> ir.Table:
    """Stops near a known person's home that no purpose and no ordinary reason to be there explains.

    A stop no longer than most stops with no task of this force counts for little; a day counts by its weightiest stop.
    """
    ordinary = known.staff_stops.filter(_.reason.notnull()).select("staff_id", "device_id", at=_.start_at)
    visits = known.contacts.filter((_.kind == ContactKind.VISIT) & (_.answer == Answer.UNEXPLAINED))
    visits = visits.filter(_.nominal_id.notnull()).anti_join(ordinary, ["staff_id", "device_id", "at"])
    visits = longer_than_halts(visits, known.staff_stops, given.halts).mutate(day=day_of(_.at))
    visits = visits.mutate(weight=visits.certainty * ibis.ifelse(visits.is_long, 1.0, given.short))
    of_the_day = ibis.window(group_by=["staff_id", "nominal_id", "day"])
    weightiest = visits.mutate(most=_.weight.max().over(of_the_day)).filter(_.weight == _.most)
    return observe(weightiest, amount="weight", once_a_day=True)
