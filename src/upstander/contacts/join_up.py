"""Joins the records of a force up: contacts, purposes and stops of staff, as they were known on one day."""

from collections.abc import Callable
from dataclasses import replace

import ibis.expr.types as ir

from upstander.contacts.answers import answered, can_assess, explained_singly
from upstander.contacts.background import Keeps, kept_background
from upstander.contacts.catalogue import all_purposes, all_traces, purposes_of
from upstander.contacts.explained import nothing_explained
from upstander.contacts.known import Known
from upstander.contacts.ledger import CONTACTS, REACH_OF, STAFF_STOPS, Answer
from upstander.contacts.purpose import Basis, Form
from upstander.contacts.roster import with_duty
from upstander.contacts.times import no_times
from upstander.contacts.together import together
from upstander.contacts.trace import Background, no_traces
from upstander.records.as_known import Records


def join_up(records: Records, engine: Keeps, as_of: int, progress: Callable[[str], None] | None = None) -> Known:
    """All that a sign may read, as it was known at an instant (microseconds since 1970 UTC).

    `progress` is told in a few words what is being made.
    """
    say = progress or (lambda _: None)
    known = records.as_known(as_of)
    say("who is who")
    background = kept_background(known, engine)
    say("traces")
    traces = engine.keep("traces", with_duty(traces_of(background), background.roster))
    say("purposes")
    basis = Basis(background, work=engine.keep("work", of_form(Form.TIMES, Basis(background))))
    purposes = engine.keep("purposes", together(basis.work, of_form(Form.TIMES_FROM_WORK, basis)))
    staff_stops = engine.hold("staff_stops", STAFF_STOPS.empty_table())
    say("what explains each contact")
    asked = engine.keep("asked", answered(traces, purposes, work_names(), assessable=can_assess(known)))
    left = engine.keep("unexplained", unexplained(asked))
    say("what explains the rest")
    basis = replace(basis, contacts=asked, unexplained=left, staff_stops=staff_stops)
    contacts = explained_singly(asked, engine.keep("explained_singly", of_form(Form.CONTACTS, basis)))
    return Known(known, engine.keep("contacts", contacts.select(*CONTACTS.names)), purposes, staff_stops, as_of)


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
    asked = contacts.kind.isin([kind.value for kind in REACH_OF])
    return contacts.filter(asked & contacts.nominal_id.notnull() & (contacts.answer != Answer.EXPLAINED.value))


def work_names() -> frozenset[str]:
    """The purposes that are work with the person."""
    return frozenset(purpose.name for purpose in all_purposes() if purpose.work)
