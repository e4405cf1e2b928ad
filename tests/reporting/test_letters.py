"""A letter comes back to whoever it was sealed to, and shows nobody else anything, not even how long it is."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.public import PrivateKey, SealedBox

from upstander.reporting.letters import (
    MESSAGE,
    REPORT,
    SIZES,
    Enclosed,
    Letter,
    NotOpenedError,
    TooLargeError,
    opened,
    opened_reply,
    seal,
    seal_reply,
)

DESK, OTHER = PrivateKey.generate(), PrivateKey.generate()
OF_THE_BOX = 48  # bytes that libsodium's sealed box adds
SHORT = Letter(REPORT, "public", "en", answers={"what": "He came back to her house"})

words = st.text(max_size=60)
answers = st.dictionaries(words, words, max_size=4)
letters = st.builds(
    Letter,
    kind=st.sampled_from([REPORT, MESSAGE]),
    door=words,
    language=words,
    danger=st.booleans(),
    answers=answers,
    keep_from=st.lists(words, max_size=3).map(tuple),
    contact=answers,
    identity=answers,
    files=st.lists(st.builds(Enclosed, words, st.binary(max_size=300)), max_size=3).map(tuple),
)


def filled(length):
    """A letter of so many bytes before it is filled up."""
    bare = replace(SHORT, answers={"what": ""})
    whole = len(SealedBox(DESK).decrypt(seal(bare, DESK.public_key)).rstrip(b"\0"))
    return replace(SHORT, answers={"what": "x" * (length - whole)})


@given(letters)
def test_any_letter_comes_back_the_same(letter):
    assert opened(seal(letter, DESK.public_key), DESK) == letter


@given(st.text(max_size=2_000))
def test_any_reply_comes_back_the_same(text):
    assert opened_reply(seal_reply(text, DESK.public_key), DESK) == text


def test_a_file_comes_back_byte_by_byte_with_its_zeros():
    files = (Enclosed("a.bin", b"\0" * 9 + b"a" + b"\0" * 9), Enclosed("", b""), Enclosed("b.bin", bytes(range(256))))
    assert opened(seal(replace(SHORT, files=files), DESK.public_key), DESK).files == files


def test_only_the_right_key_opens_it():
    for sealed, open_it in ((seal(SHORT, DESK.public_key), opened), (seal_reply("Yes", DESK.public_key), opened_reply)):
        with pytest.raises(NotOpenedError):
            open_it(sealed, OTHER)


def test_the_public_key_that_sealed_it_opens_nothing():
    with pytest.raises(NotOpenedError):
        opened(seal(SHORT, DESK.public_key), PrivateKey(bytes(DESK.public_key)))


@given(letters)
def test_nothing_of_a_letter_is_seen_and_no_two_look_alike(letter):
    first, second = seal(letter, DESK.public_key), seal(letter, DESK.public_key)
    assert first != second
    marked = replace(letter, answers={"what": "canary bird"})
    assert b"canary" not in seal(marked, DESK.public_key)


# ---- sizes


@given(letters)
def test_every_letter_of_up_to_16_kib_is_of_one_size(letter):
    assert len(seal(letter, DESK.public_key)) == SIZES[0] + OF_THE_BOX


def test_the_smallest_size_holds_16_kib_and_one_byte_more_takes_the_next():
    assert len(seal(filled(SIZES[0]), DESK.public_key)) == SIZES[0] + OF_THE_BOX
    assert len(seal(filled(SIZES[0] + 1), DESK.public_key)) == SIZES[1] + OF_THE_BOX


@given(st.integers(0, 3 << 20))
def test_a_letter_with_files_is_of_one_of_the_few_sizes(length):
    sealed = seal(replace(SHORT, files=(Enclosed("f", b"\1" * length),)), DESK.public_key)
    assert len(sealed) - OF_THE_BOX in SIZES


@pytest.mark.parametrize("text", ["", "Yes", "x" * 16_000])
def test_replies_are_of_one_size(text):
    assert len(seal_reply(text, DESK.public_key)) == SIZES[0] + OF_THE_BOX


def test_what_is_too_large_is_refused_and_the_largest_is_not():
    largest = replace(SHORT, files=(Enclosed("f", b"\1" * (SIZES[-1] - 1_000)),))
    assert len(seal(largest, DESK.public_key)) == SIZES[-1] + OF_THE_BOX
    with pytest.raises(TooLargeError, match=f"{SIZES[-1]} is the most"):
        seal(replace(SHORT, files=(Enclosed("f", b"\1" * SIZES[-1]),)), DESK.public_key)


# ---- changes


@given(st.data())
def test_a_changed_byte_is_told(data):
    sealed = bytearray(seal(SHORT, DESK.public_key))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(NotOpenedError):
        opened(bytes(sealed), DESK)


@pytest.mark.parametrize("cut", [0, 1, OF_THE_BOX - 1, OF_THE_BOX, SIZES[0]])
def test_what_was_cut_short_is_told(cut):
    with pytest.raises(NotOpenedError):
        opened(seal(SHORT, DESK.public_key)[:cut], DESK)


@pytest.mark.parametrize("whole", [b"", b"\x02" + bytes(20)])
def test_what_was_sealed_in_another_form_is_told(whole):
    with pytest.raises(NotOpenedError):
        opened(SealedBox(DESK.public_key).encrypt(whole), DESK)


@pytest.mark.parametrize("words", [b"", b"[]", b"{}", b"7", b"{", b"\xff", b'{"files": [[1]]}', b"[" * 90_000])
def test_what_anybody_else_sealed_to_the_desk_is_told_and_stops_nothing(words):
    """Everybody may know the desk's public key: what they seal to it is no letter, and no error of another kind."""
    whole = b"\x01" + len(words).to_bytes(4) + words
    with pytest.raises(NotOpenedError):
        opened(SealedBox(DESK.public_key).encrypt(whole), DESK)
