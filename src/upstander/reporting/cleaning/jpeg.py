"""The parts of a JPEG file: where it ends, and the same picture without the parts that a viewer does not need.

Source: ITU-T T.81, annex B: each part is a mark, two bytes of length, and data; picture data follows a start of scan.
"""

import re

from upstander.reporting.cleaning.kinds import JPEG_START

END, SCAN = 0xD9, 0xDA
ALONE = {0x01, *range(0xD0, 0xD9)}  # marks without a length
NEXT_MARK = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])", re.DOTALL)  # in picture data, where 00 and restarts are data
ADOBE = 0xEE  # APP14, which says how colours are coded
COMMENT = 0xFE
OPTIONAL = ({*range(0xE0, 0xF0), COMMENT} - {ADOBE}) | set(range(0xF0, 0xFE))
MOST_PARTS = 100_000


class JpegError(Exception):
    """This is no whole JPEG file."""


def parts_of(held: bytes) -> tuple[list[tuple[int, int, int]], int]:
    """The parts of a JPEG as (mark, start, end), and where the picture ends. Raises JpegError where it does not."""
    if not held.startswith(JPEG_START):
        raise JpegError
    parts: list[tuple[int, int, int]] = []
    at = 2
    while len(parts) < MOST_PARTS:
        found = NEXT_MARK.search(held, at)
        if not found:
            raise JpegError
        mark, start = found.group(1)[0], found.end() - 2
        if mark == END:
            return parts, found.end()
        at = found.end() if mark in ALONE else found.end() + int.from_bytes(held[found.end() : found.end() + 2])
        if mark == SCAN:
            following = NEXT_MARK.search(held, at)
            at = following.start() if following else len(held)
        parts.append((mark, start, at))
    raise JpegError


def end_of(held: bytes) -> int:
    """Where the picture of a JPEG ends. Raises JpegError where it does not."""
    return parts_of(held)[1]


def bare(held: bytes) -> bytes:
    """The same picture, its data untouched, without details, comments, previews and what follows its end.

    Raises JpegError where it is no whole JPEG.
    """
    parts, _ = parts_of(held)
    kept = [held[start:end] for mark, start, end in parts if mark not in OPTIONAL]
    kept = [_bare_adobe(part) if part[1] == ADOBE else part for part in kept]
    return b"\xff\xd8" + b"".join(kept) + b"\xff\xd9"


def _bare_adobe(part: bytes) -> bytes:
    """Adobe's part is twelve bytes of data: what is longer, or another program's, is left out."""
    return b"\xff\xee\x00\x0e" + part[4:16] if part[4:9] == b"Adobe" and len(part) >= 16 else b""
