"""Last names of the force's people in the words of a bulletin."""

import pytest

from upstander.learning.bulletins.last_names import flags, last_names

NAMES = ("Ashby Rourke", "Penhallow, Maris", "Li Ng", "Mary O'Neil-Young", "Cher", "Ann The", "")


def test_a_last_name_is_the_last_word_or_what_stands_before_the_comma():
    assert last_names(NAMES, {"the"}) == {"rourke", "penhallow", "ng", "neil", "young", "cher"}


@pytest.mark.parametrize(
    ("text", "refused", "shown"),
    [
        ("Rourke was there.", ["Rourke"], []),
        ("We met rourke and PENHALLOW.", ["rourke", "PENHALLOW"], []),
        ("It was Rourke's.", ["Rourke"], []),
        ("It was Róurke.", ["Róurke"], []),
        ("It was Rour\u00adke.", ["Rourke"], []),  # a hyphen that nobody sees
        ("Ashby and Maris were there.", [], []),  # first names
        ("The Rourkes and a song.", [], []),  # no whole words
        ("We talk to young people.", [], ["young"]),
        ("Young people trust us.", [], ["Young"]),
        ("We talk to Young.", ["Young"], []),
        ("Young people trust us. We talk to Young.", ["Young"], []),
    ],
)
def test_a_last_name_is_refused_by_whole_words_unless_it_reads_as_an_ordinary_one(text, refused, shown):
    found = flags(text, last_names(NAMES, {"the"}))
    assert [flag.phrase for flag in found if flag.refused] == refused
    assert [flag.phrase for flag in found if not flag.refused] == shown
