"""A scan, and answers to small questions, taken out of an engine so that two engines can be set side by side."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import ibis
import polars as pl
import pyarrow as pa

from upstander.engines import Engine
from upstander.leads.raising import Raised
from upstander.leads.scan import last_day, scan
from upstander.leads.settings import load_settings
from upstander.records.store import open_records

NUMBERS = pa.table({"device": ["a", "b", "b"], "n": pa.array([1, 2, None], pa.int64())})


@dataclass(frozen=True)
class Scanned:
    """What a scan gave: tables by name, what was raised, and the signs that could not be asked; `small`: see `answers`."""

    tables: Mapping[str, pl.DataFrame]
    raised: tuple[Raised, ...]
    not_assessed: frozenset[str]
    small: Mapping[str, object]


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
    not_assessed = frozenset(one.sign.name for one in found.assessment.not_assessed)
    return Scanned(tables, found.raised, not_assessed, answers(engine))


def answers(engine: Engine) -> dict[str, object]:
    """What an engine says to questions that engines by themselves answer differently."""
    numbers = engine.hold("numbers", NUMBERS)
    points = numbers.select(plain=ibis.literal(0.95), third=ibis.ifelse(numbers.n == 1, 0.5, 1.0) / 3)
    said: dict[str, object] = {"points": engine.rows(engine.keep("points", points)).row(0)}
    said["too large"] = _or_refused(engine, numbers.select(n=numbers.n + ibis.literal(2**63 - 1)))
    again = engine.keep("numbers", numbers.filter(numbers.n.notnull()))
    said["kept again"] = engine.rows(again.count().as_table()).item()
    schema = pa.schema([("seen", pa.string())])
    walked = engine.walk(
        "walked", engine.hold("more", NUMBERS), by="device", walk=counted, schema=schema, rows_at_once=1
    )
    said["walked"] = sorted(engine.rows(walked)["seen"])
    engine.forget("numbers", "numbers", "points", "walked", "more", "never there")
    return said


def _or_refused(engine: Engine, expression: ibis.Table) -> object:
    """The rows, or that the engine gave an error: each has a class of its own for it."""
    try:
        return engine.rows(expression).rows()
    except Exception as error:
        return "refused" if "overflow" in str(error).lower() or "out of range" in str(error).lower() else repr(error)


def counted(groups: pa.Table) -> pa.Table:
    """Each group's name and how many rows it has."""
    names = groups["device"].to_pylist()
    return pa.table({"seen": [f"{name} {names.count(name)}" for name in dict.fromkeys(names)]})
