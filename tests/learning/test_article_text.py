"""The text of an article as it is typed, and the blocks that it is read as."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from upstander.learning.articles.text import blocks

# what is typed | what is read
READ = """
one                       | paragraph: one
one / two                 | paragraph: one two
one // two                | paragraph: one ; paragraph: two
# Why / one               | heading: Why ; paragraph: one
## Why // # How           | heading: Why ; heading: How
- one / - two             | points: one, two
- one / two / * three     | points: one two, three
- one // - two            | points: one, two
one / - two / # Why       | paragraph: one ; points: two ; heading: Why
- one // two              | points: one ; paragraph: two
#one / -two               | paragraph: #one -two
"""


@pytest.mark.parametrize(("typed", "read"), [line.split("|") for line in READ.strip().splitlines()])
def test_what_is_typed_is_read_as_blocks(typed, read):
    lines = "\n".join(line.strip() for line in typed.replace("//", "/ /").split("/"))
    assert " ; ".join(f"{one.kind}: {', '.join(one.words)}" for one in blocks(lines)) == read.strip()


@given(some.lists(some.sampled_from(["one", "", "# two", "- three", "  four", "#", "-", "-five"])))
def test_no_word_is_lost(lines):
    told = " ".join(words for one in blocks("\n".join(lines)) for words in one.words)
    letters = [one for one in told if one.isalpha()]
    assert letters == [one for one in "".join(lines) if one.isalpha()]
