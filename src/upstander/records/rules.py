"""How the columns of a file become the columns of a feed: what a mapping says, and what a plain file needs said."""

import hashlib
from collections.abc import Mapping as MappingType
from dataclasses import dataclass, field
from pathlib import PurePath

from upstander.records.feed import Feed


@dataclass(frozen=True)
class ColumnRule:
    """Where one column of a feed comes from, and how it is written there.

    `sources` are columns of the file, put together with `joined_with` if there are several; or `constant` is the
    value of every row. `codes` turns the supplier's words into the feed's. `formats` are strptime forms of a time or
    date. `time_zone` is the zone of times that carry none. `fold` says which of the two hours is meant when the clocks
    go back: "first", "second" or "refuse".
    """

    sources: tuple[str, ...] = ()
    joined_with: str = " "
    constant: str | None = None
    prefix: str = ""
    digest: bool = False
    codes: MappingType[str, str] = field(default_factory=dict)
    formats: tuple[str, ...] = ()
    time_zone: str | None = None
    fold: str = "refuse"
    phone_region: str = "GB"


@dataclass(frozen=True)
class FeedRule:
    """How one file becomes rows of one feed. `where` keeps only rows whose column holds one of these values."""

    feed: Feed
    columns: MappingType[str, ColumnRule]
    where: MappingType[str, tuple[str, ...]] = field(default_factory=dict)
    files: tuple[str, ...] = ()

    @property
    def reads(self) -> list[str]:
        """The columns of the file that this rule cannot do without."""
        named = [name for rule in self.columns.values() for name in rule.sources]
        return list(dict.fromkeys([*named, *self.where]))


@dataclass(frozen=True)
class Mapping:
    """How a supplier's export becomes feeds.

    `text` is the mapping's own file, so that a changed mapping is a new load. `empty` are values that mean nothing.
    """

    name: str
    title: str
    files: tuple[str, ...]
    feeds: tuple[FeedRule, ...]
    delimiter: str = ","
    encoding: str | None = None
    empty: tuple[str, ...] = ()
    skip_lines: int = 0
    text: str = ""

    @property
    def digest(self) -> str:
        """Names this mapping by what it says."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def rules_for(self, file: PurePath) -> tuple[FeedRule, ...]:
        """The feeds that a file of this name becomes; none if the mapping does not read it."""
        return tuple(rule for rule in self.feeds if any(file.match(pattern) for pattern in rule.files or self.files))


def plain(feed: Feed, present: set[str]) -> FeedRule:
    """A file that already has the feed's own columns; nullable ones that are not there stay empty."""
    columns = {c.name: ColumnRule((c.name,)) for c in feed.columns if c.name in present or not c.nullable}
    return FeedRule(feed, columns)
