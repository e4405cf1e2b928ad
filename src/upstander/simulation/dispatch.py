"""Who is sent: the control room gives each incident to the crews that can be there first.

Visits that an officer in case needs afterwards join the same queue.
"""

import heapq
from dataclasses import dataclass, field

import numpy as np

from upstander.simulation.arrays import DAY, HOUR, MINUTE, NOTHING, Real, Whole
from upstander.simulation.chance import Chance
from upstander.simulation.clock import hour_on_the_wall
from upstander.simulation.crews import Crews
from upstander.simulation.incidents import SORTS, Incidents
from upstander.simulation.roster import Roster
from upstander.simulation.workforce import NAMED, Workforce

CONTROL, SUPERVISOR, SELF = range(3)
ATTENDING = {"response": ("response", "specials"), "neighbourhood": ("neighbourhood", "community")}
FOR_NEIGHBOURHOOD = {"anti_social_behaviour", "neighbour_dispute", "burglary", "harassment", "criminal_damage", "theft"}
OVERRUN = 80 * MINUTE  # how long after a shift's end a crew may still be at work
SPEED = 9.5  # metres a second in a straight line, with all that is in the way


@dataclass
class Jobs:
    """One row for each crew at each place it was sent to; `cleared` is when it left."""

    incident: list[int] = field(default_factory=list)
    crew: list[int] = field(default_factory=list)
    tasked_by: list[int] = field(default_factory=list)
    assigned: list[int] = field(default_factory=list)
    arrived: list[int] = field(default_factory=list)
    cleared: list[int] = field(default_factory=list)
    _columns: tuple[Whole, Whole, Whole, Whole, Whole, Whole] | None = None

    def columns(self) -> tuple[Whole, Whole, Whole, Whole, Whole, Whole]:
        """incident, crew, tasked_by, assigned, arrived, cleared as arrays."""
        if self._columns is None or len(self._columns[0]) != len(self.incident):
            lists = (self.incident, self.crew, self.tasked_by, self.assigned, self.arrived, self.cleared)
            a, b, c, d, e, f = (np.array(values, dtype=np.int64) for values in lists)
            self._columns = (a, b, c, d, e, f)
        return self._columns


@dataclass(order=True)
class Call:
    """A place where somebody is wanted from an instant on; `by` names the member of staff who must go."""

    wanted_at: int
    number: int
    incident: int = field(compare=False)
    units: int = field(compare=False)
    by: int = field(compare=False, default=NOTHING)


class ControlRoom:
    """Works through the queue in order of time."""

    def __init__(self, chance: Chance, force: Workforce, roster: Roster, crews: Crews, incidents: Incidents) -> None:
        self.chance, self.force, self.roster, self.crews, self.incidents = chance, force, roster, crews, incidents
        self.jobs = Jobs()
        size = len(crews.first)
        self.free_at: list[int] = (crews.start + 8 * MINUTE).tolist()
        self.x: list[float] = [0.0] * size
        self.y: list[float] = [0.0] * size
        self.on: dict[tuple[int, str], list[int]] = {}
        self._order = np.argsort(crews.start, kind="stable").tolist()
        self._next = 0
        self._luck: list[float] = []
        self._pool = {NAMED[u]: pool for pool, units in ATTENDING.items() for u in units}
        self._start, self._end = crews.start.tolist(), crews.end.tolist()

    def work(self, station_x: Real, station_y: Real) -> None:
        """Attends everything that is to be attended, and the follow-up visits that come of it."""
        self.x = station_x[self.crews.division].tolist()
        self.y = station_y[self.crews.division].tolist()
        queue = self._calls()
        heapq.heapify(queue)
        while queue:
            call = heapq.heappop(queue)
            sent = self._named(call) if call.by != NOTHING else self._nearest(call)
            if sent and call.by == NOTHING:
                self._follow_up(call, sent[0], queue)

    def _calls(self) -> list[Call]:
        """Who is to be attended, and from when on: scheduled incidents wait for an appointment by daylight."""
        grade, reported = self.incidents.grade, self.incidents.reported
        attended = grade < 3
        waits = np.where(grade == 2, self.chance.whole(2 * HOUR, 30 * HOUR, len(grade)), 0)
        wanted = reported + waits
        hour = hour_on_the_wall(wanted)
        wanted = np.where((grade == 2) & (hour < 9), wanted + (9 - hour) * HOUR, wanted)
        wanted = np.where((grade == 2) & (hour > 20), wanted + 12 * HOUR, wanted)
        units = 1 + ((grade == 0) & self.chance.happens(0.6, len(grade))) + self.chance.happens(0.04, len(grade))
        rows = zip(wanted.tolist(), units.tolist(), attended.tolist(), strict=True)
        return [Call(when, number, number, count) for number, (when, count, yes) in enumerate(rows) if yes]

    def _draw(self) -> float:
        """One number between 0 and 1; drawn by the thousand because one at a time is slow."""
        if not self._luck:
            self._luck = self.chance.between(0, 1, 10_000).tolist()
        return self._luck.pop()

    def _come_on(self, when: int) -> None:
        while self._next < len(self._order) and self._start[self._order[self._next]] <= when:
            crew = self._order[self._next]
            self._next += 1
            pool = self._pool.get(int(self.crews.unit[crew]))
            if pool:
                self.on.setdefault((int(self.crews.division[crew]), pool), []).append(crew)

    def _nearest(self, call: Call) -> list[int]:
        """The crews that can be there first: response helps out the neighbourhood team, and divisions each other."""
        self._come_on(call.wanted_at)
        incident = call.incident
        sort, grade = SORTS[self.incidents.sort[incident]], int(self.incidents.grade[incident])
        local = sort.kind in FOR_NEIGHBOURHOOD and grade > 0 and self._draw() < 0.8
        division = int(self.incidents.division[incident])
        if local and (found := self._best(call, division, "neighbourhood")):
            return self._send(call, found, sort.minutes)
        found = self._best(call, division, "response")
        if not found:
            others = [d for d in range(int(self.crews.division.max()) + 1) if d != division]
            found = next((f for d in others if (f := self._best(call, d, "response"))), [])
        return self._send(call, found, sort.minutes)

    def _best(self, call: Call, division: int, pool: str) -> list[int]:
        on = self.on.get((division, pool), [])
        on[:] = [c for c in on if self._end[c] > call.wanted_at + 15 * MINUTE]
        x, y = float(self.incidents.x[call.incident]), float(self.incidents.y[call.incident])
        reach = []
        for crew in on:
            away = abs(self.x[crew] - x) + abs(self.y[crew] - y)
            arrival = max(self.free_at[crew], call.wanted_at) + away / SPEED
            if arrival < self._end[crew] - 5 * MINUTE:
                reach.append((arrival, crew))
        reach.sort()
        return [crew for _, crew in reach[: call.units]]

    def _send(self, call: Call, crews: list[int], minutes: float) -> list[int]:
        for place, crew in enumerate(crews):
            delay = 40 + 240 * self._draw() + 200 * place
            assigned = int(max(self.free_at[crew], call.wanted_at + delay))
            offered = place > 0 and self._draw() < 0.35  # "show us going": the crew puts itself forward
            stay = minutes * (0.45 + 1.1 * self._draw() + (1.2 if self._draw() < 0.06 else 0)) * (0.6 if place else 1)
            self._attend(call.incident, crew, SELF if offered else CONTROL, assigned, stay)
        return crews

    def _attend(self, incident: int, crew: int, tasked_by: int, assigned: int, minutes: float) -> None:
        x, y = float(self.incidents.x[incident]), float(self.incidents.y[incident])
        away = abs(self.x[crew] - x) + abs(self.y[crew] - y)
        arrived = assigned + int(away / (1.8 if self.crews.on_foot[crew] else SPEED)) + 60
        cleared = min(arrived + int(minutes * MINUTE), self._end[crew] + OVERRUN)
        cleared = max(cleared, arrived + 3 * MINUTE)
        jobs = self.jobs
        jobs.incident.append(incident)
        jobs.crew.append(crew)
        jobs.tasked_by.append(tasked_by)
        jobs.assigned.append(assigned)
        jobs.arrived.append(arrived)
        jobs.cleared.append(cleared)
        self.free_at[crew] = cleared + int(MINUTE * (2 + 10 * self._draw()))
        self.x[crew], self.y[crew] = x, y

    def _follow_up(self, call: Call, crew: int, queue: list[Call]) -> None:
        """The officer in case is settled when the first crew attends; some cases need another visit."""
        incident = call.incident
        sort = SORTS[self.incidents.sort[incident]]
        if not sort.owner or self.incidents.owner[incident] != NOTHING:
            return
        members = self.crews.members(crew)
        owner = members[int(self._draw() * len(members))]
        self.incidents.owner[incident] = owner
        self.incidents.owned_from[incident] = call.wanted_at
        for nth in range(int(self._draw() < 0.3) + int(self._draw() < 0.1)):
            later = int((0.6 + 5 * self._draw() + 4 * nth) * DAY)
            shift = int(self.roster.after(np.array([owner]), np.array([call.wanted_at + later]))[0])
            if shift != NOTHING:
                start, end = int(self.roster.start[shift]), int(self.roster.end[shift])
                when = int(start + (0.1 + 0.6 * self._draw()) * (end - start))
                heapq.heappush(queue, Call(when, len(self.jobs.incident) + 10**9, incident, 1, owner))

    def _named(self, call: Call) -> list[int]:
        """A visit by appointment with one member of staff, who goes in the crew of that day."""
        crew = int(self.crews.of(self.roster, np.array([call.by]), np.array([call.wanted_at]))[0])
        if crew == NOTHING or self.crews.device[crew] == NOTHING or self.free_at[crew] > self._end[crew] - HOUR:
            return []
        assigned = max(self.free_at[crew], call.wanted_at)
        self._attend(call.incident, crew, SELF if self._draw() < 0.4 else SUPERVISOR, assigned, 15 + 50 * self._draw())
        return [crew]
