"""The figures of a lead as pictures of a page: the marks of its dossier as SVG, with no style that is not ours."""

from collections.abc import Callable
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from upstander.leads.telling.figure import Figure

MILLIMETRES_A_POINT = 25.4 / 72
ANCHORS = {"left": "start", "middle": "middle", "right": "end"}
Mark = dict[str, Any]


def drawn(figure: Figure) -> SafeString:
    """A figure as SVG, with the words that stand for it."""
    marks = format_html_join("", "{}", ((SHAPES[mark["shape"]](mark),) for mark in figure.marks))
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{}" viewBox="0 0 {} {}" width="100%">{}</svg>',
        figure.alt,
        _short(figure.width),
        _short(figure.height),
        marks,
    )


def _short(number: float) -> str:
    return f"{number:.2f}"


def _dashes(mark: Mark) -> str:
    return "1.2 1" if mark.get("dashed") else "none"


def _points(mark: Mark) -> str:
    return _short(mark["points"] * MILLIMETRES_A_POINT)


def _line(mark: Mark) -> SafeString:
    (x, y), (to_x, to_y) = mark["start"], mark["end"]
    return format_html(
        '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}" stroke-width="{}" stroke-dasharray="{}"/>',
        _short(x),
        _short(y),
        _short(to_x),
        _short(to_y),
        mark["stroke"],
        _points(mark),
        _dashes(mark),
    )


def _styled(shape: str, mark: Mark, **where: str) -> SafeString:
    places = format_html_join("", ' {}="{}"', where.items())
    return format_html(
        '<{}{} fill="{}" stroke="{}" stroke-width="{}" stroke-dasharray="{}"/>',
        shape,
        places,
        mark["fill"] or "none",
        mark["stroke"] or "none",
        _points(mark),
        _dashes(mark),
    )


def _rectangle(mark: Mark) -> SafeString:
    sizes = {name: _short(mark[name]) for name in ("x", "y", "width", "height")}
    return _styled("rect", mark, **sizes, rx=_short(mark["radius"]))


def _circle(mark: Mark) -> SafeString:
    return _styled("circle", mark, cx=_short(mark["x"]), cy=_short(mark["y"]), r=_short(mark["radius"]))


def _polygon(mark: Mark) -> SafeString:
    return _styled("polygon", mark, points=" ".join(f"{_short(x)},{_short(y)}" for x, y in mark["corners"]))


def _words(mark: Mark) -> SafeString:
    return format_html(
        '<text x="{}" y="{}" font-size="{}" text-anchor="{}" dominant-baseline="central" font-weight="{}" fill="{}"'
        ' font-family="DejaVu Sans, Arial, sans-serif">{}</text>',
        _short(mark["x"]),
        _short(mark["y"]),
        _short(mark["size"] * MILLIMETRES_A_POINT),
        ANCHORS[mark["anchor"]],
        "bold" if mark["bold"] else "normal",
        mark["fill"],
        mark["text"],
    )


SHAPES: dict[str, Callable[[Mark], SafeString]] = {
    "line": _line,
    "rectangle": _rectangle,
    "circle": _circle,
    "polygon": _polygon,
    "words": _words,
}
