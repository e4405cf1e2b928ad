"""Files made to break or to exhaust whoever reads them: each is bounded, and told clearly."""

import os
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reporting.cleaning import corpus
from upstander.reporting.cleaning.answer import AnswerError, read, written
from upstander.reporting.cleaning.cleaned import clean
from upstander.reporting.cleaning.inside import answer_for
from upstander.reporting.cleaning.kinds import KINDS
from upstander.reporting.cleaning.report import MOST_BYTES

PAGES = "<< /Type /Catalog /Pages 2 0 R >>"
LOOP = (PAGES, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Pages /Kids [2 0 R] /Count 1 >>")
ITSELF = (PAGES, "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>")
NUMBERS = (
    PAGES,
    f"<< /Type /Pages /Kids [3 0 R] /Count {'9' * 40} >>",
    f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1e999 {'9' * 400}] /Rotate {'9' * 30} >>",
)
DEEP = (PAGES, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "[" * 100_000)


def a_packed_page() -> bytes:
    """A page whose content unpacks from some hundred thousand bytes to a hundred million."""
    packed = zlib.compress(b" " * 100_000_000, 1)
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>"
    head = f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n"
    made = corpus.pdf_of(PAGES, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, head + "\nendstream")
    return made.replace(head.encode(), head.encode() + packed)


def a_large_picture_in_a_document() -> bytes:
    image = "<< /Type /XObject /Subtype /Image /Width 60000 /Height 60000 /Length 0 >>\nstream\n\nendstream"
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << /XObject << /P 4 0 R >> >> >>"
    return corpus.pdf_of(PAGES, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, image)


GROWS = '<!DOCTYPE a [<!ENTITY b "' + "x" * 1000 + '"><!ENTITY c "' + "&b;" * 1000 + '">]><a>&c;</a>'
FETCHES = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><w:t xmlns:w="w">&b;</w:t>'
HOSTILE = {
    "a document that unpacks a thousandfold": (
        lambda: corpus.docx(word__document="<a>" + " " * 20_000_000),
        "unpacks to far more",
    ),
    "a document whose words grow by reference": (lambda: corpus.docx(word__document=GROWS), "unpacks to far more"),
    "a document that fetches a file": (lambda: corpus.docx(word__document=FETCHES), "unpacks to far more"),
    "a document of a thousand levels": (lambda: corpus.docx(word__document="<a>" * 5000), "unpacks to far more"),
    "a document that is cut short": (lambda: corpus.docx()[:-300], "An archive is not unpacked here"),
    "a picture of 60,000 by 60,000": (lambda: corpus.claiming(60_000, 60_000), "claims more pixels"),
    "a picture of no size": (lambda: corpus.claiming(0, 0), "damaged, cut short"),
    "a photograph that is cut short": (lambda: corpus.jpeg(details=False)[:400], "damaged, cut short"),
    "a drawing that is cut short": (lambda: corpus.png()[:-60], "damaged, cut short"),
    "a first mark and nothing more": (lambda: b"\xff\xd8\xff", "damaged, cut short"),
    "pages that turn in a circle": (lambda: corpus.pdf_of(*LOOP), "damaged, cut short"),
    "pages that are their own parent": (lambda: corpus.pdf_of(*ITSELF), "damaged, cut short"),
    "brackets without end": (lambda: corpus.pdf_of(*DEEP), "damaged, cut short"),
    "a document that is cut short in the middle": (lambda: corpus.pdf()[: len(corpus.pdf()) // 3], ""),
    "a page that unpacks a thousandfold": (a_packed_page, "unpacks to far more"),
    "a picture of 60,000 by 60,000 in a document": (a_large_picture_in_a_document, "claims more pixels"),
    "random bytes": (lambda: bytes(range(256)) * 40, "No copy can be made of this kind"),
    "a file larger than is taken": (lambda: bytes(MOST_BYTES + 1), "The file is too large"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_bounded_and_told(what):
    make, why_not = HOSTILE[what]
    told = clean(make(), "file")
    assert why_not in told.why_not
    assert told.copy is None or corpus.canaries_in(told.copy, told.media_type) == []


def test_numbers_of_any_size_in_a_document_are_no_harm():
    told = clean(corpus.pdf_of(*NUMBERS), "numbers.pdf")
    assert (told.copy is None) == bool(told.why_not)


REAL = [
    corpus.jpeg(),
    corpus.png(),
    corpus.gif(),
    corpus.webp(),
    corpus.HEIC,
    corpus.pdf(),
    corpus.docx(),
    corpus.xlsx(),
]
CHANGES = st.lists(st.tuples(st.integers(0, 1 << 16), st.binary(min_size=1, max_size=8), st.booleans()), max_size=6)


def changed(original, changes, end):
    held = bytearray(original)
    for place, new, put_in in changes:
        at = place % len(held)
        held[at : at if put_in else at + len(new)] = new
    return bytes(held[: len(held) - end % len(held)] if end % 3 == 0 else held)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(REAL), CHANGES, st.integers(0, 1 << 16))
def test_whatever_is_sent_is_answered_without_a_canary(original, changes, end):
    told = clean(changed(original, changes, end), "file.bin")
    assert (told.copy is None) == bool(told.why_not) == (not told.media_type)
    assert told.kind in {kind.words for kind in KINDS.values()}
    assert not any(canary in sentence for canary in corpus.CANARIES for sentence in told.removed)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([one for one in REAL if not one.startswith((b"%PDF", b"\0"))]), CHANGES, st.integers(0, 1 << 16))
def test_what_the_process_would_say_is_always_an_answer_of_ours(original, changes, end):
    answer = answer_for(changed(original, changes, end))
    assert read(written(answer)) == answer


def test_answers_of_a_process_that_was_taken_over_are_refused():
    """It may say codes and numbers of ours, and hand over a copy of the kind it names: nothing else comes through."""
    header = b'{"kind": "%s", "found": %s, "refused": null, "length": 7}\n'
    good = header % (b"pdf", b'[["AUTHOR", 0]]') + b"%PDF-1."
    assert read(good).copy == b"%PDF-1."
    for bad in (
        good[:-1],
        good.replace(b"%PDF-1.", b"<html>!"),
        header % (b"text", b"[]") + b"a\x1b[31m ",
        header % (b"zip", b"[]") + b"PK\x03\x04abc",
        header % (b"pdf", b'[["Jane Marlow", 0]]') + b"%PDF-1.",
        header % (b"pdf", b'[["AUTHOR", "Jane Marlow"]]') + b"%PDF-1.",
        header % (b"pdf", b'[["AUTHOR", -1]]') + b"%PDF-1.",
        header % (b"Jane Marlow", b"[]") + b"%PDF-1.",
        b"[" * 10_000 + b"\n",
        b"",
        os.urandom(64),
    ):
        with pytest.raises(AnswerError):
            read(bad)
