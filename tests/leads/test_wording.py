"""Sentences a person can weigh: no more precision than there is, and never a verdict."""

import pytest

from tests.drawing import instant
from tests.leads.ordinary_force import LOOK_UPS
from upstander.leads.raising import Raised, Standing
from upstander.leads.wording import Seen, expected_words, explanation, number, summary, times_words, unusual_words, when


def seen(count=9.0, expected=0.25, times=6.4, chance=0.001):
    return Seen(
        LOOK_UPS,
        count,
        expected,
        times,
        chance,
        instant("2025-03-01 10:00"),
        instant("2025-05-01 10:00"),
        "40 people: pcso",
    )


def test_a_finding_says_what_was_seen_what_was_expected_and_against_whom():
    said = explanation(seen())
    assert said.startswith("9 contacts, between 1 March 2025 and 1 May 2025.")
    assert "Compared with 40 people: pcso" in said
    assert "about 0.2" in said or "about 0.3" in said
    assert "at least 6.4 times what this work would need" in said


@pytest.mark.parametrize(("amount", "said"), [(1.0, "1"), (4.04, "4"), (4.7, "4.7"), (0.3, "0.3")])
def test_counts_are_whole_where_they_nearly_are(amount, said):
    assert number(amount) == said


@pytest.mark.parametrize(
    ("times", "said"), [(2.04, "at least 2.0 times"), (42.4, "at least 42 times"), (4000.0, "more than 100 times")]
)
def test_times_are_said_with_no_more_precision_than_there_is(times, said):
    assert times_words(times) == said


@pytest.mark.parametrize(
    ("times", "chance", "said"),
    [
        (6.4, 0.001, "at least 6.4 times what this work would need"),
        (1.9, 0.001, "chance shows as much in about 1 in 1,000 such cases"),
        (0.2, 1e-9, "chance shows as much in fewer than 1 in 10,000 such cases"),
    ],
)
def test_where_a_lower_bound_says_nothing_the_chance_is_said(times, chance, said):
    assert unusual_words(seen(times=times, chance=chance)) == said


def test_an_expectation_far_below_one_is_said_as_one_in_so_many():
    assert expected_words(0.004) == "fewer than one, about 1 in 250 such cases"


def test_days_are_those_of_the_forces_own_clocks():
    assert when(instant("2025-07-01 23:30"), instant("2025-07-01 23:40")) == "on 2 July 2025"


def test_a_lead_is_a_question_with_an_innocent_explanation_and_a_chance():
    lead = Raised(("S7", "Ms A"), Standing.LEAD, (), 4.0, 0.09)
    said = summary(lead, "PC Smith (S7)", "Ms A", [seen()])
    assert said.startswith("A question about PC Smith (S7) and Ms A: 9 contacts")
    assert "It may be innocent: nobody wrote it down." in said
    assert "about 9 in 100 such are expected to be innocent" in said


def test_a_check_says_that_it_looks_for_the_missing_explanation():
    check = Raised(("S7", None), Standing.CHECK, (), 2.0, 0.8)
    assert summary(check, "S7", None, [seen()]).startswith("A check, to look for the missing explanation, about S7:")


def test_only_so_many_signs_are_named_and_the_rest_are_counted():
    lead = Raised(("S7", "Ms A"), Standing.LEAD, (), 4.0, 0.001)
    said = summary(lead, "S7", "Ms A", [seen()] * 5)
    assert "and 1 more sign," in said
    assert "fewer than 1 in 100 such are expected to be innocent" in said
    assert "and 2 more signs," in summary(lead, "S7", "Ms A", [seen()] * 6)
