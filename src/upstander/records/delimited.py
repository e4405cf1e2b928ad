"""A text file of rows and columns, read as text and nothing else: no value is guessed here.

Rows are numbered as a spreadsheet shows them: the header is row 1. Empty lines are passed over and not numbered.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pc

from upstander.records.encodings import AsUtf8, Bytes, examine, likely_encoding
from upstander.records.headers import ROW, UnreadableError, check_doubles, distinct
from upstander.records.reading import ROWS_AT_ONCE, Broken, Piece

BLOCK = 32 << 20  # the most that one row may hold
SEPARATORS = {",": "','", ";": "';'", "\t": "a tab", "|": "'|'"}


class TextFile:
    """A delimited text file.

    `needed` are columns that the reader of it cannot do without: their absence shows a wrong separator.
    """

    def __init__(
        self,
        path: Path,
        *,
        needed: Sequence[str] = (),
        delimiter: str = ",",
        encoding: str | None = None,
        skip_lines: int = 0,
        found: Bytes | None = None,
    ) -> None:
        self._path, self._delimiter, self._skip = path, delimiter, skip_lines
        self._bytes = found or examine(path)
        self._encoding = encoding or self._bytes.mark or "utf-8"
        undecodable = self._bytes.first_bad is not None and self._encoding in {"utf-8", "utf-8-sig"}
        self._doubtful = (
            undecodable or (self._bytes.has_nul and not self._encoding.startswith("utf-16")) or bool(encoding)
        )
        self.encoding = likely_encoding(path, self._bytes.first_bad or 0) if undecodable else self._encoding
        self.notes: tuple[str, ...] = (
            () if self._bytes.ends_in_newline else ("its last line has no end: it may have been cut off",)
        )
        self._header = self._header_read(needed)
        self.columns = tuple(distinct(self._header))
        self._stream: AsUtf8 | None = None
        self._invalid: list[pc.InvalidRow] = []

    @property
    def share(self) -> float:
        """How much has been read, 0 to 1."""
        return min(1.0, self._stream.taken / max(self._bytes.size, 1)) if self._stream else 0.0

    def _header_read(self, needed: Sequence[str]) -> list[str]:
        stream = AsUtf8(self._path, self._encoding)
        try:
            lines = stream.read(1 << 20).decode(errors="replace").splitlines(keepends=True)[self._skip :]
        except UnicodeError as error:
            raise UnreadableError(f"{self._path.name} is not {self._encoding}: {error}") from error
        finally:
            stream.close()
        while lines and not lines[0].strip("\ufeff\r\n"):
            lines, self._skip = lines[1:], self._skip + 1
        text = "".join(lines).lstrip("\ufeff").replace("\0", "")
        names = _first_row(text, self._delimiter)
        if not names:
            raise UnreadableError(f"{self._path.name} is empty: it has not even a header row")
        self._check_separator(text, names, needed)
        check_doubles(self._path.name, names, needed)
        return names

    def _check_separator(self, text: str, names: list[str], needed: Sequence[str]) -> None:
        here = _known(names, needed)
        for other, said in SEPARATORS.items():
            if other != self._delimiter and _known(_first_row(text, other), needed) > here:
                expected = SEPARATORS.get(self._delimiter, self._delimiter)
                raise UnreadableError(
                    f"the columns of {self._path.name} are not parted by {expected}: "
                    f"it looks like {said}. Save it with commas, or name delimiter in a mapping"
                )

    def pieces(self) -> Iterator[Piece]:
        """The rows, about a million at a time, each cell as text."""
        self._stream = AsUtf8(self._path, self._encoding)
        held: list[pa.RecordBatch] = []
        ended: Broken | None = None
        following = 2
        try:
            for batch in self._reader(self._stream):
                held.append(batch)
                if sum(b.num_rows for b in held) >= ROWS_AT_ONCE:
                    yield (piece := self._piece(held, following))
                    held, following = [], _after(piece, following)
        except pa.ArrowInvalid as error:
            ended = Broken(0, str(error), "quote_not_closed")
        finally:
            self._stream.close()
        yield self._last(self._piece(held, following), following, ended)

    def _reader(self, stream: AsUtf8) -> Iterator[pa.RecordBatch]:
        reader = pc.open_csv(
            pa.PythonFile(stream, mode="r"),
            read_options=pc.ReadOptions(
                use_threads=False,
                block_size=BLOCK,
                column_names=self.columns,
                skip_rows=self._skip,
                skip_rows_after_names=1,
            ),
            parse_options=pc.ParseOptions(
                delimiter=self._delimiter, newlines_in_values=True, invalid_row_handler=self._set_aside
            ),
            convert_options=pc.ConvertOptions(
                check_utf8=False, strings_can_be_null=False, column_types=dict.fromkeys(self.columns, pa.string())
            ),
        )
        yield from reader

    def _set_aside(self, row: pc.InvalidRow) -> str:
        self._invalid.append(row)
        return "skip"

    def _piece(self, batches: list[pa.RecordBatch], first: int) -> Piece:
        schema = pa.schema([(name, pa.string()) for name in self.columns])
        rows = pa.Table.from_batches(batches, schema=schema)
        numbers = np.arange(first, first + rows.num_rows + len(self._invalid), dtype=np.int64)
        numbers = numbers[~np.isin(numbers, [bad.number for bad in self._invalid])][: rows.num_rows]
        end = int(numbers[-1]) if len(numbers) else first - 1
        ready = [bad for bad in self._invalid if bad.number <= end]
        self._invalid = [bad for bad in self._invalid if bad.number > end]
        return Piece(rows.append_column(ROW, pa.array(numbers)), tuple(map(self._broken, ready)), self._doubtful)

    def _broken(self, row: pc.InvalidRow) -> Broken:
        code = "too_few_fields" if row.actual_columns < row.expected_columns else "too_many_fields"
        return Broken(row.number, row.text, code)

    def _last(self, piece: Piece, first: int, ended: Broken | None) -> Piece:
        """The last piece, with what the end of the file shows: a line cut off, a quotation mark never closed."""
        broken = [*piece.broken, *map(self._broken, self._invalid)]
        following = max([_after(piece, first) - 1, *(b.row for b in broken)]) + 1
        if ended:
            return replace(piece, broken=(*broken, Broken(following, ended.text, ended.code)))
        if broken and not self._bytes.ends_in_newline and broken[-1].row == following - 1:
            odd = self._bytes.quotes % 2 and '"' in broken[-1].text
            cut = "quote_not_closed" if odd else "cut_off" if broken[-1].code == "too_few_fields" else broken[-1].code
            broken[-1] = Broken(broken[-1].row, broken[-1].text, cut)
            return replace(piece, broken=tuple(broken))
        return self._open_quote(replace(piece, broken=tuple(broken)))

    def _open_quote(self, piece: Piece) -> Piece:
        """Where quotation marks do not pair, a last row that runs over lines has swallowed what followed it."""
        if self._bytes.quotes % 2 == 0 or not piece.rows.num_rows:
            return piece
        last = piece.rows.slice(piece.rows.num_rows - 1).to_pylist()[0]
        row = last.pop(ROW)
        if not any("\n" in cell for cell in last.values()) and self._bytes.ends_in_newline:
            return piece
        text = self._delimiter.join(last.values())
        rows = piece.rows.slice(0, piece.rows.num_rows - 1)
        return replace(piece, rows=rows, broken=(*piece.broken, Broken(row, text, "quote_not_closed")))


def _after(piece: Piece, first: int) -> int:
    numbers = piece.rows.column(ROW)
    return int(numbers[-1].as_py()) + 1 if len(numbers) else first


def _first_row(text: str, delimiter: str) -> list[str]:
    rows = csv.reader(io.StringIO(text, newline=None), delimiter=delimiter)
    try:
        return [name.strip() for name in next((row for row in rows if row), [])]
    except csv.Error as error:
        raise UnreadableError(f"the header row cannot be read: {error}") from error


def _known(names: Sequence[str], needed: Sequence[str]) -> int:
    return len({name.casefold() for name in names} & {name.casefold() for name in needed})
