"""Cases as files: every doubt is refused with the file, the key, the value and the remedy; what is written comes back."""

import datetime as dt

import pytest

from tests.learning.reports import FULL, MAGAZINE
from upstander.learning.case import Place
from upstander.learning.files import CaseError, read_cases, read_collections, written_case
from upstander.learning.importing.document import Document
from upstander.learning.importing.importer import NotImportedError, import_cases, write

TODAY = dt.date(2025, 6, 1)
DOCUMENTS = """[[document]]
id = "R1"
title = "A report"
publisher = "Nobody"
published = "2022-05"
licence = "None"
sha256 = "00"
"""
CASE = """id = "notebook"
title = "A notebook"
document = "R1"
[[overview]]
text = "It was lent."
places = ["R1 page 2 lines 3-4 characters 10-20"]
"""


@pytest.fixture
def folder(tmp_path):
    """A folder of cases with one good case, and what reads it."""
    (tmp_path / "documents.toml").write_text(DOCUMENTS)
    (tmp_path / "notebook.toml").write_text(CASE)
    return tmp_path


def test_a_case_has_its_source_its_date_and_its_places(folder):
    [case] = read_cases(folder, on=TODAY)
    assert (case.document, case.published) == ("R1", "2022-05")
    assert case.overview[0].place == Place("R1", 3, 4, page=2, start=10, end=20)


REFUSED = {
    "topic = ['x']": ("topic", "did you mean topics"),
    "shoe_size = 9": ("shoe_size", "leave it out"),
    "topics = ['gardening']": ("gardening", "use one of call_handling"),
    "topics = 'call_handling'": ("call_handling", "write a list"),
    "roles = ['gardener']": ("gardener", "use one of officer"),
    "kinds_of_outcome = ['shot']": ("shot", "use one of"),
    "kind_of_investigation = 'thorough'": ("thorough", "use one of independent"),
    "number = 'four'": ("four", "whole number"),
    "published = '2022'": ("2022", "write it as 2022-05"),
    "published = 'May 2022'": ("May 2022", "write it as 2022-05"),
    "published = '2022-13'": ("2022-13", "write it as 2022-05"),
    "published = '1899-01'": ("1899-01", "from 1985"),
    "published = '2025-06-02'": ("2025-06-02", "to 2025-06-01"),
    "published = 2022-05-01": ("date", "in quotes"),
    "[[questions]]\ntext = 'Why?'\nplaces = ['R1 line 9']": ("questions.label", "managers"),
    "[[issues]]\ntext = 'Care'\nlabel = 'x'\nplaces = ['R1 line 9']": ("issues.label", "have labels"),
    "[[findings]]\ntext = 'Lent'": ("findings.places", "where it comes from"),
    "[[findings]]\ntext = ' '\nplaces = ['R1 line 9']": ("findings.text", "has words"),
    "[[findings]]\ntext = 'Lent'\nplaces = ['somewhere']": ("somewhere", "R1 lines|S003 lines"),
    "[[findings]]\ntext = 'Lent'\nplaces = ['R1 lines 9-8']": ("R1 lines 9-8", "ends before"),
    "[[findings]]\ntext = 'Lent'\nplaces = ['R9 line 9']": ("R9 line 9", "documents.toml has no R9"),
    "[[findings]]\ntext = 'Lent'\nplace = ['R1 line 9']": ("place", "did you mean places"),
}


@pytest.mark.parametrize(("added", "told"), REFUSED.items(), ids=[one.replace("\n", " ")[:40] for one in REFUSED])
def test_a_doubt_is_refused_with_its_remedy(folder, added, told):
    before, after = CASE.split("[[overview]]")
    (folder / "notebook.toml").write_text(f"{before}{added}\n[[overview]]{after}")
    value, remedy = told
    with pytest.raises(CaseError, match=remedy) as refused:
        read_cases(folder, on=TODAY)
    assert "notebook.toml" in str(refused.value)
    assert value in str(refused.value)


@pytest.mark.parametrize("key", ["id", "title", "document"])
def test_a_case_without_what_every_case_has_is_refused(folder, key):
    (folder / "notebook.toml").write_text("\n".join(line for line in CASE.splitlines() if not line.startswith(key)))
    with pytest.raises(CaseError, match=f"notebook.toml: {key} = None"):
        read_cases(folder, on=TODAY)


def test_a_document_that_says_no_licence_is_refused(folder):
    (folder / "documents.toml").write_text(DOCUMENTS.replace('licence = "None"\n', ""))
    with pytest.raises(CaseError, match=r"documents\.toml: licence = None"):
        read_cases(folder, on=TODAY)


def test_an_id_that_another_file_has_is_refused(folder):
    (folder / "other.toml").write_text(CASE)
    with pytest.raises(CaseError, match=r"other\.toml: id = 'notebook': notebook.toml has it already"):
        read_cases(folder, on=TODAY)


def test_a_collection_names_each_case_once(folder):
    (folder / "collections.toml").write_text("[[collection]]\ntitle = 'Desks'\ncases = ['notebook', 'notebook']\n")
    with pytest.raises(CaseError, match="each once"):
        read_collections(folder)


class TestWhatIsImported:
    @pytest.fixture
    def written(self, tmp_path):
        """Imports a text and writes it to a folder."""

        def imported(text):
            found = import_cases(Document("R1", text))
            write(found, tmp_path / "new", title="A report", publisher="Nobody", licence="None")
            return found, tmp_path / "new"

        return imported

    @pytest.mark.parametrize("text", [FULL, MAGAZINE], ids=["report", "magazine"])
    def test_comes_back_as_it_was(self, written, text):
        found, folder = written(text)
        assert read_cases(folder, on=TODAY) == found.cases

    def test_leads_back_to_the_text_that_is_written_beside_it(self, written):
        _, folder = written(MAGAZINE)
        text = (folder / "R1.txt").read_bytes().decode()
        [first, _] = read_cases(folder, on=TODAY)
        places = first.overview[1].places
        assert [text[one.start : one.end][:9] for one in places] == ["The owner", "a sergean"]

    def test_keeps_what_is_of_no_case(self, written):
        _, folder = written(MAGAZINE)
        assert "An article that belongs to no case." in (folder / "not_of_a_case.txt").read_text()

    def test_overwrites_nothing(self, written):
        written(FULL)
        with pytest.raises(NotImportedError, match="name another folder"):
            written(FULL)

    def test_needs_a_date(self, written):
        with pytest.raises(NotImportedError, match="give --published"):
            written(FULL.replace("Published 14 March 2019\n", ""))

    def test_needs_a_case(self, written):
        with pytest.raises(NotImportedError, match="no case was found"):
            written("A recipe for soup.\n")

    def test_survives_quotes_backslashes_and_control_characters(self, tmp_path):
        [case] = import_cases(Document("R1", FULL.replace("a neighbour", 'a "neigh\\bour" \x7f\x0b!'))).cases
        (tmp_path / "documents.toml").write_text(DOCUMENTS)
        (tmp_path / "one.toml").write_text(written_case(case))
        assert read_cases(tmp_path, on=TODAY) == (case,)
