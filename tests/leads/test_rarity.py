"""How rare a strength is among innocent people: an assumption that gives way to what is counted."""

import polars as pl
import pytest

from upstander.leads.rarity import tail


def test_before_anybody_is_counted_the_rate_is_the_assumed_one():
    assert tail(pl.Series([9.0]), 1, 0.003, 100).rate(2.0, least=2.0) == pytest.approx(0.003)


def test_many_people_counted_with_none_as_strong_make_it_rarer():
    assert tail(pl.Series([9.0]), 1001, 0.003, 100).rate(9.0, least=9.0) == pytest.approx(0.3 / 1100)


def test_people_who_show_it_as_strongly_make_it_common_whatever_was_assumed():
    assert tail(pl.Series([9.0] * 101), 1001, 0.003, 100).rate(9.0, least=9.0) == pytest.approx(100.3 / 1100)


def test_weaker_people_do_not_count():
    assert tail(pl.Series([2.0] * 100 + [9.0]), 1001, 0.003, 100).rate(9.0, least=9.0) == pytest.approx(0.3 / 1100)


def test_the_assumed_rate_thins_with_strength_but_never_below_a_tenth():
    some = tail(pl.Series([9.0]), 1, 0.003, 100)
    assert some.rate(4.0, least=2.0) == pytest.approx(0.0015)
    assert some.rate(4000.0, least=2.0) == pytest.approx(0.0003)
