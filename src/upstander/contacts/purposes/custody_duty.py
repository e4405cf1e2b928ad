"""Work in custody while the person is detained there."""

import ibis
import ibis.expr.types as ir

from upstander.contacts.keys import record_id
from upstander.contacts.purpose import Basis, Given, Limit, Purpose
from upstander.contacts.roster import ON_DUTY, by_day
from upstander.contacts.times import times
from upstander.contacts.together import together

CUSTODY_STAFF = ("custody_officer", "detention_officer")


@Purpose(
    title="On duty in custody while the person was detained",
    recorded_by="custody, and the roster",
    innocent="booking in, risk assessment, checks, hand-over between shifts, release",
    needs=("custody_contacts",),
    limits={
        "before": Limit(60, "minutes", "records are read while the detainee is on the way"),
        "write_up": Limit(1, "days", "the custody record is completed by the next shift at the latest"),
    },
    work=True,
)
def custody_duty(basis: Basis, given: Given) -> ir.Table:
    """For those who dealt with the detainee, until release; for custody staff, while both were there."""
    contacts = basis.background.records.custody_contacts
    detained = _detained(contacts)
    present = together(_who_dealt(contacts, detained), _who_was_on_duty(basis, detained))
    return times(
        present,
        from_at=present.start_at - given.before,
        ended_at=present.end_at,
        records=given.write_up,
        talk=0,
        feed="custody_contacts",
    )


def _detained(contacts: ir.Table) -> ir.Table:
    keyed = contacts.mutate(record_id=record_id(contacts, "custody_contacts"))
    return keyed.group_by("custody_id", "nominal_id").aggregate(
        detained_at=keyed.start_at.min(), released_at=keyed.end_at.max(), record_id=keyed.record_id.min()
    )


def _who_dealt(contacts: ir.Table, detained: ir.Table) -> ir.Table:
    first = contacts.group_by("custody_id", "nominal_id", "staff_id").aggregate(start_at=contacts.start_at.min())
    both = first.join(detained, ["custody_id", "nominal_id"])
    return both.select("staff_id", "nominal_id", "start_at", "record_id", end_at=both.released_at)


def _who_was_on_duty(basis: Basis, detained: ir.Table) -> ir.Table:
    records = basis.background.records
    staff = records.staff.filter(records.staff.role.isin(CUSTODY_STAFF)).select("staff_id")
    on_duty = records.shifts.filter(records.shifts.kind.isin(ON_DUTY)).semi_join(staff, "staff_id")
    days = by_day(on_duty)
    here = detained.mutate(start_at=detained.detained_at, end_at=detained.released_at)
    there = by_day(here, keep=("nominal_id", "record_id"))
    there = there.rename(detained_at="start_at", released_at="end_at")
    both = days.join(there, "day").filter(
        (ibis._.start_at <= ibis._.released_at) & (ibis._.end_at >= ibis._.detained_at)
    )
    return both.select(
        "staff_id",
        "nominal_id",
        "record_id",
        start_at=ibis.greatest(both.start_at, both.detained_at),
        end_at=ibis.least(both.end_at, both.released_at),
    ).distinct()
