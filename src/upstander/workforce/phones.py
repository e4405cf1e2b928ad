"""Whom the force's records know by the telephone number that somebody declared, where that is one person alone."""

from collections.abc import Collection, Mapping
from pathlib import Path

from upstander.engines import DuckDBEngine
from upstander.records.store import open_records


def known_by_number(store: Path, numbers: Collection[str]) -> Mapping[str, str]:
    """By number (E.164), whom the records know by it; a number that several people ever had is nobody's.

    Raises what opening a store raises.
    """
    if not numbers:
        return {}
    with DuckDBEngine(memory="1GB") as engine:
        phones = open_records(store, engine).nominal_phones
        held = engine.rows(phones.filter(phones.number.isin(sorted(numbers))).select("number", "nominal_id").distinct())
    people: dict[str, list[str]] = {}
    for number, nominal_id in held.iter_rows():
        people.setdefault(number, []).append(nominal_id)
    return {number: those[0] for number, those in people.items() if len(those) == 1}
