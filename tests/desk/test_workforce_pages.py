"""What the desk tells of a force's people: to whom, from which records, with a line in the log, and never more than is held."""

import re

import pytest

from tests.desk.conftest import records_named
from tests.desk.force_people import write_people
from upstander.access.sealed import mark

LISTS = {
    "/workforce/training/abuse_of_position": {"prevent", "manager"},
    "/workforce/talks": {"prevent", "manager"},
    "/workforce/vetting": {"vetting", "manager"},
    "/workforce/promises": {"manager"},
}
EVERYBODY = ("analyst", "investigator", "authority", "liaison", "manager", "auditor", "administrator", "prevent", "vetting", "chief", "staff")  # fmt: skip


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("path", LISTS)
def test_a_list_is_there_for_those_whose_work_it_is_and_for_nobody_else(desk, people_on_record, who, path):
    assert (desk.asks(who, path).status_code == 200) == (who in LISTS[path])


def test_the_overview_has_counts_and_names_nobody(desk, people_on_record):
    for who in ("prevent", "vetting", "manager"):
        page = desk.asks(who, "/workforce").content.decode()
        assert "1 June 2025" in page  # the day after the newest record, which is long ago
        assert "canary of a trainee" not in page
        assert "Beech" not in page


def test_the_overview_tells_each_what_is_theirs(desk, people_on_record):
    assert "vetting" not in rows_of(desk.asks("prevent", "/workforce")).lower()
    assert "Training" not in rows_of(desk.asks("vetting", "/workforce"))


def rows_of(answer):
    main = answer.content.decode().partition("<main")[2]
    return re.sub(r"<[^>]+>", " ", main.partition("</main>")[0]).replace("training, vetting", "")


def test_a_list_says_how_each_stands_and_its_gaps_by_role(desk, people_on_record):
    page = desk.asks("prevent", "/workforce/training/abuse_of_position").content.decode()
    told = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert re.search(r"PCSO 0 % 2 ", told)
    assert re.search(r"Constable 100 % 1 ", told)
    assert re.search(r"canary of a trainee Constable, north Understood 1 March 2025 1 March 2026", told)
    assert re.search(r"Beech PCSO, south Completed, not tested", told)


def test_a_list_is_cut_down_by_what_its_address_says(desk, people_on_record):
    page = desk.asks("prevent", "/workforce/training/abuse_of_position?state=never&role=pcso").content.decode()
    assert "Cedar" in page
    assert "Beech" not in page
    assert "1 row" in page


def test_reading_a_list_leaves_a_line_that_says_how_many_and_names_nobody(desk, people_on_record):
    desk.asks("prevent", "/workforce/training/abuse_of_position")
    assert desk.log("workforce list read") == [
        (
            "training of abuse_of_position",
            "allowed",
            "prevention: training, vetting and talks of the force's people",
            {"people": 3},
        )
    ]


def test_a_record_is_everything_that_somebody_was_taught_and_reading_it_leaves_a_line(desk, people_on_record):
    page = desk.asks("prevent", f"/workforce/people/{mark('P-1')}").content.decode()
    assert "Yes, 90 % right" in page
    assert [line[:2] for line in desk.log("training read")] == [(mark("P-1"), "allowed")]


def test_a_record_of_nobody_is_a_page_that_never_was(desk, people_on_record):
    assert desk.asks("prevent", f"/workforce/people/{mark('P-0')}").status_code == 404


def test_promises_about_whom_a_tie_keeps_away_are_not_there_and_are_not_counted(desk, people_on_record):
    both = desk.asks("manager", "/workforce/promises").content.decode()
    tied = desk.asks("a friend", "/workforce/promises").content.decode()  # a manager, with a tie to Cedar
    assert ": 2 rows" in both
    assert "Cedar" in both
    assert ": 1 row<" in tied
    assert "Cedar" not in tied


@pytest.mark.parametrize("path", ["/workforce/training/abuse_of_position", "/workforce/talks", "/workforce/vetting"])
def test_whoever_a_tie_keeps_away_is_on_no_list_and_has_no_record(desk, people_on_record, path):
    assert "Cedar" in desk.asks("manager", path).content.decode()
    for who in ("a friend", "the subject"):  # managers, one with a tie to Cedar, one who is Cedar
        assert "Cedar" not in desk.asks(who, path).content.decode()
        assert desk.asks(who, f"/workforce/people/{mark('P-41')}").status_code == 404


def test_how_many_promises_somebody_read_stands_in_no_log(desk, people_on_record):
    desk.asks("manager", "/workforce/promises")
    assert [line[3] for line in desk.log("workforce list read")] == [{}]


def test_records_that_tell_of_an_investigation_move_no_day_that_others_see(desk, taken_in, tmp_path):
    drawn = {
        "intelligence": "report_id | staff_id | source | received_at\nR1 | P-2 | audit | 2025-07-15 10:00",
        "device_extractions": "device_id | extracted_at | kind | direction | other_number | at\n"
        "D-1 | 2025-07-15 10:00 | call | out | +447700900777 | 2025-07-15 10:00",
        "instructions": "staff_id | kind | given_at\nP-2 | monitoring | 2025-07-15 10:00",
    }
    with records_named(write_people(tmp_path / "store", **drawn)):
        assert "1 June 2025" in desk.asks("prevent", "/workforce").content.decode()
        assert "July" not in desk.asks("chief", "/registers/messaging_apps").content.decode()


def test_whether_anybody_looked_cannot_be_told_without_talks_and_intelligence(desk, taken_in, tmp_path):
    store = write_people(tmp_path / "store")
    for file in (store / "records" / "health_checks").rglob("*.parquet"):
        file.unlink()
    with records_named(store):
        assert desk.asks("manager", "/workforce/promises").status_code == 409


def test_a_page_that_is_no_page_is_the_first(desk, people_on_record):
    for page in ("9" * 25, "9" * 5000, "-1", "x"):
        assert desk.asks("prevent", f"/workforce/talks?page={page}").status_code == 200


def test_without_records_nothing_is_told_and_it_says_so(desk):
    for path in ("/workforce", "/workforce/vetting", f"/workforce/people/{mark('P-1')}"):
        answer = desk.asks("manager", path)
        assert answer.status_code == 409
        assert "It does not mean that all is well" in answer.content.decode()


def test_a_feed_that_is_not_held_is_no_gap(desk, taken_in, tmp_path):
    store = write_people(tmp_path / "store")
    for file in (store / "records" / "training").rglob("*.parquet"):
        file.unlink()
    with records_named(store):
        assert "Cannot be told: no training is on record" in desk.asks("prevent", "/workforce").content.decode()
        answer = desk.asks("prevent", "/workforce/training/abuse_of_position")
        assert answer.status_code == 409
        assert "Cedar" not in answer.content.decode()


def test_records_that_come_later_are_told_at_once(desk, taken_in, tmp_path):
    store = write_people(tmp_path / "store")
    with records_named(store):
        before = desk.asks("prevent", "/workforce/training/abuse_of_position?state=understood").content.decode()
        later = "staff_id | course | completed_on | assessed | score\nP-2 | APSP | 2025-04-01 | yes | 1.0"
        write_people(tmp_path / "more", training=later)
        more = next((tmp_path / "more" / "records" / "training").rglob("*.parquet"))
        more.rename(store / "records" / "training" / "later.parquet")
        after = desk.asks("prevent", "/workforce/training/abuse_of_position?state=understood").content.decode()
    assert ("Beech" in before, "Beech" in after) == (False, True)


def test_a_feed_of_headings_alone_is_held_with_nothing_in_it_and_stops_no_page(desk, tmp_path):
    """A force whose first export of training was empty."""
    headings = "staff_id | course | completed_on | assessed | score | seconds_spent"
    with records_named(write_people(tmp_path / "store", training=headings)):
        answer = desk.asks("prevent", "/workforce/training/abuse_of_position")
    assert answer.status_code == 200
