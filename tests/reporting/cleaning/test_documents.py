"""PDF documents: the pages as they are seen, and nothing that runs, leads elsewhere or tells who made them."""

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from pypdf import PdfReader

from tests.reporting.cleaning import corpus
from upstander.reporting.cleaning.cleaned import clean

ACTS = [
    b"/JavaScript",
    b"/JS",
    b"/Launch",
    b"/OpenAction",
    b"/AA",
    b"/URI",
    b"/EmbeddedFile",
    b"/EF",
    b"/AcroForm",
    b"/XFA",
]
TELLS = [b"/Metadata", b"/Author", b"/Info", b"/PieceInfo", b"/Thumb", b"/Annots", b"/Names", b"ActualText", b"% "]
TOLD = {
    "name of the author",
    "title, subject, keywords or description",
    "editing details (XMP)",
    "a script (JavaScript)",
    "something that happens by itself when the document opens or a page is shown",
    "an order to start a program",
    "links to addresses or other documents",
    "files inside the file",
    "form fields: what they show is kept as part of the page",
    "notes and marks on the pages, with who made them: what they show is kept as part of the page",
    "private data of the program that made it",
    "a small preview, which can show what was cut away",
    "details inside pictures of the document: 1 pictures",
    "pictures in the document that could not be cleaned: 1 left out",
}


@pytest.fixture(scope="module")
def told():
    return clean(corpus.pdf(), "statement.pdf")


def test_a_document_is_copied_without_what_acts_or_tells(told):
    assert (told.kind, told.media_type, told.why_not) == ("PDF document", "application/pdf", "")
    assert corpus.canaries_in(corpus.pdf(), "application/pdf") != []
    assert corpus.canaries_in(told.copy, told.media_type) == []
    inside = corpus.everything_in(told.copy, told.media_type)
    assert [word for word in ACTS + TELLS if word in inside] == []


def test_everything_that_was_taken_out_is_told(told):
    assert set(told.removed) >= TOLD


def test_what_the_page_shows_is_still_there(told):
    page = PdfReader(io.BytesIO(told.copy)).pages[0]
    assert (float(page.mediabox.width), float(page.mediabox.height)) == (200, 100)
    assert "Seen at the gate" in page.extract_text()
    inside = corpus.everything_in(told.copy, told.media_type)
    assert b"typed in" in inside  # into a field of a form
    assert b"0 0 1 rg" in inside  # a stamp on the page
    assert page.images[0].image.size == (64, 48)


def test_what_pages_inherit_and_share_stays():
    parts = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 50 70] /Rotate 90 /Resources << /Font << /A 5 0 R >> >> >>",
        "<< /Type /Page /Parent 2 0 R /Contents 6 0 R >>",
        "<< /Type /Page /Parent 2 0 R /Contents 6 0 R /Rotate 0 >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Length 31 >>\nstream\nBT /A 9 Tf 5 50 Td (at two) Tj ET\nendstream",
    )
    pages = PdfReader(io.BytesIO(clean(corpus.pdf_of(*parts), "a.pdf").copy)).pages
    assert [(page.rotation, int(page.mediabox.height), page.extract_text()) for page in pages] == [
        (90, 70, "at two"),
        (0, 70, "at two"),
    ]


def test_letters_that_are_drawn_lose_comments_and_keep_their_lines():
    with pikepdf.new() as made:
        glyph = made.make_stream(f"500 0 d0 % {corpus.NOTE}\n0 0 400 400 re f".encode())
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 500, 500]), FirstChar=65, LastChar=65
        )
        font.FontMatrix, font.CharProcs, font.Widths = (
            Array([0.001, 0, 0, 0.001, 0, 0]),
            Dictionary(A=glyph),
            Array([500]),
        )
        font.Encoding = Dictionary(Differences=Array([65, Name.A]), Note=String(corpus.NOTE))
        page = made.add_blank_page().obj
        page.Resources = Dictionary(Font=Dictionary(F=font))
        page.Contents = made.make_stream(b"BT /F 9 Tf (A) Tj ET")
        told = clean(corpus.saved(made), "letters.pdf")
    assert corpus.canaries_in(told.copy, told.media_type) == []
    assert b"0 0 400 400 re" in corpus.everything_in(told.copy, told.media_type)


def test_a_picture_of_a_kind_that_cannot_be_cleaned_is_left_out_and_told():
    with pikepdf.new() as made:
        odd = made.make_stream(corpus.NOTE.encode(), Type=Name.XObject, Subtype=Name.Image, Width=2, Height=2)
        odd.ColorSpace, odd.BitsPerComponent, odd.Filter = Name.DeviceRGB, 8, Name.DCTDecode
        page = made.add_blank_page().obj
        page.Resources, page.Contents = Dictionary(XObject=Dictionary(P=odd)), made.make_stream(b"/P Do")
        told = clean(corpus.saved(made), "odd.pdf")
    assert told.removed == ("pictures in the document that could not be cleaned: 1 left out",)
    assert corpus.canaries_in(told.copy, told.media_type) == []


def test_what_stands_before_and_after_a_document_is_told_and_gone():
    held = corpus.NOTE.encode() + b"\n" + corpus.pdf() + corpus.archive({"a": corpus.NOTE})
    told = clean(held, "a.pdf")
    assert told.kind == "PDF document"
    assert {
        f"data before the start of the document: {len(corpus.NOTE) + 1} bytes",
        "it is an archive (ZIP) as well",
    } <= {*told.removed}
    assert corpus.canaries_in(told.copy, told.media_type) == []


def test_an_earlier_state_of_a_document_is_told_and_gone():
    held = corpus.pdf_of(
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>", f"({corpus.NOTE})"
    )
    later = (
        held + b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\ntrailer\n<< /Root 1 0 R /Size 4 >>\nstartxref\n0\n%%EOF\n"
    )
    told = clean(later, "a.pdf")
    assert "earlier states of the document" in told.removed
    assert corpus.canaries_in(told.copy, told.media_type) == []


def test_a_locked_document_asks_for_one_without_a_password():
    with pikepdf.new() as made:
        made.add_blank_page()
        out = io.BytesIO()
        made.save(out, encryption=pikepdf.Encryption(user="secret", owner="owner"))
    told = clean(out.getvalue(), "locked.pdf")
    assert (told.copy, told.media_type) == (None, "")
    assert told.why_not.startswith("The document is locked with a password. Ask the sender")
