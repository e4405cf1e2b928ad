"""Opens a file, whatever is wrong with it, and gives its rows in pieces of bounded size."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from upstander.records.encodings import decodable
from upstander.records.headers import ROW, UnreadableError, check_doubles, distinct

ROWS_AT_ONCE = 1_000_000


@dataclass(frozen=True)
class Broken:
    """A row that could not be split into the file's columns, as it stands there."""

    row: int
    text: str
    code: str


@dataclass(frozen=True)
class Piece:
    """Some rows of a file, with their numbers in the column ROW, and rows that are broken.

    `doubtful` is true where text may hold NUL or marks for bytes that cannot be decoded (see `encodings`).
    """

    rows: pa.Table
    broken: tuple[Broken, ...] = ()
    doubtful: bool = False


class Opened(Protocol):
    """A file that has been opened.

    `encoding` is what a text file looks like. `notes` are for the report.
    """

    columns: tuple[str, ...]
    notes: tuple[str, ...]
    encoding: str

    @property
    def share(self) -> float:
        """How much has been read, 0 to 1."""

    def pieces(self) -> Iterator[Piece]:
        """The rows, about a million at a time; raises UnreadableError."""


class ParquetFile:
    """A Parquet file. Rows are counted from 1. `needed` are columns that may not stand there twice."""

    encoding = ""
    notes: tuple[str, ...] = ()

    def __init__(self, path: Path, needed: Sequence[str] = ()) -> None:
        try:
            self._file = pq.ParquetFile(path, memory_map=True)
        except (pa.ArrowInvalid, OSError) as error:
            raise UnreadableError(f"{path.name} is not a whole Parquet file; send it again ({error})") from error
        check_doubles(path.name, self._file.schema_arrow.names, needed)
        self.columns = tuple(distinct(self._file.schema_arrow.names))
        self._read, self._total = 0, max(int(self._file.metadata.num_rows), 1)

    @property
    def share(self) -> float:
        """How much has been read, 0 to 1."""
        return self._read / float(self._total)

    def pieces(self) -> Iterator[Piece]:
        """The rows, a million at a time; raises UnreadableError where the file is damaged."""
        try:
            for batch in self._file.iter_batches(batch_size=ROWS_AT_ONCE):
                rows, doubtful = decodable(pa.Table.from_batches([batch]).rename_columns(self.columns))
                yield Piece(self._numbered(rows), doubtful=doubtful)
        except (pa.ArrowInvalid, OSError) as error:
            raise UnreadableError(
                f"the Parquet file is damaged after row {self._read:,}; send it again ({error})"
            ) from error

    def _numbered(self, rows: pa.Table) -> pa.Table:
        first = self._read + 1
        self._read += rows.num_rows
        return rows.append_column(ROW, pa.array(np.arange(first, self._read + 1)))
