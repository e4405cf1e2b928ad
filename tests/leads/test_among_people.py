"""A weight is counted once more among everybody's: being the first of a force says no more than being the first can."""

import math

import pytest

from tests.leads.test_combining import combiner
from upstander.detection import About, Family
from upstander.leads.among_people import among_people
from upstander.leads.combining import Combined, Strand
from upstander.leads.raising import Standing, is_shown, raise_all, standing
from upstander.leads.settings import load_settings

SETTINGS = load_settings()
BELIEF = SETTINGS["assumed_staff"]  # people


def carried(table):
    """`S1 N1 3.0` a line: who, with whom ("-" = nobody), and the weight in powers of ten."""
    rows = (line.split() for line in table.strip().splitlines())
    return [Combined((staff, None if nominal == "-" else nominal), (), float(bans)) for staff, nominal, bans in rows]


def bounded(table, people):
    combined = carried(table)
    among = among_people(combined, people, SETTINGS)
    return [among.bounded(one) for one in combined]


NEARLY_ALIKE = """
S1 N1 3.2
S2 N2 3.1
S3 N3 3.0
"""


def test_the_first_of_nearly_alike_weighs_about_what_one_of_so_many_people_can():
    first, _second, _third = bounded(NEARLY_ALIKE, people=400)
    assert 10**first == pytest.approx((400 + BELIEF) / (10**-0.1 + BELIEF * 10**-3.2))
    assert 10**first < 1000


def test_whoever_stands_far_above_everybody_else_keeps_their_weight():
    first, _second = bounded("S1 N1 4.0\nS2 N2 1.8", people=400)
    assert first == pytest.approx(4.0)


def test_the_same_weight_says_more_in_a_larger_force():
    small, large = bounded(NEARLY_ALIKE, people=200)[0], bounded(NEARLY_ALIKE, people=5_000)[0]
    assert small < large == pytest.approx(3.2)


def test_each_is_counted_with_those_who_carry_as_much():
    _first, _second, third = bounded(NEARLY_ALIKE, people=400)
    assert 10**third == pytest.approx((400 + BELIEF) / (3 + BELIEF * 10**-3.0))


def test_a_person_of_many_pairs_is_one_person_and_not_their_own_rival():
    many = "\n".join(f"S1 N{n} 3.2" for n in range(1, 9)) + "\nS2 N9 1.5"
    assert bounded(many, people=400)[0] == bounded("S1 N1 3.2\nS2 N9 1.5", people=400)[0]


def test_a_weaker_pair_of_the_first_is_compared_with_other_people_alone():
    pairs = bounded("S1 N1 4.0\nS1 N2 2.5\nS2 N3 1.0", people=400)
    assert pairs[1] == pytest.approx(2.5)


def test_no_weight_becomes_more_and_their_order_stays():
    weights = bounded("\n".join(f"S{n} N{n} {n / 4}" for n in range(20)), people=50)
    assert all(after <= n / 4 for n, after in enumerate(weights))
    assert weights == sorted(weights)


def test_where_nobody_else_carries_anything_a_fair_bet_is_believed_as_far_as_people_bear_it_out():
    (alone,) = bounded("S1 N1 3.5", people=0)
    assert alone == pytest.approx(3.5, abs=0.05)


# ---- what follows from it

TWO = [Strand(family, About.PAIR, f"sign_{family}", 50.0, 0.3, 0.001) for family in (Family.SYSTEMS, Family.PLACE)]


def test_what_is_shown_is_so_by_its_own_weight_and_a_lead_by_its_place_among_everybody_too():
    first, _second, _third = bounded(NEARLY_ALIKE, people=200)
    assert is_shown(TWO, 3.2, SETTINGS)
    assert standing(TWO, 3.2, SETTINGS) is Standing.LEAD
    assert standing(TWO, first, SETTINGS) is Standing.CHECK


def test_being_first_of_a_small_force_is_never_likelier_than_not():
    """By two families as by five: the second stands just below."""
    for bans in (3.0, 4.0, 6.0, 9.0):
        first, _second = bounded(f"S1 N1 {bans}\nS2 N2 {bans - 0.1}", people=300)
        assert standing(TWO, first, SETTINGS) is Standing.CHECK
        assert math.isfinite(first)


@pytest.mark.parametrize(("people", "standings"), [(10_000, ["lead", "lead"]), (300, ["check", "check"])])
def test_two_who_stand_alike_are_both_leads_where_the_force_is_large_enough_to_tell(people, standings):
    """At 10,000 people the second of two is still far rarer than an offender; at 300 nobody could say so."""
    raised = raise_all(both_strong("S1", "S2"), combiner(), people, SETTINGS)
    assert [one.standing for one in raised] == standings


def test_what_is_told_of_the_chance_is_bounded_and_the_evidence_itself_is_not():
    alone, two = (raise_all(both_strong(*who), combiner(), 300, SETTINGS) for who in (("S1",), ("S1", "S2")))
    assert two[0].bans == alone[0].bans
    assert two[0].chance_innocent > 0.5 > alone[0].chance_innocent


def both_strong(*staff):
    """Each of them with a pair that stands out in two families."""
    strong = [
        Strand(family, About.PAIR, f"a_sign_of_{family}", 2_000.0, 0.3, 0.001)
        for family in (Family.SYSTEMS, Family.PLACE)
    ]
    return {(staff_id, f"N-{staff_id}"): strong for staff_id in staff}
