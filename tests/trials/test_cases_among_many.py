"""The published cases that left one kind of trace, or a few records: seen in a force large enough to call them rare.

In a force of 150 the rarest of anything is one person in 150, and nobody is named for that. All four are planted together
in one ordinary force of 600.
"""

import datetime as dt

import pytest

from tests.trials.cases.call_about_something_else import call_about_something_else
from tests.trials.cases.custody_officer import custody_officer
from tests.trials.cases.ten_year_history import ten_year_history
from tests.trials.cases.worried_daughter import worried_daughter
from upstander.leads.raising import Standing

TOGETHER = (worried_daughter, ten_year_history, custody_officer, call_about_something_else)
pytestmark = pytest.mark.xdist_group("many")


@pytest.fixture(scope="module")
def seen(trials_among_many):
    """`seen(told)`: what a scan raised about the subject of a case, with the person or alone; the ids; the outcome."""

    def look(told):
        planted, found = trials_among_many.of(*TOGETHER)
        ids = planted.ids[told.name]
        about = {None if told.person is None else ids[told.person], None}
        raised = [lead for lead in found.leads if lead.pair[0] == ids[told.subject] and lead.pair[1] in about]
        return raised[0] if raised else None, ids, found

    return look


@pytest.mark.parametrize("told", [t for t in TOGETHER if t is not ten_year_history], ids=lambda one: one.name)
def test_a_case_is_raised_before_the_day_on_which_the_force_found_out(seen, told):
    lead, _ids, _found = seen(told)
    assert lead is not None
    assert lead.first_raised_on < told.found_out


def test_case_4_rests_on_long_calls_and_on_work_that_one_person_kept(seen):
    lead, _ids, _found = seen(worried_daughter)
    assert lead.standing is Standing.LEAD
    assert {"B", "D"} <= lead.families


def test_case_7_is_seen_on_the_first_night_and_s004_on_the_day_after_the_disturbance(seen):
    """One man visited in a cell again and again; the friend and two other parties looked up in a row."""
    cell, friends = (seen(told)[0] for told in (custody_officer, call_about_something_else))
    assert cell.strands == {"long_or_repeated_time_at_a_cell"}
    assert cell.first_raised_on == dt.date(2025, 4, 14)
    assert friends.strands == {"family_and_friends_looked_up"}
    assert friends.first_raised_on == dt.date(2025, 8, 5)


def test_case_5_is_a_check_about_him_alone_only_with_the_complaint_but_the_unkept_promise_is_seen(seen):
    """Two reports years apart name nobody by themselves; that nobody kept the promise to watch him is for prevention."""
    lead, ids, found = seen(ten_year_history)
    assert lead.pair[1] is None
    assert lead.standing is Standing.CHECK
    assert lead.strands == {"concerns_over_a_career"}
    assert lead.first_raised_on == ten_year_history.found_out
    assert "promise_without_a_check" in found.seen[ids["PCSO"], None]


def test_no_more_others_are_named_beside_them_than_the_scan_itself_expects(seen):
    """A force of 600 in which nothing else is planted: whoever else is named is innocent, and the list says how many."""
    _lead, _ids, found = seen(worried_daughter)
    planted = {seen(told)[1][told.subject] for told in TOGETHER}
    others = [lead for lead in found.leads if lead.pair[0] not in planted]
    assert not [lead for lead in others if lead.standing is Standing.LEAD]
    assert len({lead.pair[0] for lead in others}) <= max(lead.expected_false for lead in found.leads)
