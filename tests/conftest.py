"""What every test may ask for: an engine, and records from drawings."""

from collections.abc import Callable, Iterator, Mapping

import pytest

from tests.drawing import Places, draw
from upstander.engines import DuckDBEngine
from upstander.records.as_known import Records
from upstander.records.catalogue import all_feeds


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
