"""Finds cases by words that mean what was asked for: a list of related words (related.toml), each link being told.

A case found so stands below those that hold the words themselves. Why a list and no model: docs/decisions/0067.
"""

import math
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from upstander.learning.case import Case, Passage
from upstander.learning.search import Hit, folded, stem

Phrase = tuple[str, ...]
"""The stems of a word or of several that follow each other."""


@dataclass(frozen=True)
class Group:
    """Words for one thing: those that somebody may ask for, and those that cases have of it."""

    asked: Mapping[Phrase, str]
    found: Mapping[Phrase, str]


@dataclass(frozen=True)
class Alike:
    """A case found by meaning. `because`: what was asked for, and what the case has of it; `passages`: where."""

    case: Case
    score: float
    because: Sequence[tuple[str, str]]
    passages: Sequence[tuple[str, Passage]]


@cache
def groups() -> Sequence[Group]:
    """The related words that ship. Raises KeyError where the file is not as it must be."""
    read = tomllib.loads(Path(__file__).with_name("related.toml").read_text("utf-8"))
    return [Group(_phrases([*one["asked"], *one["found"]]), _phrases(one["found"])) for one in read["group"]]


def alike_beside(cases: Sequence[Case], asked: str, hits: Iterable[Hit]) -> Sequence[Alike]:
    """The cases found by meaning that were not found by words: what stands below `hits`."""
    by_words = {hit.case.id for hit in hits}
    return Meaning(tuple(cases)).alike(asked, beside=by_words)


def _phrases(words: Iterable[str]) -> Mapping[Phrase, str]:
    return {_stems(one): one for one in words}


def _stems(text: str) -> Phrase:
    return tuple(stem(word) for word in folded(text))


def _holds(stems: Phrase, phrase: Phrase) -> bool:
    return any(stems[at : at + len(phrase)] == phrase for at in range(len(stems) - len(phrase) + 1))


@dataclass(frozen=True)
class Meaning:
    """Some cases, ready to be searched by related words."""

    cases: Sequence[Case]

    def alike(self, asked: str, *, most: int = 5, beside: Collection[str] = ()) -> Sequence[Alike]:
        """The cases that have something related to what was asked for, the best first. `beside`: ids to leave out."""
        stems = _stems(asked)
        wanted = [
            (said, group)
            for group in groups()
            if (said := next((words for phrase, words in group.asked.items() if _holds(stems, phrase)), ""))
        ]
        others = [case for case in self.cases if case.id not in beside]
        found = [one for case in others if (one := self._alike(case, wanted, stems))]
        return sorted(found, key=lambda one: (-one.score, one.case.id))[:most]

    def _alike(self, case: Case, wanted: Sequence[tuple[str, Group]], asked: Phrase) -> Alike | None:
        because: list[tuple[str, str]] = []
        passages: list[tuple[str, Passage]] = []
        score = 0.0
        for said, group in wanted:
            held = [
                (words, place)
                for phrase, words in group.found.items()
                if not _holds(asked, phrase)  # what was asked for itself is found by words
                for place in self._places(case, phrase)
            ]
            if held:
                because.append((said, held[0][0]))
                passages.append(held[0][1])
                score += self._rarity(group)
        return Alike(case, score, because, list(dict.fromkeys(passages))[:2]) if because else None

    def has(self, case: Case, phrase: Phrase) -> bool:
        """Whether a case has the stems of a phrase, one after the other."""
        return bool(self._places(case, phrase))

    def _places(self, case: Case, phrase: Phrase) -> list[tuple[str, Passage]]:
        return [(part, passage) for part, passage, stems in self._read[case.id] if _holds(stems, phrase)]

    def _rarity(self, group: Group) -> float:
        many = sum(any(self.has(case, phrase) for phrase in group.found) for case in self.cases)
        return math.log(1 + (len(self.cases) - many + 0.5) / (many + 0.5))

    @cached_property
    def _read(self) -> Mapping[str, Sequence[tuple[str, Passage, Phrase]]]:
        """The passages of each case with their stems, the title before them."""
        return {
            case.id: [
                (part, passage, _stems(passage.text))
                for part, passage in (("title", Passage(case.title, ())), *case.passages())
            ]
            for case in self.cases
        }
