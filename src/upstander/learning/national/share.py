"""What one force shares for the national picture, as a file: its counts in steps of five, and of a few no word.

Written from an assessment of threats that the chief officer adopted, whose numbers are rounded already. What fewer
than five stand behind is folded together without its name: a kind of which there was one could be somebody. The file
holds no name of a force, of a person or of an assessment, and no day but the ends of its period. `token` is by
chance: it tells two forces with the same counts from one force's file given twice.
"""

import datetime as dt
import hashlib
import json
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from upstander.learning.threats.titles import COUNTED, HUNDRED, STAFF
from upstander.workforce.people import HANDFUL

FORMAT = "upstander national picture"
VERSION = 2  # 1 had no number of staff
TOKEN = 32  # hexadecimal digits
MOST = 1_000_000  # of anything that a force counts in a period


class ShareError(ValueError):
    """A file cannot be merged; the message names the file, the entry, its value and the remedy."""


@dataclass(frozen=True)
class Counts:
    """One table: numbers by what is counted, in steps of five, and whether others of fewer than five were folded."""

    rows: Mapping[str, int]
    folded: bool


@dataclass(frozen=True)
class Share:
    """What one force shares of a period; both days belong to it. `staff`: people who work there, if known."""

    token: str
    first_day: dt.date
    last_day: dt.date
    tables: Mapping[str, Counts]
    staff: int | None = None


def share_of(assessment: uuid.UUID, first_day: dt.date, last_day: dt.date, figures: Mapping[str, Any]) -> Share:
    """What is shared of an assessment, from its figures as they are kept with a version (`threats.figures.as_data`).

    All versions of one assessment have one token, which does not lead back to its id.
    """
    token = hashlib.sha256(b"national picture" + assessment.bytes).hexdigest()[:TOKEN]
    tables = {name: _counts(figures[name]["rows"]) for name in COUNTED if figures.get(name, {}).get("rows")}
    return Share(token, first_day, last_day, tables, _staff(figures))


def _staff(figures: Mapping[str, Any]) -> int | None:
    """How many people work there, to the nearest hundred; None where no records said so, or there are few."""
    said = [number for _what, number in figures[STAFF]["rows"]] if STAFF in figures else []
    return int(said[0]) if said and said[0].isdigit() else None


def _counts(rows: list[list[str]]) -> Counts:
    told = {name: int(number) for name, number in rows if number.isdigit() and int(number) >= HANDFUL}
    return Counts(told, folded=any(number != "0" and name not in told for name, number in rows))


def as_json(share: Share) -> str:
    """A share as the text of its file."""
    tables = {name: {"rows": dict(one.rows), "folded": one.folded} for name, one in share.tables.items()}
    told = {"format": FORMAT, "version": VERSION, "token": share.token, "first_day": share.first_day.isoformat(),
            "last_day": share.last_day.isoformat(), "staff": share.staff, "tables": tables}  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def read_share(file: Path) -> Share:
    """The share in a file. Raises ShareError."""
    try:
        read = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ShareError(f"{file} cannot be read: {error}. Ask the force for the file again.") from error
    if not isinstance(read, dict) or read.get("format") != FORMAT:
        raise ShareError(f"{file} is no share for the national picture: its format must be {FORMAT!r}.")
    if read.get("version") != VERSION:
        raise ShareError(
            f"{file} is of version {read.get('version')!r}; this program reads {VERSION}: use one version everywhere."
        )
    token = read.get("token")
    if not isinstance(token, str) or not re.fullmatch(f"[0-9a-f]{{{TOKEN}}}", token):
        raise ShareError(f"{file}: token is {token!r}; it must be {TOKEN} of 0 to 9 and a to f, as the desk wrote it.")
    first, last = (_day(file, name, read.get(name)) for name in ("first_day", "last_day"))
    if last < first:
        raise ShareError(f"{file}: last_day {last} is before first_day {first}.")
    tables = read.get("tables")
    if not isinstance(tables, dict) or not tables.keys() <= COUNTED.keys():
        raise ShareError(f"{file}: tables must be among {', '.join(COUNTED)}.")
    counts = {name: _table(file, name, one) for name, one in tables.items()}
    return Share(token, first, last, counts, _staff_in(file, read.get("staff")))


def _staff_in(file: Path, given: Any) -> int | None:
    if given is None:
        return None
    if type(given) is not int or given % HUNDRED or not HUNDRED <= given <= MOST:
        raise ShareError(
            f"{file}: staff is {given!r}; it must be null or a multiple of {HUNDRED} from {HUNDRED} to {MOST:,}. Ask "
            "the force for a file that its desk made."
        )
    return given


def _day(file: Path, name: str, given: Any) -> dt.date:
    try:
        return dt.date.fromisoformat(given)
    except (TypeError, ValueError) as error:
        raise ShareError(f"{file}: {name} is {given!r}; it must be a day such as 2026-10-31.") from error


def _table(file: Path, name: str, given: Any) -> Counts:
    if not isinstance(given, dict) or given.keys() != {"rows", "folded"} or type(given["folded"]) is not bool:
        raise ShareError(f"{file}: the table {name} must have rows, and folded as true or false.")
    if not isinstance(given["rows"], dict):
        raise ShareError(f"{file}: the rows of {name} must be numbers by what is counted.")
    for what, number in given["rows"].items():
        if not what.isprintable():
            raise ShareError(f"{file}: {what!r} of {name} cannot be shown. Ask the force for the file again.")
        if type(number) is not int or number % HANDFUL or not HANDFUL <= number <= MOST:
            raise ShareError(
                f"{file}: {what!r} of {name} is {number!r}; it must be a multiple of {HANDFUL} from {HANDFUL} to "
                f"{MOST:,}. A number that was not rounded is not merged: ask the force for a file that its desk made."
            )
    return Counts(given["rows"], given["folded"])
