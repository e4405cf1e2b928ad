"""One phrase of a keyword set: the forms it is searched by, and the pattern it must fit when looked at closely."""

import itertools
import math
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from upstander.detection.words.plain import folded, plain

MOST_FORMS = 400  # ways to write one phrase; more cost time, and say that it should be two phrases
LONG = 12  # letters: a phrase of several words so long needs no space around it, as scanning loses spaces
GAP = r"(?:[\W_]+\w+){0,6}?[\W_]*"
CLASSES = {
    "o": "[o0]", "l": "[l1|i]", "i": "[i1l|]", "s": "[s5$]", "a": "[a@]", "e": "[e3]", "m": "(?:m|rn)",
    "rn": "(?:rn|m)", "w": "(?:w|vv)",
}  # fmt: skip


@dataclass(frozen=True)
class Wording:
    """A phrase, how it is found fast (any of `forms` in the folded text) and how it is checked (`pattern`)."""

    phrase: str
    forms: frozenset[str]
    pattern: re.Pattern[str]
    several: bool  # more than one word

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where it stands in a plain text, at the borders of words."""
        for found in self.pattern.finditer(text):
            start, end = self._shortest(text, found)
            if self._stands_alone(text, start, end):
                yield start, end

    def _shortest(self, text: str, found: re.Match[str]) -> tuple[int, int]:
        """The last beginning of what was found: of "asked if he had asked for it" only "asked for it"."""
        while "…" in self.phrase and (later := self.pattern.search(text, found.start() + 1, found.end())):
            found = later
        return found.span()

    def _stands_alone(self, text: str, start: int, end: int) -> bool:
        letters = sum(character.isalnum() for character in text[start:end])
        if not letters or (self.several and letters >= LONG):
            return True
        before, after = text[start - 1 : start], text[end : end + 1]
        return not (before.isalnum() or after.isalnum())


@cache
def wording(phrase: str) -> Wording:
    """The wording of a phrase; ValueError where there are too many ways to write it."""
    parts = [_words(part) for part in phrase.split("…")]
    longest = max(parts, key=lambda part: len("".join(part)))
    ways = [_ways(word) for word in longest]
    if (count := math.prod(map(len, ways))) > MOST_FORMS:  # before they are written out: there may be millions
        raise ValueError(f"there are {count} ways to write {phrase!r}: make it two phrases")
    forms = frozenset(folded(" ".join(form)) for form in itertools.product(*ways))
    pattern = GAP.join(r"[\W_]*".join(_any_way(word) for word in part) for part in parts)
    return Wording(phrase, forms, re.compile(pattern), sum(map(len, parts)) > 1)


@cache
def abbreviations() -> dict[str, tuple[str, ...]]:
    """How words are shortened and misspelt, by the word."""
    text = (files("upstander.detection.words") / "abbreviations.toml").read_text(encoding="utf-8")
    return {word: tuple(ways) for word, ways in tomllib.loads(text).items()}


def _words(part: str) -> list[str]:
    return plain(part)[0].split()


def _ways(word: str) -> tuple[str, ...]:
    return (word, *abbreviations().get(word, ()))


def _any_way(word: str) -> str:
    return "(?:" + "|".join(_letters(way) for way in _ways(word)) + ")"


def _letters(word: str) -> str:
    return "".join(_unit(found[0]) for found in re.finditer(r"rn|(.)\1*", word))


def _unit(run: str) -> str:
    if run == "'":
        return r"['\s]?"
    if run.isspace():
        return r"[\W_]*"
    letter = run if run == "rn" else run[0]
    known = CLASSES.get(letter) or re.escape(letter)
    return f"{known}+" if len(run) == 1 or run == "rn" else f"{known}{{{len(run)},}}"
