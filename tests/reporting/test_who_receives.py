"""To whom a report goes: round the unit where it is about the unit, and names to two custodians alone."""

from pathlib import Path
from typing import Any

import pytest
from nacl.public import PrivateKey

from tests.reporting.conftest import Keys, Opened, carried, words_in
from upstander.reporting import identity, letters
from upstander.reporting.receipt import Receipt
from upstander.reporting.recipients import read_key


def sent(door: Opened, **last: str) -> list[str]:
    """The receipt of what a colleague says, with what their last two pages are given."""
    page = door.asks("/staff")[2]
    for answers in ({"danger": "no"}, {"what": "what somebody saw"}, last, last):
        status, page = door.sends("/staff", answers | {"carried": carried(page), "go": "on"})
        assert status == 200
    return words_in(page)


def opened(rows: list[tuple[Any, ...]], key: PrivateKey) -> letters.Letter:
    return letters.opened(bytes(rows[0][3]), key)


def test_what_is_about_the_unit_is_sealed_to_somebody_outside_it(
    door: Opened, keys: Keys, desk_folder: Path, letters_of: Any
) -> None:
    rows = letters_of(sent(door, about_unit="yes"))
    assert rows[0][0] == "elsewhere"
    assert opened(rows, keys.elsewhere).answers["what"] == "what somebody saw"
    with pytest.raises(letters.NotOpenedError):
        opened(rows, read_key((desk_folder / "reports.key").read_text("ascii")))


def test_everything_else_is_sealed_to_the_unit(door: Opened, desk_folder: Path, letters_of: Any) -> None:
    rows = letters_of(sent(door, about_unit="no", keep_from="PC One\n\n  the late turn  "))
    held = opened(rows, read_key((desk_folder / "reports.key").read_text("ascii")))
    assert (held.door, held.keep_from) == ("colleague", ("PC One", "the late turn"))
    assert held.identity == {}


# ---- who writes of the unit is asked


def at_the_end(door: Opened, path: str, *pages: dict[str, str]) -> str:
    """The page after some pages of a door were answered."""
    page = door.asks(path)[2]
    for answers in pages:
        status, page = door.sends(path, answers | {"carried": carried(page), "go": "on"})
        assert status == 200
    return page


WROTE_OF_IT = {"what": "I told PSD, and they warned him"}
LAST = ({"danger": "no"}, WROTE_OF_IT, {})


@pytest.mark.parametrize("language", ["", "/cy", "/easy"])
def test_who_wrote_of_the_unit_is_asked_whether_it_goes_outside_before_it_is_sealed(
    door: Opened, letters_of: Any, language: str
) -> None:
    page = at_the_end(door, f"{language}/staff", *LAST)
    assert 'name="round"' in page
    assert 'name="about_unit"' not in page
    status, page = door.sends(f"{language}/staff", {"carried": carried(page), "go": "on"})
    assert (status, words_in(page)) == (200, [])  # it must be answered
    _status, page = door.sends(f"{language}/staff", {"round": "yes", "carried": carried(page), "go": "on"})
    assert [who for who, *_rest in letters_of(words_in(page))] == ["elsewhere"]


def test_who_says_that_it_is_not_about_them_reaches_the_unit(door: Opened, desk_folder: Path, letters_of: Any) -> None:
    page = at_the_end(door, "/staff", *LAST, {"round": "no"})
    held = opened(letters_of(words_in(page)), read_key((desk_folder / "reports.key").read_text("ascii")))
    assert held.answers == WROTE_OF_IT


def test_who_writes_of_the_unit_on_the_last_page_is_asked_too_and_loses_no_word(door: Opened, letters_of: Any) -> None:
    page = at_the_end(
        door, "/staff", {"danger": "no"}, {"what": "what somebody saw"}, {}, {"keep_from": "everyone in PSD"}
    )
    assert ('name="round"' in page, "everyone in PSD" in page, words_in(page)) == (True, True, [])
    assert 'href="#id_round"' in page  # the summary of what is lacking leads there
    given = {"keep_from": "everyone in PSD", "round": "yes", "carried": carried(page), "go": "on"}
    _status, page = door.sends("/staff", given)
    assert [who for who, *_rest in letters_of(words_in(page))] == ["elsewhere"]


def test_a_call_handler_who_writes_of_the_unit_is_asked(door: Opened, letters_of: Any) -> None:
    page = at_the_end(door, "/calls", {"danger": "no"} | WROTE_OF_IT)
    given = {"danger": "no", "round": "yes", "carried": carried(page), "go": "on"} | WROTE_OF_IT
    _status, page = door.sends("/calls", given)
    assert [who for who, *_rest in letters_of(words_in(page))] == ["elsewhere"]


@pytest.mark.parametrize("last", [{}, {"about_unit": "yes", "keep_from": "everyone in PSD"}])
def test_nobody_else_is_asked(door: Opened, last: dict[str, str]) -> None:
    page = at_the_end(door, "/staff", {"danger": "no"}, {"what": "what somebody saw"}, {})
    assert 'name="round"' not in page
    _status, page = door.sends("/staff", last | {"carried": carried(page), "go": "on"})
    assert len(words_in(page)) == 11


def test_a_name_is_opened_by_two_custodians_and_by_nobody_else(
    door: Opened, keys: Keys, desk_folder: Path, letters_of: Any
) -> None:
    words = sent(door, name="Fern Canary", reach_how="by letter")
    held = opened(letters_of(words), read_key((desk_folder / "reports.key").read_text("ascii")))
    assert held.contact == {"reach_how": "by letter"}
    assert "Fern Canary" not in str(held)
    box, asking, request = Receipt(tuple(words)).box, PrivateKey.generate(), bytes(range(32))
    half = identity.peel(held.identity["ash+cedar"], keys.custodians["ash"], box)
    whole = identity.open_identity(half, keys.custodians["cedar"], box, asking.public_key, request)
    assert identity.read_identity(whole, asking, request) == "Fern Canary"


def test_a_report_with_a_name_sent_twice_is_there_once(door: Opened, letters_of: Any) -> None:
    """A name is sealed anew each time; a double click is one report all the same."""
    page = at_the_end(door, "/staff", {"danger": "no"}, {"what": "what somebody saw"}, {"name": "Fern Canary"})
    given = {"carried": carried(page), "go": "on"}
    words, again = (words_in(door.sends("/staff", given)[1]) for _click in range(2))
    assert words == again
    assert len(letters_of(words)) == 1


def test_a_message_goes_to_whoever_has_the_report(door: Opened, letters_of: Any) -> None:
    words = sent(door, about_unit="yes")
    _status, page = door.sends("/return", {"receipt": " ".join(words)})
    assert "It went to somebody outside this force: The regional unit" in page
    given = {"message": "one more thing", "danger": "no", "carried": carried(page), "go": "write"}
    door.sends("/return", given)
    door.sends("/return", given)  # sent twice, it is there once
    assert [who for who, *_rest in letters_of(words)] == ["elsewhere", "elsewhere"]


def test_too_long_a_name_is_told(door: Opened) -> None:
    page = door.asks("/staff")[2]
    for answers in ({"danger": "no"}, {"what": "what somebody saw"}, {"name": "n" * 200}):
        _status, page = door.sends("/staff", answers | {"carried": carried(page), "go": "on"})
    assert "Keep it under 128 characters" in page
