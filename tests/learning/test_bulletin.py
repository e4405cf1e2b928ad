"""A bulletin on paper: one tagged page, the same bytes for the same bulletin, and for whom it is."""

import dataclasses
import datetime as dt
import io

import pytest
from pypdf import PdfReader

from upstander.learning.bulletins.printing import ToldNotice, as_pdf, pages_of, sheet
from upstander.learning.library import open_library

DAY = dt.date(2026, 11, 27)
NOTICE = ToldNotice(
    "Kept a number", "Police officer", "He kept it.", "Final written warning.", "Ask.", "24 December 2026", inside=False
)


@pytest.fixture(scope="module")
def library():
    return open_library(on=DAY)


def of(library, *cases, notices=(NOTICE,)):
    return sheet(title="One", own="", day=DAY, notices=notices, cases=map(library.case, cases), library=library)


def test_it_is_tagged_for_screen_readers_and_says_its_title_and_language(library):
    file = PdfReader(io.BytesIO(as_pdf(of(library, "chess"))))
    assert file.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert file.trailer["/Root"]["/Lang"] == "en-GB"
    assert file.metadata.title == "One"


def test_the_same_bulletin_gives_the_same_bytes(library):
    assert as_pdf(of(library, "chess")) == as_pdf(of(library, "chess"))


def test_two_notices_and_two_cases_fit_on_a_page(library):
    assert pages_of(as_pdf(of(library, "chess", "enquiry_desk", notices=(NOTICE, NOTICE)))) == 1


def test_a_question_for_officers_comes_before_one_for_managers(library):
    (told,) = of(library, "enquiry_desk").cases
    asked = {one.text: one.label for one in library.case("enquiry_desk").questions}
    assert {"officers", "managers"} <= set(asked.values())
    assert asked[told.question] == "officers"


def test_it_is_for_this_force_alone_where_a_notice_or_a_case_of_its_own_is(library):
    assert of(library, "chess").limited == ""
    assert of(library, notices=(dataclasses.replace(NOTICE, inside=True),)).limited == "For this force alone"
    ours = {name: dataclasses.replace(source, sha256="") for name, source in library.sources.items()}
    assert of(dataclasses.replace(library, sources=ours), "chess").limited == "For this force alone"


def test_without_a_notice_or_a_case_their_headings_are_not_there(library):
    text = PdfReader(io.BytesIO(as_pdf(of(library, "chess", notices=())))).pages[0].extract_text()
    assert "How matters ended" not in text
    assert "Cases to learn from" in text
