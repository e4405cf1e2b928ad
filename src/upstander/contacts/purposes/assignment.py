"""Charge of, or a part in, the work of an incident the person is part of."""

import ibis
import ibis.expr.types as ir

from upstander.contacts.keys import record_id
from upstander.contacts.purpose import Basis, Given, Limit, Purpose, Words
from upstander.contacts.times import times
from upstander.contacts.together import together
from upstander.contacts.trace import Background
from upstander.records.as_known import Records

AFTERCARE = ("victim_liaison",)
AFTERCARE_STAFF = ("family_liaison_officer", "safeguarding_officer")
BEING_THERE = (*AFTERCARE, "neighbourhood")  # parts that consist in calling on somebody
MOMENTS = ("call_handler", "radio_operator", "enquiry_desk", "custody")  # parts that end with the shift
PASSED_ON = ("call_handler", "radio_operator")  # who passes on what a patrol reports has not touched the work


@Purpose(
    title="Assigned to an incident the person is part of",
    recorded_by="whoever gave out the work; the member of staff alone where nobody else ever touched the incident",
    innocent="investigating, keeping a victim informed, preparing a case, aftercare",
    needs=("assignments", "involvements"),
    limits={
        "written_in": Limit(12, "hours", "people met in the work are written into its record by the end of the shift"),
        "write_up": Limit(28, "days", "results, property and letters follow the closing of an investigation"),
        "last_word": Limit(14, "days", "victims are told a result within five working days; twice that, for rest days"),
        "aftercare": Limit(90, "days", "liaison and safeguarding go on after an incident is closed"),
        "open_aftercare": Limit(365, "days", "care that nobody has ended goes on, but not for ever without a review"),
        "desk": Limit(2, "days", "a log passed on at the end of a shift is finished on the next"),
    },
    words=Words("S003", "signs in victims", "continued contact after investigation is complete"),
    work=True,
)
def assignment(basis: Basis, given: Given) -> ir.Table:
    """From being given the work until it, or the incident, ended; the part says how far it reaches after that.

    Being given a case is not being sent to a home: visits are explained only for parts that consist in them.
    """
    both = _with_people(basis.background)
    both = both.mutate(grace=_grace(both, given))
    there = both.role.isin(BEING_THERE) | both.post.isin(AFTERCARE_STAFF).fill_null(False)
    return together(_times(both.filter(there), given, presence=0), _times(both.filter(~there), given, presence=None))


def _times(both: ir.Table, given: Given, presence: int | None) -> ir.Table:
    return times(
        both,
        author_id=ibis.ifelse(both.made_by == both.staff_id, both.staff_id, ibis.null("string")),
        from_at=ibis.greatest(both.from_at, both.known_at - given.written_in),
        recorded_at=ibis.greatest(both.from_at, both.known_at),
        ended_at=ibis.coalesce(both.to_at, both.closed_at),
        records=both.grace,
        talk=ibis.ifelse(both.grace == given.write_up, given.last_word, both.grace),
        presence=presence,
        feed="assignments",
    )


def _with_people(background: Background) -> ir.Table:
    records = background.records
    given_out = records.assignments.mutate(record_id=record_id(records.assignments, "assignments"))
    roles = records.staff.select("staff_id", post="role")
    closed = records.incidents.select("incident_id", "closed_at")
    known = given_out.left_join(closed, "incident_id").drop("incident_id_right").left_join(roles, "staff_id")
    known = known.drop("staff_id_right").left_join(_made_alone(records), "incident_id")
    return known.drop("incident_id_right").join(background.people, "incident_id")


def _grace(both: ir.Table, given: Given) -> ir.Value:
    liaison = both.role.isin(AFTERCARE) | both.post.isin(AFTERCARE_STAFF)
    open_care = liaison & both.to_at.isnull()
    return ibis.cases(
        (open_care, given.open_aftercare),
        (liaison, given.aftercare),
        (both.role.isin(MOMENTS), given.desk),
        else_=given.write_up,
    )


def _made_alone(records: Records) -> ir.Table:
    """Incidents that one member of staff sent themselves to and nobody else ever touched: incident_id, made_by.

    Others touch it who are sent to it, have a part in its work, or take a call about it.
    """
    deployments = records.deployments
    sent = deployments.group_by("incident_id").aggregate(
        made_by=deployments.staff_id.min(),
        sent_staff=deployments.staff_id.nunique(),
        by_others=(deployments.tasked_by != "self").sum(),
    )
    sent = sent.filter((sent.sent_staff == 1) & (sent.by_others == 0)).select("incident_id", "made_by")
    parts = records.assignments.filter(records.assignments.role.notin(PASSED_ON))
    touched = together(*(each.select("incident_id", other_id="staff_id") for each in (parts, records.public_calls)))
    return sent.anti_join(touched, [sent.incident_id == touched.incident_id, sent.made_by != touched.other_id])
