"""An Office file's parts, unpacked one by one in memory, with limits of number, size and growth."""

import io
import zipfile

from upstander.reporting.cleaning.report import MOST_UNPACKED, NoCopyError
from upstander.reporting.cleaning.wording import Refused

MOST_PARTS = 5_000
MOST_RATIO = 200  # Office's own parts shrink to about a twentieth
SMALL = 1 << 20  # below which the ratio says nothing
ENCRYPTED = 0x1


class Package:
    """The parts of an archive by name. What it says of their sizes is not believed: reading stops at the limit."""

    def __init__(self, held: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(held))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise NoCopyError(Refused.BROKEN) from error
        self.names = self._archive.namelist()
        self._left = MOST_UNPACKED
        if len(self.names) > MOST_PARTS:
            raise NoCopyError(Refused.EXPANDS)

    def has(self, *starts: str) -> bool:
        """Whether a part has a name that starts so."""
        return self.count(*starts) > 0

    def count(self, *starts: str) -> int:
        """How many parts have a name that starts so."""
        return sum(name.startswith(starts) for name in self.names)

    def start(self) -> int:
        """Where the archive's own content starts: what stands before it is not its own."""
        # Where bytes were cut out, the first part would stand before the file.
        return max(min((part.header_offset for part in self._archive.infolist()), default=0), 0)

    def read(self, name: str) -> bytes:
        """A part's bytes; empty where there is no such part.

        Raises NoCopyError where it unpacks to more than may be, or is locked or broken.
        """
        if name not in self.names:
            return b""
        part = self._archive.getinfo(name)
        if part.flag_bits & ENCRYPTED:
            raise NoCopyError(Refused.LOCKED)
        try:
            with self._archive.open(part) as opened:
                data = opened.read(self._left + 1)
        except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError) as error:
            raise NoCopyError(Refused.BROKEN) from error
        self._left -= len(data)
        if self._left < 0 or len(data) > max(SMALL, part.compress_size * MOST_RATIO):
            raise NoCopyError(Refused.EXPANDS)
        return data
