"""Words as they were meant: without markup, list marks, broken words, ligatures; the document keeps what was read."""

import re
import unicodedata

MARK = re.compile(r"^\s*(?:[-*•·●○▪■◦‣–—]\s+|[oO]\s+(?=[A-Z*])|\(?\d{1,2}[.)]\s+|\*\*\d{1,2}\.\*\*\s+|\(?[a-z][.)]\s+)")
"""What begins an item of a list: a bullet, the o that OCR makes of one, a number or a letter."""

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)")
_HASHES = re.compile(r"^\s*#{1,6}\s*")
_BROKEN = re.compile(r"(\w+)[-\u2010]\s*\n\s*([a-z]\w*)")
_BAR = re.compile(r"(?:(?<=^)|(?<=[\s“\"'‘(]))\|(?=\s+\w)")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_SIGNS = " \t\f®■✉🌐@"
_LIGATURES = {one: unicodedata.normalize("NFKC", chr(one)) for one in range(0xFB00, 0xFB07)}


def tidy(raw: str, whole: str = "") -> str:
    """A paragraph in one line. A word broken at a line's end is joined, with its hyphen where `whole` writes it so."""
    words = _LINK.sub(r"\1", _TAG.sub(" ", raw.translate(_UNSEEN).translate(_LIGATURES)))
    words = _HASHES.sub("", words)
    words = _EMPHASIS.sub("", MARK.sub("", words, count=1))
    words = _BROKEN.sub(lambda found: _joined(found[1], found[2], whole), words)
    return _BAR.sub("I", " ".join(words.split())).strip(_SIGNS)


def _joined(first: str, second: str, whole: str) -> str:
    hyphened = f"{first}-{second}"
    return hyphened if hyphened.casefold() in whole.casefold() else first + second


def compact(words: str) -> str:
    """Only the letters and digits, folded: what is left to compare when spaces were lost and marks were added."""
    folded = unicodedata.normalize("NFKD", words).casefold()
    return "".join(one for one in folded if one.isalnum())
