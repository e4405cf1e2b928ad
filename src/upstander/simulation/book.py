"""The force's records while they are being made: one growing table of plain numbers for each feed.

A cell that names somebody or something is its position in the world; a choice is its place in the feed's list; words
are a place in `Phrases`; instants are seconds since 1970 UTC; numbers of telephones are whole numbers. What writes
them down (`writing.py`) turns all of it into the contract's types, and alone gives records their ids.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray

from upstander.records.catalogue import all_feeds
from upstander.records.columns import Column, Kind
from upstander.simulation.arrays import NOTHING, Whole
from upstander.simulation.causes import ABOUT_INCIDENT, ABOUT_PERSON, BECAUSE, CAUSED, About

Cells = NDArray[Any]
Table = dict[str, Cells]
OWN_ID = {
    "accesses": "access_id",
    "phone_events": "event_id",
    "messages": "message_id",
    "public_calls": "call_id",
    "complaints": "complaint_id",
    "intelligence": "report_id",
}
HELD_AS: dict[Kind, Any] = {Kind.DEGREES: np.float64, Kind.NUMBER: np.float64, Kind.TRUTH: np.bool_}


class Phrases:
    """Every text that any record holds, once."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._places: dict[str, int] = {}

    def place(self, text: str) -> int:
        """Where a text stands; it is added when new."""
        if text not in self._places:
            self._places[text] = len(self.texts)
            self.texts.append(text)
        return self._places[text]

    def places(self, texts: Sequence[str]) -> Whole:
        """Where each of these texts stands."""
        return np.array([self.place(text) for text in texts], dtype=np.int64)


class Book:
    """Rows of every feed, added in any order."""

    def __init__(self) -> None:
        self.phrases = Phrases()
        self.causes = Phrases()
        self.cause = self.causes.place("")
        self._pages: dict[str, list[Table]] = {name: [] for name in all_feeds()}

    @contextmanager
    def because(self, cause: str) -> Iterator[None]:
        """What is written meanwhile came about for that reason, unless a narrower one is given inside."""
        before, self.cause = self.cause, self.causes.place(cause)
        try:
            yield
        finally:
            self.cause = before

    def add(self, feed: str, *, about: About | None = None, **cells: Any) -> None:
        """Adds rows: arrays of one length, or one value for all; words and choices may be given as text.

        Columns left out are empty. `about` is the incident and the person meant, where the record does not say, or says
        somebody else; it is kept beside the record with the cause. ValueError for a column that may not be empty or
        that the feed does not have.
        """
        columns = {c.name: c for c in all_feeds()[feed].columns if c.name != OWN_ID.get(feed)}
        if unknown := cells.keys() - columns.keys():
            raise ValueError(f"{feed} has no column {', '.join(sorted(unknown))}")
        sizes = {np.size(value) for value in cells.values() if np.ndim(value)}
        if len(sizes) > 1:
            raise ValueError(f"{feed}: columns of different lengths: {sorted(sizes)}")
        length = sizes.pop() if sizes else 1
        if length:
            row = {n: self._coded(c, cells.get(n), length) for n, c in columns.items()}
            self._pages[feed].append(row | (self._caused(row, about, length) if feed in CAUSED else {}))

    def table(self, feed: str) -> Table:
        """All rows of a feed so far."""
        pages = self._pages[feed]
        if len(pages) > 1:
            self._pages[feed] = pages = [{name: np.concatenate([p[name] for p in pages]) for name in pages[0]}]
        if not pages:
            names = [c.name for c in all_feeds()[feed].columns if c.name != OWN_ID.get(feed)]
            return {name: np.empty(0, dtype=np.int64) for name in names}
        return pages[0]

    def replace(self, feed: str, table: Table) -> None:
        """Puts a changed table in the place of a feed's rows."""
        self._pages[feed] = [table]

    def forget(self, feed: str) -> None:
        """Lets go of the rows of a feed that has been written."""
        self._pages[feed] = []

    def _caused(self, row: Table, about: About | None, length: int) -> Table:
        nobody = np.full(length, NOTHING)
        said = (row.get("incident_id", nobody), row.get("nominal_id", nobody))
        incident, person = said if about is None else about
        cells = {BECAUSE: self.cause, ABOUT_INCIDENT: incident, ABOUT_PERSON: person}
        return {name: np.array(np.broadcast_to(value, length), dtype=np.int64) for name, value in cells.items()}

    def _coded(self, column: Column, value: Any, length: int) -> Cells:
        held = HELD_AS.get(column.kind, np.int64)
        if value is None:
            if not column.nullable:
                raise ValueError(f"{column.name} may not be empty")
            value = np.nan if held is np.float64 else NOTHING
        elif isinstance(value, str):
            value = column.choices.index(value) if column.choices else self.phrases.place(value)
        return np.array(np.broadcast_to(np.asarray(value, dtype=held), length))
