"""Text, tables and Office files: their words, and none of what was kept about who wrote them."""

import pytest

from tests.reporting.cleaning import corpus
from upstander.reporting.cleaning.answer import read, written
from upstander.reporting.cleaning.cleaned import clean, told_of
from upstander.reporting.cleaning.inside import answer_for

# written | what it is | its copy
TEXTS = [
    (b"He waited.\r\nTwice.\r", "plain text", "He waited.\nTwice.\n"),
    ("\ufeffZoë saw it".encode(), "plain text", "Zoë saw it"),
    ("Zoë saw it".encode("utf-16"), "plain text", "Zoë saw it"),
    ("Zoë saw it".encode("cp1252"), "plain text", "Zoë saw it"),
    (b"\x1b[31mred\x1b[0m\x07 words", "plain text", "[31mred[0m words"),
    ("gate\u200b\u202e nine\U000e0041".encode(), "plain text", "gate nine"),
    (b"name,sum\n=cmd|' /C calc'!A0,-3\n@SUM(1),+44 7700 900123\n", "table as text (CSV)", None),
]


@pytest.mark.parametrize(("held", "kind", "copy"), TEXTS)
def test_text_is_copied_as_its_words_alone(held, kind, copy):
    told = told_of(answer_for(held), "words.txt")
    assert (told.kind, told.media_type, told.why_not) == (kind, "text/plain", "")
    assert told.copy.decode() == (held.decode() if copy is None else copy)
    assert "nothing of its words: names, numbers and places that were typed are still there" in told.removed


SAID = [
    (TEXTS[3][0], "how its letters are coded is a guess (Windows-1252): some may be wrong"),
    (TEXTS[4][0], "control characters: 3"),
    (TEXTS[5][0], "invisible characters, which can hide words or mark a copy: 3"),
    (TEXTS[6][0], "cells that a spreadsheet would run as formulas: 2; they stand in the copy as plain text"),
]


@pytest.mark.parametrize(("held", "sentence"), SAID)
def test_what_is_unusual_in_text_is_told(held, sentence):
    assert sentence in told_of(answer_for(held), "words.txt").removed


def test_a_word_document_is_copied_as_its_words():
    told = clean(corpus.docx(), "statement.docx")
    assert (told.kind, told.media_type) == ("Word document", "text/plain")
    assert told.copy.decode() == "He waited by the car park\ntwice\n"
    assert set(told.removed) == {
        "name of the author",
        "name of who changed it last",
        "when it was made or changed",
        "name of a company, manager or template",
        "macros, which are programs inside the document",
        "pictures: 1 left out, see them in the original only",
        "links that fetch from elsewhere: 1",
        "words that were crossed out and whose changes are recorded",
        "layout, fonts and colours: the copy holds the words alone",
        "nothing of its words: names, numbers and places that were typed are still there",
    }


def test_bytes_that_were_cut_out_of_an_office_file_are_no_harm():
    held = corpus.docx()
    assert read(written(answer_for(held[:40] + held[57:]))).kind == "word"


def test_an_archive_that_stands_before_an_office_file_is_told():
    before = corpus.archive({"a": corpus.NOTE})
    told = told_of(answer_for(before + corpus.docx()), "a.docx")
    assert (told.kind, told.removed[0]) == (
        "Word document",
        f"data before the start of the document: {len(before)} bytes",
    )


def test_a_workbook_is_copied_as_its_cells():
    told = told_of(answer_for(corpus.xlsx()), "hours.xlsx")
    assert (told.kind, told.copy.decode()) == ("Excel workbook", "late shift\t\t7\n12\n")
    assert corpus.canaries_in(told.copy, told.media_type) == []
    assert {
        "sheets, slides or rows that are hidden: their words are in the copy",
        "formulas: their last results are in the copy",
    } <= set(told.removed)


def test_slides_are_copied_in_their_order():
    told = told_of(answer_for(corpus.pptx()), "slides.pptx")
    assert (told.kind, told.copy.decode()) == ("PowerPoint presentation", "first\n\nlast\n")


# written | what it is | the beginning of why there is no copy
NOT_COPIED = [
    (corpus.archive({"a.txt": "words"}), "archive (ZIP)", "An archive is not unpacked here."),
    (b"ID3\x04" + bytes(100), "sound recording", "Sound and video cannot be cleaned here. Play the original only on"),
    (bytes(4) + b"ftypqt  " + bytes(100), "video", "Sound and video cannot be cleaned here."),
    (b"MZ" + bytes(100), "program", "This is a program or a script."),
    (
        b"<svg onload='alert(1)'/>",
        "web page or drawing in its language (HTML, SVG, XML)",
        "No copy can be made of this",
    ),
    (b"Received: from 192.0.2.7\n\nwords", "e-mail message", "No copy can be made of this kind"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "Office file of the older kind", "No copy can be made"),
    (b"{\\rtf1 words}", "Rich Text document", "No copy can be made"),
    (b"", "empty file", "The file is empty."),
]


@pytest.mark.parametrize(("held", "kind", "why_not"), NOT_COPIED)
def test_of_other_kinds_no_copy_is_made_and_the_reason_says_what_to_do(held, kind, why_not):
    told = told_of(answer_for(held), "file")
    assert (told.kind, told.copy, told.media_type) == (kind, None, "")
    assert told.why_not.startswith(why_not)


# its name | what its name has told of it
NAMES = [
    ("photo.jpg", "its name says .jpg and it is a plain text"),
    ("invoice.pdf.exe", "its name says .exe and it is a plain text"),
    ("gnp.\u202etxt", "letters in its name that hide what it is"),
    ("from jane.marlow", None),
    ("words.TXT", None),
]


@pytest.mark.parametrize(("name", "sentence"), NAMES)
def test_a_name_is_compared_and_never_believed_nor_repeated(name, sentence):
    told = clean(b"A few words.", name)
    assert told.kind == "plain text"
    assert told.removed[:-1] == ((sentence,) if sentence else ())
