"""Scans a force held in memory and keeps what is needed to judge the scan, so that the engine can be closed."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from upstander.engines import DuckDBEngine
from upstander.leads.combining import Combiner, Pair, Strand, strands_of, with_subject
from upstander.leads.evidence import independent
from upstander.leads.raising import Standing
from upstander.leads.scan import Scan, last_day, scan
from upstander.leads.settings import Settings, load_settings
from upstander.leads.tables import lead_id
from upstander.trials.comparison import Shown
from upstander.trials.force import Tables, records_of


@dataclass(frozen=True)
class Lead:
    """What a scan raised about one pair, or about a subject alone (nominal_id None)."""

    lead_id: str
    pair: Pair
    standing: Standing
    strands: frozenset[str]  # the signs that carry it
    families: frozenset[str]
    bans: float
    first_raised_on: dt.date
    chance_innocent: float = 0.0
    expected_false: float = 0.0  # innocent ones expected at or above it, as the scan states


@dataclass(frozen=True)
class Outcome:
    """What one scan raised, in its order, and what every sign saw.

    `seen`: for each pair the signs that found something strong enough to say, whether or not it was raised.
    `not_assessed`: the signs that could not be asked, with the reason.
    `orders`: staff by the weight of evidence, the heaviest first, all families together and each family alone.
    `contacts`: the ledger about known people (`ledger.CONTACTS`), where it was asked for.
    """

    leads: tuple[Lead, ...]
    seen: Mapping[Pair, frozenset[str]]
    not_assessed: Mapping[str, str]
    orders: Mapping[str, tuple[str, ...]]
    contacts: pl.DataFrame = field(default_factory=pl.DataFrame)

    def about(self, staff_id: str, nominal_id: str | None) -> Lead | None:
        """What was raised about a pair; None where nothing was."""
        return next((lead for lead in self.leads if lead.pair == (staff_id, nominal_id)), None)

    def shown(self) -> list[Shown]:
        """Who is put before an investigator, in order."""
        return [Shown(lead.pair[0], lead.first_raised_on) for lead in self.leads]


def outcome(
    force: Tables,
    as_of: int | None = None,
    settings: Settings | None = None,
    memory: str = "3GB",
    *,
    with_contacts: bool = False,
) -> Outcome:
    """Scans a force as it was known at an instant (microseconds since 1970 UTC); None = after its last record."""
    with DuckDBEngine(memory=memory, threads=2) as engine:
        records = records_of(force, engine)
        day = last_day(records, engine) if as_of is None else as_of
        found = scan(records, engine, day, settings or load_settings())
        kept = _kept(found)
        contacts = found.known.contacts
        return (
            replace(kept, contacts=engine.rows(contacts.filter(contacts.nominal_id.notnull())))
            if with_contacts
            else kept
        )


def _kept(found: Scan) -> Outcome:
    leads = tuple(
        Lead(
            lead_id=lead_id(raised.pair),
            pair=raised.pair,
            standing=raised.standing,
            strands=frozenset(strand.sign for strand in raised.strands),
            families=frozenset(str(strand.family) for strand in raised.strands),
            bans=raised.bans,
            first_raised_on=found.first_raised[raised.pair],
            chance_innocent=raised.chance_innocent,
            expected_false=raised.expected_false,
        )
        for raised in found.raised
    )
    seen: dict[Pair, set[str]] = {}
    for scale in found.scales:
        for staff_id, nominal_id in scale.findings.select("staff_id", "nominal_id").iter_rows():
            seen.setdefault((staff_id, nominal_id), set()).add(scale.sign.name)
    not_assessed = {one.sign.name: one.because for one in found.assessment.not_assessed}
    return Outcome(leads, {pair: frozenset(signs) for pair, signs in seen.items()}, not_assessed, _orders(found, leads))


FUSED = "fused"


def _orders(found: Scan, leads: Sequence[Lead]) -> dict[str, tuple[str, ...]]:
    """Who would be read after the leads and checks, down to the last who shows anything; and by one family alone."""
    strands = with_subject(strands_of(found.scales), found.evidence.telling)
    apart = {pair: independent(of_pair, found.evidence, pair, found.combiner) for pair, of_pair in strands.items()}
    families = sorted({strand.family for of_pair in strands.values() for strand in of_pair})
    orders = {FUSED: tuple(dict.fromkeys([*(lead.pair[0] for lead in leads), *_by_weight(found.combiner, apart)]))}
    for family in families:
        alone = {pair: [s for s in of_pair if s.family is family] for pair, of_pair in strands.items()}
        strongest = {pair: [max(own, key=lambda s: s.weight)] for pair, own in alone.items() if own}
        orders[str(family)] = tuple(_by_weight(found.combiner, strongest))
    return orders


def _by_weight(combiner: Combiner, strands: Mapping[Pair, Sequence[Strand]]) -> list[str]:
    weights: dict[str, tuple[float, float]] = {}
    for pair, of_pair in strands.items():
        heaviest = max((strand.weight for strand in of_pair), default=0.0)  # where the combined weights tie
        weights[pair[0]] = max(weights.get(pair[0], (0.0, 0.0)), (combiner.combine(pair, of_pair).bans, heaviest))
    return sorted(weights, key=lambda staff_id: (-weights[staff_id][0], -weights[staff_id][1], staff_id))
