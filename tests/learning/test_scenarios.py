"""A scenario of a lesson: whole or not there, and a course file that the program reads as any other course."""

import datetime as dt
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.learning.scenarios import as_course, as_published, incomplete, question_of
from upstander.workforce.modules import module_of

DAY = dt.date(2026, 11, 28)
WHOLE = {
    "title": "A number kept", "overview": "PC B kept the number of Ms A.\nHe wrote to her.", "action": "Bills are read.",
    "scene": "A colleague asks you for a number from a log. What do you do?", "right": "Ask what for", "right_why": "It has a purpose or none",
    "wrong": "Give it", "wrong_why": "Nobody knows what for",
}  # fmt: skip
SECOND = {"second_wrong": "Say nothing", "second_wrong_why": "It is joined with nothing"}


@pytest.mark.parametrize(
    ("changed", "lacks"),
    [
        ({}, ""),
        (SECOND, ""),
        (dict.fromkeys(("scene", "right", "right_why", "wrong", "wrong_why"), ""), ""),
        *(({name: ""}, "Give a scenario its scene") for name in ("scene", "right", "right_why", "wrong", "wrong_why")),
        ({"second_wrong": "x"}, "Say of the second wrong answer why"),
        ({"second_wrong_why": "x"}, "Say of the second wrong answer why"),
        ({"wrong": "Ask what for"}, "Give a scenario answers that differ"),
        (SECOND | {"second_wrong": "Give it"}, "Give a scenario answers that differ"),
        ({"proposal": "x"}, "Say what is proposed"),
        ({"proposes": "sign"}, "Say what is proposed"),
        ({"proposal_innocent": "x"}, "Say what is proposed"),
        ({"proposal_feeds": ["shifts"]}, "Say what is proposed"),
        ({"proposal": "x", "proposes": "sign"}, ""),
    ],
)
def test_a_scenario_is_whole_or_not_there(changed, lacks):
    assert incomplete(WHOLE | changed).startswith(lacks)
    assert bool(incomplete(WHOLE | changed)) == bool(lacks)


def test_a_case_without_a_scene_asks_nothing():
    assert question_of("own-1", WHOLE | {"scene": ""}) is None


def test_scenarios_become_a_course_whose_questions_are_theirs():
    course = module_of(tomllib.loads(as_course([("own-1", WHOLE), ("own-2", WHOLE | SECOND)], 3, DAY)))
    assert (course.version, course.dated, course.asked) == (3, DAY, 2)
    assert [one.case for one in course.questions] == ["own-1", "own-2"]
    assert [len(one.choices) for one in course.questions] == [2, 3]
    assert course.questions[0].choices[course.questions[0].right].text == "Ask what for"
    assert [page.title for page in course.pages] == ["A number kept", "A number kept"]
    assert [block.lines for block in course.pages[0].blocks] == [
        ("PC B kept the number of Ms A.",), ("He wrote to her.",), ("Bills are read.",),
    ]  # fmt: skip


def test_a_sitting_asks_five_of_many():
    assert module_of(tomllib.loads(as_course([(f"own-{n}", WHOLE) for n in range(9)], 9, DAY))).asked == 5


def test_cases_without_scenarios_make_no_course():
    with pytest.raises(ValueError, match="no case has a scenario"):
        as_course([("own-1", {"title": "A", "overview": "B"})], 1, DAY)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip))
def test_whatever_is_written_comes_back_as_it_was(words):
    course = module_of(tomllib.loads(as_course([("own-1", WHOLE | {"scene": words, "right": words})], 1, DAY)))
    assert course.questions[0].text == words
    assert course.questions[0].choices[0].text == words


def test_what_is_proposed_for_the_program_is_not_told_to_everybody():
    words = WHOLE | {"proposal": "x", "proposes": "sign", "proposal_feeds": ["shifts"], "proposal_innocent": "y"}
    assert as_published(words) == WHOLE
