"""Contact with a person that grows quickly, with nothing new in the work."""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import DAY
from upstander.detection import About, Answer, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe

TALK = (ContactKind.CALL, ContactKind.TEXT, ContactKind.MESSAGE)


@Sign(
    title="Contact that grows quickly",
    asks="What made this contact grow so quickly?",
    family=Family.PHONE,
    about=About.PAIR,
    sources=(
        Source("S003", "supporting survivors", "between police officers/staff and survivors escalating quickly"),
        Source("S003", "supporting survivors", "having significant volume of contact in a short"),
    ),
    cases=("2", "4", "8"),
    needs=("phone_events", "incidents", "involvements"),
    parameters={
        "least": Parameter(2, "days", "one busy day can have one cause"),
        "busy": Parameter(5, "calls and texts a week", "almost one every day: below it, growth is chance"),
        "times": Parameter(3, "times", "the average of the weeks before: more than one week differs from another"),
        "week": Parameter(7, "days", "a full week, so that rest days do not look like growth"),
        "before": Parameter(28, "days", "the weeks before: a full turn of most shift patterns"),
        "new_work": Parameter(14, "days", "something new in the work makes contact for about so long"),
    },
    least="least",
    counts="day in a week of fast growing contact",
    plural="days in weeks of fast growing contact",
    among=TALK,
    grows_with_work=False,
    innocent=(
        "Something new that is not on record: a threat, a court date, a crisis.",
        "An exchange about one thing, split into many short texts.",
    ),
    blind_spots=(
        "Contact that grows on private telephones or social media.",
        "Contact that grows slowly over months.",
    ),
)
def contact_that_escalates(known: Known, given: Given) -> ir.Table:
    """Outgoing contact with no purpose, in a week that holds several times the weeks before, with no new work."""
    sent = known.contacts.filter(_.kind.isin([str(kind) for kind in TALK]) & (_.direction == "out"))
    sent = sent.filter(_.nominal_id.notnull())
    week, before = int(given.week * DAY), int(given.before * DAY)
    counted = sent.mutate(lately=_count_over(week), in_all=_count_over(week + before))
    weekly_before = (_.in_all - _.lately) * given.week / given.before
    grown = counted.filter((_.lately >= given.busy) & (_.lately >= given.times * weekly_before))
    grown = grown.filter(_.answer.isin([str(Answer.UNEXPLAINED), str(Answer.SELF_EXPLAINED)]))
    new = known.purposes.filter(_.author_id.isnull() | (_.author_id != _.staff_id))
    new = new.select("from_at", with_staff="staff_id", with_nominal="nominal_id")
    recent = [
        grown.staff_id == new.with_staff,
        grown.nominal_id == new.with_nominal,
        new.from_at <= grown.at,
        new.from_at > grown.at - int(given.new_work * DAY),
    ]
    return observe(grown.anti_join(new, recent), amount="certainty", once_a_day=True)


def _count_over(length: int) -> ir.Value:
    """How many contacts the pair had in the time of this length that ends with this one."""
    return _.count().over(
        ibis.range_window(preceding=length - 1, following=0, group_by=["staff_id", "nominal_id"], order_by="at")
    )
