"""Cases found by words, whatever their endings, accents or lost spaces; browsed; and put side by side."""

import datetime as dt

import pytest

from upstander.learning.case import Case, Passage, Place
from upstander.learning.library import open_library
from upstander.learning.search import Search, browse, compare, counted

LIBRARY = open_library(on=dt.date(2026, 1, 1))
ALL = tuple(LIBRARY.cases.values())


def case(name, title, *texts, **more):
    passages = tuple(Passage(text, (Place("R1", 1, 1),)) for text in texts)
    return Case(name, title, "R1", overview=passages, **more)


BICYCLE = case(
    "bicycle", "The borrowed bicycle", "A PCSO borrowed it at regularintervals.", "He texted its owner twice."
)
SHED = case("shed", "The unlocked shed", "The naïve owner looked after her shed.", "A bicycle stood in it.")
DESK = case("desk", "The desk", "A police community support officer kept the desk for intervals of a week.")
SEARCH = Search((BICYCLE, SHED, DESK))


def found(words, search=SEARCH):
    return [hit.case.id for hit in search.by_words(words)]


@pytest.mark.parametrize("words", ["texts", "texting", "TEXTED", "text"])
def test_a_word_is_found_whatever_its_ending(words):
    assert found(words) == ["bicycle"]


def test_accents_do_not_matter():
    assert found("naive") == ["shed"]


def test_a_word_of_the_title_counts_more():
    assert found("bicycle") == ["bicycle", "shed"]


def test_a_short_form_finds_the_long_one_and_the_other_way_round():
    assert set(found("PCSO")) == {"bicycle", "desk"}
    assert set(found("police community support officers")) == {"bicycle", "desk"}


def test_a_long_word_that_a_scan_ran_into_another_is_found_after_where_it_did_not():
    assert found("intervals") == ["desk", "bicycle"]
    assert "bicycle" in found("regular intervals")


def test_a_short_one_is_found_where_what_is_left_over_is_a_word():
    search = Search((case("a", "A", "Whatever deskowner means."), case("b", "B", "Of the deskfor two."), SHED))
    assert set(found("desk", search)) == {"a", "b"}
    assert found("desk", Search((case("a", "A", "Deskish talk."),))) == []


def test_words_that_say_nothing_find_nothing():
    assert found("the and of") == []
    assert found("") == []
    assert found("zebra") == []


def test_a_hit_shows_the_passages_that_hold_the_words():
    [hit] = SEARCH.by_words("texted")
    assert [(part, one.text) for part, one in hit.passages] == [("overview", "He texted its owner twice.")]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("chess", "chess"),
        ("Crimestoppers burglary", "fear_of_crime"),
        ("call held over until his next shift", "worried_daughter"),
        ("GPS near her address", "chess"),
        ("cell check detainee", "custody_officer"),
        ("integrity health check", "ten_year_history"),
        ("999 call handler allegation", "call_about_something_else"),
        ("financial guarantor", "lasting_relationship"),
        ("audit found a second woman", "two_vulnerable_women"),
        ("cadets safeguarding vetting", "unofficial_cadets"),
        ("special constables teenagers", "special_constable"),
        ("therapist enquiry desk", "enquiry_desk"),
    ],
)
def test_what_somebody_remembers_of_a_case_finds_it_first(words, first):
    assert found(words, Search(ALL))[0] == first


def test_cases_are_browsed_by_all_that_is_given():
    assert [one.id for one in browse(ALL, outcome="prison", topic="mental_health")] == ["lasting_relationship"]
    assert [one.id for one in browse(ALL, sign="long_or_repeated_time_at_a_cell")] == ["custody_officer"]
    assert [one.id for one in browse(ALL, role="special_constable")] == ["special_constable"]
    assert len(browse(ALL)) == 11
    assert "chess" in [one.id for one in browse(ALL, question="officers")]


def test_what_there_is_to_browse_is_counted():
    roles = counted(ALL, "role")
    assert list(roles)[:2] == ["officer", "pcso"]
    assert roles["officer"] == roles["pcso"] == 4


def test_two_cases_stand_side_by_side():
    chess, fear = LIBRARY.case("chess"), LIBRARY.case("fear_of_crime")
    compared = compare(chess, fear)
    assert [row.part for row in compared.rows] == ["overview", "outcomes", "questions"]
    assert compared.rows[0].first == chess.overview
    assert "stops_near_a_home_without_a_task" in compared.both["sign"]
    assert compared.only_second["outcome"] == ("dismissed", "convicted", "prison")
    assert compared.only_first["role"] == ("officer",)
