"""What the written checks tell of themselves: who talked, who ticked. Pure functions: no database is asked.

A sign of quality says that nobody can tell from what was written whether there was a talk. It is no finding about the
supervisor: somebody asks them, and may look at how much time they are given.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from upstander.workforce.integrity.questions import Questions

SHORT = 20  # characters, below which words tell of no talk, and may well stand in two checks. Ours


@dataclass(frozen=True)
class Answer:
    """What was answered to one question. `said`: yes, no or unsaid; of an open question, none."""

    said: str
    words: str


@dataclass(frozen=True)
class Written:
    """A check as it was written down, but for what is kept apart. `at`: when."""

    supervisor: str
    subject: str
    at: dt.datetime
    answers: Mapping[str, Answer]


@dataclass(frozen=True)
class Quality:
    """What the checks of one supervisor tell, by their mark: how many, and what was seen, in words."""

    supervisor: str
    checks: int
    signs: Sequence[str]


def with_words(answers: Mapping[str, Answer]) -> int:
    """How many questions have words of their own: a letter or two, which any form gets, are none."""
    return sum(len(one.words.strip()) >= SHORT for one in answers.values())


def quality(written: Iterable[Written], asked: Questions) -> Sequence[Quality]:
    """What the checks of each supervisor tell, those with the most signs first."""
    by_supervisor: dict[str, list[Written]] = {}
    for one in written:
        by_supervisor.setdefault(one.supervisor, []).append(one)
    told = [Quality(who, len(held), _signs(held, asked)) for who, held in by_supervisor.items()]
    return sorted(told, key=lambda one: (-len(one.signs), -one.checks, one.supervisor))


def _signs(held: Sequence[Written], asked: Questions) -> Sequence[str]:
    of = len(held)
    found = [
        (_alike(held), "The same answers to every question: {many} of {of}"),
        (_thin(held, asked), "Words of their own to fewer than {least} questions: {many} of {of}"),
        (_same_words(held), "Words that stand in the check of somebody else too: {many} of {of}"),
        (_quick(held, asked), "Written within {minutes} minutes of another: {many} of {of}"),
    ]
    told = {"of": of, "least": asked.talked_through.number, "minutes": asked.quick.number}
    return [words.format(many=many, **told) for many, words in found if many]


def _alike(held: Sequence[Written]) -> int:
    """In how many checks the yes and no of each question is as in most, where that is more than one check."""
    said = Counter(tuple(sorted((name, one.said) for name, one in check.answers.items() if one.said)) for check in held)
    most = max(said.values(), default=0)
    return most if most > 1 else 0


def _thin(held: Sequence[Written], asked: Questions) -> int:
    return sum(with_words(check.answers) < asked.talked_through.number for check in held)


def _same_words(held: Sequence[Written]) -> int:
    whose: dict[str, set[str]] = {}
    for check in held:
        for words in _of(check):
            whose.setdefault(words, set()).add(check.subject)
    return sum(any(len(whose[words]) > 1 for words in _of(check)) for check in held)


def _of(check: Written) -> set[str]:
    """The words of a check with spaces and capitals made alike, but for those that are too short to tell anything."""
    told = (" ".join(one.words.casefold().split()) for one in check.answers.values())
    return {words for words in told if len(words) >= SHORT}


def _quick(held: Sequence[Written], asked: Questions) -> int:
    """How many were written within so many minutes of the one before or after."""
    ordered = sorted(range(len(held)), key=lambda place: held[place].at)
    near = dt.timedelta(minutes=asked.quick.number)
    pairs = [pair for pair in pairwise(ordered) if held[pair[1]].at - held[pair[0]].at < near]
    return len({place for pair in pairs for place in pair})
