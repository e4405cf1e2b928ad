"""What a force asks of its registers: declarations, partners, youth schemes (registers.toml), each with its source."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from upstander.workforce.expected import ExpectedError, Period

# Which a force's own file from before lacks: ours stand until it has them.
LATER = ("transferee", "welfare_contact", "welfare_kept")


@dataclass(frozen=True)
class Named:
    """A list of names with their titles, who names them, and whether somebody confirmed it."""

    titles: Mapping[str, str]
    source: str
    status: str

    def title(self, name: str) -> str:
        """The title of one; a name that was taken out of the list since stands for itself."""
        return self.titles.get(name, name.replace("_", " ").capitalize())


@dataclass(frozen=True)
class Registers:
    """`declared`: within how long something is declared; `in_touch`: how often an agency is; `checked`: a condition.

    `transferee`: within how long a former force answers; `welfare_contact`: within how long who offered help speaks
    with them again; `welfare_kept`: how long after its end that is kept.
    """

    declared: Period
    in_touch: Period
    checked: Period
    transferee: Period
    welfare_contact: Period
    welfare_kept: Period
    agency_kinds: Named
    standards: Named


@cache
def registers(file: Path | None = None) -> Registers:
    """What is asked, from a force's own file or from ours. Raises ExpectedError."""
    held = file or files("upstander.workforce") / "registers.toml"
    try:
        read = tomllib.loads(held.read_text("utf-8"))
        return _registers({name: _of_ours()[name] for name in LATER} | read)
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        said = f"has no {error}" if isinstance(error, KeyError) else str(error)
        raise ExpectedError(f"{held}: {said}") from error


def _of_ours() -> Mapping[str, Any]:
    return tomllib.loads((files("upstander.workforce") / "registers.toml").read_text("utf-8"))


def _registers(read: Mapping[str, Any]) -> Registers:
    return Registers(
        declared=_period(read["declared"], "within_days"),
        in_touch=_period(read["in_touch"], "every_days"),
        checked=_period(read["checked"], "every_days"),
        transferee=_period(read["transferee"], "answer_within_days"),
        welfare_contact=_period(read["welfare_contact"], "within_days"),
        welfare_kept=_period(read["welfare_kept"], "days"),
        agency_kinds=_named(read["agency_kind"], read["agency_kinds"]),
        standards=_named(read["standard"], read["standards"]),
    )


def _period(read: Mapping[str, Any], name: str) -> Period:
    days = read[name]
    if not isinstance(days, int) or days <= 0:
        raise ValueError(f"{name}: {days!r} is no number of days above 0")
    _or_no_source(name, read)
    return Period(days, read["source"], read["status"])


def _named(listed: list[Mapping[str, str]], about: Mapping[str, str]) -> Named:
    titles = {one["name"]: one["title"] for one in listed}
    if len(titles) < len(listed):
        raise ValueError("a name stands more than once in one list")
    _or_no_source(next(iter(titles), "a list"), about)
    return Named(titles, about["source"], about["status"])


def _or_no_source(name: str, read: Mapping[str, str]) -> None:
    """Nothing is asked of people without saying who asks it."""
    if not read["source"].strip() or not read["status"].strip():
        raise ValueError(f"{name}: give its source and its status")
