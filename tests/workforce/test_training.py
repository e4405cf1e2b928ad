"""Who was taught what, and whether it was understood: a completed course is not an understood one."""

import datetime as dt

import pytest

from upstander.workforce.expected import expected
from upstander.workforce.training import gaps, taken_by, training

DAY = dt.date(2025, 6, 1)
STAFF = """
    staff_id | name  | role      | team_id | started_on | left_on
    P1       | Alder | constable | north   | 2015-01-01 |
    P2       | Beech | pcso      | north   | 2015-01-01 |
    P3       | Cedar | constable | south   | 2025-05-01 |
    P4       | Dogwood | analyst | south   | 2015-01-01 |
    P5       | Elm   | constable | south   | 2015-01-01 | 2025-05-31
"""


@pytest.fixture
def standings(drawn, engine):
    """`standings(taken)`: how each person stands towards the course about abuse of position."""

    def of(taken: str, day: dt.date = DAY, staff: str = STAFF):
        rows = training(drawn({"staff": staff, "training": taken}), engine, expected(), day)
        wanted = rows.filter(rows["course"] == "abuse_of_position")
        return dict(wanted.select("staff_id", "standing").iter_rows())

    return of


def taken(*rows: str) -> str:
    head = "staff_id | course | completed_on | assessed | score"
    return "\n".join([head, *rows])


@pytest.mark.parametrize(
    ("record", "standing"),
    [
        ("P1 | Abuse of position | 2025-01-10 | yes | 0.9", "understood"),
        ("P1 | Abuse of position | 2025-01-10 | yes | 0.7", "understood"),
        ("P1 | Abuse of position | 2025-01-10 | yes | 0.69", "tested, not passed"),
        ("P1 | Abuse of position | 2025-01-10 | no |", "completed, not tested"),
        (
            "P1 | Abuse of position | 2025-01-10 | yes |",
            "completed, not tested",
        ),  # a test without a result shows nothing
        ("P1 | Abuse of position | 2024-06-02 | yes | 0.9", "understood"),
        ("P1 | Abuse of position | 2024-06-01 | yes | 0.9", "to be repeated"),
        ("P1 | Abuse of position | 2025-06-02 | yes | 0.9", "never"),  # it has not been held yet
        ("P1 | First aid | 2025-01-10 | yes | 0.9", "never"),
        ("P1 |  APSP  | 2025-01-10 | yes | 0.9", "understood"),  # another of its names
    ],
)
def test_how_somebody_stands_is_what_the_last_record_shows(standings, record, standing):
    assert standings(taken(record))["P1"] == standing


def test_a_last_day_with_the_force_is_a_day_with_it(standings):
    assert "P5" in standings(taken("P1 | First aid | 2025-01-10 | no |"), dt.date(2025, 5, 31))
    assert "P5" not in standings(taken("P1 | First aid | 2025-01-10 | no |"), dt.date(2025, 6, 1))


def test_what_was_passed_and_still_holds_counts_before_a_later_reading_and_else_the_last(standings):
    later = taken(
        "P1 | Abuse of position | 2025-01-10 | yes | 0.9",
        "P1 | Abuse of position | 2025-02-10 | no |",
        "P2 | Abuse of position | 2023-01-10 | yes | 0.9",
        "P2 | Abuse of position | 2025-02-09 | yes | 0.2",
        "P2 | Abuse of position | 2025-02-10 | no |",
    )
    assert standings(later) == {"P1": "understood", "P2": "completed, not tested", "P3": "new here"}


def test_those_who_left_and_those_whose_work_does_not_ask_for_it_are_not_counted(standings):
    assert set(standings(taken("P4 | Abuse of position | 2025-01-10 | yes | 0.9"))) == {"P1", "P2", "P3"}


def test_somebody_new_has_ninety_days(standings):
    assert standings(taken("P1 | First aid | 2025-01-10 | no |"), dt.date(2025, 7, 29))["P3"] == "new here"
    assert standings(taken("P1 | First aid | 2025-01-10 | no |"), dt.date(2025, 7, 30))["P3"] == "never"


def test_it_is_due_a_year_after_the_last_time_or_ninety_days_after_the_first_day(drawn, engine):
    records = drawn({"staff": STAFF, "training": taken("P1 | APSP | 2025-01-10 | yes | 0.9")})
    rows = training(records, engine, expected(), DAY)
    due = dict(rows.filter(rows["course"] == "abuse_of_position").select("staff_id", "due_on").iter_rows())
    assert due["P1"] == dt.date(2026, 1, 10)
    assert due["P3"] == dt.date(2025, 7, 30)


def test_gaps_say_what_share_understood_of_those_who_must_have_by_now(drawn, engine):
    held = taken("P1 | APSP | 2025-01-10 | yes | 0.9", "P2 | APSP | 2025-01-10 | no |")
    rows = training(drawn({"staff": STAFF, "training": held}), engine, expected(), DAY)
    told = gaps(rows.filter(rows["course"] == "abuse_of_position"), "team_id").select("team_id", "people", "percent")
    assert told.rows() == [("north", 2, 50), ("south", 1, None)]  # who is new must not have, yet


def test_what_one_person_was_taught_is_told_newest_first_with_what_it_counts_as(drawn, engine):
    held = taken(
        "P1 | APSP | 2025-01-10 | yes | 0.9", "P1 | First aid | 2025-03-10 | no |", "P2 | APSP | 2025-01-10 | no |"
    )
    told = taken_by(drawn({"staff": STAFF, "training": held}), engine, "P1", expected().courses)
    assert told.select("course", "counts_as").rows() == [("First aid", ""), ("APSP", "abuse_of_position")]
