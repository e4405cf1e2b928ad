"""Which calls and cases of a quarter are drawn, how results are told, and which lines nobody records."""

import datetime as dt
from collections import Counter

import pytest

from upstander.workforce.sampling.draw import (
    Candidate,
    Quarter,
    against_drawing,
    calls,
    cases,
    drawn,
    in_turn,
    per_team,
    quarter_of,
    reach,
)

STAFF = """
    staff_id | name  | team_id | started_on
    P1       | Alder | north   | 2015-01-01
    P2       | Beech | south   | 2015-01-01
    P3       | Cedar |         | 2015-01-01
"""
TODAY = dt.date(2025, 5, 1)
Q1 = Quarter(dt.date(2025, 1, 1))


def candidate(number, team="north", who="P1"):
    return Candidate(f"C{number}", who, "Alder", team, dt.date(2025, 2, 1))


# ---- quarters


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        ("2025-01-01", "2025-01-01", "2025-03-31"),
        ("2025-06-30", "2025-04-01", "2025-06-30"),
        ("2025-12-31", "2025-10-01", "2025-12-31"),
    ],
)
def test_the_quarter_of_a_day(day, first, last):
    found = quarter_of(dt.date.fromisoformat(day))
    assert (str(found.first), str(found.last)) == (first, last)


def test_the_quarter_before_a_years_first():
    assert str(Q1.before) == "October to December 2024"


# ---- the draw


def test_so_many_of_each_team_are_drawn_and_all_where_there_are_fewer():
    there = [*(candidate(n) for n in range(40)), *(candidate(n, "south") for n in range(40, 42))]
    assert Counter(one.team for one in drawn(there, "seed", 5)) == {"north": 5, "south": 2}
    assert per_team([*there, there[0]]) == {"north": 40, "south": 2}


def test_the_seed_alone_decides_whatever_the_order_in_which_contacts_come():
    there = [candidate(n) for n in range(40)]
    assert drawn(there, "seed", 5) == drawn([*reversed(there), there[3]], "seed", 5)
    assert drawn(there, "seed", 5) != drawn(there, "another", 5)


def test_over_many_seeds_every_contact_is_drawn_about_as_often():
    """Of 20 contacts 5 are drawn 800 times: each is expected 200 times, give or take 12.2; five of these are 61."""
    there = [candidate(n) for n in range(20)]
    often = Counter(one for number in range(800) for one in drawn(there, f"seed {number}", 5))
    assert len(often) == 20
    assert max(abs(times - 200) for times in often.values()) <= 61


def test_who_checks_comes_in_an_order_that_the_seed_gives():
    people = ["ash", "birch", "cedar", "fir"]
    assert sorted(in_turn("seed", people)) == people
    assert in_turn("seed", people) == in_turn("seed", [*reversed(people)])
    assert len({tuple(in_turn(f"seed {number}", people)) for number in range(20)}) > 5


# ---- from what it is drawn


def test_every_call_of_the_quarter_is_a_candidate_recorded_or_not(drawn, engine):
    """Where the force is, the first of April begins an hour before it does in UTC."""
    told = """
        call_id | staff_id | start_at         | line   | recorded
        C1      | P1       | 2025-01-01 00:10 | 101    | yes
        C2      | P3       | 2025-03-31 22:50 | direct | no
        C3      | P1       | 2025-03-31 23:10 | 101    | yes
        C4      | P1       | 2024-12-31 23:50 | 101    | yes
    """
    found = calls(drawn({"staff": STAFF, "public_calls": told}), engine, Q1)
    assert sorted((one.contact_id, one.name, one.team, str(one.on_day), one.line, one.recorded) for one in found) == [
        ("C1", "Alder", "north", "2025-01-01", "101", True),
        ("C2", "Cedar", "", "2025-03-31", "direct", False),
    ]


def test_a_part_in_a_case_is_drawn_once_and_only_of_those_who_speak_with_its_people(drawn, engine):
    told = """
        incident_id | staff_id | role            | from_at
        I1          | P1       | officer_in_case | 2025-02-01 10:00
        I1          | P1       | investigator    | 2025-02-03 10:00
        I1          | P2       | victim_liaison  | 2025-02-02 10:00
        I2          | P2       | supervisor      | 2025-02-02 10:00
        I3          | P2       | investigator    | 2025-04-02 10:00
    """
    found = cases(drawn({"staff": STAFF, "assignments": told}), engine, Q1)
    assert sorted((one.contact_id, one.staff_id, str(one.on_day), one.recorded) for one in found) == [
        ("I1", "P1", "2025-02-01", None),
        ("I1", "P2", "2025-02-02", None),
    ]


@pytest.mark.parametrize(
    ("calls_until", "day"), [("2025-03-30 22:50", "2025-03-30"), ("2025-03-31 23:10", "2025-04-01"), ("", "None")]
)
def test_a_feed_reaches_to_the_day_of_its_newest_record_where_the_force_is(drawn, engine, calls_until, day):
    told = {"public_calls": f"call_id | start_at\nC0 | 2024-05-01 10:00\nC1 | {calls_until}"} if calls_until else {}
    assert str(reach(drawn({"staff": STAFF} | told), engine, "public_calls", TODAY)) == day


@pytest.mark.parametrize(("called", "day"), [("2025-05-01 22:50", "2025-05-01"), ("2025-05-01 23:10", "None")])
def test_a_record_with_a_day_to_come_does_not_show_how_far_a_feed_reaches(drawn, engine, called, day):
    """Where the force is, the second of May begins an hour before it does in UTC."""
    told = {"public_calls": f"call_id | start_at\nC1 | {called}"}
    assert str(reach(drawn({"staff": STAFF} | told), engine, "public_calls", TODAY)) == day


@pytest.mark.parametrize(
    ("of_cases", "until", "today", "said"),
    [
        (False, "2025-04-01", "2025-03-31", "The quarter is not over: it can be drawn after 31 March 2025."),
        (False, "2025-04-01", "2025-04-01", ""),
        (False, "2025-03-31", "2025-04-20", "The records do not reach past the end of the quarter yet"),
        (True, "2025-03-31", "2025-04-20", "The records do not reach past the end of the quarter yet"),
        (True, "2025-04-02", "2025-04-06", "they can be drawn from 7 April 2025."),
        (True, "2025-04-02", "2025-04-07", ""),
        (False, "", "2025-04-20", "The records hold nothing to draw from."),
    ],
)
def test_a_quarter_is_drawn_when_it_is_over_and_its_records_are_there(of_cases, until, today, said):
    reached = dt.date.fromisoformat(until) if until else None
    reason = against_drawing(Q1, of_cases=of_cases, until=reached, today=dt.date.fromisoformat(today))
    assert said in reason
    assert bool(said) == bool(reason)
