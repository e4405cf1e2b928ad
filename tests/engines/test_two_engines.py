"""The same scan on DuckDB and on Spark: equal row for row, whatever is asked."""

import dataclasses

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from upstander.leads.scan import catalogue

SIGNS = [sign.name for sign in catalogue()]
NOT_SHOWN = set()  # signs that nothing in the small force shows: equal, but of nothing
pytestmark = [
    pytest.mark.xdist_group("spark"),
    # Python speaks with Spark's Java over this machine's own loopback; every other address stays closed.
    pytest.mark.allow_hosts(["127.0.0.1", "localhost"]),
]


def assert_same(one: pl.DataFrame, other: pl.DataFrame) -> None:
    """Equal rows, floats to 1e-9; the order of rows is not part of a table."""
    whole = [name for name, kind in one.schema.items() if not kind.is_float()]
    assert_frame_equal(
        one.sort(*whole, *one.columns, nulls_last=True),
        other.sort(*whole, *one.columns, nulls_last=True),
        rel_tol=0,
        abs_tol=1e-9,
    )


@pytest.mark.parametrize("joined", ["contacts", "purposes", "staff_stops"])
def test_what_is_joined_up_is_the_same_on_both_engines(on_duckdb, on_spark, joined):
    assert on_duckdb.tables[joined].height
    assert_same(on_duckdb.tables[joined], on_spark.tables[joined])


@pytest.mark.parametrize("part", ["observations", "counts", "exposed"])
@pytest.mark.parametrize("sign", SIGNS)
def test_every_sign_gives_the_same_rows_on_both_engines(on_duckdb, on_spark, sign, part):
    assert_same(on_duckdb.tables[f"{sign}, {part}"], on_spark.tables[f"{sign}, {part}"])


def test_every_sign_could_be_asked_and_the_records_show_all_but_the_named(on_duckdb, on_spark):
    assert on_duckdb.not_assessed == on_spark.not_assessed == frozenset()
    assert {sign for sign in SIGNS if on_duckdb.tables[f"{sign}, observations"].is_empty()} == NOT_SHOWN


def test_the_same_is_raised_about_the_same_people_in_the_same_order(on_duckdb, on_spark):
    assert on_duckdb.raised
    assert [flat(one) for one in on_spark.raised] == [flat(one) for one in on_duckdb.raised]


def flat(raised: object) -> object:
    """A dataclass as plain values, with floats that may differ by 1e-9."""
    if dataclasses.is_dataclass(raised):
        return {field.name: flat(getattr(raised, field.name)) for field in dataclasses.fields(raised)}
    if isinstance(raised, tuple | list):
        return [flat(one) for one in raised]
    return pytest.approx(raised, rel=0, abs=1e-9) if isinstance(raised, float) else raised
