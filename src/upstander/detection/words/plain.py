"""Text in one plain form, whatever capitals, accents, quotation marks, damage or hidden characters it has.

`plain` keeps spaces and marks and is for looking closely. `folded` is coarser and made by one pass of Polars over
millions of texts: no spaces, no marks, no doubled letters, and characters that scanning confuses made one. Two texts
that are alike when looked at closely are alike folded; the other way round need not hold.
"""

import re
import string
import unicodedata
from functools import cache

import polars as pl

QUOTES = {"‘": "'", "’": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\u00a0": " "}
HIDDEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufe0f" + "".join(map(chr, range(0x1F3FB, 0x1F400)))
COMBINING = "".join(map(chr, range(0x300, 0x370)))
# What scanning confuses and what people type for one another: each is folded to the letter it may stand for.
ALIKE = {"0": "o", "1": "l", "i": "l", "|": "l", "5": "s", "$": "s", "@": "a", "3": "e", "rn": "m", "vv": "w"}
FACES = {":-*": "😘", ":*": "😘", "<3": "❤"}  # kisses and hearts made of marks
MARKS = "".join(sorted(set(string.punctuation) | set(string.whitespace) | set("…–—") | set(QUOTES)))
UNSEEN = f"[{HIDDEN}{COMBINING}]"
LONGEST_RUN = 8  # letters: "sooooooo" and "so" are one


@cache
def folding() -> dict[str, str]:
    """What is replaced by what, the longest first: the first that fits is taken."""
    table = dict.fromkeys(MARKS, "") | FACES | ALIKE
    for letter in string.ascii_lowercase + "0135":
        table |= {letter * run: ALIKE.get(letter, letter) for run in range(2, LONGEST_RUN + 1)}
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
    foreign = texts.str.contains(r"[^\x00-\x7f]")
    if foreign.any():  # decomposing is dear, and seldom needed
        texts = texts.clone().scatter(
            foreign.arg_true(), texts.filter(foreign).str.normalize("NFKD").str.replace_all(UNSEEN, "")
        )
    table = folding()
    return texts.str.to_lowercase().str.replace_many(list(table), list(table.values()), leftmost=True)


def plain(text: str) -> tuple[str, list[int]]:
    """A text in small letters without accents and hidden characters, and where each character stood."""
    letters, places = [], []
    for place, character in enumerate(text):
        if character in HIDDEN:
            continue
        for letter in unicodedata.normalize("NFKD", QUOTES.get(character, character)).lower():
            if letter not in COMBINING:
                letters.append(letter)
                places.append(place)
    return "".join(letters), places
