"""Messages ending in kisses."""

import pytest

from tests.signs.conversation import amounts, conversation
from upstander.signs.messages_ending_in_kisses import messages_ending_in_kisses as sign

KISS = "out | 2025-03-01 10:00 | Ms A | Your crime number is on its way X"


def written(words, at="2025-03-01 10:00", way="out", who="Ms A"):
    return f"{way} | {at} | {who} | {words}"


def test_a_text_that_ends_in_a_kiss_is_observed_as_in_case_2(observed):
    assert amounts(observed, sign, KISS) == {"M0": 1}


@pytest.mark.parametrize(
    "words",
    [
        "Thanks xx", "thanks xXx", "See you at 7 x", "See you 7pm x", "thanksxx", "Love you 😘", "Love you 💋💋!", "On my way :-*",
        "Ref CR12345 x", "Ok x.", "Ok X X", "Cheers xx Sam", "Diolch yn fawr x", "Ok 😂 x", "Thanks x Sent from my iPhone",
    ],
)  # fmt: skip
def test_kisses_in_every_form_are_seen(observed, words):
    assert amounts(observed, sign, written(words)) == {"M0": 1}


@pytest.mark.parametrize(
    "words",
    [
        "Regards, X", "The scene examiner will come on Friday. X. Hart", "It is the new iPhone X", "Please bring the keys 2 x",
        "Two bags, each 30 cm x", "Boxes 3x", "You need an x-ray", "Merry xmas", "I will fix the box", "Call from witness X",
        "Exhibit A.X", "He is on plan X", "It is A or X", "The report is at /x", "J. X.", "He wrote \"love you x\"",
        "He wrote: love you x", "Best xD", "Sent the fax",
    ],
)  # fmt: skip
def test_initials_measures_names_and_other_peoples_kisses_are_silent(observed, words):
    assert not amounts(observed, sign, written(words))


def test_kisses_sent_only_by_the_public_are_never_those_of_staff(observed):
    assert not amounts(
        observed,
        sign,
        written("Thank you so much xx", way="in"),
        written("Your statement is ready.", "2025-03-01 11:00"),
    )


def test_kisses_that_the_person_began_count_half_and_those_they_answer_count_whole(observed):
    hers, his = written("Thank you X", way="in"), written("No problem X", "2025-03-01 12:00")
    assert amounts(observed, sign, hers, his) == {"M1": 0.5}
    assert amounts(observed, sign, hers, his, changed={"answering": 0.2}) == {"M1": 0.2}
    assert amounts(observed, sign, written("No problem X", "2025-02-28 12:00"), hers) == {"M0": 1}


def test_people_who_sign_everything_x_are_silent_and_a_rare_habit_weighs_little(observed):
    assert not amounts(observed, sign, KISS, others="Will do, thanks x")
    one_more = written("Thanks x", who="a friend")
    assert amounts(observed, sign, KISS, one_more, count=9) == {"M0": 0.5}  # one in ten others, of one in five
    assert amounts(observed, sign, KISS, one_more, count=9, changed={"usual": 0.1}) == {}


def test_a_habit_is_counted_in_people_so_that_many_messages_to_one_do_not_hide_another(observed):
    often = [written("Thanks x", f"2025-03-0{day} 09:00", who="a friend") for day in range(1, 9)]
    assert amounts(observed, sign, KISS, *often, count=19) == {"M0": 0.75}


def test_where_too_few_others_were_written_to_the_habit_is_not_known(observed):
    assert amounts(observed, sign, KISS, count=4) == {"M0": 0.5}
    assert amounts(observed, sign, KISS, count=4, changed={"few": 4}) == {"M0": 1}
    assert amounts(observed, sign, KISS, count=4, changed={"unknown": 0.1}) == {"M0": 0.1}


def test_days_count_and_not_kisses(observed):
    again = written("And the form x", "2025-03-01 15:00")
    assert amounts(observed, sign, KISS, again) == {"M0": 0.5, "M1": 0.5}


def test_somebody_whose_name_begins_with_x_signs_with_it_and_still_sends_kisses_of_two(observed):
    assert not amounts(observed, sign, KISS, staff_name="Xavier Hart")
    assert amounts(observed, sign, KISS.replace(" X", " XX"), staff_name="Xavier Hart")
    assert amounts(observed, sign, KISS, staff_name="Max Hart")


def test_somebody_not_met_through_work_and_not_looked_up_is_nobody_elses_business(observed):
    assert not amounts(observed, sign, KISS, work="")
    drawn = conversation(KISS, work="")
    drawn["contacts"] += "\nPC 12 | Ms A | | look_up | | 2025-02-28 10:00 | L1 | "
    assert observed(sign, drawn)
    drawn["contacts"] = drawn["contacts"].replace("02-28", "03-02")
    assert not observed(sign, drawn)


def test_it_is_off_until_somebody_allows_it_and_needs_messages_and_who_was_met_through_work():
    assert sign.content
    assert set(sign.needs) == {"messages", "incidents", "involvements"}
