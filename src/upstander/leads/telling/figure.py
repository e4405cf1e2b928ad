"""A figure as plain shapes in millimetres, which the dossier draws: what a mark means is told by its shape, in grey."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.ft2font import FT2Font, LoadFlags

from upstander.contacts.ledger import Answer

FONTS = Path(mpl.get_data_path()) / "fonts" / "ttf"
INK, PALE, GREY, WHITE = "#1d1d1b", "#e9e9e6", "#595959", "#ffffff"  # AA against white and, in ink, against pale
MILLIMETRES_A_POINT = 25.4 / 72

EVIDENCE = "evidence"  # marks a stop that is evidence though the ledger has no contact for it

Mark = dict[str, Any]
Point = tuple[float, float]


@dataclass(frozen=True)
class Figure:
    """A drawing of that many millimetres, with the words that stand for it where it cannot be seen."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    alt: str
    caption: str


@dataclass(frozen=True)
class Part:
    """Something that may be drawn, with its twin as a table; where there is nothing to draw, the words that say why."""

    figure: Figure | None
    words: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def line(start: Point, end: Point, *, points: float = 0.6, colour: str = INK, dashed: bool = False) -> Mark:
    """A straight line; `points` is its width."""
    return {"shape": "line", "start": start, "end": end, "points": points, "stroke": colour, "dashed": dashed}


def rectangle(x: float, y: float, width: float, height: float, **style: Any) -> Mark:
    """A rectangle by its top left corner. Style: fill, stroke, points, radius, dashed."""
    return _styled({"shape": "rectangle", "x": x, "y": y, "width": width, "height": height, "radius": 0}, style)


def circle(x: float, y: float, radius: float, **style: Any) -> Mark:
    """A circle by its middle. Style: fill, stroke, points, dashed."""
    return _styled({"shape": "circle", "x": x, "y": y, "radius": radius}, style)


def polygon(corners: Sequence[Point], **style: Any) -> Mark:
    """A closed shape by its corners. Style: fill, stroke, points, dashed."""
    return _styled({"shape": "polygon", "corners": list(corners)}, style)


def words(x: float, y: float, text: str, *, size: float = 7, anchor: str = "left", **style: Any) -> Mark:
    """Text, its middle height at y; `anchor` says what stands at x: left, middle or right. Style: fill, bold."""
    return {"shape": "words", "x": x, "y": y, "text": text, "size": size, "anchor": anchor} | {
        "fill": style.get("fill", INK),
        "bold": style.get("bold", False),
    }


def _styled(mark: Mark, style: dict[str, Any]) -> Mark:
    return mark | {"fill": WHITE, "stroke": INK, "points": 0.8, "dashed": False} | style


def answer_mark(answer: str, x: float, y: float, count: int = 1, radius: float = 1.9) -> list[Mark]:
    """The symbol of an answer (or of EVIDENCE), with the count inside where it is more than one."""
    r = radius
    shapes: dict[str, Mark] = {
        Answer.EXPLAINED: circle(x, y, r),
        Answer.SELF_EXPLAINED: rectangle(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8),
        Answer.UNEXPLAINED: polygon(
            [(x, y - r * 1.35), (x + r * 1.35, y), (x, y + r * 1.35), (x - r * 1.35, y)], fill=INK
        ),
        EVIDENCE: polygon([(x, y - r * 1.3), (x + r * 1.4, y + r), (x - r * 1.4, y + r)]),
        Answer.CANNOT_ASSESS: circle(x, y, r, fill=PALE, stroke=GREY, dashed=True),
    }
    marks = [shapes.get(answer, shapes[Answer.CANNOT_ASSESS])]
    if count > 1:
        fill = WHITE if answer == Answer.UNEXPLAINED else INK
        size = 5.5 if count < 100 else 4.2
        marks.append(words(x, y, str(count), size=size, anchor="middle", fill=fill, bold=True))
    return marks


def key_to_answers(x: float, y: float, told: Sequence[tuple[str, str]], most: float) -> list[Mark]:
    """The key: each symbol with its words, from x, wrapped before `most` millimetres, lines 5.5 mm apart."""
    marks: list[Mark] = []
    at = x
    for answer, text in told:
        if at > x and at + 4 + text_width(text, 7) > most:
            at, y = x, y + 5.5
        marks += [*answer_mark(answer, at + 2.6, y), words(at + 6, y, text)]
        at += 6 + text_width(text, 7) + 5
    return marks


@cache
def _font(bold: bool) -> FT2Font:
    font = FT2Font(str(FONTS / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf")))
    font.set_size(100, 72)
    return font


@cache
def drawable() -> frozenset[int]:
    """The characters that the dossier's font can draw, by code point."""
    return frozenset(_font(False).get_charmap()) & frozenset(_font(True).get_charmap())


@cache
def _advance(character: str, bold: bool) -> float:
    """How far a character moves the pen, as a share of the size of the text."""
    glyph = _font(bold).load_char(ord(character), LoadFlags.NO_HINTING)
    return glyph.linearHoriAdvance / 65536 / 100


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line of printable text is in the dossier's font, in millimetres; `size` in points."""
    return sum(_advance(character, bold) for character in text) * size * MILLIMETRES_A_POINT


def _fitting(text: str, width: float, size: float, *, bold: bool) -> int:
    """How many characters of a text fit in a width."""
    left = width
    for number, character in enumerate(text):
        left -= text_width(character, size, bold=bold)
        if left < 0:
            return number
    return len(text)


def wrapped(text: str, width: float, size: float, *, lines: int = 3, bold: bool = False) -> list[str]:
    """Text in at most so many lines of so many millimetres; what does not fit ends in an ellipsis.

    Lines end at blanks and hyphens, or inside a word that is wider than a line.
    """
    done = [""]
    for piece in re.findall(r"[^\s-]+-?|-|\s+", text):
        if text_width((done[-1] + piece).strip(), size, bold=bold) <= width:
            done[-1] += piece
        else:
            done += _broken(piece.strip(), width, size, bold=bold)
    told = [line.strip() for line in done if line.strip()]
    if len(told) <= lines:
        return told
    return [*told[: lines - 1], shortened(" ".join(told[lines - 1 :]), width, size, bold=bold)]


def _broken(word: str, width: float, size: float, *, bold: bool) -> list[str]:
    parts = []
    while word:
        length = max(_fitting(word, width, size, bold=bold), 1)
        parts.append(word[:length])
        word = word[length:]
    return parts


def shortened(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Text cut to a width in millimetres, ending in an ellipsis where it was cut."""
    if _fitting(text, width, size, bold=bold) == len(text):
        return text
    room = width - text_width("…", size, bold=bold)
    return text[: _fitting(text, room, size, bold=bold)].rstrip() + "…"
