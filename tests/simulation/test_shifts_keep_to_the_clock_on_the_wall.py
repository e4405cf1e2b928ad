"""Shifts are planned by the clock on the wall: the night on which it changes is an hour shorter or longer."""

import datetime as dt

import numpy as np
import pytest

from upstander.simulation.arrays import HOUR, NOTHING
from upstander.simulation.book import Book
from upstander.simulation.chance import Chance
from upstander.simulation.clock import FIRST, to_utc, to_wall
from upstander.simulation.roster import KINDS, OnDuty, Roster, build_roster
from upstander.simulation.town import build_town
from upstander.simulation.workforce import build_workforce


def instant(text: str) -> int:
    return int(dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC).timestamp())


@pytest.fixture(scope="module")
def shifts() -> dict[str, np.ndarray]:
    book, days = Book(), 300
    town = build_town(Chance(1, "town"), 80, book)
    force = build_workforce(Chance(1, "workforce"), 80, days, town)
    build_roster(Chance(1, "roster"), force, days, book)
    return book.table("shifts")


@pytest.mark.parametrize(
    ("starts", "hours"),
    [
        ("2025-03-28T22:00", 9),  # an ordinary winter night
        ("2025-03-29T22:00", 8),  # the clock goes forward
        ("2025-03-30T21:00", 9),  # summer: 22:00 on the wall
        ("2025-10-25T21:00", 10),  # the clock goes back
        ("2025-10-26T22:00", 9),
    ],
)
def test_a_night_shift_is_as_long_as_the_night(starts: str, hours: int, shifts: dict[str, np.ndarray]) -> None:
    nights = shifts["start_at"] == instant(starts)

    assert nights.any()
    assert set((shifts["end_at"] - shifts["start_at"])[nights] // HOUR) == {hours}


def test_day_shifts_start_at_the_same_hour_on_the_wall_all_year(shifts: dict[str, np.ndarray]) -> None:
    wall = to_wall(shifts["start_at"]) % 86_400 // HOUR
    assert {7, 15, 22} <= set(wall.tolist())
    assert set(wall.tolist()) <= {7, 8, 9, 14, 15, 19, 22}


def test_the_hour_that_comes_twice_is_its_first(shifts: dict[str, np.ndarray]) -> None:
    twice = instant("2025-10-26T01:30")  # read off the wall
    assert to_utc(np.array([twice]))[0] == instant("2025-10-26T00:30")


def test_the_first_day_is_midnight_in_london_and_in_utc() -> None:
    assert instant("2025-01-06") == FIRST
    assert to_wall(np.array([FIRST]))[0] == FIRST


def test_nobody_is_on_two_shifts_at_once(shifts: dict[str, np.ndarray]) -> None:
    duty = shifts["kind"] == KINDS.index("duty")
    staff, start, end = shifts["staff_id"][duty], shifts["start_at"][duty], shifts["end_at"][duty]
    order = np.lexsort((start, staff))
    same = np.diff(staff[order]) == 0

    assert (start[order][1:] >= end[order][:-1])[same].all()


def test_the_roster_says_who_is_on_duty_and_when_somebody_comes_back() -> None:
    roster = Roster(np.array([0, 0, 1]), np.array([100, 500, 0]) * HOUR, np.array([108, 508, 4]) * HOUR)
    who, when = np.array([0, 0, 0, 1]), np.array([104, 110, 509, 1]) * HOUR

    assert roster.at(who, when).tolist() == [0, NOTHING, NOTHING, 2]
    assert roster.after(who, when).tolist() == [0, 1, NOTHING, 2]
    moments = roster.moment(Chance(1, "moments"), who, when)
    assert 104 * HOUR <= moments[0] <= 108 * HOUR
    assert 500 * HOUR <= moments[1] <= 508 * HOUR
    assert moments[2] == NOTHING


def test_somebody_of_a_group_is_on_duty_or_nobody_is() -> None:
    roster = Roster(np.array([0, 1]), np.array([0, 8]) * HOUR, np.array([8, 16]) * HOUR)
    found = OnDuty(roster, np.array([0, 1])).somebody(Chance(1, "somebody"), np.array([3, 9, 20]) * HOUR)

    assert found.tolist() == [0, 1, NOTHING]
