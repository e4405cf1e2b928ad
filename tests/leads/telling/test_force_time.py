"""Times as the force's clocks showed them."""

import pytest

from tests.drawing import instant
from upstander.leads.telling.force_time import day_text, microseconds, said


@pytest.mark.parametrize(
    ("utc", "london"),
    [
        ("2025-01-15 22:10", "15 Jan 2025, 22:10 GMT"),
        ("2025-03-30 00:59", "30 Mar 2025, 00:59 GMT"),
        ("2025-03-30 01:00", "30 Mar 2025, 02:00 BST"),
        ("2025-07-01 23:30", "2 Jul 2025, 00:30 BST"),
    ],
)
def test_a_time_is_told_by_the_clock_on_the_wall(utc: str, london: str) -> None:
    assert said(instant(utc)) == london


def test_the_hour_that_comes_twice_in_october_is_told_apart() -> None:
    assert said(instant("2025-10-26 00:30")) == "26 Oct 2025, 01:30 BST"
    assert said(instant("2025-10-26 01:30")) == "26 Oct 2025, 01:30 GMT"


def test_another_force_keeps_its_own_zone() -> None:
    assert said(instant("2025-07-01 12:00"), "Europe/Paris") == "1 Jul 2025, 14:00 CEST"


@pytest.mark.parametrize(
    "given", [1_743_296_400_000_000, "2025-03-30T01:00:00Z", "2025-03-30T02:00:00+01:00", "2025-03-30 01:00"]
)
def test_an_instant_may_come_as_microseconds_or_as_iso_8601(given: int | str) -> None:
    assert microseconds(given) == instant("2025-03-30 01:00")


def test_what_is_not_known_is_said_to_be_so() -> None:
    assert said(None) == "time not known"
    assert day_text(None) == "not known"
