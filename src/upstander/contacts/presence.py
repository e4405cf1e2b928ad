"""Finding an unnamed officer: who was at a place at a time, and what they then looked up."""

import ibis
import ibis.expr.types as ir

from upstander.contacts.audit import audit_of
from upstander.contacts.clock import DAY
from upstander.contacts.nearness import METRES_A_MICRODEGREE, staff_near
from upstander.contacts.staff_stops import staff_stops
from upstander.contacts.stops import stops
from upstander.engines import Engine
from upstander.records.as_known import Records

BESIDE = DAY // 2  # positions either side of the time asked for, so that a stop that began before it is whole


def who_was_near(
    records: Records, engine: Engine, lat: float, lon: float, *, from_at: int, to_at: int, metres: float
) -> ir.Table:
    """Everybody whose device was within some metres of a place (degrees) between two instants; see `staff_near`.

    Only devices that came near in that time are followed, so a large store is not gone through.
    """
    near = _of_devices_near(records.positions, lat, lon, from_at=from_at, to_at=to_at, metres=metres)
    few = Records({**records.tables, "positions": engine.keep("positions_near", near)}, records.present)
    found = staff_stops(few, stops(few, engine), engine)
    there = staff_near(few, found, lat, lon, from_at=from_at, to_at=to_at, metres=metres)
    return engine.keep("there", there.order_by("first_at", "staff_id"))


def looked_up_after(records: Records, engine: Engine, there: ir.Table, *, from_at: int, until: int) -> ir.Table:
    """What those who were there (a table with staff_id) looked up from then until an instant; see `audit_of`."""
    return audit_of(records, engine, there.select("staff_id").distinct(), from_at, until)


def _of_devices_near(
    positions: ir.Table, lat: float, lon: float, *, from_at: int, to_at: int, metres: float
) -> ir.Table:
    """The positions, around the time, of the devices that came into a square around the place in that time."""
    around = positions.filter(positions["at"].between(from_at - BESIDE, to_at + BESIDE))
    high = metres / METRES_A_MICRODEGREE
    wide = high / ibis.literal(lat).radians().cos()
    square = (around.lat.between(_micro(lat) - high, _micro(lat) + high)) & (
        around.lon.between(_micro(lon) - wide, _micro(lon) + wide)
    )
    near = around.filter(square & around["at"].between(from_at, to_at)).select("device_id").distinct()
    return around.semi_join(near, "device_id")


def _micro(degrees: float) -> int:
    return round(degrees * 1e6)
