"""Folds texts of plain ASCII in one pass over their bytes: the same as `plain.folded`, far faster than by search.

Almost every message of a force is folded only to be passed over, so this is most of what reading words costs.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import polars as pl
import pyarrow as pa

from upstander.contacts.pings import compiled

Numbers = np.ndarray[Any, Any]
DROPPED = -1
GROWS = 2  # a face of two marks becomes one of four bytes
COLON, DASH, STAR, LESS, THREE = map(ord, ":-*<3")
R, N, M, V, W = map(ord, "rnmvw")
KISS = np.frombuffer("😘".encode(), np.uint8)
HEART = np.frombuffer("❤".encode(), np.uint8)


class Letters(NamedTuple):
    """Of each byte: its small letter, what that becomes (DROPPED: nothing), whether several count once, and whether
    it never makes a pair or a face with another after it."""

    small: Numbers
    becomes: Numbers
    runs: Numbers
    alone: Numbers


def fold_ascii(texts: pl.Series, table: Mapping[str, str], longest_run: int) -> pl.Series:
    """Texts of ASCII characters alone, none of them null, with the replacements of `plain.folding` made."""
    array = pa.chunked_array([texts.to_arrow().cast(pa.large_string())]).combine_chunks()
    _valid, offsets, data = array.buffers()
    starts = np.frombuffer(offsets, np.int64)[array.offset : array.offset + len(array) + 1]
    given = np.frombuffer(data, np.uint8) if data and data.size else np.zeros(0, np.uint8)
    folded, ends = _folded(given, starts, _letters(table), longest_run)
    return pl.Series(texts.name, pa.LargeStringArray.from_buffers(len(array), pa.py_buffer(ends), pa.py_buffer(folded)))


def _letters(table: Mapping[str, str]) -> Letters:
    small, becomes, runs = np.arange(256, dtype=np.uint8), np.arange(256, dtype=np.int16), np.zeros(256, np.bool_)
    small[ord("A") : ord("Z") + 1] += ord("a") - ord("A")
    for letter, new in table.items():
        if letter.isascii() and len(letter) == 1:
            becomes[ord(letter)] = ord(new) if new else DROPPED
        if letter.isalnum() and len(letter) > 1 and set(letter) == {letter[0]}:
            runs[ord(letter[0])] = True
    alone = ~np.isin(np.arange(256), [COLON, LESS, R])
    return Letters(small, becomes, runs, alone)


@compiled
def _folded(given: Numbers, starts: Numbers, letters: Letters, longest_run: int) -> tuple[Numbers, Numbers]:
    """The folded bytes of all texts, and where each begins; the first ends where the second begins, and so on."""
    out = np.empty((starts[-1] - starts[0]) * GROWS + len(KISS), np.uint8)
    ends, size = np.zeros(len(starts), np.int64), 0
    for text in range(len(starts) - 1):
        at, stop = starts[text], starts[text + 1]
        while at < stop:
            letter, run = letters.small[given[at]], 1
            after = letters.small[given[at + 1]] if at + 1 < stop else 0
            if letter != after and letters.alone[letter]:  # most are: no run and no pair
                if letters.becomes[letter] >= 0:
                    out[size], size = letters.becomes[letter], size + 1
                at += 1
                continue
            face = _face(letter, after, given[at + 2] if at + 2 < stop else 0)
            if face:
                for byte in KISS if face > 0 else HEART:
                    out[size] = byte
                    size += 1
                run = abs(face)
            elif letter == R and after == N:
                out[size], size, run = M, size + 1, 2
            else:
                run = _run(given, at, stop, letters, longest_run)
                new = W if letter == V and run == 2 else letters.becomes[letter]
                if new >= 0:
                    out[size], size = new, size + 1
            at += run
        ends[text + 1] = size
    return out[:size], ends


@compiled
def _run(given: Numbers, at: int, stop: int, letters: Letters, longest_run: int) -> int:
    """How many of one letter stand here, of those that count once: at most `longest_run`."""
    letter, run = letters.small[given[at]], 1
    while letters.runs[letter] and run < longest_run and at + run < stop:
        if letters.small[given[at + run]] != letter:
            return run
        run += 1
    return run


@compiled
def _face(letter: int, after: int, last: int) -> int:
    """How many marks make a kiss that begins here; the same below 0 for a heart; 0 for no face."""
    if letter == COLON and after == DASH and last == STAR:
        return 3
    if letter == COLON and after == STAR:
        return 2
    return -2 if letter == LESS and after == THREE else 0
