"""The person was suspected of something new, and was read about at the start of a shift."""

import ibis
import ibis.expr.types as ir

from upstander.contacts.clock import day_of
from upstander.contacts.explained import explained
from upstander.contacts.ledger import ContactKind
from upstander.contacts.purpose import Basis, Form, Given, Limit, Purpose
from upstander.contacts.roster import ON_DUTY, by_day


@Purpose(
    title="Read about a suspect of the last days at the start of a shift",
    recorded_by="whoever recorded the incident and its suspect; the roster",
    innocent="a briefing read alone: who is wanted on this beat, who has just been bailed, whom to look out for",
    needs=("accesses", "shifts", "incidents", "involvements"),
    limits={
        "briefing": Limit(60, "minutes", "the briefing and the reading after it, before the first job"),
        "new": Limit(14, "days", "two turns of a week: who was away reads what those on duty have read"),
    },
    form=Form.CONTACTS,
    indirect=True,
)
def wanted_person(basis: Basis, given: Given) -> ir.Table:
    """Look-ups in the first hour of one's own shift of the suspect of an incident of the last two weeks."""
    asked = basis.unexplained.filter(basis.unexplained.kind == ContactKind.LOOK_UP.value)
    asked = asked.select("feed", "record_id", "staff_id", "nominal_id", "at", day=day_of(asked["at"]))
    shifts = basis.background.records.shifts
    begun = by_day(shifts.filter(shifts.kind.isin(ON_DUTY))).distinct()
    early = asked.join(begun, ["staff_id", "day"])
    early = early.filter(
        early["at"].between(early.start_at, early.start_at + given.briefing), early["at"] < early.end_at
    )
    both = early.join(_suspects(basis), "nominal_id")
    both = both.filter(both.known_at <= both["at"], both["at"] - both.known_at <= given.new)
    return explained(both, purpose_feed="incidents", purpose_record_id=both.incident_id)


def _suspects(basis: Basis) -> ir.Table:
    """The suspects of every incident, and since when they are: nominal_id, incident_id, known_at."""
    parts = basis.background.records.involvements
    parts = parts.filter(parts.role == "suspect")
    known = parts.group_by("nominal_id", "incident_id").aggregate(known_at=parts.from_at.min())
    reported = basis.background.records.incidents.select("incident_id", "reported_at")
    both = known.join(reported, "incident_id")
    return both.select("nominal_id", "incident_id", known_at=ibis.greatest(both.known_at, both.reported_at))
