"""A scan: from the records of a force as they were known on one day, to what is put before an investigator."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import ibis
import polars as pl
from ibis import _

from upstander import signs as signs_folder
from upstander.contacts.join_up import join_up
from upstander.contacts.known import Known
from upstander.contacts.matching.match import Match
from upstander.detection import Sign
from upstander.detection.catalogue import find_signs
from upstander.detection.observation import MICROSECONDS_A_DAY
from upstander.detection.run import Assessment, Choices, Runs, assess
from upstander.engines import Engine
from upstander.leads.coincidence import expected_by_chance, leads_by_chance, with_expected_false
from upstander.leads.combining import Combiner, Pair, fit_combiner, strands_of, with_subject
from upstander.leads.dating import first_raised_on
from upstander.leads.evidence import Evidence, evidence_about, independent
from upstander.leads.findings import Scale, scales
from upstander.leads.peers import PeerGroups, peer_groups
from upstander.leads.raising import Raised, raise_all
from upstander.leads.resemblance import resemblances
from upstander.leads.settings import Settings
from upstander.records.as_known import Records
from upstander.records.catalogue import all_feeds
from upstander.records.columns import Kind

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Scan:
    """Everything one scan found and how: what is written, told and reported comes from this."""

    as_of: int  # microseconds since 1970 UTC
    known: Known
    assessment: Assessment
    peers: PeerGroups
    scales: tuple[Scale, ...]
    combiner: Combiner
    raised: tuple[Raised, ...]
    evidence: Evidence
    first_raised: dict[Pair, dt.date]
    by_chance: float  # leads that a deal of the same strands to other pairs makes, on average
    settings: Settings
    matches: tuple[Match, ...] = ()  # what bears on those raised: see `resemblance.py`


class NothingToScanError(ValueError):
    """There are no records of who works here, or none with a time."""


def scan(
    records: Records, engine: Engine, as_of: int, settings: Settings, progress: Progress = lambda _done: None
) -> Scan:
    """Scans records as they were known at an instant. Raises NothingToScanError where nobody is on record."""
    if not records.has("staff"):
        raise NothingToScanError(
            "there are no records of staff: a scan needs at least the feed staff and one feed of traces"
        )
    return scan_known(join_up(records, engine, as_of, progress), engine, catalogue(), settings, progress)


def scan_known(
    known: Known, engine: Runs, signs: Sequence[Sign], settings: Settings, progress: Progress = lambda _done: None
) -> Scan:
    """Scans what is known with these signs."""
    choices = Choices(int(settings["window"]), settings.signs, settings.content_authority, settings.keyword_sets)
    assessment = assess(signs, known, engine, choices, progress)
    staff = engine.rows(known.records.staff.select("staff_id", "role", "team_id"))
    peers = peer_groups(staff, int(settings["least_peers"]))
    progress("weighing")
    fitted = scales(assessment, peers, settings, engine)
    combiner = fit_combiner(fitted, staff.height, settings)
    found = strands_of(fitted)
    evidence = evidence_about(assessment.observed, [staff_id for staff_id, _nominal in found], engine)
    joined = with_subject(found, evidence.telling)
    strands = {pair: independent(of_pair, evidence, pair, combiner) for pair, of_pair in joined.items()}
    deals = leads_by_chance(strands, fitted, combiner, peers, settings)
    raised = with_expected_false(raise_all(strands, combiner, staff.height, settings, evidence.same), deals)
    dated = {one.pair: first_raised_on(one, fitted, evidence, combiner, settings) for one in raised}
    by_chance = expected_by_chance(deals, 0.0)
    alike = resemblances(known, engine, [one.pair for one in raised])
    return Scan(
        known.as_of,
        known,
        assessment,
        peers,
        fitted,
        combiner,
        tuple(raised),
        evidence,
        dated,
        by_chance,
        settings,
        alike,
    )


def catalogue() -> tuple[Sign, ...]:
    """Every sign of the folder `signs`."""
    return find_signs(signs_folder)


def last_day(records: Records, engine: Runs) -> int:
    """The instant at which the day after the latest record begins: the day of a scan where none is named.

    Raises NothingToScanError where no record has a time. Shifts do not count: they are planned ahead.
    """
    latest = [
        records.tables[name].agg(latest=records.tables[name][feed.time].max())
        for name, feed in all_feeds().items()
        if feed.time and feed.column(feed.time).kind is Kind.INSTANT and name != "shifts" and name in records.present
    ]
    found: pl.DataFrame = engine.rows(ibis.union(*latest).agg(latest=_.latest.max())) if latest else pl.DataFrame()
    if found.is_empty() or found["latest"][0] is None:
        raise NothingToScanError("no record has a time: there is nothing to scan")
    return (int(found["latest"][0]) // MICROSECONDS_A_DAY + 1) * MICROSECONDS_A_DAY


def feeds_read(records: Records, engine: Runs) -> dict[str, int]:
    """How many records of each feed that is present."""
    return {name: int(engine.rows(records.tables[name].agg(n=_.count()))["n"][0]) for name in sorted(records.present)}
