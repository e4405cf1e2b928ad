"""What written integrity health checks tell of themselves, and what is asked in them."""

import datetime as dt

import polars as pl
import pytest

from upstander.workforce.expected import ExpectedError, expected
from upstander.workforce.integrity.questions import questions
from upstander.workforce.integrity.written import Answer, Written, quality, with_words
from upstander.workforce.talks import by_month, by_team, talks_of

NOON = dt.datetime(2025, 3, 4, 12, tzinfo=dt.UTC)
LONG = "He told of a neighbour whom he had met at a call in June."


def check(subject, *words, said="no", minute=0, supervisor="s"):
    """A check whose first questions have these words; the rest has none."""
    names = ["met_through_work", "knew_before", "private_ways", "interests"]
    padded = [*words, *[""] * (len(names) - len(words))]
    answers = {name: Answer(said, text) for name, text in zip(names, padded, strict=True)}
    return Written(supervisor, subject, NOON + dt.timedelta(minutes=minute), answers)


def signs(*checks):
    [told] = quality(checks, questions())
    return list(told.signs)


WHOLE = ("the first, told at length", "the second, told at length", "the third, told at length")


def own(of):
    return tuple(f"{of}: {words}" for words in WHOLE)


def test_checks_that_differ_and_took_their_time_tell_nothing():
    assert signs(check("a", *own("a")), check("b", *own("b"), said="yes", minute=60)) == []


@pytest.mark.parametrize(
    ("checks", "told"),
    [
        ([("a", own("a"), "no", 0), ("b", own("b"), "no", 60)], "The same answers to every question: 2 of 2"),
        ([("a", own("a")[:2], "no", 0)], "Words of their own to fewer than 3 questions: 1 of 1"),
        ([("a", (LONG, *own("a")), "no", 0), ("b", (LONG.upper(), *own("b")), "yes", 60)],
         "Words that stand in the check of somebody else too: 2 of 2"),
        ([("a", own("a"), "no", 0), ("b", own("b"), "yes", 9), ("c", own("c"), "unsaid", 60)],
         "Written within 10 minutes of another: 2 of 3"),
    ],
)  # fmt: skip
def test_what_tells_of_ticking(checks, told):
    assert signs(*(check(who, *words, said=said, minute=minute) for who, words, said, minute in checks)) == [told]


@pytest.mark.parametrize(
    ("other", "minute"),
    [
        (("short", *own("b")), 60),  # words that are too short to be of anybody
        (("short", *own("b")), 10),  # ten minutes are time enough
    ],
)
def test_what_may_well_be_alike_is_not_told(other, minute):
    assert signs(check("a", "short", *own("a")), check("b", *other, said="yes", minute=minute)) == []


def test_the_same_words_in_two_checks_of_one_person_are_theirs():
    assert signs(check("a", LONG, *own("a")), check("a", LONG, *own("b"), said="yes", minute=60)) == []


def test_each_supervisor_is_told_of_alone_and_those_with_the_most_first():
    told = quality([check("a", *own("a"), supervisor="t"), check("b"), check("c", minute=60)], questions())
    assert [(one.supervisor, one.checks) for one in told] == [("s", 2), ("t", 1)]


def test_spaces_and_a_letter_or_two_are_no_words_of_their_own():
    said = {"one": "  " * 20, "two": "x", "three": "n/a, as last year", "four": "we spoke of the new rota"}
    assert with_words({name: Answer("no", words) for name, words in said.items()}) == 1


def test_every_question_has_its_source_and_the_whole_is_to_be_checked():
    asked = questions()
    assert asked.status.startswith("to be checked")
    assert {one.name for one in asked.asked} >= {
        "since_then", "met_through_work", "private_ways", "social_media", "interests", "money", "guidance", "declared",
        "wellbeing", "worried",
    }  # fmt: skip
    assert [one.name for one in asked.asked if one.apart] == ["wellbeing"]
    assert [one.name for one in asked.asked if one.passed_on] == ["agreed"]


OWN = """
version = 2
dated = 2027-01-01
source = "our form"
status = "confirmed"
[talked_through]
least_words = 1
source = "our form"
status = "confirmed"
[quick]
minutes = 5
source = "our form"
status = "confirmed"
[[question]]
name = "one"
asked = "What is new?"
follow_up = "All of it"
source = "our form"
"""


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (("minutes = 5", "minutes = 0"), "quick: 0 is no number above 0"),
        (('status = "confirmed"\n[talked', 'status = ""\n[talked'), "questions: give its source and its status"),
        (('follow_up = "All of it"', 'follow_up = ""'), "a question lacks its words"),
        (("dated = 2027-01-01", 'dated = "soon"'), "dated is no day"),
        (("version = 2", ""), "has no 'version'"),
        (('name = "one"', 'name = "one"\napart = true\npassed_on = true'), "what is kept apart is passed on to nobody"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_why(tmp_path, wrong, told):
    (tmp_path / "own.toml").write_text(OWN)
    assert questions(tmp_path / "own.toml").version == 2
    (tmp_path / "wrong.toml").write_text(OWN.replace(*wrong))
    with pytest.raises(ExpectedError, match=told):
        questions(tmp_path / "wrong.toml")


def test_gaps_are_counted_by_team_and_what_falls_due_by_month():
    day = dt.date(2025, 6, 1)
    people = pl.DataFrame(
        [("P1", "A", "north", dt.date(2015, 1, 1)), ("P2", "B", "north", dt.date(2015, 1, 1)), ("P3", "C", None, dt.date(2025, 5, 1))],
        schema=["staff_id", "name", "team_id", "started_on"], orient="row",
    )  # fmt: skip
    checks = pl.DataFrame(
        [("P1", dt.date(2025, 3, 1), True, "held here")],
        schema=["staff_id", "last_on", "discussed", "kept"], orient="row",
    )  # fmt: skip
    told = talks_of(people, checks, expected().talks, day)
    assert by_team(told) == [("north", 2, [1, 0, 0, 0, 1]), ("No team", 1, [0, 0, 0, 1, 0])]
    assert by_month(told) == [(dt.date(2026, 3, 1), 1), (dt.date(2026, 5, 1), 1)]
