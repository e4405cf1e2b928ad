"""Compares people of one kind with the members of the public on record, and says how probably two are one person.

Splink sets one person against strangers (`linking.py`). What is ours is the third explanation, two of one family, who
share name, home and telephone for reasons of their own (see `match.probability`).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.contacts.matching.fields import ALIKE_SAYS, Field, fields
from upstander.contacts.matching.linking import FEWEST, SIDES, counted, linker, with_rarity
from upstander.contacts.matching.match import MAY_BE, MISSING, Agreement, Match, probability, surest_first, table
from upstander.contacts.matching.people import PEOPLE_ARE_IN, declared, nominals, staff
from upstander.engines import Engine, LocalEngine
from upstander.records.as_known import Records

POPULATION = 250_000  # people: a small force's area holds more; a shorter list of nominals is a part of such an area
FAMILY = 2.0  # people of one's family on record
# How many nominals to expect for one person of each kind (for a nominal: others of the same person); not measured.
ON_RECORD = {"declared": 0.2, "staff": 0.2, "nominal": 0.1}
NAMES = ("forename", "surname")
OTHERS, PEOPLE = "matching_others", "matching_people"  # what the engine keeps them as


@dataclass(frozen=True)
class Ready:
    """Nominals in the form in which they are compared, how many, and what agreement is worth in this force."""

    people: ir.Table
    size: int
    population: int
    fields: tuple[Field, ...]


class Comparison:
    """The members of the public on record, made ready for comparing when that is first asked for."""

    def __init__(self, records: Records, engine: Engine) -> None:
        self._engine = engine.beside()
        self._records = records if self._engine is engine else _brought(records, engine, self._engine)

    def declared(self) -> list[Match]:
        """Whom staff have told the force of, among the nominals."""
        return self.with_people("declared", declared(self._records))

    def staff(self) -> list[Match]:
        """Staff among the nominals."""
        return self.with_people("staff", staff(self._records))

    def with_people(self, kind: str, others: ir.Table) -> list[Match]:
        """Which of these (in the form of `people.py`; `kind` is declared, staff or nominal) may be which nominals."""
        ready, engine = self._ready, self._engine
        left = engine.keep(OTHERS, with_rarity(others, ready.people, ready.fields))
        if not ready.size or not _size(engine, left):
            return []
        return self._matches(kind, "link_only", (OTHERS, PEOPLE))

    def again(self, nominal_ids: Sequence[str]) -> list[Match]:
        """Other records that may be of the same people as these."""
        return self.with_people("nominal", self._ready.people.filter(_.key.isin(list(nominal_ids))))

    def among_themselves(self) -> list[Match]:
        """Nominals who may be on record twice, each pair once."""
        ready = self._ready
        return self._matches("nominal", "dedupe_only", (PEOPLE,)) if ready.size > 1 else []

    @cached_property
    def _ready(self) -> Ready:
        engine = self._engine
        plain = engine.keep("matching_nominals", nominals(self._records))
        size = _size(engine, plain)
        population = max(size, POPULATION)
        asked = fields(population)
        people = engine.keep(PEOPLE, with_rarity(plain, plain, asked))
        engine.forget("matching_nominals")
        if size >= FEWEST:
            asked = counted(engine, PEOPLE, size, asked)
        return Ready(people, size, population, asked)

    def _matches(self, kind: str, link: str, tables: Sequence[str]) -> list[Match]:
        ready, prior = self._ready, ON_RECORD[kind] / self._ready.population
        with linker(self._engine, link, tables, ready.fields, prior) as model:
            found = model.inference.predict(threshold_match_probability=MAY_BE, warning_mode="never")
            rows = self._engine.rows(_to_be_told(self._engine.table(found.physical_name)))
        made = [_match(kind, row, ready.fields) for row in rows.iter_rows(named=True)]
        return surest_first(one for one in made if one.probability >= MAY_BE and not one.of_itself)


def _brought(records: Records, engine: Engine, beside: LocalEngine) -> Records:
    """Who people are, brought to the engine on this machine: lists of people are short beside what they did."""
    tables = {feed: beside.hold(f"brought_{feed}", engine.arrow(records.tables[feed])) for feed in PEOPLE_ARE_IN}
    return Records(tables, records.present)


def kept_matches(records: Records, comparison: Comparison | None, engine: Engine) -> ir.Table:
    """Those whom staff have told the force of who may be nominals on record; see `match.MATCHES`."""
    if comparison is None or not records.has("associations"):
        return engine.hold("matches", table([]))
    return engine.hold("matches", table(comparison.declared()))


def _size(engine: Engine, people: ir.Table) -> int:
    return int(engine.rows(people.agg(people=_.count()))["people"][0])


def _to_be_told(pairs: ir.Table) -> ir.Table:
    """Adds how alike names are spelled, from 0 to 1, and leaves out the lists, which have been compared."""
    alike = {f"alike_{name}": jaro_winkler_similarity(pairs[f"{name}_l"], pairs[f"{name}_r"]) for name in NAMES}
    return pairs.select(*(name for name, kind in pairs.schema().items() if not kind.is_array()), **alike)


@ibis.udf.scalar.builtin  # type: ignore[untyped-decorator]
def jaro_winkler_similarity(one: str, other: str) -> float:  # type: ignore[empty-body]
    """How alike two words are spelled: the engine's own."""


def _match(kind: str, row: Mapping[str, Any], asked: Sequence[Field]) -> Match:
    """A pair that Splink scored, in words, and with the family as a third explanation."""
    left, right = ("l", "r") if row.get("source_dataset_l", SIDES[0]) == SIDES[0] else ("r", "l")
    because = tuple(_agreement(field, row) for field in asked)
    strangers = float(row["match_weight"])
    family = math.log2(ON_RECORD[kind] / FAMILY) + sum(math.log2(one.times_family) for one in because)
    return Match(
        left_kind=kind,
        left_id=row[f"key_{left}"],
        left_name=row[f"name_{left}"],
        told_by=row[f"told_by_{left}"],
        right_kind="nominal",
        right_id=row[f"key_{right}"],
        right_name=row[f"name_{right}"],
        probability=probability(strangers, family),
        if_not="family" if family < strangers else "strangers",
        because=because,
    )


def _agreement(field: Field, row: Mapping[str, Any]) -> Agreement:
    reached = int(row[f"gamma_{field.name}"])
    if reached < 0:
        return Agreement(field.title, MISSING, 1.0, 1.0)
    degree = field.degrees[len(field.degrees) - 1 - reached]  # Splink counts them from the last, which is 0
    weight = float(row[f"mw_{field.name}"]) + float(row.get(f"mw_tf_adj_{field.name}") or 0.0)
    how = f" ({row[f'alike_{field.name}']:.2f})" if degree.says == ALIKE_SAYS else ""
    return Agreement(field.title, degree.says + how, 2.0**weight, degree.one / degree.family)
