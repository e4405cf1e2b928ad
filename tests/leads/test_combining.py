"""What strands weigh together, and which of a subject's pairs they are told of."""

import numpy as np
import pytest

from upstander.detection import About, Family
from upstander.leads.combining import Combined, Combiner, FamilyTail, Strand, each_told_once, with_subject
from upstander.leads.raising import raise_all
from upstander.leads.rarity import Tail
from upstander.leads.settings import load_settings

NOBODY = Tail(values=np.array([]), units=1000, assumed=0.001, belief=100.0)
SETTINGS = load_settings()


def strand(family=Family.SYSTEMS, weight=200.0, about=About.PAIR, sign=None):
    return Strand(family, about, sign or f"a_sign_of_{family}", weight, 0.3, 0.001)


def combiner(**shown_by):
    """Weighs by a force in which nobody else shows anything; `SYSTEMS=0.1` is the share of that family."""
    kinds = [(family, about) for family in Family for about in About]
    signs = {f"a_sign_of_{family}": NOBODY for family in Family}
    return Combiner({kind: FamilyTail(shown_by.get(kind[0].name, 0.5), NOBODY, signs) for kind in kinds}, SETTINGS)


def test_a_family_that_many_cases_show_weighs_more_than_one_that_few_show():
    weights = combiner(SYSTEMS=0.003, PLACE=0.0003)
    assert weights.alone(strand(Family.SYSTEMS)) == pytest.approx(weights.alone(strand(Family.PLACE)) + 1, abs=0.01)


def test_no_strand_weighs_more_than_its_own_sign_says():
    assert combiner().alone(strand(weight=10.0)) == pytest.approx(1.0)


def test_a_second_family_adds_weight_and_the_same_evidence_is_not_a_second_family():
    both = combiner().combine(("S1", "N1"), [strand(Family.SYSTEMS), strand(Family.PLACE)])
    one = combiner().combine(("S1", "N1"), [strand(Family.SYSTEMS)])
    assert both.bans > one.bans > 0


ABOUT_THE_SUBJECT = strand(Family.PERSON, about=About.SUBJECT)


def test_what_is_found_of_a_subject_is_added_to_each_pair_of_theirs_and_to_nobody_elses():
    own = {("S1", "N1"): [strand()], ("S1", "N2"): [strand()], ("S2", "N1"): [strand()]}
    joined = with_subject(own | {("S1", None): [ABOUT_THE_SUBJECT]})
    assert {pair for pair, found in joined.items() if ABOUT_THE_SUBJECT in found} == {
        ("S1", "N1"),
        ("S1", "N2"),
        ("S1", None),
    }


def test_what_a_subject_shows_by_the_records_of_one_pair_is_added_to_that_pair_only():
    strands = {("S1", "N1"): [strand()], ("S1", "N2"): [strand()], ("S1", None): [ABOUT_THE_SUBJECT]}
    joined = with_subject(strands, lambda _strand, pairs: [pair for pair in pairs if pair[1] == "N2"])
    assert [pair for pair, found in joined.items() if ABOUT_THE_SUBJECT in found] == [("S1", "N2"), ("S1", None)]


@pytest.mark.parametrize(
    ("of_the_pair", "of_the_subject", "told"),
    [
        (2.5, 2.0, [("S1", "N1")]),
        (2.0, 2.0, [("S1", None)]),
        (2.5, None, [("S1", "N1")]),
    ],
)
def test_one_thing_is_told_once_by_the_pair_that_adds_to_it_or_else_of_the_subject_alone(
    of_the_pair, of_the_subject, told
):
    combined = [Combined(("S1", "N1"), (), of_the_pair)]
    if of_the_subject is not None:
        combined.append(Combined(("S1", None), (), of_the_subject))
    assert [one.pair for one in each_told_once(combined)] == told


TWO_PAIRS = {("S1", "N1"): [strand(weight=100.0)], ("S1", "N2"): [strand(weight=100.0)]}


def test_another_pair_adds_weight_unless_it_rests_on_the_same_records():
    other = raise_all(TWO_PAIRS, combiner(), 1000, SETTINGS)
    household = raise_all(TWO_PAIRS, combiner(), 1000, SETTINGS, lambda _one, _other: True)
    assert [one.bans for one in household] == pytest.approx([2.0, 2.0])
    assert [one.bans for one in other] == pytest.approx([2.6, 2.6])
