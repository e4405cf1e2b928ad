"""Evidence over a year of nights: fair whenever somebody looks, so that looking every night names no more by chance."""

import datetime as dt

import numpy as np
import polars as pl
import pytest

from upstander.leads.over_nights import Night, over_nights, shares
from upstander.leads.settings import load_settings

SETTINGS = load_settings()  # one in five named may be innocent
DAY = dt.date(2025, 6, 1)


def night(days, **bans):
    """A night so many days after the first, and who was raised with what power of ten."""
    rows = [(staff_id, float(one)) for staff_id, several in bans.items() for one in np.atleast_1d(several)]
    raised = pl.DataFrame(rows, schema={"staff_id": pl.String, "score": pl.Float64}, orient="row")
    return Night(DAY + dt.timedelta(days=days), raised)


def of(found, staff_id):
    return found.filter(pl.col("staff_id") == staff_id).to_dicts()[0]


def test_each_night_places_a_share_of_one_stake_and_a_year_never_more_than_half_of_it():
    nightly = [DAY + dt.timedelta(days=n) for n in range(365)]
    weekly = nightly[::7]
    assert sum(shares(nightly)) == pytest.approx(0.5)
    assert sum(shares(weekly)) == pytest.approx(0.5, abs=0.01)
    assert shares([DAY, DAY + dt.timedelta(days=2000)])[1] == pytest.approx(0.5 * 31 / 365)
    assert shares([]) == []


def test_evidence_grows_with_every_night_that_raises_and_not_with_those_that_do_not():
    raised = [night(n, S1=4, S2=4) if n < 5 else night(n, S1=4) for n in range(10)]
    assert of(over_nights(raised, 1000, SETTINGS), "S1")["evidence"] == pytest.approx(10 * 1e4 / 730)
    back = over_nights([*raised, night(10, S2=4)], 1000, SETTINGS)
    assert of(back, "S2") == {"staff_id": "S2", "nights": 6, "evidence": pytest.approx(6 * 1e4 / 730), "holds": False}


def test_somebody_strong_for_one_night_does_not_hold_and_for_many_nights_does():
    """Alone among 100 people one needs 500 to one: at 10,000 a night, from the 37th night on."""
    holds = [
        of(over_nights([night(n, S1=4) for n in range(length)], 100, SETTINGS), "S1")["holds"] for length in (1, 36, 37)
    ]
    assert holds == [False, False, True]


def test_several_who_hold_help_one_another_as_in_one_nights_false_discovery_set():
    nights = [night(n, S1=4, S2=4) for n in range(19)]
    assert of(over_nights(nights, 100, SETTINGS), "S1")["holds"]
    assert not of(over_nights([night(n, S1=4) for n in range(19)], 100, SETTINGS), "S1")["holds"]


def test_a_person_counts_once_a_night_by_the_strongest_of_their_leads():
    assert of(over_nights([night(0, S1=[2, 4, 3])], 100, SETTINGS), "S1")["evidence"] == pytest.approx(1e4 / 730)


def test_only_people_raised_tonight_are_named_and_only_the_last_year_counts():
    found = over_nights([night(0, S1=4, S2=4), night(366, S1=4)], 100, SETTINGS)
    assert found["staff_id"].to_list() == ["S1"]
    assert of(found, "S1")["nights"] == 1
    assert over_nights([night(0, S1=4), night(1)], 100, SETTINGS).is_empty()


def test_whoever_looks_every_night_and_keeps_the_best_is_fooled_no_more_often_than_promised():
    """Innocent weights of evidence that are fair bets, drawn anew each night: the best of a year of them is high, and
    what a year's stake makes of them reaches one in alpha with at most chance alpha, whenever one looks."""
    chance = np.random.default_rng(4)
    bets = np.where(chance.random((4000, 365)) < 0.001, 1000.0, 0.0)
    stake = np.array(shares([DAY + dt.timedelta(days=n) for n in range(365)]))
    best_night, at_its_best = bets.max(axis=1), (bets * stake).cumsum(axis=1).max(axis=1)
    assert np.mean(best_night >= 20) > 0.25
    assert np.mean(at_its_best >= 1 / 0.05) <= 0.05
    assert at_its_best.mean() <= 1.0
