"""New partners beside people met through work: shown with why, decided by a person, and nothing merged."""

import re

import pytest
from django.db import DatabaseError, transaction

from tests.desk.conftest import records_named
from tests.desk.force_people import NEW_PARTNER, new_partner, write_people

EVERYBODY = ("analyst", "investigator", "authority", "liaison", "manager", "auditor", "administrator", "prevent", "vetting", "chief", "staff")  # fmt: skip
VET = {"vetting", "manager"}
PAGE = "/workforce/new-partners"
GIVEN = {"sameness": "same", "why": "her date of birth was asked for, and is the same"}


def main_of(answer):
    page = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


@pytest.mark.parametrize("who", EVERYBODY)
def test_it_is_the_vetting_officers_and_the_managers(desk, people_on_record, who):
    one = f"{PAGE}/{new_partner()}"
    for path, given in ((PAGE, None), (one, None), (one, GIVEN)):
        assert (desk.asks(who, path, given).status_code in {200, 302}) == (who in VET)
    assert bool(desk.sees(who, "SELECT id FROM workforce_newpartnerdecision")) == (who in VET)
    if who not in VET:
        columns = "at, staff_id, staff_mark, pair, pair_mark, sameness, why, showed, by_id"
        with pytest.raises(DatabaseError, match="row-level security"):
            desk.sees(who, f"INSERT INTO workforce_newpartnerdecision ({columns}) VALUES (now(), '', 'x', '', 'x', 'same',"
                           f" '', '', '{desk.accounts[who].pk}')")  # fmt: skip


def test_a_pair_is_told_with_its_chance_in_words_why_and_where_they_met_before(desk, people_on_record):
    page = main_of(desk.asks("vetting", f"{PAGE}/{new_partner()}"))
    assert re.search(r"\d\d in 100: (very probably|may be) the same person\. If not, they are most probably two", page)
    assert re.search(r"Date of birth .*times likelier for one person", page)
    assert "1 January 2023 In custody: interview CU-1" in page
    assert "CU-2" not in page  # after she was told of
    assert "N-1 in the force’s records" in page


def test_only_whom_they_met_themselves_is_shown(desk, people_on_record):
    assert "Bea Other" not in main_of(desk.asks("vetting", PAGE))  # whom a colleague met


def test_whoever_a_tie_keeps_away_finds_nothing_of_it(desk, people_on_record):
    one = f"{PAGE}/{new_partner()}"
    desk.asks("vetting", one, GIVEN)
    desk.shut_out("manager", "P-2")
    assert "Ann Canary" not in main_of(desk.asks("manager", PAGE))
    assert desk.asks("manager", one).status_code == 404
    assert desk.asks("manager", one, GIVEN).status_code == 404
    assert desk.sees("manager", "SELECT id FROM workforce_newpartnerdecision") == []


def test_whoever_the_name_may_mean_finds_nothing_of_it(desk, people_on_record):
    one = f"{PAGE}/{new_partner()}"
    type(desk.accounts["vetting"]).objects.filter(username="vetting").update(name="Ann Canary")
    desk.accounts["vetting"].refresh_from_db()
    assert desk.asks("vetting", one).status_code == 404
    assert desk.asks("vetting", one, GIVEN).status_code == 404
    assert "Waits" not in main_of(desk.asks("vetting", PAGE))
    assert desk.asks("manager", one).status_code == 200


def test_a_person_decides_with_a_reason_and_the_newest_counts(desk, people_on_record):
    one = f"{PAGE}/{new_partner()}"
    assert "Waits" in main_of(desk.asks("vetting", PAGE))
    assert desk.asks("vetting", one, GIVEN | {"why": ""}).status_code == 422
    assert desk.asks("vetting", one, GIVEN | {"sameness": ""}).status_code == 422
    assert desk.asks("vetting", one, GIVEN).status_code == 302
    desk.asks("manager", one, {"sameness": "unknown", "why": "two sisters are on record"})
    page = main_of(desk.asks("vetting", one))
    assert page.index("They are the same person. her date of birth") < page.index("It cannot be said. two sisters")
    assert "It was shown then: 9" in page
    listed = main_of(desk.asks("vetting", PAGE))
    assert "It cannot be said" in listed
    assert "Waits" not in listed


@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET at = now()"])
def test_no_decision_is_changed(desk, people_on_record, change):
    desk.asks("vetting", f"{PAGE}/{new_partner()}", GIVEN)
    statement = change.format("workforce_newpartnerdecision")
    with pytest.raises(DatabaseError, match="permission denied"):
        desk.sees("vetting", statement)
    with pytest.raises(DatabaseError, match="added to and never changed"), transaction.atomic():
        desk.run(statement)


def test_without_people_on_record_nothing_can_be_told(desk, taken_in, tmp_path):
    with records_named(write_people(tmp_path / "store")):
        answer = desk.asks("vetting", PAGE)
    assert answer.status_code == 409
    assert "hold nobody whom staff told of" in main_of(answer)


def test_meetings_of_every_kind_before_they_were_told_of_count(desk, taken_in, tmp_path):
    from upstander.workforce.held import matched_here  # noqa: PLC0415

    more = {
        "custody_contacts": "custody_id | nominal_id | staff_id | kind | start_at | end_at",
        "incidents": "incident_id | kind | reported_at\nI-1 | burglary | 2022-01-01 09:00\nI-2 | assault | 2022-02-01 09:00",
        "involvements": "incident_id | nominal_id | role\nI-1 | N-1 | victim\nI-2 | N-1 | witness",
        "deployments": "incident_id | staff_id | tasked_by | assigned_at\nI-1 | P-2 | control | 2022-01-01 10:00",
        "assignments": "incident_id | staff_id | role | from_at\nI-2 | P-2 | investigator | 2022-02-01 10:00",
        "public_calls": "call_id | staff_id | nominal_id | start_at | line | recorded\nC-1 | P-2 | N-1 | 2022-03-01 10:00 | 101 | yes",
    }  # fmt: skip
    with records_named(write_people(tmp_path / "store", **NEW_PARTNER | more)):
        [pair] = matched_here()
    assert [(one.record, one.how) for one in pair.met] == [
        ("C-1", "answered their call"), ("I-2", "had a part in: assault"), ("I-1", "was sent to: burglary"),
    ]  # fmt: skip


def test_each_look_and_each_decision_leaves_a_line_with_the_mark_of_who_told(desk, people_on_record):
    from upstander.access.sealed import mark  # noqa: PLC0415

    one = f"{PAGE}/{new_partner()}"
    for path, given in ((PAGE, None), (one, None), (one, GIVEN)):
        desk.asks("vetting", path, given)
    for action in ("new partners read", "new partner read", "new partner decided"):
        [(_about, _outcome, _purpose, details)] = desk.log(action)
        assert details["ids"] == [mark("P-2")], action


def test_an_auditor_with_a_tie_reads_no_line_of_a_pair_though_nobody_decided_on_it(desk, people_on_record):
    one = new_partner()
    desk.asks("vetting", f"{PAGE}/{one}")
    assert one in desk.asks("auditor", "/oversight/log").content.decode()
    desk.shut_out("auditor", "P-2")
    assert one not in desk.asks("auditor", "/oversight/log").content.decode()
