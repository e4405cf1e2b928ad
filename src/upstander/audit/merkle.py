"""A tree of digests (RFC 6962, section 2.1): one root for all, and a few digests that prove one to be among them."""

import hashlib
from collections.abc import Iterable, Sequence


class Tree:
    """Grows by a leaf at a time and keeps only the roots of its full halves: one for each bit of its size."""

    def __init__(self) -> None:
        self.size = 0
        self._full: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """Adds a leaf on the right."""
        root = hashlib.sha256(b"\0" + leaf).digest()
        size = self.size
        while size & 1:
            root = node(self._full.pop(), root)
            size >>= 1
        self._full.append(root)
        self.size += 1

    def root(self) -> bytes:
        """The root of what was added so far; of nothing, the digest of nothing."""
        if not self._full:
            return hashlib.sha256(b"").digest()
        *lefts, root = self._full
        for left in reversed(lefts):
            root = node(left, root)
        return root


def node(left: bytes, right: bytes) -> bytes:
    """What stands above two roots. Marked otherwise than a leaf, so that neither passes for the other."""
    return hashlib.sha256(b"\1" + left + right).digest()


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root over leaves, which are read once."""
    tree = Tree()
    for leaf in leaves:
        tree.add(leaf)
    return tree.root()


def proof(leaves: Iterable[bytes], index: int, size: int) -> list[bytes]:
    """The roots beside the way from leaf `index` (from 0) up, nearest first. Reads the first `size` leaves once.

    Raises ValueError where there is no such leaf or there are fewer leaves than that.
    """
    beside = {span: Tree() for span in _beside(index, size)}
    spans = iter(sorted([*beside, (index, index + 1)]))
    span = next(spans)
    position = -1
    for position, leaf in zip(range(size), leaves, strict=False):
        if position == span[1]:
            span = next(spans)
        if span in beside:
            beside[span].add(leaf)
    if position + 1 != size:
        raise ValueError(f"a proof among {size} leaves was asked for, and there are {position + 1}")
    return [tree.root() for tree in beside.values()]


def is_among(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether the path proves that the leaf stands at `index` (from 0) among `size` leaves under that root."""
    if not 0 <= index < size:
        return False
    spans = _beside(index, size)
    reached = hashlib.sha256(b"\0" + leaf).digest()
    for (start, _), other in zip(spans, path, strict=False):
        reached = node(other, reached) if start < index else node(reached, other)
    return len(spans) == len(path) and reached == root


def _beside(index: int, size: int) -> list[tuple[int, int]]:
    """The spans of leaves under each root of the path, nearest first."""
    if not 0 <= index < size:
        raise ValueError(f"there is no leaf {index} among {size}")
    spans, start, end = [], 0, size
    while end - start > 1:
        middle = start + (1 << (end - start - 1).bit_length() - 1)
        if index < middle:
            spans.append((middle, end))
            end = middle
        else:
            spans.append((start, middle))
            start = middle
    return spans[::-1]
