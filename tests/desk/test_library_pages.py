"""The library of cases in the browser: everybody who is signed in finds, reads and compares."""

import re

import pytest
from click.testing import CliRunner
from django.test.utils import override_settings

from tests.learning.reports import FULL
from upstander.cli import main


def said(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.mark.parametrize("who", ["liaison", "administrator", "prevent", "chief", "the subject"])
def test_everybody_who_is_signed_in_reads_it(desk, who):
    assert "11 cases" in said(desk.asks(who, "/library"))


def test_a_case_is_told_with_the_place_of_each_passage(desk):
    page = said(desk.asks("prevent", "/library/chess"))
    assert re.search(r"They spoke of chess\. .* S003 line 1375", page)
    assert "For police officers and staff: " in page


def test_words_find_the_passages_that_hold_them(desk):
    page = said(desk.asks("prevent", "/library?words=chess"))
    assert "1 case holds these words" in page


def test_what_is_similar_in_meaning_stands_below_with_the_words_that_link_it(desk):
    page = said(desk.asks("prevent", "/library?words=relationship+with+an+inmate"))
    by_words, below = page.split("Similar in meaning")
    assert "cases hold these words" in by_words
    assert "A custody officer and a detainee" in below
    assert "You asked for “inmate”; it has “detainee”." in below
    other_topic = said(desk.asks("prevent", "/library?words=relationship+with+an+inmate&topic=young_people"))
    assert "Similar in meaning" not in other_topic


def test_it_is_cut_down_by_what_a_case_is_about_and_what_is_no_such_thing_changes_nothing(desk):
    assert "1 case " in said(desk.asks("prevent", "/library?topic=custody_and_detention"))
    assert "11 cases" in said(desk.asks("prevent", "/library?topic=no_such_topic"))


def test_words_are_looked_for_among_what_is_chosen(desk):
    assert "0 cases hold" in said(desk.asks("prevent", "/library?words=chess&topic=custody_and_detention"))


def test_two_cases_stand_beside_each_other(desk):
    page = said(desk.asks("prevent", "/library/chess?beside=enquiry_desk"))
    assert "They spoke of chess" in page
    assert "Written warning" in page


@pytest.mark.parametrize("path", ["/library/no_such_case", "/library/chess?beside=no_such_case"])
def test_a_case_that_is_not_there_is_a_page_that_never_was(desk, path):
    assert desk.asks("prevent", path).status_code == 404


def test_ticked_cases_are_printed_as_an_issue_and_it_leaves_a_line(desk):
    answer = desk.asks("prevent", "/library/issue?title=For+May&case=chess&case=enquiry_desk")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert [line[3] for line in desk.log("issue printed")] == [{"cases": ["chess", "enquiry_desk"]}]


def test_a_collection_is_printed_by_its_title(desk):
    path = "/library/issue?collection=Where+young+people+meet+the+police"
    assert desk.asks("prevent", path).content.startswith(b"%PDF")


@pytest.mark.parametrize(("asked", "told"), [("title=x", "at least one case"), ("case=chess", "needs a title")])
def test_an_issue_of_nothing_says_what_is_wanted(desk, asked, told):
    answer = desk.asks("prevent", f"/library/issue?{asked}")
    assert answer.status_code == 422
    assert told in said(answer)


@pytest.fixture
def read_in(tmp_path):
    """A folder of cases that the command read out of a report."""
    (tmp_path / "report.txt").write_text(FULL, "utf-8")
    told = CliRunner().invoke(main, ["library", "read", str(tmp_path / "report.txt"), "--to", str(tmp_path / "cases")])
    assert told.exit_code == 0, told.output
    return tmp_path / "cases"


def test_cases_that_were_read_in_stand_in_the_library_with_the_published_ones(desk, read_in):
    with override_settings(UPSTANDER_CASES=str(read_in)):
        page = said(desk.asks("staff", "/library"))
    assert "12 cases" in page


def test_a_folder_that_cannot_be_used_takes_no_published_case_away_and_is_told_without_its_path(desk, read_in):
    (read_in / "documents.toml").write_text("[[", "utf-8")
    with override_settings(UPSTANDER_CASES=str(read_in)):
        page = said(desk.asks("staff", "/library"))
    assert "11 cases" in page
    assert "Cases that were read in for this desk cannot be used now" in page
    assert str(read_in) not in page
