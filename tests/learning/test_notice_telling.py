"""Of which matters a notice may be made, and whether it may name anybody, from their histories alone."""

import datetime as dt

import pytest

from tests.casework.drawing import drawn, ended
from tests.casework.test_cases import CASES, LATER, D
from upstander.casework.procedure import load_law, standing
from upstander.learning.notices import telling
from upstander.learning.notices.rules import rules

LAW = load_law()
CLOSED = """
day    | what           | by   | details
D+160* | matter closed  | DI 2 |
"""
REOPENED = """
day    | what            | by   | details
D+170* | matter reopened | DI 2 | reason=new facts
"""
SET_ASIDE = """
day    | what           | by      | details
D+130* | appeal lodged  | subject | form=staff hearing; proceedings=h1
D+145* | appeal decided | panel   | form=staff hearing; proceedings=h1; decision=set aside
"""
WITHHELD = """
day    | what            | by   | details
D+160* | notice withheld | DI 2 | reason=x
"""


def now(name, *tables, finding=""):
    kind, before, (form, found, outcome), after, _noticed = CASES[name]
    end = ended(form, finding or found, outcome)
    return standing(LAW, drawn(D, kind, *before, end, *after, *tables), LATER)


@pytest.mark.parametrize(
    ("stands", "told"),
    [
        (lambda: now("1", CLOSED), ""),
        (lambda: now("1"), "The matter is not closed"),
        (lambda: now("1", CLOSED, REOPENED), "The matter is not closed"),
        (lambda: now("9", CLOSED, finding="not proven"), "Nothing was found proven"),
        (lambda: now("9", SET_ASIDE, CLOSED), "No outcome stands"),
    ],
    ids=["closed", "open", "reopened", "not proven", "set aside"],
)
def test_a_notice_needs_a_closed_matter_a_finding_and_an_outcome_that_stands(stands, told):
    assert telling.against(stands()).startswith(told)
    assert bool(telling.against(stands())) == bool(told)


@pytest.mark.parametrize("machine", telling.COVERT)
def test_nothing_is_told_while_something_is_withheld_from_the_person(machine):
    import dataclasses  # noqa: PLC0415

    closed = now("1", CLOSED)
    covert = dataclasses.replace(closed, states={**closed.states, machine: {"": telling.COVERT[machine]}})
    assert telling.COVERT[machine] in LAW.machines[machine].states
    assert telling.against(covert).startswith("Something is withheld")


@pytest.mark.parametrize(("name", "told"), [("1", False), ("3, the second time", True), ("9", False)])
def test_a_name_may_be_told_only_after_hearings_in_public(name, told):
    assert telling.in_public(now(name, CLOSED)) == told


def test_a_hearing_from_which_somebody_was_kept_out_is_not_in_public():
    kind, before, end, after, _noticed = CASES["3, the second time"]
    kept_out = [table.replace("public=yes", "public=yes; restriction=the witness, by the chair") for table in before]
    assert not telling.in_public(standing(LAW, drawn(D, kind, *kept_out, ended(*end), *after), LATER))


@pytest.mark.parametrize(
    ("not_before", "first", "last"), [("2026-11-20", 27, "2026-12-24"), ("2026-11-30", 30, "2026-12-27")]
)
def test_a_notice_is_shown_for_all_its_days_from_the_day_that_it_is_let_out(not_before, first, last):
    told = telling.days_of({"not_before": not_before, "days": 28}, dt.date(2026, 11, 27))
    assert told == (dt.date(2026, 11, first), dt.date.fromisoformat(last))


def test_every_rule_has_a_source_and_a_status():
    assert (rules().least_days, len(rules().rests_on)) == (28, 4)
    assert {one.status for one in rules().rests_on} == {"verified", "unverified"}
    assert all(one.says and one.source for one in rules().rests_on)
