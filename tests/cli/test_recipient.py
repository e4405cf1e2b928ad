"""`upstander recipient` and `recipient-of`: whom a door seals to is named whole or not at all, and compared by telephone."""

import base64

import pytest
from click.testing import CliRunner
from nacl.public import PrivateKey

from upstander.cli import main
from upstander.reporting.receipt import WORDS
from upstander.reporting.recipients import FILE, Recipient, Recipients, fingerprint, read_recipients, written

UNIT, ELSEWHERE = PrivateKey.generate().public_key, PrivateKey.generate().public_key


def run(*words):
    said = CliRunner().invoke(main, [str(word) for word in words])
    return said.exit_code, said.output


def in_base64(key):
    return base64.b64encode(bytes(key)).decode()


@pytest.fixture
def door(tmp_path):
    (tmp_path / FILE).write_text(written(Recipients({"unit": Recipient("unit", "The unit", UNIT)}, ())), "utf-8")
    return tmp_path


def names(door, name="elsewhere", key=ELSEWHERE, label="The regional unit", *more):
    held = key if isinstance(key, str) else in_base64(key)
    return run("recipient", door, "--name", name, "--label", label, "--key", held, *more)


def custodian(door, name, key=None):
    return names(door, name, key or PrivateKey.generate().public_key, name.title(), "--custodian")


def test_whoever_is_outside_the_unit_is_added_with_a_fingerprint_to_be_compared(door):
    status, said = names(door)
    assert (status, fingerprint(ELSEWHERE) in said) == (0, True)
    assert read_recipients(door / FILE).receiving["elsewhere"] == Recipient("elsewhere", "The regional unit", ELSEWHERE)
    assert (door / FILE).stat().st_mode & 0o777 == 0o600


def test_whoever_is_outside_the_unit_is_replaced_and_everybody_else_stays(door):
    names(door)
    custodian(door, "anna")
    before, later = read_recipients(door / FILE), PrivateKey.generate().public_key
    assert names(door, key=later, label="Another force")[0] == 0
    now = read_recipients(door / FILE)
    assert now.receiving["elsewhere"] == Recipient("elsewhere", "Another force", later)
    assert (now.receiving["unit"], now.custodians) == (before.receiving["unit"], before.custodians)


def test_a_custodian_is_added_and_replaced(door):
    first, second = PrivateKey.generate().public_key, PrivateKey.generate().public_key
    custodian(door, "anna", first)
    custodian(door, "ben")
    custodian(door, "anna", second)
    held = {one.name: bytes(one.key) for one in read_recipients(door / FILE).custodians}
    assert (set(held), held["anna"]) == ({"anna", "ben"}, bytes(second))


def test_the_unit_itself_is_named_where_there_is_no_file_yet(tmp_path):
    assert names(tmp_path, "unit", UNIT, "The unit")[0] == 0
    assert list(read_recipients(tmp_path / FILE).receiving) == ["unit"]


def test_a_door_without_a_file_names_nobody_else(tmp_path):
    status, said = names(tmp_path)
    assert (status, FILE in said, (tmp_path / FILE).exists()) == (1, True, False)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"key": UNIT}, "two have one key"),
        ({"key": "AAAA"}, "32 bytes in base64"),
        ({"key": "no base64"}, "32 bytes in base64"),
        ({"key": in_base64(bytes(32))}, "its label or key cannot be used"),  # nothing can be sealed to it
        ({"label": " "}, "its label or key cannot be used"),
        ({"label": "two\nlines"}, "its label or key cannot be used"),
        ({"name": "somebody"}, 'never to "somebody"'),
    ],
)
def test_whoever_cannot_be_sealed_to_changes_nothing(door, given, said):
    before = (door / FILE).read_bytes()
    status, told = names(door, **given)
    assert (status, said in told, (door / FILE).read_bytes()) == (1, True, before), told


def test_a_custodian_who_cannot_be_one_changes_nothing(door):
    key = PrivateKey.generate().public_key
    for name in ("anna", "ben", "cara", "dan"):
        assert custodian(door, name)[0] == 0
    assert custodian(door, "eve", key)[0] == 0
    before = (door / FILE).read_bytes()
    for name, other, said in (
        ("fay", None, "5 custodians are there"),
        ("a name", None, "a custodian's name"),
        ("dan", key, "one key"),
    ):
        status, told = custodian(door, name, other)
        assert (status, said in told, (door / FILE).read_bytes()) == (1, True, before), told


def test_a_desk_prints_its_public_key_as_a_door_takes_it_and_no_secret(door, tmp_path):
    desk = tmp_path / "desk"
    desk.mkdir()
    status, table = run("recipient-of", desk, "--label", "The regional unit")
    (door / FILE).write_text((door / FILE).read_text("utf-8") + "\n" + table, "utf-8")
    one = read_recipients(door / FILE).receiving["elsewhere"]
    assert (status, one.label, fingerprint(one.key) in table) == (0, "The regional unit", True)
    assert (desk / "reports.key").read_text().strip() not in table
    assert run("recipient-of", desk, "--label", "The regional unit") == (0, table)


def test_a_fingerprint_is_of_the_key_and_never_taken_for_a_receipt():
    assert fingerprint(UNIT) != fingerprint(ELSEWHERE)
    assert len(fingerprint(UNIT).split()) < WORDS


def test_a_fingerprint_stays_from_version_to_version():
    words = "tortoise mom camp teach ozone lion car february property crowd"
    assert fingerprint(PrivateKey(b"k" * 32).public_key) == words
