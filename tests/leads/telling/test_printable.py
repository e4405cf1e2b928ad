"""Text from records, made fit to be shown."""

import pytest

from upstander.leads.telling.printable import on_screen, printable


@pytest.mark.parametrize("text", ["Penhallow's", "ŵ ŷ é £ €", "£5 – “so” …", "◆ ○ □ ◌"])
def test_what_the_font_can_draw_stands_as_it_is(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    ("hidden", "named"),
    [
        ("a\u202eb", "a[right-to-left override]b"),
        ("a\u200bb", "a[zero width space]b"),
        ("a\x1b[31mb", "a[character u+001b][31mb"),
        ("a\x00b", "a[character u+0000]b"),
    ],
)
def test_hidden_characters_are_named_in_a_document_and_on_a_screen(hidden: str, named: str) -> None:
    assert printable(hidden) == named
    assert on_screen(hidden) == named


def test_an_emoji_the_font_has_not_is_named_and_its_joiners_are_left_out() -> None:
    assert printable("👨\u200d👩\ufe0f") == "[man][woman]"
    assert on_screen("👨") == "👨"


def test_line_ends_become_blanks() -> None:
    assert printable("a\r\nb\tc") == "a  b c"
