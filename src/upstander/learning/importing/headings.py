"""Which lines are headings of a learning report, though a scan damaged them, and which are only a page's furniture."""

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from upstander.learning.importing.document import Document
from upstander.learning.importing.tidying import compact, tidy

LONGEST = 90
ALIKE, ALIKE_WHEN_SHORT, SHORT = 0.76, 0.87, 12
"""How much of the letters of two headings must agree; more of a heading of few letters, which a word could be."""

ALIKE_WHEN_SMALL = 0.9
"""As much of one that begins with a small letter, as a line in the middle of a sentence does."""

OPENING, OPENING_ALIKE = 8, 0.6
"""How many letters the opening of a heading has, and how much of it must agree by itself."""

_REPEATED = 4
_ENDS_OF_SENTENCES, _QUOTES = (".", "?", ",", ";", '"', "”"), "\"'“‘("
_FULL_REPORT = re.compile(r"^case\s*(?P<number>[\dlIO]{1,2})\b\W*(?:I\s+)?\w?ssue\s*\d+", re.IGNORECASE)
_STUDY = re.compile(r"^(?P<words>.{8,11}?)\s*(?P<number>\d{1,2})?$")
_FURNITURE = re.compile(
    r"""official(sensitive)?|learningthelessons|learning|thelessons|page\d+(of\d+)?|\d{1,3}
    |(gov)?uklearningthelessons|published(\d{1,2})?[a-z]{3,9}\d{4}|forarchivedissueslearningreports.*|(https?)?www[a-z0-9]+(www[a-z0-9]+)?
    |[a-z0-9]{1,90}policeconductgovuk(learningthelessons)?(www[a-z0-9]+)?""",
    re.VERBOSE,
)
_NUMBERED = re.compile(r"^(?P<level>national|local|force|)\s*(?P<what>recommendation|finding)s?\s*(?P<number>\d{0,2})$")


@dataclass(frozen=True)
class Heading:
    """What a heading opens: a part and the label of what follows; or a case, or its end; or it is furniture."""

    opens: str
    label: str = ""
    lines: int = 1


def heading_at(document: Document, index: int, repeated: frozenset[str]) -> Heading | None:
    """The heading that begins at a line, over one line or two; None for a line of text."""
    words = tidy(document.words(index))
    if not words or len(document.words(index)) > LONGEST * 5:
        return None
    marked = _case_mark(words) or _furniture(words, repeated)
    if marked:
        return marked
    following = tidy(document.words(index + 1)) if index + 1 < len(document.lines) else ""
    alone, opened = _nearest(words)
    if following and opened and opened.opens != "action":
        both, over_two = _nearest(f"{words} {following}")
        if over_two and both > alone:
            return Heading(over_two.opens, over_two.label, 2)
    elif following and not opened and not words.endswith((".", "?", ":")):
        both, over_two = _nearest(f"{words} {following}")
        if over_two and not _nearest(following)[1]:
            return Heading(over_two.opens, over_two.label, 2)
    return opened


def repeated_lines(document: Document) -> frozenset[str]:
    """Short lines that stand there again and again, in any part of a document: running heads and feet."""
    lines = {compact(tidy(document.words(index))): index for index in range(len(document.lines))}
    counted = Counter(compact(tidy(document.words(index))) for index in range(len(document.lines)))
    return frozenset(
        letters
        for letters, times in counted.items()
        if times >= _REPEATED and 3 < len(letters) < 60 and not _says_something(tidy(document.words(lines[letters])))
    )


def _says_something(words: str) -> bool:
    """Whether a line may stand there often for a reason: a sentence, a heading, the kind of an investigation."""
    return (
        words.endswith(_ENDS_OF_SENTENCES)
        or _case_mark(words) is not None
        or _nearest(words)[1] is not None
        or words.startswith("IOPC")
    )


def _case_mark(words: str) -> Heading | None:
    full = _FULL_REPORT.match(words)
    if full:
        return Heading("case", full["number"].translate(str.maketrans("lIO", "110")))
    letters = compact(words)
    study = _STUDY.match(words)
    if study and SequenceMatcher(None, compact(study["words"]), "casestudy").ratio() >= ALIKE:
        return None if letters.endswith("studies") else Heading("case", study["number"] or "")
    if SequenceMatcher(None, letters, "readthefulllearningreport").ratio() >= ALIKE:
        return Heading("end")
    return None


def _furniture(words: str, repeated: frozenset[str]) -> Heading | None:
    letters = compact(words)
    return Heading("furniture") if not letters or letters in repeated or _FURNITURE.fullmatch(letters) else None


def _nearest(words: str) -> tuple[float, Heading | None]:
    """How much the nearest known heading agrees, and what it opens, where that is enough."""
    if len(words) > LONGEST or words.endswith(_ENDS_OF_SENTENCES):
        return 0.0, None
    numbered = _NUMBERED.match(words.rstrip(": ").lower())
    if numbered:
        part = "findings" if numbered["what"] == "finding" else "recommendations"
        return 1.0, Heading(part, " ".join(filter(None, (numbered["level"], numbered["number"]))))
    letters = compact(words)
    least = ALIKE_WHEN_SMALL if words.lstrip(_QUOTES)[:1].islower() else 0.0
    best = max((_alike(letters, form, least), part, label) for form, part, label in _forms())
    return (best[0], Heading(best[1], best[2])) if best[0] else _begun(words, letters)


def _alike(letters: str, form: str, least: float) -> float:
    """How much of the letters agrees with a known form; nothing where that is too little."""
    enough = max(least, ALIKE_WHEN_SHORT if len(form) <= SHORT else ALIKE)
    if 2 * min(len(letters), len(form)) < enough * (len(letters) + len(form)):  # more could not agree
        return 0.0
    opening = SequenceMatcher(None, letters[:OPENING], form[:OPENING], autojunk=False).ratio()
    ratio = SequenceMatcher(None, letters, form, autojunk=False).ratio() if opening >= OPENING_ALIKE else 0.0
    return ratio if ratio >= enough else 0.0


def _begun(words: str, letters: str) -> tuple[float, Heading | None]:
    """A heading that only begins as one is known: whose action was taken is its label."""
    for begin in _beginnings():
        ratio = SequenceMatcher(None, letters[: len(begin)], begin, autojunk=False).ratio()
        whose = re.split(r"\bby\s*", words.rstrip(": "), maxsplit=1, flags=re.IGNORECASE)
        if ratio >= ALIKE_WHEN_SHORT and len(letters) > len(begin):
            return ratio, Heading("action", whose[-1].lower() if len(whose) > 1 else "")
    return 0.0, None


@cache
def _table() -> dict[str, dict[str, object]]:
    table: dict[str, dict[str, object]] = tomllib.loads(Path(__file__).with_name("headings.toml").read_text("utf-8"))
    return table


@cache
def _forms() -> tuple[tuple[str, str, str], ...]:
    """Every form of a heading: its letters, the part it opens, and the label."""
    found = []
    for part, row in _table().items():
        labelled = {"": row, **{label: inner for label, inner in row.items() if isinstance(inner, dict)}}
        for label, inner in labelled.items():
            forms = inner["forms"]
            found += [(compact(str(form)), part, label) for form in forms] if isinstance(forms, list) else []
    return tuple(found)


@cache
def _beginnings() -> tuple[str, ...]:
    begins = _table()["action"]["begins"]
    return tuple(compact(str(one)) for one in begins) if isinstance(begins, list) else ()
