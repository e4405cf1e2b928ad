"""How many leads chance alone would make, counted by dealing the same strands to other pairs."""

import numpy as np
import polars as pl

from upstander.detection import About, Family
from upstander.leads.coincidence import dealt, expected_by_chance, with_expected_false
from upstander.leads.combining import Strand
from upstander.leads.peers import peer_groups
from upstander.leads.raising import Raised, Standing

PEERS = peer_groups(
    pl.DataFrame(
        {"staff_id": [f"S{n}" for n in range(80)], "role": ["pcso"] * 40 + ["sergeant"] * 40, "team_id": [None] * 80}
    ),
    30,
)
POOLS = {"pcso": [(f"S{n}", f"N{n}") for n in range(40)], "sergeant": [(f"S{n}", f"N{n}") for n in range(40, 80)]}


def strand(family, about=About.PAIR):
    return Strand(family, about, "a_sign", 50.0, 0.3, 0.003)


def test_a_deal_keeps_every_strand_and_its_group():
    strands = {(f"S{n}", f"N{n}"): [strand(Family.SYSTEMS if n % 2 else Family.PLACE)] for n in range(80)}
    again = dealt(strands, POOLS, PEERS, np.random.default_rng(1))
    for first, last in ((0, 40), (40, 80)):
        families = [s.family for pair, found in again.items() for s in found if first <= int(pair[0][1:]) < last]
        assert sorted(families) == [Family.SYSTEMS] * 20 + [Family.PLACE] * 20
    assert any(len(found) > 1 for found in again.values())


def test_no_pair_is_dealt_one_family_twice():
    strands = {(f"S{n}", f"N{n}"): [strand(Family.SYSTEMS), strand(Family.PLACE)] for n in range(40)}
    for found in dealt(strands, POOLS, PEERS, np.random.default_rng(1)).values():
        assert len({s.family for s in found}) == len(found)


def test_what_is_about_a_subject_alone_stays_with_them():
    strands = {("S1", None): [strand(Family.PERSON, About.SUBJECT)], ("S2", "N2"): [strand(Family.PLACE)]}
    assert dealt(strands, POOLS, PEERS, np.random.default_rng(1))["S1", None] == strands["S1", None]


def test_the_average_counts_only_leads_at_least_as_strong():
    assert expected_by_chance([[3.0, 5.0], [5.0], []], 4.0) == 2 / 3


def test_expected_false_is_the_greater_of_the_chances_of_innocence_and_coincidence():
    raised = [Raised(("S1", "N1"), Standing.LEAD, (), 5.0, 0.1), Raised(("S2", "N2"), Standing.LEAD, (), 4.0, 0.2)]
    expected = [one.expected_false for one in with_expected_false(raised, [[4.5, 4.2], [4.1]])]
    assert expected == [0.1, 1.5]


def test_expected_false_never_falls_down_the_list():
    lead = Raised(("S1", "N1"), Standing.LEAD, (), 3.0, 0.4)
    check = Raised(("S2", "N2"), Standing.CHECK, (), 2.5, 0.5)
    assert [one.expected_false for one in with_expected_false([lead, check], [[3.0, 3.0]])] == [1.0, 1.0]
