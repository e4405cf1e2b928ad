"""Sent to a person first, with a colleague or by the control room; later back to the same person alone, unasked."""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import HOUR
from upstander.detection import About, Answer, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe


@Sign(
    title="Returns alone",
    asks="Nobody sent this member of staff back to this person: why go again, and alone?",
    family=Family.DUTY,
    about=About.PAIR,
    sources=(
        Source("S003", "signs and symptoms", "one officer may decide to return to see the victim on their own"),
        Source("S003", "warning signs in officers", "solo contact no other police present"),
        Source("S003", "case study 3", "returned the following day to finish taking her statement"),
    ),
    cases=("2", "3", "8", "10"),
    needs=("deployments", "incidents", "involvements", "positions", "device_holders", "nominal_addresses"),
    parameters={
        "least": Parameter(2, "days", "one return is often a kindness, or a thing left behind; a second is a habit"),
        "away": Parameter(1, "hours", "after leaving: less may be a second look round on the same attendance"),
        "always_alone": Parameter(
            0.5, "of a day", "who was alone the first time too may work where all are single-crewed"
        ),
        "own_word": Parameter(0.3, "of a day", "a reason for the visit that only they recorded is thin"),
    },
    least="least",
    counts="day back with the person alone, sent by nobody",
    plural="days back with the person alone, sent by nobody",
    among=(ContactKind.DEPLOYMENT,),
    innocent=(
        "A statement, a key or a leaflet, promised at the scene and not written down.",
        "A single-crewed area, where everybody returns alone.",
        "A colleague was there who is not in the keys log.",
    ),
    blind_spots=(
        "Returns on foot, in a private car or off duty.",
        "A person met in other ways than by being sent to them.",
        "Devices of which nobody knows how many held them.",
    ),
)
def returns_alone(known: Known, given: Given) -> ir.Table:
    """Days of presence alone that nobody else recorded a reason for, after having been sent to the person."""
    contacts = known.contacts.filter(_.nominal_id.notnull())
    sent = contacts.filter((_.kind == ContactKind.DEPLOYMENT) & (_.answer == Answer.EXPLAINED))
    first = sent.group_by(met_by=_.staff_id, person=_.nominal_id).agg(
        met_at=_.end_at.min(), met_together_at=_.end_at.min(where=_.crew > 1)
    )
    alone = _alone(contacts, known)
    back = alone.inner_join(first, [alone.staff_id == first.met_by, alone.nominal_id == first.person])
    back = back.filter(_.at >= _.met_at + given.away * HOUR)
    together = back.met_together_at.notnull() & (back.met_together_at < back.at)
    first_time = ibis.ifelse(together, 1.0, given.always_alone)
    reason = ibis.ifelse(back.answer == Answer.SELF_EXPLAINED, given.own_word, 1.0)
    return observe(back, amount=back.certainty * first_time * reason, once_a_day=True)


def _alone(contacts: ir.Table, known: Known) -> ir.Table:
    """Visits that nobody else's record explains, and deployments they gave themselves, with nobody else there."""
    visits = contacts.filter((_.kind == ContactKind.VISIT) & (_.answer == Answer.UNEXPLAINED))
    ordinary = known.staff_stops.filter(_.reason.notnull()).select("staff_id", "device_id", at=_.start_at)
    visits = visits.anti_join(ordinary, ["staff_id", "device_id", "at"])
    presence = [ContactKind.VISIT, ContactKind.DEPLOYMENT]
    own = contacts.filter(_.kind.isin([str(kind) for kind in presence]) & (_.answer == Answer.SELF_EXPLAINED))
    return ibis.union(visits, own).filter(_.crew == 1)
