"""What a force is asked to show (asked/): the national checklist and recommendations to forces, in our own words."""

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


class RegisterError(ValueError):
    """A register cannot be used; the message says which and why."""


@dataclass(frozen=True)
class Line:
    """Something that a force ought to do. `evidence`: what this desk shows of it by itself (learning.evidence)."""

    name: str
    section: str
    words: str
    place: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Register:
    """All lines of one document in their order. `status`: "confirmed", or "to be checked", shown beside the source."""

    name: str
    title: str
    source: str
    status: str
    sections: Mapping[str, str]
    lines: Mapping[str, Line]

    def of(self, section: str) -> Sequence[Line]:
        """The lines of a section."""
        return [line for line in self.lines.values() if line.section == section]


@cache
def registers() -> Mapping[str, Register]:
    """Every register by its name, the checklist first. Raises RegisterError; no two lines may have one name."""
    held = sorted((files("upstander.learning") / "asked").iterdir(), key=lambda file: file.name)
    read_all = [read(file.read_text("utf-8"), file.name) for file in held]
    many = Counter(line for register in read_all for line in register.lines)
    if twice := sorted(line for line, times in many.items() if times > 1):
        raise RegisterError(f"two registers have a line {', '.join(twice)}")
    return {register.name: register for register in read_all}


def register_of(line: str) -> Register | None:
    """The register that a line stands in."""
    return next((register for register in registers().values() if line in register.lines), None)


def read(text: str, called: str) -> Register:
    """A register from its file. Raises RegisterError for what has no source, is there twice, or stands nowhere."""
    try:
        given = tomllib.loads(text)
        sections = {one["name"]: one["title"] for one in given["section"]}
        lines = [_line(one, sections, called) for one in given["line"]]
        made = {line.name: line for line in lines}
        register = Register(given["name"], given["title"], given["source"], given["status"], sections, made)
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise RegisterError(f"{called} cannot be read: {error!r}") from error
    if len(made) < len(lines):
        twice = sorted(name for name, times in Counter(line.name for line in lines).items() if times > 1)
        raise RegisterError(f"{called} has {', '.join(twice)} more than once")
    if not (register.name and register.title and register.source and register.status):
        raise RegisterError(f"{called} says nothing of its name, title, source or status")
    return register


def _line(given: Mapping[str, Any], sections: Mapping[str, str], called: str) -> Line:
    made = Line(**dict(given) | {"evidence": tuple(given.get("evidence", ()))})
    if made.section not in sections:
        raise RegisterError(f"{called}: the line {made.name} stands in {made.section}, which is no section")
    if not made.place:
        raise RegisterError(f"{called}: the line {made.name} does not say where it comes from")
    return made
