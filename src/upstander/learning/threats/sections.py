"""The sections of an assessment of threats, as sections.toml has them."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Section:
    """One section: its title, what is to be written in it, and which figures stand in it."""

    name: str
    title: str
    asks: str
    figures: Sequence[str]


@cache
def sections() -> Sequence[Section]:
    """All of them in their order."""
    return [Section(**one) for one in _read()["section"]]


@cache
def source() -> Mapping[str, str]:
    """On what the division rests: document, quote and status."""
    held: Mapping[str, str] = _read()["source"]
    return held


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads((files("upstander.learning.threats") / "sections.toml").read_text("utf-8"))
