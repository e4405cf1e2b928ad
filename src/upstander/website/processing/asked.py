"""What the two documents about data ask and say (processing.toml), and what a force answers in a file of its own."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

TEXTS = ("by",)
DAYS = ("on", "review_on")


class ProcessingError(ValueError):
    """A force's file of answers cannot be used; the message names the file, the entry and the remedy."""


@dataclass(frozen=True)
class Section:
    """A section: our words with their source, the names of its tables (tables.py), and the names of its questions."""

    title: str
    words: tuple[str, ...] = ()
    source: str = ""
    status: str = ""
    tables: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outline:
    """A document as it is laid down: "assessment" or "monitoring"."""

    title: str
    about: str
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Answers:
    """What a force answered, by the name of the question, and who signed it; with no file there is nothing."""

    texts: Mapping[str, str]
    by: str = ""
    on: dt.date | None = None
    review_on: dt.date | None = None


def outline(name: str) -> Outline:
    """One of the two documents. Raises KeyError."""
    said = _ours()[name]
    return Outline(said["title"], said["about"], tuple(map(_section, said["section"])))


def questions() -> Mapping[str, str]:
    """What is asked of people, by name."""
    return {name: str(one["asks"]) for name, one in _ours()["questions"].items()}


def answers(file: Path | None) -> Answers:
    """A force's answers. Raises ProcessingError where its file cannot be read, or answers what nobody asks."""
    if file is None:
        return Answers({})
    try:
        read = tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ProcessingError(f"{file} cannot be read: {error}") from error
    texts, signed = read.get("answers", {}), read.get("signed", {})
    _or_error(file, "answers", texts, dict.fromkeys(questions(), str))
    _or_error(file, "signed", signed, dict.fromkeys(TEXTS, str) | dict.fromkeys(DAYS, dt.date))
    return Answers({name: text.strip() for name, text in texts.items() if text.strip()}, **signed)


def _section(said: Mapping[str, Any]) -> Section:
    several: dict[str, Any] = {name: tuple(said.get(name, ())) for name in ("words", "tables", "questions")}
    return Section(**(dict(said) | several))


def _or_error(file: Path, table: str, given: Any, allowed: Mapping[str, type]) -> None:
    if not isinstance(given, dict):
        raise ProcessingError(f"{file}: {table} is no table; write [{table}] above its entries")
    for name, value in given.items():
        if name not in allowed:
            raise ProcessingError(f"{file}: [{table}] has {name}, which nobody asks for; it may have {sorted(allowed)}")
        if type(value) is not allowed[name]:
            kind = "a day, such as 2026-11-28" if allowed[name] is dt.date else "a text in quotation marks"
            raise ProcessingError(f"{file}: {name} of [{table}] is {value!r}; it must be {kind}")


@cache
def _ours() -> dict[str, Any]:
    return tomllib.loads((files("upstander.website.processing") / "processing.toml").read_text("utf-8"))
