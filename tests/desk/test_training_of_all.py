"""Who understood what is taught here: for the prevent officer and the manager, with the force's own record, and never of the tied."""

import csv
import io
import re

import pytest

from tests.desk.conftest import records_named
from tests.desk.force_people import write_people
from tests.desk.trained import answered, begun, read
from upstander.access.sealed import mark

READS = {"prevent", "manager"}
EVERYBODY = ("analyst", "investigator", "authority", "liaison", "manager", "auditor", "administrator", "prevent", "vetting", "chief", "staff")  # fmt: skip
HERE = "/workforce/modules/abuse_of_position"
PATHS = ("/workforce/modules", HERE, f"{HERE}/questions", "/workforce/modules/attempts")
STAFF = """
    staff_id | name   | role      | team_id | started_on
    P-1      | Alder  | constable | north   | 2015-01-01
    P-2      | Beech  | pcso      | south   | 2015-01-01
    P-41     | Cedar  | pcso      | south   | 2015-01-01
    P-4      | Dogwood | analyst  | south   | 2015-01-01
    D-staff  | Sam    | constable | north   | 2015-01-01
"""


@pytest.fixture
def on_record(taken_in, tmp_path):
    """A store in which one person passed the course today, by the force's own record."""
    from django.utils import timezone  # noqa: PLC0415

    passed = f"staff_id | course | completed_on | assessed | score\nP-1 | APSP | {timezone.localdate()} | yes | 0.9"
    with records_named(write_people(tmp_path / "store", staff=STAFF, training=passed)):
        yield


def said(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())).replace("&#x27;", "'")


@pytest.mark.parametrize("who", EVERYBODY)
def test_it_is_there_for_prevention_and_for_nobody_else(desk, who):
    answered(desk.accounts["staff"])
    for path in PATHS:
        assert (desk.asks(who, path).status_code == 200) == (who in READS), path


def test_each_state_is_told_from_what_was_read_answered_and_recorded(desk, on_record):
    answered(desk.accounts["staff"])
    answered(desk.accounts["liaison"], wrong=5)
    read(desk.accounts["chief"])
    read(desk.accounts["vetting"], pages=1)
    page = said(desk.asks("prevent", HERE))
    assert "Alder Cannot sign in here yet Constable, north Understood, by the force’s own record" in page
    assert "Beech Cannot sign in here yet PCSO, south Not begun" in page
    assert "Sam Constable, north Understood " in page
    assert "The liaison Survivor liaison Answered, not passed" in page
    assert "The chief Chief officer Read, not answered" in page
    assert "The vetting Vetting officer Begun to read" in page
    assert "Dogwood" not in page  # an analyst of the records, who meets no public


def test_by_when_it_is_due_is_told_from_the_force_s_record(desk, taken_in, tmp_path):
    long_ago = "staff_id | course | completed_on | assessed | score\nP-2 | APSP | 2024-03-01 | yes | 0.9"
    later = "staff_id | completed_at | discussed\nP-1 | 2026-05-31 10:00 | yes"
    with records_named(write_people(tmp_path / "old", staff=STAFF, training=long_ago, health_checks=later)):
        page = said(desk.asks("prevent", HERE))
    assert "Beech Cannot sign in here yet PCSO, south Not begun – 1 March 2025 0" in page
    assert "Cedar PCSO, south Not begun – 1 April 2015 0" in page


def test_counts_are_told_by_role_and_team(desk, on_record):
    answered(desk.accounts["staff"])
    page = said(desk.asks("prevent", HERE))
    assert re.search(r"By role .*Constable 2 0 0 0 0 0 2 ", page)
    assert re.search(r"By role .*PCSO 0 0 0 0 0 2 2 ", page)
    assert re.search(r"By team .*north 2 0 0 0 0 0 2 south 0 0 0 0 0 2 2 ", page)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?state=understood", {"Alder", "Sam"}),
        ("?role=PCSO", {"Beech", "Cedar"}),
        ("?team=north&state=understood", {"Alder", "Sam"}),
        ("?since=01/01/2099", set()),
        ("?since=01/01/2020", {"Alder", "Sam"}),
        ("?since=nonsense&team=south", {"Beech", "Cedar"}),
    ],
)
def test_the_list_is_cut_down_by_state_role_team_and_day(desk, on_record, query, names):
    answered(desk.accounts["staff"])
    page = said(desk.asks("prevent", HERE + query)).partition("Apply filter")[2]
    assert {name for name in ("Alder", "Beech", "Cedar", "Sam") if name in page} == names


def test_whoever_a_tie_keeps_away_and_the_reader_are_on_no_page(desk, on_record):
    answered(desk.accounts["the subject"])  # who is Cedar
    answered(desk.accounts["a friend"])
    assert "Cedar" in said(desk.asks("prevent", HERE))
    assert "P-41" in desk.asks("prevent", "/workforce/modules/attempts").content.decode()
    friend = said(desk.asks("a friend", HERE))
    assert "Cedar" not in friend
    assert "a friend Unit manager" not in friend
    assert "P-41" not in desk.asks("a friend", "/workforce/modules/attempts").content.decode()


def test_what_was_passed_here_counts_on_the_list_of_the_force_s_course(desk, on_record):
    before = said(desk.asks("prevent", "/workforce/training/abuse_of_position?role=constable"))
    answered(desk.accounts["staff"])
    after = said(desk.asks("prevent", "/workforce/training/abuse_of_position?role=constable"))
    assert re.search(r"Constable 50 % 2 ", before)
    assert re.search(r"Constable 100 % 2 ", after)
    assert re.search(r"Sam Constable, north Understood", after)


def test_what_was_answered_and_not_passed_here_is_no_understanding_there(desk, on_record):
    answered(desk.accounts["staff"], wrong=4)
    page = said(desk.asks("prevent", "/workforce/training/abuse_of_position"))
    assert re.search(r"Sam Constable, north Tested, not passed", page)


def test_a_record_of_a_person_has_what_they_answered_here_and_reading_it_leaves_their_mark(desk, on_record):
    answered(desk.accounts["staff"], wrong=1)
    page = said(desk.asks("prevent", f"/workforce/people/{mark('D-staff')}"))
    assert re.search(r"Answered at this desk.*version 1 .* 7 of 8 1 ", page)
    assert [line[:2] for line in desk.log("training read")] == [(mark("D-staff"), "allowed")]


def test_the_export_has_a_line_for_each_attempt_and_leaves_one_in_the_log(desk, on_record):
    first = answered(desk.accounts["staff"], wrong=5)
    second = answered(desk.accounts["staff"])
    answer = desk.asks("prevent", "/workforce/modules/attempts")
    assert answer["Content-Disposition"] == 'attachment; filename="attempts.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert [(row["attempt"], row["staff_number"], row["right"], row["asked"], row["passed"]) for row in rows] == [
        (str(first.pk), "D-staff", "3", "8", "no"),
        (str(second.pk), "D-staff", "8", "8", "yes"),
    ]
    assert set(rows[0]["wrong_questions"].split()) == set(first.wrong())
    assert [line[1:] for line in desk.log("attempts exported")] == [
        ("done", "prevention: who understood what is taught here", {"rows": 2})
    ]


def test_no_cell_of_the_export_is_run_by_a_spreadsheet(desk):
    account = desk.accounts["staff"]
    account.name = "=1+1"
    account.save()
    answered(account)
    assert "'=1+1" in desk.asks("prevent", "/workforce/modules/attempts").content.decode()


def test_which_questions_go_wrong_is_told_of_first_tries_and_never_of_a_handful(desk):
    few = said(desk.asks("prevent", f"{HERE}/questions"))
    assert "Nobody whom you may know of has answered" in few
    everybody = [who for who in EVERYBODY if who not in {"prevent"}]
    for who in everybody[:4]:
        answered(desk.accounts[who], wrong=8)
    page = said(desk.asks("prevent", f"{HERE}/questions"))
    assert "(fewer than 5 people)" in page
    assert "(100 %)" not in page
    for who in everybody[4:]:
        answered(desk.accounts[who], wrong=8)
    answered(desk.accounts["staff"])  # a second try, which tells nothing of how it was understood
    page = said(desk.asks("prevent", f"{HERE}/questions"))
    assert "(10 people)" in page
    assert set(re.findall(r"\((\d+) %\)", page)) == {"100"}
    assert "The staff" not in page


def test_of_whom_a_tie_keeps_from_somebody_no_question_tells_them(desk):
    for who in ("the subject", "analyst", "investigator", "authority", "liaison", "auditor"):
        answered(desk.accounts[who], wrong=1)
    assert "(6 people)" in said(desk.asks("manager", f"{HERE}/questions"))
    assert "(5 people)" in said(desk.asks("a friend", f"{HERE}/questions"))


def test_reading_each_page_leaves_a_line_that_names_nobody(desk, on_record):
    for path in PATHS[:3]:
        desk.asks("prevent", path)
    assert [line[:2] for line in desk.log("modules read")] == [("", "allowed")]
    [(about, outcome, _purpose, details)] = desk.log("module list read")
    assert (about, outcome) == ("abuse_of_position", "allowed")
    assert set(details) == {"people"}
    assert [line[:2] for line in desk.log("module questions read")] == [("abuse_of_position", "allowed")]


def test_without_records_whoever_signs_in_is_told_of(desk):
    answered(desk.accounts["staff"])
    begun(desk.accounts["liaison"])
    page = said(desk.asks("manager", HERE))
    assert "The staff Member of staff Understood" in page
    assert "The liaison Survivor liaison Read, not answered" in page


def test_the_checklist_counts_what_was_understood_here(desk, on_record):
    before = said(desk.asks("chief", "/checklist/speak_up"))
    answered(desk.accounts["staff"])
    answered(desk.accounts["the subject"], wrong=8)
    after = said(desk.asks("chief", "/checklist/speak_up"))
    assert "25 % of 4 people who must have understood it did, within" in before
    assert "50 % of 4 people who must have understood it did, fewer than 5 of them by what they answered" in after


def test_what_is_kept_here_is_evidence_that_records_are_kept(desk, on_record):
    before = said(desk.asks("chief", "/checklist/training_records"))
    answered(desk.accounts["staff"])
    after = said(desk.asks("chief", "/checklist/training_records"))
    assert "each attempt is kept" not in before
    assert "fewer than 5 people passed the course on abuse of position here, where each attempt is kept" in after


def test_without_records_the_checklist_tells_how_many_passed_here(desk):
    answered(desk.accounts["staff"])
    page = said(desk.asks("auditor", "/checklist/speak_up"))
    assert "no records are named to this desk. Passed at this desk: fewer than 5 people" in page


def test_the_checklist_counts_who_read_the_guidance_and_answered_it(desk):
    answered(desk.accounts["staff"], "professional_boundary")
    answered(desk.accounts["liaison"], "professional_boundary", wrong=1)
    page = said(desk.asks("chief", "/checklist/boundaries_guidance"))
    assert "fewer than 5 people have read the guidance that stands at this desk, and answered what shows it" in page
    assert [line[1] for line in desk.log("module attempt sent")] == ["done", "done"]
