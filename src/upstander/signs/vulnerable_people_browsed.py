"""Many different vulnerable people looked up by one member of staff with no purpose on record."""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.detection import About, Answer, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe


@Sign(
    title="Vulnerable people looked up one after another",
    asks="Why did this member of staff look up these vulnerable people?",
    family=Family.SYSTEMS,
    about=About.SUBJECT,
    sources=(
        Source("S002", "overview", "activity on force systems was conducted"),
        Source("S003", "case study 8", "A second woman, who had been the victim of harassment and stalking"),
        Source("S003", "prevention", "sexual exploitation of vulnerable people"),
    ),
    cases=("8", "S004"),
    needs=("accesses", "vulnerabilities", "incidents", "involvements"),
    parameters={"least": Parameter(3, "people", "two can come of one handed-over piece of work; three are a choice")},
    least="least",
    counts="vulnerable person looked up with no purpose on record",
    plural="vulnerable people looked up with no purpose on record",
    innocent=(
        "A meeting on people at risk, or a search for somebody missing, that is not on record.",
        "A survey, a reassurance list or a training exercise.",
        "Most of the people this team deals with are vulnerable.",
    ),
    blind_spots=(
        "People whose vulnerability nobody wrote down before they were looked up.",
        "Staff whose work always explains such look-ups.",
    ),
)
def vulnerable_people_browsed(known: Known, given: Given) -> ir.Table:
    """The first unexplained look-up of each person whose vulnerability was on record by then."""
    look_ups = known.contacts.filter((_.kind == ContactKind.LOOK_UP) & (_.answer == Answer.UNEXPLAINED))
    on_record = known.records.vulnerabilities.group_by(person=_.nominal_id).agg(since=_.recorded_at.min())
    vulnerable = look_ups.inner_join(
        on_record, [look_ups.nominal_id == on_record.person, on_record.since <= look_ups.at]
    )
    of_a_person = ibis.window(group_by=["staff_id", "person"], order_by=["at", "record_id"])
    first = vulnerable.mutate(place=ibis.row_number().over(of_a_person)).filter(_.place == 0)
    return observe(first, nominal_id=None, amount="certainty")
