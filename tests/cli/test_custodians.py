"""`upstander custodian-key` and `custodian-open`: two custodians, each with a passphrase, open one identity."""

import base64
import datetime as dt
import json
import tomllib
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner
from nacl.pwhash import argon2id

from tests.reporting.test_custody import shown
from upstander.cli import main
from upstander.reporting.custodian_keys import SENSITIVE, Cost, new_key, read_key_file
from upstander.reporting.custody import advanced, begun, finished, read_answer, written_request
from upstander.reporting.identity import seal_identity

QUICK = Cost(argon2id.OPSLIMIT_MIN, argon2id.MEMLIMIT_MIN)
PASSPHRASES = {name: f"{name} keeps these five words" for name in ("anna", "ben", "cara")}
TODAY = dt.datetime.now(tz=ZoneInfo("Europe/London")).date()
NEXT_WEEK, LAST_WEEK = TODAY + dt.timedelta(days=7), TODAY - dt.timedelta(days=7)
BOX = b"b" * 32
TEXT = "Sam Wren, PC 4411, 07700 900123"


def run(*arguments, typed=""):
    said = CliRunner().invoke(main, [str(argument) for argument in arguments], input=typed)
    return said.exit_code, said.output


@pytest.fixture
def place(tmp_path):
    """A folder where three custodians have their keys, and whatever is handed over lies."""
    return tmp_path


@pytest.fixture
def custodians(place):
    """What the door knows of them."""
    return [new_key(place / f"{name}.key", name, name.title(), words, QUICK) for name, words in PASSPHRASES.items()]


@pytest.fixture
def asked(place, custodians):
    """A request to anna and ben that the desk gave out, and the key that it kept."""
    sealed = seal_identity(TEXT, custodians, BOX)
    request, key = begun(
        sealed, ("anna", "ben"), box=BOX, reason="Her life may be at risk", by="DI Hart", until=NEXT_WEEK, on=TODAY
    )
    (place / "first.json").write_text(written_request(request))
    return request, key


def opens(place, name, file, passphrase="", yes="y"):
    typed = f"{yes}\n{passphrase or PASSPHRASES[name]}\n"
    return run("custodian-open", place / file, "--key", place / f"{name}.key", typed=typed)


def halfway(place, request):
    """The request to ben, once anna answered."""
    assert opens(place, "anna", "first.json")[0] == 0
    answer = place / "first.json.answer"
    request = advanced(request, read_answer(answer.read_text(), answer.name), on=TODAY)
    (place / "second.json").write_text(written_request(request))
    return request


def answers(place):
    return sorted(file.name for file in place.glob("*.answer"))


# ---- keys


def test_a_custodian_makes_a_key_and_is_told_what_goes_into_the_file_of_recipients(tmp_path):
    """With the limits that keys really have: this one test takes their seconds."""
    file, passphrase = tmp_path / "anna.key", PASSPHRASES["anna"]
    status, said = run("custodian-key", file, "--name", "anna", "--label", "The chaplain", typed=f"{passphrase}\n" * 2)
    assert status == 0, said
    (table,) = tomllib.loads(said[said.index("[[custodian]]") :])["custodian"]
    assert (table["name"], table["label"], len(base64.b64decode(table["key"]))) == ("anna", "The chaplain", 32)
    locked = read_key_file(file)
    assert (file.stat().st_mode & 0o777, locked.name, locked.cost) == (0o600, "anna", SENSITIVE)
    assert passphrase not in said


@pytest.mark.parametrize(
    ("name", "typed", "why"),
    [
        ("anna", "five words, and other\nfive words, and another\n" * 2, "do not match"),
        ("anna", "short\nshort\n", "15 at least"),
        ("anna+ben", f"{'x' * 15}\n{'x' * 15}\n", "cannot be a custodian's name"),
    ],
)
def test_no_key_is_made_where_name_or_passphrase_is_none(tmp_path, name, typed, why):
    status, said = run("custodian-key", tmp_path / "key", "--name", name, typed=typed)
    assert (status, why in said, (tmp_path / "key").exists()) == (1, True, False), said


def test_a_key_that_is_there_is_not_written_over(place, custodians):
    before = (place / "anna.key").read_text()
    status, said = run("custodian-key", place / "anna.key", "--name", "anna")
    assert (status, "is there already" in said) == (1, True)
    assert (place / "anna.key").read_text() == before


# ---- requests


def test_two_custodians_open_one_identity_by_files(place, asked):
    request, key = asked
    request = halfway(place, request)
    status, said = opens(place, "ben", "second.json")
    assert status == 0, said
    answer = read_answer((place / "second.json.answer").read_text(), "second.json.answer")
    assert finished(request, answer, key, on=TODAY) == TEXT


def test_a_custodian_is_shown_what_is_asked_by_whom_why_and_until_when_before_saying_yes(place, asked):
    status, said = opens(place, "anna", "first.json", yes="n")
    assert (status, answers(place), "Passphrase" in said) == (1, [], False)
    shown = ["DI Hart", "Her life may be at risk", f"{NEXT_WEEK:%d %B %Y}", "anna, then ben", asked[0].words]
    assert [words for words in shown if words not in said] == []


def test_nothing_of_the_identity_is_in_any_file_or_on_any_screen(place, asked):
    said = opens(place, "anna", "first.json")[1]
    (place / "first.json.answer").unlink()
    halfway(place, asked[0])
    said += opens(place, "ben", "second.json")[1]
    files = [file for file in place.iterdir() if file.is_file()]
    assert {"first.json", "first.json.answer", "second.json", "second.json.answer"} <= {file.name for file in files}
    assert [file.name for file in files if shown(file.read_text())] == []
    assert shown(said) == []


def test_one_custodian_alone_gets_nowhere(place, asked):
    halfway(place, asked[0])
    status, said = opens(place, "anna", "second.json")
    assert (status, "it is ben who is asked now" in said) == (1, True)
    assert answers(place) == ["first.json.answer"]


def test_the_second_custodian_does_not_go_first(place, asked):
    status, said = opens(place, "ben", "first.json")
    assert (status, "ben has not been asked yet" in said, answers(place)) == (1, True, [])


def test_a_third_custodian_who_was_not_asked_opens_nothing(place, asked):
    status, said = opens(place, "cara", "first.json")
    assert (status, "the request is to anna and ben" in said, answers(place)) == (1, True, [])


def test_a_file_that_was_changed_to_name_the_third_opens_nothing(place, asked):
    said = json.loads((place / "first.json").read_text()) | {"pair": ["cara", "ben"]}
    (place / "first.json").write_text(json.dumps(said))
    status, told = opens(place, "cara", "first.json")
    assert (status, "sealed to another key" in told, answers(place)) == (1, True, [])


def test_a_request_whose_last_day_is_over_is_refused_before_the_passphrase(place, asked):
    said = json.loads((place / "first.json").read_text()) | {"until": LAST_WEEK.isoformat()}
    (place / "first.json").write_text(json.dumps(said))
    status, told = opens(place, "anna", "first.json")
    assert (status, f"ran until {LAST_WEEK:%d %B %Y}" in told, "Passphrase" in told) == (1, True, False)
    assert answers(place) == []


def test_a_wrong_passphrase_opens_nothing(place, asked):
    status, said = opens(place, "anna", "first.json", passphrase=PASSPHRASES["ben"])
    assert (status, "the passphrase is another one" in said, answers(place)) == (1, True, [])


def test_an_answer_that_is_there_is_not_written_over(place, asked):
    (place / "first.json.answer").write_text("earlier")
    status, said = opens(place, "anna", "first.json")
    assert (status, "is there already" in said) == (1, True)
    assert (place / "first.json.answer").read_text() == "earlier"


def test_a_file_that_is_no_request_is_told_with_what_to_do(place, asked):
    (place / "first.json").write_text("{}")
    status, said = opens(place, "anna", "first.json")
    assert (status, '"format"' in said, "ask the desk to give the request out again" in said) == (1, True, True)
