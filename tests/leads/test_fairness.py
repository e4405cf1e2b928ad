"""Whether people of one kind are raised more often than the others."""

import pytest

from tests.drawing import instant
from upstander.leads.fairness import noticeable, raised_by_kind

AS_OF = instant("2025-06-30")
HEAD = "staff_id | role | sex | started_on\n"


def people(count, first, sex="female", role="constable", started_on="2015-01-01"):
    return "".join(f"S{n} | {role} | {sex} | {started_on}\n" for n in range(first, first + count))


@pytest.fixture
def groups(drawn, engine):
    """`groups("sex", raised, staff=...)`: (group, people, raised, ratio, differs) of one kind."""

    def of(kind, raised, **drawings):
        found = raised_by_kind(drawn(drawings), raised, AS_OF, engine)
        return [(g["group"], g["people"], g["raised"], g["ratio"], g["differs"]) for g in found[kind]]

    return of


def test_the_share_of_each_group_is_set_beside_that_of_everybody_else(groups):
    staff = HEAD + people(40, 0) + people(60, 40, sex="male")
    raised = {"S0", "S1", "S40"}
    assert groups("sex", raised, staff=staff) == [
        ("female", 40, 2, 3.0, False),
        ("male", 60, 1, 0.33, False),
    ]


def test_a_difference_that_chance_seldom_makes_is_said(groups):
    staff = HEAD + people(100, 0, role="pcso") + people(400, 100)
    raised = {f"S{n}" for n in range(12)} | {"S100", "S101"}
    found = groups("role", raised, staff=staff)
    assert found == [("constable", 400, 2, 0.04, True), ("pcso", 100, 12, 24.0, True)]


def test_where_nobody_else_is_raised_no_ratio_is_said(groups):
    staff = HEAD + people(50, 0, sex="") + people(50, 50, sex="male")
    assert groups("sex", {"S0"}, staff=staff) == [("male", 50, 0, 0.0, False), ("not on record", 50, 1, None, False)]


def test_service_is_counted_to_the_day_of_the_scan(groups):
    staff = HEAD + people(1, 0, started_on="2024-01-01") + people(1, 1, started_on="2023-06-01")
    staff += people(1, 2, started_on="2009-01-01")
    assert [(name, n) for name, n, *_more in groups("length_of_service", set(), staff=staff)] == [
        ("in probation", 1),
        ("longer", 1),
        ("two to fifteen years", 1),
    ]


SHIFTS = """
    staff_id | start_at         | end_at           | kind
    S0       | 2025-03-03 07:00 | 2025-03-03 17:00 | duty
    S0       | 2025-03-04 07:00 | 2025-03-04 17:00 | duty
    S0       | 2025-03-05 07:00 | 2025-03-05 17:00 | duty
    S0       | 2025-03-06 22:00 | 2025-03-07 07:00 | duty
    S1       | 2025-03-03 09:00 | 2025-03-03 14:00 | duty
    S1       | 2025-03-04 09:00 | 2025-03-04 14:00 | duty
    S1       | 2025-03-05 00:00 | 2025-03-06 00:00 | leave
"""


def test_hours_and_nights_are_read_from_shifts_of_duty_and_unknown_where_there_are_none(groups):
    staff = HEAD + people(3, 0)
    assert [(name, n) for name, n, *_more in groups("hours", set(), staff=staff, shifts=SHIFTS)] == [
        ("full-time", 1),
        ("not on record", 1),
        ("part-time", 1),
    ]
    assert [(name, n) for name, n, *_more in groups("shift_pattern", set(), staff=staff, shifts=SHIFTS)] == [
        ("not on record", 1),
        ("with nights", 1),
        ("without nights", 1),
    ]


def test_only_what_differs_is_put_into_words():
    same = {"group": "male", "people": 60, "raised": 1, "ratio": 0.33, "differs": False}
    other = {"group": "special_constable", "people": 40, "raised": 9, "ratio": 6.2, "differs": True}
    assert noticeable({"sex": [same], "role": [other]}) == [
        "role special constable: 9 of 40 are raised, 6.2 times the share of everybody else"
    ]
