"""A receipt cannot be guessed, is read however somebody types it, and gives the same box every time."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mnemonic import Mnemonic

from upstander.reporting.receipt import (
    HURTFUL,
    TOLD_BY,
    WORDS,
    NotAReceiptError,
    Receipt,
    bits,
    holds_receipt,
    word_list,
)

ELEVEN = Receipt(word_list()[:WORDS])
LEAST_BITS = 112  # ASVS 5.0, 6.5.2: from there on a plain hash is enough

receipts = st.lists(st.sampled_from(word_list()), min_size=WORDS, max_size=WORDS).map(lambda w: Receipt(tuple(w)))


# ---- how hard it is to guess


def test_it_takes_more_than_112_bits_to_guess():
    assert bits() == pytest.approx(WORDS * math.log2(len(set(word_list()))))
    assert bits() >= LEAST_BITS


def test_no_word_is_there_twice():
    assert len(set(word_list())) == len(word_list())


def test_fresh_receipts_differ_and_use_the_whole_list():
    made = [Receipt.fresh() for _ in range(8_000)]  # a word stays away from all by chance once in 10**15 such runs
    assert len(set(made)) == len(made)
    assert {len(one.words) for one in made} == {WORDS}
    assert {word for one in made for word in one.words} == set(word_list())


# ---- what it says of whoever it is found with


def test_no_word_hurts_or_gives_away():
    assert HURTFUL & set(word_list()) == set()
    given_away = {"police", "report", "secret", "witness", "victim", "assault", "evidence"}
    assert given_away & set(word_list()) == set()


def test_every_word_left_out_is_one_that_the_list_would_have_held():
    """A misspelt word in the list of what hurts would let the right one through."""
    assert set(HURTFUL) - set(Mnemonic("english").wordlist) == set()


# ---- typing


def test_four_letters_tell_each_word():
    assert len({word[:TOLD_BY] for word in word_list()}) == len(word_list())


@given(receipts, st.text(max_size=40), st.sampled_from([" ", ", ", "\n", "\n1. "]))
def test_a_receipt_is_found_inside_an_answer_however_it_is_written(receipt, around, between):
    assert holds_receipt(f"{around} {between.join(receipt.words).upper()} {around}")


@given(receipts)
def test_the_first_four_letters_of_each_word_are_a_receipt_too(receipt):
    assert holds_receipt("my words: " + ", ".join(word[:TOLD_BY] for word in receipt.words))


def test_ten_words_of_a_receipt_and_an_ordinary_story_are_no_receipt():
    story = "He came about the window again and said that he would call around later, because he was on duty near by."
    assert not holds_receipt(" ".join(ELEVEN.words[:-1]))
    assert not holds_receipt(story)


def in_other_ways(receipt):
    words = receipt.words
    yield str(receipt)
    yield str(receipt).upper()
    yield str(receipt).title()
    yield ", ".join(words)
    yield "  \t ".join(words) + "\n"
    yield "\n".join(f"{number}. {word}" for number, word in enumerate(words, 1))
    yield "-".join(words)
    yield " ".join(word[:TOLD_BY] for word in words)
    yield " ".join(word[: TOLD_BY + 1] for word in words)
    yield "".join(chr(ord(one) + 0xFEE0) if one.isalpha() else one for one in str(receipt))  # full-width letters


@given(receipts)
def test_it_is_read_the_same_however_it_is_typed(receipt):
    assert {Receipt.read(typed) for typed in in_other_ways(receipt)} == {receipt}


@given(receipts, st.integers(0, WORDS - 1))
def test_three_letters_are_not_enough_where_a_word_has_more(receipt, place):
    words = list(receipt.words)
    word = words[place]
    words[place] = word[: TOLD_BY - 1]
    if words[place] == word:
        assert Receipt.read(" ".join(words)) == receipt
    else:
        meant = words[place] if words[place] in word_list() else None
        read = read_or_none(" ".join(words))
        assert (read.words[place] if read else None) == meant


def read_or_none(typed):
    try:
        return Receipt.read(typed)
    except NotAReceiptError:
        return None


@pytest.mark.parametrize(("typed", "meant"), [("abilty", "ability"), ("zebrra", "zebra"), ("qqqqqq", "")])
def test_an_unknown_word_is_told_with_the_one_that_may_be_meant(typed, meant):
    with pytest.raises(NotAReceiptError) as told:
        Receipt.read(" ".join([*ELEVEN.words[:-1], typed]))
    assert (list(told.value.unknown), told.value.counted) == ([(typed, meant)], WORDS)


def test_a_word_that_goes_on_otherwise_is_not_taken_for_another():
    with pytest.raises(NotAReceiptError) as told:
        Receipt.read(" ".join([*ELEVEN.words[:-1], "abilene"]))
    assert [typed for typed, _meant in told.value.unknown] == ["abilene"]


def test_a_word_that_hurts_is_on_no_receipt():
    with pytest.raises(NotAReceiptError):
        Receipt.read(" ".join([*ELEVEN.words[:-1], "police"]))


@pytest.mark.parametrize("count", [0, 1, WORDS - 1, WORDS + 1])
def test_more_or_fewer_words_than_eleven_are_refused(count):
    with pytest.raises(NotAReceiptError) as told:
        Receipt.read(" ".join(word_list()[:count]))
    assert (told.value.unknown, told.value.counted) == ([], count)


# ---- what follows from it


def test_box_and_key_are_the_same_every_time():
    """Drawn once: where they change, nobody who holds a receipt finds their box again."""
    assert ELEVEN.box.hex() == "2fb50a347eb1eae20ba10ad8316322818b946085d9eee3a48f379d78fba58941"
    assert bytes(ELEVEN.key).hex() == "c3332b8db6b6be7b32d4c27f165b2ab7ad25361b9823cf6e94e1e7b287cd992a"


@given(receipts)
def test_box_key_and_letters_have_their_sizes_and_tell_nothing_of_one_another(receipt):
    letters = [receipt.letter(*said) for said in ((b"", "p"), (b"one", "p"), (b"one", "another page"))]
    assert [len(one) for one in (receipt.box, bytes(receipt.key), *letters)] == [32, 32, 16, 16, 16]
    starts = {one[:16] for one in (receipt.box, bytes(receipt.key), bytes(receipt.key.public_key), *letters)}
    assert len(starts) == 6
    again = Receipt.read(str(receipt))
    assert (again.box, bytes(again.key), again.letter(b"one", "p")) == (receipt.box, bytes(receipt.key), letters[1])


@given(receipts, receipts)
def test_other_receipts_have_other_boxes(one, other):
    same = one == other
    assert (
        one.box == other.box,
        bytes(one.key) == bytes(other.key),
        one.letter(b"x", "p") == other.letter(b"x", "p"),
    ) == (same,) * 3


def test_the_same_words_in_another_order_are_another_receipt():
    turned = Receipt(ELEVEN.words[::-1])
    assert turned.box != ELEVEN.box
