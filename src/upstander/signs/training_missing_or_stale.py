"""No training in professional boundaries on record, or only an old or untested one."""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import DAY
from upstander.contacts.keys import record_id
from upstander.contacts.together import together
from upstander.detection import About, Family, Given, Known, Parameter, Sign, Source, observe

ABOUT_BOUNDARIES = ("boundar", "abuse of position", "apsp", "sexual misconduct", "sexual harassment", "code of ethics")


@Sign(
    title="Training in boundaries missing, old or untested",
    asks="Has this member of staff been taught about professional boundaries, and understood it?",
    family=Family.PERSON,
    about=About.SUBJECT,
    sources=(
        Source("S003", "case study 10", "had never seen this guidance"),
        Source("S001", "national recommendation 1", "the training has been received and understood"),
        Source("S003", "case study 7", "they were not part of her training"),
    ),
    cases=("1", "5", "7", "10"),
    needs=("training", "staff"),
    parameters={
        "least": Parameter(0.5, "gaps", "an untested course is a gap worth closing"),
        "joining": Parameter(90, "days", "the window in which somebody new is trained"),
        "stale": Parameter(730, "days", "the training is to be repeated on a regular basis: every second year"),
        "untested": Parameter(0.5, "of a gap", "completed, but nobody knows whether it was understood"),
    },
    least="least",
    counts="gap in training about boundaries",
    plural="gaps in training about boundaries",
    evidence=False,
    career=True,
    innocent=(
        "The training was given and not recorded, or under another name.",
        "Long leave.",
    ),
    blind_spots=(
        "Courses on boundaries whose name does not say so.",
        "Forces that did not record training when it was given.",
    ),
)
def training_missing_or_stale(known: Known, given: Given) -> ir.Table:
    """Of those who work here: no such course since joining, the last one too long ago, or untested."""
    here = known.records.staff.filter(_.left_on.isnull() | (_.left_on.cast("int64") * DAY >= given.as_of))
    here = here.select("staff_id", "started_on")
    courses = known.records.training
    courses = courses.filter(ibis.or_(*(courses.course.lower().contains(words) for words in ABOUT_BOUNDARIES)))
    courses = courses.mutate(record_id=record_id(courses, "training"), feed=ibis.literal("training"))
    latest = ibis.window(group_by=["staff_id"], order_by=[_.completed_on.desc(), _.assessed.desc(), _.record_id])
    last = courses.semi_join(here, "staff_id").mutate(place=ibis.row_number().over(latest)).filter(_.place == 0)
    never = here.anti_join(courses, "staff_id").mutate(record_id=_.staff_id, feed=ibis.literal("staff"))
    gaps = together(
        _gap(never, never.started_on, given.joining, 1.0),
        _gap(last, last.completed_on, given.stale, 1.0),
        _gap(last.filter(~_.assessed), _.completed_on, 0, given.untested),
    )
    due = gaps.filter(_.at < given.as_of)
    worst = due.group_by("staff_id", "feed", "record_id").agg(at=_.at.min(), amount=_.amount.max())
    return observe(worst, nominal_id=None, amount="amount")


def _gap(table: ir.Table, since: ir.Value, days: float, amount: float) -> ir.Table:
    """Each row as a gap that opened so many days after a date."""
    return table.select(
        "staff_id",
        "feed",
        "record_id",
        at=((since.cast("int64") + days) * DAY).cast("int64"),
        amount=ibis.literal(amount).cast("float64"),
    )
