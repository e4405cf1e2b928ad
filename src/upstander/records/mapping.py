"""Reads a mapping from TOML, and says which key is wrong and what would mend it.

title = "RMS audit export"
files = ["rms_audit*.csv"]          # which files, by name
time_zone = "Europe/London"         # of times that carry none
[[feed]]
name = "accesses"                   # the feed that each row becomes; several [[feed]] split one file
where = { Kind = ["LOOKUP"] }       # only these rows
[feed.columns]
access_id = "Audit Ref"             # a column of the file
at = { join = ["Date", "Time"], format = "%d/%m/%Y %H:%M:%S" }
action = { from = "Action", codes = { VW = "view" } }
system = { constant = "RMS" }
"""

import codecs
import tomllib
import zoneinfo
from collections.abc import Mapping as MappingType
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from typing import Any, NoReturn

from upstander.records.catalogue import all_feeds
from upstander.records.columns import Column, Kind
from upstander.records.feed import Feed
from upstander.records.rules import ColumnRule, FeedRule, Mapping

TOP = {
    "title", "files", "feed", "delimiter", "encoding", "time_zone", "fold", "phone_region", "empty", "skip_lines"
}  # fmt: skip
FEED = {"name", "where", "columns", "files"}
COLUMN = {
    "from",
    "join",
    "with",
    "constant",
    "prefix",
    "digest",
    "codes",
    "format",
    "time_zone",
    "fold",
    "phone_region",
}
FOLDS = ("first", "second", "refuse")


class MappingError(Exception):
    """A mapping that cannot be used; its words name the key and the remedy."""


def shipped_mappings() -> dict[str, str]:
    """The title of each mapping that comes with Upstander, by its name."""
    return {name: read_mapping(name).title for name in sorted(_shipped())}


def _shipped() -> dict[str, Any]:
    folder = files("upstander.records") / "mappings"
    return {file.name.removesuffix(".toml"): file for file in folder.iterdir() if file.name.endswith(".toml")}


def read_mapping(source: Path | str) -> Mapping:
    """A mapping from a path, or by the name of one that is shipped; raises MappingError."""
    path, shipped = Path(source), _shipped()
    if path.is_file():
        return parse_mapping(path.stem, path.read_text(encoding="utf-8"))
    if str(source) in shipped:
        return parse_mapping(str(source), shipped[str(source)].read_text(encoding="utf-8"))
    raise MappingError(f"there is no mapping {source}: give a file, or one of {', '.join(sorted(shipped))}")


def parse_mapping(name: str, text: str) -> Mapping:
    """A mapping from the words of its file; raises MappingError."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MappingError(f"the mapping {name} is not TOML: {error}") from error
    reader = _Reader(name, said)
    return reader.mapping(text)


class _Reader:
    """Reads the tables of one mapping, each key checked."""

    def __init__(self, name: str, said: MappingType[str, Any]) -> None:
        self._name, self._said = name, said

    def mapping(self, text: str) -> Mapping:
        """The whole mapping."""
        said = self._said
        self._only(said, TOP, "")
        self._check_top()
        if not said.get("feed"):
            self._wrong("feed", "is missing", 'add a [[feed]] table with name = "…" and [feed.columns]')
        return Mapping(
            name=self._name,
            title=str(said.get("title", self._name)),
            files=self._texts(said, "files", "", needed=True),
            feeds=tuple(self._feed(table, n) for n, table in enumerate(said["feed"])),
            delimiter=said.get("delimiter", ","),
            encoding=said.get("encoding"),
            empty=self._texts(said, "empty", ""),
            skip_lines=said.get("skip_lines", 0),
            text=text,
        )

    def _wrong(self, key: str, what: str, remedy: str) -> NoReturn:
        raise MappingError(f"the mapping {self._name}: {key} {what}; {remedy}")

    def _only(self, table: MappingType[str, Any], known: set[str], at: str) -> None:
        for key in table:
            if key not in known:
                near = get_close_matches(key, known, 1)
                hint = f"did you mean {near[0]}?" if near else f"the keys here are {', '.join(sorted(known))}"
                self._wrong(f"{at}{key}", "is no key of a mapping", hint)

    def _texts(self, table: MappingType[str, Any], key: str, at: str, *, needed: bool = False) -> tuple[str, ...]:
        value = table.get(key, [])
        value = [value] if isinstance(value, str) else value
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self._wrong(f"{at}{key}", "is not text or a list of texts", f'write {key} = ["…"]')
        if needed and not value:
            self._wrong(f"{at}{key}", "is missing", f'write {key} = ["…"]')
        return tuple(value)

    def _check_top(self) -> None:
        said = self._said
        if len(said.get("delimiter", ",")) != 1:
            self._wrong("delimiter", "is not one character", 'write delimiter = ";" or "\\t"')
        if not isinstance(said.get("skip_lines", 0), int) or said.get("skip_lines", 0) < 0:
            self._wrong("skip_lines", "is not a whole number", "write how many lines stand before the header row")
        if "encoding" in said:
            self._check_encoding(said["encoding"])
        self._check_clock(said, "")

    def _check_encoding(self, encoding: Any) -> None:
        try:
            codecs.lookup(encoding)
        except (LookupError, TypeError):
            self._wrong("encoding", f"{encoding!r} is not known", 'write for example encoding = "cp1252" or "utf-16"')

    def _check_clock(self, table: MappingType[str, Any], at: str) -> None:
        zone, fold = table.get("time_zone"), table.get("fold", "refuse")
        if zone is not None and zone not in zoneinfo.available_timezones():
            self._wrong(f"{at}time_zone", f"{zone!r} is not known", 'write for example "Europe/London" or "UTC"')
        if fold not in FOLDS:
            self._wrong(f"{at}fold", f"{fold!r} is not known", f"it is one of {', '.join(FOLDS)}")

    def _feed(self, table: MappingType[str, Any], number: int) -> FeedRule:
        at = f"feed {number + 1}."
        self._only(table, FEED, at)
        feed = self._feed_named(table.get("name"), at)
        columns = table.get("columns", {})
        rules = {name: self._column(feed, name, said, f"{at}columns.{name}") for name, said in columns.items()}
        missing = [c.name for c in feed.columns if not c.nullable and c.name not in rules]
        if missing:
            self._wrong(f"{at}columns", f"does not say where {', '.join(missing)} of {feed.name} comes from", "add it")
        where = {column: self._texts(table["where"], column, f"{at}where.") for column in table.get("where", {})}
        return FeedRule(feed, rules, where, self._texts(table, "files", at))

    def _feed_named(self, name: Any, at: str) -> Feed:
        if name not in all_feeds():
            near = get_close_matches(str(name), all_feeds(), 1)
            self._wrong(
                f"{at}name", f"{name!r} is no feed", f"did you mean {near[0]}?" if near else "see `upstander feeds`"
            )
        return all_feeds()[name]

    def _column(self, feed: Feed, name: str, said: Any, at: str) -> ColumnRule:
        known = {c.name: c for c in feed.columns}
        if name not in known:
            self._wrong(at, f"is no column of {feed.name}", f"its columns are {', '.join(known)}")
        said = {"from": said} if isinstance(said, str) else said
        if not isinstance(said, dict):
            self._wrong(at, "is neither a column's name nor a table", 'write "Column" or { from = "Column" }')
        self._only(said, COLUMN, f"{at}.")
        self._check_clock(said, f"{at}.")
        if sum(key in said for key in ("from", "join", "constant")) != 1:
            self._wrong(at, "needs exactly one of from, join and constant", 'write { from = "Column" }')
        return self._rule(known[name], said, at)

    def _rule(self, column: Column, said: MappingType[str, Any], at: str) -> ColumnRule:
        sources = (said["from"],) if "from" in said else self._texts(said, "join", f"{at}.")
        codes = {str(code): str(word) for code, word in said.get("codes", {}).items()}
        for code, word in codes.items():
            if column.choices and word not in column.choices:
                self._wrong(
                    f"{at}.codes.{code}", f"{word!r} is not a choice", f"it is one of {', '.join(column.choices)}"
                )
        constant = said.get("constant")
        if constant is not None and column.choices and constant not in column.choices:
            self._wrong(f"{at}.constant", f"{constant!r} is not a choice", f"it is one of {', '.join(column.choices)}")
        return ColumnRule(
            sources=sources,
            joined_with=said.get("with", " "),
            constant=None if constant is None else str(constant),
            prefix=said.get("prefix", ""),
            digest=said.get("digest", False),
            codes=codes,
            formats=self._formats(column, said, at),
            time_zone=said.get("time_zone", self._said.get("time_zone")),
            fold=said.get("fold", self._said.get("fold", "refuse")),
            phone_region=self._region(said, at),
        )

    def _formats(self, column: Column, said: MappingType[str, Any], at: str) -> tuple[str, ...]:
        formats = self._texts(said, "format", f"{at}.")
        if formats and column.kind not in {Kind.INSTANT, Kind.DATE}:
            self._wrong(f"{at}.format", f"is for times and dates, and this is {column.kind}", "take it out")
        if any("%" not in form for form in formats):
            self._wrong(f"{at}.format", "has no % in it", 'write for example "%d/%m/%Y %H:%M:%S"')
        return formats

    def _region(self, said: MappingType[str, Any], at: str) -> str:
        region: Any = said.get("phone_region", self._said.get("phone_region", "GB"))
        if not (isinstance(region, str) and len(region) == 2 and region.isupper()):
            self._wrong(f"{at}.phone_region", f"{region!r} is not a country", 'write two capitals, for example "GB"')
        return str(region)
