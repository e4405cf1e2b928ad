"""Whom agencies ask for: two levels, confirmed now and then, and told when nobody has."""

import datetime as dt
import re
import shutil

import pytest

from upstander.reporting import words as told
from upstander.reporting.partner_contacts import ContactsError, contacts, unconfirmed

TODAY = dt.date(2026, 11, 27)
CHECKED = "checked_on = 2026-11-01\n"


@pytest.fixture
def words_folder(tmp_path, monkeypatch):
    """Gives the door's words the contacts and the day of checking that a test says, and forgets them afterwards."""
    told_files = (told.partner_contacts, told.support)

    def have(contacts_file, checked=CHECKED):
        shutil.copytree(told.words_folder(), tmp_path, dirs_exist_ok=True)
        monkeypatch.setenv("UPSTANDER_DOOR_WORDS", str(tmp_path))
        (tmp_path / "contacts.toml").write_text(contacts_file, "utf-8")
        support = (tmp_path / "support.toml").read_text("utf-8").replace('checked_on = ""\n', checked)
        (tmp_path / "support.toml").write_text(support, "utf-8")
        for one in told_files:
            one.cache_clear()

    yield have
    monkeypatch.undo()
    for one in told_files:
        one.cache_clear()


def contact(name, level, confirmed="2026-11-01", agency=""):
    return f"""
        [[contact]]
        agency = "{agency}"
        level = "{level}"
        name = "{name}"
        post = "an inspector"
        telephone = "01632 960001"
        confirmed_on = {confirmed}
        """


def test_who_is_named_at_both_levels_and_confirmed_lately_is_told_of_to_nobody(words_folder):
    words_folder(contact("Ash", "day_to_day") + contact("Birch", "senior"))
    assert [one.name for one in contacts()] == ["Ash", "Birch"]
    assert list(unconfirmed(TODAY)) == []


def test_a_level_that_nobody_holds_is_told_for_each_agency(words_folder):
    words_folder(
        contact("Ash", "day_to_day", agency="The refuge")
        + contact("Birch", "senior", agency="The refuge")
        + contact("Cedar", "senior", agency="Housing")
    )
    assert list(unconfirmed(TODAY)) == ["contacts.toml: Housing has no contact of the level day_to_day."]


def test_whoever_stands_for_every_agency_stands_for_each(words_folder):
    words_folder(contact("Ash", "day_to_day", agency="Housing") + contact("Birch", "senior"))
    assert list(unconfirmed(TODAY)) == ["contacts.toml: every agency has no contact of the level day_to_day."]


@pytest.mark.parametrize(("confirmed", "lapsed"), [("2026-05-31", []), ("2026-05-30", ["30/05/2026"])])
def test_a_contact_lapses_after_180_days(words_folder, confirmed, lapsed):
    words_folder(contact("Ash", "day_to_day", confirmed) + contact("Birch", "senior"))
    assert list(unconfirmed(TODAY)) == [f"contacts.toml: Ash was last confirmed on {day}." for day in lapsed]


@pytest.mark.parametrize(
    ("checked", "said"),
    [
        (CHECKED, []),
        ("checked_on = 2026-01-02\n", ["support.toml was last checked on 02/01/2026."]),
        ('checked_on = ""\n', ["support.toml: nobody has written the day on which these were checked"]),
    ],
)
def test_support_that_nobody_checked_lately_is_told(words_folder, checked, said):
    words_folder(contact("Ash", "day_to_day") + contact("Birch", "senior"), checked)
    assert [one[: len(begun)] for one, begun in zip(unconfirmed(TODAY), said, strict=True)] == said


def test_nobody_named_is_told(words_folder):
    words_folder("")
    assert list(unconfirmed(TODAY)) == ["contacts.toml names nobody whom agencies can ask for."]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (contact("Ash", "chief"), 'contact 1: level is "chief": write one of day_to_day, senior.'),
        (contact("Ash", "senior", '"soon"'), "contact 1: confirmed_on is no day: write it as 2026-11-27"),
        ('[[contact]]\nlevel = "senior"', "contact 1: confirmed_on, name, post, telephone is missing."),
        (contact("Ash", "senior") + 'mobile = "1"', "contact 1: mobile is unknown."),
    ],
)
def test_a_contact_that_cannot_be_read_is_told_by_its_number(words_folder, written, said):
    words_folder(written)
    with pytest.raises(ContactsError, match=re.escape(said)):
        contacts()
