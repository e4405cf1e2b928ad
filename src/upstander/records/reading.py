"""Opens a file, whatever is wrong with it, and gives its rows in pieces of bounded size."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

ROWS_AT_ONCE = 1_000_000
ROW = "upstander_row"  # the number of the row in its file, beside the file's own columns


class UnreadableError(Exception):
    """A whole file that cannot be read; its words are for the person who sent it."""


@dataclass(frozen=True)
class Broken:
    """A row that could not be split into the file's columns, as it stands there."""

    row: int
    text: str
    code: str


@dataclass(frozen=True)
class Piece:
    """Some rows of a file, with their numbers in the column ROW, and rows that are broken."""

    rows: pa.Table
    broken: tuple[Broken, ...] = ()


class Opened(Protocol):
    """A file that has been opened.

    `share` is how much of it has been read (0 to 1). `doubtful` is true where text may hold NUL or undecodable bytes;
    `encoding` is then what the file looks like. `notes` are for the report.
    """

    columns: tuple[str, ...]
    notes: tuple[str, ...]
    doubtful: bool
    encoding: str

    @property
    def share(self) -> float:
        """How much has been read, 0 to 1."""

    def pieces(self) -> Iterator[Piece]:
        """The rows, about a million at a time; raises UnreadableError."""


class ParquetFile:
    """A Parquet file. Rows are counted from 1."""

    doubtful = False
    encoding = "UTF-8"
    notes: tuple[str, ...] = ()

    def __init__(self, path: Path) -> None:
        try:
            self._file = pq.ParquetFile(path, memory_map=True)
        except (pa.ArrowInvalid, OSError) as error:
            raise UnreadableError(f"{path.name} is not a whole Parquet file; send it again ({error})") from error
        self.columns = tuple(self._file.schema_arrow.names)
        self._read, self._total = 0, max(int(self._file.metadata.num_rows), 1)

    @property
    def share(self) -> float:
        """How much has been read, 0 to 1."""
        return self._read / float(self._total)

    def pieces(self) -> Iterator[Piece]:
        """The rows, a million at a time; raises UnreadableError where the file is damaged."""
        try:
            for batch in self._file.iter_batches(batch_size=ROWS_AT_ONCE):
                yield Piece(self._numbered(pa.Table.from_batches([batch])))
        except (pa.ArrowInvalid, OSError) as error:
            raise UnreadableError(
                f"the Parquet file is damaged after row {self._read:,}; send it again ({error})"
            ) from error

    def _numbered(self, rows: pa.Table) -> pa.Table:
        first = self._read + 1
        self._read += rows.num_rows
        return rows.append_column(ROW, pa.array(np.arange(first, self._read + 1)))
