"""Look-ups of people out of the member of staff's own life: family, friends, those around them, neighbours."""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import DAY
from upstander.contacts.matching.match import USED
from upstander.contacts.together import together
from upstander.detection import About, Answer, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe

METRES_A_MICRODEGREE = 0.11132  # to the north; to the east, times the cosine of the latitude


@Sign(
    title="People of their own circle looked up",
    asks="Why look up somebody out of one's own life?",
    family=Family.SYSTEMS,
    about=About.PAIR,
    sources=(
        Source("S003", "guidance, 13", "Do not use police systems to assess someone's background"),
        Source("S003", "foreword", "recognise and act on conflicts of interest"),
    ),
    cases=("none",),
    needs=("accesses", "incidents", "involvements", "associations", "staff_addresses", "nominal_addresses"),
    parameters={
        "least": Parameter(
            0.95, "days", "once is a question, and no less so where it is only nearly certain who the person is"
        ),
        "sure": Parameter(USED, "probability", "below it two records are shown to a person, and nothing rests on them"),
        "held": Parameter(
            365, "days", "a number told once is taken to hold a year before and after; numbers change hands"
        ),
        "next_door": Parameter(100, "metres", "the houses in sight of one's own"),
        "own_word": Parameter(
            0.3, "of a day", "a reason they recorded themselves does not settle a conflict of interest"
        ),
    },
    least="least",
    counts="day of look-ups of somebody of their own circle",
    plural="days of look-ups of somebody of their own circle",
    among=(ContactKind.LOOK_UP,),
    by_match="also",
    innocent=(
        "A namesake, somebody of the same family, or a neighbour they do not know.",
        "They were told to look, by somebody who knew of the tie.",
        "Somebody near to them was the victim of a crime that their own team dealt with.",
    ),
    blind_spots=(
        "People near to them of whom they have told the force nothing, or a name alone.",
        "People told of by name, where no names of members of the public are held.",
        "A former home, where the force no longer holds its address.",
    ),
)
def own_circle_looked_up(known: Known, given: Given) -> ir.Table:
    """Days of look-ups of the circle that nobody else's record explains."""
    look_ups = known.contacts.filter((_.kind == ContactKind.LOOK_UP) & _.nominal_id.notnull())
    doubtful = [Answer.UNEXPLAINED, Answer.SELF_EXPLAINED]
    look_ups = look_ups.filter(_.answer.isin([str(answer) for answer in doubtful]))
    near = _people_named(known, given)
    around = _people_around(near, known)
    circle = together(near, around, _neighbours(look_ups, known, given).mutate(sure=ibis.literal(1.0)))
    circle = circle.group_by("staff_id", "nominal_id").agg(sure=_.sure.max())
    of_the_circle = look_ups.inner_join(circle, ["staff_id", "nominal_id"])
    weight = ibis.ifelse(of_the_circle.answer == Answer.SELF_EXPLAINED, given.own_word, 1.0)
    return observe(of_the_circle, amount=of_the_circle.certainty * of_the_circle.sure * weight, once_a_day=True)


def _people_named(known: Known, given: Given) -> ir.Table:
    """Those they have told the force of, by number or by comparing records, and how `sure` it is who they are."""
    told = known.records.associations.filter(_.number.notnull()).select("staff_id", "number", "declared_at")
    told = told.mutate(since=_.declared_at - given.held * DAY, until=_.declared_at + given.held * DAY)
    own = known.records.staff_phones.filter(_.kind == "personal")
    own = own.select("staff_id", "number", since="from_at", until="to_at")
    held = together(own, told).inner_join(known.records.nominal_phones, "number")
    at_one_time = (_.from_at.fill_null(_.since) <= _.until.fill_null(known.as_of)) & (
        _.to_at.isnull() | (_.to_at > _.since)
    )
    by_number = held.filter(at_one_time).select("staff_id", "nominal_id", sure=ibis.literal(1.0))
    alike = known.matches.filter((_.probability >= given.sure) & _.told_by.notnull())
    alike = alike.select(staff_id="told_by", nominal_id="right_id", sure="probability")
    return together(by_number, alike).group_by("staff_id", "nominal_id").agg(sure=_.sure.max())


def _people_around(near: ir.Table, known: Known) -> ir.Table:
    """Those who were part of an incident with somebody of theirs: a partner's former partner."""
    parts = known.records.involvements
    incidents = near.inner_join(parts, "nominal_id").group_by("staff_id", "incident_id").agg(sure=_.sure.max())
    return incidents.inner_join(parts, "incident_id").select("staff_id", "nominal_id", "sure")


def _neighbours(look_ups: ir.Table, known: Known, given: Given) -> ir.Table:
    homes = known.records.nominal_addresses.select("nominal_id", "lat", "lon", home_to="to_at")
    own = known.records.staff_addresses.select("staff_id", "from_at", "to_at", own_lat="lat", own_lon="lon")
    asked = look_ups.select("staff_id", "nominal_id", "at").inner_join(homes, "nominal_id")
    both = asked.inner_join(own, "staff_id").filter(
        (_.from_at <= _.at) & (_.to_at.isnull() | (_.to_at > _.at)) & (_.home_to.isnull() | (_.home_to > _.at))
    )
    return both.filter(_metres(both) <= given.next_door).select("staff_id", "nominal_id")


def _metres(row: ir.Table) -> ir.Value:
    north = (row.lat - row.own_lat).cast("float64") * METRES_A_MICRODEGREE
    east = (row.lon - row.own_lon).cast("float64") * METRES_A_MICRODEGREE * (row.lat / 1e6).radians().cos()
    return (north * north + east * east).sqrt()
