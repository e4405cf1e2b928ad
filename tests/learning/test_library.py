"""The eleven cases are there from the first start, in our own words, each passage with its place, and nothing explicit."""

import datetime as dt
import re
from pathlib import Path

import pytest

from upstander import signs
from upstander.detection.catalogue import find_signs
from upstander.learning.files import CaseError
from upstander.learning.library import open_library
from upstander.simulation import cases as stories

TODAY = dt.date(2026, 1, 1)
LIBRARY = open_library(on=TODAY)
CASES = LIBRARY.cases.values()
EXPLICIT = re.compile(r"sex|kiss|explicit|naked|topless|intimate|flirt|looks", re.IGNORECASE)


def test_there_is_one_for_each_story_that_the_simulation_tells():
    told = {path.stem for folder in stories.__path__ for path in Path(folder).glob("[a-z]*.py")}
    assert set(LIBRARY.cases) == told
    assert len(told) == 11


def test_they_are_in_the_order_of_their_publication():
    assert [case.number for case in CASES] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 3]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_each_says_what_happened_how_it_ended_and_what_to_ask(case):
    assert {"overview", "outcomes", "questions"} <= set(case.found)
    assert case.topics
    assert case.roles
    assert case.kinds_of_outcome


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_each_passage_is_short_and_has_a_place_in_a_document_that_is_named(case):
    for _, passage in case.passages():
        assert len(passage.text) < 300
        assert all(place.document in LIBRARY.sources for place in passage.places)


def test_their_signs_are_those_that_the_catalogue_draws_from_them():
    drawn = {(name, sign.name) for sign in find_signs(signs) for name in sign.cases if name != "none"}
    assert {(_as_cited(case), sign) for case in CASES for sign in case.signs} == drawn


def _as_cited(case):
    """How the catalogue cites a case: by its number in issue 40, and the one of issue 41 by its document."""
    return case.document if case.document == "S004" else str(case.number)


def test_nothing_sexual_is_said_where_a_child_is_concerned():
    young = [case for case in CASES if "young_people" in case.topics]
    assert {case.id for case in young} == {"special_constable", "unofficial_cadets"}
    said = " ".join((case.title + " " + one.text) for case in young for _, one in case.passages())
    assert EXPLICIT.findall(said) == []


def test_every_case_stands_in_a_collection_or_is_said_not_to():
    gathered = {case.id for one in LIBRARY.collections for case in one.cases}
    assert set(LIBRARY.cases) - gathered == set()


def test_a_day_before_they_were_published_does_not_know_them():
    with pytest.raises(CaseError, match="to 2020-01-01"):
        open_library(on=dt.date(2020, 1, 1))


def test_a_case_that_it_does_not_have_is_refused_with_where_to_look():
    with pytest.raises(CaseError, match="library list"):
        LIBRARY.case("soup")


class TestMoreFolders:
    @pytest.fixture
    def folder(self, tmp_path):
        """A folder with a case of its own."""
        (tmp_path / "documents.toml").write_text(
            '[[document]]\nid = "R1"\ntitle = "A report"\npublisher = "Us"\npublished = "2024-05"\nlicence = "None"\nsha256 = "0"\n'
        )
        (tmp_path / "ours.toml").write_text(
            'id = "ours"\ntitle = "Ours"\ndocument = "R1"\n[[overview]]\ntext = "It was lent."\nplaces = ["R1 line 1"]\n'
        )
        return tmp_path

    def test_stand_beside_the_eleven(self, folder):
        held = open_library(folder, on=TODAY)
        assert len(held.cases) == 12
        assert held.source(held.case("ours")).publisher == "Us"

    def test_may_have_collections_that_name_the_eleven(self, folder):
        (folder / "collections.toml").write_text('[[collection]]\ntitle = "Desk"\ncases = ["ours", "chess"]\n')
        collections = {one.title: [case.id for case in one.cases] for one in open_library(folder, on=TODAY).collections}
        assert collections["Desk"] == ["ours", "chess"]

    def test_may_not_have_collections_of_cases_that_are_not_there(self, folder):
        (folder / "collections.toml").write_text('[[collection]]\ntitle = "Desk"\ncases = ["soup"]\n')
        with pytest.raises(CaseError, match="'Desk' names soup"):
            open_library(folder, on=TODAY)

    def test_may_not_use_the_name_of_a_case_that_is_there(self, folder):
        (folder / "ours.toml").write_text((folder / "ours.toml").read_text().replace('"ours"', '"chess"'))
        with pytest.raises(CaseError, match="'chess': another folder has it"):
            open_library(folder, on=TODAY)

    def test_must_be_folders_of_cases(self, tmp_path):
        with pytest.raises(CaseError, match=r"holds no documents\.toml"):
            open_library(tmp_path, on=TODAY)
