"""A sanitised text: words that name the source are refused, and words that could lead to them are confirmed one by one."""

import pytest

from tests.desk.reports import GRADED, SANITISED, brought_to, sent, the_report

# the source's name | how they are reached      | a text that names them
NAMES_THEM = [
    ("Mrs Jane Marlow", "", "Marlow rang about the car."),
    ("Mrs Jane Marlow", "", "MARLOW'S sister saw the car."),
    ("Zoë Ångström", "", "a woman called Angstrom saw the car"),
    ("Jane Marlow", "", "write to janemarlow at the address"),
    ("", "07700 900123", "the caller on +44 7700 900123"),
    ("", "07700-900123", "the caller on 07700900123."),
    ("", "jane@harbour.example", "somebody at the harbour"),
    ("", "12 Quay Lane", "seen from Quay Lane"),
]


@pytest.mark.parametrize("named", NAMES_THEM)
def test_a_text_that_names_the_source_is_refused_and_the_words_are_said(desk, named):
    name, reach, text = named
    report = the_report(desk, source_name=name, source_reach=reach)
    sent(desk, report, "grade", GRADED)
    words = words_of(text)
    answer = sent(desk, report, "sanitise", {"text": text, "kept": words})
    page = answer.content.decode()
    assert (answer.status_code, page.count("Take out what names the source")) == (422, 2)
    assert "seen from" not in text or "Quay" in page
    report.refresh_from_db()
    assert (report.state, report.sanitised) == ("graded", None)


def words_of(text):
    return text.replace(".", " ").split()


def test_titles_little_words_and_short_numbers_name_nobody(desk):
    report = the_report(desk, source_name="Mrs Jane Marlow of the shop", source_reach="12 Quay Lane")
    sent(desk, report, "grade", GRADED)
    assert sent(desk, report, "sanitise", {"text": "One of 12 cars stood there."}).status_code == 302


def test_who_sanitises_is_shown_the_words_that_could_lead_to_the_source(desk):
    report = the_report(desk)
    sent(desk, report, "grade", GRADED)
    page = desk.asks("analyst", f"/intelligence/{report.pk}/sanitise").content.decode()
    assert "your text is refused with them: <strong>Jane, Marlow, 900123, 07700 900123</strong>" in page
    assert "must be confirmed: " in page
    assert "my, sister" in page


def test_each_word_that_stays_is_confirmed_by_itself_and_what_was_typed_stays(desk):
    report = the_report(desk, original="My sister saw him in Hollow Road on 14 March.")
    sent(desk, report, "grade", GRADED)
    text = "A sister saw an officer in Hollow Road."
    refused = sent(desk, report, "sanitise", {"text": text})
    page = refused.content.decode()
    assert (refused.status_code, text in page) == (422, True)
    asked = ["sister", "saw", "Hollow", "Road"]
    assert [word for word in asked if f'name="kept" value="{word}"' not in page] == []
    assert sent(desk, report, "sanitise", {"text": text, "kept": asked[:3]}).status_code == 422
    assert sent(desk, report, "sanitise", {"text": text, "kept": asked}).status_code == 302


def test_a_confirmation_does_not_stand_for_a_word_that_was_put_in_afterwards(desk):
    report = the_report(desk, original="My sister saw him in Hollow Road on 14 March.")
    sent(desk, report, "grade", GRADED)
    answer = sent(desk, report, "sanitise", {"text": "A sister, on 14 March", "kept": ["sister"]})
    assert (answer.status_code, 'value="14"' in answer.content.decode()) == (422, True)


def test_the_subjects_own_name_may_stand(desk):
    report = the_report(desk, original="Ashby Rourke parked there.")
    sent(desk, report, "grade", GRADED)
    assert sent(desk, report, "sanitise", {"text": "Ashby Rourke parked there."}).status_code == 302


def test_somebody_who_may_not_know_the_source_is_held_to_it_all_the_same(desk):
    """The words are compared by their marks: the text of a source is not opened for it."""
    report = the_report(desk, who="manager")
    sent(desk, report, "grade", GRADED)
    answer = sent(desk, report, "sanitise", {"text": "Marlow rang."})
    assert (answer.status_code, "Take out what names the source: Marlow" in answer.content.decode()) == (422, True)


def test_a_text_that_is_sanitised_again_takes_the_place_of_the_first_which_the_history_keeps(desk):
    report = brought_to(desk, "disseminated")
    assert sent(desk, report, "sanitise", {"text": "A car stood there."}).status_code == 302
    report.refresh_from_db()
    assert (report.state, report.sanitised) == ("disseminated", "A car stood there.")
    assert SANITISED in desk.asks("analyst", f"/intelligence/{report.pk}").content.decode()


# ---- the words that a force edits


def test_a_force_puts_its_own_words_in_place_of_those_that_ship(desk, tmp_path):
    from importlib.resources import files  # noqa: PLC0415

    from django.conf import settings  # noqa: PLC0415

    shipped = (files("upstander.casework") / "intelligence.toml").read_text("utf-8")
    own = tmp_path / "own.toml"
    own.write_text(shipped.replace('"infiltration"', '"a category of our own"'), encoding="utf-8")
    held, settings.UPSTANDER_INTELLIGENCE = settings.UPSTANDER_INTELLIGENCE, str(own)
    try:
        assert "A category of our own" in desk.asks("analyst", "/intelligence").content.decode()
    finally:
        settings.UPSTANDER_INTELLIGENCE = held


@pytest.mark.parametrize("broken", ["", "[source]", "not toml ["])
def test_words_that_cannot_be_read_say_so(desk, broken):
    from upstander.casework.grading import WordsError, read_words  # noqa: PLC0415

    with pytest.raises(WordsError, match="cannot be read"):
        read_words(broken)


def test_every_list_that_ships_says_where_it_was_read(desk):
    from upstander.casework.grading import words  # noqa: PLC0415

    lists = [words().source, words().assessment, words().handling, words().categories]
    assert [one.label for one in lists if not one.origin or one.status != "to be checked"] == []
    assert len(words().categories.values) == 12


# ---- who may not know the source is not told it by trying


def tried(desk, report, text, who):
    return sent(desk, report, "sanitise", {"text": text}, who=who)


@pytest.fixture
def other_analyst(desk):
    """Somebody who reads intelligence and did not take the report in."""
    from upstander.access.models import Account, Role  # noqa: PLC0415

    made = Account(username="another", name="Another", role=Role.ANALYST, staff_id="D-another")
    Account.objects.bulk_create([made])
    desk.accounts["another"] = made
    return "another"


def test_a_text_of_every_name_there_is_does_not_say_which_is_the_sources(desk, other_analyst):
    report = the_report(desk, original="Somebody rang about the car.", source_name="Zadie Quimby")
    sent(desk, report, "grade", GRADED)
    page = tried(desk, report, "Aaron Abigail Zadie Bob Smith Quimby Jones", other_analyst).content.decode()
    said = page.split("There is a problem")[1].split("</ul>")[0]
    assert "a word that is not in the text as received" in said
    assert [name for name in ("Zadie", "Quimby") if name in said] == []


def test_who_tries_one_name_after_another_is_stopped_and_every_try_stands_in_the_history(desk, other_analyst):
    report = the_report(desk, original="Somebody rang about the car.", source_name="Zadie Quimby")
    sent(desk, report, "grade", GRADED)
    answers = [tried(desk, report, "as Quimby says", other_analyst).status_code for _ in range(5)]
    stopped = tried(desk, report, "nobody is named", other_analyst)
    assert (set(answers), stopped.status_code) == ({422}, 409)
    assert "Too many of your texts named the source" in stopped.content.decode()
    assert [e.what for e in report.entries.all()].count("sanitised text refused") == 5
    assert tried(desk, report, "nobody is named", "analyst").status_code == 302  # who took it in knows the source
