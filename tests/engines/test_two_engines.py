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


def test_a_number_with_a_point_is_a_floating_point_number_when_it_is_kept_and_when_it_is_divided(on_duckdb, elsewhere):
    for one in (on_duckdb, elsewhere):
        assert one.small["points"] == (0.95, pytest.approx(0.5 / 3, rel=0, abs=1e-15))


def test_a_number_too_large_is_refused_and_not_made_another_but_on_sail(on_duckdb, elsewhere, request):
    assert on_duckdb.small["too large"] == "refused"
    refuses = request.node.callspec.params["elsewhere"] != "sail"  # pysail 0.7.2 goes round to the lowest number
    assert (elsewhere.small["too large"] == "refused") is refuses


def test_a_name_may_be_kept_again_from_what_it_stood_for(on_duckdb, elsewhere):
    assert on_duckdb.small["kept again"] == elsewhere.small["kept again"] == 2


def test_a_walk_is_given_every_row_of_every_group(on_duckdb, elsewhere):
    assert on_duckdb.small["walked"] == elsewhere.small["walked"] == ["a 1", "b 2"]
