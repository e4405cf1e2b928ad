"""What the door says, in each language: data that a force may edit (words/)."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from upstander.reporting.arrangements import words_folder

LANGUAGES = ("en", "cy")
EASY = "easy"  # English of short sentences: what it does not say is said in English


@dataclass(frozen=True)
class Asked:
    """A question as it is read: its words, and the choices where there are some."""

    label: str
    hint: str
    choices: Sequence[tuple[str, str]]


class Words:
    """Everything said in one language."""

    def __init__(self, language: str, said: Mapping[str, Any]) -> None:
        self.language, self._said = language, said

    def __getitem__(self, key: str) -> Any:
        """What stands under a key such as "page.next". Raises KeyError."""
        held: Any = self._said
        for part in key.split("."):
            held = held[part]
        return held

    def door(self, name: str) -> Mapping[str, Any]:
        """Title, introduction and link of a door."""
        held: Mapping[str, Any] = self._said["door"][name]
        return held

    def question(self, name: str, door: str = "") -> Asked:
        """A question, in the words of a door where that has its own."""
        held = self._said["question"][name] | self._said.get(door, {}).get("question", {}).get(name, {})
        return Asked(held["label"], held.get("hint", ""), tuple(held.get("choices", {}).items()))

    @property
    def html_language(self) -> str:
        """What a screen reader is told."""
        return "en" if self.language == EASY else self.language


@cache
def words(language: str) -> Words:
    """What is said in a language. Raises OSError and tomllib.TOMLDecodeError where its file cannot be read."""
    return Words(language, _laid_over(_read("en"), _read(EASY)) if language == EASY else _read(language))


@cache
def support() -> Mapping[str, Any]:
    """Who else listens: words/support.toml."""
    return _read("support")


@cache
def partner_contacts() -> Sequence[dict[str, Any]]:
    """Whom agencies ask for in this force, as words/contacts.toml has them."""
    return tuple(_read("contacts").get("contact", ()))


def label(question: str, language: str = "en") -> str:
    """The words of a question; the question's own name where there is no such question any more."""
    try:
        return words(language).question(question).label
    except KeyError:
        return question


def _read(name: str) -> Mapping[str, Any]:
    return tomllib.loads((words_folder() / f"{name}.toml").read_text("utf-8"))


def _laid_over(under: Mapping[str, Any], over: Mapping[str, Any]) -> Mapping[str, Any]:
    both = dict(under)
    for key, held in over.items():
        both[key] = _laid_over(under.get(key, {}), held) if isinstance(held, dict) else held
    return both
