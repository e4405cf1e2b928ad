"""What members of staff do, and the record that each act leaves in every feed where it would leave one."""

from collections import defaultdict

import numpy as np
import pyarrow as pa

from upstander.records.catalogue import all_feeds
from upstander.trials.drawn.ground import DAY, HOUR, MINUTE, SECOND, Booking, Ground, Span
from upstander.trials.drawn.tracks import Stay, away
from upstander.trials.drawn.truth import Trace
from upstander.trials.force import Tables

Cell = str | int | float | bool | None
Row = dict[str, Cell]
OWN_ID = {
    "accesses": "access_id",
    "phone_events": "event_id",
    "messages": "message_id",
    "public_calls": "call_id",
    "complaints": "complaint_id",
    "intelligence": "report_id",
}
PREFIX = {
    "accesses": "A",
    "phone_events": "E",
    "messages": "M",
    "public_calls": "C",
    "complaints": "C",
    "intelligence": "R",
    "incidents": "INC",
}
ANSWERED = 0.55  # share of calls that somebody answers
TALK_S = 190  # seconds, the median of an answered call


class Acts:
    """Rows of every feed, by whom they are about; `traces` are those of the member of staff last begun."""

    def __init__(self, ground: Ground, draws: np.random.Generator) -> None:
        self.ground = ground
        self.draws = draws
        self.stays: list[Stay] = []
        self.used: dict[str, list[Span]] = defaultdict(list)  # times already used of each vehicle
        self._rows: dict[str, list[Row]] = defaultdict(list)
        self._traces: list[Trace] = []

    def begin(self) -> None:
        """From here on the traces are somebody else's."""
        self._traces = []

    @property
    def traces(self) -> tuple[Trace, ...]:
        """The records that acts have left since `begin`."""
        return tuple(self._traces)

    def tables(self) -> Tables:
        """All rows, in the store's types, but for the stays."""
        return {name: pa.Table.from_pylist(rows, all_feeds()[name].arrow_schema) for name, rows in self._rows.items()}

    def chance(self, share: float) -> bool:
        """True for about that share."""
        return bool(self.draws.random() < share)

    def write(self, feed: str, **cells: Cell) -> str:
        """One record; returns its own identifier where the feed has one."""
        row: Row = {column.name: None for column in all_feeds()[feed].columns} | cells
        own = OWN_ID.get(feed)
        if own:
            row[own] = self.new_id(feed)
        self._rows[feed].append(row)
        return str(row[own]) if own else ""

    def new_id(self, feed: str) -> str:
        """An identifier like those of the force, that no record of it has."""
        return f"{PREFIX[feed]}{self.draws.integers(10**8, 10**9)}x"

    def device(self, staff_id: str, _at: int) -> str | None:
        """The handset that was issued to them; None where there is none."""
        return self.ground.handset.get(staff_id)

    def on_duty(self, staff_id: str, at: int, until: int) -> int | None:
        """A moment of the first shift that begins after `at`; None where there is none before `until`."""
        for start, end in self.ground.duty.get(staff_id, ()):
            if start >= at and end < until:
                return int(self.draws.integers(start + 10 * MINUTE, end - 10 * MINUTE)) // SECOND * SECOND
        return None

    def off_duty(self, staff_id: str, at: int, until: int) -> int | None:
        """A waking moment outside shifts within five days; None where there is none before `until`."""
        for _ in range(12):
            when = int(at + self.draws.integers(0, 5 * DAY)) // SECOND * SECOND
            awake = 8 * HOUR < when % DAY < 23 * HOUR
            if awake and when < until and not any(s <= when <= e for s, e in self.ground.duty.get(staff_id, ())):
                return when
        return None

    def look_up(self, staff_id: str, nominal: str, at: int, *, by: str = "record", incident: str | None = None,
                reason: str | None = None) -> None:  # fmt: skip
        """A look-up by record, by name, or by address or number alone."""
        number, postcode = self.ground.number.get(nominal), self.ground.postcode.get(nominal)
        typed = {"record": None, "name": self.ground.name.get(nominal)}.get(
            by, postcode if self.chance(0.5) else number
        )
        self.write(
            "accesses", staff_id=staff_id, at=at, system="command_and_control" if self.chance(0.3) else "crime",
            action="view" if by == "record" else "search", nominal_id=nominal if by == "record" else None,
            incident_id=incident, search_text=typed, reason=reason,
        )  # fmt: skip
        self._left("accesses", staff_id, nominal, at)

    def call(self, staff_id: str, nominal: str, at: int, direction: str = "out", answered: bool | None = None) -> None:
        """A call with the work handset; without one, or where the person has no number, it leaves nothing."""
        device, number = self.device(staff_id, at), self.ground.number.get(nominal)
        if device is None or number is None:
            return
        talks = self.chance(ANSWERED) if answered is None else answered
        seconds = int(TALK_S * np.exp(self.draws.normal(0, 0.9))) if talks else int(self.draws.integers(0, 6))
        self.write("phone_events", device_id=device, direction=direction, kind="call", other_number=number, at=at,
                   duration_s=seconds)  # fmt: skip
        self._left("phone_events", staff_id, nominal, at)

    def text(
        self, staff_id: str, nominal: str, at: int, words: str, *, direction: str = "out", held: float = 0.25
    ) -> None:
        """A text with the work handset; `held`: how likely the force holds its words too."""
        device, number = self.device(staff_id, at), self.ground.number.get(nominal)
        if device is not None and number is not None:
            self.write("phone_events", device_id=device, direction=direction, kind="sms", other_number=number, at=at)
            self._left("phone_events", staff_id, nominal, at)
            if self.chance(held):
                self.message(staff_id, nominal, at, words, direction=direction)

    def message(
        self, staff_id: str, nominal: str, at: int, words: str, *, direction: str = "out", channel: str = "sms"
    ) -> None:
        """A message whose words a force system holds."""
        number = self.ground.number[nominal]
        self.write(
            "messages", staff_id=staff_id, channel=channel, direction=direction, other_party=number, at=at, text=words
        )
        self._left("messages", staff_id, nominal, at)

    def stay(self, staff_id: str, nominal: str, at: int, until: int, *, minutes: float, metres: float = 15.0,
             alone: bool = False, place: tuple[int, int] | None = None) -> Span | None:  # fmt: skip
        """Stands near a home, or at a place, in a vehicle booked that day and without a task; None = cannot."""
        for booking in self.ground.bookings.get(staff_id, ()):
            if booking.start < at or booking.end > until or (alone and self.ground.crew(booking) > 1):
                continue
            if found := self._gap(booking, int(minutes * MINUTE)):
                lat, lon = place or self.ground.home[nominal]
                where = away(self.draws, lat, lon, metres * self.draws.uniform(0.6, 1.3))
                self.stays.append(Stay(booking.device, *found, *where))
                self.used[booking.device].append((found[0] - 20 * MINUTE, found[1] + 20 * MINUTE))
                self._left("positions", staff_id, nominal, found[0])
                return found
            if booking.start > at + 12 * DAY:
                return None
        return None

    def _gap(self, booking: Booking, length: int) -> Span | None:
        room = length + 24 * MINUTE
        gaps = [
            gap for gap in self.ground.free(booking) if gap[1] - gap[0] > room and self._unused(booking.device, gap)
        ]
        if not gaps:
            return None
        low, high = gaps[int(self.draws.integers(len(gaps)))]
        start = int(self.draws.integers(low + 12 * MINUTE, high - length - 11 * MINUTE)) // SECOND * SECOND
        return start, start + length

    def _unused(self, device: str, gap: Span) -> bool:
        return not any(start < gap[1] and end > gap[0] for start, end in self.used[device])

    def log(self, staff_id: str, incident: str, at: int, words: str, kept_from: str | None = None) -> None:
        """A line in an incident's log; `kept_from`: the person whose work is held on to, which makes it a trace."""
        self.write("log_entries", incident_id=incident, staff_id=staff_id, at=at, text=words)
        if kept_from:
            self._left("log_entries", staff_id, kept_from, at)

    def sent(self, staff_id: str, incident: str, span: Span, by: str) -> None:
        """A deployment on record."""
        start, end = span
        assigned = start - int(self.draws.integers(2, 12)) * MINUTE
        self.write("deployments", incident_id=incident, staff_id=staff_id, tasked_by=by, assigned_at=assigned,
                   on_scene_at=start, cleared_at=end)  # fmt: skip

    def with_detainee(self, staff_id: str, nominal: str, custody: str, span: Span, kind: str) -> None:
        """Time with a detainee, as the custody record and its cameras have it."""
        self.write("custody_contacts", custody_id=custody, nominal_id=nominal, staff_id=staff_id, kind=kind,
                   start_at=span[0], end_at=span[1])  # fmt: skip
        self._left("custody_contacts", staff_id, nominal, span[0])

    def rings_in(self, staff_id: str, nominal: str, at: int, incident: str | None = None, line: str = "direct") -> None:
        """The person rings a line of the force and this member of staff answers."""
        self.write("public_calls", staff_id=staff_id, other_number=self.ground.number.get(nominal), nominal_id=nominal,
                   incident_id=incident, start_at=at, duration_s=int(TALK_S * np.exp(self.draws.normal(0.5, 0.8))),
                   line=line, recorded=line in ("999", "101"))  # fmt: skip
        self._left("public_calls", staff_id, nominal, at)

    def open_incident(self, kind: str, nominal: str, span: tuple[int, int | None], at_home: bool = True) -> str:
        """An incident about somebody; returns its identifier."""
        incident = self.new_id("incidents")
        lat, lon = self.ground.home[nominal] if at_home else (None, None)
        self.write("incidents", incident_id=incident, reported_at=span[0], closed_at=span[1], kind=kind,
                   grade="scheduled", lat=lat, lon=lon)  # fmt: skip
        self.write("involvements", incident_id=incident, nominal_id=nominal, role="victim", from_at=span[0])
        return incident

    def assign(self, staff_id: str, incident: str, role: str, span: tuple[int, int | None]) -> None:
        """Charge of an incident's work, on record."""
        self.write("assignments", incident_id=incident, staff_id=staff_id, role=role, from_at=span[0], to_at=span[1])

    def _left(self, feed: str, staff_id: str, nominal: str, at: int) -> None:
        self._traces.append(Trace(feed, at, nominal, self.ground.working_with(staff_id, nominal, at)))
