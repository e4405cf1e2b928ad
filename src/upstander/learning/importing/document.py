"""A document as it was read: its text untouched, in lines that know their page and where their characters stand."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from upstander.learning.case import Passage, Place

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
PAGE_BREAK = "\f"


@dataclass(frozen=True)
class Line:
    """One line: its number from 1, its page where the document has pages, and its span without the line end."""

    number: int
    page: int | None
    start: int
    end: int


@dataclass(frozen=True)
class Document:
    """A text and its lines. A form feed begins a page, as `pdftotext` and our own reading of PDF write it."""

    id: str
    text: str
    lines: tuple[Line, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", tuple(_lines(self.text)))

    def at(self, place: Place) -> str:
        """The characters at a place, exactly as they stand. Raises ValueError for a place of another document."""
        if place.document != self.id or place.start is None or place.end is None:
            raise ValueError(f"{place} is no span of {self.id}")
        return self.text[place.start : place.end]

    def raw(self, passage: Passage) -> str:
        """The characters of a passage before they were tidied, its pieces a line apart."""
        return "\n".join(map(self.at, passage.places))

    def place(self, first: int, last: int) -> Place:
        """The place of lines `first` to `last`, counted from 0, without the space around them."""
        start, end = self.lines[first].start, self.lines[last].end
        words = self.text[start:end]
        start, end = start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
        return Place(self.id, first + 1, last + 1, self.lines[first].page, start, end)

    def words(self, index: int) -> str:
        """One line's characters, counted from 0."""
        return self.text[self.lines[index].start : self.lines[index].end]


def _lines(text: str) -> Iterable[Line]:
    paged = PAGE_BREAK in text
    page = 1
    for number, found in enumerate(_LINE.finditer(text), 1):
        words = found.group().rstrip("\r\n")
        bare = words.lstrip(PAGE_BREAK)
        page += len(words) - len(bare)
        yield Line(number, page if paged else None, found.start(), found.start() + len(words))
        page += bare.count(PAGE_BREAK)
        if found.end() == len(text):  # the empty match at the end is no line
            return
