"""How many leads chance alone would make: the same strands, dealt again to other pairs of the same kind of people.

A pair becomes a lead because strands of several families meet in it. If meeting meant nothing, dealing each family's
strands anew among the pairs of the same peer group that show anything at all would make about as many leads. This
counts coincidence only: an innocent cause that makes several strands at once is the business of `combining`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import polars as pl

from upstander.detection import About, Family
from upstander.leads.among_people import among_people
from upstander.leads.combining import Combiner, Pair, Strand, strongest_of_each_family, with_subject
from upstander.leads.findings import Scale
from upstander.leads.peers import PeerGroups
from upstander.leads.raising import Raised, Standing, is_shown, standing
from upstander.leads.settings import Settings

Strands = Mapping[Pair, Sequence[Strand]]
Pools = Mapping[str, Sequence[Pair]]


def leads_by_chance(
    strands: Strands,
    scales: Sequence[Scale],
    combiner: Combiner,
    peers: PeerGroups,
    settings: Settings,
    *,
    seed: int = 0,
) -> list[list[float]]:
    """For each deal, the weights (in bans) of the leads that it made; as many deals as the settings say."""
    chance = np.random.default_rng(seed)
    pools = pools_of(scales, peers)
    deals = int(settings["deals"])
    return [_leads(dealt(strands, pools, peers, chance), combiner, len(peers.of), settings) for _deal in range(deals)]


def expected_by_chance(deals: Sequence[Sequence[float]], bans: float) -> float:
    """How many leads at least this strong a deal makes, on average."""
    return sum(one >= bans for deal in deals for one in deal) / max(len(deals), 1)


def with_expected_false(ordered: Sequence[Raised], deals: Sequence[Sequence[float]]) -> list[Raised]:
    """Innocent ones expected at or above each rank: by their chances, or by coincidence if that is more."""
    total, expected, counted = 0.0, 0.0, []
    for rank, raised in enumerate(ordered, 1):
        total += raised.chance_innocent
        by_chance = expected_by_chance(deals, raised.bans) if raised.standing is Standing.LEAD else 0.0
        expected = max(expected, total, min(by_chance, float(rank)))
        counted.append(replace(raised, expected_false=expected))
    return counted


def pools_of(scales: Sequence[Scale], peers: PeerGroups) -> Pools:
    """For each peer group the pairs that show any sign at all, however weakly: those a strand might have fallen on."""
    weak = [s.weak.filter(pl.col("nominal_id").is_not_null()) for s in scales if not s.health.advisory]
    pools: dict[str, list[Pair]] = {}
    if weak:
        for staff_id, nominal_id in pl.concat(weak).unique().sort("staff_id", "nominal_id").iter_rows():
            if staff_id in peers.of:
                pools.setdefault(peers.of[staff_id], []).append((staff_id, nominal_id))
    return pools


def dealt(strands: Strands, pools: Pools, peers: PeerGroups, chance: np.random.Generator) -> dict[Pair, list[Strand]]:
    """Each family's strands given to other pairs of the same peer group; what is about a subject alone stays."""
    again: dict[Pair, list[Strand]] = {}
    for pair, found in strands.items():
        if pair[1] is None:
            again[pair] = list(found)
    for group, pool in pools.items():
        in_group = [
            s
            for pair, found in strands.items()
            if pair[1] and peers.of[pair[0]] == group
            for s in found
            if s.about is About.PAIR
        ]
        for family in Family:
            of_family = [strand for strand in in_group if strand.family is family]
            for place, strand in zip(chance.choice(len(pool), len(of_family), replace=False), of_family, strict=True):
                again.setdefault(pool[int(place)], []).append(strand)
    return again


def _leads(strands: Strands, combiner: Combiner, people: int, settings: Settings) -> list[float]:
    joined = {pair: strongest_of_each_family(found) for pair, found in with_subject(strands).items()}
    combined = [combiner.combine(pair, found) for pair, found in joined.items()]
    among = among_people(combined, people, settings)
    shown = [one for one in combined if is_shown(one.strands, one.bans, settings)]
    return [one.bans for one in shown if standing(one.strands, among.bounded(one), settings) is Standing.LEAD]
