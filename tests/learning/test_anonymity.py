"""What could tell who a text is about: names of the matter are refused, the rest is shown with what to write instead."""

import pytest

from upstander.casework.grading import read_words
from upstander.learning.anonymity import flags

PEOPLE = ("Ashby Rourke", "P-4100", "S 1034", "Maris Penhallow, her neighbour", "Li Ng", "May Lowe", "the investigator")


@pytest.fixture(scope="module")
def words():
    from importlib.resources import files  # noqa: PLC0415

    return read_words((files("upstander.casework") / "intelligence.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("PC B met Ms Rourke at her home.", "Rourke"),
        ("He wrote to ROURKE.", "ROURKE"),
        ("Rourke told him.", "Rourke"),
        ("It was about Penhallow's call.", "Penhallow"),
        ("They were the Rourkes.", "Rourkes"),
        ("It was AshbyRourke.", "AshbyRourke"),
        ("It was Rour\u00adke.", "Rourke"),  # a hyphen that nobody sees
        ("It was Ｒourke.", "Rourke"),  # a letter that looks alike
        ("Ng wrote to her.", "Ng"),
        ("He met May there.", "May"),
        ("His number is P4100.", "P4100"),
        ("His number is p 41-00.", "p 41-00"),
        ("Or S1034.", "S1034"),
    ],
)
def test_a_name_or_number_of_somebody_in_the_matter_may_not_stay(words, text, phrase):
    refused = [flag.phrase for flag in flags(text, PEOPLE, {}, words) if flag.refused]
    assert phrase in refused


@pytest.mark.parametrize(
    "text", ["He was young, and marked the form.", "the price was low", "she was seen by a neighbour"]
)
def test_an_ordinary_word_that_is_also_a_name_is_shown_and_may_stay(words, text):
    told = flags(text, ("Mark Young", "Ann Price", "Dolores Penn, seen by a neighbour"), {}, words)
    assert not [flag for flag in told if flag.refused]


@pytest.mark.parametrize(
    ("text", "phrase", "what"),
    [
        ("They met on 3 March 2025.", "3 March 2025", "a day"),
        ("They met on 03/03/25.", "03/03/25", "a day"),
        ("He rang at 21:40.", "21:40", "a time of day"),
        ("She was 34 years old.", "34 years old", "an age"),
        ("It was PC Jones.", "PC Jones", "a rank with a name or number"),
        ("It was PC 4471.", "PC 4471", "a rank with a name or number"),
        ("She lives in WF12 8QT.", "WF12 8QT", "a postcode"),
        ("He parked in Mill Lane.", "Mill Lane", "a place"),
        ("He wrote to ann@example.org.", "ann@example.org", "an address on the internet"),
        ("It was AB12 CDE.", "AB12 CDE", "a number plate"),
        ("See CR/12345.", "CR/12345", "a reference"),
        ("She rang 07700 900123.", "07700 900123", "a telephone number"),
        ("Alice told him.", "Alice", "perhaps a name"),
        ("she told Élodie", "Élodie", "perhaps a name"),
        ("There are safeguarding-officers.", "safeguarding-officers", "work that fewer than 10 do here"),
        ("He came to see Dolores again.", "Dolores", "perhaps a name"),
        ("He is a custody officer.", "custody officer", "work that fewer than 10 do here"),
    ],
)
def test_a_detail_that_narrows_it_down_is_shown_and_may_stay_for_a_reason(words, text, phrase, what):
    told = flags(text, PEOPLE, {"custody officer": 4, "safeguarding officer": 2}, words)
    assert [(flag.phrase, flag.what, flag.refused) for flag in told] == [(phrase, what, False)]


@pytest.mark.parametrize(
    "text",
    [
        "PC B met Ms A when she reported an assault. He asked for her number on WhatsApp.",
        "The IOPC found a case to answer. Ms A said that she felt watched.",
        "Constables are told about it every year.",
        "The Code of Ethics and the Professional Standards Department were not enough. In 2018 there were 1000 messages.",
        "Nobody had looked. Supervisors knew for 12-24 months, at a cost of 2.50 a call. The investigator was told.",
    ],
)
def test_a_text_in_which_nobody_is_named_passes(words, text):
    assert flags(text, PEOPLE, {"constable": 400}, words) == []
