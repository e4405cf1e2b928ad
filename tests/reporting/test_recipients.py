"""The file of recipients comes back as it was written, and what is wrong in it is said with what to do."""

import base64
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.public import PrivateKey

from upstander.reporting.recipients import (
    NoRecipientError,
    Recipient,
    Recipients,
    read_key,
    read_recipients,
    written,
    written_key,
)
from upstander.reporting.sending import lacking

KEY = PrivateKey.generate()
UNIT = Recipient("unit", "The counter-corruption unit", KEY.public_key)
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "recipients.toml"


def as_written(file: Path, recipients: Recipients) -> Recipients:
    file.write_text(written(recipients), encoding="utf-8")
    return read_recipients(file)


def somebody(name):
    return Recipient(name, name, PrivateKey.generate().public_key)


@pytest.mark.parametrize(
    ("outside", "custodians", "told"),
    [
        (True, 2, []),
        (False, 2, ["Nobody outside the force"]),
        (True, 1, ["Nobody can give their name"]),
        (False, 0, ["Nobody outside the force", "Nobody can give their name"]),
    ],
)
def test_whoever_opens_a_door_is_told_what_it_cannot_offer(outside, custodians, told):
    receiving = {"unit": UNIT} | ({"elsewhere": somebody("elsewhere")} if outside else {})
    found = lacking(Recipients(receiving, [somebody(f"c{number}") for number in range(custodians)]))
    assert [words.startswith(begun) for words, begun in zip(found, told, strict=True)] == [True] * len(told)


def test_everybody_comes_back_as_they_were_written(file):
    elsewhere = Recipient("elsewhere", "Another force", PrivateKey.generate().public_key)
    custodians = tuple(Recipient(name, name, PrivateKey.generate().public_key) for name in ("anna", "ben"))
    everybody = Recipients({"unit": UNIT, "elsewhere": elsewhere}, custodians)
    assert as_written(file, everybody) == everybody


@given(words, words)
def test_any_words_come_back_as_they_were_written(tmp_path_factory, name, label):
    everybody = Recipients({"unit": UNIT}, (Recipient(name, label, KEY.public_key),))
    assert as_written(tmp_path_factory.mktemp("any") / "recipients.toml", everybody) == everybody


def test_no_custodian_is_needed(file):
    assert as_written(file, Recipients({"unit": UNIT}, ())).custodians == ()


@pytest.mark.parametrize("held", [b"[[recipient", b"\xff\xfe", b'name = "unit"', b""])
def test_a_file_without_the_unit_is_said_with_its_name_and_what_makes_it(file, held):
    file.write_bytes(held)
    with pytest.raises(NoRecipientError, match=r"recipients.toml .*: `upstander recipient` makes it"):
        read_recipients(file)


def test_a_file_that_is_not_there_is_said_with_its_name_and_what_makes_it(file):
    with pytest.raises(NoRecipientError, match=r"recipients.toml cannot be read .*: `upstander recipient` makes it"):
        read_recipients(file)


@pytest.mark.parametrize("tables", ["recipient = 3", "[recipient]\nname = 'unit'", "recipient = ['unit']"])
def test_a_table_that_is_none_of_a_list_is_said_with_how_it_is_written(file, tables):
    file.write_text(tables)
    with pytest.raises(NoRecipientError, match=r"recipients.toml: .* write \[\[recipient\]\] over each"):
        read_recipients(file)


@pytest.mark.parametrize("key", ['"no base64"', '"AAAA"', "3", None])
def test_a_custodian_who_is_not_whole_is_named_with_what_to_do(file, key):
    line = f"key = {key}\n" if key else ""
    custodian = f'[[custodian]]\nname = "anna"\nlabel = "Anna"\n{line}'
    file.write_text(written(Recipients({"unit": UNIT}, ())) + custodian)
    with pytest.raises(NoRecipientError, match=r'recipients.toml: custodian "anna" is not whole .*: write its name'):
        read_recipients(file)


def test_a_private_key_comes_back_from_its_file():
    assert bytes(read_key(written_key(KEY))) == bytes(KEY)


@pytest.mark.parametrize("text", ["", "no base64!", base64.b64encode(b"short").decode()])
def test_what_is_no_private_key_is_refused(text):
    with pytest.raises(ValueError, match=r"Only base64 data|bytes are no key: 32 are needed"):
        read_key(text)
