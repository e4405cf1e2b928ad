"""What is expected of a pair, and how strong what it shows is, by peers and by the person's own other pairs."""

import numpy as np
import polars as pl
import pytest
from scipy.stats import nbinom

from upstander.leads.expectation import MOST_SHAPE, Expectation, Group, chance_of, strength_of
from upstander.leads.peers import peer_groups

PEERS = peer_groups(
    pl.DataFrame({"staff_id": [f"S{n}" for n in range(40)], "role": ["pcso"] * 40, "team_id": [None] * 40}), 30
)
GROUP = next(iter(set(PEERS.of.values())))


def expectation(seen=40.0, own=None):
    """Forty people with ten pairs each, who show `seen` in all; `own`: what one of them shows over all pairs."""
    return Expectation(PEERS, {GROUP: Group(400, 400.0, seen, MOST_SHAPE)}, {"S1": (own or 0.0, 10.0)}, 0.05)


def pair(seen, exposure=1.0):
    return pl.DataFrame({"staff_id": ["S1"], "seen": [float(seen)], "exposure": [exposure]})


def test_the_strength_is_the_fourth_root_of_how_seldom_chance_shows_as_much():
    mean = float(expectation().expected(pair(6))[0])
    chance = nbinom.sf(5, MOST_SHAPE, MOST_SHAPE / (MOST_SHAPE + mean))
    assert expectation().strength(pair(6))[0] == pytest.approx(chance**-0.25, rel=1e-4)
    assert strength_of(1e-4) == 10.0
    assert chance_of(10.0) == pytest.approx(1e-4)


def test_more_is_stronger_also_between_whole_numbers_and_without_end_only_to_a_bound():
    strengths = [float(expectation().strength(pair(seen))[0]) for seen in (0.5, 1, 1.5, 2, 4, 8)]
    assert strengths == sorted(strengths)
    assert np.unique(strengths).size == len(strengths)
    assert expectation().strength(pair(10_000))[0] == strength_of(0.0)


def test_the_same_is_weaker_where_peers_show_more_and_where_there_was_more_occasion():
    usual = expectation(seen=40.0).strength(pair(6))[0]
    assert expectation(seen=200.0).strength(pair(6))[0] < usual
    assert expectation(seen=40.0).strength(pair(6, exposure=5.0))[0] < usual


def test_the_same_is_weaker_for_somebody_whose_other_pairs_show_it_too():
    alone = expectation(own=6.0).strength(pair(6))[0]
    everywhere = expectation(own=60.0).strength(pair(6))[0]
    assert everywhere < alone / 2
