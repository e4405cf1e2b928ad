"""A conversation that goes further, stage by stage."""

import pytest

from tests.signs.conversation import amounts, conversation
from upstander.signs.conversation_that_goes_further import conversation_that_goes_further as sign

WORDS = {
    "kiss": "Your crime number is on its way X",
    "familiar": "You are really nice, I've enjoyed talking to you",
    "channel": "do you mind if I text you on my own number?",
    "secret": "best you don't mention this to anyone",
    "alone": "Would you like to go for a coffee?",
    "looks": "I find you attractive",
    "work": "Your statement is ready to sign",
}


def lines(*stages, who="Ms A", first=1, way="out"):
    """A message of each stage on a day of its own, in March; a number in place of one is so many days of silence."""
    said, day = [], first
    for stage in stages:
        if isinstance(stage, int):
            day += stage
            continue
        month, date = 3 + (day - 1) // 28, (day - 1) % 28 + 1
        said.append(f"{way} | 2025-{month:02}-{date:02} 10:00 | {who} | {WORDS.get(stage, stage)}")
        day += 1
    return said


def seen(observed, *said, **how):
    return amounts(observed, sign, *said, **how)


def test_each_message_that_takes_the_conversation_one_stage_further_counts_one(observed):
    said = lines("familiar", "work", "channel", "secret", "alone", "looks")
    assert seen(observed, *said) == {"M0": 1, "M2": 1, "M3": 1, "M4": 1, "M5": 1}


def test_stages_may_be_left_out_as_in_case_4(observed):
    assert seen(observed, *lines("familiar", "alone", "channel", "alone", "work", "looks")) == {
        "M0": 1, "M1": 1, "M3": 1, "M5": 1,
    }  # fmt: skip


def test_kisses_and_familiar_words_are_one_stage(observed):
    assert seen(observed, *lines("kiss", "familiar", "channel")) == {"M0": 1, "M2": 1}


def test_the_same_words_in_another_order_go_no_further_than_their_longest_part_in_order(observed):
    assert sum(seen(observed, *lines("looks", "alone", "secret", "channel", "familiar")).values()) == 0
    assert sum(seen(observed, *lines("looks", "familiar", "secret", "channel", "looks")).values()) == 3


def test_saying_the_same_again_is_no_stage(observed):
    assert seen(observed, *lines("familiar", "familiar", "channel", "channel", "channel")) == {"M0": 1, "M2": 1}


def test_one_message_may_reach_two_stages_but_not_the_whole_way(observed):
    both = "add me on whatsapp, and best you don't mention this to anyone"
    assert seen(observed, *lines(both, "looks")) == {"M0": 2, "M1": 1}
    assert not seen(observed, *lines("Gorgeous, add me on whatsapp, and best you don't mention this to anyone"))


def test_a_stage_long_after_the_last_begins_anew(observed):
    apart = lines("familiar", "channel", 130, "alone", "looks")
    assert sum(seen(observed, *apart).values()) == 2
    assert sum(seen(observed, *apart, changed={"between": 200}).values()) == 4


def test_all_numbers_and_apps_of_one_person_are_one_conversation_and_another_person_is_another(observed):
    drawn = conversation(*lines("familiar", "channel", "looks"))
    drawn["messages"] = drawn["messages"].replace("M1 | PC 12 | out | Ms A", "M1 | PC 12 | out | her handle")
    assert [row["amount"] for row in observed(sign, drawn)] == [1, 1, 1]
    assert not seen(observed, *lines("familiar"), *lines("channel", who="Ms B", first=2))


def test_words_that_are_a_habit_with_everybody_are_no_stage(observed):
    said = lines("kiss", "channel", "looks")
    assert seen(observed, *said, others="Will do x") == {"M1": 1, "M2": 1}
    assert sum(seen(observed, *said, others="Will do").values()) == 3


def test_the_whole_conversation_is_held_against_how_far_those_with_others_go(observed):
    said, friend = lines("kiss", "channel", "looks"), lines("kiss", "channel", "looks", who="a friend")
    assert seen(observed, *said, *friend, count=9) == {"M0": 0.5, "M1": 0.5, "M2": 0.5}
    stranger = lines("looks", "channel", "kiss", who="a friend")  # the same words to one other, and they lead nowhere
    assert seen(observed, *said, *stranger, count=9) == {"M0": 0.5, "M1": 1, "M2": 1}
    assert seen(observed, *said, *friend, count=9, changed={"usual": 0.4}) == {"M0": 0.75, "M1": 0.75, "M2": 0.75}


def test_where_few_others_were_written_to_nobody_can_tell(observed):
    said = lines("kiss", "channel")
    assert seen(observed, *said, count=2) == {"M0": 0.85, "M1": 0.85}
    assert seen(observed, *said, count=2, changed={"few": 2}) == {"M0": 1, "M1": 1}
    assert seen(observed, *said, count=2, changed={"unknown": 0.1}) == {"M0": 0.1, "M1": 0.1}


def test_stages_that_the_person_sends_are_theirs_and_halve_the_answer(observed):
    hers = lines("familiar", "channel", "looks", way="in")
    assert not seen(observed, *hers)
    his = lines("channel", "looks", first=10)
    assert seen(observed, *hers, *his) == {"M3": 0.5, "M4": 0.5}
    assert seen(observed, *hers, *his, changed={"answering": 1}) == {"M3": 1, "M4": 1}


@pytest.mark.parametrize("words", ['He wrote "I find you attractive"', "Witness statement. I find you attractive."])
def test_other_peoples_words_are_no_stage(observed, words):
    assert seen(observed, *lines("kiss", "channel", words)) == {"M0": 1, "M1": 1}


def test_only_conversations_with_people_met_through_work_are_asked_about(observed):
    assert not seen(observed, *lines("kiss", "channel", "looks"), work="")
    assert not seen(observed, *lines("kiss", "channel", "looks", who="a friend"))
    assert sign.content
