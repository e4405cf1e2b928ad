"""What a sanitised text is compared by: words that name the source, and words that could lead to them.

Texts are compared word by word, without case, accents and the marks between; numbers by their last nine digits, so that
+44 7700 900123 and 07700900123 are one. What this cannot see, such as a fact that only one person could know, is for
who sanitises: it helps them, and does not stand for them.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping

from upstander.access.sealed import mark
from upstander.casework.grading import Words

WORD = re.compile(r"[^\W_]+")
NUMBER = re.compile(r"\+?\d[\d\s().\-/]{4,}\d")
COMPARED_DIGITS = 9
NAMING_DIGITS = 5  # of a number that names somebody by itself: the 12 of a house stands in too many texts
SOURCE = "source"  # the kind of a mark


def plain(word: str) -> str:
    """A word as words are compared: without case and accents."""
    parted = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in parted if not unicodedata.combining(letter))


def compared(text: str) -> Mapping[str, str]:
    """Each word and long number of a text as it is compared, with the first way in which it is written."""
    found: dict[str, str] = {}
    for written in WORD.findall(text):
        found.setdefault(plain(written), written)
    for written in NUMBER.findall(text):
        digits = re.sub(r"\D", "", written)[-COMPARED_DIGITS:]
        found.setdefault(digits, written.strip())
    return found


def source_marks(given: Iterable[str], words: Words) -> list[str]:
    """Marks of the words that name a source: of a name, a number, an address, each alone and a name's as one word."""
    named: set[str] = set()
    for text in given:
        parts = [word for word in compared(text) if _names_somebody(word, words)]
        named |= {*parts, "".join(parts)} - {""}
    return sorted(mark(word, SOURCE) for word in named)


def _names_somebody(word: str, words: Words) -> bool:
    if word.isdigit():
        return len(word) >= NAMING_DIGITS
    return len(word) > 1 and word not in words.little


def names_the_source(text: str, marks: Collection[str]) -> list[str]:
    """The words of a text that name the source, as they are written there."""
    held = frozenset(marks)
    return [written for word, written in compared(text).items() if mark(word, SOURCE) in held]


def could_lead(text: str, words: Words, known: Collection[str] = ()) -> Mapping[str, str]:
    """The words of a text that could lead to its source: names, numbers, and who says they saw or heard.

    `known`: names that may stand, those of the subjects.
    """
    allowed = {word for name in known for word in compared(name)}
    return {
        word: written
        for word, written in compared(text).items()
        if word not in allowed and (word in words.may_lead or _a_name(word, written, words))
    }


def _a_name(word: str, written: str, words: Words) -> bool:
    if any(letter.isdigit() for letter in word):
        return len(word) > 1
    return written[0].isupper() and word not in words.little


def still_there(original: str, text: str, words: Words, known: Collection[str] = ()) -> list[str]:
    """The words of the original that could lead to its source, and stand in the sanitised text too."""
    remaining = compared(text)
    return [remaining[word] for word in could_lead(original, words, known) if word in remaining]


def already_told(named: Iterable[str], original: str) -> list[str]:
    """Those words that stand in the original too, which who sanitises has before them.

    Others are not repeated: a text of every name there is would be answered with the source's.
    """
    held = compared(original)
    return [word for word in named if set(compared(word)) & set(held)]
