"""PDF documents: built anew from what their pages show, with nothing that runs, leads away or tells who made them."""

import io

import pikepdf
from pikepdf import Name

from upstander.reporting.cleaning import kinds, pdf_details, second_content
from upstander.reporting.cleaning.pdf_pages import PageCleaner
from upstander.reporting.cleaning.report import MOST_UNPACKED, NoCopyError, Report
from upstander.reporting.cleaning.wording import Found, Refused

MOST_PAGES = 2_000
LAST_MARK = b"%%EOF"


def copy_of(held: bytes, _kind: str, report: Report) -> bytes:
    """The pages of a PDF in a new one. Raises NoCopyError where it is locked, too large or cannot be read."""
    _tell_of_the_file(held, report)
    try:
        with pikepdf.open(io.BytesIO(held), suppress_warnings=True) as given, pikepdf.new() as new:
            _move_pages(given, new, report)
            return _saved(new)
    except pikepdf.PasswordError as error:
        raise NoCopyError(Refused.LOCKED) from error


def _tell_of_the_file(held: bytes, report: Report) -> None:
    start = held.find(kinds.PDF_MARK)
    if start > 0:
        report.add(Found.BEFORE_START, start)
    last = held.rfind(LAST_MARK)
    end = last + len(LAST_MARK) if last >= 0 else len(held)
    second_content.tell(held, end, report, of_a_picture=False)
    linearised = b"/Linearized" in held[: kinds.PDF_WITHIN]
    report.add_if(held.count(b"startxref") > (2 if linearised else 1), Found.EARLIER)


def _move_pages(given: pikepdf.Pdf, new: pikepdf.Pdf, report: Report) -> None:
    if len(given.pages) > MOST_PAGES:
        raise NoCopyError(Refused.TOO_LARGE)
    if not len(given.pages):
        raise NoCopyError(Refused.BROKEN)
    pdf_details.tell(given, report)
    if report.found.keys() & {Found.FORM, Found.ANNOTATIONS}:
        _flatten(given, report)
    cleaner = PageCleaner(given, report)
    for page in given.pages:
        cleaner.clean(page)
    report.add_if(given.get_warnings(), Found.REPAIRED)
    new.pages.extend(given.pages)


def _flatten(given: pikepdf.Pdf, report: Report) -> None:
    """Draws what fields and marks show onto the pages: what somebody filled in is often what they report."""
    try:
        if Name.AcroForm in given.Root:
            given.generate_appearance_streams()
        given.flatten_annotations("screen")
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError):
        report.add(Found.FORM_LOST)


def _saved(new: pikepdf.Pdf) -> bytes:
    for key in (Name.Info, Name.Metadata):
        if key in new.trailer:
            del new.trailer[key]
    out = io.BytesIO()
    new.save(
        out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True, fix_metadata_version=False
    )
    if out.tell() > MOST_UNPACKED:
        raise NoCopyError(Refused.EXPANDS)
    return out.getvalue()
