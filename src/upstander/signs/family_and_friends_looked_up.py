"""After meeting a person through work: look-ups, with no purpose, of people tied to that person."""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import DAY
from upstander.contacts.together import together
from upstander.detection import About, Answer, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe


@Sign(
    title="Family and friends looked up",
    asks="Why look up the people around somebody met through work?",
    family=Family.SYSTEMS,
    about=About.PAIR,
    sources=(
        Source("S004", "overview", "accessed police records on the friend and two other parties"),
        Source("S003", "guidance, 9", "someone close to them"),
        Source("S003", "guidance, 13", "Do not use police systems to assess someone's background"),
    ),
    cases=("S004",),
    needs=("accesses", "incidents", "involvements"),
    parameters={
        "least": Parameter(2, "people", "one may be a wrong name; two of one circle are no chance"),
        "within": Parameter(90, "days", "after they last met: as long as the person is still in mind"),
        "round": Parameter(7, "days", "interest in a circle asks about its people one after another, work as it comes"),
        "live": Parameter(
            0.3, "of a person", "somebody's open work with them, not on record as shared, may be behind it"
        ),
        "afterwards": Parameter(
            14, "days", "what a closed matter still brings: results, statements, a word to a colleague"
        ),
        "crowd": Parameter(10, "people", "more in one incident or at one address are no family and no circle"),
    },
    least="least",
    counts="person close to them looked up with no purpose on record",
    plural="people close to them looked up with no purpose on record",
    among=(ContactKind.DEPLOYMENT, ContactKind.CUSTODY, ContactKind.ANSWERED_CALL),
    innocent=(
        "A risk assessment that took in the family, on work that is not on record.",
        "The people looked up are known to the police for reasons of their own.",
        "The circle is one of offenders whom the whole team is looking at.",
    ),
    blind_spots=(
        "Family and friends whom the force does not know to be tied to the person.",
        "Whom of a circle the interest is in: each of those met is asked about.",
        "Look-ups made while the work still explains them.",
        "One person of the circle a month.",
    ),
)
def family_and_friends_looked_up(known: Known, given: Given) -> ir.Table:
    """The first unexplained look-ups of people tied to one whom the member of staff had met, made in one go."""
    looked_up = known.contacts.filter((_.kind == ContactKind.LOOK_UP) & (_.answer == Answer.UNEXPLAINED))
    ties = _ties(known, given)
    close = looked_up.inner_join(ties, [looked_up.nominal_id == ties.tied, ties.since <= looked_up.at])
    work = [Answer.EXPLAINED, Answer.SELF_EXPLAINED]
    met = known.contacts.filter((_.kind != ContactKind.LOOK_UP) & _.answer.isin([str(answer) for answer in work]))
    met = met.select(met_by="staff_id", met_person="nominal_id", met_at="at")
    after = [close.staff_id == met.met_by, close.person == met.met_person, met.met_at <= close.at]
    found = close.semi_join(met, [*after, met.met_at >= close.at - given.within * DAY])
    asked = _without_open_work(found, known.purposes)
    new = ibis.window(group_by=["staff_id", "person", "tied"], order_by=["at", "record_id"])
    first = asked.mutate(place=ibis.row_number().over(new)).filter(_.place == 0)
    rounds = _in_one_go(_with_bearing(first, known, given), given)
    return observe(rounds, nominal_id="person", at="known_at", amount=rounds.certainty * rounds.bearing)


def _with_bearing(first: ir.Table, known: Known, given: Given) -> ir.Table:
    """Adds `bearing`: less where the person looked up was part of something live at the time, whoever dealt with it."""
    times = known.records.incidents.select("incident_id", "reported_at", "closed_at")
    incidents = known.records.involvements.select("incident_id", part="nominal_id").inner_join(times, "incident_id")
    live = [
        first.tied == incidents.part,
        incidents.reported_at <= first["at"],
        incidents.closed_at.isnull() | (incidents.closed_at > first["at"] - given.afterwards * DAY),
    ]
    return together(
        first.anti_join(incidents, live).mutate(bearing=ibis.literal(1.0)),
        first.semi_join(incidents, live).mutate(bearing=ibis.literal(given.live).cast("float64")),
    )


def _in_one_go(first: ir.Table, given: Given) -> ir.Table:
    """Of those, the look-ups soon before or after that of another person of the same circle.

    Adds `known_at`: the first of such a round shows only once the second has been made.
    """
    in_order = ibis.window(group_by=["staff_id", "person"], order_by=["at", "tied", "record_id"])
    rounds = first.mutate(last_at=_.at.lag().over(in_order), next_at=_.at.lead().over(in_order))
    after = (rounds["at"] - rounds.last_at <= given.round * DAY).fill_null(False)
    before = (rounds.next_at - rounds["at"] <= given.round * DAY).fill_null(False)
    return rounds.filter(after | before).mutate(known_at=ibis.ifelse(after, _.at, _.next_at))


def _ties(known: Known, given: Given) -> ir.Table:
    """Each two people of one incident or one address, both ways: person, tied, and since when that is known."""
    incidents = known.records.involvements.select("nominal_id", "from_at", shared="incident_id")
    place = _.lat.cast("string") + "," + _.lon.cast("string")
    homes = known.records.nominal_addresses.select("nominal_id", from_at=_.from_at.fill_null(0), shared=place)
    shared = together(incidents, homes)
    sizes = shared.group_by("shared").agg(people=_.nominal_id.nunique()).filter(_.people <= given.crowd)
    shared = shared.semi_join(sizes, "shared")
    other = shared.select("shared", tied="nominal_id", tied_from="from_at")
    both = shared.inner_join(other, "shared").filter(_.nominal_id != _.tied)
    both = both.mutate(since=ibis.greatest(both.from_at, both.tied_from), person=both.nominal_id)
    return both.group_by("person", "tied").agg(since=_.since.min())


def _without_open_work(found: ir.Table, purposes: ir.Table) -> ir.Table:
    """Without look-ups made while somebody else's record says that there was work with the person."""
    by_others = purposes.author_id.isnull() | (purposes.author_id != purposes.staff_id)
    work = purposes.filter(by_others).select("from_at", "ended_at", worker="staff_id", worked_for="nominal_id")
    at_the_time = [
        found.staff_id == work.worker,
        found.person == work.worked_for,
        work.from_at <= found.at,
        work.ended_at.isnull() | (work.ended_at > found.at),
    ]
    return found.anti_join(work, at_the_time)
