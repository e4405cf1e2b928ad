"""How rare a strength is among innocent people: an assumption that gives way to what is counted."""

import polars as pl
import pytest

from upstander.leads.rarity import tail


def test_somebody_is_always_the_strongest_so_the_strongest_counts_as_one():
    assert tail(pl.Series([1.0] * 999 + [1.01]), 1000, 0.0, 0).rate(1.01, least=1.0) == pytest.approx(
        1 / 1000, rel=0.02
    )


def test_far_beyond_the_others_it_is_rarer_but_no_faster_than_one_over_strength():
    assert tail(pl.Series([2.0] * 9 + [20.0]), 1000, 0.0, 0).rate(20.0, least=1.0) == pytest.approx(0.1 / 1000)


def test_where_nobody_else_shows_it_strength_is_measured_from_the_least_that_counts():
    assert tail(pl.Series([8.0]), 1000, 0.0, 0).rate(8.0, least=2.0) == pytest.approx(0.25 / 1000)


def test_people_who_show_it_as_strongly_make_it_common_whatever_was_assumed():
    assert tail(pl.Series([9.0] * 101), 1000, 0.003, 100).rate(9.0, least=9.0) == pytest.approx(101.3 / 1100)


def test_an_assumed_rate_weighs_as_many_people_as_it_is_believed_for():
    few = tail(pl.Series([2.0]), 10, 0.05, 100).rate(2.0, least=2.0)
    many = tail(pl.Series([2.0]), 100_000, 0.05, 100).rate(2.0, least=2.0)
    assert few == pytest.approx(6 / 110)
    assert many == pytest.approx(6 / 100_100)


def test_the_assumed_rate_thins_with_strength_but_never_below_a_tenth():
    some = tail(pl.Series([], dtype=pl.Float64), 0, 0.1, 1_000_000)
    assert some.rate(4.0, least=2.0) == pytest.approx(0.05, rel=0.001)
    assert some.rate(4000.0, least=2.0) == pytest.approx(0.01, rel=0.001)


def test_a_small_group_leans_on_the_rate_of_the_wider_one_and_a_unit_is_not_counted_twice():
    alone = tail(pl.Series([9.0]), 30, 0.0, 100)
    assert alone.rate_within(9.0, wider=0.01) == pytest.approx(1 / 130)
    usual_here = tail(pl.Series([9.0] * 31), 30, 0.0, 100)
    assert usual_here.rate_within(9.0, wider=0.01) == pytest.approx(31 / 130)
