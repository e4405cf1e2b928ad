"""Several vulnerable people to whose records one member of staff came back with no purpose on record."""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import day_of
from upstander.detection import About, Answer, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe


@Sign(
    title="Several vulnerable people looked up again and again",
    asks="Why did this member of staff come back to the records of these vulnerable people?",
    family=Family.SYSTEMS,
    about=About.SUBJECT,
    sources=(
        Source("S002", "overview", "activity on force systems was conducted"),
        Source("S003", "case study 8", "A second woman, who had been the victim of harassment and stalking"),
        Source("S003", "prevention", "sexual exploitation of vulnerable people"),
    ),
    cases=("8", "S004"),
    habit="turns to vulnerable people with no purpose",
    needs=("accesses", "vulnerabilities", "incidents", "involvements"),
    parameters={
        "least": Parameter(2, "people", "one may be work that nobody wrote down; two different people less so"),
        "times": Parameter(
            2, "days", "one look is often unrecorded work, in proportion to all work; a return seldom is"
        ),
    },
    least="least",
    counts="vulnerable person whose records they came back to",
    plural="vulnerable people whose records they came back to",
    innocent=(
        "A meeting on people at risk, or a search for somebody missing, that is not on record.",
        "A survey, a reassurance list or a training exercise.",
        "Most of the people this team deals with are vulnerable.",
    ),
    blind_spots=(
        "People whose vulnerability nobody wrote down before they were looked up.",
        "Many people looked up once each: in ordinary records that cannot be told from unrecorded work.",
        "Staff whose work always explains such look-ups.",
    ),
)
def vulnerable_people_browsed(known: Known, given: Given) -> ir.Table:
    """Each person whose vulnerability was on record, on the second day of look-ups that nothing explains."""
    look_ups = known.contacts.filter((_.kind == ContactKind.LOOK_UP) & (_.answer == Answer.UNEXPLAINED))
    on_record = known.records.vulnerabilities.group_by(person=_.nominal_id).agg(since=_.recorded_at.min())
    vulnerable = look_ups.inner_join(
        on_record, [look_ups.nominal_id == on_record.person, on_record.since <= look_ups.at]
    )
    in_order = ibis.window(group_by=["staff_id", "person"], order_by=[day_of(vulnerable.at)])
    counted = vulnerable.mutate(day=ibis.dense_rank().over(in_order) + 1).filter(_.day == given.times)
    of_the_day = ibis.window(group_by=["staff_id", "person"], order_by=["at", "record_id"])
    first = counted.mutate(place=ibis.row_number().over(of_the_day)).filter(_.place == 0)
    return observe(first, nominal_id=None, amount="certainty")
