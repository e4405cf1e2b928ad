"""The words of intelligence reports: 3x5x2 gradings, national categories, and what sanitising compares by. Data.

The shipped `intelligence.toml` says of each list where it was read and whether it is still to be checked; a force puts
its own file in its place (the setting UPSTANDER_INTELLIGENCE).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.conf import settings

STATUSES = ("confirmed", "to be checked")
GRADES = ("source", "assessment", "handling")


class WordsError(ValueError):
    """A file of words that cannot be used; it says which part, and what is wanted there."""


@dataclass(frozen=True)
class Scale:
    """One list of values with their meanings. `origin`: where they were read; `status`: whether that was checked."""

    label: str
    status: str
    origin: str
    values: Mapping[str, str]

    @property
    def hint(self) -> str:
        """What a form says of it: nothing where it was confirmed."""
        return (
            "" if self.status == STATUSES[0] else "The meanings are still to be checked against your force's guidance"
        )

    def said(self, value: str) -> str:
        """A value with its meaning; as it stands where the list no longer knows it."""
        meaning = self.values.get(value, "")
        return f"{value}: {meaning}" if meaning and meaning != value else value


@dataclass(frozen=True)
class Words:
    """All that the file holds. `conditions`: handling values that need conditions."""

    source: Scale
    assessment: Scale
    handling: Scale
    categories: Scale
    conditions: frozenset[str]
    may_lead: frozenset[str]
    little: frozenset[str]


def words() -> Words:
    """The words in use. Raises WordsError, and OSError where the force's file cannot be read."""
    return _read(settings.UPSTANDER_INTELLIGENCE)


@cache
def _read(own: str) -> Words:
    shipped = files("upstander.casework") / "intelligence.toml"
    return read_words(Path(own).read_text("utf-8") if own else shipped.read_text("utf-8"))


def read_words(text: str) -> Words:
    """The words in the text of a file. Raises WordsError."""
    try:
        given = tomllib.loads(text)
        scales = {name: _scale(given[name]) for name in (*GRADES, "categories")}
        sanitising = given["sanitising"]
        return Words(
            **scales,
            conditions=frozenset(given["handling"]["conditions"]),
            may_lead=frozenset(sanitising["may_lead"]),
            little=frozenset(sanitising["little"]),
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise WordsError(f"the words of intelligence reports cannot be read: {error!r}") from error


def _scale(given: Mapping[str, Any]) -> Scale:
    values = given["values"]
    if given["status"] not in STATUSES:
        raise WordsError(f"the status of {given['label']!r} must be one of {STATUSES}")
    by_value = dict(values) if isinstance(values, Mapping) else {value: value for value in values}
    return Scale(given["label"], given["status"], given["from"], by_value)
