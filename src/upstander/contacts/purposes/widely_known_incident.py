"""The person was part of something everybody was talking about."""

import ibis
import ibis.expr.types as ir

from upstander.contacts.clock import day_of
from upstander.contacts.explained import explained
from upstander.contacts.ledger import ContactKind
from upstander.contacts.purpose import Basis, Form, Given, Limit, Purpose


@Purpose(
    title="Part of an incident that much of the force looked up",
    recorded_by="whoever recorded the incident; the look-ups of many others show how widely it was known",
    innocent="a murder, a missing child, a public figure: curiosity may be misconduct but approaches nobody",
    needs=("accesses", "staff", "incidents", "involvements"),
    limits={
        "staff": Limit(10, "members of staff", "more than any one team, its supervisor and the control room"),
        "teams": Limit(4, "teams", "work that is handed over passes through two or three teams"),
        "since": Limit(14, "days", "interest follows an incident within two weeks"),
    },
    form=Form.CONTACTS,
    indirect=True,
)
def widely_known_incident(basis: Basis, given: Given) -> ir.Table:
    """Look-ups of people whom many staff of different teams looked up within four days, soon after an incident."""
    seen = basis.contacts.filter(basis.contacts.kind == ContactKind.LOOK_UP.value)
    teams = basis.background.records.staff.select("staff_id", "team_id")
    counted = seen.select("nominal_id", "staff_id", run=_runs(seen)).distinct().join(teams, "staff_id")
    wide = counted.group_by("nominal_id", "run").aggregate(
        staff=ibis._.staff_id.nunique(), teams=ibis._.team_id.nunique()
    )
    wide = wide.filter((wide.staff >= given.staff) & (wide.teams >= given.teams)).select("nominal_id", "run")
    asked = basis.unexplained.filter(basis.unexplained.kind == ContactKind.LOOK_UP.value)
    asked = asked.select("staff_id", "nominal_id", "at", "record_id", run=_runs(asked))
    found = _soon_after(asked.semi_join(wide, ["nominal_id", "run"]), basis, given.since)
    return explained(found, feed="accesses", purpose_feed="incidents", purpose_record_id=found.incident_id)


def _runs(seen: ir.Table) -> ir.Value:
    """The two runs of four days that hold each instant; any three days lie inside one of them."""
    two_days = day_of(seen["at"], 2)
    return ibis.range(two_days, two_days + 2).unnest()


def _soon_after(asked: ir.Table, basis: Basis, since: int) -> ir.Table:
    """The look-ups that follow an incident of the person's, with the latest one as `incident_id`."""
    reported = basis.background.records.incidents.select("incident_id", "reported_at")
    both = asked.join(basis.background.people.join(reported, "incident_id"), "nominal_id")
    both = both.filter((both.reported_at <= both["at"]) & (both["at"] - both.reported_at <= since))
    latest = ibis.struct({"reported_at": both.reported_at, "incident_id": both.incident_id}).max()
    found = both.group_by("staff_id", "nominal_id", "record_id").aggregate(latest=latest)
    return found.mutate(incident_id=found.latest["incident_id"])
