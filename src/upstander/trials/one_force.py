"""The trial of one force: made, planted, scanned, and read by every peer; its result as plain facts."""

import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from upstander.contacts.ledger import REACH_OF, Answer
from upstander.trials.drawn.generations import moves_of
from upstander.trials.drawn.plan import Plan, populate
from upstander.trials.drawn.second.moves import moved_stays
from upstander.trials.drawn.truth import Person, traceable
from upstander.trials.explanations import judged, read_truths, tallied
from upstander.trials.force import Tables, ordinary_force
from upstander.trials.outcome import Outcome, outcome
from upstander.trials.peers import Peer
from upstander.trials.peers.chance import busiest, random_order
from upstander.trials.peers.complaints import shrunken_counts, three_in_twelve_months
from upstander.trials.peers.keywords import keyword_hits
from upstander.trials.peers.look_ups import unexplained_look_ups
from upstander.trials.peers.outliers import peers_of
from upstander.trials.peers.telephone import volume_against_role

Facts = dict[str, object]
PEERS: dict[str, Peer] = {
    "three complaints in twelve months": three_in_twelve_months,
    "complaint counts, shrunk": shrunken_counts,
    "unexplained look-ups": unexplained_look_ups,
    "phone volume against role": volume_against_role,
    "keyword hits": keyword_hits,
    **peers_of(on_pairs=False),
    **peers_of(on_pairs=True),
    "random": random_order,
    "busiest": busiest,
}
ABLATED = ("accesses", "phone_events", "positions", "deployments", "log_entries", "custody_contacts", "messages",
           "complaints")  # fmt: skip


def try_force(plan: Plan, ablate: bool = False) -> Facts:
    """Everything that is needed to judge one force."""
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        ordinary = ordinary_force(Path(folder), plan.staff, plan.days, plan.seed)
        moves = moves_of(plan.generation, ordinary, plan.seed)
        truths = read_truths(Path(folder) / "truth")
        truths = replace(truths, stays=moved_stays(truths.stays, moves))
    records, people = populate(ordinary, plan)
    found = outcome(records, with_contacts=True)
    orders = {name: list(order) for name, order in found.orders.items()}
    for name, peer in PEERS.items():
        orders[f"peer: {name}"] = _asked(peer, records, plan.seed)
    without = {feed: list(_without(records, feed)) for feed in ABLATED if feed in records} if ablate else {}
    return {
        "plan": vars(plan),
        "employed": int(records["staff"]["left_on"].null_count),
        "people": [_person(person, records) for person in people],
        "leads": _leads(found),
        "explanations": tallied(judged(found.contacts, truths)),
        "planted": _planted(found.contacts, people),
        "not_assessed": dict(found.not_assessed),
        "orders": orders,
        "without": without,
        "seconds": round(time.perf_counter() - began, 1),
    }


def _asked(peer: Peer, records: Tables, seed: int) -> list[str]:
    try:
        return peer(records, seed)
    except ImportError:
        return []  # PyOD is not installed; the report says that it was not run


def _without(records: Tables, feed: str) -> tuple[str, ...]:
    return outcome({name: table for name, table in records.items() if name != feed}).orders["fused"]


def _planted(contacts: pl.DataFrame, people: Sequence[Person]) -> dict[str, int]:
    """What became of the records that offenders left outside any open work with the person, by the ledger's answer."""
    rows = [
        (person.staff_id, trace.nominal_id, trace.at)
        for person in people
        if person.offends
        for trace in person.traces
        if not trace.during_work
    ]
    schema = {"staff_id": pl.String, "nominal_id": pl.String, "at": pl.Int64}
    planted = pl.DataFrame(rows, schema=schema, orient="row").unique(maintain_order=True)
    kinds = contacts.filter(pl.col("kind").is_in([kind.value for kind in REACH_OF]))
    best = kinds.group_by(*schema).agg(explained=(pl.col("answer") == Answer.EXPLAINED.value).any())
    both = planted.join(best, on=list(schema), how="left")
    told = both["explained"].cast(pl.String).fill_null("no contact").value_counts().sort("explained")
    words = {"true": "explained", "false": "not explained"}
    return {words.get(answer, answer): count for answer, count in told.iter_rows()}


def _person(person: Person, records: Tables) -> Facts:
    day = 86_400_000_000
    by_feed: dict[str, int] = {}
    for trace in person.traces:
        by_feed[trace.feed] = by_feed.get(trace.feed, 0) + 1
    return {
        "staff_id": person.staff_id,
        "kind": person.kind,
        "choices": person.choices,
        "affected": list(person.affected),
        "began_on": person.began_at // day if person.began_at else None,
        "force_knew_on": person.force_knew_at // day if person.force_knew_at else None,
        "acts": person.acts,
        "traces": by_feed,
        "during_work": sum(trace.during_work for trace in person.traces),
        "traceable": person.offends and traceable(person.traces, records.keys()),
    }


def _leads(found: Outcome) -> list[Facts]:
    return [
        {
            "staff_id": lead.pair[0],
            "nominal_id": lead.pair[1],
            "standing": str(lead.standing),
            "signs": sorted(lead.strands),
            "families": sorted(lead.families),
            "bans": round(lead.bans, 3),
            "first_raised_on": (lead.first_raised_on.toordinal() - 719163),
            "chance_innocent": lead.chance_innocent,
            "expected_false": lead.expected_false,
        }
        for lead in found.leads
    ]
