"""Who was in the vehicle at each stop: stops of devices become stops of members of staff, each kept once."""

import ibis
import ibis.expr.types as ir

from upstander.contacts.background import Keeps
from upstander.contacts.clock import MINUTE
from upstander.contacts.ledger import STAFF_STOPS, STOPS
from upstander.contacts.nearness import metres_between
from upstander.contacts.overlap import at_one_time
from upstander.contacts.roster import roster, with_duty
from upstander.contacts.stop_reasons import KEPT_FOR_REASONS, with_reason, with_task
from upstander.records.as_known import Records

LEAST_PRESENCE = MINUTE  # a device held for less of a stop is a change of hands, and the next holder has the stop
ONE_PLACE_METRES = 150  # stops of two devices of one person nearer than this are one: two receivers and their errors
PREFERRED = ("vehicle", "mdt", "radio", "mobile")  # the vehicle's stop is kept, because the crew shares it

# How likely it is that a holder was there. Judgements, to be checked against a force's own interviews of holders.
ON_DUTY = 0.95  # keys logs are kept by hand
DUTY_UNKNOWN = 0.8
OFF_DUTY_ALONE = 0.7  # took it home, or nobody wrote down who took it next
OFF_DUTY_BESIDE_OTHERS = 0.2  # most likely a key that was not given back


def staff_stops(records: Records, stops: ir.Table, engine: Keeps) -> ir.Table:
    """The stops of each member of staff with crew, duty, task and reason, kept as `staff_stops`; ledger.STAFF_STOPS.

    `stops` has the columns of ledger.STOPS. One row for each stop and member of staff; `start_at` and `end_at` are cut
    to the time the device was held, and drawn out where another device of the same person shows them in that place.
    """
    held = engine.keep("held_stops", present(stops, records.device_holders))
    dutied = with_duty(held, roster(records.shifts), at="start_at")
    crewed = engine.keep("crewed_stops", with_crew(dutied))
    once = engine.keep("single_stops", as_one(crewed))
    tasked = engine.keep("tasked_stops", with_task(once, records))
    found = engine.keep("staff_stops", with_reason(tasked, records, engine).select(*STAFF_STOPS.names))
    engine.forget("held_stops", "crewed_stops", "single_stops", "tasked_stops", *KEPT_FOR_REASONS)
    return found


def present(stops: ir.Table, device_holders: ir.Table) -> ir.Table:
    """Each stop once for each member of staff who held the device, cut to that time; adds staff_id and kind."""
    span = stops.aggregate(earliest=stops.start_at.min(), latest=stops.end_at.max())
    holds = device_holders.cross_join(span)
    holds = holds.select(
        "device_id",
        "staff_id",
        "kind",
        start_at=ibis.greatest(holds.from_at, holds.earliest),
        end_at=ibis.least(ibis.coalesce(holds.to_at, holds.latest), holds.latest),
    ).filter(ibis._.start_at < ibis._.end_at)
    both = at_one_time(stops, holds, on=["device_id"])
    cut = both.mutate(
        start_at=ibis.greatest(both.start_at, both.other_start_at), end_at=ibis.least(both.end_at, both.other_end_at)
    )
    cut = cut.filter(cut.end_at - cut.start_at >= LEAST_PRESENCE)
    same = [name for name in (*STOPS.names, "staff_id") if name not in ("start_at", "end_at")]
    return cut.group_by(same).aggregate(start_at=cut.start_at.min(), end_at=cut.end_at.max(), kind=cut.kind.min())


def with_crew(dutied: ir.Table) -> ir.Table:
    """Adds `crew` (holders on duty; all holders where none is known to be) and `certainty`."""
    whole = ibis.window(group_by="stop_id")
    on_duty = dutied.on_duty.fill_null(False)
    counted = dutied.mutate(working=on_duty.cast("int32").sum().over(whole), holders=ibis._.count().over(whole))
    certainty = ibis.cases(
        (counted.on_duty.isnull(), DUTY_UNKNOWN),
        (counted.on_duty, ON_DUTY),
        (counted.working > 0, OFF_DUTY_BESIDE_OTHERS),
        else_=OFF_DUTY_ALONE,
    )
    crew = ibis.ifelse(counted.working > 0, counted.working, counted.holders).cast("int32")
    return counted.mutate(crew=crew, certainty=certainty).drop("working", "holders")


def as_one(crewed: ir.Table) -> ir.Table:
    """The same, with what several devices of one person show of one time and place told once."""
    ranked = crewed.mutate(rank=ibis.cases(*((crewed.kind == k, n) for n, k in enumerate(PREFERRED)), else_=9))
    pairs = at_one_time(ranked, _as_other(ranked), on=["staff_id"])
    metres = metres_between(pairs.lat, pairs.lon, pairs.other_lat, pairs.other_lon)
    pairs = pairs.filter((pairs.rank < pairs.other_rank) & (metres <= ONE_PLACE_METRES))
    order = ibis.row_number().over(group_by=["staff_id", "other_stop_id"], order_by=["rank", "start_at", "stop_id"])
    into = pairs.mutate(order=order).filter(ibis._.order == 0)
    drawn = into.group_by("staff_id", "stop_id").aggregate(
        earlier=into.other_start_at.min(),
        later=into.other_end_at.max(),
        other_crew=into.other_crew.max(),
        other_certainty=into.other_certainty.max(),
    )
    told = into.select("staff_id", stop_id="other_stop_id")
    kept = ranked.anti_join(told, ["staff_id", "stop_id"]).left_join(drawn, ["staff_id", "stop_id"])
    return (
        kept.select(*(kept[name] for name in crewed.columns), *drawn.columns[2:])
        .mutate(
            start_at=ibis.least(ibis._.start_at, ibis.coalesce(ibis._.earlier, ibis._.start_at)),
            end_at=ibis.greatest(ibis._.end_at, ibis.coalesce(ibis._.later, ibis._.end_at)),
            crew=ibis.greatest(ibis._.crew, ibis.coalesce(ibis._.other_crew, ibis._.crew)),
            certainty=ibis.greatest(ibis._.certainty, ibis.coalesce(ibis._.other_certainty, ibis._.certainty)),
        )
        .select(*crewed.columns)
    )


def _as_other(ranked: ir.Table) -> ir.Table:
    named = {f"other_{name}": name for name in ("stop_id", "lat", "lon", "rank", "crew", "certainty")}
    return ranked.select("staff_id", "start_at", "end_at", **{new: ranked[name] for new, name in named.items()})
