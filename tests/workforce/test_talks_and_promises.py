"""Yearly talks that were talks, and promises to watch that somebody kept."""

import datetime as dt

import pytest

from upstander.workforce.expected import expected
from upstander.workforce.promises import promises
from upstander.workforce.talks import talks

DAY = dt.date(2025, 6, 1)
STAFF = """
    staff_id | name  | role      | started_on | left_on
    P1       | Alder | constable | 2015-01-01 |
    P2       | Beech | constable | 2015-01-01 | 2025-05-31
"""


def checks(*rows: str) -> str:
    return "\n".join(["staff_id | completed_at | discussed", *rows])


@pytest.mark.parametrize(
    ("held", "talk"),
    [
        ("P1 | 2025-03-01 10:00 | yes", "talked through"),
        ("P1 | 2025-03-01 10:00 | no", "a form, nothing talked through"),
        ("P1 | 2024-06-02 10:00 | yes", "talked through"),
        ("P1 | 2024-06-01 10:00 | yes", "overdue"),
        ("P1 | 2025-06-02 10:00 | yes", "never"),  # it has not been held yet
        ("P2 | 2025-03-01 10:00 | yes", "never"),  # somebody else's, who has left
    ],
)
def test_how_the_yearly_talk_stands(drawn, engine, held, talk):
    told = talks(drawn({"staff": STAFF, "health_checks": checks(held)}), engine, expected().talks, DAY)
    assert told.select("staff_id", "talk").rows() == [("P1", talk)]


def test_a_form_filled_in_after_a_talk_does_not_take_the_talk_away(drawn, engine):
    held = checks("P1 | 2025-01-01 10:00 | yes", "P1 | 2025-04-01 10:00 | no")
    assert talks(drawn({"staff": STAFF, "health_checks": held}), engine, expected().talks, DAY)["talk"].to_list() == [
        "talked through"
    ]


def test_who_came_within_the_year_is_new(drawn, engine):
    new = "staff_id | name | role | started_on\nP9 | Fir | pcso | 2025-01-01"
    records = drawn({"staff": new, "health_checks": checks("P1 | 2025-01-01 10:00 | yes")})
    assert talks(records, engine, expected().talks, DAY)["talk"].to_list() == ["new here"]


def promised(drawn, engine, told: str, looks: str = "", reports: str = ""):
    drawings = {"staff": STAFF, "instructions": f"staff_id | kind | given_at | ends_at\n{told}"}
    drawings["health_checks"] = checks(looks) if looks else checks()
    drawings["intelligence"] = f"report_id | staff_id | source | received_at\n{reports}"
    return promises(drawn(drawings), engine, expected().promises, DAY)


@pytest.mark.parametrize(
    ("told", "shown", "days"),
    [
        ("P1 | monitoring | 2025-05-01 10:00 |", ("", ""), [(31, True)]),
        ("P1 | monitoring | 2025-01-01 10:00 |", ("", ""), [(151, False)]),
        ("P1 | monitoring | 2025-01-01 10:00 |", ("P1 | 2025-05-01 10:00 | yes", ""), [(31, True)]),
        ("P1 | monitoring | 2025-01-01 10:00 |", ("P1 | 2025-05-01 10:00 | no", ""), [(151, False)]),
        ("P1 | monitoring | 2025-01-01 10:00 |", ("P1 | 2024-12-01 10:00 | yes", ""), [(151, False)]),
        ("P1 | monitoring | 2025-01-01 10:00 |", ("", "R1 | P1 | audit | 2025-05-01 10:00"), [(31, True)]),
        ("P1 | monitoring | 2025-01-01 10:00 |", ("", "R1 | P1 | public | 2025-05-01 10:00"), [(151, False)]),
        ("P1 | monitoring | 2025-01-01 10:00 | 2025-05-01 10:00", ("", ""), []),
        ("P1 | no_contact | 2025-01-01 10:00 |", ("", ""), []),  # what a person was told is no promise of the force's
        ("P2 | monitoring | 2025-01-01 10:00 |", ("", ""), []),  # who has left
    ],
)
def test_a_promise_is_kept_while_somebody_has_looked_within_a_quarter(drawn, engine, told, shown, days):
    assert promised(drawn, engine, told, *shown).select("days", "kept").rows() == days
