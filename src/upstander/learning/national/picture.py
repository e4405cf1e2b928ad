"""Shares of several forces merged: for each thing that is counted how many there are at least and at most, in all.

A share rounds, and folds what is few. So a sum of them is a range, and the true number lies in it: of a number told
as r at least r-2 and at most r+2, of what a force folded at most four, of what it neither told nor folded none. What
fewer than three forces tell by name is folded here in turn: a kind that one force alone has would name that force.

A rate is told for each thousand people who work for the forces, as a range too, and only where every force says how
many those are: of a rate of some, beside the counts of all, the counts of the others could be taken apart.
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from upstander.learning.national.share import Counts, Share, ShareError, read_share
from upstander.learning.threats.titles import COUNTED, HUNDRED
from upstander.workforce.people import HANDFUL

LEAST_FORCES = 3
THOUSAND = 1_000
OFF = HANDFUL // 2  # how far a number in steps of five may be from the true one


@dataclass(frozen=True)
class Line:
    """One thing that is counted: how many at least and at most over all forces, and how many forces tell of it.

    `rate`: the same for each thousand people who work there, at least and at most; None where not every force says.
    """

    what: str
    least: int
    most: int
    forces: int
    rate: tuple[float, float] | None = None

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
    """What so many forces share of a period, merged.

    `staff`: how many people work there, at least and at most; None where not every force says. `unsaid`: how many
    do not.
    """

    first_day: dt.date
    last_day: dt.date
    forces: int
    tables: Sequence[Table]
    staff: tuple[int, int] | None
    unsaid: int


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
    staff = [one.staff for one in shares if one.staff is not None]
    unsaid = len(shares) - len(staff)
    people = None if unsaid else (sum(staff) - HUNDRED // 2 * len(staff), sum(staff) + HUNDRED // 2 * len(staff))
    told = {name: [one.tables[name] for one in shares if name in one.tables] for name in COUNTED}
    tables = [_merged(name, counts, people if len(counts) == len(shares) else None) for name, counts in told.items()]
    kept = [one for one in tables if one.forces]
    return Picture(shares[0].first_day, shares[0].last_day, len(shares), kept, people, unsaid)


def _merged(name: str, counts: Sequence[Counts], people: tuple[int, int] | None) -> Table:
    """A table of all forces. `people`: who work there, where every force tells of this table and of its people."""
    told_by = Counter(what for one in counts for what in one.rows)
    lines = [_line(what, counts, forces, people) for what, forces in told_by.items() if forces >= LEAST_FORCES]
    title, of_what = COUNTED[name]
    lines.sort(key=lambda line: (-line.middle, line.what))
    return Table(name, title, of_what, lines, len(told_by) - len(lines), len(counts))


def _line(what: str, counts: Sequence[Counts], forces: int, people: tuple[int, int] | None) -> Line:
    least = sum(max(one.rows[what] - OFF, HANDFUL) for one in counts if what in one.rows)
    most = sum(one.rows[what] + OFF if what in one.rows else (HANDFUL - 1) * one.folded for one in counts)
    rate = (THOUSAND * least / people[1], THOUSAND * most / people[0]) if people else None
    return Line(what, least, most, forces, rate)


def as_data(picture: Picture) -> Mapping[str, object]:
    """A picture as JSON may hold it."""
    return {
        "first_day": picture.first_day.isoformat(),
        "last_day": picture.last_day.isoformat(),
        "forces": picture.forces,
        "people_at_least": picture.staff[0] if picture.staff else None,
        "people_at_most": picture.staff[1] if picture.staff else None,
        "tables": [
            {"title": one.title, "counts": one.counts, "forces": one.forces, "folded": one.folded,
             "rows": [{"what": line.what, "at_least": line.least, "at_most": line.most, "forces": line.forces,
                       "a_thousand_at_least": line.rate and round(line.rate[0], 2),
                       "a_thousand_at_most": line.rate and round(line.rate[1], 2)}
                      for line in one.lines]}
            for one in picture.tables
        ],
    }  # fmt: skip
