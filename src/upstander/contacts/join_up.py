"""Joins the records of a force up: contacts, purposes and stops of staff, as they were known on one day."""

from collections.abc import Callable
from typing import Protocol

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from upstander.contacts.answers import answered, can_assess
from upstander.contacts.catalogue import all_purposes, all_traces, purposes_of
from upstander.contacts.identities import people_of_incidents, searchable
from upstander.contacts.known import Known
from upstander.contacts.ledger import CONTACTS, STAFF_STOPS
from upstander.contacts.purpose import Basis, Form
from upstander.contacts.roster import roster, with_duty
from upstander.contacts.times import no_times
from upstander.contacts.together import together
from upstander.contacts.trace import Background, no_traces
from upstander.records.as_known import Records


class Keeps(Protocol):
    """What joining up needs of an engine."""

    def keep(self, name: str, expression: ir.Table) -> ir.Table:
        """Computes an expression once and keeps the result under that name."""

    def hold(self, name: str, rows: pa.Table) -> ir.Table:
        """Rows held in memory, as a table."""


def join_up(records: Records, engine: Keeps, as_of: int, progress: Callable[[str], None] | None = None) -> Known:
    """All that a sign may read, as it was known at an instant (microseconds since 1970 UTC).

    `progress` is told in a few words what is being made.
    """
    say = progress or (lambda _: None)
    known = records.as_known(as_of)
    say("who is who")
    background = kept_background(known, engine)
    say("traces")
    traces = engine.keep("traces", numbered(with_duty(traces_of(background), background.roster)))
    say("purposes")
    basis = Basis(background, work=engine.keep("work", with_times(Form.TIMES, Basis(background))))
    purposes = engine.keep("purposes", basis.work)
    staff_stops = engine.hold("staff_stops", STAFF_STOPS.empty_table())
    say("what explains each contact")
    contacts = answered(traces, purposes, work_names(), assessable=can_assess(known))
    contacts = engine.keep("contacts", contacts.select(*CONTACTS.names))
    return Known(known, contacts, purposes, staff_stops, as_of)


def background_of(records: Records) -> Background:
    """What the traces of every kind are linked with."""
    return Background(
        records,
        roster(records.shifts),
        people_of_incidents(records.involvements),
        searchable(records.nominals, records.nominal_phones, records.nominal_addresses),
    )


def kept_background(records: Records, engine: Keeps) -> Background:
    """The same, computed once."""
    background = background_of(records)
    return Background(
        records,
        engine.keep("roster", background.roster),
        engine.keep("people", background.people),
        engine.keep("names", background.names),
    )


def traces_of(background: Background) -> ir.Table:
    """Every trace of the feeds that are present."""
    made = [kind.rows(background) for kind in all_traces() if background.records.has(kind.feed)]
    return together(no_traces(), *made)


def numbered(traces: ir.Table) -> ir.Table:
    """Traces with a number of their own in `contact`, so that what is told of each finds it again.

    The number holds only for a table that is kept: among traces of one instant the order is free.
    """
    return traces.mutate(contact=ibis.row_number().over(ibis.window(order_by="at")))


def with_times(form: Form, basis: Basis) -> ir.Table:
    """Every purpose of one form, in one table."""
    has = basis.background.records.has
    return together(no_times(), *(purpose.rows(basis) for purpose in purposes_of(form) if has(*purpose.needs)))


def work_names() -> frozenset[str]:
    """The purposes that are work with the person."""
    return frozenset(purpose.name for purpose in all_purposes() if purpose.work)
