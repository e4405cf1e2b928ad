"""Whom staff told the force of who may be somebody they had met through work before, with what that rests on.

S003, aftercare: "The new partner details are checked against police systems to identify any previous interactions where
the member of staff might have dealt with the partner". Nothing is merged (decision 15): a person decides.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
import polars as pl
from ibis import _

from upstander.contacts.keys import record_id
from upstander.contacts.matching.comparing import Comparison
from upstander.contacts.matching.match import MISSING, Match, in_words, standing
from upstander.contacts.together import together
from upstander.engines import Engine
from upstander.records.as_known import Records
from upstander.workforce.people import on_days

NEEDED = ("associations", "nominals", "staff")
MET = ("staff_id", "nominal_id", "at", "record", "how")
AT_INCIDENTS = {  # by feed, when, and what it was in words
    "deployments": ("assigned_at", "was sent to: "),
    "assignments": ("from_at", "had a part in: "),
}
OTHERWISE = {"family": "two of one family", "strangers": "two strangers"}


@dataclass(frozen=True)
class Met:
    """A record of a meeting through work. `record`: its number; `how`: what it was, in words."""

    on_day: dt.date
    record: str
    how: str


@dataclass(frozen=True)
class Pair:
    """Somebody told of and somebody met. `told_id`: the record of what was told; `met`: before that, newest first."""

    told_id: str
    staff_id: str
    staff: str
    kind: str
    name: str
    told_on: dt.date
    nominal_id: str
    nominal: str
    match: Match
    met: Sequence[Met]

    @property
    def key(self) -> str:
        """What stands for the two together: neither is anything without the other."""
        return f"{self.told_id}|{self.nominal_id}"

    @property
    def chance(self) -> str:
        """How probably it is one person, in words."""
        hundred = min(99, max(1, round(self.match.probability * 100)))
        return f"{hundred} in 100: {standing(self.match.probability).removeprefix('is ')}"

    @property
    def why(self) -> Sequence[str]:
        """What the probability rests on, a sentence for each field."""
        return in_words(self.match).split("; ")

    @property
    def otherwise(self) -> str:
        """What else the two most probably are."""
        return OTHERWISE[self.match.if_not]

    @property
    def compared(self) -> int:
        """How many fields stand on both records."""
        return sum(one.says != MISSING for one in self.match.because)


@dataclass(frozen=True)
class Compared:
    """What came of comparing. `told`: of how many staff told; `likely`: how many of them may be somebody on record."""

    pairs: Sequence[Pair]
    told: int
    likely: int


def compared(records: Records, engine: Engine) -> Compared:
    """Every pair that may be of one person, who was met through work before they were told of; surest first."""
    if not all(records.has(feed) for feed in NEEDED):
        return Compared([], 0, 0)
    matches = Comparison(records, engine).declared()
    told = {row["told_id"]: row for row in _told(records, engine).iter_rows(named=True)}
    met = _meetings(records, engine, [one for one in matches if one.left_id in told])
    made = [_pair(one, told[one.left_id], met) for one in matches if one.left_id in told]
    return Compared([one for one in made if one.met], len(told), len({one.told_id for one in made}))


def _told(records: Records, engine: Engine) -> pl.DataFrame:
    held = records.associations.mutate(told_id=record_id(records.associations, "associations"))
    staff = records.staff.select("staff_id", staff="name")
    rows = held.select("told_id", "staff_id", "kind", "name", "declared_at").inner_join(staff, "staff_id")
    return on_days(engine.rows(rows.distinct()), told_on="declared_at")


def _meetings(records: Records, engine: Engine, matches: Sequence[Match]) -> dict[tuple[str, str], list[Met]]:
    """By staff number and number of a member of the public, their meetings through work, newest first."""
    asked = {one.right_id for one in matches}
    rows = _met(records)
    if not asked or rows is None:
        return {}
    held = on_days(engine.rows(rows.filter(_.nominal_id.isin(sorted(asked))).distinct()), on_day="at")
    found: dict[tuple[str, str], list[Met]] = {}
    for row in held.sort("on_day", "record", descending=True).iter_rows(named=True):
        met = Met(row["on_day"], row["record"], row["how"])
        found.setdefault((row["staff_id"], row["nominal_id"]), []).append(met)
    return found


def _met(records: Records) -> ir.Table | None:
    """Meetings through work of every kind that is held: sent to, given a case, in custody, rang and was answered."""
    kinds = [*_at_incidents(records)]
    if records.has("custody_contacts"):
        held = records.custody_contacts
        told = held.mutate(at=held.start_at, record=held.custody_id, how=ibis.literal("in custody: ") + held.kind)
        kinds.append(told.select(*MET))
    if records.has("public_calls"):
        rang = records.public_calls.filter(_.nominal_id.notnull())
        told = rang.mutate(at=rang.start_at, record=rang.call_id, how=ibis.literal("answered their call"))
        kinds.append(told.select(*MET))
    return together(*kinds) if kinds else None


def _at_incidents(records: Records) -> Iterator[ir.Table]:
    """Whom somebody met because both had to do with one incident."""
    if not records.has("involvements", "incidents"):
        return
    known = records.involvements.select("incident_id", "nominal_id").distinct()
    known = known.inner_join(records.incidents.select("incident_id", what="kind"), "incident_id")
    for feed, (at, how) in AT_INCIDENTS.items():
        if records.has(feed):
            given = records.tables[feed].select("incident_id", "staff_id", at=at)
            rows = known.inner_join(given, "incident_id")
            yield rows.mutate(record=rows.incident_id, how=ibis.literal(how) + rows.what).select(*MET)


def _pair(match: Match, told: dict[str, object], met: dict[tuple[str, str], list[Met]]) -> Pair:
    about = {name: told[name] for name in ("told_id", "staff_id", "staff", "kind", "name", "told_on")}
    before = [one for one in met.get((str(told["staff_id"]), match.right_id), []) if one.on_day < told["told_on"]]  # type: ignore[operator]
    return Pair(**about, nominal_id=match.right_id, nominal=match.right_name, match=match, met=before)  # type: ignore[arg-type]
