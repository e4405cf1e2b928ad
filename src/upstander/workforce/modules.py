"""Courses and guidance that are held here: dated files (courses/*.toml) with pages, questions, and why of each choice.

A force adds files of its own in a folder (UPSTANDER_COURSES); one with the id of ours takes its place.
"""

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from upstander.workforce.expected import Course, Expected

SHIPPED = Path(__file__).with_name("courses")
KINDS = ("course", "guidance")
FEWEST_CHOICES = 2
_ID = re.compile(r"[a-z][a-z_]*")


class ModuleError(ValueError):
    """A file of a course or of guidance cannot be used; the message says which, where and why."""


@dataclass(frozen=True)
class Choice:
    """An answer that is offered. `why`: what is said to whoever chose it, and of the right one to everybody."""

    text: str
    right: bool
    why: str


@dataclass(frozen=True)
class Question:
    """A scene and what is asked of it; exactly one choice is right. `case`: the case of the library it comes from."""

    id: str
    text: str
    choices: tuple[Choice, ...]
    case: str = ""

    @property
    def right(self) -> int:
        """Which choice is right, from 0."""
        return next(number for number, choice in enumerate(self.choices) if choice.right)


@dataclass(frozen=True)
class Block:
    """A paragraph, or points of a list."""

    lines: tuple[str, ...]
    points: bool = False


@dataclass(frozen=True)
class Page:
    """One page to read, and where it comes from."""

    title: str
    blocks: tuple[Block, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Module:
    """A course, or a piece of guidance whose questions are a read receipt.

    `roles`: for whom, by role in the feed of staff or by a list of workforce.toml; `desk_roles`: by role at the desk;
    with neither it is for everybody. `counts_as`: the course of workforce.toml that it is, whose mark and period then
    hold here. `asked`: how many of its questions one sitting draws. `pass_mark`: 0 to 1. `earlier_versions_count`:
    whether who passed an earlier version has passed this one.
    """

    id: str
    kind: str
    title: str
    summary: str
    version: int
    dated: dt.date
    pages: tuple[Page, ...]
    questions: tuple[Question, ...]
    asked: int
    pass_mark: float
    again_after_days: int
    source: str
    status: str
    roles: tuple[str, ...] = ()
    desk_roles: tuple[str, ...] = ()
    counts_as: str = ""
    earlier_versions_count: bool = True

    def question(self, name: str) -> Question:
        """A question by its id. Raises KeyError where this version has none of it."""
        return {one.id: one for one in self.questions}[name]

    def passed(self, right: int, asked: int) -> bool:
        """Whether so many right answers are enough."""
        return asked > 0 and right / asked >= self.pass_mark

    @property
    def pass_percent(self) -> int:
        """The mark, of a hundred."""
        return round(self.pass_mark * 100)


def modules(folder: Path | None = None, asked: Expected | None = None) -> Mapping[str, Module]:
    """Every module by its id: ours, and a force's own. `asked`: what a force asks, whose marks and periods win.

    Raises ModuleError.
    """
    held = _read(SHIPPED) | (_read(folder) if folder else {})
    return {name: as_asked(one, asked) for name, one in held.items()}


def as_asked(module: Module, asked: Expected | None) -> Module:
    """A module with the mark and the period of the course that it counts as, where the force asks for that."""
    course = asked.course(module.counts_as) if asked else None
    if course is None:
        return module
    source = f"{module.source}; {course.source}"
    return replace(
        module,
        pass_mark=course.pass_mark,
        again_after_days=course.again_after_days,
        source=source,
        status=course.status,
    )


def counting_as(course: Course, held: Iterable[Module]) -> list[Module]:
    """The modules that count as a course that is asked for."""
    return [one for one in held if one.counts_as == course.name]


@cache
def _read(folder: Path) -> dict[str, Module]:
    if not folder.is_dir():
        raise ModuleError(f"{folder} is no folder of courses")
    held: dict[str, Module] = {}
    for file in sorted(folder.glob("*.toml")):
        try:
            made = module_of(tomllib.loads(file.read_text("utf-8")))
        except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
            said = f"has no {error}" if isinstance(error, KeyError) else str(error)
            raise ModuleError(f"{file}: {said}") from error
        if held.setdefault(made.id, made) is not made:
            raise ModuleError(f"{file}: another file has the id {made.id!r}")
    return held


def module_of(read: Mapping[str, Any]) -> Module:
    """A module from what a file holds. Raises KeyError for what is missing, and ValueError for what cannot be."""
    _or_unknown(
        "the file", read, {field.name for field in fields(Module)} - {"pages", "questions"} | {"page", "question"}
    )
    plain = {name: value for name, value in read.items() if name not in {"page", "question"}}
    plain |= {name: tuple(plain.get(name, ())) for name in ("roles", "desk_roles")}
    pages = tuple(_page(one) for one in read["page"])
    made = Module(**plain, pages=pages, questions=tuple(_question(one) for one in read["question"]))
    _or_unusable(made)
    return made


def _page(read: Mapping[str, Any]) -> Page:
    _or_unknown("a page", read, {"title", "text", "sources"})
    blocks = [[line.strip() for line in block.splitlines()] for block in read["text"].strip().split("\n\n")]
    if not read["sources"]:
        raise ValueError(f"page {read['title']!r}: say where it comes from")
    return Page(read["title"], tuple(_block(lines) for lines in blocks), tuple(read["sources"]))


def _block(lines: list[str]) -> Block:
    if all(line.startswith("- ") for line in lines):
        return Block(tuple(line[2:] for line in lines), points=True)
    return Block((" ".join(lines),))


def _question(read: Mapping[str, Any]) -> Question:
    _or_unknown("a question", read, {"id", "text", "case", "choice"})
    for one in read["choice"]:
        _or_unknown(f"a choice of {read['id']!r}", one, {"text", "right", "why"})
    choices = tuple(Choice(one["text"], one.get("right", False), one["why"]) for one in read["choice"])
    made = Question(read["id"], read["text"], choices, read.get("case", ""))
    if len(choices) < FEWEST_CHOICES or sum(one.right for one in choices) != 1:
        raise ValueError(f"question {made.id!r}: give two choices or more, of which one is right")
    if not all(one.text.strip() and one.why.strip() for one in choices):
        raise ValueError(f"question {made.id!r}: say of each choice why it is right or wrong")
    return made


def _or_unusable(made: Module) -> None:
    if not _ID.fullmatch(made.id) or made.kind not in KINDS:
        raise ValueError(f"id {made.id!r} is small letters and lines, and kind {made.kind!r} one of {', '.join(KINDS)}")
    ids = [one.id for one in made.questions]
    if len(set(ids)) != len(ids):
        raise ValueError("two questions have one id")
    if not made.pages or not 1 <= made.asked <= len(ids):
        raise ValueError(f"asked = {made.asked} of {len(ids)} questions: ask one or more, and of those there are")
    if not 0 < made.pass_mark <= 1 or made.again_after_days <= 0:
        raise ValueError("pass_mark is above 0 and at most 1; again_after_days is above 0")
    if not isinstance(made.dated, dt.date) or not isinstance(made.version, int):
        raise ValueError("dated is a day, and version a whole number")
    if not all(said.strip() for said in (made.title, made.source, made.status)):
        raise ValueError("give its title, its source and its status")


def _or_unknown(what: str, read: Mapping[str, Any], known: set[str]) -> None:
    if unknown := set(read) - known:
        raise ValueError(f"{what} has {', '.join(sorted(unknown))}, which it cannot have")
