"""What a stop was for, as far as the records say: the task, and the first reason that holds, in a fixed order."""

import ibis
import ibis.expr.types as ir

from upstander.contacts.background import Keeps
from upstander.contacts.clock import DAY, HOUR, MINUTE, day_of
from upstander.contacts.nearness import cell_column, cell_row, metres_between, within
from upstander.contacts.overlap import at_one_time, dated, overlapping
from upstander.contacts.together import together
from upstander.records.as_known import Records

TASK_METRES = 400  # vehicles park at a cordon or round the corner; an incident's place is often a street
HOME_METRES = 150
PREMISES_METRES = 200  # a station and its yard
BEFORE_TASK = 10 * MINUTE  # control writes a deployment down after it has spoken
AFTER_TASK = 20 * MINUTE  # notes are written up in the vehicle after clearing
LONGEST_OPEN_TASK = 10 * HOUR  # a deployment with no end stops explaining when the shift must be over

CELL = ("cell_row", "cell_column", "period", "length")
COMMON_CELL_METRES = 150
COMMON_DAYS = 28  # in which the others stop: over a year somebody of every team halts once in every street
COMMON_LEAST_STAFF = 5  # a place where fewer others stop is anybody's own
COMMON_SHARE_OF_FORCE = 0.02  # of those with stops
COMMON_LEAST_TEAM = 3
COMMON_SHARE_OF_TEAM = 0.5
COMMON_LEAST_DAYS = 3  # in which others stopped there: one incident draws many staff, and is no habit

# A place where colleagues halt for minutes does not explain an hour: only stops as long, by these bands, count.
COMMON_LENGTHS = (15 * MINUTE, 45 * MINUTE)
BACKING_UP_SHARE = 0.5  # of the stop, in which the colleague is at the incident: who helps stays while there is work

WATCHED_METRES = 150  # as near as a home is: the plan names a place and not the streets around it
WATCHED_LEAST_DAYS = 2  # on which the team was sent there: once is a job, and again is a plan
SENT_BY_OTHERS = ("control", "supervisor")

# The first that holds:
REASONS = ("own_task", "backing_up", "own_home", "police_premises", "watched_place", "common_stopping_place")

KEPT_FOR_REASONS = ("known_reasons", "common_places", "busy_cells", "seen_in_busy_cells", "not_counted")


def with_task(stops: ir.Table, records: Records) -> ir.Table:
    """Adds task_incident_id, task_metres and task_by: the task of that member of staff at that time nearest in place.

    A task with no place comes last; of tasks equally near, the one given last.
    """
    both = at_one_time(
        stops.select("stop_id", "staff_id", "lat", "lon", "start_at", "end_at"), _tasks(records), ["staff_id"]
    )
    both = both.mutate(task_metres=metres_between(both.lat, both.lon, both.near_lat, both.near_lon))
    order = [both.task_metres.fill_null(float("inf")), both.other_start_at.desc(), both.task_incident_id]
    first = ibis.row_number().over(group_by=["stop_id", "staff_id"], order_by=order)
    task = both.mutate(order=first).filter(ibis._.order == 0)
    task = task.select("stop_id", "staff_id", "task_incident_id", "task_metres", "task_by")
    joined = stops.left_join(task, ["stop_id", "staff_id"])
    return joined.select(*(joined[name] for name in stops.columns), *task.columns[2:])


def with_reason(stops: ir.Table, records: Records, engine: Keeps) -> ir.Table:
    """Adds `reason`, the first of `REASONS` that holds, null where none does, to stops that have their task."""
    homes, premises = _own_home(stops, records), _police_premises(stops, records)
    known = _own_task(stops), _backing_up(stops, records), homes, premises, _watched_place(stops, records)
    with_known = engine.keep("known_reasons", _with_first(stops, *known))
    left = with_known.filter(with_known.reason.isnull()).drop("reason")
    common = engine.keep("common_places", _common_stopping_place(left, records.staff, engine))
    named = with_known.left_join(common.mutate(common=True), ["stop_id", "staff_id"])
    reason = ibis.coalesce(named.reason, ibis.ifelse(named.common, REASONS[-1], ibis.null("string")))
    return named.select(*(named[name] for name in stops.columns), reason=reason)


def _tasks(records: Records) -> ir.Table:
    """Deployments with the place of the incident and the time in which they explain being there."""
    sent = records.deployments.left_join(records.incidents, "incident_id")
    end = ibis.coalesce(sent.cleared_at, sent.assigned_at + LONGEST_OPEN_TASK)
    return sent.select(
        staff_id=sent.staff_id,
        task_incident_id=sent.incident_id,
        task_by=sent.tasked_by,
        near_lat=sent.lat,
        near_lon=sent.lon,
        start_at=sent.assigned_at - BEFORE_TASK,
        end_at=ibis.greatest(end, sent.assigned_at) + AFTER_TASK,
    )


def _with_first(stops: ir.Table, *reasons: ir.Table) -> ir.Table:
    numbered = [found.select("stop_id", "staff_id").mutate(number=n) for n, found in enumerate(reasons)]
    found = ibis.union(*numbered)
    first = found.group_by("stop_id", "staff_id").aggregate(number=found.number.min())
    joined = stops.left_join(first, ["stop_id", "staff_id"])
    reason = ibis.cases(*((joined.number == n, name) for n, name in enumerate(REASONS[: len(reasons)])))
    return joined.select(*(joined[name] for name in stops.columns), reason=reason)


def _own_task(stops: ir.Table) -> ir.Table:
    return stops.filter(stops.task_metres <= TASK_METRES)


def _backing_up(stops: ir.Table, records: Records) -> ir.Table:
    """Stops, not off duty, near an incident to which control had sent somebody else at that time."""
    sent = _tasks(records).filter(ibis._.task_by == "control", ibis._.near_lat.notnull())
    sent = dated(sent.rename(sent_id="staff_id").drop("task_by", "task_incident_id"))
    sent = sent.rename(other_start_at="start_at", other_end_at="end_at", sent_day="day")
    working = stops.filter(stops.on_duty.fill_null(True), ~(stops.task_metres <= TASK_METRES).fill_null(False))
    days = dated(working.select("stop_id", "staff_id", "lat", "lon", "start_at", "end_at"))
    both = within(days, sent, TASK_METRES, on={"day": "sent_day"})
    shared = ibis.least(both.end_at, both.other_end_at) - ibis.greatest(both.start_at, both.other_start_at)
    long_enough = shared >= (both.end_at - both.start_at) * BACKING_UP_SHARE
    return both.filter(overlapping(both), both.sent_id != both.staff_id, long_enough)


def _own_home(stops: ir.Table, records: Records) -> ir.Table:
    homes = records.staff_addresses.rename(home_of="staff_id", near_lat="lat", near_lon="lon")
    found = within(stops, homes, HOME_METRES, on={"staff_id": "home_of"})
    return found.filter(found.from_at <= found.end_at, (found.to_at > found.start_at).fill_null(True))


def _police_premises(stops: ir.Table, records: Records) -> ir.Table:
    """Stations and custody suites at any time; hospitals on duty only, where police work is daily and so is illness."""
    places = records.places.select("kind", near_lat="lat", near_lon="lon").rename(place_kind="kind")
    places = places.filter(places.place_kind.isin(["police_station", "custody_suite", "hospital"]))
    found = within(stops, places, PREMISES_METRES)
    return found.filter((found.place_kind != "hospital") | found.on_duty)


def _watched_place(stops: ir.Table, records: Records) -> ir.Table:
    """Stops, not off duty, where the team was sent again and again for an open incident that names nobody.

    A patrol plan, a season of events, disorder on a green. One that names somebody explains nothing here: to return to
    a person is what is asked about.
    """
    plans = records.incidents.filter(ibis._.lat.notnull()).anti_join(records.involvements, "incident_id")
    teams = records.staff.filter(ibis._.team_id.notnull()).select("staff_id", "team_id")
    sent = records.deployments.filter(records.deployments.tasked_by.isin(SENT_BY_OTHERS)).join(teams, "staff_id")
    sent = sent.group_by("incident_id", "team_id").aggregate(
        sent_at=sent.assigned_at.min(), days=day_of(sent.assigned_at).nunique()
    )
    watched = sent.filter(sent.days >= WATCHED_LEAST_DAYS).join(plans, "incident_id").join(teams, "team_id")
    watched = watched.select("sent_at", "closed_at", watched_by="staff_id", near_lat="lat", near_lon="lon")
    found = within(stops, watched, WATCHED_METRES, on={"staff_id": "watched_by"})
    in_time = (found.sent_at - BEFORE_TASK <= found.end_at) & (found.closed_at > found.start_at).fill_null(True)
    return found.filter(in_time, found.on_duty.fill_null(True))


def _common_stopping_place(stops: ir.Table, staff: ir.Table, engine: Keeps) -> ir.Table:
    """Stops in cells where many others of the force or of the team stop too, as long, in the same weeks."""
    row = cell_row(stops.lat, COMMON_CELL_METRES)
    column = cell_column(stops.lon, row, COMMON_CELL_METRES)
    lasted = stops.end_at - stops.start_at
    length = sum(((lasted >= least).cast("int32") for least in COMMON_LENGTHS), start=ibis.literal(0, "int32"))
    period = day_of(stops.start_at, COMMON_DAYS)
    placed = stops.mutate(cell_row=row, cell_column=column, period=period, length=length)
    placed = placed.left_join(staff.select("staff_id", "team_id"), "staff_id").select(
        "stop_id", "staff_id", "team_id", *CELL, day=placed.start_at // DAY
    )
    others = _others_in_cell(placed, engine).left_join(_team_sizes(placed), "team_id")
    force = placed.aggregate(in_force=placed.staff_id.nunique())
    others = others.cross_join(force)
    of_force = others.others >= ibis.greatest(others.in_force * COMMON_SHARE_OF_FORCE, COMMON_LEAST_STAFF)
    of_team = others.team_others >= ibis.greatest(others.in_team * COMMON_SHARE_OF_TEAM, COMMON_LEAST_TEAM)
    cells = others.filter(of_force | of_team.fill_null(False), others.days >= COMMON_LEAST_DAYS)
    return placed.join(cells.select("staff_id", *CELL), ["staff_id", *CELL]).select("stop_id", "staff_id")


def _others_in_cell(placed: ir.Table, engine: Keeps) -> ir.Table:
    """For each member of staff, cell, period and length: others there as long, how many of the team, on how many days.

    A partner who happens to be in the vehicle does not make a place common, so stops together do not count. Everybody
    of a cell is counted once for all, and those who do not count are taken off for each: a cell where hundreds stop
    would else be gone through once for each of them. Cells that too few stop in to be common are left out.
    """
    as_long = _counted_for_shorter(placed)
    seen = as_long.group_by(*CELL, "staff_id", "team_id").aggregate(visits=ibis._.count(), first_day=ibis._.day.min())
    cells = seen.group_by(*CELL).aggregate(everybody=ibis._.count(), all_days=ibis._.first_day.nunique())
    cells = cells.filter(cells.everybody > COMMON_LEAST_TEAM, cells.all_days >= COMMON_LEAST_DAYS)
    cells = engine.keep("busy_cells", cells)
    there = engine.keep("seen_in_busy_cells", seen.semi_join(cells, list(CELL)))
    visits = placed.semi_join(cells, list(CELL)).select("staff_id", "team_id", *CELL).distinct()
    taken_off = engine.keep("not_counted", together(_themselves(visits, there), _only_beside(placed, as_long, there)))
    return _counted(visits, cells, there, taken_off)


def _themselves(visits: ir.Table, there: ir.Table) -> ir.Table:
    """Everybody's own visits to a cell: staff_id, the cell, first_day and same_team."""
    own = visits.join(there.drop("team_id"), ["staff_id", *CELL])
    return own.select("staff_id", *CELL, "first_day", same_team=own.team_id.notnull().cast("int64"))


def _only_beside(placed: ir.Table, as_long: ir.Table, there: ir.Table) -> ir.Table:
    """Others who were in a cell only in the same stops as a member of staff, in the same columns."""
    other = as_long.select("stop_id", *CELL, other_id="staff_id", other_team_id="team_id")
    shared = placed.join(other, ["stop_id", *CELL]).filter(ibis._.staff_id != ibis._.other_id)
    beside = shared.group_by("staff_id", "team_id", "other_id", "other_team_id", *CELL).aggregate(beside=ibis._.count())
    both = beside.join(there.drop("team_id").rename(other_id="staff_id"), ["other_id", *CELL])
    only = both.filter(both.visits <= both.beside)
    same_team = (only.team_id == only.other_team_id).fill_null(False).cast("int64")
    return only.select("staff_id", *CELL, "first_day", same_team=same_team)


def _counted(visits: ir.Table, cells: ir.Table, there: ir.Table, taken_off: ir.Table) -> ir.Table:
    """Those who count for each visitor of a cell: all who were there, less those taken off."""
    on_day = there.group_by(*CELL, "first_day").aggregate(began=ibis._.count())
    off = taken_off.group_by("staff_id", *CELL, "first_day").aggregate(
        off=ibis._.count(), off_team=ibis._.same_team.sum()
    )
    off = off.join(on_day, [*CELL, "first_day"])
    off = off.group_by("staff_id", *CELL).aggregate(
        off=off.off.sum(), off_team=off.off_team.sum(), off_days=(off.off >= off.began).cast("int64").sum()
    )
    of_team = there.group_by(*CELL, "team_id").aggregate(of_team=ibis._.count())
    both = visits.join(cells, list(CELL)).join(off, ["staff_id", *CELL]).left_join(of_team, [*CELL, "team_id"])
    return both.select(
        "staff_id",
        "team_id",
        *CELL,
        others=both.everybody - both.off,
        team_others=both.of_team.fill_null(0) - both.off_team,
        days=both.all_days - both.off_days,
    )


def _counted_for_shorter(placed: ir.Table) -> ir.Table:
    """Every stop once for its own length and once for each shorter one."""
    bands = range(len(COMMON_LENGTHS) + 1)
    return ibis.union(
        *(placed.filter(placed.length >= band).mutate(length=ibis.literal(band, "int32")) for band in bands)
    )


def _team_sizes(placed: ir.Table) -> ir.Table:
    return placed.group_by("team_id").aggregate(in_team=placed.staff_id.nunique())
