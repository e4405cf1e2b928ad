"""What a scan raised, compared with what is true."""

import datetime as dt

import pytest

from upstander.trials.comparison import Shown, Subject, days_gained, median_days_gained, precision, recall


def day(number):
    return dt.date(2025, 3, number)


SUBJECTS = [Subject("PC 1", day(1), day(30)), Subject("PC 2", day(1), day(20)), Subject("PC 3", day(1), None)]
SHOWN = [Shown("PC 1", day(10)), Shown("PC 9", day(5)), Shown("PC 1", day(4)), Shown("PC 3", day(9))]


def test_recall_counts_people_and_only_as_many_as_are_read():
    assert recall(SHOWN, SUBJECTS, budget=1) == pytest.approx(1 / 3)
    assert recall(SHOWN, SUBJECTS, budget=3) == pytest.approx(2 / 3)


def test_recall_of_nobody_is_not_a_number():
    with pytest.raises(ValueError, match="nobody to be found"):
        recall(SHOWN, [], budget=3)


def test_precision_counts_people_and_is_unknown_where_nobody_is_shown():
    assert precision(SHOWN, SUBJECTS, budget=2) == pytest.approx(1 / 2)
    assert precision(SHOWN, SUBJECTS, budget=10) == pytest.approx(2 / 3)
    assert precision([], SUBJECTS, budget=10) is None


def test_days_are_gained_from_the_earliest_day_for_those_whom_the_force_found_too():
    assert days_gained(SHOWN, SUBJECTS) == {"PC 1": 26}
    assert median_days_gained([*SHOWN, Shown("PC 2", day(18))], SUBJECTS) == 14
    assert median_days_gained([], SUBJECTS) is None
