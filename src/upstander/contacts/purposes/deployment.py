"""Sent to an incident the person is part of."""

import ibis
import ibis.expr.types as ir

from upstander.contacts.keys import record_id
from upstander.contacts.purpose import Basis, Given, Limit, Purpose
from upstander.contacts.times import times


@Purpose(
    title="Sent to an incident the person is part of",
    recorded_by="the control room or a supervisor; the member of staff alone where they sent themselves",
    innocent="reading up on the way, dealing with people at the scene, writing up afterwards",
    needs=("deployments", "involvements"),
    limits={
        "on_the_way": Limit(30, "minutes", "people are looked up before the log shows who was sent"),
        "written_in": Limit(12, "hours", "people met at a scene are written into its record by the end of the shift"),
        "one_shift": Limit(12, "hours", "a deployment nobody closed ends with the shift at the latest"),
        "write_up": Limit(10, "days", "one run of shifts and the rest days after it, to finish statements"),
        "call_back": Limit(5, "days", "a promised call back may wait for the end of the rest days"),
        "leaving": Limit(30, "minutes", "the log is often closed before the vehicle drives off"),
    },
    work=True,
)
def deployment(basis: Basis, given: Given) -> ir.Table:
    """From a little before being sent until leaving; records and talk go on for the writing up."""
    sent = basis.background.records.deployments
    sent = sent.mutate(record_id=record_id(sent, "deployments"))
    both = sent.join(basis.background.people, "incident_id")
    both = both.mutate(left_at=ibis.coalesce(both.cleared_at, both.assigned_at + given.one_shift))
    both = both.filter(both.known_at <= both.left_at + given.write_up)
    return times(
        both,
        author_id=ibis.ifelse(both.tasked_by == "self", both.staff_id, ibis.null("string")),
        from_at=ibis.greatest(both.assigned_at - given.on_the_way, both.known_at - given.written_in),
        recorded_at=ibis.greatest(both.assigned_at, both.known_at),
        ended_at=both.left_at,
        records=given.write_up,
        talk=given.call_back,
        presence=given.leaving,
        feed="deployments",
    )
