"""Puts what was measured of a keyword set's hits into the file of the set, so that it goes where the set goes."""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from upstander.detection.words.keyword_set import COUNTS, FOLLOWED, RATES, KeywordSet, KeywordSetError

READ_BY = ("stage", "language", "phrases", "who", *FOLLOWED, "not_after")  # all of a set that bears on what it hits
BLOCK = re.compile(r"^\[false_hits\].*?(?=^\[|\Z)", re.MULTILINE | re.DOTALL)


def carrying(text: str, measured: Mapping[str, Any], whose: str, day: dt.date) -> str:
    """The text of a set's file with the block of its false hits made anew: all else stays, comments too.

    `measured` holds RATES and COUNTS by name, `hits`, and the days `from_day` and `to_day` (ISO 8601).
    Raises KeywordSetError where the text has no such block.
    """
    counted = f"{measured['hits']:,} hits in {measured['texts']:,} ordinary texts"
    days = f"from {measured['from_day']} to {measured['to_day']}"
    said = f"{counted} {days}, read by nobody: no set hits wrongly more often than it hits"
    values = {name: measured[name] for name in (*RATES, *COUNTS) if measured.get(name) is not None}
    lines = [f"{name} = {value}" for name, value in values.items()]
    lines += [f"whose = {json.dumps(whose, ensure_ascii=False)}", f"day = {day.isoformat()}"]
    block = "\n".join(["[false_hits]", *lines, f"measured_on = {json.dumps(said)}", ""])
    carried, blocks = BLOCK.subn(lambda _found: block, text, count=1)
    if not blocks:
        raise KeywordSetError("it has no block that begins with the line [false_hits]: write its false hits as one")
    return carried


def fingerprint(one: KeywordSet) -> str:
    """The SHA-256 of the words a set is read by: who owns it, approved it and what it carries may change without it."""
    words = {name: getattr(one, name) for name in READ_BY}
    return hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()


def text_of(one: KeywordSet) -> str:
    """The text of the file a set was read from. Raises KeywordSetError where it is gone."""
    shipped = not Path(one.file).is_absolute()
    file = files("upstander.detection.words").joinpath("sets", one.file) if shipped else Path(one.file)
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise KeywordSetError(f"{one.file} cannot be read: {error}") from error
