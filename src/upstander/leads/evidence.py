"""The records behind findings, and the rule that one record is evidence once.

Two signs of different families may rest on the same calls. They are then one strand told twice, so the weaker is left
out of the weight (it is still said). Only the share of records in common is looked at, so the rule holds for signs that
nobody has written yet. A sign that reads contacts in the light of another record, a declaration or an instruction, says
something new of them and stays.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from upstander.detection.run import Observed, Runs
from upstander.leads.combining import Combiner, Pair, Strand

MOST_IN_COMMON = 0.5  # of a strand's records; beyond it the strand adds nothing new
Key = tuple[str, str]  # feed, record_id
NOTHING = pl.DataFrame(
    schema={
        "staff_id": pl.String,
        "nominal_id": pl.String,
        "at": pl.Int64,
        "amount": pl.Float64,
        "feed": pl.String,
        "record_id": pl.String,
    }
)


class ByPair(Mapping[Pair, pl.DataFrame]):
    """The rows of one sign by pair, in time order. A part is cut out when it is asked for: most never are."""

    def __init__(self, observations: pl.DataFrame) -> None:
        self._rows = observations.sort("staff_id", "nominal_id", "at", "feed", "record_id")
        runs = self._rows.group_by("staff_id", "nominal_id", maintain_order=True).len()
        begins = runs["len"].cum_sum() - runs["len"]
        keys = zip(runs["staff_id"], runs["nominal_id"], strict=True)
        self._parts = dict(zip(keys, zip(begins, runs["len"], strict=True), strict=True))

    def __getitem__(self, pair: Pair) -> pl.DataFrame:
        return self._rows.slice(*self._parts[pair])

    def __iter__(self) -> Iterator[Pair]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)


@dataclass(frozen=True)
class Evidence:
    """The observations of every sign about everybody who has a finding, by sign and pair, in time order."""

    by_sign: Mapping[str, Mapping[Pair, pl.DataFrame]]

    def rows(self, sign: str, pair: Pair) -> pl.DataFrame:
        """The observations of a sign about a pair, or about a subject alone: see `observation.OBSERVATIONS`."""
        return self.by_sign.get(sign, {}).get(pair, NOTHING)

    def records(self, strand: Strand, pair: Pair, before: int | None = None) -> frozenset[Key]:
        """The records a strand rests on, by feed and key; a subject's strand rests on the subject's own."""
        rows = pl.concat([self.rows(strand.sign, pair), self.rows(strand.sign, (pair[0], None))])
        known = rows if before is None else rows.filter(pl.col("at") < before)
        return frozenset(_keys(known))

    def telling(self, strand: Strand, pairs: Mapping[Pair, Sequence[Strand]]) -> list[Pair]:
        """Those of a subject's pairs whose own strands rest on most of the records that this strand of theirs does."""
        return [pair for pair, own in pairs.items() if self._rests_on(strand, pair, own)]

    def same(self, pair: Pair, other: Pair) -> bool:
        """Whether two pairs rest on the same records: on most of those of the one that has fewer."""
        one, two = self._all(pair), self._all(other)
        return len(one & two) > MOST_IN_COMMON * min(len(one), len(two))

    def _all(self, pair: Pair) -> frozenset[Key]:
        return frozenset(key for sign in self.by_sign for key in _keys(self.rows(sign, pair)))

    def _rests_on(self, strand: Strand, pair: Pair, own: Iterable[Strand]) -> bool:
        records = self.records(strand, (pair[0], None))
        of_pair = {key for one in own for key in _keys(self.rows(one.sign, pair))}
        return len(records & of_pair) > MOST_IN_COMMON * len(records)


def _keys(rows: pl.DataFrame) -> Iterable[Key]:
    return rows.select("feed", "record_id").iter_rows()


def evidence_about(observed: Sequence[Observed], people: Iterable[str], engine: Runs) -> Evidence:
    """Reads the observations of every sign about these members of staff."""
    wanted = sorted(set(people))
    by_sign = {}
    for one in observed:
        rows = engine.rows(one.observations.filter(one.observations.staff_id.isin(wanted)))
        by_sign[one.sign.name] = ByPair(rows)
    return Evidence(by_sign)


def independent(
    strands: Sequence[Strand], evidence: Evidence, pair: Pair, combiner: Combiner, before: int | None = None
) -> list[Strand]:
    """One strand of each family and habit, the weightiest first, without those that rest on records used already."""
    kept: list[Strand] = []
    used: set[Key] = set()
    for strand in sorted(strands, key=lambda one: (-combiner.alone(one), -one.weight, one.sign)):
        if strand.family in {one.family for one in kept} or _same_habit(strand, kept):
            continue
        records = frozenset() if strand.new_light else evidence.records(strand, pair, before)
        if len(records & used) <= MOST_IN_COMMON * len(records):
            kept.append(strand)
            used |= records
    return kept


def _same_habit(strand: Strand, kept: Sequence[Strand]) -> bool:
    return bool(strand.habit) and strand.habit in {one.habit for one in kept}
