"""A match: two records, how probably they are of one person, and what that rests on, in words."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import ibis
import ibis.expr.types as ir
import polars as pl
import pyarrow as pa

MAY_BE = 0.2  # probability from which a match is shown, for a person to decide: below it fewer than 1 in 5 is right
MISSING = "not on both records"
USED = 0.95  # probability from which a sign may rest on a match, and says so

MATCHES = pa.schema(
    [
        ("left_kind", pa.string()),  # declared | staff | nominal
        ("left_id", pa.string()),  # the key of the record; several key columns joined by "|"
        ("left_name", pa.string()),
        ("told_by", pa.string()),  # staff_id of who told the force of a declared person; else null
        ("right_kind", pa.string()),  # nominal
        ("right_id", pa.string()),
        ("right_name", pa.string()),
        ("probability", pa.float64()),  # that both records are of one person
        ("if_not", pa.string()),  # family | strangers: what else they most probably are
        (
            "because",
            pa.list_(
                pa.struct(
                    [
                        ("field", pa.string()),
                        ("says", pa.string()),
                        ("times", pa.float64()),  # how much likelier for one person than for strangers
                        ("times_family", pa.float64()),  # than for two of one family
                    ]
                )
            ),
        ),
    ]
)


@dataclass(frozen=True)
class Agreement:
    """How far one field agrees, and how much likelier that is for one person: above 1 for, below 1 against."""

    field: str
    says: str
    times: float
    times_family: float


@dataclass(frozen=True)
class Match:
    """Two records that may be of one person; see MATCHES."""

    left_kind: str
    left_id: str
    left_name: str
    told_by: str | None
    right_kind: str
    right_id: str
    right_name: str
    probability: float
    if_not: str
    because: tuple[Agreement, ...]

    @property
    def of_itself(self) -> bool:
        """Whether both sides are one and the same record."""
        return (self.left_kind, self.left_id) == (self.right_kind, self.right_id)


def probability(against_strangers: float, against_family: float) -> float:
    """That two records are of one person, from the odds (in powers of two) against each of the other two explanations.

    Fellegi and Sunter's odds set one person against strangers. Two of one family share name, home and telephone for
    reasons of their own, so they are an explanation beside, and the three together are certain.
    """
    return 1.0 / (1.0 + _power(-against_strangers) + _power(-against_family))


def _power(exponent: float) -> float:
    return math.pow(2.0, min(exponent, 1_000.0))


def surest_first(matches: Iterable[Match]) -> list[Match]:
    """Matches in one order, whatever order they were found in."""
    return sorted(matches, key=lambda one: (-one.probability, one.left_kind, one.left_id, one.right_id))


def table(matches: Iterable[Match]) -> pa.Table:
    """Matches as a table."""
    rows = [one.__dict__ | {"because": [part.__dict__ for part in one.because]} for one in surest_first(matches)]
    return pa.Table.from_pylist(rows, schema=MATCHES)


def read(rows: pl.DataFrame) -> list[Match]:
    """The matches of a table."""
    made = (
        {**row, "because": tuple(Agreement(**part) for part in row["because"])} for row in rows.iter_rows(named=True)
    )
    return surest_first(Match(**one) for one in made)


@cache  # every table of nothing is the same one
def no_matches() -> ir.Table:
    """No match at all."""
    return ibis.memtable(MATCHES.empty_table())


def in_words(match: Match) -> str:
    """What a match rests on: "surname spelled alike (0.93): 40 times likelier for one person; …"."""
    said = [f"{one.field} {one.says}: {_weight(one)}" for one in match.because if one.says != MISSING]
    missing = [one.field for one in match.because if one.says == MISSING]
    return "; ".join([*said, *([f"not on both records: {', '.join(missing)}"] if missing else [])])


def standing(chance: float) -> str:
    """What may be done with a match of this probability."""
    return "is very probably the same person" if chance >= USED else "may be the same person"


def _weight(one: Agreement) -> str:
    if 0.8 <= one.times <= 1.25:
        return "says nothing either way"
    if one.times > 1:
        return f"{_times(one.times)} likelier for one person"
    return f"{_times(1 / one.times)} less likely for one person"


def _times(times: float) -> str:
    return f"{times:.1f} times" if times < 10 else f"{float(f'{times:.2g}'):,.0f} times"
