"""Talk on work devices that falls silent while visits or look-ups with no purpose go on."""

import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import DAY, day_of
from upstander.contacts.halts import longer_than_halts
from upstander.detection import About, Answer, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe

TALK = (ContactKind.CALL, ContactKind.TEXT, ContactKind.MESSAGE)
PRESENCE = (ContactKind.VISIT, ContactKind.LOOK_UP)


@Sign(
    title="Contact goes quiet while presence goes on",
    asks="They no longer talk on work devices: how are these visits or look-ups arranged?",
    family=Family.PHONE,
    about=About.PAIR,
    sources=(
        Source("S003", "case study 2", "before transferring to personal mobile phones"),
        Source("S003", "signs and symptoms", "quickly progresses to use of personal phones"),
    ),
    cases=("2", "8"),
    needs=("phone_events", "positions", "deployments", "incidents", "involvements"),
    parameters={
        "least": Parameter(2, "days", "one look back or one call at the door ends many a piece of work"),
        "quiet": Parameter(21, "days", "longer than a holiday or a gap between two calls of slow work"),
        "before": Parameter(56, "days", "the two months before the silence: when talk was regular"),
        "regular": Parameter(3, "days", "with talk in that time: more than an appointment and its change"),
        "halts": Parameter(0.9, "of stops with no task are shorter", "a halt on patrol is over sooner than a visit"),
    },
    least="least",
    counts="day of presence after talk went quiet",
    plural="days of presence after talk went quiet",
    among=PRESENCE,
    innocent=(
        "The person changed their number and the force does not hold the new one.",
        "The member of staff was given another handset whose bill is not loaded.",
        "Reasons to come by that are not on record.",
    ),
    blind_spots=(
        "Talk that was on private telephones from the start.",
        "Talk on work devices that goes on as cover.",
        "Visits as short as halts on patrol.",
    ),
)
def contact_goes_quiet_while_presence_goes_on(known: Known, given: Given) -> ir.Table:
    """Unexplained visits and look-ups in a silence after regular talk, while the telephone is used with others."""
    talk = known.contacts.filter(_.kind.isin([str(kind) for kind in TALK]))
    talk = talk.select("staff_id", "nominal_id", talked_at="at")
    here = known.contacts.filter(_.kind.isin([str(kind) for kind in PRESENCE]) & (_.answer == Answer.UNEXPLAINED))
    here = longer_than_halts(here, known.staff_stops, given.halts)
    here = here.filter((_.kind != ContactKind.VISIT) | _.is_long).drop("is_long")
    of_one, quiet, before = ["staff_id", "nominal_id", "record_id"], int(given.quiet * DAY), int(given.before * DAY)
    past = here.select(*of_one, "at").inner_join(talk, ["staff_id", "nominal_id"])
    past = past.filter((_.talked_at <= _.at) & (_.talked_at > _.at - quiet - before))
    lately = past.talked_at > past.at - quiet
    counted = past.group_by(*of_one, "at").agg(
        days_before=day_of(past.talked_at).nunique(where=~lately), since=past.count(where=lately)
    )
    silent = counted.filter((_.days_before >= given.regular) & (_.since == 0))
    # Only those few are asked whether the telephone was used with anybody else: the question costs a wide join.
    others = silent.select(*of_one, "at").inner_join(talk.drop("nominal_id"), "staff_id")
    used = others.filter((_.talked_at <= _.at) & (_.talked_at > _.at - quiet))
    silent = silent.semi_join(used, of_one)
    return observe(here.semi_join(silent, of_one), amount="certainty", once_a_day=True)
