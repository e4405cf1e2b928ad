"""The few records that are needed to say what explains the look-ups of some members of staff."""

import ibis.expr.types as ir

from upstander.contacts.together import together
from upstander.records.as_known import Records


def concerning(records: Records, staff: ir.Table, since: int, until: int) -> Records:
    """Records cut down to what may explain look-ups between two instants by some staff (a table with staff_id).

    Kept are their look-ups of that time, everybody's look-ups of the same people, and the whole of every incident that
    they, or those they supervise, worked on or looked up, or of which somebody they looked up was part. Feeds that
    leave other traces are left out.
    """
    tables = dict(records.tables)
    own = records.accesses.semi_join(staff, "staff_id").filter(lambda looked: looked["at"].between(since, until - 1))
    tables["accesses"] = together(own, _others_of_the_same_people(records, own, staff))
    crew = _with_those_led(records.staff, staff)
    incidents = _incidents_of(records, crew, own)
    for feed in ("deployments", "log_entries"):
        tables[feed] = tables[feed].semi_join(incidents, "incident_id")
    for feed in ("assignments", "public_calls"):  # others' too: whether anybody else touched an incident
        tables[feed] = together(
            tables[feed].semi_join(crew, "staff_id"),
            tables[feed].anti_join(crew, "staff_id").semi_join(incidents, "incident_id"),
        )
    tables["declarations"] = tables["declarations"].semi_join(crew, "staff_id")
    present = records.present - {"phone_events", "messages", "positions"}
    return Records(tables, present)


def _others_of_the_same_people(records: Records, own: ir.Table, staff: ir.Table) -> ir.Table:
    """Look-ups by others that name the same people, or an incident these people were part of."""
    people = _people_of(records, own)
    incidents = records.involvements.semi_join(people, "nominal_id").select("incident_id").distinct()
    others = records.accesses.anti_join(staff, "staff_id")
    by_incident = others.filter(others.nominal_id.isnull()).semi_join(incidents, "incident_id")
    return together(others.semi_join(people, "nominal_id"), by_incident)


def _people_of(records: Records, own: ir.Table) -> ir.Table:
    """Whom these look-ups name, or who was part of an incident they name: nominal_id."""
    involved = records.involvements.select("incident_id", "nominal_id")
    return together(own.select("nominal_id"), involved.semi_join(own, "incident_id").select("nominal_id")).distinct()


def _with_those_led(everybody: ir.Table, staff: ir.Table) -> ir.Table:
    led = everybody.semi_join(staff, everybody.supervisor_id == staff.staff_id).select("staff_id")
    return together(staff.select("staff_id"), led).distinct()


def _incidents_of(records: Records, crew: ir.Table, own: ir.Table) -> ir.Table:
    about = records.involvements.semi_join(_people_of(records, own), "nominal_id")
    parts = [*(feed.semi_join(crew, "staff_id") for feed in (records.deployments, records.assignments)), own, about]
    incidents = together(*(part.select("incident_id") for part in parts))
    return incidents.filter(incidents.incident_id.notnull()).distinct()
