"""Cases as files: one TOML for each, read with every doubt refused, and written so that the same case comes back.

id = "chess"
title = "A game of chess after the case was handed over"
document = "S003"                       # one of documents.toml, beside the cases
published = "2022-05"
topics = ["public_protection"]
[[overview]]
text = "An officer who had attended a domestic incident ..."
places = ["S003 lines 1373-1377"]       # page, lines and characters, as far as they are known
[[questions]]
label = "managers"
"""

import datetime as dt
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

from upstander.learning.case import AUDIENCES, FIELDS, LABELLED, LISTS, PARTS, Case, Passage, Place, Source, day_of

DOCUMENTS, COLLECTIONS = "documents.toml", "collections.toml"
PASSAGE = {"text", "places", "label"}
SOURCE = tuple(one.name for one in fields(Source))
EARLIEST = 1985
"""The first year a report can be of: the Police Complaints Authority, a forerunner of the IOPC, began then."""

WORD = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")


class CaseError(ValueError):
    """A file of the library that cannot be used; its words name the file, the key, the value and the remedy."""


def read_cases(folder: Path, *, on: dt.date) -> tuple[Case, ...]:
    """Every case of a folder, in order of source and number. `on` is the day it is read: nothing is published later.

    Raises CaseError for a file with an unknown or missing key, a doubtful date, or an id that another has.
    """
    sources = read_sources(folder, on=on)
    held: dict[str, tuple[Path, Case]] = {}
    for file in sorted(folder.glob("*.toml")):
        if file.name in (DOCUMENTS, COLLECTIONS):
            continue
        case = read_case(file, sources, on=on)
        if case.id in held:
            _refuse(file, "id", case.id, f"{held[case.id][0].name} has it already: give one of them another")
        held[case.id] = (file, case)
    return tuple(sorted((case for _, case in held.values()), key=lambda case: (case.document, case.number, case.id)))


def read_sources(folder: Path, *, on: dt.date) -> dict[str, Source]:
    """The documents that a folder's cases come from, by id. Raises CaseError."""
    file = folder / DOCUMENTS
    held: dict[str, Source] = {}
    for row in _toml(file).get("document", []):
        _known(file, row, SOURCE)
        for key in SOURCE:
            if not isinstance(row.get(key), str) or not row[key].strip():
                _refuse(file, key, row.get(key), "every document says it, as a text in quotes")
        _date(file, row["published"], on)
        if row["id"] in held:
            _refuse(file, "id", row["id"], "another document has it already")
        held[row["id"]] = Source(**row)
    return held


def read_collections(folder: Path) -> dict[str, tuple[str, ...]]:
    """The ids of each collection of a folder, by its title; none where it has no such file. Raises CaseError."""
    file = folder / COLLECTIONS
    held: dict[str, tuple[str, ...]] = {}
    for row in _toml(file).get("collection", []) if file.is_file() else []:
        _known(file, row, ("title", "cases"))
        title, ids = row.get("title"), _texts(file, "cases", row.get("cases"))
        if not isinstance(title, str) or not title.strip() or title in held:
            _refuse(file, "title", title, "every collection has a title of its own")
        if not ids or len(set(ids)) != len(ids):
            _refuse(file, "cases", ids, "name at least one case, and each once")
        held[title] = tuple(ids)
    return held


def read_case(file: Path, sources: Mapping[str, Source], *, on: dt.date) -> Case:
    """One case. Raises CaseError where anything in it is doubtful."""
    row = _toml(file)
    _known(file, row, FIELDS)
    for key in ("id", "title", "document"):
        if not isinstance(row.get(key), str) or not row[key].strip():
            _refuse(file, key, row.get(key), "every case has one, as a text in quotes")
    if not WORD.fullmatch(row["id"]):
        _refuse(file, "id", row["id"], "write it in small letters, digits, - and _")
    if row["document"] not in sources:
        _refuse(file, "document", row["document"], f"{DOCUMENTS} has {', '.join(sorted(sources)) or 'none'}")
    _date(file, row.setdefault("published", sources[row["document"]].published), on)
    if not isinstance(row.setdefault("number", 0), int):
        _refuse(file, "number", row["number"], "write a whole number, or leave it out")
    for key, words in LISTS.items():
        _from_list(file, key, row, words)
    row["signs"] = tuple(_texts(file, "signs", row.get("signs", [])))
    for part in PARTS:
        row[part] = tuple(_passage(file, part, one, sources) for one in row.get(part, []))
    if not any(row[part] for part in PARTS if part != "not_placed"):
        _refuse(file, "overview", None, "a case says what happened: write [[overview]] with text and places")
    return Case(**row)


def _from_list(file: Path, key: str, row: dict[str, Any], words: Mapping[str, str]) -> None:
    """Holds one key, a word or several, to its list."""
    alone = key == "kind_of_investigation"
    given = row.get(key, "" if alone else [])
    for word in _texts(file, key, [given] if alone else given):
        if word not in words and not (alone and not word):
            _refuse(file, key, word, f"use one of {', '.join(words)}")
    row[key] = given if alone else tuple(given)


def _passage(file: Path, part: str, row: Any, sources: Mapping[str, Source]) -> Passage:
    if not isinstance(row, dict):
        _refuse(file, part, row, f"write [[{part}]] with text and places below it")
    _known(file, row, PASSAGE)
    text, label = row.get("text"), row.get("label", "")
    if not isinstance(text, str) or not text.strip():
        _refuse(file, f"{part}.text", text, "every passage has words")
    if not isinstance(label, str) or (label and part not in LABELLED):
        _refuse(file, f"{part}.label", label, f"only {', '.join(LABELLED)} have labels, each a text")
    if part == "questions" and label not in AUDIENCES:
        _refuse(file, "questions.label", label, f"say for whom: {', '.join(AUDIENCES)}")
    try:
        places = tuple(map(Place.read, _texts(file, f"{part}.places", row.get("places", []))))
    except ValueError as problem:
        _refuse(file, f"{part}.places", row.get("places"), str(problem))
    for place in places:
        if place.document not in sources:
            _refuse(file, f"{part}.places", str(place), f"{DOCUMENTS} has no {place.document}")
    if not places:
        _refuse(file, f"{part}.places", text[:40], "every passage says where it comes from, as 'S003 lines 402-410'")
    return Passage(text, places, label)


def _texts(file: Path, key: str, given: Any) -> list[str]:
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        _refuse(file, key, given, 'write a list of texts, as ["a", "b"]')
    return given


def _date(file: Path, written: Any, on: dt.date) -> None:
    """A day or a month in ISO 8601, no earlier than such reports began and no later than the day it is read."""
    remedy = f"write it as 2022-05 or 2022-05-23, from {EARLIEST} to {on}"
    if not isinstance(written, str):
        _refuse(file, "published", written, f"{remedy}, in quotes")
    try:
        day = day_of(written)
    except ValueError:
        _refuse(file, "published", written, remedy)
    if day.year < EARLIEST or day > on:
        _refuse(file, "published", written, remedy)


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError as error:
        raise CaseError(f"{file}: there is no such file: name a folder of cases, with {DOCUMENTS} in it") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CaseError(f"{file}: not TOML in UTF-8 ({error}): mend the line it names") from error


def _known(file: Path, row: Mapping[str, Any], keys: Iterable[str]) -> None:
    for key in row.keys() - set(keys):
        near = get_close_matches(key, list(keys), 1)
        _refuse(
            file, key, row[key], f"there is no such key{f'; did you mean {near[0]}?' if near else ': leave it out'}"
        )


def _refuse(file: Path, key: str, value: Any, remedy: str) -> NoReturn:
    raise CaseError(f"{file.name}: {key} = {value!r}: {remedy}")


def written_case(case: Case) -> str:
    """The text of a case's file; `read_case` gives the same case back."""
    lines = [f"{key} = {_value(getattr(case, key))}" for key in FIELDS if key not in PARTS and getattr(case, key)]
    for part, passage in case.passages():
        lines += ["", f"[[{part}]]", f"text = {_value(passage.text)}"]
        lines += [f"label = {_value(passage.label)}"] if passage.label else []
        lines += [f"places = {_value(tuple(map(str, passage.places)))}"]
    return "\n".join(lines) + "\n"


def written_sources(sources: Iterable[Source]) -> str:
    """The text of documents.toml."""
    rows = [["[[document]]", *(f"{key} = {_value(getattr(one, key))}" for key in SOURCE)] for one in sources]
    return "\n\n".join("\n".join(row) for row in rows) + "\n"


def _value(value: str | int | tuple[str, ...]) -> str:
    """A value as TOML: its basic strings are those of JSON, but for DEL, which it does not take bare."""
    written = json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
    return written.replace("\x7f", "\\u007f")
