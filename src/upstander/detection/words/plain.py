"""Text in one plain form, whatever capitals, accents, quotation marks, damage or hidden characters it has.

`plain` keeps spaces and marks and is for looking closely. `folded` is coarser and made by one pass of Polars over
millions of texts: no spaces, no marks, no doubled letters, and characters that scanning confuses made one. Two texts
that are alike when looked at closely are alike folded; the other way round need not hold.
"""

import re
import string
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

import polars as pl

from upstander.detection.words.fold_kernel import fold_ascii

QUOTES = {"‘": "'", "’": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\u00a0": " "}
HIDDEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufe0f" + "".join(map(chr, range(0x1F3FB, 0x1F400)))
COMBINING = "".join(map(chr, range(0x300, 0x370)))
# What scanning confuses and what people type for one another: each is folded to the letter it may stand for.
ALIKE = {"0": "o", "1": "l", "i": "l", "|": "l", "5": "s", "$": "s", "@": "a", "3": "e", "rn": "m", "vv": "w"}
FACES = {":-*": "😘", ":*": "😘", "<3": "❤"}  # kisses and hearts made of marks
MARKS = "".join(sorted(set(string.punctuation) | set(string.whitespace) | set("…–—") | set(QUOTES)))
UNSEEN = f"[{HIDDEN}{COMBINING}]"
ASCII_OR_ONE = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]")
LONGEST_RUN = 8  # letters: "sooooooo" and "so" are one


@cache
def folding() -> dict[str, str]:
    """What is replaced by what, the longest first: the first that fits is taken."""
    table = dict.fromkeys(MARKS, "") | FACES
    for letter in string.ascii_lowercase + "0135":
        table |= {letter * run: ALIKE.get(letter, letter) for run in range(2, LONGEST_RUN + 1)}
    table |= ALIKE  # after the runs: "vv" is a badly scanned w
    return dict(sorted(table.items(), key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def _folding_pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, folding())))


def folded(text: str) -> str:
    """One text folded."""
    lower = re.sub(UNSEEN, "", unicodedata.normalize("NFKD", text)).lower()
    return _folding_pattern().sub(lambda found: folding()[found[0]], lower)


def folded_all(texts: pl.Series) -> pl.Series:
    """Many texts folded, as `folded` does it."""
    foreign = texts.str.len_bytes() != texts.str.len_chars()
    if not foreign.any():
        return fold_ascii(texts, folding(), LONGEST_RUN)
    apart = texts.filter(foreign).str.normalize("NFKD").str.replace_all(UNSEEN, "").str.to_lowercase()
    apart = apart.str.replace_many(list(folding()), list(folding().values()), leftmost=True)
    plain_ones = fold_ascii(texts.filter(~foreign), folding(), LONGEST_RUN)
    both = pl.Series([""], dtype=pl.String).new_from_index(0, len(texts))
    return both.scatter(foreign.arg_true(), apart).scatter((~foreign).arg_true(), plain_ones)


def plain(text: str) -> tuple[str, Sequence[int]]:
    """A text in small letters without accents and hidden characters, and where each character stood."""
    letters: list[str] = []
    places: list[int] = []
    for part in ASCII_OR_ONE.finditer(text):  # most of most texts is ASCII: nothing to take apart there
        found = part[0]
        small = found.lower().replace("`", QUOTES["`"]) if found.isascii() else _letters_of(found)
        letters.append(small)
        places += range(part.start(), part.end()) if found.isascii() else [part.start()] * len(small)
    return "".join(letters), places


@lru_cache(maxsize=4096)
def _letters_of(character: str) -> str:
    """One character in small letters without accents; nothing for one that is hidden."""
    apart = unicodedata.normalize("NFKD", QUOTES.get(character, character)).lower()
    return "" if character in HIDDEN else "".join(letter for letter in apart if letter not in COMBINING)
