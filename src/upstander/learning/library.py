"""The library: the eleven cases that are there from the first start, what a force has read in, and collections."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from upstander.learning.case import Case, Source
from upstander.learning.files import DOCUMENTS, CaseError, read_cases, read_collections, read_sources

SHIPPED = Path(__file__).with_name("cases")


@dataclass(frozen=True)
class Collection:
    """Cases put together for a briefing, in the order they are told."""

    title: str
    cases: tuple[Case, ...]


@dataclass(frozen=True)
class Library:
    """Cases by id, in the order of their publication, with the documents that they come from."""

    cases: Mapping[str, Case]
    sources: Mapping[str, Source]
    collections: tuple[Collection, ...]

    def case(self, name: str) -> Case:
        """A case by its id. Raises CaseError where there is none."""
        if name not in self.cases:
            raise CaseError(f"the library has no case {name!r}: `upstander library list` names those it has")
        return self.cases[name]

    def source(self, case: Case) -> Source:
        """The document that a case is of."""
        return self.sources[case.document]


def open_library(*folders: Path, on: dt.date) -> Library:
    """The shipped cases with those of more folders, as they may be read on a day.

    Raises CaseError for what cannot be used, and where two folders use one name for different things.
    """
    cases: dict[str, Case] = {}
    sources: dict[str, Source] = {}
    named: dict[str, tuple[str, ...]] = {}
    for folder in (SHIPPED, *folders):
        if not (folder / DOCUMENTS).is_file():
            raise CaseError(f"{folder} holds no {DOCUMENTS}: name a folder that `upstander library read` wrote")
        for name, source in read_sources(folder, on=on).items():
            if sources.setdefault(name, source) != source:
                raise CaseError(f"{folder / DOCUMENTS}: id = {name!r}: another folder uses it for another document")
        for case in read_cases(folder, on=on):
            if cases.setdefault(case.id, case) is not case:
                raise CaseError(f"{folder}: id = {case.id!r}: another folder has it already: give one of them another")
        named |= read_collections(folder)
    ordered = {case.id: case for case in sorted(cases.values(), key=lambda one: (one.published, one.number, one.id))}
    return Library(ordered, sources, tuple(_collection(title, ids, cases) for title, ids in named.items()))


def _collection(title: str, ids: Iterable[str], cases: Mapping[str, Case]) -> Collection:
    unknown = [name for name in ids if name not in cases]
    if unknown:
        raise CaseError(f"the collection {title!r} names {', '.join(unknown)}, which the library does not have")
    return Collection(title, tuple(cases[name] for name in ids))
