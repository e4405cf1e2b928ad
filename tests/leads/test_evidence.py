"""Which records a strand rests on, and what follows where others rest on them too."""

from dataclasses import replace

import polars as pl
import pytest

from tests.leads.test_combining import combiner, strand
from upstander.detection import About, Family
from upstander.leads.evidence import NOTHING, ByPair, Evidence, independent

PAIR, OTHER, SUBJECT = ("S1", "N1"), ("S1", "N2"), ("S1", None)
STOPS = strand(Family.PLACE, weight=300.0)
DUTY = strand(Family.DUTY, weight=300.0)
WAITING = strand(Family.PLACE, about=About.SUBJECT, sign="waiting")


def rows(pair, *records):
    drawn = [
        {"staff_id": pair[0], "nominal_id": pair[1], "at": n, "amount": 1.0, "feed": "positions", "record_id": record}
        for n, record in enumerate(records)
    ]
    return pl.DataFrame(drawn, schema=NOTHING.schema)


def evidence(**by_sign):
    """`evidence(waiting={SUBJECT: "abc"})`: each letter is a record of its own."""
    return Evidence({sign: {pair: rows(pair, *of) for pair, of in pairs.items()} for sign, pairs in by_sign.items()})


def test_a_record_is_evidence_once_and_for_the_family_in_which_it_weighs_more():
    same = evidence(a_sign_of_C={PAIR: "abcd"}, a_sign_of_D={PAIR: "abcx"})
    assert independent([STOPS, DUTY], same, PAIR, combiner(DUTY=0.001)) == [STOPS]
    assert independent([STOPS, DUTY], same, PAIR, combiner(PLACE=0.001)) == [DUTY]


def test_strands_of_different_records_both_stay():
    apart = evidence(a_sign_of_C={PAIR: "abcd"}, a_sign_of_D={PAIR: "efgh"})
    assert set(independent([STOPS, DUTY], apart, PAIR, combiner())) == {STOPS, DUTY}


def test_one_habit_seen_in_two_feeds_is_one_strand():
    apart = evidence(a_sign_of_C={PAIR: "abcd"}, a_sign_of_D={PAIR: "efgh"})
    strands = [replace(STOPS, habit="one"), replace(DUTY, habit="one")]
    assert independent(strands, apart, PAIR, combiner(DUTY=0.001)) == strands[:1]
    assert independent(strands, apart, PAIR, combiner(PLACE=0.001)) == strands[1:]
    assert len(independent([strands[0], replace(DUTY, habit="two")], apart, PAIR, combiner())) == 2


@pytest.mark.parametrize(
    ("waited_at", "told_by"), [("abcx", [PAIR]), ("abxy", []), ("efgx", [OTHER])], ids=["one home", "half", "the other"]
)
def test_what_a_subject_shows_is_told_by_the_pair_that_most_of_its_records_are_about(waited_at, told_by):
    found = evidence(a_sign_of_C={PAIR: "abcd", OTHER: "efgh"}, waiting={SUBJECT: waited_at})
    assert found.telling(WAITING, {PAIR: [STOPS], OTHER: [STOPS]}) == told_by


@pytest.mark.parametrize(("others", "same"), [("abc", True), ("abx", True), ("axy", False), ("xyz", False)])
def test_two_people_of_one_household_are_seen_by_the_same_records(others, same):
    found = evidence(a_sign_of_C={PAIR: "abcde", OTHER: others})
    assert found.same(PAIR, OTHER) is same
    assert found.same(OTHER, PAIR) is same


def test_the_rows_of_each_pair_and_of_a_subject_alone_are_found_in_time_order():
    drawn = pl.concat([rows(OTHER, *"ef"), rows(PAIR, *"abc"), rows(SUBJECT, *"x")])
    found = Evidence({"a_sign": ByPair(drawn.reverse())})
    assert found.rows("a_sign", PAIR).equals(rows(PAIR, *"abc"))
    assert found.rows("a_sign", OTHER).equals(rows(OTHER, *"ef"))
    assert found.rows("a_sign", SUBJECT).equals(rows(SUBJECT, *"x"))
    assert found.rows("a_sign", ("S2", "N1")).equals(NOTHING)
    assert set(found.by_sign["a_sign"]) == {PAIR, OTHER, SUBJECT}
