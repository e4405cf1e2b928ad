"""Whether a text tells of somebody by name: told where it does, and not told where it holds words that are also names."""

import itertools
import random

import pytest

from tests.desk.ordinary_reports import TEXTS
from upstander.casework.names_told import Name, name_of, told, told_of, told_who
from upstander.simulation.names import MEN, SURNAMES, WOMEN

STAFF = [
    name_of(written, written)
    for written in (
        "Daniel Walker", "HALL, Karen", "PC 1234 Siân O'Rourke", "Amy Smith-Jones", "Alan Brown", "Ian McDonald",
        "Thomas Young", "Rhys Parry",
    )
]  # fmt: skip


def means(text, *, names=False):
    return {mark.split(",")[0].split()[-1].title() for mark in told_of([told(text, names=names)], STAFF)}


# a text | whose last names stand in it
ACCOUNTS = [
    ("PC Walker came", {"Walker"}),
    ("it was walker again", {"Walker"}),
    ("he knows the Walkers' dog, and Walker's wife", {"Walker"}),
    ("He was called Waker", {"Walker"}),
    ("he walked up to me and I shall not forget it", set()),
    ("I met him in the town hall in Hall Street", set()),
    ("Karen Hall was there", {"Hall"}),
    ("karen hall was there", {"Hall"}),
    ("Hall, Karen", {"Hall"}),
    ("his friend K Hall", {"Hall"}),
    ("kaz hall was there", {"Hall"}),
    ("it was sgt hall", {"Hall"}),
    ("PC 1234 Hall", {"Hall"}),
    ("sgt Kaz hall was there", {"Hall"}),
    ("I only know that it was Hall who rang", {"Hall"}),
    ("a brown car, and a young man with brown hair", set()),
    ("Brown hair. Young. No beard.", set()),
    ("It was D. Brown", {"Brown"}),
    ("I think that Mr Young saw it, in Young Street", {"Young"}),
    ("heddwas Parry oedd o", {"Parry"}),
    ("parri oedd o", {"Parry"}),
    ("Sian ORourke", {"O'Rourke"}),
    ("O’ROURKE", {"O'Rourke"}),
    ("When rorke came round, my Mum hid", {"O'Rourke"}),
    ("Amy Jones", {"Smith-Jones"}),
    ("I spoke to Mc Donald, and to mcdonalds", {"Mcdonald"}),
    ("as her friend said", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "who"), ACCOUNTS)
def test_an_account_tells_of_somebody_by_their_last_name(text, who):
    assert means(text) == who


# a line of names | whose last names it may mean
LINES = [
    ("Walker", {"Walker"}),
    ("hall", {"Hall"}),
    ("Daniel from response", {"Walker"}),
    ("Dan from response", {"Walker"}),
    ("karen", {"Hall"}),
    ("his sergeant, Alan", {"Brown"}),
    ("Karen Bright", set()),
    ("anybody who can tell him", set()),
]  # fmt: skip


@pytest.mark.parametrize(("line", "who"), LINES)
def test_where_names_are_asked_for_a_first_name_that_stands_alone_is_enough(line, who):
    assert means(line, names=True) == who


@pytest.mark.parametrize(
    ("answer", "who"), [("brown", {"Alan Brown"}), ("Dan", {"Daniel Walker"}), ("he had brown hair and a beard", set())]
)
def test_an_answer_to_whom_it_is_about_of_a_word_or_two_is_a_name(answer, who):
    assert told_of([told_who(answer)], STAFF) == who


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("Dan Walker", {"dan"}, {"walker"}),
        ("WALKER, Dan", {"dan"}, {"walker"}),
        ("Smith-Jones, Amy", {"amy"}, {"smith", "jones", "smithjones"}),
        ("DC 1234 Siân O'Rourke", {"sian"}, {"orourke"}),
        ("Walker", set(), {"walker"}),
        ("", set(), set()),
    ],
)
def test_a_name_is_read_however_records_write_it(written, first, last):
    assert name_of("m", written) == Name("m", frozenset(first), frozenset(last))


# ---- how often a report keeps somebody away whom it does not name

PEOPLE = [name_of(last, f"{first} {last}") for last, first in zip(SURNAMES, itertools.cycle(WOMEN + MEN), strict=False)]
AT_THE_DESK, TIES, DRAWN = 8, 25, 50  # people, the ties of each, and how often ties are drawn anew


def wrongly_away():
    """Of reports that name nobody: the share kept from somebody at the desk, and from everybody there."""
    chance, often = random.Random(45), [1 / (6 + place) for place in range(len(SURNAMES))]  # noqa: S311 - a draw, no secret
    named = [told_of([told(text)], PEOPLE) for text in TEXTS]
    away = []
    for found, _draw in itertools.product(named, range(DRAWN)):
        desk = [set(chance.choices(SURNAMES, often, k=TIES)) for _ in range(AT_THE_DESK)]
        away.append([bool(ties & found) for ties in desk])
    return sum(map(any, away)) / len(away), sum(map(all, away)) / len(away)


def test_a_report_that_names_nobody_is_kept_from_hardly_anybody():
    """The figures stand in docs/decisions/0045."""
    somebody, everybody = wrongly_away()
    assert somebody < 0.1
    assert everybody < 0.005


@pytest.mark.parametrize(
    "said", ["It was PC {last}", "it was pc {small}", "I met {first} {last}", "We know that {last} did"]
)
def test_every_name_is_made_out_after_a_rank_beside_a_first_name_or_by_its_capital(said):
    for person, last in zip(PEOPLE, SURNAMES, strict=True):
        text = said.format(last=last, small=last.lower(), first=next(iter(person.first)).title())
        assert told_of([told(text)], [person]) == {last}, text
