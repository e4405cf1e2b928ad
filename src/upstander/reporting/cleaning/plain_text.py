"""Text: the same words as UTF-8, without the characters that command a terminal, hide words or mark a copy."""

import re
import unicodedata

from upstander.reporting.cleaning.kinds import kind_of_text
from upstander.reporting.cleaning.report import NoCopyError, Report
from upstander.reporting.cleaning.wording import Found, Refused

MOST_CHARACTERS = 5_000_000
MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
KEPT_CONTROLS = "\n\t"
# Format characters, private and unassigned ones, halves of characters, and the marks that choose between forms of one.
UNSEEN = {"Cf", "Co", "Cn", "Cs"}
SELECTORS = range(0xE0000, 0xE1000), range(0xFE00, 0xFE0F)
# What a spreadsheet would run at the start of a cell. Numbers with their sign, and telephone numbers, it would not.
RUNS = {
    "table": re.compile(r"""(?:^|[,;\t])["' ]*(?:[=@]|[+-](?![\d\s.()/-]*(?:[,;\t"']|$)))""", re.MULTILINE),
    "text": re.compile(r"^=\S", re.MULTILINE),
}
SEPARATORS = ",;\t"


def kind_of(held: bytes) -> str:
    """The kind of a file whose first bytes say nothing: text, a table, what is written in text, or "unknown"."""
    text = _decoded(held)
    if text is None:
        return "unknown"
    kind = kind_of_text(text[:4096].encode("utf-8", "replace"))
    return "table" if kind == "text" and _is_table(text) else kind


def copy_of(held: bytes, kind: str, report: Report) -> bytes:
    """The text as UTF-8. Raises NoCopyError where it cannot be read as text."""
    text = _decoded(held)
    if text is None:
        raise NoCopyError(Refused.NOT_A_KIND)
    report.add_if(_is_guessed(held), Found.GUESSED)
    if runs := sum(1 for _ in RUNS[kind].finditer(text[:MOST_CHARACTERS])):
        report.add(Found.CELLS_THAT_RUN, runs)
    report.add(Found.WORDS_STAY)
    return without_unseen(text, report).encode("utf-8")


def without_unseen(text: str, report: Report) -> str:
    """The text without control and invisible characters, its line ends of one form, cut where it is too long."""
    if len(text) > MOST_CHARACTERS:
        text = text[:MOST_CHARACTERS]
        report.add(Found.SHORTENED, MOST_CHARACTERS)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    controls, unseen = dict[int, None](), dict[int, None]()
    for letter in set(text):
        if _is_control(letter):
            controls[ord(letter)] = None
        elif _is_unseen(letter):
            unseen[ord(letter)] = None
    for what, taken in ((Found.CONTROL, controls), (Found.INVISIBLE, unseen)):
        before = len(text)
        text = text.translate(taken)
        if before > len(text):
            report.add(what, before - len(text))
    return text


def _is_control(letter: str) -> bool:
    return unicodedata.category(letter) == "Cc" and letter not in KEPT_CONTROLS


def _is_unseen(letter: str) -> bool:
    if unicodedata.category(letter) in UNSEEN:
        return True
    return any(ord(letter) in selectors for selectors in SELECTORS)


def _encoding(held: bytes) -> str:
    return next((encoding for mark, encoding in MARKS.items() if held.startswith(mark)), "")


def _decoded(held: bytes) -> str | None:
    encoding = _encoding(held)
    try:
        text = held.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        text = "" if encoding else held.decode("cp1252", "replace")
    return text.removeprefix("\ufeff") if _is_text(text) else None


def _is_guessed(held: bytes) -> bool:
    try:
        held.decode(_encoding(held) or "utf-8")
    except UnicodeDecodeError:
        return True
    return False


def _is_text(text: str) -> bool:
    """Few of its characters are none that people type; a terminal's colours are."""
    sample = text[:65536]
    odd = sum((_is_control(letter) and letter not in "\r\x1b\f") or letter == "\ufffd" for letter in sample)
    return bool(sample) and odd <= 2 + len(sample) // 50


def _is_table(text: str) -> bool:
    lines = [line for line in text[:65536].splitlines()[:20] if line.strip()]
    return len(lines) > 1 and any(
        (fields := lines[0].count(mark)) and all(line.count(mark) >= fields for line in lines[:-1])
        for mark in SEPARATORS
    )
