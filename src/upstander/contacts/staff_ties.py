"""Ties between members of staff that the force's own records tell, so that nobody works on a friend's matter unknowing.

A tie is a reason to keep somebody away from a matter, and nothing more: it says nothing of either person.
Threat T2 of the casework specification names the kinds. What the records cannot tell (a friendship, a course together)
stays for people to declare.
"""

from collections.abc import Collection
from functools import reduce

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from upstander.contacts.nearness import METRES_A_MICRODEGREE
from upstander.records.as_known import Records

SAME_HOME = 30.0  # metres between two recorded homes that are one
CALLS = 5  # calls or texts to somebody's personal number from which two people are in touch


def staff_ties(records: Records, of: Collection[str]) -> ir.Table:
    """Who is tied to these members of staff: `staff_id`, `other_id`, and `tie` in words; one row for each kind.

    `of`: staff numbers, as the records write them. Both ways: a supervisor is tied to those supervised, and they to
    the supervisor.
    """
    found = [_same_team(records), _line(records), _one_home(records), _named(records), _in_touch(records)]
    every = reduce(lambda one, two: one.union(two), map(_alike, found))
    both = every.union(every.select(staff_id=every.other_id, other_id=every.staff_id, tie=every.tie))
    wanted = both.filter(both.staff_id.isin(list(of)) & (both.staff_id != both.other_id))
    return wanted.distinct().order_by("staff_id", "other_id", "tie")


def _alike(pairs: ir.Table) -> ir.Table:
    """Pairs whose columns may be empty, as far as types go: what one feed always has, another may lack."""
    columns = {name: pairs[name].cast(dt.String(nullable=True)) for name in ("staff_id", "other_id", "tie")}
    return pairs.filter(pairs.staff_id.notnull() & pairs.other_id.notnull()).select(**columns)


def _pairs(table: ir.Table, other: ir.Table, joined: object, tie: str) -> ir.Table:
    pairs = table.join(other, joined).select(staff_id=table.staff_id, other_id=other.staff_id)
    return pairs.mutate(tie=ibis.literal(tie)).distinct()


def _same_team(records: Records) -> ir.Table:
    one = records.staff.filter(records.staff.team_id.notnull()).select("staff_id", "team_id")
    other = one.view()
    return _pairs(one, other, (one.team_id == other.team_id) & (one.staff_id != other.staff_id), "the same team")


def _line(records: Records) -> ir.Table:
    led = records.staff.filter(records.staff.supervisor_id.notnull())
    pairs = led.select(staff_id=led.staff_id, other_id=led.supervisor_id)
    return pairs.mutate(tie=ibis.literal("line management")).distinct()


def _one_home(records: Records) -> ir.Table:
    """Two who have a recorded home at one place, whether at one time or not."""
    one = records.staff_addresses.select("staff_id", "lat", "lon")
    other = one.view()
    high = round(SAME_HOME / METRES_A_MICRODEGREE)
    wide = (high / (one.lat.cast("float64") / 1e6).radians().cos()).cast("int64")
    near = ((one.lat - other.lat).abs() <= high) & ((one.lon - other.lon).abs() <= wide)
    return _pairs(one, other, near & (one.staff_id != other.staff_id), "one home")


def _named(records: Records) -> ir.Table:
    """Somebody whose number another told the force as that of a partner, relative, friend or business contact."""
    told = records.associations.filter(records.associations.number.notnull()).select("staff_id", "number")
    phones = records.staff_phones.select("staff_id", "number")
    return _pairs(told, phones, (told.number == phones.number) & (told.staff_id != phones.staff_id), "a declared tie")


def _in_touch(records: Records) -> ir.Table:
    """Two of whom one called or wrote to the other's personal number, on a force device, at least CALLS times."""
    phones = records.staff_phones.filter(records.staff_phones.kind == "personal")
    holders, events = records.device_holders, records.phone_events
    held = (events.device_id == holders.device_id) & (events["at"] >= holders.from_at)
    own = events.join(holders, [held, (events["at"] < holders.to_at) | holders.to_at.isnull()])
    called = own.select(staff_id=holders.staff_id, number=events.other_number)
    joined = called.join(phones, [called.number == phones.number, called.staff_id != phones.staff_id])
    counted = joined.select(staff_id=called.staff_id, other_id=phones.staff_id).group_by("staff_id", "other_id")
    often = counted.aggregate(calls=lambda t: t.count()).filter(lambda t: t.calls >= CALLS)
    return often.select("staff_id", "other_id", tie=ibis.literal("in touch by telephone"))
