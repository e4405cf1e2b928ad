"""Whether what somebody wrote speaks of those who would read it: by the names that people give them (words/unit.toml).

Whoever speaks of them may mean them, or only say that they told them once: a person decides. The door asks, and the
desk leaves the report to the manager.
"""

import itertools
import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from upstander.reporting.arrangements import words_folder

FILE = "unit.toml"
APOSTROPHES = re.compile(r"['’‘`]")
PARTS = re.compile(r"[,;&/\n]|\b(?:and|or|ac|neu)\b", re.IGNORECASE)  # of a line that names several
NO_WORD = re.compile(r"[^a-z0-9]+")


def speaks_of_unit(texts: Iterable[str]) -> bool:
    """Whether any of these texts names the unit."""
    return any(f" {name} " in plain for plain in map(_plain, texts) for name in _names())


def means_who_leads(line: str) -> bool:
    """Whether a line of who must not see a report means whoever leads the unit: it, or a part of it."""
    return any(_means_who_leads(part) for part in PARTS.split(line))


def beside_who_leads(line: str) -> str:
    """What a line says besides that; all of it where it does not."""
    if not means_who_leads(line):
        return line
    return ", ".join(part for part in PARTS.split(line) if part.strip() and not _means_who_leads(part))


def _means_who_leads(part: str) -> bool:
    words, leads = set(_plain(part).split()), _words("leads")
    return bool(words & leads) and words <= leads | _words("beside")


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(_plain(name).strip() for name in _said().get(kind, ()))


@cache
def _names() -> frozenset[str]:
    """Every name, as texts are compared."""
    said = _said()
    pairs = (f"{one} {other}" for one, other in itertools.product(said["before"], said["after"]))
    return frozenset(_plain(name).strip() for name in (*said["names"], *pairs))


def _said() -> dict[str, list[str]]:
    return tomllib.loads(_file().read_text("utf-8"))


def _file() -> Path:
    """The force's own; ours where it has words of its own from before there was such a file."""
    own = words_folder() / FILE
    return own if own.exists() else Path(__file__).parent / "words" / FILE


def _plain(text: str) -> str:
    """Small letters without accents, one space between words and at either end."""
    decomposed = unicodedata.normalize("NFKD", text).lower()
    upright = "".join(one for one in decomposed if not unicodedata.combining(one) and unicodedata.category(one) != "Cf")
    return f" {NO_WORD.sub(' ', APOSTROPHES.sub(' ', upright)).strip()} "
