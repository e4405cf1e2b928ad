"""A custodian's key file opens with its passphrase alone."""

import json

import pytest
from nacl.pwhash import argon2id

from upstander.reporting.custodian_keys import SENSITIVE, Cost, CustodianKeyError, new_key, read_key_file
from upstander.reporting.fields import FieldsError
from upstander.reporting.identity import NotSealedError

QUICK = Cost(argon2id.OPSLIMIT_MIN, argon2id.MEMLIMIT_MIN)  # what is tested is not how long it takes
PASSPHRASE = " ".join(["five", "words", "that", "nobody", "says"])


@pytest.fixture
def file(tmp_path):
    return tmp_path / "anna.key"


@pytest.fixture
def made(file):
    return new_key(file, "anna", "The chaplain", PASSPHRASE, QUICK)


def test_the_passphrase_opens_the_private_half_of_what_is_made_public(file, made):
    opened = read_key_file(file).opened(PASSPHRASE)
    assert (opened.name, opened.key.public_key) == (made.name, made.key)
    assert (made.name, made.label) == ("anna", "The chaplain")


def test_another_passphrase_opens_nothing(file, made):
    with pytest.raises(CustodianKeyError, match=r"anna.key: the passphrase is another one"):
        read_key_file(file).opened(PASSPHRASE + "s")


def test_a_passphrase_opens_however_a_keyboard_writes_its_accents(file):
    new_key(file, "anna", "Anna", "caf\u00e9 caf\u00e9 caf\u00e9 caf\u00e9", QUICK)
    assert read_key_file(file).opened("cafe\u0301 cafe\u0301 cafe\u0301 cafe\u0301").name == "anna"


def test_the_file_is_its_owners_alone_and_holds_no_key_in_plain(file, made):
    assert file.stat().st_mode & 0o777 == 0o600
    private = bytes(read_key_file(file).opened(PASSPHRASE).key)
    assert [private.hex() in file.read_text(), private in file.read_bytes()] == [False, False]


def test_a_file_open_to_others_is_refused(file, made):
    file.chmod(0o640)
    with pytest.raises(CustodianKeyError, match=r"anna.key is open to others: .* \(chmod 600\)"):
        read_key_file(file)


def test_a_key_is_never_written_over(file, made):
    before = file.read_text()
    with pytest.raises(FileExistsError, match=r"anna.key"):
        new_key(file, "anna", "Anna", PASSPHRASE, QUICK)
    assert file.read_text() == before


def test_a_short_passphrase_or_a_name_that_is_none_makes_no_file(file):
    with pytest.raises(CustodianKeyError, match="14 characters: 15 at least"):
        new_key(file, "anna", "Anna", "x" * 14, QUICK)
    with pytest.raises(NotSealedError, match=r'"anna\+ben"'):
        new_key(file, "anna+ben", "Anna", PASSPHRASE, QUICK)
    assert not file.exists()


def test_a_changed_name_is_told(file, made):
    file.write_text(json.dumps(json.loads(file.read_text()) | {"name": "ben"}))
    with pytest.raises(CustodianKeyError, match="its name was changed"):
        read_key_file(file).opened(PASSPHRASE)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("format", "another"),
        ("name", "a b"),
        ("name", None),
        ("passes", "3"),
        ("passes", 0),
        ("memory", SENSITIVE.memory + 1),
        ("salt", "no base64!"),
        ("sealed", 3),
    ],
)
def test_what_is_wrong_in_a_key_file_is_said_with_file_field_and_remedy(file, made, field, value):
    file.write_text(json.dumps(json.loads(file.read_text()) | {field: value}))
    with pytest.raises(FieldsError, match=f'anna.key: "{field}" .*: take the other copy of it'):
        read_key_file(file)


@pytest.mark.parametrize("field", ["salt", "sealed"])
def test_a_field_cut_short_is_told_when_the_passphrase_is_tried(file, made, field):
    file.write_text(json.dumps(json.loads(file.read_text()) | {field: "AAAA"}))
    with pytest.raises(CustodianKeyError):
        read_key_file(file).opened(PASSPHRASE)


def test_a_file_that_is_not_there_is_said(file):
    with pytest.raises(FieldsError, match=r"anna.key cannot be read .*: take the other copy"):
        read_key_file(file)
