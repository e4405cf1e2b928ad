"""When people work: shift patterns by the clock on the wall, leave, sickness, training, and who was on duty when."""

from dataclasses import dataclass, field

import numpy as np

from upstander.simulation.arrays import DAY, HOUR, MINUTE, NOTHING, Whole, Yes, number_within, rows_of
from upstander.simulation.book import Book
from upstander.simulation.chance import Chance
from upstander.simulation.clock import FIRST, to_utc
from upstander.simulation.workforce import UNITS, Workforce

WARM_UP = 42  # days of work before the first day of the traces, so that the first day is a day like any other
REST = -1
# Minutes past midnight, by the clock on the wall, at which each kind of shift starts and ends.
HOURS = {
    "early": (7 * 60, 16 * 60),
    "late": (15 * 60, 24 * 60),
    "night": (22 * 60, 31 * 60),
    "long_day": (7 * 60, 19 * 60),
    "long_night": (19 * 60, 31 * 60),
    "day": (8 * 60, 16 * 60),
    "afternoon": (14 * 60, 22 * 60),
    "evening": (19 * 60, 27 * 60),
}
SHIFT = {name: number for number, name in enumerate(HOURS)}
CYCLE_RESPONSE = ("early", "early", "late", "late", "night", "night", None, None, None, None)
CYCLE_TWELVES = ("long_day", "long_day", "long_night", "long_night", None, None, None, None)
KINDS = ("duty", "overtime", "training", "leave", "sick")
LONG = 1 << 34  # more seconds than any instant: keeps one person's shifts apart from the next one's


@dataclass
class Roster:
    """Duty shifts sorted by member of staff and start; instants are UTC."""

    staff: Whole
    start: Whole
    end: Whole
    key: Whole = field(init=False)

    def __post_init__(self) -> None:
        self.key = self.staff * LONG + self.start

    def at(self, staff: Whole, when: Whole) -> Whole:
        """The shift each was on at an instant; NOTHING when off duty."""
        place = np.searchsorted(self.key, staff * LONG + when, side="right") - 1
        held = np.maximum(place, 0)
        inside = (place >= 0) & (self.staff[held] == staff) & (when < self.end[held])
        return np.where(inside, held, NOTHING)

    def after(self, staff: Whole, when: Whole, later: Whole | int = 0) -> Whole:
        """The first shift of each that ends after an instant, or one some shifts `later`; NOTHING if there is none."""
        place = np.searchsorted(self.key, staff * LONG + when, side="right") - 1
        held = np.maximum(place, 0)
        running = (place >= 0) & (self.staff[held] == staff) & (when < self.end[held] - 10 * MINUTE)
        found = np.where(running, place, place + 1) + later
        held = np.minimum(found, len(self.staff) - 1)
        return np.where((found < len(self.staff)) & (self.staff[held] == staff), held, NOTHING)

    def moment(self, chance: Chance, staff: Whole, when: Whole, later: Whole | int = 0) -> Whole:
        """An instant on duty at or after another one, for each; NOTHING where nobody comes on duty again."""
        shift = self.after(staff, when, later)
        held = np.maximum(shift, 0)
        low = np.maximum(self.start[held], when)
        instant = low + (chance.between(0.02, 0.98, len(held)) * (self.end[held] - low)).astype(np.int64)
        return np.where(shift == NOTHING, NOTHING, instant)


class OnDuty:
    """Finds somebody of a group on duty at an instant, hour by hour."""

    def __init__(self, roster: Roster, group: Whole) -> None:
        mine = np.flatnonzero(np.isin(roster.staff, group))
        first = -(-roster.start[mine] // HOUR)
        hours = np.maximum(roster.end[mine] // HOUR - first, 0)
        hour = first[rows_of(hours)] + number_within(hours)
        order = np.argsort(hour, kind="stable")
        self.hours = hour[order]
        self.staff = roster.staff[mine][rows_of(hours)][order]
        self.group = group

    def somebody(self, chance: Chance, when: Whole) -> Whole:
        """One of the group for each instant, NOTHING where none of them is on duty."""
        low = np.searchsorted(self.hours, when // HOUR, side="left")
        high = np.searchsorted(self.hours, when // HOUR, side="right")
        chosen = low + (chance.between(0, 1, len(when)) * (high - low)).astype(np.int64)
        if not len(self.staff):
            return np.full(len(when), NOTHING)
        return np.where(high > low, self.staff[np.minimum(chosen, len(self.staff) - 1)], NOTHING)


def build_roster(chance: Chance, force: Workforce, days: int, book: Book) -> Roster:
    """Plans every shift from the warm-up to the last day and writes the shifts feed (but for overtime)."""
    total = days + WARM_UP
    plan = _planned(chance, force, total)
    kind = _absences(chance, len(force), total)
    staff, day = np.nonzero(plan != REST)
    start, end = _instants(plan[staff, day], day - WARM_UP, _flexible(chance, force)[staff])
    employed = force.employed(staff, start)
    staff, start, end, kind = staff[employed], start[employed], end[employed], kind[staff, day][employed]
    book.add("shifts", staff_id=staff, start_at=start, end_at=end, kind=kind)
    duty = kind == KINDS.index("duty")
    return Roster(staff[duty], start[duty], end[duty])


def _planned(chance: Chance, force: Workforce, total: int) -> Whole:
    """Which shift each person (row) has on each day (column); REST for none."""
    day = np.arange(total)[None, :]
    group = force.group[:, None]
    pattern = np.array([u.pattern for u in UNITS])[force.unit]
    plan = np.full((len(force), total), REST, dtype=np.int64)
    plans = {
        "response": _cycle(CYCLE_RESPONSE, day + 2 * group),
        "twelves": _cycle(CYCLE_TWELVES, day + 2 * (group + np.arange(len(force))[:, None] % 4)),
        "neighbourhood": _neighbourhood(day, np.arange(len(force))[:, None]),
        "office": np.where((day - WARM_UP) % 7 < 5, SHIFT["day"], REST),
        "special": np.where(chance.happens(0.1, plan.size).reshape(plan.shape), SHIFT["evening"], REST),
    }
    for name, planned in plans.items():
        mine = pattern == name
        plan[mine] = np.broadcast_to(planned, plan.shape)[mine]
    part_time = chance.happens(0.12, len(force))
    away = (np.arange(total)[None, :] // 2 + np.arange(len(force))[:, None]) % 5 < 2
    plan[part_time[:, None] & away] = REST
    return plan


def _cycle(cycle: tuple[str | None, ...], place: Whole) -> Whole:
    codes = np.array([REST if name is None else SHIFT[name] for name in cycle])
    return np.asarray(codes[place % len(cycle)], dtype=np.int64)


def _neighbourhood(day: Whole, person: Whole) -> Whole:
    """A week of days, a week of afternoons, two rest days that move on."""
    turn = day + 3 * person
    shift = np.where(turn // 7 % 2 == 0, SHIFT["day"], SHIFT["afternoon"])
    return np.where(turn % 7 >= 5, REST, shift)


def _absences(chance: Chance, size: int, total: int) -> Whole:
    """duty, training, leave or sick, for each person and day."""
    kind = np.zeros((size, total), dtype=np.int64)
    for name, a_year, shortest, longest in (("leave", 4.5, 3, 12), ("sick", 1.3, 1, 9), ("training", 5, 1, 3)):
        spells = chance.times(a_year * total / 365, size)
        who = rows_of(spells)
        first = chance.whole(0, total, len(who))
        length = chance.whole(shortest, longest, len(who))
        spell = rows_of(length)
        days = np.minimum(first[spell] + number_within(length), total - 1)
        kind[who[spell], days] = KINDS.index(name)
    return kind


def _flexible(chance: Chance, force: Workforce) -> Whole:
    """Minutes by which office workers start later or earlier than the rest."""
    office = np.array([u.pattern == "office" for u in UNITS])[force.unit]
    return np.where(office, (chance.whole(0, 7, len(force)) - 2) * 15, 0)


def _instants(shift: Whole, day: Whole, moved: Whole) -> tuple[Whole, Whole]:
    begins = np.array([h[0] for h in HOURS.values()])[shift] + moved
    ends = np.array([h[1] for h in HOURS.values()])[shift] + moved
    midnight = FIRST + day.astype(np.int64) * DAY  # on the wall
    return to_utc(midnight + begins * MINUTE), to_utc(midnight + ends * MINUTE)


def known(instants: Whole) -> Yes:
    """Which instants, or people, were found at all."""
    return np.asarray(instants != NOTHING)
