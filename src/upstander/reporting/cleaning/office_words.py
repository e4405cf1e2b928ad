"""The words of Word, Excel and PowerPoint files, in reading order. Source: ECMA-376 part 1, for the names."""

import re
from collections.abc import Mapping

from upstander.reporting.cleaning.markup import elements, walk
from upstander.reporting.cleaning.report import NoCopyError, Report
from upstander.reporting.cleaning.unpacking import Package
from upstander.reporting.cleaning.wording import Found, Refused

PARTS = {
    "word": re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml$"),
    "excel": re.compile(r"xl/(worksheets/sheet\d+|comments\d*)\.xml$"),
    "powerpoint": re.compile(r"ppt/(slides/slide|notesSlides/notesSlide)\d+\.xml$"),
}
FIRST = ("word/document", "xl/worksheets", "ppt/slides/")
BREAKS = {"p": "\n", "br": "\n", "cr": "\n", "tr": "\n", "tab": "\t", "tc": "\t"}
RECORDED = {"ins", "del", "moveFrom", "moveTo"}
MOST_COLUMNS = 16_384
CELL = re.compile(r"([A-Z]{1,3})\d+")


def words_of(package: Package, kind: str, report: Report) -> str:
    """The words of an Office file. Raises NoCopyError where its parts are broken or unpack too far."""
    names = sorted((name for name in package.names if PARTS[kind].match(name)), key=_reading_order)
    if kind == "excel":
        _tell_of_hidden_sheets(package, report)
        shared = _shared_words(package.read("xl/sharedStrings.xml"))
        texts = [_sheet(package.read(name), shared, report) for name in dict.fromkeys(names)]
    else:
        texts = [_paragraphs(package.read(name), report) for name in dict.fromkeys(names)]
    return "\n\n".join(text for text in texts if text.strip()) + "\n"


def _reading_order(name: str) -> tuple[bool, str, int]:
    number = re.search(r"(\d+)\.xml$", name)
    return not name.startswith(FIRST), name.rstrip("0123456789.xml"), int(number.group(1)[:9]) if number else 0


def _paragraphs(markup: bytes, report: Report) -> str:
    said, inside = list[str](), list[str]()

    def begun(name: str, attributes: Mapping[str, str]) -> None:
        inside.append(name)
        report.add_if(name in RECORDED, Found.REVISIONS)
        report.add_if(name == "vanish" or (name == "sld" and attributes.get("show") == "0"), Found.SHEETS_HIDDEN)

    def ended(name: str) -> None:
        inside.pop()
        said.append(BREAKS.get(name, ""))

    def words(text: str) -> None:
        if inside and inside[-1] == "t":
            said.append(text)

    walk(markup, begun=begun, ended=ended, words=words)
    return "".join(said).strip()


def _tell_of_hidden_sheets(package: Package, report: Report) -> None:
    sheets = elements(package.read("xl/workbook.xml"))
    report.add_if(
        any(name == "sheet" and "idden" in said.get("state", "") for name, said, _ in sheets), Found.SHEETS_HIDDEN
    )


def _shared_words(markup: bytes) -> list[str]:
    """The words that cells refer to by number: each is what stands in one `si`, in pieces."""
    shared, pieces = list[str](), list[str]()
    for name, _, words in elements(markup) if markup else ():
        if name == "t":
            pieces.append(words)
        elif name == "si":
            shared.append("".join(pieces))
            pieces = []
    return shared


def _sheet(markup: bytes, shared: list[str], report: Report) -> str:
    rows, row, pieces = list[str](), dict[int, str](), list[str]()
    for name, said, words in elements(markup):
        if name in {"v", "t"}:
            pieces.append(words)
        elif name == "f":
            report.add(Found.FORMULAS)
        elif name == "c":
            row[_column(said.get("r", ""), row)] = _cell("".join(pieces), said.get("t", ""), shared)
            pieces = []
        elif name in {"row", "comment"}:
            report.add_if(said.get("hidden") == "1", Found.SHEETS_HIDDEN)
            rows.append(_line(row) + "".join(pieces))
            row, pieces = {}, []
    return "\n".join(rows).strip()


def _column(place: str, row: dict[int, str]) -> int:
    found = CELL.match(place)
    if not found:
        return max(row, default=-1) + 1
    number = 0
    for letter in found.group(1):
        number = number * 26 + ord(letter) - 64
    if number > MOST_COLUMNS:
        raise NoCopyError(Refused.BROKEN)
    return number - 1


def _cell(words: str, form: str, shared: list[str]) -> str:
    if form == "s" and words.isdecimal() and len(words) < 9 and int(words) < len(shared):
        return shared[int(words)]
    return words


def _line(row: dict[int, str]) -> str:
    """A row as a line; a few cells far apart do not make thousands of gaps, so that little cannot grow to much."""
    if row and max(row) > 4 * len(row) + 64:
        return "\t".join(row[column] for column in sorted(row))
    return "\t".join(row.get(column, "") for column in range(max(row, default=-1) + 1))
