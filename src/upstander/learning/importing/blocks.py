"""A document in blocks: headings, furniture, paragraphs and items of lists, each with its place; none is left out."""

from dataclasses import dataclass

from upstander.learning.case import Passage, Place
from upstander.learning.importing.document import Document
from upstander.learning.importing.headings import Heading, heading_at, repeated_lines
from upstander.learning.importing.tidying import MARK, compact, tidy

_ENDS = (".", "?", "!", ":", ";", "”", '"', "’", "'", ")", "■")
_STOPS = (".", "?", "!", "”", '"')
_SHORTEST_QUOTE = 30
_SHORT_LINE, _WIDEST = 0.85, 160


@dataclass(frozen=True)
class Block:
    """Lines that belong together. `heading` where they are one; `item` where they began with the mark of a list."""

    passage: Passage
    heading: Heading | None = None
    item: bool = False

    @property
    def text(self) -> str:
        """Its words, tidied."""
        return self.passage.text

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.passage.place


def blocks(document: Document) -> tuple[Block, ...]:
    """Every block of a document, in order. Each character that is no space stands in exactly one."""
    repeated, width = repeated_lines(document), _width(document)
    found: list[Block] = []
    first: int | None = None
    index = 0
    while index < len(document.lines):
        words = document.words(index)
        heading = heading_at(document, index, repeated) if words.strip() else None
        begins = (
            heading is not None or not words.strip() or MARK.match(words) is not None or _ended(document, index, width)
        )
        if begins and first is not None:
            found.append(_block(document, first, index - 1))
            first = None
        if heading:
            found.append(_block(document, index, index + heading.lines - 1, heading))
            index += heading.lines
            continue
        if words.strip() and first is None:
            first = index
        index += 1
    if first is not None:
        found.append(_block(document, first, len(document.lines) - 1))
    return tuple(found)


def _ended(document: Document, index: int, width: int) -> bool:
    """Whether a paragraph ended on the line before: with a full stop, well before the width that lines have there.

    PDF gives no empty lines between paragraphs. Where a paragraph is one long line, width says nothing.
    """
    before = document.words(index - 1).rstrip() if index else ""
    return before.endswith(_STOPS) and len(before) < width * _SHORT_LINE <= _WIDEST


def _width(document: Document) -> int:
    """How long nearly all lines are at most."""
    lengths = sorted(len(document.words(index).strip()) for index in range(len(document.lines)))
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _block(document: Document, first: int, last: int, heading: Heading | None = None) -> Block:
    place = document.place(first, last)
    raw = document.at(place)
    marked = MARK.match(raw) is not None
    return Block(Passage(tidy(raw, document.text), (place,)), heading, marked)


def goes_on(before: Block, after: Block) -> bool:
    """Whether a paragraph was only broken, by a page or a picture: no end before, a small letter after."""
    return not after.item and not before.text.endswith(_ENDS) and after.text[:1].islower()


def joined(before: Block, after: Block, document: Document) -> Block:
    """Two pieces of one paragraph as one, with the places of both."""
    places = (*before.passage.places, *after.passage.places)
    raw = document.raw(Passage("", places))
    return Block(Passage(tidy(raw, document.text), places), None, before.item)


def pull_quotes(pieces: list[Block], paragraphs: list[Block]) -> set[Place]:
    """Where a page says again, in large letters, a part of what another paragraph says."""
    whole = [(compact(one.text), one.passage.places) for one in paragraphs]
    return {
        piece.place
        for piece, words in ((piece, compact(piece.text)) for piece in pieces)
        if len(words) >= _SHORTEST_QUOTE
        and any(words in other and other != words and piece.place not in places for other, places in whole)
    }
