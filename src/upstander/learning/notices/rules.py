"""How long a notice is shown, and on what that rests, as notices.toml has it."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class RestsOn:
    """What a part of a notice rests on: what is told of it, where that stands, and "verified" or "unverified"."""

    what: str
    says: str
    source: str
    status: str


@dataclass(frozen=True)
class Rules:
    """The least and the most days for which a notice is shown, and what these rest on."""

    least_days: int
    most_days: int
    rests_on: Sequence[RestsOn]


@cache
def rules() -> Rules:
    """The rules that ship. Raises KeyError and TypeError where the file is not as it must be."""
    read = tomllib.loads((files("upstander.learning.notices") / "notices.toml").read_text("utf-8"))
    return Rules(read["least_days"], read["most_days"], [RestsOn(**one) for one in read["rests_on"]])
