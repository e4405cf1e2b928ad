"""What a force asks of its people (workforce.toml): courses, vetting, talks and promises, each with its source."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

EVERYBODY = "everybody"
AUDIENCES = ("public_facing", "supervising")


class ExpectedError(ValueError):
    """The file of what is asked of people cannot be used; the message says where and why."""


@dataclass(frozen=True)
class Course:
    """A course. `roles`: who must take it, by role in the feed of staff; none means everybody.

    `recorded_as`: under which names the force's records hold it, in lower case. `pass_mark`: 0 to 1.
    """

    name: str
    title: str
    recorded_as: tuple[str, ...]
    roles: tuple[str, ...]
    again_after_days: int
    pass_mark: float
    source: str
    status: str


@dataclass(frozen=True)
class Period:
    """Within how many days something is done, and who says so."""

    days: int
    source: str
    status: str


@dataclass(frozen=True)
class VettingAsked:
    """`soon`: how long before its end a renewal is due; `designated_levels`: what a designated post asks for."""

    soon: Period
    designated_levels: tuple[str, ...]


@dataclass(frozen=True)
class MessagingApps:
    """Apps by which people write to each other unseen: names in lower case, as devices report them."""

    names: tuple[str, ...]
    source: str
    status: str


@dataclass(frozen=True)
class Expected:
    """Everything that a force asks of its people. `lists`: roles of the feed of staff, by each name of AUDIENCES."""

    courses: tuple[Course, ...]
    joining: Period
    vetting: VettingAsked
    talks: Period
    promises: Period
    messaging_apps: MessagingApps
    lists: Mapping[str, tuple[str, ...]]

    def course(self, name: str) -> Course | None:
        """A course by its name."""
        return next((course for course in self.courses if course.name == name), None)


@cache
def expected(file: Path | None = None) -> Expected:
    """What is asked, from a force's own file or from ours. Raises ExpectedError."""
    held = file or files("upstander.workforce") / "workforce.toml"
    try:
        read = tomllib.loads(held.read_text("utf-8"))
        return _expected(read)
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        said = f"has no {error}" if isinstance(error, KeyError) else str(error)
        raise ExpectedError(f"{held}: {said}") from error


def _expected(read: Mapping[str, Any]) -> Expected:
    vetting = read["vetting"]
    return Expected(
        courses=tuple(_course(one, read) for one in read["course"]),
        joining=_period(read["joining"], "days"),
        vetting=VettingAsked(_period(vetting, "soon_days"), tuple(vetting["designated_levels"])),
        talks=_period(read["talks"], "every_days"),
        promises=_period(read["promises"], "look_every_days"),
        messaging_apps=_apps(read["messaging_apps"]),
        lists={name: tuple(read[name]) for name in AUDIENCES},
    )


def _course(one: Mapping[str, Any], read: Mapping[str, Any]) -> Course:
    known = {field.name for field in fields(Course)} - {"roles"} | {"audience"}
    if unknown := set(one) - known:
        raise ValueError(f"course {one.get('name')!r} has {', '.join(sorted(unknown))}, which no course has")
    audience = one["audience"]
    if audience not in (EVERYBODY, *AUDIENCES):
        raise ValueError(f"course {one['name']!r}: audience {audience!r} is none of everybody, {', '.join(AUDIENCES)}")
    given = {name: value for name, value in one.items() if name != "audience"}
    recorded = tuple(name.strip().lower() for name in one["recorded_as"])
    roles = () if audience == EVERYBODY else tuple(read[audience])
    made = Course(**given | {"recorded_as": recorded, "roles": roles})
    _or_no_rule(made.name, made.again_after_days, made.source, made.status)
    if not 0 <= made.pass_mark <= 1:
        raise ValueError(f"course {made.name!r}: pass_mark {made.pass_mark} is not between 0 and 1")
    return made


def _period(read: Mapping[str, Any], days: str) -> Period:
    made = Period(read[days], read["source"], read["status"])
    _or_no_rule(days, made.days, made.source, made.status)
    return made


def _apps(read: Mapping[str, Any]) -> MessagingApps:
    names = tuple(name.strip().lower() for name in read["names"])
    if not all(names) or not names or not read["source"].strip() or not read["status"].strip():
        raise ValueError("messaging_apps: give the names of apps, its source and its status")
    return MessagingApps(names, read["source"], read["status"])


def _or_no_rule(name: str, days: Any, source: str, status: str) -> None:
    """Nothing is asked of people without saying who asks it."""
    if not isinstance(days, int) or days <= 0:
        raise ValueError(f"{name}: {days!r} is no number of days above 0")
    if not source.strip() or not status.strip():
        raise ValueError(f"{name}: give its source and its status")
