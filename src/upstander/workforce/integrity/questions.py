"""What is asked in an integrity health check (questions.toml), each question with its source."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from upstander.workforce.expected import ExpectedError


@dataclass(frozen=True)
class Question:
    """A question, and what is asked after it.

    `open`: it has no yes and no, and is answered in words. `declare`: a yes is declared by who says it. `apart`: what
    is written of it is shown to who was asked and to who asked, and to nobody who looks at quality. `passed_on`: what
    is written of it is shown to whoever supervises them later, too.
    """

    name: str
    asked: str
    follow_up: str
    source: str
    open: bool = False
    declare: bool = False
    apart: bool = False
    passed_on: bool = False


@dataclass(frozen=True)
class Limit:
    """A number that decides how a check is told, who says so, and whether anybody confirmed it."""

    number: int
    source: str
    status: str


@dataclass(frozen=True)
class Questions:
    """The questions of one version. `talked_through`: in questions with words; `quick`: in minutes."""

    version: int
    dated: dt.date
    source: str
    status: str
    talked_through: Limit
    quick: Limit
    asked: tuple[Question, ...]


@cache
def questions(file: Path | None = None) -> Questions:
    """What is asked, from a force's own file or from ours. Raises ExpectedError."""
    held = file or files("upstander.workforce.integrity") / "questions.toml"
    try:
        return _questions(tomllib.loads(held.read_text("utf-8")))
    except (OSError, tomllib.TOMLDecodeError, AttributeError, KeyError, TypeError, ValueError) as error:
        said = f"has no {error}" if isinstance(error, KeyError) else str(error)
        raise ExpectedError(f"{held}: {said}") from error


def _questions(read: Mapping[str, Any]) -> Questions:
    asked = tuple(Question(**one) for one in read["question"])
    if not asked or len({one.name for one in asked}) < len(asked):
        raise ValueError("a question stands more than once, or there is none")
    if not isinstance(read["dated"], dt.date):
        raise ValueError("dated is no day")
    if not all(text.strip() for one in asked for text in (one.name, one.asked, one.follow_up, one.source)):
        raise ValueError("a question lacks its words, what is asked after it, or its source")
    if any(one.apart and one.passed_on for one in asked):
        raise ValueError("what is kept apart is passed on to nobody")
    _or_no_source("questions", read)
    limits = {
        "talked_through": _limit(read, "talked_through", "least_words"),
        "quick": _limit(read, "quick", "minutes"),
    }
    if limits["talked_through"].number > len(asked):
        raise ValueError(f"talked_through: least_words is more than the {len(asked)} questions that there are")
    return Questions(read["version"], read["dated"], read["source"], read["status"], asked=asked, **limits)


def _limit(read: Mapping[str, Any], name: str, number: str) -> Limit:
    held = read[name]
    if not isinstance(held[number], int) or held[number] <= 0:
        raise ValueError(f"{name}: {held[number]!r} is no number above 0")
    _or_no_source(name, held)
    return Limit(held[number], held["source"], held["status"])


def _or_no_source(name: str, read: Mapping[str, Any]) -> None:
    """Nothing is asked of people without saying who asks it."""
    if not read["source"].strip() or not read["status"].strip():
        raise ValueError(f"{name}: give its source and its status")
