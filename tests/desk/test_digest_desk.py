"""A supervisor's page of a day: their own team and no other, nobody a tie keeps away, never themself, and a line in the log."""

import datetime as dt
import re

import pytest

from tests.desk.conftest import records_named
from tests.desk.force_people import write_people
from upstander.access.sealed import mark

PAGE = "/your-team/digest"
DAY = "2025-03-04"
STAFF = """
    staff_id       | name   | role      | team_id | supervisor_id | started_on
    D-staff        | Sam    | sergeant  | north   | D-staff       | 2015-01-01
    P-1            | Alder  | constable | north   | d staff       | 2015-01-01
    P-2            | Beech  | constable | north   | D-staff       | 2015-01-01
    P-4            | Fern   | constable | south   | D-vetting     | 2015-01-01
"""
DUTY = {
    "shifts": """
        staff_id | start_at         | end_at           | kind
        P-1      | 2025-03-04 08:00 | 2025-03-04 16:00 | duty
        P-4      | 2025-03-04 08:00 | 2025-03-04 16:00 | duty
        P-1      | 2025-02-10 08:00 | 2025-02-10 16:00 | duty
    """,
    "deployments": """
        incident_id | staff_id | tasked_by | assigned_at      | cleared_at
        I-1         | P-1      | control   | 2025-03-04 09:00 | 2025-03-04 10:00
        I-1         | P-4      | control   | 2025-03-04 09:00 | 2025-03-04 10:00
        I-2         | P-1      | control   | 2025-02-10 09:00 | 2025-02-10 10:00
    """,
    "incidents": """
        incident_id | kind     | reported_at
        I-1         | burglary | 2025-03-04 08:50
        I-2         | assault  | 2025-02-10 08:50
    """,
    "intelligence": """
        report_id | staff_id | source | received_at      | text
        R-1       | P-1      | public | 2025-03-04 09:30 | canary of what is covert
    """,
    "complaints": """
        complaint_id | staff_id | received_at      | summary
        C-1          | P-1      | 2025-03-04 09:30 | canary of what is covert
    """,
    "instructions": """
        staff_id | kind       | given_at         | text
        P-1      | monitoring | 2025-03-04 09:00 | canary of what is covert
    """,
    "accesses": """
        access_id | staff_id | at               | system                   | action
        A-1       | P-1      | 2025-03-04 09:30 | canary of what is covert | view
    """,
    "health_checks": "staff_id | completed_at | discussed\nP-9 | 2025-05-31 10:00 | yes",
    "training": "staff_id | course | completed_on\nP-9 | x | 2024-05-31",
    "vetting": "staff_id | granted_on | expires_on\nP-9 | 2024-05-31 | 2030-05-31",
    "device_apps": "device_id | app | first_seen_at\nD-1 | x | 2024-05-31 10:00",
}


@pytest.fixture
def team(taken_in, tmp_path):
    with records_named(write_people(tmp_path / "store", staff=STAFF, **DUTY)):
        yield


def said(answer):
    page = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_it_tells_of_the_own_team_the_last_day_that_the_records_reach(desk, team):
    page = said(desk.asks("staff", PAGE))
    assert "Your team on Tuesday 4 March 2025" in page
    assert "09:00 to 10:00 Deployed Burglary I-1, tasked by control; others were sent too" in page
    assert "On duty: 8 hours Deployed: 1 hour No deployment: 1 hour" in page
    assert "after 09:00 cannot be told: the records hold no newer deployments." in page
    assert "Beech Constable No duty of theirs is on record for this day." in page


def test_the_last_day_is_the_last_that_every_held_feed_reaches(desk, taken_in, tmp_path):
    """Positions are of 6 March already; the deployments of 5 March are not delivered yet."""
    ahead = DUTY | {"positions": "device_id | at | lat | lon\nV-1 | 2025-03-06 10:00 | 53.7 | -1.5"}
    with records_named(write_people(tmp_path / "store", staff=STAFF, **ahead)):
        assert "Your team on Tuesday 4 March 2025" in said(desk.asks("staff", PAGE))


def test_the_page_says_that_the_team_is_the_present_one(desk, team):
    assert "whoever they say you supervise now, for an earlier day too" in said(desk.asks("staff", PAGE))


def test_no_other_team_is_told_of_and_never_who_asks(desk, team):
    page = said(desk.asks("staff", PAGE))
    assert "Fern" not in page
    assert "Sam" not in page
    assert "Fern" in (south := said(desk.asks("vetting", PAGE)))
    assert "Alder" not in south


@pytest.mark.parametrize("who", ["manager", "prevent", "investigator", "chief", "auditor"])
def test_no_role_reads_of_teams_that_it_does_not_supervise(desk, team, who):
    page = said(desk.asks(who, PAGE))
    assert "name nobody whom you supervise" in page
    assert "Burglary" not in page


def test_whoever_a_tie_keeps_away_is_not_in_the_team(desk, team):
    desk.shut_out("staff", "P-1")
    page = said(desk.asks("staff", PAGE))
    assert "Alder" not in page
    assert "Burglary" not in page
    assert "Beech" in page


def test_nothing_covert_is_read_or_told(desk, team):
    assert "canary" not in desk.asks("staff", PAGE).content.decode()


@pytest.mark.parametrize("word", ["lead", "sign", "score", "risk", "suspicious", "unexplained"])
def test_it_never_says_that_anything_is_wrong(desk, team, word):
    assert not re.search(rf"\b{word}\b", said(desk.asks("staff", PAGE)).lower())


def test_an_earlier_day_is_told_up_to_four_weeks_back(desk, team):
    page = said(desk.asks("staff", f"{PAGE}?day=10/02/2025"))
    assert "Assault I-2" in page
    assert "Burglary" not in page


@pytest.mark.parametrize("day", ["03/02/2025", "05/03/2025", "yesterday", ""])
def test_no_other_day_is_told(desk, team, day):
    answer = desk.asks("staff", f"{PAGE}?day={day}")
    assert answer.status_code == 422
    assert "Alder" not in said(answer)
    assert "Error: " in answer.content.decode()


def test_the_first_and_the_last_day_are_told(desk, team):
    last = dt.date.fromisoformat(DAY)
    for day in (last, last - dt.timedelta(days=27)):
        assert desk.asks("staff", f"{PAGE}?day={day:%d/%m/%Y}").status_code == 200


def test_what_no_feed_tells_is_said_to_be_what_cannot_be_told(desk, team):
    page = said(desk.asks("staff", PAGE))
    assert "went out alone, and where they stopped, cannot be told: the records hold no bookings of vehicles" in page
    assert "What people wrote in logs after a shift cannot be told" in page


def test_each_look_leaves_a_line_with_its_purpose_the_day_and_the_marks_of_those_shown(desk, team):
    desk.asks("staff", PAGE)
    [(_about, outcome, purpose, details)] = desk.log("team digest read")
    assert (outcome, purpose) == ("allowed", "supervision: the daily activities of a supervisor's own team")
    assert set(details["ids"]) == {mark("P-1"), mark("P-2")}
    assert details["day"] == DAY


def test_the_way_to_it_is_there_for_whoever_supervises(desk, team):
    for way in ("/yours", "/your-training"):
        assert PAGE in desk.asks("staff", way).content.decode()
        assert PAGE not in desk.asks("investigator", way).content.decode()


def test_without_records_nothing_is_told_of_a_team(desk):
    assert desk.asks("staff", PAGE).status_code == 409
