"""How often matches are right, among people drawn in households with slips and gaps of their own rates."""

import pytest
from benchmarks.matching import records_of, right
from benchmarks.people import draw

from upstander.contacts.matching.comparing import Comparison
from upstander.contacts.matching.match import MAY_BE, USED
from upstander.contacts.matching.people import declared

NOMINALS, DECLARED = 4_000, 2_000


@pytest.fixture(scope="module")
def drawn_people():
    return draw(NOMINALS, DECLARED, seed=7)


def test_matches_that_are_used_are_right_and_most_people_are_found(engine, drawn_people):
    records = records_of(drawn_people, engine)
    matches = Comparison(records, engine).with_people("declared", declared(records))
    used, used_truly, to_find = right(drawn_people, matches, USED)
    shown, shown_truly, _all = right(drawn_people, matches, MAY_BE)
    assert to_find > 300
    assert used_truly / used >= 0.98
    assert used_truly / to_find >= 0.65
    assert shown_truly / shown >= 0.95
    assert shown_truly / to_find >= 0.8


def test_what_is_said_of_the_doubtful_is_no_more_than_the_truth(engine, drawn_people):
    records = records_of(drawn_people, engine)
    matches = Comparison(records, engine).with_people("declared", declared(records))
    doubtful = [match for match in matches if match.probability < USED]
    true = set(drawn_people.truth.iter_rows())
    expected = sum(match.probability for match in doubtful)
    found = sum((match.left_id.split("|")[0], match.right_id) in true for match in doubtful)
    assert len(doubtful) > 30
    assert expected <= found * 1.1
