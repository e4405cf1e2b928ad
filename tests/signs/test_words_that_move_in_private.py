"""Words that move a conversation into private."""

import pytest

from tests.signs.conversation import amounts
from upstander.signs.words_that_move_in_private import words_that_move_in_private as sign

KEPT_QUIET = "It was probably best you did not mention to anyone that you have my personal number"


def written(words, at="2025-03-01 10:00", way="out", who="Ms A"):
    return f"{way} | {at} | {who} | {words}"


def test_the_words_of_case_8_are_two_steps_another_channel_and_secrecy(observed):
    assert amounts(observed, sign, written(KEPT_QUIET)) == {"M0": 2}


def test_the_words_of_case_4_are_three_steps_over_days(observed):
    lines = (
        written("Thank you, you are really nice, I've enjoyed talking to you"),
        written("Would you like to go for a coffee?", "2025-03-02 10:00"),
        written("if not do you mind if I text you?", "2025-03-02 11:00"),
    )
    assert amounts(observed, sign, *lines) == {"M0": 0.5, "M1": 1, "M2": 1}


@pytest.mark.parametrize(
    "words",
    [
        "Text me on my personal number", "Are you on WhatsApp?", "are u on watsapp", "add me on fb", "txt me on my own fone",
        "Best to use myown phone for this", "Wyt ti ar WhatsApp?", "Ffonia fy rhif personol", "delete these messages please",
        "Paid â dweud wrth neb", "our little secret 🤫", "don't tell anyone I messaged you", "Let's go for a drink",
        "I could come round after my shift", "Why don't you text me on my own number", "mynd am goffi?", "Beth am fynd am goffi?",
        "Ti ar Snapchat?", "Paid â deud wrth neb", "whats ur snap?", "msg me on wapp", "dnt tel any1 bout us",
    ],
)  # fmt: skip
def test_each_of_these_is_one_step(observed, words):
    assert amounts(observed, sign, written(words)) == {"M0": 1}


def test_the_words_of_case_8_survive_scanning_that_loses_spaces_and_confuses_letters(observed):
    scanned = "It was probablybest you did not mention to anyone thatyou have rny personal nurnber"
    assert amounts(observed, sign, written(scanned)) == {"M0": 2}


@pytest.mark.parametrize(
    "words",
    [
        "Please send the pictures through the victim portal rather than to this phone.",
        "I cannot give you my personal number", "Please do not message me on WhatsApp", "We never go for a coffee with witnesses",
        "Don't tell anyone your PIN", "Please don't tell anyone where you are staying", "Ring my work mobile",
        "Please use the online portal, not on this phone", "He said \"text me on my personal number\"",
        "Did he write that you should add me on Facebook? He said add me on Facebook", "> our little secret",
        "Coffee with a cop is on Friday", "The meeting is between 2 and 3",
    ],
)  # fmt: skip
def test_approved_channels_refusals_safety_advice_and_quotations_are_silent(observed, words):
    assert not amounts(observed, sign, written(words))


def test_an_approved_channel_excuses_its_own_sentence_only(observed):
    assert amounts(observed, sign, written("Use the victim portal for these. But text me on my own number")) == {
        "M0": 1
    }


def test_endearments_are_half_a_step_and_nothing_from_somebody_who_calls_everybody_so(observed):
    assert amounts(observed, sign, written("Diolch, cariad")) == {"M0": 0.5}
    assert amounts(observed, sign, written("Night gorgeous")) == {"M0": 0.5}
    assert amounts(observed, sign, written("Night 😍"), changed={"familiar": 0.2}) == {"M0": 0.2}
    assert not amounts(observed, sign, written("Diolch, cariad"), others="Iawn, cariad")
    assert amounts(observed, sign, written(f"cariad. {KEPT_QUIET}"), others="Iawn, cariad") == {"M0": 2}


def test_a_practical_number_given_to_everybody_is_silent(observed):
    assert not amounts(observed, sign, written("Ring my own phone"), others="Ring my own phone")
    assert amounts(observed, sign, written("Ring my own phone"), others="Ring my own phone", changed={"usual": 2})


def test_a_stage_counts_once_a_day_and_a_little_on_further_days(observed):
    lines = [written("go for a coffee?", at) for at in ("2025-03-01 10:00", "2025-03-01 12:00", "2025-03-02 10:00")]
    assert amounts(observed, sign, *lines) == {"M0": 0.5, "M1": 0.5, "M2": 0.25}
    assert amounts(observed, sign, *lines, changed={"again": 0.1})["M2"] == 0.1


def test_what_the_person_asked_first_counts_half_when_answered_and_nothing_by_itself(observed):
    hers, his = written("Shall we go for a coffee?", way="in"), written("Let's go for a coffee", "2025-03-01 12:00")
    assert not amounts(observed, sign, hers)
    assert amounts(observed, sign, hers, his) == {"M1": 0.5}
    assert amounts(observed, sign, hers, his, changed={"answering": 0.1}) == {"M1": 0.1}
    assert amounts(observed, sign, hers, written(KEPT_QUIET, "2025-03-01 12:00")) == {"M1": 2}


def test_where_few_others_were_written_to_nobody_can_tell(observed):
    assert amounts(observed, sign, written("go for a coffee?"), count=2) == {"M0": 0.75}
    assert amounts(observed, sign, written("go for a coffee?"), count=2, changed={"few": 2}) == {"M0": 1}
    assert amounts(observed, sign, written("go for a coffee?"), count=2, changed={"unknown": 0.1}) == {"M0": 0.1}


def test_colleagues_and_people_not_met_through_work_are_not_asked_about(observed):
    assert not amounts(observed, sign, written(KEPT_QUIET, who="PC 40"))
    assert not amounts(observed, sign, written(KEPT_QUIET), work="")
    assert sign.content
