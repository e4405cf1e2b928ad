"""How somebody stands towards a module: told from what they read and answered, on a day."""

import datetime as dt
from dataclasses import replace

import pytest

from upstander.workforce.modules import modules
from upstander.workforce.understanding import State, Try, Wrongly, due_when_new, stands, wrongly

DAY = dt.date(2026, 6, 1)
MODULE = replace(modules()["investigating"], dated=dt.date(2026, 1, 1), again_after_days=100, pass_mark=0.8)
DUE = dt.date(2026, 4, 1)


def how(*tries, pages=0, module=MODULE, elsewhere=None, day=DAY):
    return stands(module, tries, pages_read=pages, due=DUE, day=day, elsewhere=elsewhere)


def on(day, right, version=1):
    return Try(dt.date.fromisoformat(day), version, right, 10)


@pytest.mark.parametrize(
    ("tries", "pages", "state"),
    [
        ([], 0, State.NOT_BEGUN),
        ([], 1, State.BEGUN),
        ([], 5, State.READ),
        ([on("2026-05-01", 7)], 5, State.FAILED),
        ([on("2026-05-01", 8)], 5, State.UNDERSTOOD),
        ([on("2026-05-01", 3), on("2026-05-02", 8)], 5, State.UNDERSTOOD),
        ([on("2026-05-01", 8), on("2026-05-02", 3)], 5, State.UNDERSTOOD),
        ([on("2026-02-22", 8)], 5, State.UNDERSTOOD),
        ([on("2026-02-21", 8)], 5, State.LAPSED),
        ([on("2026-01-21", 8), on("2026-05-31", 3)], 5, State.FAILED),
        ([on("2026-06-02", 8)], 5, State.READ),
    ],
)  # fmt: skip
def test_what_was_read_and_answered_says_how_somebody_stands(tries, pages, state):
    assert how(*tries, pages=pages).state is state


def test_it_holds_for_its_period_and_tries_are_counted():
    told = how(on("2026-04-01", 3), on("2026-05-01", 9))
    assert (told.on, told.due, told.tries) == (dt.date(2026, 5, 1), dt.date(2026, 8, 9), 2)
    assert not told.late(DAY)
    assert told.late(dt.date(2026, 8, 9))


def test_the_force_s_own_record_counts_and_the_later_of_both_is_told():
    by_record = how(elsewhere=dt.date(2026, 5, 20))
    assert (by_record.state, by_record.here, by_record.due) == (State.UNDERSTOOD, False, dt.date(2026, 8, 28))
    assert how(on("2026-05-25", 9), elsewhere=dt.date(2026, 5, 20)).here
    assert not how(on("2026-05-01", 9), elsewhere=dt.date(2026, 5, 20)).here


def test_a_new_version_of_guidance_is_read_anew_where_it_says_so():
    guidance = replace(MODULE, version=2, earlier_versions_count=False)
    assert how(on("2026-05-01", 10), module=guidance).state is State.NOT_BEGUN
    assert how(on("2026-05-01", 10), module=replace(guidance, earlier_versions_count=True)).state is State.UNDERSTOOD
    assert how(on("2026-05-01", 10, version=2), module=guidance).state is State.UNDERSTOOD


@pytest.mark.parametrize(
    ("started_on", "due"),
    [
        (dt.date(2020, 1, 1), dt.date(2026, 4, 1)),  # ninety days from when there was something to take
        (dt.date(2026, 5, 1), dt.date(2026, 7, 30)),  # and from when they came
        (None, dt.date(2026, 4, 1)),
    ],
)
def test_somebody_new_has_their_days_and_nobody_is_late_for_what_was_only_now_made(started_on, due):
    assert due_when_new(MODULE, started_on, joining_days=90) == due


def test_what_was_never_passed_is_due_when_it_is_said_to_be():
    assert how(pages=1).due == DUE
    assert how(on("2026-05-01", 3)).due == DUE
    assert how(pages=1).late(DAY)


def test_questions_are_told_by_how_often_they_go_wrong():
    answers = [("a", 0, True), ("a", 1, False), ("b", 2, False), ("b", 2, False), ("b", 1, False), ("c", 0, True)]
    assert wrongly(answers) == [
        Wrongly("b", asked=3, wrong=3, most=2, most_often=2),
        Wrongly("a", asked=2, wrong=1, most=1, most_often=1),
        Wrongly("c", asked=1, wrong=0, most=None, most_often=0),
    ]
