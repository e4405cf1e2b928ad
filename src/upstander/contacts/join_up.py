"""Joins the records of a force up: contacts, purposes and stops of staff, as they were known on one day."""

from collections.abc import Callable
from dataclasses import replace

import ibis.expr.types as ir

from upstander.contacts.answers import answered, can_assess, explained_singly, numbered, ranked
from upstander.contacts.background import Keeps, kept_background
from upstander.contacts.catalogue import all_purposes, all_traces, purposes_of
from upstander.contacts.explained import nothing_explained
from upstander.contacts.kept_stops import stops_of
from upstander.contacts.known import Known
from upstander.contacts.ledger import CONTACTS, REACH_OF, STAFF_STOPS, Answer
from upstander.contacts.matching.comparing import Comparison, kept_matches
from upstander.contacts.purpose import Basis, Form
from upstander.contacts.roster import with_duty
from upstander.contacts.staff_stops import staff_stops
from upstander.contacts.times import no_times
from upstander.contacts.together import together
from upstander.contacts.trace import Background, no_traces
from upstander.contacts.visits import HOMES_NEAR, homes_near, met, visits
from upstander.engines import Engine
from upstander.records.as_known import Records


def join_up(records: Records, engine: Engine, as_of: int, progress: Callable[[str], None] | None = None) -> Known:
    """All that a sign may read, as it was known at an instant (microseconds since 1970 UTC).

    `progress` is told in a few words what is being made.
    """
    say = progress or (lambda _: None)
    known = records.as_known(as_of)
    say("who is who")
    background = kept_background(known, engine)
    say("traces")
    traces = engine.keep("traces", numbered(with_duty(traces_of(background), background.roster), 0, 2))
    say("purposes")
    basis = kept_purposes(background, engine)
    say("stops")
    staffed, made = kept_stops(known, engine, as_of)
    basis = replace(basis, staff_stops=staffed)
    say("visits")
    basis = replace(basis, homes_near=kept_homes(basis, traces, engine))
    seen = together(traces, engine.keep("visits", numbered(visits(basis.homes_near), 1, 2)))
    say("what explains each contact")
    contacts = kept_answers(seen, basis, engine)
    engine.forget("traces", "visits", "homes_near", "work", "stops", "stops_with_new")
    say("people told of, among those on record")
    comparison = Comparison(known, engine) if known.has("nominals") else None
    matches = kept_matches(known, comparison, engine)
    return Known(known, contacts, basis.purposes, basis.staff_stops, as_of, made, matches, comparison)


def kept_purposes(background: Background, engine: Keeps) -> Basis:
    """The purposes with times of everybody, computed once."""
    basis = Basis(background, work=engine.keep("work", of_form(Form.TIMES, Basis(background))))
    return replace(basis, purposes=engine.keep("purposes", together(basis.work, of_form(Form.TIMES_FROM_WORK, basis))))


def kept_stops(records: Records, engine: Engine, as_of: int) -> tuple[ir.Table, tuple[str, ...]]:
    """The stops of everybody, computed once, and in words where they are from; none where no positions are held."""
    if not records.has("positions"):
        return engine.hold("staff_stops", STAFF_STOPS.empty_table()), ()
    found = stops_of(records, engine, as_of)
    return staff_stops(records, found.table, engine), (found.told,)


def kept_homes(basis: Basis, traces: ir.Table, engine: Keeps) -> ir.Table:
    """The stops near homes of people the member of staff had to do with before, computed once."""
    records = basis.background.records
    if not records.has("positions", "nominal_addresses"):
        return engine.hold("homes_near", HOMES_NEAR.empty_table())
    pairs = engine.keep("met", met(traces, basis.purposes))
    found = engine.keep("homes_near", homes_near(basis.staff_stops, pairs, records.nominal_addresses))
    engine.forget("met")
    return found


def kept_answers(seen: ir.Table, basis: Basis, engine: Keeps) -> ir.Table:
    """The contacts (`numbered`) with what explains each, computed once: first by times, then the rest one by one."""
    assessable = can_assess(basis.background.records)
    purposes = engine.keep("ranked_purposes", ranked(basis.purposes, seen, work_names()))
    asked = engine.keep("asked", answered(seen, purposes, assessable=assessable))
    basis = replace(basis, contacts=asked, unexplained=engine.keep("unexplained", unexplained(asked)))
    single = engine.keep("explained_singly", of_form(Form.CONTACTS, basis))
    looked_at = engine.keep("asked_singly", explained_singly(basis.unexplained, single, indirect_names()))
    engine.forget("ranked_purposes", "unexplained", "explained_singly")
    return together(asked.filter(~_is_unexplained(asked)), looked_at).select(*CONTACTS.names)


def traces_of(background: Background) -> ir.Table:
    """Every trace of the feeds that are present."""
    made = [kind.rows(background) for kind in all_traces() if background.records.has(kind.feed)]
    return together(no_traces(), *made)


def of_form(form: Form, basis: Basis) -> ir.Table:
    """What every purpose of one form gives whose feeds are present, in one table."""
    has = basis.background.records.has
    nothing = nothing_explained() if form is Form.CONTACTS else no_times()
    return together(nothing, *(purpose.rows(basis) for purpose in purposes_of(form) if has(*purpose.needs)))


def unexplained(contacts: ir.Table) -> ir.Table:
    """Contacts about known people that nobody else's record explains, of the kinds that are asked for a purpose."""
    return contacts.filter(_is_unexplained(contacts))


def _is_unexplained(contacts: ir.Table) -> ir.Value:
    asked = contacts.kind.isin([kind.value for kind in REACH_OF])
    return asked & contacts.nominal_id.notnull() & (contacts.answer != Answer.EXPLAINED.value)


def work_names() -> frozenset[str]:
    """The purposes that are work with the person."""
    return frozenset(purpose.name for purpose in all_purposes() if purpose.work)


def indirect_names() -> frozenset[str]:
    """The purposes that are told only where nothing nearer explains."""
    return frozenset(purpose.name for purpose in all_purposes() if purpose.indirect)
