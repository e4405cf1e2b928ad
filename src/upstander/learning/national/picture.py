"""Shares of several forces merged: for each thing that is counted how many there are at least and at most, in all.

A share rounds, and folds what is few. So a sum of them is a range, and the true number lies in it: of a number told
as r at least r-2 and at most r+2, of what a force folded at most four, of what it neither told nor folded none. What
fewer than three forces tell by name is folded here in turn: a kind that one force alone has would name that force.
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from upstander.learning.national.share import Counts, Share, ShareError, read_share
from upstander.learning.threats.titles import COUNTED
from upstander.workforce.people import HANDFUL

LEAST_FORCES = 3
OFF = HANDFUL // 2  # how far a number in steps of five may be from the true one


@dataclass(frozen=True)
class Line:
    """One thing that is counted: how many at least and at most over all forces, and how many forces tell of it."""

    what: str
    least: int
    most: int
    forces: int

    @property
    def middle(self) -> float:
        """Half-way between the least and the most."""
        return (self.least + self.most) / 2


@dataclass(frozen=True)
class Table:
    """A table over all forces, the most first. `folded`: how many kinds fewer than three forces told of."""

    name: str
    title: str
    counts: str
    lines: Sequence[Line]
    folded: int
    forces: int


@dataclass(frozen=True)
class Picture:
    """What so many forces share of a period, merged."""

    first_day: dt.date
    last_day: dt.date
    forces: int
    tables: Sequence[Table]


def read_shares(files: Sequence[Path]) -> list[Share]:
    """The shares in these files. Raises ShareError, also where two are of one force's assessment."""
    shares = [read_share(file) for file in files]
    seen: dict[str, Path] = {}
    for file, share in zip(files, shares, strict=True):
        if share.token in seen:
            raise ShareError(
                f"{file} and {seen[share.token]} are of one force's assessment: give its newest file alone."
            )
        seen[share.token] = file
        if (share.first_day, share.last_day) != (shares[0].first_day, shares[0].last_day):
            raise ShareError(
                f"{file} is of {share.first_day} to {share.last_day}, and {files[0]} of {shares[0].first_day} to "
                f"{shares[0].last_day}: only files of one period are merged. Ask for one of the same period."
            )
    return shares


def merged(shares: Sequence[Share]) -> Picture:
    """All shares together. Raises ShareError for fewer than three, of which each force could take its own away."""
    if len(shares) < LEAST_FORCES:
        raise ShareError(f"{len(shares)} were given: a picture needs the files of at least {LEAST_FORCES} forces.")
    tables = [_merged(name, [one.tables[name] for one in shares if name in one.tables]) for name in COUNTED]
    return Picture(shares[0].first_day, shares[0].last_day, len(shares), [one for one in tables if one.forces])


def _merged(name: str, counts: Sequence[Counts]) -> Table:
    told_by = Counter(what for one in counts for what in one.rows)
    lines = [_line(what, counts, forces) for what, forces in told_by.items() if forces >= LEAST_FORCES]
    title, of_what = COUNTED[name]
    lines.sort(key=lambda line: (-line.middle, line.what))
    return Table(name, title, of_what, lines, len(told_by) - len(lines), len(counts))


def _line(what: str, counts: Sequence[Counts], forces: int) -> Line:
    least = sum(max(one.rows[what] - OFF, HANDFUL) for one in counts if what in one.rows)
    most = sum(one.rows[what] + OFF if what in one.rows else (HANDFUL - 1) * one.folded for one in counts)
    return Line(what, least, most, forces)


def as_data(picture: Picture) -> Mapping[str, object]:
    """A picture as JSON may hold it."""
    return {
        "first_day": picture.first_day.isoformat(),
        "last_day": picture.last_day.isoformat(),
        "forces": picture.forces,
        "tables": [
            {"title": one.title, "counts": one.counts, "forces": one.forces, "folded": one.folded,
             "rows": [{"what": line.what, "at_least": line.least, "at_most": line.most, "forces": line.forces}
                      for line in one.lines]}
            for one in picture.tables
        ],
    }  # fmt: skip
