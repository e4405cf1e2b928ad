"""Look-ups: by person, by incident, or by what was typed."""

import ibis
import ibis.expr.types as ir

from upstander.contacts.identities import known_by_incident, known_by_search
from upstander.contacts.ledger import ContactKind
from upstander.contacts.together import together
from upstander.contacts.trace import Background, Trace, linked, trace


@Trace(feed="accesses")
def look_ups(background: Background) -> ir.Table:
    """Each look-up once for each person it may be about; once with nobody where it names nobody."""
    accesses = background.records.accesses
    unnamed = accesses.filter(accesses.nominal_id.isnull()).drop("nominal_id").mutate(record=ibis._.access_id)
    found = linked(unnamed, _people_meant(unnamed, background))
    named = _trace(accesses.filter(accesses.nominal_id.notnull()))
    return together(named, _trace(found, certainty=found.share))


def _people_meant(unnamed: ir.Table, background: Background) -> ir.Table:
    by_incident = known_by_incident(unnamed.filter(unnamed.incident_id.notnull()), background.people)
    by_words = known_by_search(unnamed.filter(unnamed.incident_id.isnull()), background.names)
    return together(by_incident, by_words)


def _trace(table: ir.Table, **given: ir.Value) -> ir.Table:
    return trace(table, kind=ContactKind.LOOK_UP.value, feed="accesses", record_id=table.access_id, **given)
