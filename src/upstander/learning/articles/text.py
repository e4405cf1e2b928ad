"""The text of an article as its writer types it: paragraphs parted by empty lines, headings after #, points after -."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

HEADING, PARAGRAPH, POINTS = "heading", "paragraph", "points"
_HEADED = re.compile(r"#{1,6}\s+(?P<words>.*\S)")
_POINT = re.compile(r"[-*•]\s+(?P<words>.*\S)")


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph, or points: `words` has one entry, or one for each point."""

    kind: str
    words: Sequence[str]


def blocks(text: str) -> list[Block]:
    """The blocks of a text in their order. What is no heading and no point is a paragraph: no word is lost."""
    found: list[Block] = []
    fresh = True  # whether the next line begins something
    for line in map(str.strip, text.splitlines()):
        if not line:
            fresh = True
            continue
        kind, words = _told(line)
        goes_on = found and kind == PARAGRAPH and not fresh and found[-1].kind != HEADING
        if goes_on:  # a line that only the width of a window broke off
            *before, last = found[-1].words
            found[-1] = Block(found[-1].kind, [*before, f"{last} {words}"])
        elif kind == POINTS and found and found[-1].kind == POINTS:
            found[-1] = Block(POINTS, [*found[-1].words, words])
        else:
            found.append(Block(kind, [words]))
        fresh = False
    return found


def _told(line: str) -> tuple[str, str]:
    if headed := _HEADED.fullmatch(line):
        return HEADING, headed["words"]
    if point := _POINT.fullmatch(line):
        return POINTS, point["words"]
    return PARAGRAPH, line
