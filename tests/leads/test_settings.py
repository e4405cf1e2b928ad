"""The numbers by which findings become leads are reviewed data, each with its unit and reason."""

import numpy as np
import pytest

from tests.leads.ordinary_force import LOOK_UPS
from upstander.leads.settings import SettingsError, load_settings


def test_every_number_has_a_unit_and_a_reason():
    settings = load_settings()
    parameters = list(settings.numbers.values()) + list(settings.rates.values())
    assert [p for p in parameters if not p.unit or len(p.why) < 20] == []


def test_a_force_changes_a_number_by_a_file_of_its_own(tmp_path):
    file = tmp_path / "force.toml"
    file.write_text("[numbers]\nwindow = 200\n[signs.sees_call]\nleast = 4\n")
    settings = load_settings(file)
    assert settings["window"] == 200
    assert settings.numbers["window"].why == "changed by force.toml"
    assert settings.signs["sees_call"] == {"least": 4}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[numbers]\nwindw = 3", "there is no number called windw"),
        ("[numbers]\nwindow = 'a year'", "window must be a number"),
        ("[numbers]\nwindow = true", "window must be a number"),
        ("[numbers", "is not TOML"),
    ],
)
def test_a_wrong_entry_is_refused_by_name(tmp_path, text, said):
    file = tmp_path / "force.toml"
    file.write_text(text)
    with pytest.raises(SettingsError, match=said):
        load_settings(file)


def test_signs_that_read_words_are_off_until_somebody_says_who_allowed_them(tmp_path):
    assert load_settings().content_authority is None
    file = tmp_path / "force.toml"
    file.write_text('content_authority = "Deputy Chief Constable, policy 12, 1 May 2025"\n')
    assert load_settings(file).content_authority == "Deputy Chief Constable, policy 12, 1 May 2025"


def test_how_often_abusers_show_a_sign_comes_from_the_published_cases():
    assert load_settings().shown_by(LOOK_UPS.cases) == pytest.approx(3.5 / 12 * 0.5)


def test_a_sign_that_guidance_names_and_no_case_shows_is_shown_by_none():
    assert load_settings().shown_by(("none",)) == load_settings().shown_by(()) == pytest.approx(0.5 / 12 * 0.5)
    assert load_settings().shown_by({"none", "2"}) == load_settings().shown_by({"2"})


def test_a_share_is_no_more_than_keeps_weights_a_fair_bet():
    """Weights from ranks, bounded at w, are expected to be 1 + ln(w) for the innocent: the share brings that to one."""
    settings = load_settings()
    most = settings["most_first"]
    rates = np.linspace(0.5, 99_999.5, 100_000) / 100_000
    assert np.mean(np.minimum(1 / rates, most)) * settings.fair(1.0) == pytest.approx(1.0, abs=0.01)
    assert settings.fair(0.05) == 0.05


def test_a_force_adds_keyword_sets_of_its_own_by_files_beside_its_settings(tmp_path):
    words = """stage = "secrecy"\nlanguage = "English"\nowner = "CCU"\nauthority = "DCC"\nreviewed_on = 2026-05-01
phrases = ["keep it dark"]\n[false_hits]\nmeasured_on = "not measured"\n"""
    (tmp_path / "ours.toml").write_text(words)
    file = tmp_path / "force.toml"
    file.write_text('keyword_sets = ["ours.toml"]')
    assert {one.name for one in load_settings(file).keyword_sets} == {"ours"} | {
        one.name for one in load_settings().keyword_sets
    }
    (tmp_path / "ours.toml").write_text("stage = 'gossip'")
    with pytest.raises(SettingsError, match=r"ours\.toml"):
        load_settings(file)
