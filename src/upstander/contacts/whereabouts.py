"""Traces that put staff near a place at a time, from near to far: sent there, seen there, seen around there later.

And who was on duty then with no trace of where: of them nothing can be said.
"""

import ibis
import ibis.expr.types as ir

from upstander.contacts.nearness import from_place, passed
from upstander.contacts.overlap import dated
from upstander.contacts.roster import ON_DUTY, roster, with_duty
from upstander.engines import Engine
from upstander.records.as_known import Records


def sent_there(
    records: Records, engine: Engine, lat: float, lon: float, *, from_at: int, to_at: int, metres: float
) -> ir.Table:
    """Who was sent to an incident within some metres of a place (degrees), and was there between two instants.

    One row for each deployment: staff_id, incident_id, tasked_by, arrived (whether that is recorded), first_at and
    last_at (within the time asked for), metres. Where no arrival is recorded it counts from when they were sent; where
    no end is, as long as the incident was open.
    """
    incidents = from_place(records.incidents.filter(records.incidents.lat.notnull()), lat, lon, metres)
    sent = records.deployments.join(incidents.select("incident_id", "closed_at", "metres"), "incident_id")
    times = sent.mutate(
        start_at=ibis.coalesce(sent.on_scene_at, sent.assigned_at),
        end_at=ibis.coalesce(sent.cleared_at, sent.closed_at, to_at),
        arrived=sent.on_scene_at.notnull(),
    )
    then = times.filter(times.start_at < to_at, times.end_at >= from_at)
    told = then.select(
        "staff_id",
        "incident_id",
        "tasked_by",
        "arrived",
        "metres",
        first_at=ibis.greatest(then.start_at, from_at),
        last_at=ibis.least(then.end_at, to_at),
    )
    return engine.keep("sent_there", told.order_by("first_at", "staff_id", "incident_id"))


def seen_around(
    records: Records, engine: Engine, lat: float, lon: float, *, from_at: int, to_at: int, metres: float
) -> ir.Table:
    """Whose devices were within some metres of a place (degrees) between two instants, standing or not.

    One row for each member of staff and device: staff_id, device_id, first_at, last_at, the least metres, on_duty.
    """
    then = records.positions.filter(records.positions["at"].between(from_at, to_at - 1))
    went_by = passed(then, records.device_holders, lat, lon, metres)
    around = went_by.group_by("staff_id", "device_id").aggregate(
        first_at=went_by.start_at.min(), last_at=went_by.end_at.max(), metres=went_by.metres.min()
    )
    told = with_duty(around, roster(records.shifts), at="first_at")
    return engine.keep("seen_around", told.order_by("first_at", "staff_id", "device_id"))


def on_duty_without_a_trace(records: Records, engine: Engine, *, from_at: int, to_at: int) -> ir.Table:
    """Who was on duty at any moment between two instants, and held no device that says where it was then: staff_id."""
    shifts = dated(records.shifts.filter(records.shifts.kind.isin(ON_DUTY)).select("staff_id", "start_at", "end_at"))
    working = shifts.filter(shifts.start_at < to_at, shifts.end_at > from_at).select("staff_id").distinct()
    then = records.positions.filter(records.positions["at"].between(from_at, to_at - 1))
    held = then.join(records.device_holders, "device_id")
    seen = held.filter(held.from_at <= held["at"], (held.to_at > held["at"]).fill_null(True)).select("staff_id")
    return engine.keep("without_a_trace", working.anti_join(seen.distinct(), "staff_id").order_by("staff_id"))


def devices_held(records: Records, engine: Engine, *, from_at: int, to_at: int) -> ir.Table:
    """Which devices each member of staff held at any moment between two instants: staff_id, device_id, kind."""
    holders = records.device_holders
    held = holders.filter(holders.from_at < to_at, (holders.to_at > from_at).fill_null(True))
    return engine.keep("devices_held", held.select("staff_id", "device_id", "kind").distinct())
