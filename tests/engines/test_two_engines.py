"""The same scan on DuckDB, on Spark and on Sail: equal row for row, whatever is asked."""

import dataclasses

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from upstander.leads.scan import catalogue

SIGNS = [sign.name for sign in catalogue()]


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
def test_what_is_joined_up_is_the_same_on_every_engine(on_duckdb, elsewhere, joined):
    assert on_duckdb.tables[joined].height
    assert_same(on_duckdb.tables[joined], elsewhere.tables[joined])


@pytest.mark.parametrize("part", ["observations", "counts", "exposed"])
@pytest.mark.parametrize("sign", SIGNS)
def test_every_sign_gives_the_same_rows_on_every_engine(on_duckdb, elsewhere, sign, part):
    assert_same(on_duckdb.tables[f"{sign}, {part}"], elsewhere.tables[f"{sign}, {part}"])


def test_every_sign_could_be_asked_of_these_records_and_shows_in_them(on_duckdb, elsewhere):
    assert on_duckdb.not_assessed == elsewhere.not_assessed == frozenset()
    assert not [sign for sign in SIGNS if on_duckdb.tables[f"{sign}, observations"].is_empty()]


def test_the_same_is_raised_about_the_same_people_in_the_same_order(on_duckdb, elsewhere):
    assert on_duckdb.raised
    assert [flat(one) for one in elsewhere.raised] == [flat(one) for one in on_duckdb.raised]


def flat(raised: object) -> object:
    """A dataclass as plain values, with floats that may differ by 1e-9."""
    if dataclasses.is_dataclass(raised):
        return {field.name: flat(getattr(raised, field.name)) for field in dataclasses.fields(raised)}
    if isinstance(raised, tuple | list):
        return [flat(one) for one in raised]
    return pytest.approx(raised, rel=0, abs=1e-9) if isinstance(raised, float) else raised
