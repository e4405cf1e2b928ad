"""What speaks of those who would read a report is made out, wherever it stands; what speaks of others is not."""

import pytest

from tests.desk.ordinary_reports import TEXTS
from upstander.reporting.unit_meant import means_who_leads, speaks_of_unit

MEANT = [
    "the whole of professional standards",
    "He plays football with your counter-corruption team.",
    "It is somebody in PSD",
    "psd",
    "everyone in that unit",
    "Your unit has known for years",
    "Counter‑Corruption knows and does nothing",
    "The Anti-Corruption Unit must not see it",
    "whoever reads this is his friend",
    "one of you is sleeping with a witness",
    "yr adran safonau proffesiynol gyfan",
    "eich uned gwrth-lygredd",
    "pawb yn yr uned honno",
    "Pwy bynnag sy'n darllen hwn",
]
NOT_MEANT = [
    "the whole response unit",
    "The standards of this force are low",
    "he moved into the unit next door",
    "everyone in the team",
    "my department at the hospital",
    "psdx and upsd",
    "one of your officers",
    "swyddog o'ch heddlu",
]


@pytest.mark.parametrize("text", MEANT)
def test_it_speaks_of_the_unit(text):
    assert speaks_of_unit(["something else", text])


@pytest.mark.parametrize("text", NOT_MEANT)
def test_it_does_not(text):
    assert not speaks_of_unit([text])


@pytest.mark.parametrize(
    "line",
    [
        "The head of the unit", "the manager", "whoever is in charge there", "your boss", "The person who leads it",
        "pennaeth yr uned", "head of PSD", "the head of the unit, Sgt Smith",
    ],
)  # fmt: skip
def test_a_line_means_whoever_leads_it_and_those_words_speak_of_it_nowhere_else(line):
    assert means_who_leads(line)
    assert speaks_of_unit([line]) is ("PSD" in line)


@pytest.mark.parametrize(
    "line",
    ["my manager, Sgt Smith", "Inspector Jones", "head of HR at Mill Lane", "PC 64699", "", "the unit clerk Ann"],
)
def test_a_line_that_says_who_is_meant_does_not(line):
    assert not means_who_leads(line)


def test_no_ordinary_report_speaks_of_it():
    assert [text for text in TEXTS if speaks_of_unit([text])] == []


def test_a_force_names_its_own_unit(tmp_path, monkeypatch):
    from upstander.reporting import unit_meant  # noqa: PLC0415

    (tmp_path / "unit.toml").write_text('names = ["Operation Lantern"]\nbefore = []\nafter = []\n', "utf-8")
    monkeypatch.setenv("UPSTANDER_DOOR_WORDS", str(tmp_path))
    unit_meant._names.cache_clear()
    try:
        assert speaks_of_unit(["they sit with operation lantern"])
        assert not speaks_of_unit(["they sit with PSD"])
    finally:
        unit_meant._names.cache_clear()
