"""A scan out of its engine, so that two of them can be set side by side."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from upstander.engines import Engine
from upstander.leads.raising import Raised
from upstander.leads.scan import last_day, scan
from upstander.leads.settings import load_settings
from upstander.records.store import open_records


@dataclass(frozen=True)
class Scanned:
    """What a scan gave: tables by name, what was raised, and the signs that could not be asked."""

    tables: Mapping[str, pl.DataFrame]
    raised: tuple[Raised, ...]
    not_assessed: frozenset[str]


def scanned(store: Path, engine: Engine) -> Scanned:
    """Scans a store whole, signs that read words among them, and takes everything out of the engine."""
    records = replace(open_records(store, engine), origin=None)
    settings = replace(load_settings(), content_authority="a test")
    found = scan(records, engine, last_day(records, engine), settings)
    tables = {name: engine.rows(getattr(found.known, name)) for name in ("contacts", "purposes", "staff_stops")}
    for one in found.assessment.observed:
        tables[f"{one.sign.name}, observations"] = engine.rows(one.observations)
        tables[f"{one.sign.name}, counts"] = one.counts
        tables[f"{one.sign.name}, exposed"] = one.exposed
    return Scanned(tables, found.raised, frozenset(one.sign.name for one in found.assessment.not_assessed))
