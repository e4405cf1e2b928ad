"""What every test may ask for: an engine, and records from drawings."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from hypothesis import settings

from tests import compiled_once
from tests.drawing import Places, draw, draw_joined, instant
from upstander.contacts.known import Known
from upstander.contacts.ledger import CONTACTS, PURPOSES, STAFF_STOPS
from upstander.contacts.matching.comparing import Comparison, kept_matches
from upstander.detection import Sign
from upstander.detection.words.keyword_set import keyword_sets
from upstander.detection.words.reading import mentions_in
from upstander.engines import DuckDBEngine
from upstander.records.as_known import Records
from upstander.records.catalogue import all_feeds

settings.register_profile("no clock", deadline=None)  # a busy machine is no fault of what is tested
settings.load_profile("no clock")
compiled_once.remember()

BROWSER = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
JOINED = {"contacts": CONTACTS, "purposes": PURPOSES, "staff_stops": STAFF_STOPS}


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium: one for all tests of a worker, as Playwright opens once in a process."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only these tests need it

    chromium = shutil.which("chromium")
    assert chromium, "Chromium is not installed: `make browser` installs Debian's"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=BROWSER)
        yield opened
        opened.close()


@pytest.fixture
def engine() -> Iterator[DuckDBEngine]:
    with DuckDBEngine(memory="1GB", threads=1) as opened:
        yield opened


@pytest.fixture
def drawn(engine: DuckDBEngine) -> Callable[..., Records]:
    """Records from drawings: `drawn({"accesses": ...}, places={"home": (53.7, -1.5)})`; feeds left out are missing."""

    def build(drawings: Mapping[str, str], places: Places | None = None) -> Records:
        tables = {n: engine.hold(n, f.arrow_schema.empty_table()) for n, f in all_feeds().items() if n not in drawings}
        tables |= {name: engine.hold(name, draw(name, text, places)) for name, text in drawings.items()}
        return Records(tables, frozenset(drawings))

    return build


@pytest.fixture
def known(engine: DuckDBEngine, drawn: Callable[..., Records]) -> Callable[..., Known]:
    """What is known on a day, from drawings of feeds and of the joined tables.

    `known({"staff": ..., "contacts": ..., "staff_stops": ...}, as_of="2025-06-01")`
    """

    def build(drawings: Mapping[str, str], as_of: str = "2025-12-31", places: Places | None = None) -> Known:
        joined = {
            name: engine.hold(name, draw_joined(schema, drawings.get(name, "staff_id\n"), places))
            for name, schema in JOINED.items()
        }
        feeds = {name: text for name, text in drawings.items() if name not in JOINED}
        day = instant(as_of)
        records = drawn(feeds, places).as_known(day)
        comparison = Comparison(records, engine)
        matches = kept_matches(records, comparison if records.has("nominals") else None, engine)
        mentions = mentions_in(records, engine, keyword_sets())
        return Known(records, **joined, as_of=day, matches=matches, comparison=comparison, mentions=mentions)

    return build


@pytest.fixture
def observed(engine: DuckDBEngine, known: Callable[..., Known]) -> Callable[..., list[dict[str, object]]]:
    """What a sign observes in drawings: `observed(sign, {"contacts": ...}, least_days=3)`, rows in time order."""

    def rows(
        sign: Sign,
        drawings: Mapping[str, str],
        *,
        as_of: str = "2025-12-31",
        places: Places | None = None,
        **changed: float,
    ) -> list[dict[str, object]]:
        table = sign.observations(known(drawings, as_of, places), changed)
        return engine.rows(table).sort("at", "staff_id", "nominal_id", "record_id").to_dicts()

    return rows
