"""The doors, as doors.toml has them: different people, different questions, one core."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

PARTNER, CALL_HANDLER = "partner", "call_handler"
ABOUT_UNIT, ROUND = "about_unit", "round"  # whether it goes round the unit: asked of all, and of who wrote of it
CONTACT = frozenset({"reach_how", "reach_when", "reach_not"})
APART = CONTACT | {
    "danger",
    "name",
    "keep_from",
    "about_unit",
    "round",
    "files",
}  # not answers: each has a place of its own


@dataclass(frozen=True)
class Door:
    """Who comes in by it, under which path, and what each of its pages asks."""

    name: str
    path: str
    pages: Sequence[Sequence[str]]
    needed: frozenset[str]

    @property
    def one_page(self) -> bool:
        """Whether everything is asked, and sent, on one page: for who has no time."""
        return len(self.pages) == 1

    def asks(self, question: str) -> bool:
        """Whether it asks a question."""
        return any(question in page for page in self.pages)


_ADDED = ("danger", "message", "reach_how", "reach_when", "reach_not", "keep_from", "files")
# What somebody who comes back may add: not a door, and asked as the pages of one.
MESSAGE = Door(
    "message",
    "return",
    (_ADDED,),
    frozenset({"danger", "message"}),
)


@cache
def doors() -> Mapping[str, Door]:
    """Every door by its path."""
    held = _file()
    return {
        row["path"]: Door(row["name"], row["path"], tuple(map(tuple, row["pages"])), frozenset(row["needed"]))
        for row in held["door"]
    }


def kind(question: str) -> str:
    """What sort of an answer a question has: text, line, one, many or files."""
    return str(_file()["kinds"][question])


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("doors.toml").read_text("utf-8"))
