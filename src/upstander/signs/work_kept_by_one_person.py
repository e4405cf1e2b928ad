"""Work of a shared desk left until the same person's next shift, though others of the desk were there."""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import MINUTE
from upstander.contacts.keys import record_id
from upstander.contacts.roster import ON_DUTY
from upstander.detection import About, ContactKind, Family, Given, Known, Parameter, Sign, Source, observe

SHARED_DESKS = ("call_handler", "radio_operator", "enquiry_desk_officer")
OWNERS = ("officer_in_case", "investigator", "victim_liaison", "neighbourhood")


@Sign(
    title="Work of a shared desk kept by one person",
    asks="Others of the desk were on duty: why did this work wait for one person?",
    family=Family.DUTY,
    about=About.PAIR,
    sources=(
        Source("S000", "overview", "held over to the following day when he was back on shift"),
        Source("S000", "overview", "rather than delegate to another member of staff"),
        Source("S000", "overview", "An agreement was made to close the log"),
    ),
    cases=("4",),
    needs=("log_entries", "incidents", "involvements", "shifts", "staff"),
    parameters={
        "least": Parameter(1, "pieces of work", "kept over and closed by the same person is rare on a shared desk"),
        "kept": Parameter(
            0.6, "of a piece of work", "picking one's own log up again happens; closing it as well is more"
        ),
        "finishing": Parameter(
            30, "minutes", "entries go on for a while after the end of a shift, and begin before it"
        ),
    },
    least="least",
    counts="piece of shared work kept over to their own next shift and closed",
    plural="pieces of shared work kept over to their own next shift and closed",
    among=(ContactKind.CALL, ContactKind.TEXT, ContactKind.LOOK_UP, ContactKind.ANSWERED_CALL, ContactKind.MESSAGE),
    innocent=(
        "The desk has a rule that whoever begins a log finishes it.",
        "The caller could only be reached the next day.",
        "A supervisor said so by word of mouth.",
    ),
    blind_spots=(
        "Desks that keep no log, or whose log does not name who wrote.",
        "Work handed over on record and done by the same person anyway.",
        "Work that a patrol was sent to, and that the desk kept up all the same.",
        "Whom of several people in an incident it was kept for.",
    ),
    grows_with_work=False,
)
def work_kept_by_one_person(known: Known, given: Given) -> ir.Table:
    """Logs taken up again by the same person on a later shift with nobody in between, and closed by them."""
    kept = _kept(known, given).mutate(amount=ibis.literal(given.kept), feed=ibis.literal("log_entries"))
    closed = _closed_by(kept, known).mutate(amount=ibis.literal(1 - given.kept))
    people = known.records.involvements.select("incident_id", "nominal_id").distinct()
    both = ibis.union(kept.select(*closed.columns), closed).inner_join(people, "incident_id")
    return observe(both, amount="amount")


def _kept(known: Known, given: Given) -> ir.Table:
    """The first entry of each piece of work after such a wait: incident_id, staff_id, at, record_id."""
    logs = known.records.log_entries.mutate(record_id=record_id(known.records.log_entries, "log_entries"))
    in_order = ibis.window(group_by=["incident_id"], order_by=["at", "staff_id"])
    logs = logs.mutate(before_at=_.at.lag().over(in_order), before_id=_.staff_id.lag().over(in_order))
    desk = known.records.staff.filter(_.role.isin(SHARED_DESKS)).select("staff_id", "role", "team_id")
    again = logs.filter(_.before_id == _.staff_id).inner_join(desk, "staff_id")
    given_out = _given_out(known)
    again = again.anti_join(given_out, [again.incident_id == given_out.given, again["at"] >= given_out.given_at])
    shifts = known.records.shifts.filter(_.kind.isin(ON_DUTY)).inner_join(desk, "staff_id")
    shifts = shifts.select("start_at", "end_at", on_shift="staff_id", desk_role="role", desk_team="team_id")
    waited = again.inner_join(shifts, [again.staff_id == shifts.on_shift, again.before_at >= shifts.start_at])
    waited = waited.filter(
        (_.before_at <= _.end_at + given.finishing * MINUTE) & (_.at > _.end_at + given.finishing * MINUTE)
    ).select("incident_id", "staff_id", "at", "record_id", "role", "team_id", waited_from="end_at")
    others = [
        waited.role == shifts.desk_role,
        waited.staff_id != shifts.on_shift,
        (waited.team_id == shifts.desk_team) | waited.team_id.isnull() | shifts.desk_team.isnull(),
        shifts.start_at < waited.at,
        shifts.end_at > waited.waited_from,
    ]
    first = ibis.window(group_by=["incident_id", "staff_id"], order_by=["at", "record_id"])
    left = waited.semi_join(shifts, others).mutate(place=ibis.row_number().over(first))
    return left.filter(_.place == 0).select("incident_id", "staff_id", "at", "record_id")


def _given_out(known: Known) -> ir.Table:
    """Work that somebody owns or was sent to, and since when: what the desk writes of it then is no keeping."""
    owned = known.records.assignments.filter(_.role.isin(OWNERS)).select(given="incident_id", given_at="from_at")
    sent = known.records.deployments.select(given="incident_id", given_at="assigned_at")
    return ibis.union(owned, sent)


def _closed_by(kept: ir.Table, known: Known) -> ir.Table:
    """Of those, the incidents that closed with nobody else in the log after that: known when they closed."""
    incidents = known.records.incidents.filter(_.closed_at.notnull()).select("incident_id", "closed_at")
    closed = kept.inner_join(incidents, "incident_id").filter(_.closed_at >= _.at)
    logs = known.records.log_entries.select("incident_id", other_id="staff_id", other_at="at")
    same = [closed.incident_id == logs.incident_id, logs.other_id != closed.staff_id]
    alone = closed.anti_join(logs, [*same, logs.other_at >= closed.at, logs.other_at <= closed.closed_at])
    return alone.select(
        "incident_id", "staff_id", at="closed_at", record_id="incident_id", feed=ibis.literal("incidents")
    )
