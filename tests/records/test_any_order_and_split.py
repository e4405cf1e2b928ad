"""Whatever a file holds: no row is lost, twice is once, and its parts one after another make the same store."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.records.conftest import Store
from upstander.engines import DuckDBEngine

FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
HEADERS = {
    "accesses": "access_id,staff_id,at,system,action,line",
    "incidents": "incident_id,reported_at,closed_at,kind,grade,line",
}

keys = st.sampled_from(["1", "2", "3", ""])
times = st.sampled_from(["2025-01-31T10:00:00Z", "2025-02-01T10:00:00Z", "2025-02-02T10:00:00Z", "yesterday"])
look_ups = st.builds(
    lambda key, at, action: f"{key},PC 12,{at},RMS,{action}", keys, times, st.sampled_from(["view", "edit"])
)
incidents = st.builds(lambda key, at, end: f"{key},{at},{end},concern,priority", keys, times, st.sampled_from(["", "2025-03-01T10:00:00Z"]))  # fmt: skip
files = st.one_of(
    st.tuples(st.just("accesses"), st.lists(look_ups, min_size=1, max_size=12)),
    st.tuples(st.just("incidents"), st.lists(incidents, min_size=1, max_size=12)),
)


def loaded(engine: DuckDBEngine, feed: str, parts: list[list[str]]) -> tuple[list, dict[str, int]]:
    """What a store holds after loading parts in order, and the sums of what became of the rows."""
    with TemporaryDirectory() as folder:
        store = Store(Path(folder), engine)
        reports = [store.load({f"{feed}.csv": "\n".join([HEADERS[feed], *part]) + "\n"}) for part in parts]
        words = ("read", "accepted", "duplicates", "replaced", "refused")
        return store.rows(feed), {word: sum(r.total(word) for r in reports) for word in words}


def numbered(lines: list[str]) -> list[str]:
    """The lines with a column of their own, so that two equal ones are not one file."""
    return [f"{line},{number}" for number, line in enumerate(lines)]


@FEW
@given(file=files)
def test_no_row_is_lost(engine, file):
    feed, lines = file
    rows, count = loaded(engine, feed, [numbered(lines)])
    assert count["read"] == len(lines)
    assert count["read"] == count["accepted"] + count["duplicates"] + count["replaced"] + count["refused"]
    assert len(rows) == count["accepted"]


@FEW
@given(file=files)
def test_twice_is_once(engine, file):
    feed, lines = file
    assert loaded(engine, feed, [numbered(lines)] * 2) == loaded(engine, feed, [numbered(lines)])


@FEW
@given(file=files, data=st.data())
def test_parts_one_after_another_make_the_same_store(engine, file, data):
    feed, lines = file
    cut = data.draw(st.integers(0, len(lines)))
    whole = numbered(lines)
    assert loaded(engine, feed, [whole[:cut], whole[cut:]]) == loaded(engine, feed, [whole])
