"""Files of every form are read into the same kind of document; what cannot be read says what would mend it."""

import pytest
import typst

from tests.learning.reports import FULL, HTML
from upstander.learning.importing.document import Document
from upstander.learning.importing.importer import import_cases
from upstander.learning.importing.reading import NotReadError, read_document


@pytest.fixture
def file(tmp_path):
    """Writes bytes to a file and reads it as a document."""

    def written(held, name="report.txt"):
        path = tmp_path / name
        path.write_bytes(held)
        return read_document(path, "R1")

    return written


def test_text_is_kept_to_the_character(file):
    text = "One\r\n\r\nTwo \u2013 three\n"
    assert file(text.encode("utf-8-sig")).text == text


def test_an_older_encoding_is_recognised(file):
    text = "The officer’s naïve café visit was “surprising”, and the résumé was filed. " * 5
    assert file(text.encode("cp1252")).text == text


def test_a_form_feed_begins_a_page():
    document = Document("R1", "first\nsecond\n\fthird\n")
    assert [(line.number, line.page) for line in document.lines] == [(1, 1), (2, 1), (3, 2)]


def test_a_document_without_form_feeds_has_no_pages():
    assert {line.page for line in Document("R1", "first\nsecond\n").lines} == {None}


def test_html_gives_its_parts_and_none_of_its_scripts(file):
    document = file(HTML.encode())
    [case] = import_cases(document).cases
    assert case.title == "Warden’s notebook"
    assert [one.text for one in case.overview] == ["Mr A left a notebook at the desk.", "PC B took it home."]
    assert [one.text for one in case.outcomes] == ["PC B was dismissed without notice.", "He appealed."]
    assert [one.label for one in case.questions] == ["managers"]
    assert not {"color: red", "alert", "ignored"} & set(document.text.split("\n"))
    assert "alert" not in document.text


def test_pdf_gives_its_parts_each_on_its_page(file):
    body = FULL.replace("Findings and recommendations\n", "#pagebreak()\n\nFindings and recommendations\n")
    held = typst.compile(body.replace("@", "\\@").replace("\n- ", "\n\n• ").encode())
    [case] = import_cases(file(held, "report.pdf")).cases
    assert case.title == "Warden’s notebook is lent to a friend"
    assert [one.label for one in case.questions] == ["managers", "officers"]
    assert {one.place.page for one in case.overview} == {1}
    assert {one.place.page for one in case.outcomes} == {2}


@pytest.mark.parametrize(
    ("held", "remedy"),
    [
        (b"  \n \n", "OCR first"),
        (b"%PDF-1.7 and then nothing", "save it anew"),
        (b"\x00\x01\x02\xff\xfe\x00\x80", "name a file that is"),
    ],
)
def test_what_cannot_be_read_says_what_would_mend_it(file, held, remedy):
    with pytest.raises(NotReadError, match=remedy):
        file(held)
