"""Reports read into cases: by their headings, damaged ones too, with every passage traceable and nothing lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.learning.reports import FULL, MAGAZINE
from upstander.learning.importing.document import Document
from upstander.learning.importing.importer import import_cases
from upstander.learning.importing.tidying import tidy


def read(text, name="R1"):
    return import_cases(Document(name, text))


def texts(passages):
    return [one.text for one in passages]


def labelled(passages):
    return [(one.label, one.text) for one in passages]


@pytest.fixture(scope="module")
def full():
    [case] = read(FULL).cases
    return case


@pytest.fixture(scope="module")
def magazine():
    return read(MAGAZINE)


class TestAFullReport:
    def test_says_what_it_is_of_and_when(self, full):
        assert (full.title, full.number, full.published) == ("Warden's notebook is lent to a friend", 6, "2019-03-14")

    def test_gives_its_topics_and_the_issues_it_raises(self, full):
        assert full.topics == ("public_protection", "professional_standards")
        assert texts(full.issues) == ["Care of notebooks", "Friends who ask for favours"]

    def test_is_told_in_whole_paragraphs_though_lines_and_pages_break_them(self, full):
        assert texts(full.overview)[0].endswith("left it at the front desk of the station.")
        assert len(full.overview) == 2

    def test_names_the_kind_of_investigation(self, full):
        assert full.kind_of_investigation == "independent"
        assert texts(full.investigation) == ["IOPC independent investigation"]

    def test_ties_each_response_to_the_recommendation_it_answers(self, full):
        assert [label for label, _ in labelled(full.recommendations)] == ["national 1", "local 2"]
        assert labelled(full.responses) == [
            ("national 1", "Accepted. A form was made."),
            ("local 2", "The cupboard was bought."),
        ]
        assert [label for label, _ in labelled(full.findings)] == ["1"]

    def test_says_who_acted_and_whom_an_outcome_is_about(self, full):
        assert labelled(full.action) == [("this police force", "The desk has a new sign.")]
        assert [one.label for one in full.outcomes] == ["PC B"]
        assert full.kinds_of_outcome == ("case_to_answer", "written_warning")

    def test_keeps_questions_by_audience(self, full):
        assert [one.label for one in full.questions] == ["managers", "officers"]

    def test_keeps_what_is_only_furniture_and_says_so(self, full):
        assert ("page furniture", "OFFICIAL") in labelled(full.not_placed)
        assert len(full.not_placed) == 3


class TestAMagazine:
    def test_gives_each_case_study_and_nothing_of_what_stands_between_them(self, magazine):
        assert [case.title for case in magazine.cases] == ["The borrowed bicycle", "The unlocked shed"]
        outside = texts(magazine.outside)
        assert "An article that belongs to no case." in outside
        assert "Bicycles and sheds are on our minds." in outside

    def test_is_dated_by_its_issue(self, magazine):
        assert {case.published for case in magazine.cases} == {"2020-06"}

    def test_says_who_acted(self, magazine):
        assert [one.label for one in magazine.cases[0].action] == ["this police force", "the association of stores"]

    def test_sets_aside_what_is_said_again_in_large_letters(self, magazine):
        bicycle = magazine.cases[0]
        assert labelled(bicycle.not_placed) == [
            ("said again in large letters", "He said that he meant to bring it back")
        ]
        assert len(bicycle.overview) == 2

    def test_joins_a_paragraph_that_a_page_broke_and_keeps_both_places(self, magazine):
        broken = magazine.cases[0].overview[1]
        assert broken.text.endswith("which sent a sergeant to look.")
        assert [place.first_line for place in broken.places] == [24, 26]

    def test_reads_role_and_outcome_from_its_words(self, magazine):
        bicycle, shed = magazine.cases
        assert (bicycle.roles, bicycle.kinds_of_outcome) == (("pcso",), ("dismissed", "resigned"))
        assert (shed.roles, shed.kinds_of_outcome) == (("special_constable",), ("not_proven", "convicted"))

    def test_tells_which_parts_no_case_has(self, magazine):
        assert "no type of investigation found in any case" in magazine.notes
        assert "no questions found in r1-case-2" in magazine.notes


DAMAGED = {
    "Overview of incident": ["Overviewofincident", "0verview of incldent", "**Overview of incident**", "OVERVIEW OF INCIDENT:"],
    "Type of investigation": ["Typeof investigation", "### Type of investigation", "Type of investlgatlon"],
    "Findings and recommendations": ["Findings andrecommendations", "Findlngs and recomrnendations", "<b>Findings and recommendations</b>"],
    "Other action taken by this police force": ["Otheractiontakenby this police force", "Other actlon taken by this police force"],
    "Outcomes for officers and staff": ["Outcomesforofficers and staff", "Outcornes for oﬃcers and staff"],
    "Questions for policy makers and managers": ["Questionsforpolicymakers and managers", "Questions for policy\nmakers and managers"],
    "Questions for police officers and police staff": ["Questions for poliee officers and poIice staff"],
    "Case 6 | Issue 77 – Parking": ["Case 6   lssue 77 – Parking", "<b>Case 6   Issue 77 – Parking</b>"],
}  # fmt: skip


@pytest.mark.parametrize(("whole", "damaged"), [(whole, one) for whole, many in DAMAGED.items() for one in many])
def test_a_damaged_heading_opens_the_same_part(full, whole, damaged):
    [case] = read(FULL.replace(whole, damaged)).cases
    assert {name: len(case.part(name)) for name in case.found} == {name: len(full.part(name)) for name in full.found}
    assert case.title == full.title


@pytest.mark.parametrize(
    "sentence",
    [
        "incident or investigation”",
        "Action was taken by the sergeant at the desk",
        "Findings were made in the car park.",
        "The type of investigation was new to him",
        "Questions for the police were many?",
    ],
)
def test_a_sentence_is_no_heading(sentence):
    text = FULL.replace("PC B took the notebook home", f"{sentence}\n\nPC B took the notebook home")
    [case] = read(text).cases
    assert sentence in texts(case.overview)


class TestAHeadingThatIsMissing:
    def test_of_the_overview_leaves_the_overview_where_it_was(self, full):
        [case] = read(FULL.replace("Overview of incident\n", "")).cases
        assert texts(case.overview) == texts(full.overview)

    def test_of_the_investigation_leaves_what_kind_it_was(self):
        [case] = read(FULL.replace("Type of investigation\n", "")).cases
        assert case.kind_of_investigation == "independent"

    def test_of_the_questions_leaves_them_questions_for_nobody_in_particular(self):
        [case] = read(re.sub(r"Questions (to|for) .*\n", "", FULL)).cases
        assert [one.label for one in case.questions] == ["not_said", "not_said"]

    def test_of_the_case_itself_begins_it_where_the_words_before_its_overview_begin(self, full):
        [case] = read(FULL.split("learning-the-lessons\n")[1]).cases
        assert (case.title, case.number) == (full.title, 0)

    def test_of_a_case_study_is_told_where_its_questions_stand(self):
        found = read(MAGAZINE.replace("CASE STUDY 1\n", "\n"))
        assert len(found.cases) == 1
        assert any(note.startswith("R1 line") and "belong to no case" in note for note in found.notes)


@pytest.mark.parametrize(
    "line",
    [
        "Public protection Professional standards",
        "Publicprotection @ Professional standards @",
        "Publlc protection\n\nProfessionalstandards",
    ],
)
def test_topics_are_read_however_their_pictures_came_out(full, line):
    [case] = read(FULL.replace("Public protection\t\tProfessional standards", line)).cases
    assert case.topics == full.topics
    assert texts(case.overview) == texts(full.overview)


def test_a_heading_that_every_case_has_is_no_running_head():
    many = "".join(
        MAGAZINE.replace("bicycle", f"bicycle {number}").replace("shed", f"shed {number}") for number in range(6)
    )
    assert len(read(many).cases) == 12
    assert {len(case.outcomes) for case in read(many).cases} == {1}


def test_two_reports_in_one_file_are_two_cases():
    found = read(FULL + FULL)
    assert [case.id for case in found.cases] == ["r1-case-6", "r1-case-6-2"]


def test_the_heading_of_a_case_with_nothing_below_it_is_no_case():
    found = read("CASE STUDY 1\n")
    assert found.cases == ()
    assert found.notes == ("R1 line 1 characters 0-12: the heading of a case, with nothing below it",)


class TestTidying:
    def test_joins_a_word_that_a_line_broke(self):
        assert tidy("left the note-\nbook there") == "left the notebook there"

    def test_keeps_a_hyphen_that_the_document_writes_elsewhere(self):
        assert tidy("a single-\ncrewed car", "single-crewed staff") == "a single-crewed car"

    def test_takes_out_markup_marks_of_lists_ligatures_and_unseen_characters(self):
        assert tidy("1. **The** oﬃce\u00ad of [the chief](#x)<br/>") == "The office of the chief"

    def test_reads_the_upright_bar_of_a_scan_as_the_word_it_was(self):
        assert tidy("well “| enjoyed it and | left") == "well “I enjoyed it and I left"

    def test_leaves_a_number_that_begins_a_sentence(self):
        assert tidy("12 days after the call") == "12 days after the call"


LINE = st.one_of(
    st.sampled_from([*(FULL + MAGAZINE).splitlines(), *(one for many in DAMAGED.values() for one in many), "", "\f"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
)


@given(st.lists(LINE, max_size=40).map("\n".join))
def test_nothing_is_lost_and_every_passage_leads_back_to_its_characters(text):
    found = read(text)
    held = [*found.shape, *found.outside, *(one for case in found.cases for _, one in case.passages())]
    covered = [0] * len(text)
    for passage in held:
        assert tidy(found.document.raw(passage), text) == passage.text
        for place in passage.places:
            assert place.first_line <= place.last_line
            for index in range(place.start, place.end):
                covered[index] += 1
    assert all(times == 1 for times, character in zip(covered, text, strict=True) if not character.isspace())
    assert max(covered, default=0) <= 1


def test_paragraphs_are_told_apart_where_no_empty_line_stands_between_them():
    wide = "Mr A came back to the desk on the following day and asked again for what he had left"
    text = FULL.replace("PC B took the notebook home", f"{wide}\nthere.\n{wide}\ntwice.\nPC B took the notebook home")
    [case] = read(text).cases
    assert texts(case.overview)[1:3] == [f"{wide} there.", f"{wide} twice."]


def test_a_title_that_runs_into_the_overview_is_its_first_line():
    text = MAGAZINE.replace("The borrowed bicycle\n\n", "The borrowed bicycle\n")
    bicycle = read(text).cases[0]
    assert bicycle.title == "The borrowed bicycle"
    assert bicycle.overview[0].text.startswith("A PCSO borrowed")
