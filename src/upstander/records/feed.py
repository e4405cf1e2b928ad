"""What a feed is: all records of one kind, with everything a force must decide about holding them."""

from dataclasses import dataclass

import pyarrow as pa

from upstander.records.columns import Column


@dataclass(frozen=True)
class Keep:
    """How long records of a feed may be kept, and who says so. A force may change both in its settings.

    The periods shipped are starting points: `confirmed` is False until a force's records manager has checked one.
    """

    months: int
    authority: str
    confirmed: bool = False


@dataclass(frozen=True)
class Volume:
    """Rows expected a year for each member of staff; fewer is silence, more is a flood. Both are warnings."""

    least: float
    most: float


@dataclass(frozen=True)
class Feed:
    """All records of one kind: the one agreed form of them.

    `key` names the columns that tell one record from another; two rows with one key are one record.
    `time` names the column by which records are laid out in months and cut at the day of a scan; a feed
    without it (who works here, who the public are) is small and kept whole.
    `known_at` names the column that says since when the force knew; it is `time` unless given. Records are
    always read as they were known on the day of a scan.
    `revisable` records change after they are first written (an incident closes); a later load replaces them.
    A record that is not revisable and comes again with other values is refused.
    """

    name: str
    title: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    keep: Keep
    volume: Volume
    time: str | None = None
    known_at: str | None = None
    revisable: bool = False
    sort: tuple[str, ...] = ()

    def column(self, name: str) -> Column:
        """The column of that name; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"feed {self.name} has no column {name}")

    @property
    def arrow_schema(self) -> pa.Schema:
        """How the store keeps this feed."""
        return pa.schema([pa.field(c.name, c.stored_as, c.nullable) for c in self.columns])

    @property
    def known_from(self) -> str | None:
        """The column that says since when the force knew a record; None where the feed does not say."""
        return self.known_at or self.time

    @property
    def layout(self) -> tuple[str, ...]:
        """The columns by which rows are sorted inside a file, so that one person's records lie together."""
        return self.sort or self.key
