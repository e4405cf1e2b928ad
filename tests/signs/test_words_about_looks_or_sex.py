"""Words about looks or sex."""

import pytest

from tests.signs.conversation import amounts
from upstander.signs.words_about_looks_or_sex import words_about_looks_or_sex as sign


def written(words, at="2025-03-01 10:00", way="out", who="Ms A"):
    return f"{way} | {at} | {who} | {words}"


@pytest.mark.parametrize(
    "words",
    [
        "You looked amazing", "u look gorgeous tonight", "You LOOKED amaaaazing!!", "yöu lóoked amazing", "you l00ked arnazing",
        "Nice to meet youyoulookedamazing today", "well I enjoyed looking", "Do I find you attractive in that? Of course I do",
        "You can't believe how sexy", "ur gorg", "Ti'n edrych yn anhygoel", "I told you, you look amazing", "you\u200blook amazing",
        "I know that you look amazing", "Don’t mind me, you look amazing",
    ],
)  # fmt: skip
def test_such_words_are_seen_in_whatever_form_they_come(observed, words):
    assert amounts(observed, sign, written(words)) == {"M0": 1}


@pytest.mark.parametrize(
    "words",
    [
        "For your statement: can you confirm he wrote \"you looked amazing\" on the 3rd?",
        "Can you confirm he wrote “you looked amazing”?",
        "Can you confirm that he told you you looked amazing?",
        "Your statement says: you looked amazing, he told me",
        "He wrote 'you looked amazing' on the 3rd",
        "> you looked amazing",
        "Witness statement of Ms A. He came in. You looked amazing.",
        "You said you find me attractive",
        "Dywedodd e: ti'n edrych yn anhygoel", "Dywedodd ei fod yn meddwl ti'n rhywiol", "Datganiad tyst: ti'n edrych yn anhygoel",
        "Please see the exhibit. It reads you look amazing.", "Q. Did he say you look amazing? A. He said you look amazing.",
        "Interview. DC Jones: did you write \"you look amazing\"? Reply: no comment.",
        "You have been amazing and so brave",
        "It is hot today", "A beautiful day, see you at 2", "The sexual offences team will ring you",
        "Please look at the beautiful garden opposite", "Essex police", "You are hot on the heels of it, well spotted",
    ],
)  # fmt: skip
def test_quoted_evidence_statements_and_other_meanings_are_silent(observed, words):
    assert not amounts(observed, sign, written(words))


def test_what_the_person_writes_is_not_theirs_and_halves_what_answers_it(observed):
    hers, his = written("I find you attractive", way="in"), written("you look amazing", "2025-03-01 12:00")
    assert not amounts(observed, sign, hers)
    assert amounts(observed, sign, hers, his) == {"M1": 0.5}
    assert amounts(observed, sign, hers, his, changed={"answering": 1}) == {"M1": 1}


def test_who_writes_so_to_everybody_uses_the_words_for_something_else(observed):
    assert not amounts(observed, sign, written("you look amazing"), others="you look amazing in the team photograph")
    assert amounts(observed, sign, written("you look amazing"), others="you look amazing", count=3) == {"M0": 1}
    few = {"few": 3, "usual": 10}
    assert amounts(observed, sign, written("you look amazing"), others="you look amazing", count=3, changed=few) == {
        "M0": 0.9
    }
    assert amounts(observed, sign, written("you look amazing"), count=3, changed={"unknown": 0.4}) == {"M0": 0.4}


def test_days_count_and_not_words(observed):
    twice = written("you look amazing and you are beautiful"), written("you look lovely", "2025-03-01 18:00")
    assert amounts(observed, sign, *twice) == {"M0": 0.5, "M1": 0.5}


def test_somebody_not_met_through_work_is_not_asked_about(observed):
    assert not amounts(observed, sign, written("you look amazing"), work="")
    assert sign.content
