"""Finds the cases of a document by their headings, and writes them to a folder that `read_cases` reads."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from upstander.learning.case import PARTS, Case, Passage, Source
from upstander.learning.files import DOCUMENTS, written_case, written_sources
from upstander.learning.importing.blocks import Block, blocks
from upstander.learning.importing.document import Document
from upstander.learning.importing.placing import UNTITLED, case_of, place
from upstander.learning.importing.tidying import tidy

EXPECTED = ("overview", "investigation", "findings", "outcomes", "questions")
_MONTHS = re.findall(r"\w+", "january february march april may june july august september october november december")
_DATED = re.compile(
    rf"(?:published|issue\s*\d+)\W+(?:(?P<day>\d{{1,2}})\s+)?(?P<month>{'|'.join(_MONTHS)})\s+(?P<year>\d{{4}})",
    re.IGNORECASE,
)
_FIRST_LINES = 40


class NotImportedError(ValueError):
    """A document that gives no cases, or a folder that they cannot be written to; its words name the remedy."""


@dataclass(frozen=True)
class Imported:
    """The cases of a document, what shaped them (titles, headings), what is of no case, and what to check."""

    document: Document
    cases: tuple[Case, ...]
    shape: tuple[Passage, ...]
    outside: tuple[Passage, ...]
    notes: tuple[str, ...]


def import_cases(document: Document, *, published: str = "") -> Imported:
    """The cases of a document. `published` is its date, where the document does not say it."""
    held = blocks(document)
    spans = _cases(held)
    dated = published or published_in(document)
    cases: list[Case] = []
    shape: list[Passage] = []
    notes: list[str] = []
    for order, (first, end) in enumerate(spans, 1):
        placed = place(held[first:end], document)
        if not any(passages for part, passages in placed.parts.items() if part != "not_placed"):
            notes.append(f"{held[first].place}: the heading of a case, with nothing below it")
            continue
        number = _number(held[first], order if len(spans) > 1 else 0)
        name = _name(document, number or order, cases)
        cases.append(case_of(placed, document, name=name, number=number, published=dated))
        shape += placed.shape
        notes += _notes(cases[-1], held[first:end])
    passages = [*shape, *(one for case in cases for _, one in case.passages())]
    inside = {where.start for one in passages for where in one.places}
    outside = [block for block in held if block.place.start not in inside]
    notes += [*_lacking(cases), *(_orphan(block) for block in outside if _asks(block))]
    return Imported(document, tuple(cases), tuple(shape), tuple(block.passage for block in outside), tuple(notes))


def _number(first: Block, otherwise: int) -> int:
    """The number that a case's heading gives it."""
    return int(first.heading.label) if first.heading and first.heading.label.isdecimal() else otherwise


def _name(document: Document, number: int, others: Sequence[Case]) -> str:
    """An id of its own: two cases of one number, as a damaged heading may give, are told apart."""
    plain = re.sub(r"[^a-z0-9]+", "-", document.id.lower()).strip("-") or "document"
    taken = {case.id for case in others}
    name, again = f"{plain}-case-{number}", 1
    while name in taken:
        again += 1
        name = f"{plain}-case-{number}-{again}"
    return name


def _cases(held: Sequence[Block]) -> list[tuple[int, int]]:
    """Where cases begin and end: from 'Case 4 Issue 40' or 'CASE STUDY 4' to the next one, or to what says it ends.

    A report whose first page was lost begins where the words before its overview begin.
    """
    starts = [index for index, block in enumerate(held) if _opens(block) == "case"]
    for index, block in enumerate(held):
        if _opens(block) == "overview" and not _begun(held, starts, index):
            starts.append(_back(held, index))
    spans = []
    for start, following in pairwise([*sorted(set(starts)), len(held)]):
        ends = (index + 1 for index in range(start, following) if _opens(held[index]) == "end")
        spans.append((start, next(ends, following)))
    return spans


def _begun(held: Sequence[Block], starts: Sequence[int], index: int) -> bool:
    """Whether a case has begun before an overview, with no other overview and no end between the two."""
    before = [start for start in starts if start <= index]
    return bool(before) and all(_opens(block) not in ("overview", "end") for block in held[max(before) : index])


def _back(held: Sequence[Block], index: int) -> int:
    """Back over topics, issues and title to the first block of a case: what stands before it ends in a full stop."""
    while index and _opens(held[index - 1]) in ("", "topics", "issues", "furniture"):
        if held[index - 1].text.endswith((".", "?")):
            break
        index -= 1
    return index


def _opens(block: Block) -> str:
    return block.heading.opens if block.heading else ""


def _asks(block: Block) -> bool:
    return _opens(block) == "questions" and bool(block.heading and block.heading.label)


def _orphan(block: Block) -> str:
    return f"{block.place}: questions that belong to no case; the heading that began the case may be lost"


def _notes(case: Case, held: Sequence[Block]) -> list[str]:
    notes = []
    if case.title == UNTITLED:
        notes.append(f"{case.id}: no title found")
    if held and _opens(held[0]) == "case" and "study" in held[0].text.lower() and _opens(held[-1]) != "end":
        notes.append(f"{case.id}: nothing says where it ends; its last part may hold what follows it")
    return notes


def _lacking(cases: Sequence[Case]) -> list[str]:
    """Which parts were not found, and in which cases: in one line a part, since whole publications leave some out."""
    lack = {part: [case.id for case in cases if not case.part(part)] for part in EXPECTED}
    return [
        f"no {PARTS[part].lower()} found in {'any case' if len(ids) == len(cases) else ', '.join(ids)}"
        for part, ids in lack.items()
        if ids
    ]


def published_in(document: Document) -> str:
    """The day or month that the first lines of a document say it was published, or nothing."""
    head = " ".join(tidy(document.words(index)) for index in range(min(_FIRST_LINES, len(document.lines))))
    found = _DATED.search(head)
    if not found:
        return ""
    day = f"-{int(found['day']):02}" if found["day"] else ""
    return f"{found['year']}-{_MONTHS.index(found['month'].lower()) + 1:02}{day}"


def write(imported: Imported, folder: Path, *, title: str, publisher: str, licence: str) -> tuple[Path, ...]:
    """Writes the cases, their document's text and what is of no case. Raises NotImportedError; overwrites nothing."""
    document = imported.document
    if not imported.cases:
        raise NotImportedError(
            f"no case was found in {document.id}: it has no heading of a case and no overview of one"
        )
    dates = {case.published for case in imported.cases}
    if "" in dates:
        raise NotImportedError(f"{document.id} does not say when it was published: give --published, as 2022-05")
    if folder.exists() and any(folder.iterdir()):
        raise NotImportedError(f"{folder} holds files already, and may have been reviewed: name another folder")
    held = hashlib.sha256(document.text.encode("utf-8")).hexdigest()
    source = Source(document.id, title, publisher, max(dates), licence, held)
    files = {f"{case.id}.toml": written_case(case) for case in imported.cases}
    files[DOCUMENTS] = written_sources([source])
    files[f"{document.id}.txt"] = document.text
    files["not_of_a_case.txt"] = "".join(f"{one.place}\t{one.text}\n" for one in imported.outside)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return tuple(folder / name for name in files)
