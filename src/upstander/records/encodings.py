"""What bytes a text file is made of, found in one pass: its hash, its encoding, and what does not belong in it."""

import codecs
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from charset_normalizer import from_bytes

PIECE = 1 << 22
MARK = 0xF0000  # a byte that cannot be decoded becomes this private character plus the byte, so that its row is found
MARKED = r"[\x{F0080}-\x{F00FF}]"


def _mark(error: UnicodeError) -> tuple[str, int]:
    """Stands in for bytes that cannot be decoded, one private character for each."""
    assert isinstance(error, UnicodeDecodeError)  # noqa: S101 - registered for decoding only
    return "".join(chr(MARK + byte) for byte in error.object[error.start : error.end]), error.end


codecs.register_error("upstander-mark", _mark)


@dataclass(frozen=True)
class Bytes:
    """What one pass over a file finds. `first_bad` is where the first byte stands that is not UTF-8."""

    digest: str
    size: int
    first_bad: int | None
    has_nul: bool
    quotes: int
    ends_in_newline: bool
    mark: str | None


def content_digest(path: Path) -> str:
    """Names a file by what it holds."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def examine(path: Path) -> Bytes:
    """Reads a text file once, in pieces."""
    digest, decoder = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")()
    size, quotes, nul, bad, last, mark = 0, 0, False, None, b"\n", None
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            mark = _byte_order_mark(piece) if size == 0 else mark
            digest.update(piece)
            bad = _first_bad(decoder, piece, size) if bad is None else bad
            size, quotes, nul, last = size + len(piece), quotes + piece.count(b'"'), nul or b"\0" in piece, piece[-1:]
    if bad is None and decoder.getstate()[0]:
        bad = size - len(decoder.getstate()[0])
    return Bytes(digest.hexdigest(), size, bad, nul, quotes, last in {b"\n", b"\r"}, mark)


def _first_bad(decoder: codecs.IncrementalDecoder, piece: bytes, before: int) -> int | None:
    held = len(decoder.getstate()[0])
    try:
        decoder.decode(piece)
    except UnicodeDecodeError as error:
        return before - held + error.start
    return None


def _byte_order_mark(start: bytes) -> str | None:
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if start.startswith(mark):
            return name
    even, odd = start[0:2000:2].count(0), start[1:2000:2].count(0)
    if max(even, odd) > 0.4 * len(start[:2000]):
        return "utf-16-le" if odd > even else "utf-16-be"
    return None


def likely_encoding(path: Path, around: int) -> str:
    """What the bytes around a place look like, in Python's name for the encoding."""
    with path.open("rb") as file:
        file.seek(max(0, around - 50_000))
        best = from_bytes(file.read(100_000), cp_isolation=["cp1252", "cp1250", "cp1253", "cp1251", "mac_roman"]).best()
    return best.encoding if best else "cp1252"


def decodable(rows: pa.Table) -> tuple[pa.Table, bool]:
    """Rows whose text is UTF-8, and whether bytes had to be marked; a column that is sound stays as it is.

    DuckDB trusts the text of a Parquet file to be UTF-8 and stops for good where it is not.
    """
    doubtful = False
    for place, name in enumerate(rows.column_names):
        try:
            rows.column(place).validate(full=True)
        except pa.ArrowInvalid:
            rows, doubtful = rows.set_column(place, name, _marked(rows.column(place))), True
    return rows, doubtful


def _marked(column: pa.ChunkedArray) -> pa.Array:
    if pa.types.is_dictionary(column.type):
        column = pa.chunked_array([chunk.dictionary_decode() for chunk in column.chunks])
    values = column.cast(pa.binary()).to_pylist()
    return pa.array([None if v is None else v.decode("utf-8", "upstander-mark") for v in values], pa.string())


class AsUtf8(io.RawIOBase):
    """A file of any encoding, read as UTF-8; what cannot be decoded is marked."""

    def __init__(self, path: Path, encoding: str) -> None:
        self._file = path.open("rb")
        self._decoder = codecs.getincrementaldecoder(encoding)("upstander-mark")
        self._ready = b""
        self.taken = 0  # how many bytes of the file have been read
        self._ended = False

    def readable(self) -> bool:
        """Always."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes of UTF-8; nothing at the end."""
        while not self._ended and (size < 0 or len(self._ready) < size):
            piece = self._file.read(PIECE)
            self._ended, self.taken = not piece, self.taken + len(piece)
            self._ready += self._decoder.decode(piece, final=not piece).encode()
        size = len(self._ready) if size < 0 else size
        given, self._ready = self._ready[:size], self._ready[size:]
        return given

    def close(self) -> None:
        """Closes the file beneath."""
        self._file.close()
        super().close()
