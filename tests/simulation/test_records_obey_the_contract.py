"""Every feed is written as the records contract says."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from upstander.records.catalogue import all_feeds
from upstander.records.columns import Kind

GIVEN_BACK = {"accepted_explanations"}  # by a unit's own desk (decision 31): no force has it before
FEEDS = sorted(set(all_feeds()) - GIVEN_BACK)
HANDED_OVER_AS = {
    Kind.INSTANT: pa.timestamp("us", "UTC"),
    Kind.DATE: pa.date32(),
    Kind.DEGREES: pa.float64(),
    Kind.SECONDS: pa.int32(),
    Kind.NUMBER: pa.float64(),
    Kind.TRUTH: pa.bool_(),
}
NAMES_FROM = {"staff_id": "staff", "supervisor_id": "staff", "nominal_id": "nominals", "incident_id": "incidents"}
Read = Callable[[str], pl.DataFrame]


@pytest.mark.parametrize("name", FEEDS)
def test_every_feed_is_there_in_the_contracts_types(name: str, force: Path) -> None:
    files = sorted((force / "records" / name).glob("*.parquet"))
    assert files
    for file in files:
        written = pq.read_schema(file)
        assert [(f.name, f.type) for f in written] == [
            (c.name, HANDED_OVER_AS.get(c.kind, pa.string())) for c in all_feeds()[name].columns
        ]


@pytest.mark.parametrize("name", FEEDS)
def test_values_are_such_as_the_feed_allows(name: str, feed: Read) -> None:
    rows = feed(name)
    for column in all_feeds()[name].columns:
        values = rows[column.name]
        assert column.nullable or values.null_count() == 0, column.name
        present = values.drop_nulls()
        if column.choices:
            assert set(present.unique()) <= set(column.choices), column.name
        if column.kind is Kind.ID:
            assert present.str.len_chars().is_between(1, 64).all(), column.name
        if column.kind is Kind.PHONE:
            assert present.str.contains(r"^\+44\d{10}$").all(), column.name
        if column.least is not None and len(present):
            assert present.min() >= column.least, column.name
        if column.most is not None and len(present):
            assert present.max() <= column.most, column.name


@pytest.mark.parametrize("name", FEEDS)
def test_two_rows_of_one_key_are_the_same_row_twice(name: str, feed: Read) -> None:
    once = feed(name).unique()
    assert once.select(all_feeds()[name].key).is_duplicated().sum() == 0


@pytest.mark.parametrize("name", FEEDS)
def test_people_and_incidents_that_a_record_names_exist(name: str, feed: Read) -> None:
    rows = feed(name)
    for column, where in NAMES_FROM.items():
        if column in rows.columns:
            own = column.replace("supervisor_id", "staff_id")
            assert set(rows[column].drop_nulls()) <= set(feed(where)[own]), column


def test_extracts_hold_a_few_rows_twice_as_real_ones_do(feed: Read) -> None:
    accesses = feed("accesses")
    assert 0 < accesses.is_duplicated().sum() < 0.003 * len(accesses)


def test_some_incidents_were_never_closed_and_some_deployments_never_cleared(feed: Read) -> None:
    assert feed("incidents")["closed_at"].null_count() > 0
    assert feed("deployments")["cleared_at"].null_count() > 0


def test_records_lie_in_order_of_time(feed: Read) -> None:
    for name in ("accesses", "phone_events", "incidents", "shifts"):
        assert feed(name)[all_feeds()[name].time].is_sorted(), name
