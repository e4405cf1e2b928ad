"""The numbers by which findings become leads, read from reviewed files with a reason beside each number."""

import math
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from upstander.detection import Parameter, Sign
from upstander.detection.words.keyword_set import KeywordSet, KeywordSetError, keyword_sets

CASES_PUBLISHED = 11  # S000-S004: ten cases of issue 40 and one of issue 41
NO_CASE = "none"  # in a sign's cases: guidance names it and no published case shows it


class SettingsError(ValueError):
    """A settings file that cannot be used: it names the file, the entry and the remedy."""


@dataclass(frozen=True)
class Settings:
    """Every number of `settings.toml` by its name, what a force changed of the signs, and who allowed content signs."""

    numbers: Mapping[str, Parameter]
    rates: Mapping[str, Parameter]
    signs: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    content_authority: str | None = None
    keyword_sets: tuple[KeywordSet, ...] = ()

    def __getitem__(self, name: str) -> float:
        """The value of a number of `settings.toml`."""
        return self.numbers[name].value

    def assumed_rate(self, sign: Sign) -> float:
        """The share of innocent staff assumed to show a sign in a year, until the force's own records say better."""
        return self.rates.get(sign.name, self.rates["default"]).value

    def shown_by(self, cases: Collection[str]) -> float:
        """The share of those who abuse their position who show what these published cases show, this strongly.

        Add-one-half smoothed, times the share assumed to show it as strongly. "none" says that no case shows it.
        """
        return (len({*cases} - {NO_CASE}) + 0.5) / (CASES_PUBLISHED + 1) * self["as_strongly"]

    def fair(self, share: float) -> float:
        """No more of that share than keeps a likelihood ratio a fair bet against innocence.

        One over a rate that is counted from ranks is expected to be 1 + ln(its bound) for the innocent; the share must
        pay for that.
        """
        return min(share, 1.0 / (1.0 + math.log(self["most_first"])))


def load_settings(changes: Path | None = None) -> Settings:
    """The shipped settings, with what a force's own reviewed file changes.

    The file may hold `[numbers]` (name = value), `[signs.<sign>]` (parameter = value), `content_authority`, and
    `keyword_sets`, a list of files beside it (see `detection/words/keyword_set.py`).
    Raises SettingsError for an entry that does not exist or holds no number.
    """
    numbers = {name: _parameter(entry) for name, entry in _shipped("settings.toml").items()}
    rates = {
        name: Parameter(entry["assumed_rate"], "of staff in a year", entry["why"])
        for name, entry in _shipped("weights.toml").items()
    }
    if changes is None:
        return Settings(numbers, rates, keyword_sets=keyword_sets())
    changed = _read(changes)
    for name, value in changed.get("numbers", {}).items():
        numbers[name] = _changed(changes, name, numbers, value)
    words = _keyword_sets(changes, changed.get("keyword_sets", []))
    return Settings(numbers, rates, changed.get("signs", {}), changed.get("content_authority"), words)


def _keyword_sets(path: Path, own: list[str]) -> tuple[KeywordSet, ...]:
    try:
        return keyword_sets([path.parent / file for file in own])
    except KeywordSetError as error:
        raise SettingsError(f"{path}: {error}") from error


def _changed(path: Path, name: str, numbers: Mapping[str, Parameter], value: Any) -> Parameter:
    if name not in numbers:
        raise SettingsError(f"{path}: there is no number called {name}; there are {', '.join(sorted(numbers))}")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise SettingsError(f"{path}: {name} must be a number, not {value!r}")
    return Parameter(float(value), numbers[name].unit, f"changed by {path.name}")


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path} is not TOML: {error}") from error


def _shipped(name: str) -> dict[str, Any]:
    return tomllib.loads((files("upstander.leads") / name).read_text(encoding="utf-8"))


def _parameter(entry: Mapping[str, Any]) -> Parameter:
    return Parameter(float(entry["value"]), entry["unit"], entry["why"])
