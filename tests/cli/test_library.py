"""The commands of the library: list, show, search, and read a report into a folder that the others then include."""

import pytest
from click.testing import CliRunner

from tests.learning.reports import FULL
from upstander.cli.library import library


def said(*asked):
    ended = CliRunner().invoke(library, [str(one) for one in asked], env={"COLUMNS": "200"})
    return ended.exit_code, " ".join(ended.output.split())


@pytest.fixture
def report(tmp_path):
    """A file with a report of a case that never happened."""
    file = tmp_path / "report.txt"
    file.write_text(FULL, encoding="utf-8")
    return file


def test_the_eleven_are_listed_and_may_be_narrowed():
    code, printed = said("list")
    assert (code, "11 of 11 cases" in printed) == (0, True)
    code, printed = said("list", "--outcome", "prison", "--role", "officer")
    assert "2 of 11 cases" in printed
    assert "lasting_relationship" in printed
    assert "worried_daughter" not in printed


def test_collections_are_listed():
    code, printed = said("list", "--collections")
    assert (code, "For call handlers and control rooms" in printed) == (0, True)


def test_a_case_is_shown_with_the_place_of_every_passage():
    code, printed = said("show", "chess")
    assert code == 0
    assert "Learning the Lessons issue 40, the magazine" in printed
    assert "[S003 line 1389]" in printed


def test_two_cases_are_shown_side_by_side():
    code, printed = said("show", "chess", "--beside", "fear_of_crime")
    assert (code, "Games of chess" in printed, "fear of burglary" in printed) == (0, True, True)


def test_a_case_that_is_not_there_is_refused():
    code, printed = said("show", "soup")
    assert (code, "no case 'soup'" in printed) == (1, True)


def test_words_find_cases():
    code, printed = said("search", "integrity", "health", "check")
    assert (code, printed.startswith("ten_year_history")) == (0, True)
    assert said("search", "zebra") == (0, "No case holds any of these words.")


def test_a_report_is_read_and_then_searched_with_the_rest(report, tmp_path):
    code, printed = said("read", report, "--to", tmp_path / "cases")
    assert code == 0, printed
    assert "Cases found: 1" in printed
    assert "4 files were written to" in printed
    assert said("search", "notebook", "--in", tmp_path / "cases")[1].startswith("report-case-6")
    assert "12 of 12 cases" in said("list", "--in", tmp_path / "cases")[1]


def test_what_was_read_and_reviewed_is_never_overwritten(report, tmp_path):
    said("read", report, "--to", tmp_path / "cases")
    code, printed = said("read", report, "--to", tmp_path / "cases")
    assert (code, "name another folder" in printed) == (1, True)


def test_reading_alone_tells_what_it_found_and_writes_nothing(report, tmp_path):
    code, printed = said("read", report)
    assert (code, "recommendations 2, responses 2" in printed) == (0, True)
    assert list(tmp_path.iterdir()) == [report]


def test_a_date_that_is_none_is_refused(report):
    code, printed = said("read", report, "--published", "May")
    assert (code, "write it as 2022-05" in printed) == (1, True)
