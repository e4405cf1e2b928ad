"""Who is in a story and when they could be there: drawn from the world as it is, by chance."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from upstander.simulation.arrays import DAY, MINUTE, NOTHING, Whole, Yes
from upstander.simulation.clock import FIRST
from upstander.simulation.incidents import KIND
from upstander.simulation.truth import Truth
from upstander.simulation.workforce import ALWAYS, ROLES
from upstander.simulation.world import World


@dataclass
class Met:
    """How a member of staff came to meet somebody: the incident that they attended, and when they left it."""

    staff: int
    nominal: int
    incident: int
    arrived: int
    cleared: int


@dataclass
class Cast:
    """The people of one story, and the hours in which it can happen."""

    world: World
    truth: Truth
    story: str
    used_staff: set[int] = field(default_factory=set)
    used_people: set[int] = field(default_factory=set)
    taken: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chance = self.world.chance(f"story {self.story}")
        self.book = self.world.book

    def met(
        self,
        roles: Sequence[str],
        kinds: Sequence[str],
        *,
        first: float = 0.02,
        last: float = 0.35,
        by: int | None = None,
        namesake: bool = False,
    ) -> Met | None:
        """Somebody of these roles who attended an incident of these kinds in that part of the days; None if nobody.

        `by` asks for one member of staff; `namesake` for two of one surname.
        """
        incident, crew, _, _, arrived, cleared = self.world.jobs.columns()
        staff, person = self.world.crews.first[crew], self.world.incidents.person[incident]
        low, high = FIRST + first * self.world.days * DAY, FIRST + last * self.world.days * DAY
        fits = np.isin(self.world.incidents.sort[incident], [KIND[k] for k in kinds]) & (arrived > low)
        fits &= (arrived < high) & self._steady(staff, person)
        fits &= np.isin(self.world.force.role[staff], [ROLES.index(r) for r in roles])
        fits &= np.isin(staff, list(self.used_staff), invert=True) if by is None else staff == by
        if namesake:
            fits &= self.world.force.surname[staff] == self.world.public.surname[person]
        women = fits & self.world.public.woman[person]
        lean = by is None and self.chance.one(0, 1) < 0.8  # most of those affected in the sources are women
        rows = np.flatnonzero(women if lean and women.any() else fits)
        if not len(rows):
            return None
        row = self.chance.any_of(rows)
        self.used_people.add(int(person[row]))
        self.used_staff.add(int(staff[row]))
        return Met(int(staff[row]), int(person[row]), int(incident[row]), int(arrived[row]), int(cleared[row]))

    def _steady(self, staff: Whole, person: Whole) -> Yes:
        """Staff here throughout with a work telephone; adults who can be rung, stay where they live and are unused."""
        force, public = self.world.force, self.world.public
        here = (force.left[staff] == ALWAYS) & (force.started[staff] < FIRST - 200 * DAY)
        here &= force.phone[staff] != NOTHING
        there = (public.age[person] >= 20) & (public.age[person] < 60) & (public.moved_at[person] == ALWAYS)
        there &= public.number[person] != NOTHING
        return np.asarray(here & there & np.isin(person, list(self.used_people), invert=True))

    def colleague(self, *roles: str, handset: bool = False) -> int:
        """Somebody of these roles who was here throughout and is in no other story; any such person if all are."""
        group = self.world.force.of_role(*roles)
        here = (self.world.force.left[group] == ALWAYS) & (self.world.force.started[group] < FIRST - 200 * DAY)
        if handset:
            here &= self.world.force.phone[group] != NOTHING
        free = here & np.isin(group, list(self.used_staff), invert=True)
        chosen = self.chance.any_of(group[free] if free.any() else group)
        self.used_staff.add(chosen)
        return chosen

    def stranger(self, *, near: int | None = None, young: bool = False) -> int:
        """A member of the public in no other story; `near` takes the neighbourhood of another."""
        public = self.world.public
        fits = (public.number != NOTHING) & (public.moved_at == ALWAYS)
        fits &= (public.age >= 12) & (public.age < 14) if young else public.age >= 20
        fits[list(self.used_people)] = False
        if near is not None:
            fits &= public.beat == public.beat[near]
        chosen = self.chance.any_of(np.flatnonzero(fits))
        self.used_people.add(chosen)
        return chosen

    def duty(self, staff: int, after: float) -> int:
        """An instant on duty at or after another; NOTHING when the days run out."""
        when = self.world.roster.moment(self.chance, np.array([staff]), np.array([int(after)]))[0]
        return int(when) if when != NOTHING and when < self.world.end else NOTHING

    def off_duty(self, staff: int, after: float) -> int:
        """An evening instant at or after another when nobody planned work for this person."""
        when = int(after) // DAY * DAY + int(self.chance.one(19, 22.5) * 3600)
        while when < after or self.world.roster.at(np.array([staff]), np.array([when]))[0] != NOTHING:
            when += DAY
        return when if when < self.world.end else NOTHING

    def free(self, staff: int, after: float, minutes: float, *, alone: bool = True) -> int:
        """When this person, out in a vehicle that is tracked, next has so many minutes without a task."""
        crews = self.world.crews
        mine = np.flatnonzero(((crews.first == staff) | (crews.second == staff)) & (crews.start >= after))
        for crew in mine[np.argsort(crews.start[mine])].tolist():
            device = int(crews.device[crew])
            if device == NOTHING or not crews.tracked[device] or (alone and crews.second[crew] != NOTHING):
                continue
            start = self._gap(crew, int((minutes + 22) * MINUTE))
            if start != NOTHING and start < self.world.end:
                self.taken.setdefault(crew, []).append((start, start + int(minutes * MINUTE)))
                return start
        return NOTHING

    def _gap(self, crew: int, wanted: int) -> int:
        busy = [(a, c) for a, c in self.jobs_of(crew)] + self.taken.get(crew, [])
        edge = int(self.world.crews.start[crew]) + 35 * MINUTE
        gaps = []
        for start, end in [*sorted(busy), (int(self.world.crews.end[crew]) - 25 * MINUTE, ALWAYS)]:
            if start - edge >= wanted:
                gaps.append((edge, start - wanted))
            edge = max(edge, end)
        if not gaps:
            return NOTHING
        low, high = gaps[int(self.chance.one(0, len(gaps) - 1e-9))]
        return int(self.chance.one(low, high)) + 11 * MINUTE

    def jobs_of(self, crew: int) -> list[tuple[int, int]]:
        """When a crew was sent out, and when it was free again."""
        crews, assigned, cleared = self.world.jobs_by_crew()
        low, high = np.searchsorted(crews, crew), np.searchsorted(crews, crew, side="right")
        return list(zip(assigned[low:high].tolist(), cleared[low:high].tolist(), strict=True))

    def some(self, low: float, high: float) -> int:
        """A whole number between two, both possible."""
        return int(self.chance.draws.integers(int(low), int(high) + 1))

    def spread(self, start: float, end: float, count: int) -> Whole:
        """That many instants between two, in order."""
        return np.sort(self.chance.between(start, max(end, start + 1), count)).astype(np.int64)

    def perhaps(self, share: float) -> bool:
        """True for that share of forces."""
        return self.chance.one(0, 1) < share

    def left_of(self, start: float, part: float) -> int:
        """The instant that lies that part of the way from `start` to the end of the days."""
        return int(start + part * (self.world.end - start))
