"""What else a file is: a file that reads as two kinds at once carries the second past whoever looks at the first."""

import re

from upstander.reporting.cleaning import kinds
from upstander.reporting.cleaning.report import Report
from upstander.reporting.cleaning.wording import Found

PAGE = re.compile(rb"<(?:!doctype html|html|head|body|script|iframe|svg)\b", re.IGNORECASE)
LOOKED_AT = 1 << 20
TEXT = re.compile(rb"[\t\n\r\x20-\x7e\x80-\xff]+")
PICTURES = (kinds.JPEG_START, kinds.PNG_START)


def tell(held: bytes, end: int, report: Report, *, of_a_picture: bool) -> None:
    """Adds to the report what stands after a file's own end, and what else the file can be opened as."""
    after = held[end:]
    if after.strip(b"\x00\r\n\t "):
        report.add(_named(after, of_a_picture=of_a_picture), len(after))
    report.add_if(any(start in after for start in PICTURES), Found.ALSO_PICTURE)
    report.add_if(is_archive_too(held), Found.ALSO_ZIP)
    early = held[: kinds.PDF_WITHIN] if of_a_picture else b""
    report.add_if(kinds.PDF_MARK in early + after, Found.ALSO_PDF)
    # Compressed bytes hold the letters of a page only by design: half a dozen that match are one in many terabytes.
    searched = (held[:LOOKED_AT] if of_a_picture else b"") + after[:LOOKED_AT] + after[-LOOKED_AT:]
    report.add_if(PAGE.search(searched), Found.ALSO_PAGE)


def is_archive_too(held: bytes) -> bool:
    """Whether programs that open archives would open this file: they look for the last record at its end."""
    return kinds.ZIP_END in held[-kinds.ZIP_END_WITHIN :]


def _named(after: bytes, *, of_a_picture: bool) -> Found:
    if not of_a_picture:
        return Found.AFTER_END
    is_text = TEXT.fullmatch(after[:LOOKED_AT]) and b"\x00" not in after
    return Found.TEXT_AFTER if is_text else Found.AFTER_PICTURE
