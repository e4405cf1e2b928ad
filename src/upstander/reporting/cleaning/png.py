"""The parts of a PNG file: which there are, and where it ends. Source: W3C, Portable Network Graphics, section 5."""

from upstander.reporting.cleaning.kinds import PNG_START

DRAWN = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs", b"sBIT", b"bKGD", b"hIST"}
MOVING = {b"acTL", b"fcTL", b"fdAT"}


def parts_of(held: bytes) -> tuple[set[bytes], int]:
    """The names of a PNG's parts, and where it ends (its length, where it has no end)."""
    names, at = set[bytes](), len(PNG_START)
    while at + 12 <= len(held):
        name = held[at + 4 : at + 8]
        names.add(name)
        at += 12 + int.from_bytes(held[at : at + 4])
        if name == b"IEND":
            return names, min(at, len(held))
    return names, len(held)
