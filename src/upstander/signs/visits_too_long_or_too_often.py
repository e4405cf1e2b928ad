"""Time with a person beyond what an incident of that kind takes, and visits that belong to no incident."""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import HOUR
from upstander.contacts.together import together
from upstander.detection import About, Answer, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe

STAY = ("staff_id", "incident_id", "at")
SENT_BY_OTHERS = ("control", "supervisor")


@Sign(
    title="Visits longer or more frequent than the work takes",
    asks="What took so much time with this person?",
    family=Family.DUTY,
    about=About.PAIR,
    sources=(
        Source("S003", "case study 3", "at her address for a couple of hours"),
        Source("S002", "overview", "numerous visits to her house"),
    ),
    cases=("3", "8"),
    needs=("deployments", "incidents", "involvements"),
    parameters={
        "least": Parameter(1.5, "hours", "less is one slow job; more is an evening, or several visits"),
        "tasked": Parameter(0.3, "of an hour", "control or a supervisor sent them, and saw how long it took"),
        "most": Parameter(
            2, "hours of one stay", "a couple of hours is a question; a whole shift at one job is the job"
        ),
        "times": Parameter(
            2, "times the usual", "half of all jobs take longer than the median; few take twice as long"
        ),
        "enough": Parameter(10, "jobs", "fewer of one kind and grade do not say what is usual; the grade alone does"),
    },
    least="least",
    counts="hour with the person beyond what the work takes",
    plural="hours with the person beyond what the work takes",
    among=(ContactKind.DEPLOYMENT,),
    innocent=(
        "Waiting for an ambulance, a doctor or a social worker, alone.",
        "A person in crisis who was not to be left.",
        "The time of leaving was entered late.",
    ),
    blind_spots=(
        "Jobs whose arrival or leaving is not on record.",
        "Two members of staff who both stay for longer than needed.",
    ),
)
def visits_too_long_or_too_often(known: Known, given: Given) -> ir.Table:
    """Hours at an incident beyond the usual and beyond what colleagues there took, and hours of later visits."""
    contacts = known.contacts.filter(_.nominal_id.notnull())
    at_work = contacts.filter(_.kind == ContactKind.DEPLOYMENT)
    long = at_work.inner_join(_beyond(known, given), STAY)
    sent = at_work.select(met_by="staff_id", person="nominal_id", met_at="end_at")
    visits = contacts.filter((_.kind == ContactKind.VISIT) & (_.answer == Answer.UNEXPLAINED))
    ordinary = known.staff_stops.filter(_.reason.notnull()).select("staff_id", "device_id", at=_.start_at)
    visits = visits.anti_join(ordinary, ["staff_id", "device_id", "at"])
    met = [visits.staff_id == sent.met_by, visits.nominal_id == sent.person, sent.met_at < visits.at]
    again = visits.semi_join(sent, met).mutate(hours=(_.end_at - _.at) / HOUR)
    spent = together(long.select(*contacts.columns, "hours"), again).filter(_.hours > 0)
    return observe(spent, at="end_at", amount=spent.certainty * spent.hours)


def _beyond(known: Known, given: Given) -> ir.Table:
    """Each stay at an incident, with its hours beyond the usual of its kind and beyond any colleague's stay there."""
    stays = known.records.deployments.mutate(took=(_.cleared_at - _.on_scene_at) / HOUR).filter(_.took.notnull())
    stays = stays.mutate(counts=ibis.ifelse(_.tasked_by.isin(SENT_BY_OTHERS), given.tasked, 1.0))
    kinds = known.records.incidents.select("incident_id", "grade", "kind")
    stays = stays.select("incident_id", "staff_id", "took", "counts", at="on_scene_at").inner_join(kinds, "incident_id")
    by_grade = stays.group_by("grade").agg(of_grade=_.took.median())
    by_kind = stays.group_by("grade", "kind").agg(of_kind=_.took.median(), jobs=_.count())
    others = stays.select("incident_id", other_id="staff_id", other_took="took")
    both = stays.inner_join(others, "incident_id").filter(_.staff_id != _.other_id)
    colleagues = both.group_by(*STAY).agg(colleague=_.other_took.max())
    all_known = stays.inner_join(by_grade, "grade").inner_join(by_kind, ["grade", "kind"])
    all_known = all_known.left_join(colleagues, STAY)
    usual = ibis.ifelse(all_known.jobs >= given.enough, all_known.of_kind, all_known.of_grade) * given.times
    expected = ibis.greatest(usual, all_known.colleague.fill_null(0.0))
    return all_known.select(*STAY, hours=ibis.least(all_known.took - expected, given.most) * all_known.counts)
