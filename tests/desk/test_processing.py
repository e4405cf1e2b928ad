"""What this desk does with data: an assessment and a statement, made from what is set and held, and what people answer."""

import datetime as dt
import json
import re
from io import BytesIO

import pytest

from tests.desk.test_checklist_pages import said
from tests.leads.telling.scans import write_store

STORE = {
    "staff": """
        staff_id | name  | role      | started_on
        P-1      | Beech | constable | 2015-01-01
    """,
    "accesses": """
        access_id | staff_id | at
        A-1       | P-1      | 2025-05-31 10:00
    """,
}
POSITIONS = {
    "positions": """
        device_id | at               | place
        V3        | 2025-05-31 10:00 | home
    """,
}
INTELLIGENCE = {
    "instructions": """
        staff_id | kind       | given_at         | text
        P-1      | monitoring | 2025-01-01 10:00 | a promise
    """,
}
REPORT = {
    "signs_assessed": ["records_viewed_without_purpose", "returns_alone", "vetting_lapsed"],
    "signs_not_assessed": [{"sign_id": "three_complaints_in_twelve_months", "because": "no complaints were given"}],
    "null_health": [
        {"sign_id": "records_viewed_without_purpose", "advisory": None},
        {"sign_id": "returns_alone", "advisory": "its chances do not hold here"},
        {"sign_id": "vetting_lapsed", "advisory": "too few show it"},
        {"sign_id": "many_vulnerable_people_contacted", "advisory": None},  # it could not be tried
    ],
    "settings": {"lead_chance": 0.7},
    "settings_changed": {},
    "content_authority": None,
    "keyword_sets": [],
    "raised": {"lead": 5, "check": 9},
    "expected_false_leads": 2.0,
    "raised_by_kind": {
        "role": [{"group": "canary of a group", "people": 1, "raised": 1, "ratio": 9.0, "differs": True}],
        "sex": [{"group": "female", "people": 50, "raised": 1, "ratio": 1.1, "differs": False}],
    },
    "feeds_missing": ["complaints"],
}
READERS = {"manager", "chief", "authority", "auditor"}


@pytest.fixture
def set_up(desk, tmp_path, settings_named):
    """A desk with a store of these records, the report of a scan, and a force's answers."""

    def made(records=None, report=None, answers=None):
        if records is not None:
            store = write_store(tmp_path / "store", records)
            (store / "loads").mkdir(exist_ok=True)
            settings_named(UPSTANDER_RECORDS=str(store))
        if report is not None:
            (tmp_path / "scan").mkdir(exist_ok=True)
            (tmp_path / "scan" / "report.json").write_text(json.dumps(report), "utf-8")
            settings_named(UPSTANDER_SCAN=str(tmp_path / "scan"))
        if answers is not None:
            (tmp_path / "answers.toml").write_text(answers, "utf-8")
            settings_named(UPSTANDER_PROCESSING=str(tmp_path / "answers.toml"))
        return desk

    return made


@pytest.fixture
def settings_named():
    from django.test.utils import override_settings  # noqa: PLC0415

    held = []

    def named(**values):
        held.append(override_settings(**values))
        held[-1].enable()

    yield named
    for one in reversed(held):
        one.disable()


def rows(page, caption):
    """The rows of the table with a caption, each as its cells."""
    found = re.search(rf"<caption[^>]*>{re.escape(caption)}</caption>.*?</table>", page, re.S).group(0)
    return [
        tuple(re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S))
        for row in re.findall(r"<tr.*?</tr>", found, re.S)[1:]
    ]


def shown(desk, who="auditor", path="/data-protection"):
    page = desk.asks(who, path)
    assert page.status_code == 200
    return page.content.decode()


@pytest.mark.parametrize(
    "who",
    ["analyst", "manager", "investigator", "authority", "liaison", "auditor", "administrator", "prevent", "vetting",
     "chief", "staff"],
)  # fmt: skip
def test_who_answers_for_the_desk_reads_the_assessment_and_everybody_the_statement(desk, who):
    assert (desk.asks(who, "/data-protection").status_code == 200) == (who in READERS)
    assert (desk.asks(who, "/data-protection/print").status_code == 200) == (who in READERS)
    assert desk.asks(who, "/monitoring").status_code == 200
    assert desk.asks(who, "/monitoring/print").status_code == 200


def test_records_that_are_held_and_those_that_are_not_stand_apart(set_up):
    page = shown(set_up(records=STORE))
    held = {row[0] for row in rows(page, "Records that are held")}
    missing = {row[0] for row in rows(page, "Records that the program could read and this force does not hand over")}
    assert len(held) == 2
    assert "Messages on force systems" in missing
    assert not held & missing


def test_what_cannot_be_read_is_never_told_as_nothing(set_up):
    page = said(set_up().asks("auditor", "/data-protection"))
    assert "it cannot be told which are held" in page
    assert "it cannot be told what was asked" in page
    assert "Cannot be told: no scan can be read" in page
    assert "None." not in page


@pytest.mark.parametrize(
    "report",
    [{}, [], {"raised": {"lead": 1}}, REPORT | {"raised": 5}, REPORT | {"keyword_sets": None}],
    ids=["empty", "a list", "another version", "a number", "nothing"],
)
def test_the_report_of_another_version_is_said_to_be_one(set_up, report):
    page = said(set_up(report=report).asks("auditor", "/data-protection"))
    assert "made by another version of the program" in page


def test_every_question_stands_there_with_what_the_last_scan_did_of_it(set_up):
    from upstander.leads.scan import catalogue  # noqa: PLC0415

    told = rows(shown(set_up(report=REPORT)), "Questions")
    by_title = {row[0]: row[3] for row in told}
    titles = {sign.name: sign.title for sign in catalogue()}
    assert len(told) == len(titles)
    assert by_title[titles["records_viewed_without_purpose"]] == "Asked"
    assert by_title[titles["returns_alone"]] == "Asked; it counts for nothing: its chances do not hold here"
    assert by_title[titles["vetting_lapsed"]] == "Asked for prevention: it counts towards no lead"
    assert by_title[titles["three_complaints_in_twelve_months"]] == "Not asked: no complaints were given"


def test_a_number_that_the_force_changed_is_told_with_the_one_that_was_shipped(set_up):
    assert rows(shown(set_up(report=REPORT)), "Numbers that this force changed") == [("lead chance", "0.5", "0.7")]


@pytest.mark.parametrize(
    ("authority", "told"),
    [
        (None, "No: no authority is written into the settings"),
        ("Assistant Chief Constable", "Yes, by the authority of Assistant Chief Constable"),
    ],
)
def test_whether_words_are_read_is_told_with_who_allowed_it(set_up, authority, told):
    desk = set_up(report=REPORT | {"content_authority": authority})
    assert rows(shown(desk), "Words, by the last scan") == [("Signs that read words are on", told)]
    everybody = shown(desk, "staff", "/monitoring")
    assert rows(everybody, "Words")[0][1] == ("Yes, with a recorded authority" if authority else "No")
    assert "Assistant Chief Constable" not in everybody


def test_risks_are_told_as_the_last_scan_measured_them(set_up):
    told = {row[0]: row[2] for row in rows(shown(set_up(report=REPORT)), "Risks")}
    assert told["Somebody innocent is named"] == (
        "Of ten leads of the last scan 4 are expected to be about somebody innocent"
    )
    assert told["A chance is stated that does not hold"] == "1 of 3 signs count for nothing for that reason"
    assert told["What is missing is taken for innocence"] == "1 signs were not asked, and 1 feeds were missing"


def test_where_devices_of_the_force_were_is_told_to_who_carries_them(set_up):
    from upstander.records.catalogue import all_feeds  # noqa: PLC0415

    page = shown(set_up(records=STORE | POSITIONS), "staff", "/monitoring")
    title = all_feeds()["positions"].title
    assert title in {row[0] for row in rows(page, "Records of every day that are held")}
    assert title in {row[0] for row in rows(page, "How long records in which you may stand are kept")}


def test_periods_that_cannot_be_read_are_told_as_that(set_up, settings_named, tmp_path):
    (tmp_path / "retention.toml").write_text("[[", "utf-8")
    settings_named(UPSTANDER_RETENTION=str(tmp_path / "retention.toml"))
    page = said(set_up().asks("auditor", "/data-protection"))
    assert "it cannot be told how long what it holds is kept" in page
    assert "Cannot be told: the periods of this desk cannot be read" in page
    assert set_up().asks("staff", "/monitoring").status_code == 200


@pytest.mark.parametrize("leads", [0, 1, 4])
def test_whether_there_is_a_lead_at_all_is_not_told(set_up, leads):
    told = {row[0]: row[2] for row in rows(shown(set_up(report=REPORT | {"raised": {"lead": leads}})), "Risks")}
    assert told["Somebody innocent is named"] == "Too few leads in the last scan to say a share"


def test_that_groups_differ_is_told_and_no_group_is(set_up):
    page = shown(set_up(report=REPORT))
    told = {row[0]: row[2] for row in rows(page, "Risks")}
    assert told["Some groups are raised more than others"] == "Noticeable by role"
    assert "canary of a group" not in page


def test_what_each_role_reads_is_what_the_policies_let_it(desk):
    told = dict(rows(shown(desk), "What each role reads, beside what is everybody&#x27;s own"))
    assert told["Auditor"] == "What others read and why"
    assert told["Member of staff"] == "Nothing of these"
    assert told["Unit manager"] == "Leads, reports, intelligence, matters they have a part in"


def test_periods_stand_with_who_says_so_and_how_many_nobody_confirmed(set_up):
    page = shown(set_up(records=STORE))
    assert {row[0] for row in rows(page, "What the desk itself keeps")} == {
        "Closed reports of the door", "Answers left for the reporter of a destroyed report",
    }  # fmt: skip
    told = {row[0]: row[2] for row in rows(page, "Risks")}
    assert told["Records are kept too long"] == "4 of 4 periods are confirmed by nobody"


def test_the_statement_does_not_tell_whether_anybody_is_looked_into(set_up):
    from upstander.records.catalogue import all_feeds  # noqa: PLC0415

    before = said(set_up(records=STORE).asks("staff", "/monitoring"))
    desk = set_up(records=STORE | INTELLIGENCE)
    assert said(desk.asks("staff", "/monitoring")) == before
    assert all_feeds()["instructions"].title in before
    assert {row[0] for row in rows(shown(desk, "staff", "/monitoring"), "Records of every day that are held")} == {
        all_feeds()["accesses"].title
    }


def test_what_only_people_can_judge_is_asked_until_they_answer(set_up):
    unanswered = said(set_up().asks("auditor", "/data-protection"))
    assert "Nobody has signed it." in unanswered
    assert "14 questions not answered yet" in unanswered
    desk = set_up(
        answers="""
            [answers]
            controller = "The chief constable"
            [signed]
            by = "Rowan Ash"
            on = 2025-05-01
            review_on = 2025-06-01
        """
    )
    answered = said(desk.asks("auditor", "/data-protection"))
    assert "The chief constable" in answered
    assert "13 questions not answered yet" in answered
    assert "Signed by Rowan Ash on 1 May 2025. It was to be reviewed by 1 June 2025: that day has come." in answered


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ("[answers]\nwhatever = 'x'", "[answers] has whatever, which nobody asks for"),
        ("[answers]\npurpose = 3", "purpose of [answers] is 3; it must be a text"),
        ("[signed]\non = 'yesterday'", "it must be a day, such as 2026-11-28"),
        ("answers = 'x'", "answers is no table"),
        ("[answers", "cannot be read"),
    ],
)
def test_answers_that_cannot_be_used_are_told_with_the_entry_and_the_remedy(set_up, answers, why):
    desk = set_up(answers=answers)
    page = desk.asks("auditor", "/data-protection")
    assert page.status_code == 409
    assert why in said(page).replace("&#x27;", "'")
    for path in ("/monitoring", "/monitoring/print"):
        page = desk.asks("staff", path)
        assert page.status_code == 409
        assert "answers.toml" not in page.content.decode()
        assert "The people who answer for this desk are told why." in said(page)


def test_both_print_as_tagged_pdf_with_what_the_pages_say(set_up):
    from pypdf import PdfReader  # noqa: PLC0415

    desk = set_up(records=STORE, report=REPORT)
    for who, path, words in (
        ("auditor", "/data-protection/print", "Of ten leads of the last scan 4 are expected"),
        ("staff", "/monitoring/print", "Records of every day that are held"),
    ):
        read = PdfReader(BytesIO(desk.asks(who, path).content))
        assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
        assert words in re.sub(r"\s+", " ", " ".join(page.extract_text() for page in read.pages))


def test_every_reading_leaves_a_line(desk):
    desk.asks("auditor", "/data-protection")
    desk.asks("staff", "/monitoring/print")
    assert [line[:3] for line in desk.log("assessment of data read")] == [
        ("assessment", "allowed", "what this desk does with data")
    ]
    assert [line[1] for line in desk.log("monitoring of data printed")] == ["done"]


def test_a_document_names_tables_and_questions_that_there_are(database):
    from upstander.website.processing.asked import outline, questions  # noqa: PLC0415
    from upstander.website.processing.tables import TABLES  # noqa: PLC0415

    sections = [*outline("assessment").sections, *outline("monitoring").sections]
    assert {name for one in sections for name in one.tables} == set(TABLES)
    assert {name for one in sections for name in one.questions} == set(questions())
    assert {one.status for one in sections if one.source} <= {"confirmed", "to be checked"}


def test_a_review_that_is_to_come_is_told_with_its_day(database):
    from upstander.website.processing.asked import Answers  # noqa: PLC0415
    from upstander.website.processing.document import document  # noqa: PLC0415
    from upstander.website.processing.facts import facts  # noqa: PLC0415

    signed = Answers({}, "Rowan Ash", dt.date(2025, 5, 1), dt.date(2025, 6, 1))
    told = document("monitoring", facts(), signed, dt.date(2025, 5, 31))
    assert told.stands == "Signed by Rowan Ash on 1 May 2025. To be reviewed by 1 June 2025."
