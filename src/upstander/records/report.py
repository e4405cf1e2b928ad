"""What a load did, row by row accounted for: read = accepted + duplicates + replaced + refused."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Refusals:
    """Rows refused for one reason in one column. `examples` are the first few as (row, value)."""

    column: str | None
    reason: str
    remedy: str
    rows: int
    examples: tuple[tuple[int, str | None], ...] = ()


@dataclass(frozen=True)
class FeedReport:
    """What became of the rows of one file for one feed.

    `accepted` rows hold a key that the store did not have; `duplicates` are the same as a row it has; `replaced` rows
    took the place of an earlier row with their key. `kept_at` is where the refused rows lie. `extra` are columns of
    the file that are not in the feed. `earliest` and `latest` are microseconds since 1970 UTC.
    """

    feed: str
    read: int
    accepted: int
    duplicates: int
    replaced: int
    refused: int
    refusals: tuple[Refusals, ...] = ()
    kept_at: str | None = None
    extra: tuple[str, ...] = ()
    earliest: int | None = None
    latest: int | None = None


@dataclass(frozen=True)
class FileReport:
    """What became of one file. `unreadable` says why nothing of it was read; `already` that it was loaded before."""

    file: str
    load: str = ""
    feeds: tuple[FeedReport, ...] = ()
    notes: tuple[str, ...] = ()
    already: bool = False
    unreadable: str | None = None

    def as_note(self) -> dict[str, Any]:
        """The form that is kept in the store."""
        return asdict(self)


@dataclass(frozen=True)
class FeedVolume:
    """What the store holds of a feed after a load; times are microseconds since 1970 UTC."""

    feed: str
    rows: int
    earliest: int | None
    latest: int | None


@dataclass(frozen=True)
class LoadReport:
    """What a load did, file by file, and what the store then holds. `warnings` are of volumes and files left aside."""

    store: Path
    files: tuple[FileReport, ...]
    volumes: Mapping[str, FeedVolume] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    @property
    def nothing_read(self) -> bool:
        """Whether not one file could be read."""
        return all(file.unreadable is not None for file in self.files)

    def total(self, what: str, feed: str | None = None) -> int:
        """The sum of `read`, `accepted`, `duplicates`, `replaced` or `refused` over all files, or of one feed."""
        return sum(getattr(f, what) for file in self.files for f in file.feeds if feed in {None, f.feed})

    @property
    def feeds(self) -> list[str]:
        """The feeds that were loaded, in name order."""
        return sorted({f.feed for file in self.files for f in file.feeds})
