"""Ties keep people away: declared by themselves, told by the force's records, and released by two who have none."""

import pytest
from django.db import DatabaseError

from tests.desk.conftest import DAY, OTHER_SUBJECT, SUBJECT
from tests.leads.telling.scans import CASE_2_EVIDENCE, case_2, write_scan, write_store


@pytest.fixture
def tied(desk):
    """The investigator's tie to the subject of a matter on which they work."""
    matter = desk.matter("investigator", "authority")
    desk.shut_out("investigator", SUBJECT)
    return matter, desk.accounts["investigator"].shut_out.get()


def released(desk, tie, who, **given):
    return desk.asks(who, f"/ties/{tie.pk}/release", given or {"why": "they have never met"})


def test_two_people_release_a_tie_and_its_holder_sees_the_matter_again(desk, tied):
    matter, tie = tied
    assert desk.asks("investigator", f"/matters/{matter.pk}").status_code == 404
    assert released(desk, tie, "manager").status_code == 302
    assert desk.asks("investigator", f"/matters/{matter.pk}").status_code == 404
    assert desk.sees("investigator", "SELECT id FROM casework_matter") == []
    assert released(desk, tie, "authority").status_code == 302
    assert desk.asks("investigator", f"/matters/{matter.pk}").status_code == 200
    assert desk.sees("investigator", "SELECT id FROM casework_matter") == [matter.pk]
    assert [line[0] for line in desk.log("tie released")] == [str(tie.pk)]


def test_nobody_signs_what_they_asked_for(desk, tied):
    matter, tie = tied
    released(desk, tie, "manager")
    answer = released(desk, tie, "manager")
    assert (answer.status_code, "second person" in answer.content.decode()) == (409, True)
    assert desk.asks("investigator", f"/matters/{matter.pk}").status_code == 404


@pytest.mark.parametrize(
    "who", ["investigator", "analyst", "liaison", "auditor", "administrator", "a friend", "the subject"]
)
def test_a_tie_is_released_by_nobody_else(desk, tied, who):
    _matter, tie = tied
    assert released(desk, tie, who).status_code == 404
    desk.sees(who, "SELECT 1")
    with pytest.raises(DatabaseError, match="row-level security"):
        desk.as_role(lambda: desk.run(
            "INSERT INTO access_release (id, tie_id, why, by_id, at) VALUES"
            f" (gen_random_uuid(), '{tie.pk}', '', '{desk.accounts[who].pk}', now())"
        ))  # fmt: skip


@pytest.mark.parametrize("who", ["the subject", "a friend"])
def test_who_is_tied_to_the_same_person_is_not_told_of_others_ties(desk, tied, who):
    page = desk.asks(who, "/ties/others").content.decode()
    assert SUBJECT not in page
    assert desk.sees(who, f"SELECT id FROM access_shutout WHERE account_id <> '{desk.accounts[who].pk}'") == []


def test_a_release_says_why(desk, tied):
    _matter, tie = tied
    assert "Say why" in released(desk, tie, "manager", why=" ").content.decode()


# ---- what records tell

STAFF = """
    staff_id       | name | role      | team_id | supervisor_id | started_on
    D-investigator | I    | detective | CCU     | P-41          | 2015-01-01
    D-analyst      | A    | analyst   | CCU     |               | 2015-01-01
    P-41           | S    | pcso      | north   |               | 2015-01-01
    """


@pytest.fixture
def inferred(desk, tmp_path):
    """How many ties a store of records told, in which the subject leads the investigator."""
    from upstander.casework.actions.ties import infer  # noqa: PLC0415

    return infer(write_store(tmp_path, {"staff": STAFF}))


def test_the_records_shut_out_who_is_led_by_the_subject_and_say_so(desk, inferred):
    page = desk.asks("investigator", "/ties").content.decode()
    assert inferred == 4  # the investigator and the subject, and the investigator and the analyst, each both ways
    assert "line management" in page
    assert "From records" in page


def test_a_tie_that_records_tell_shuts_out_as_a_declared_one_does(desk, inferred):
    matter = desk.matter()
    given = {"to": str(desk.accounts["investigator"].pk), "part": "investigator"}
    assert desk.asks("manager", f"/matters/{matter.pk}/assign", given).status_code == 409
    assert desk.asks("analyst", f"/leads/{desk.lead(OTHER_SUBJECT).pk}").status_code == 200


def test_a_part_is_given_to_its_own_role_alone(desk):
    """A manager who could make themselves the liaison would read how a survivor is reached."""
    matter = desk.matter()
    for who, part in (("manager", "liaison"), ("investigator", "authority"), ("authority", "liaison")):
        given = {"to": str(desk.accounts[who].pk), "part": part}
        assert desk.asks("manager", f"/matters/{matter.pk}/assign", given).status_code == 409, (who, part)


def test_taking_a_scan_in_reads_the_ties_that_its_records_tell(desk, tmp_path):
    from upstander.casework.taking_in import take_in  # noqa: PLC0415

    store = write_store(tmp_path / "store", {"staff": STAFF})
    take_in(write_scan(tmp_path / "leads", {"L-1": case_2()}, {"L-1": CASE_2_EVIDENCE}, store=str(store)), DAY)
    assert desk.asks("investigator", "/ties").content.decode().count("line management") == 1
    assert take_in(tmp_path / "leads", DAY) == (0, 1)


def test_a_scan_whose_records_are_gone_is_taken_in_and_tells_no_ties(desk, tmp_path):
    from upstander.casework.taking_in import infer_ties  # noqa: PLC0415

    assert infer_ties(write_scan(tmp_path, {"L-1": case_2()}, {"L-1": CASE_2_EVIDENCE}, store="/nowhere")) == 0


def test_a_number_that_is_spelt_otherwise_than_in_the_records_is_the_same_number(desk, tmp_path):
    """An administrator types it by hand; the records' own ties would be missing, and nothing would say so."""
    from upstander.casework.actions.ties import infer  # noqa: PLC0415

    store = write_store(tmp_path, {"staff": STAFF.replace("D-investigator", "dINVESTIGATOR ")})
    assert infer(store) == 4
    assert "line management" in desk.asks("investigator", "/ties").content.decode()


def test_a_tie_that_was_released_and_is_declared_anew_shuts_out_again(desk, tied):
    matter, tie = tied
    for who in ("manager", "authority"):
        released(desk, tie, who)
    again = {"subject_id": SUBJECT, "name": "Ask Nobody", "tie": "they have met since"}
    for _ in range(2):
        assert desk.asks("investigator", "/ties", again).status_code == 302
    assert desk.asks("investigator", f"/matters/{matter.pk}").status_code == 404
    assert desk.sees("investigator", "SELECT id FROM casework_matter") == []
    assert desk.accounts["investigator"].shut_out.count() == 2
