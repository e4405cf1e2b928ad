"""An identity is sealed to every pair of custodians: two open it together, and one has nothing."""

import base64
import itertools
import string

import nacl.exceptions
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.public import PrivateKey, SealedBox

from upstander.reporting.identity import (
    HEAD,
    LONGEST,
    READER,
    ChangedError,
    IdentityError,
    NotSealedError,
    OfAnotherReportError,
    WrongCustodianError,
    WrongOrderError,
    open_identity,
    opener,
    pairs,
    peel,
    read_identity,
    seal_identity,
)
from upstander.reporting.letters import REPORT, SIZES, Letter, seal
from upstander.reporting.recipients import Recipient

KEYS = {name: PrivateKey.generate() for name in ("anna", "ben", "cara", "dan", "eve")}
CUSTODIANS = [Recipient(name, name.title(), key.public_key) for name, key in KEYS.items()]
DESK = PrivateKey.generate()
BOX, OTHER_BOX, REQUEST, OTHER_REQUEST = (bytes([number]) * 32 for number in range(4))
ALPHABET = string.ascii_letters + string.digits + "+/"  # of base64
TEXT = "Sam Wren, PC 4411, 07700 900123"

texts = st.text(max_size=LONGEST).filter(lambda text: len(text.encode()) <= LONGEST)


@pytest.fixture(scope="module")
def piece():
    """Of anna and ben."""
    return seal_identity(TEXT, CUSTODIANS[:2], BOX)["anna+ben"]


@pytest.fixture(scope="module")
def peeled(piece):
    return peel(piece, KEYS["anna"], BOX)


@pytest.fixture(scope="module")
def answer(peeled):
    return open_identity(peeled, KEYS["ben"], BOX, DESK.public_key, REQUEST)


def through(sealed, first, second, box=BOX):
    """What the desk reads once a pair of custodians answered."""
    peeled = peel(sealed[f"{first}+{second}"], KEYS[first], box)
    return read_identity(open_identity(peeled, KEYS[second], box, DESK.public_key, REQUEST), DESK, REQUEST)


# ---- two open it


@given(texts, st.integers(2, 5), st.binary(min_size=32, max_size=32))
def test_any_text_comes_back_by_every_pair_of_two_to_five_custodians(text, count, box):
    sealed = seal_identity(text, CUSTODIANS[:count], box)
    names = [one.name for one in CUSTODIANS[:count]]
    assert list(pairs(sealed)) == list(itertools.combinations(names, 2))
    assert {through(sealed, *pair, box) for pair in pairs(sealed)} == {text}


def test_the_order_of_custodians_is_that_of_their_names_and_not_of_their_file():
    assert list(seal_identity(TEXT, CUSTODIANS[2::-1], BOX)) == ["anna+ben", "anna+cara", "ben+cara"]


# ---- what its size tells


@given(texts)
def test_its_size_tells_nothing_of_the_text(text):
    empty, filled = (seal_identity(one, CUSTODIANS[:3], BOX) for one in ("", text))
    assert [len(one) for one in empty.values()] == [len(one) for one in filled.values()]
    first, second = (peel(one["anna+ben"], KEYS["anna"], BOX) for one in (empty, filled))
    assert len(first) == len(second)
    answers = [open_identity(one, KEYS["ben"], BOX, DESK.public_key, REQUEST) for one in (first, second)]
    assert len(answers[0]) == len(answers[1])


def test_a_letter_with_the_longest_identity_for_five_is_still_of_the_smallest_size():
    sealed = seal_identity("x" * LONGEST, CUSTODIANS, BOX)
    letter = Letter(REPORT, "public", "en", answers={"what": "x" * 6_000}, identity=sealed)
    assert len(seal(letter, DESK.public_key)) == SIZES[0] + 48


# ---- what is refused before it is sealed


@pytest.mark.parametrize("count", [0, 1, 6])
def test_fewer_than_two_custodians_or_more_than_five_are_refused(count):
    named = [*CUSTODIANS, Recipient("finn", "Finn", PrivateKey.generate().public_key)][:count]
    with pytest.raises(NotSealedError, match=f"{count} custodians are named: 2 to 5"):
        seal_identity(TEXT, named, BOX)


@pytest.mark.parametrize("text", ["x" * (LONGEST + 1), "é" * (LONGEST // 2 + 1)])
def test_too_long_a_text_is_refused_by_its_bytes(text):
    with pytest.raises(NotSealedError, match=f"{len(text.encode())} bytes of text, and {LONGEST} is the most"):
        seal_identity(text, CUSTODIANS, BOX)


def test_one_person_cannot_stand_as_two_custodians():
    anna = CUSTODIANS[0]
    with pytest.raises(NotSealedError, match="one key"):
        seal_identity(TEXT, [anna, Recipient("anna-2", "Anna", anna.key)], BOX)
    with pytest.raises(NotSealedError, match="one name"):
        seal_identity(TEXT, [anna, Recipient("anna", "Anna", CUSTODIANS[1].key)], BOX)


@pytest.mark.parametrize("name", ["", "anna+ben", "a b", "x" * 41, "anna\n"])
def test_a_name_that_would_blur_the_pairs_is_refused(name):
    with pytest.raises(NotSealedError, match="cannot be a custodian's name"):
        seal_identity(TEXT, [CUSTODIANS[0], Recipient(name, "", CUSTODIANS[1].key)], BOX)


def test_a_box_that_is_no_box_is_refused():
    with pytest.raises(ValueError, match="bound to 3 bytes"):
        seal_identity(TEXT, CUSTODIANS, b"box")


# ---- one alone


def keys_alone(piece, name):
    """Everything that one key opens of a piece, however it is put to it, layer by layer."""
    found, left = [], [base64.b64decode(piece)]
    while left:
        tried = left.pop()
        for start in range(len(tried)):
            try:
                opened = SealedBox(KEYS[name]).decrypt(tried[start:])
            except (nacl.exceptions.CryptoError, TypeError):
                continue
            found.append(opened)
            left.append(opened)
    return found


def test_the_second_custodian_alone_opens_nothing(piece):
    assert keys_alone(piece, "ben") == []


def test_the_first_custodian_alone_opens_a_layer_that_shows_nothing(piece):
    (opened,) = keys_alone(piece, "anna")
    assert b"Wren" not in opened
    assert opened.endswith(base64.b64decode(peel(piece, KEYS["anna"], BOX)))


def test_one_custodian_alone_opens_none_of_all_the_pieces_of_a_report():
    sealed = seal_identity(TEXT, CUSTODIANS[:3], BOX)
    for name in ("anna", "ben", "cara"):
        assert [one for piece in sealed.values() for one in keys_alone(piece, name) if b"Wren" in one] == []


def test_a_custodian_of_no_chosen_pair_is_told_so(piece, peeled):
    with pytest.raises(WrongCustodianError):
        peel(piece, KEYS["cara"], BOX)
    with pytest.raises(WrongCustodianError):
        open_identity(peeled, KEYS["cara"], BOX, DESK.public_key, REQUEST)


def test_nobody_but_the_request_reads_what_the_second_custodian_answers(answer):
    for key in KEYS.values():
        with pytest.raises(WrongCustodianError):
            read_identity(answer, key, REQUEST)
    assert read_identity(answer, DESK, REQUEST) == TEXT


# ---- in another order, of another report, changed


def test_the_second_custodian_cannot_go_first_nor_the_first_go_twice(piece, peeled):
    with pytest.raises(WrongCustodianError):
        peel(piece, KEYS["ben"], BOX)
    with pytest.raises(WrongOrderError, match="the first custodian opens it next"):
        open_identity(piece, KEYS["ben"], BOX, DESK.public_key, REQUEST)
    with pytest.raises(WrongOrderError, match="the second custodian opens it next"):
        peel(peeled, KEYS["anna"], BOX)
    with pytest.raises(WrongOrderError):
        read_identity(peeled, DESK, REQUEST)


def test_a_piece_of_another_report_is_told_by_each_custodian(piece, peeled):
    with pytest.raises(OfAnotherReportError):
        peel(piece, KEYS["anna"], OTHER_BOX)
    with pytest.raises(OfAnotherReportError):
        open_identity(peeled, KEYS["ben"], OTHER_BOX, DESK.public_key, REQUEST)


def test_a_piece_of_another_report_put_inside_is_told_by_the_second():
    """Who has the first custodian's help wraps another report's inner layer anew: the second still sees whose it is."""
    inner = peel(seal_identity(TEXT, CUSTODIANS[:2], OTHER_BOX)["anna+ben"], KEYS["anna"], OTHER_BOX)
    with pytest.raises(OfAnotherReportError):
        open_identity(inner, KEYS["ben"], BOX, DESK.public_key, REQUEST)


def test_an_answer_to_another_request_is_told(answer):
    with pytest.raises(OfAnotherReportError):
        read_identity(answer, DESK, OTHER_REQUEST)


def identity_of(peeled, second):
    return open_identity(peeled, KEYS[second], BOX, DESK.public_key, REQUEST)


def told(piece, open_it):
    try:
        open_it(piece)
    except IdentityError:
        return True
    return False


def changed_everywhere(piece):
    """A piece with each of its bytes changed in turn."""
    held = base64.b64decode(piece)
    for place in range(len(held)):
        for flipped in (0x01, 0x80):
            changed = bytearray(held)
            changed[place] ^= flipped
            yield base64.b64encode(changed).decode()


def test_every_changed_byte_is_told_by_whoever_opens_it(piece, peeled, answer):
    steps = [
        (piece, lambda one: peel(one, KEYS["anna"], BOX)),
        (peeled, lambda one: open_identity(one, KEYS["ben"], BOX, DESK.public_key, REQUEST)),
        (answer, lambda one: read_identity(one, DESK, REQUEST)),
    ]
    for whole, open_it in steps:
        assert not told(whole, open_it)
        assert [one for one in changed_everywhere(whole) if not told(one, open_it)] == []


@given(st.data())
def test_every_other_sign_in_the_writing_of_a_piece_is_told(piece, data):
    place = data.draw(st.integers(0, len(piece) - 1))
    sign = data.draw(st.characters().filter(lambda one: one != piece[place]))
    assert told(piece[:place] + sign + piece[place + 1 :], lambda one: peel(one, KEYS["anna"], BOX))


def test_the_bits_that_base64_leaves_over_cannot_be_changed_either(peeled):
    assert peeled.endswith("=")
    others = [f"{peeled[:-2]}{sign}=" for sign in ALPHABET if sign != peeled[-2]]
    assert [one for one in others if not told(one, lambda it: identity_of(it, "ben"))] == []


@given(st.data())
def test_what_was_cut_off_or_added_is_told(piece, data):
    cut = piece[: data.draw(st.integers(0, len(piece) - 1))]
    added = piece + data.draw(st.text(min_size=1))
    assert [one for one in (cut, added) if not told(one, lambda it: peel(it, KEYS["anna"], BOX))] == []


def test_a_layer_sealed_again_under_another_head_is_told(peeled):
    """Somebody who knows the second custodian's public key cannot let the first layer pass for the second."""
    head = base64.b64decode(peeled)[:HEAD]
    forged = head + SealedBox(KEYS["ben"].public_key).encrypt(b"\x01\x01" + head[2:] + BOX + b"\0" * 514)
    with pytest.raises(ChangedError, match="head"):
        open_identity(base64.b64encode(forged).decode(), KEYS["ben"], BOX, DESK.public_key, REQUEST)


def test_a_piece_says_who_opens_it_next(piece, peeled, answer):
    assert [opener(one) for one in (piece, peeled, answer)] == [1, 2, READER]
    with pytest.raises(ChangedError):
        opener("")
