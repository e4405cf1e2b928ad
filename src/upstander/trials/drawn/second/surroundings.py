"""What the second generation asks of an ordinary force beyond the first: parts, desks, places, sickness, pools."""

from collections import defaultdict

import polars as pl

from upstander.trials.drawn.ground import HOUR, Booking, Ground, Meeting, Span, frame, spans
from upstander.trials.force import Tables

NEVER_CLEARED = 3 * HOUR


class Surroundings(Ground):
    """A ground that also knows who was a witness, who rang a desk, who was ill, and which handsets are shared."""

    def __init__(self, force: Tables, moved: dict[str, int] | None = None) -> None:
        super().__init__(force)
        self.moved = moved or {}  # staff_id: when they came to another post
        self._tasks(force)
        self._parts(force)
        self._desks(force)
        self._public(force)
        self._shared(force)

    def mates(self, staff_id: str) -> list[str]:
        """Others of the same team, in order, who were there all the time."""
        team = self.team.get(staff_id)
        return [one for one in sorted(self.role) if one != staff_id and team and self.team.get(one) == team]

    def is_on_duty(self, staff_id: str, at: int) -> bool:
        """Whether a shift of theirs holds that time."""
        return any(start <= at <= end for start, end in self.duty.get(staff_id, ()))

    def part_of(self, met: Meeting) -> str:
        """What the person was in that incident: victim, witness, caller, ...; empty where no record says."""
        return self.part.get((met.incident_id or "", met.nominal_id), "")

    def near(self, place: tuple[int, int], reach: int) -> list[str]:
        """Adults whose home lies within so many micro-degrees north, and as far east and west."""
        lat, lon = place
        homes = ((one, self.home[one]) for one in self.adults)
        return [one for one, home in homes if abs(home[0] - lat) < reach and abs(home[1] - lon) < reach * 1.7]

    def _tasks(self, force: Tables) -> None:
        """Times on a task. One that nobody cleared is taken to end after some hours: the crew went on to the next."""
        sent = frame(force, "deployments").with_columns(
            ends=pl.col("cleared_at").fill_null(pl.col("assigned_at") + NEVER_CLEARED)
        )
        self.tasks = spans(sent, "staff_id", "assigned_at", "ends", self.end)

    def _parts(self, force: Tables) -> None:
        rows = frame(force, "involvements").select("incident_id", "nominal_id", "role").iter_rows()
        self.part: dict[tuple[str, str], str] = {(incident, nominal): role for incident, nominal, role in rows}
        open_at = dict(frame(force, "incidents").select("incident_id", "reported_at").iter_rows())
        self.incidents_of: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for incident, nominal in sorted(self.part):
            self.incidents_of[nominal].append((open_at.get(incident, self.end), incident))

    def _desks(self, force: Tables) -> None:
        adults = set(self.adults)
        calls = frame(force, "public_calls").filter(
            pl.col("nominal_id").is_not_null() & (pl.col("start_at") >= self.begin)
        )
        ordered = calls.sort("start_at", "call_id").select("staff_id", "nominal_id", "start_at", "incident_id")
        for staff_id, nominal, at, incident in ordered.iter_rows():
            if nominal in adults:
                self.met[staff_id].append(Meeting("desk", nominal, at, incident))

    def _public(self, force: Tables) -> None:
        self.vulnerable = set(frame(force, "vulnerabilities")["nominal_id"].to_list())
        self.sex = dict(frame(force, "nominals").select("nominal_id", "sex").iter_rows())
        self.staff_sex = dict(frame(force, "staff").select("staff_id", "sex").iter_rows())
        self.born_on: dict[str, int] = dict(frame(force, "nominals").select("nominal_id", "born_on").iter_rows())
        places = frame(force, "places").sort("place_id").select("kind", "lat", "lon")
        self.places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for kind, lat, lon in places.iter_rows():
            self.places[kind].append((lat, lon))

    def _shared(self, force: Tables) -> None:
        shifts = frame(force, "shifts").filter((pl.col("kind") == "sick") & (pl.col("start_at") >= self.begin))
        self.sick: dict[str, list[Span]] = spans(shifts, "staff_id", "start_at", "end_at", self.end)
        held = frame(force, "device_holders")
        self.kind_of = dict(held.select("device_id", "kind").iter_rows())
        lent = held.filter((pl.col("kind") == "mobile") & pl.col("to_at").is_not_null())
        self.lent: dict[str, list[Booking]] = defaultdict(list)
        for device, staff_id, start, end in (
            lent.sort("from_at", "device_id").select("device_id", "staff_id", "from_at", "to_at").iter_rows()
        ):
            self.lent[staff_id].append(Booking(device, start, end))
