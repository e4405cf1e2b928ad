"""One sitting: what is drawn, in what order, and what it came to."""

import random

import pytest

from upstander.workforce.modules import modules
from upstander.workforce.sittings import Drawn, coarse, draw, marked, offered

MODULE = modules()["abuse_of_position"]


def of(seed, first=()):
    return draw(MODULE, random.Random(seed), first)  # noqa: S311 - the same each time


def test_so_many_are_drawn_as_are_asked_and_none_twice():
    for seed in range(50):
        names = [one.question for one in of(seed)]
        assert len(names) == len(set(names)) == MODULE.asked


def test_questions_and_choices_come_in_another_order_each_time():
    drawn = [of(seed) for seed in range(50)]
    assert len({tuple(one.question for one in each) for each in drawn}) == 50
    assert len({one.order for each in drawn for one in each if one.question == "half_told"}) == 6
    assert {one.question for each in drawn for one in each} == {one.id for one in MODULE.questions}


def test_what_was_wrong_the_last_time_is_among_them():
    wrong = {"kiss_at_the_end", "half_told", "secret_number"}
    for seed in range(50):
        assert wrong <= {one.question for one in of(seed, wrong)}


def test_what_was_wrong_and_is_in_this_version_no_more_is_not_asked():
    assert "gone" not in {one.question for one in of(1, {"gone"})}


def test_a_choice_stands_where_its_order_says_and_is_marked_by_its_place():
    drawn = Drawn("half_told", (2, 0, 1))
    question, choices = offered(MODULE, drawn)
    assert [words for _place, words in choices] == [question.choices[one].text for one in (2, 0, 1)]
    [told] = marked(MODULE, [drawn], {"half_told": 1})
    assert told.is_right
    [told] = marked(MODULE, [drawn], {"half_told": 2})
    assert (told.is_right, told.chosen, told.right) == (False, question.choices[0], question.choices[2])


def test_a_question_without_an_answer_is_not_marked():
    with pytest.raises(KeyError):
        marked(MODULE, [Drawn("half_told", (0, 1, 2))], {})


@pytest.mark.parametrize(
    ("took", "kept"), [(0, 60), (-5, 60), (59.9, 60), (61, 120), (600, 600), (14_400, 14_400), (90_000, 14_400)]
)
def test_time_is_kept_in_minutes_and_of_four_hours_or_more_only_that(took, kept):
    assert coarse(took) == kept
