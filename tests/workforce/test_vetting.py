"""Whose vetting is current: of several clearances the one that lasts, and for a designated post the level it asks for."""

import datetime as dt

import pytest

from upstander.workforce.expected import expected
from upstander.workforce.vetting import vetting

DAY = dt.date(2025, 6, 1)
STAFF = """
    staff_id | name  | role      | started_on | left_on
    P1       | Alder | constable | 2015-01-01 |
    P2       | Beech | constable | 2015-01-01 | 2025-05-31
"""


@pytest.fixture
def rows(drawn, engine):
    """`rows(held)`: the table of vetting, from drawn clearances."""

    def of(*held: str):
        head = "staff_id | level | granted_on | expires_on | designated_post"
        records = drawn({"staff": STAFF, "vetting": "\n".join([head, *held])})
        return vetting(records, engine, expected().vetting, DAY)

    return of


@pytest.mark.parametrize(
    ("held", "clearance"),
    [
        ("P1 | recruitment | 2020-01-01 | 2030-01-01 | no", "current"),
        ("P1 | recruitment | 2020-01-01 | 2025-08-30 | no", "current"),
        ("P1 | recruitment | 2020-01-01 | 2025-08-29 | no", "runs out soon"),
        ("P1 | recruitment | 2020-01-01 | 2025-06-01 | no", "runs out soon"),
        ("P1 | recruitment | 2020-01-01 | 2025-05-31 | no", "has run out"),
        ("P1 | recruitment | 2020-01-01 | 2030-01-01 | yes", "too low for a designated post"),
        ("P1 | management | 2020-01-01 | 2030-01-01 | yes", "current"),
        ("P1 | management | 2025-06-02 | 2030-01-01 | yes", "none on record"),  # not granted yet
        ("P2 | management | 2020-01-01 | 2030-01-01 | yes", "none on record"),  # somebody else's
    ],
)
def test_how_vetting_stands(rows, held, clearance):
    assert rows(held).select("staff_id", "clearance").rows() == [("P1", clearance)]


def test_of_a_designated_post_whose_vetting_ran_out_it_is_still_said_that_it_is_one(rows):
    told = rows(
        "P1 | management | 2005-01-01 | 2012-01-01 | no",
        "P1 | management | 2012-01-01 | 2019-01-01 | yes",
    )
    assert told.select("clearance", "designated_post").rows() == [("has run out", True)]


def test_what_lasts_longest_counts_and_what_fits_the_post_before_what_does_not(rows):
    told = rows(
        "P1 | recruitment | 2020-01-01 | 2035-01-01 | yes",
        "P1 | management | 2022-01-01 | 2029-01-01 | yes",
        "P1 | management | 2012-01-01 | 2019-01-01 | yes",
    )
    assert told.select("level", "expires_on", "clearance").rows() == [("management", dt.date(2029, 1, 1), "current")]


def test_a_post_that_was_designated_under_a_clearance_that_ran_out_is_not_held_against_the_next(rows):
    told = rows(
        "P1 | management | 2012-01-01 | 2019-01-01 | yes",
        "P1 | recruitment | 2020-01-01 | 2035-01-01 | no",
    )
    assert told["clearance"].to_list() == ["current"]
