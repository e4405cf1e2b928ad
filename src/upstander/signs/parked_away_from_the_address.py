"""Long stops a little way from a person's address, where others who are sent there stop at the door."""

import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import MINUTE
from upstander.contacts.nearness import metres_between
from upstander.detection import About, Answer, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe


@Sign(
    title="Parked away from the address",
    asks="Why park away from this person's door, where others stop at it?",
    family=Family.PLACE,
    about=About.PAIR,
    sources=(
        Source("S003", "case study 2", "parked away from the property to avoid suspicion"),
        Source("S003", "case study 9", "parked around the corner from her house"),
    ),
    cases=("2", "9"),
    needs=("positions", "device_holders", "deployments", "incidents", "nominal_addresses"),
    parameters={
        "least": Parameter(2, "days", "a full street makes one such stop; a habit makes several"),
        "near": Parameter(40, "metres", "two or three houses: a space at the door and the error of a position"),
        "far": Parameter(150, "metres", "a short walk; beyond it a stop is not held to be near the home at all"),
        "stay": Parameter(15, "minutes", "long enough for a visit, too long for a call or a look about"),
    },
    least="least",
    counts="day with a long stop away from the door",
    plural="days with a long stop away from the door",
    among=(ContactKind.VISIT,),
    innocent=(
        "The road was closed, or there was no room at the door, on those days.",
        "The vehicle was left there for a patrol on foot.",
        "The stop was for somebody else who lives near by.",
    ),
    blind_spots=(
        "An address to which nobody has been sent: there is nothing to compare with.",
        "An address on record that is not where the door is: a flat, a farm.",
        "Parking further away than is compared here.",
    ),
)
def parked_away_from_the_address(known: Known, given: Given) -> ir.Table:
    """Long unexplained stops a short walk from the door of somebody at whose door those with work there stop."""
    visits = _with_metres(known)
    at_work = visits.filter((_.answer == Answer.EXPLAINED) & _.work_began_at.notnull() & _.work_ended_at.isnull())
    sent = at_work.select(person=_.nominal_id, sent_at=_.at, sent_metres=_.metres)
    away = visits.filter((_.answer == Answer.UNEXPLAINED) & _.metres.between(given.near, given.far))
    ordinary = known.staff_stops.filter(_.reason.notnull()).select("staff_id", "device_id", at=_.start_at)
    away = away.filter(_.end_at - _.at >= given.stay * MINUTE).anti_join(ordinary, ["staff_id", "device_id", "at"])
    before = away.inner_join(sent, [away.nominal_id == sent.person, sent.sent_at <= away.at])
    usual = before.group_by("nominal_id", "staff_id", "record_id").agg(usual=_.sent_metres.median())
    at_the_door = usual.filter(_.usual < given.near)
    return observe(
        away.semi_join(at_the_door, ["nominal_id", "staff_id", "record_id"]), amount="certainty", once_a_day=True
    )


def _with_metres(known: Known) -> ir.Table:
    """Each visit with `metres`: how far it was from the nearest address the person had at the time."""
    visits = known.contacts.filter(_.kind == ContactKind.VISIT)
    homes = known.records.nominal_addresses.select(
        "from_at", "to_at", person="nominal_id", home_lat="lat", home_lon="lon"
    )
    at_the_time = [
        visits.nominal_id == homes.person,
        homes.from_at.isnull() | (homes.from_at <= visits.at),
        homes.to_at.isnull() | (homes.to_at > visits.at),
    ]
    both = visits.inner_join(homes, at_the_time)
    metres = metres_between(both.lat, both.lon, both.home_lat, both.home_lon)
    nearest = both.group_by("nominal_id", "staff_id", "record_id").agg(metres=metres.min())
    return visits.inner_join(nearest, ["nominal_id", "staff_id", "record_id"])
