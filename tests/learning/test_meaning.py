"""Cases found by words of a like meaning: below those found by words, each with the words that link it, and how well."""

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner

from upstander.cli.library import library as command
from upstander.learning.case import Case, Passage, Place
from upstander.learning.library import open_library
from upstander.learning.meaning import Meaning, alike_beside, groups
from upstander.learning.search import Search

ALL = tuple(open_library(on=dt.date(2026, 1, 1)).cases.values())
BY_WORDS = Search(ALL)
LINES = Path(__file__).with_name("asked_in_other_words.txt").read_text("utf-8").splitlines()
QUESTIONS = [
    (asked.strip(), set(wanted.split()))
    for asked, _, wanted in (line.partition("|") for line in LINES if line[0] != "#")
]


def case(name, *texts):
    return Case(name, f"The {name}", "R1", overview=tuple(Passage(text, (Place("R1", 1, 1),)) for text in texts))


def found(asked):
    return [one.case.id for one in Meaning(ALL).alike(asked)]


def test_a_case_is_found_by_a_related_word_whatever_its_ending_and_says_by_which():
    cell = case("cell", "It was late.", "Two detainees sat there.")
    [alike] = Meaning((cell, case("desk", "Nobody came."))).alike("an inmate's talk")
    assert (alike.case, list(alike.because)) == (cell, [("inmate", "detainee")])
    assert [one.text for _part, one in alike.passages] == ["Two detainees sat there."]


def test_several_words_are_one_phrase():
    told = case("told", "He was told to have no contact.")
    assert Meaning((told,)).alike("an injunction")
    assert not Meaning((case("apart", "There was no reason and no new contact."),)).alike("an injunction")


def test_what_more_of_what_was_asked_for_is_alike_to_stands_first():
    both = case("both", "A detainee rang the enquiry desk.")
    one = case("a", "A detainee slept.")
    assert [hit.case.id for hit in Meaning((one, both)).alike("inmate rang a helpline")] == ["both", "a"]


def test_what_is_asked_for_itself_is_found_by_words_and_not_here():
    assert not Meaning((case("cell", "A detainee slept."),)).alike("detainee")


def test_no_case_stands_in_both_lists():
    asked = "grooming of minors"
    hits = BY_WORDS.by_words(asked)
    beside = alike_beside(ALL, asked, hits)
    assert hits
    assert beside
    assert not {hit.case.id for hit in hits} & {one.case.id for one in beside}


@pytest.mark.parametrize("asked", ["", "zebra", "the and of"])
def test_nothing_is_alike_to_nothing(asked):
    assert found(asked) == []


def test_every_word_that_cases_are_said_to_have_one_has():
    for group in groups():
        for phrase, words in group.found.items():
            assert any(Meaning((one,)).has(one, phrase) for one in ALL), words


def test_questions_in_other_words_are_answered_by_meaning_that_words_alone_leave_unanswered():
    """The figures of decision 67; the list and the questions are of one hand."""
    answered = {asked: wanted for asked, wanted in QUESTIONS if wanted != {"-"}}
    words = {asked for asked, wanted in answered.items() if wanted & {hit.case.id for hit in BY_WORDS.by_words(asked)}}
    meaning = {asked for asked, wanted in answered.items() if wanted & set(found(asked)[:3])}
    assert (len(answered), len(words), len(meaning), len(words | meaning)) == (24, 7, 23, 24)


def test_questions_that_no_case_answers_find_nothing_by_meaning():
    assert [found(asked) for asked, wanted in QUESTIONS if wanted == {"-"}] == [[]] * 6


def test_the_command_tells_them_last_with_the_words_that_link_them():
    said = CliRunner().invoke(command, ["search", "snooping", "in", "databases"]).output
    assert said.startswith("No case holds any of these words.")
    assert "similar in meaning: “snooping”: “looked at records”" in " ".join(said.split())
