"""JPEG 2000, as pictures inside PDFs have it: the boxes that draw, without those that describe.

Source: ITU-T T.800, annex I: a box is four bytes of length, four of name, and data.
"""

CODESTREAM = b"\xff\x4f\xff\x51"
DRAWN = {b"jP  ", b"ftyp", b"jp2h", b"jp2c"}
MOST_BOXES = 10_000


class Jpeg2000Error(Exception):
    """This is no whole JPEG 2000 file."""


def bare(held: bytes) -> bytes:
    """The same picture without boxes of XML, identifiers and rights. Raises Jpeg2000Error where they are broken."""
    if held.startswith(CODESTREAM):
        return held
    kept, at = list[bytes](), 0
    while at + 8 <= len(held) and len(kept) < MOST_BOXES:
        length, name = int.from_bytes(held[at : at + 4]), held[at + 4 : at + 8]
        if length == 1:
            length = int.from_bytes(held[at + 8 : at + 16])
        end = at + length if length else len(held)
        if end < at + 8 or end > len(held):
            raise Jpeg2000Error
        if name in DRAWN:
            kept.append(held[at:end])
        at = end
    if not any(box[4:8] == b"jp2c" for box in kept):
        raise Jpeg2000Error
    return b"".join(kept)
