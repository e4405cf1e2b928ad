"""Finds cases by their words, ranked by Okapi BM25, and by what they are browsed by; puts two of them side by side.

Source of the ranking: S. Robertson and H. Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009).
"""

import math
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from upstander.learning.case import PARTS, Case, Passage

K1, B = 1.2, 0.75
"""How soon a word said again counts less, and how much long cases are held back: the usual values of BM25."""

TITLE, GLUED = 3.0, 0.5
"""A word of the title counts three times; a word that a scan ran together with another, half."""

SHORTEST_GLUED, SURE_BY_ITSELF = 4, 7
BROWSED = ("topic", "role", "sign", "outcome", "question")
_WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
STOP = frozenset(_WORDS["left_out"].split())
SHORT_FOR: Mapping[str, str] = _WORDS["short_for"]
_ENDINGS = (
    "ations",
    "ation",
    "ingly",
    "ments",
    "ment",
    "edly",
    "ings",
    "ing",
    "ies",
    "ied",
    "ers",
    "er",
    "ed",
    "es",
    "ly",
    "s",
)


@dataclass(frozen=True)
class Hit:
    """A case that words found, how well, and the passages that hold most of them, each with its part."""

    case: Case
    score: float
    passages: tuple[tuple[str, Passage], ...]


def folded(text: str) -> list[str]:
    """The words of a text in small letters without accents, and the short forms of what has one."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’](?=s\b)|['’]", "", plain))
    together = f" {' '.join(words)} "
    return words + [
        short
        for long, short in SHORT_FOR.items()
        for _ in range(together.count(f" {long} ") + together.count(f" {long}s "))
    ]


def stem(word: str) -> str:
    """A word without its ending, where enough of it is left: 'texted', 'texting' and 'texts' are one word."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            root = word[: -len(ending)]
            doubled = len(root) > 3 and root[-1] == root[-2] and root[-1] not in "aeilosu"
            return root[:-1] if doubled else root + "y" * (ending in ("ies", "ied"))
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


@dataclass(frozen=True)
class Search:
    """Some cases, ready to be searched."""

    cases: tuple[Case, ...]

    def by_words(self, asked: str, *, most: int = 20) -> tuple[Hit, ...]:
        """The cases that hold any of the words, best first; none where nobody asked for a word."""
        wanted = [word for word in dict.fromkeys(folded(asked)) if word not in STOP]
        stems = {stem(word): word for word in wanted}
        scored = ((case, self._score(case, stems)) for case in self.cases)
        found = sorted(((score, case) for case, score in scored if score > 0), key=lambda one: (-one[0], one[1].id))
        return tuple(Hit(case, score, self._best(case, stems)) for score, case in found[:most])

    def _score(self, case: Case, stems: Mapping[str, str]) -> float:
        counts = self._counts[case.id]
        length = counts.total() / self._usual_length
        score = 0.0
        for root, word in stems.items():
            count = counts[root] + GLUED * sum(counts[glued] for glued in self._glued(word))
            rarity = math.log(1 + (len(self.cases) - self._spread[root] + 0.5) / (self._spread[root] + 0.5))
            score += rarity * count * (K1 + 1) / (count + K1 * (1 - B + B * length))
        return score

    def _best(self, case: Case, stems: Mapping[str, str], most: int = 2) -> tuple[tuple[str, Passage], ...]:
        """The passages with most of the words, in the order that they are read."""
        wanted = set(stems) | {glued for word in stems.values() for glued in self._glued(word)}
        scored = [
            (len(wanted & set(map(stem, folded(one.text)))), place, part, one)
            for place, (part, one) in enumerate(case.passages())
        ]
        best = sorted((one for one in scored if one[0]), key=lambda one: (-one[0], one[1]))[:most]
        return tuple((part, passage) for _, _, part, passage in sorted(best, key=lambda one: one[1]))

    def _glued(self, word: str) -> tuple[str, ...]:
        """The stems of words that are this one with another run into it: a scan lost the space.

        What is left over must be a known word, unless this one is so long that it can hardly be met by chance.
        """
        if len(word) < SHORTEST_GLUED:
            return ()
        return tuple(
            stem(other)
            for other in self._known
            if stem(other) != stem(word)
            and (
                (other.startswith(word) and self._is_word(other[len(word) :], beside=word))
                or (other.endswith(word) and self._is_word(other[: -len(word)], beside=word))
            )
        )

    def _is_word(self, rest: str, *, beside: str) -> bool:
        known = rest in STOP or (len(rest) >= SHORTEST_GLUED and rest in self._known)
        return known or (len(beside) >= SURE_BY_ITSELF and len(rest) > 1)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(word for case in self.cases for word in folded(_all_of(case)))

    @cached_property
    def _counts(self) -> dict[str, Counter[str]]:
        return {case.id: _counted(case) for case in self.cases}

    @cached_property
    def _spread(self) -> Counter[str]:
        return Counter(root for counts in self._counts.values() for root in counts)

    @cached_property
    def _usual_length(self) -> float:
        return sum(counts.total() for counts in self._counts.values()) / max(1, len(self.cases)) or 1.0


def _all_of(case: Case) -> str:
    return " ".join((case.title, *(one.text for _, one in case.passages())))


def _counted(case: Case) -> Counter[str]:
    """How often each word stands in a case, by its stem; those of the title count more."""
    counts = Counter(stem(word) for word in folded(_all_of(case)) if word not in STOP)
    for word in folded(case.title):
        counts[stem(word)] += int(TITLE) - 1 if word not in STOP else 0
    return counts


def words_of(case: Case, by: str) -> tuple[str, ...]:
    """What a case is found under: its topics, roles, signs, kinds of outcome, or the audiences of its questions."""
    held = {
        "topic": case.topics,
        "role": case.roles,
        "sign": case.signs,
        "outcome": case.kinds_of_outcome,
        "question": case.audiences,
    }
    return held[by]


def browse(cases: Iterable[Case], **wanted: str | None) -> tuple[Case, ...]:
    """The cases found under every word given: `browse(cases, topic="call_handling", outcome="dismissed")`."""
    return tuple(
        case for case in cases if all(word is None or word in words_of(case, by) for by, word in wanted.items())
    )


def counted(cases: Iterable[Case], by: str) -> dict[str, int]:
    """How many cases stand under each word, the most first: what a page to browse by shows."""
    counts = Counter(word for case in cases for word in words_of(case, by))
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


@dataclass(frozen=True)
class Row:
    """One part of two cases, side by side."""

    part: str
    first: tuple[Passage, ...]
    second: tuple[Passage, ...]


@dataclass(frozen=True)
class Comparison:
    """Two cases: their parts side by side, and for each thing they are browsed by what both have and what one has."""

    first: Case
    second: Case
    rows: tuple[Row, ...]
    both: Mapping[str, tuple[str, ...]]
    only_first: Mapping[str, tuple[str, ...]]
    only_second: Mapping[str, tuple[str, ...]]


def compare(first: Case, second: Case) -> Comparison:
    """Puts two cases side by side. A part that neither has is left out; one that only one has stands beside nothing."""
    parts = [name for name in PARTS if name != "not_placed" and (first.part(name) or second.part(name))]
    rows = tuple(Row(name, first.part(name), second.part(name)) for name in parts)
    mine, theirs = ({by: words_of(case, by) for by in BROWSED} for case in (first, second))
    return Comparison(
        first,
        second,
        rows,
        {by: tuple(word for word in mine[by] if word in theirs[by]) for by in BROWSED},
        {by: tuple(word for word in mine[by] if word not in theirs[by]) for by in BROWSED},
        {by: tuple(word for word in theirs[by] if word not in mine[by]) for by in BROWSED},
    )
