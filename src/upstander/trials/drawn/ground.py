"""What an ordinary force's records say of who could have met whom, when somebody was on duty, and what they drove."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import polars as pl

from upstander.trials.force import Tables

SECOND = 1_000_000  # the store's unit is the microsecond
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
ADULT = 18 * 366  # days: nobody younger is ever drawn as an affected person
AFTER_WORK = 7 * DAY  # how long after its last task an incident counts as somebody's work, when nothing closes it

Span = tuple[int, int]


@dataclass(frozen=True)
class Meeting:
    """An occasion on which staff met a member of the public through work; `incident_id` None = no record of it."""

    way: str  # incident | case | custody | call | neighbourhood, and those of the second generation
    nominal_id: str
    at: int
    incident_id: str | None = None
    custody_id: str | None = None


@dataclass(frozen=True)
class Booking:
    """A vehicle or terminal whose positions are kept, in somebody's hands."""

    device: str
    start: int
    end: int


class Ground:
    """Looked up by staff_id or nominal_id. Made from a force in which nothing is planted and no feed is missing."""

    def __init__(self, force: Tables) -> None:
        frames = {name: frame(force, name) for name in force}
        self.begin = whole(frames["accesses"]["at"].min())
        self.end = whole(frames["accesses"]["at"].max())
        self._people(frames)
        self._workers(frames)
        self.tasks = spans(frames["deployments"], "staff_id", "assigned_at", "cleared_at", self.end)
        self._vehicles(frames)
        self._meetings(frames)
        self._work(frames)

    def with_no_part(self, roles: Collection[str], taken: Collection[str]) -> list[str]:
        """Staff of these roles who have no part yet."""
        return [staff_id for staff_id, role in self.role.items() if role in roles and staff_id not in taken]

    def _people(self, frames: dict[str, pl.DataFrame]) -> None:
        latest = frames["nominal_addresses"].sort("from_at").group_by("nominal_id", maintain_order=True).last()
        self.home = {row[0]: (row[1], row[2]) for row in latest.select("nominal_id", "lat", "lon").iter_rows()}
        self.postcode = dict(latest.select("nominal_id", "postcode").iter_rows())
        phones = frames["nominal_phones"].filter(pl.col("to_at").is_null())
        self.number = dict(phones.select("nominal_id", "number").iter_rows())
        before = self.begin // DAY - ADULT
        adults = frames["nominals"].filter(pl.col("born_on") <= before).sort("nominal_id")
        known = adults.filter(pl.col("nominal_id").is_in([*self.home]) & pl.col("nominal_id").is_in([*self.number]))
        self.adults: list[str] = known["nominal_id"].to_list()
        self.name = dict(known.select("nominal_id", "name").iter_rows())

    def _workers(self, frames: dict[str, pl.DataFrame]) -> None:
        staff = frames["staff"].filter(
            pl.col("left_on").is_null() & (pl.col("started_on") < self.begin // DAY) & (pl.col("role") != "inspector")
        )
        self.role: dict[str, str] = dict(staff.sort("staff_id").select("staff_id", "role").iter_rows())
        self.supervisor: dict[str, str] = dict(frames["staff"].select("staff_id", "supervisor_id").iter_rows())
        self.team: dict[str, str] = dict(frames["staff"].select("staff_id", "team_id").iter_rows())
        shifts = frames["shifts"].filter(
            pl.col("kind").is_in(["duty", "overtime"]) & (pl.col("start_at") >= self.begin)
        )
        self.duty = spans(shifts, "staff_id", "start_at", "end_at", self.end)
        issued = frames["device_holders"].filter((pl.col("kind") == "mobile") & pl.col("to_at").is_null())
        self.handset: dict[str, str] = dict(issued.sort("device_id").select("staff_id", "device_id").iter_rows())
        lived = frames["staff_addresses"].select("staff_id", "lat", "lon")
        self.staff_home = {row[0]: (row[1], row[2]) for row in lived.iter_rows()}

    def _vehicles(self, frames: dict[str, pl.DataFrame]) -> None:
        tracked = frames["positions"]["device_id"].unique().to_list()
        held = frames["device_holders"].filter(
            pl.col("device_id").is_in(tracked) & (pl.col("kind") != "mobile") & pl.col("to_at").is_not_null()
        )
        self.bookings: dict[str, list[Booking]] = defaultdict(list)
        self.holders: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
        for device, staff_id, start, end in (
            held.sort("from_at", "device_id", "staff_id")
            .select("device_id", "staff_id", "from_at", "to_at")
            .iter_rows()
        ):
            self.bookings[staff_id].append(Booking(device, start, end))
            self.holders[device].append((staff_id, start, end))

    def _meetings(self, frames: dict[str, pl.DataFrame]) -> None:
        adults = set(self.adults)
        parts = frames["involvements"].filter(pl.col("role") != "suspect").select("incident_id", "nominal_id")
        sent = frames["deployments"].select("incident_id", "staff_id", at="assigned_at")
        given = frames["assignments"].select("incident_id", "staff_id", "role", at="from_at")
        cases = given.filter(pl.col("role").is_in(["officer_in_case", "investigator", "victim_liaison"]))
        taken = given.filter(pl.col("role").is_in(["call_handler", "radio_operator", "enquiry_desk"]))
        self.met: dict[str, list[Meeting]] = defaultdict(list)
        for way, work in (("incident", sent), ("case", cases.drop("role")), ("call", taken.drop("role"))):
            joined = work.join(parts, on="incident_id").filter(pl.col("at") >= self.begin)
            for incident, staff_id, at, nominal in joined.sort("at", "staff_id", "nominal_id").iter_rows():
                if nominal in adults:
                    self.met[staff_id].append(Meeting(way, nominal, at, incident))
        held = frames["custody_contacts"].select("custody_id", "nominal_id", "staff_id", "start_at")
        for custody, nominal, staff_id, at in held.sort("start_at", "staff_id", "custody_id").iter_rows():
            if nominal in adults and at >= self.begin:
                self.met[staff_id].append(Meeting("custody", nominal, at, None, custody))

    def _work(self, frames: dict[str, pl.DataFrame]) -> None:
        """When somebody had recorded work with somebody: while an incident of theirs was open."""
        closed: dict[str, int | None] = dict(frames["incidents"].select("incident_id", "closed_at").iter_rows())
        work = pl.concat(
            [
                frames["deployments"].select("incident_id", "staff_id", at="assigned_at", to="cleared_at"),
                frames["assignments"].select("incident_id", "staff_id", at="from_at", to="to_at"),
            ]
        ).join(frames["involvements"].select("incident_id", "nominal_id"), on="incident_id")
        self.open_work: dict[tuple[str, str], list[Span]] = defaultdict(list)
        self.cases_of: dict[str, list[tuple[str, str, int, int]]] = defaultdict(list)
        for incident, staff_id, at, to, nominal in work.sort("at", "staff_id", "incident_id", "nominal_id").iter_rows():
            until = max(to or 0, closed.get(incident) or (at + AFTER_WORK))
            self.open_work[staff_id, nominal].append((at, until))
            self.cases_of[nominal].append((incident, staff_id, at, until))

    def working_with(self, staff_id: str, nominal_id: str, at: int) -> bool:
        """Whether the ordinary records hold open work of this member of staff with this person at that time."""
        return any(start <= at <= end for start, end in self.open_work.get((staff_id, nominal_id), ()))

    def colleagues_case(self, staff_id: str, nominal_id: str, at: int) -> str | None:
        """An incident of this person that somebody else has open at that time; None where there is none."""
        for incident, owner, start, end in self.cases_of.get(nominal_id, ()):
            if owner != staff_id and start <= at <= end:
                return incident
        return None

    def free(self, booking: Booking) -> Iterator[Span]:
        """The times in which nobody who holds the vehicle has a task."""
        crew = {
            staff_id
            for staff_id, start, end in self.holders[booking.device]
            if start < booking.end and end > booking.start
        }
        busy = sorted(s for one in crew for s in self.tasks.get(one, ()) if s[0] < booking.end and s[1] > booking.start)
        at = booking.start
        for start, end in [*busy, (booking.end, booking.end)]:
            if start > at:
                yield at, start
            at = max(at, end)

    def crew(self, booking: Booking) -> int:
        """How many hold the vehicle at any time of the booking."""
        return len(
            {one for one, start, end in self.holders[booking.device] if start < booking.end and end > booking.start}
        )


def frame(force: Tables, name: str) -> pl.DataFrame:
    """A feed's records; of positions, which are many, only which devices there are."""
    if name == "positions":
        return pl.DataFrame({"device_id": force[name]["device_id"].unique().to_pylist()})
    made = pl.from_arrow(force[name])
    assert isinstance(made, pl.DataFrame)  # noqa: S101 - a table is never a series
    return made


def spans(rows: pl.DataFrame, who: str, start: str, end: str, last: int) -> dict[str, list[Span]]:
    """Spans of each name in order of time; one without an end lasts until `last`."""
    found: dict[str, list[Span]] = defaultdict(list)
    for name, at, to in rows.select(who, start, pl.col(end).fill_null(last)).sort(start, who, end).iter_rows():
        found[name].append((at, to))
    return found


def whole(value: object) -> int:
    """A whole number from a frame's least or greatest, whose type the library leaves open."""
    return int(str(value))
