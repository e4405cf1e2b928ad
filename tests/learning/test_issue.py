"""An issue to hand out: articles, guidance and cases in order with their questions, who supports, and a PDF that a screen reader can read."""

import dataclasses
import datetime as dt
import io
import re

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from upstander.cli.library import library as command
from upstander.learning.articles.text import blocks
from upstander.learning.library import open_library
from upstander.learning.publications.issue import NothingToPrintError, Piece, as_pdf, issue

DAY = dt.date(2026, 11, 27)
ARTICLE = Piece(
    "a",
    "One address for every reply",
    "How a team did it.",
    "A sergeant",
    False,
    False,
    blocks("# Why\n- Less is lost"),
)
GUIDANCE = Piece("g", "Before you reply", "", "The prevent officer", True, False, blocks("Ask first."))


@pytest.fixture(scope="module")
def library():
    return open_library(on=DAY)


def printed(made):
    pages = PdfReader(io.BytesIO(as_pdf(made))).pages
    return [" ".join(page.extract_text().split()) for page in pages]


def test_each_case_begins_a_page_in_the_order_given_with_its_questions(library):
    pages = printed(issue("Two cases", [library.case("chess"), library.case("enquiry_desk")], library, DAY))
    assert "Two cases" in pages[0]
    assert pages[0].index("Games of chess") < pages[0].index("An enquiry desk officer")
    assert "Key questions For policy makers and managers" in pages[1]
    assert "did you know" in pages[1].lower()
    assert pages[2].startswith("Two cases An enquiry desk officer messages a victim")
    assert pages[1].endswith(f"Page 2 of {len(pages)}")


def test_articles_and_then_guidance_stand_before_the_cases_and_in_the_contents_by_what_they_are(library):
    pages = printed(issue("All", [library.case("chess")], library, DAY, [GUIDANCE, ARTICLE]))
    assert re.search(
        r"Articles One address for every reply [. ]*2 Guidance Before you reply [. ]*3 "
        r"Cases, with key questions Games of chess.*4 Support If this is about you [. ]*5",
        pages[0],
    )
    assert "ARTICLE One address for every reply How a team did it. By A sergeant Why – Less is lost" in pages[1]
    assert "GUIDANCE Before you reply By The prevent officer Ask first." in pages[2]


def test_an_issue_of_articles_alone_rests_on_no_document(library):
    assert "What this rests on" not in printed(issue("One", [], library, DAY, [ARTICLE]))[-1]


def test_an_article_for_this_force_makes_the_issue_one_for_this_force(library):
    inside = dataclasses.replace(GUIDANCE, inside=True)
    assert issue("One", [], library, DAY, [ARTICLE, GUIDANCE]).limited == ""
    assert issue("One", [], library, DAY, [ARTICLE, inside]).limited == "For this force alone"


def test_the_last_page_tells_who_supports_that_nobody_checked_it_and_what_it_rests_on(library):
    last = printed(issue("One", [library.case("chess")], library, DAY))[-1]
    for words in (
        "If this is about you",
        "Women's Aid",
        "Check each before this is handed out",
        "Open Government Licence v3.0",
    ):
        assert words in last


def test_it_is_tagged_for_screen_readers_and_says_its_title_and_language(library):
    file = PdfReader(io.BytesIO(as_pdf(issue("One", [library.case("chess")], library, DAY))))
    root = file.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert file.metadata.title == "One"


def test_the_same_issue_gives_the_same_bytes(library):
    made = issue("One", [library.case("chess")], library, DAY)
    assert as_pdf(made) == as_pdf(made)


def test_an_issue_with_a_case_of_the_forces_own_is_for_this_force_alone(library):
    published = issue("One", [library.case("chess")], library, DAY)
    assert published.limited == ""
    ours = {name: dataclasses.replace(source, sha256="") for name, source in library.sources.items()}
    own = issue("One", [library.case("chess")], dataclasses.replace(library, sources=ours), DAY)
    assert "For this force alone" in printed(own)[0]


@pytest.mark.parametrize(
    ("title", "names", "told"), [("", ["chess"], "needs a title"), ("One", [], "at least one case or article")]
)
def test_an_issue_of_nothing_is_none(library, title, names, told):
    with pytest.raises(NothingToPrintError, match=told):
        issue(title, [library.case(name) for name in names], library, DAY)


def test_the_command_prints_a_collection(tmp_path):
    to = tmp_path / "issue.pdf"
    done = CliRunner().invoke(command, ["print", "--collection", "Where young people meet the police", "--to", str(to)])
    assert done.exit_code == 0, done.output
    assert "2 cases" in done.output
    assert "Where young people meet the police" in " ".join(PdfReader(to).pages[0].extract_text().split())


def test_the_command_says_what_is_not_there(tmp_path):
    done = CliRunner().invoke(command, ["print", "--collection", "No such", "--to", str(tmp_path / "x.pdf")])
    assert done.exit_code == 1
    assert "there is no collection 'No such'" in done.output
