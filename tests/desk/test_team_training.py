"""What a supervisor's own team must still pass, by the force's records: no other team, no answer, nobody a tie keeps away."""

import re

import pytest

from tests.desk.conftest import records_named
from tests.desk.force_people import write_people
from tests.desk.trained import answered, read
from upstander.access.sealed import mark

PAGE = "/your-training/team"
STAFF = """
    staff_id       | name   | role      | team_id | supervisor_id | started_on
    D-staff        | Sam    | sergeant  | north   |               | 2015-01-01
    P-1            | Alder  | constable | north   | d staff       | 2015-01-01
    P-2            | Beech  | constable | north   | D-staff       | 2015-01-01
    D-investigator | Elm    | detective | north   | D-staff       | 2015-01-01
    P-4            | Fern   | constable | south   | D-vetting     | 2015-01-01
    D-staff-2      | Gorse  | constable | south   | D-vetting     | 2015-01-01
"""


@pytest.fixture
def team(taken_in, tmp_path):
    from django.utils import timezone  # noqa: PLC0415

    passed = f"staff_id | course | completed_on | assessed | score\nP-1 | APSP | {timezone.localdate()} | yes | 0.9"
    with records_named(write_people(tmp_path / "store", staff=STAFF, training=passed)):
        yield


def said(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def due(desk, who="staff"):
    """Who must pass the course on abuse of position, by the page."""
    rows = re.findall(r"(\w+) (Abuse of position: boundaries)", said(desk.asks(who, PAGE)))
    return {name for name, _module in rows}


def test_it_tells_of_the_own_team_what_is_not_passed_here_or_by_the_record(desk, team):
    assert due(desk) == {"Beech", "Elm"}
    answered(desk.accounts["investigator"])
    assert due(desk) == {"Beech"}
    assert due(desk, "vetting") == {"Fern", "Gorse"}


def test_it_tells_nothing_of_what_was_read_or_answered_wrongly(desk, team):
    before = said(desk.asks("staff", PAGE))
    read(desk.accounts["investigator"])
    answered(desk.accounts["investigator"], wrong=8)
    assert said(desk.asks("staff", PAGE)) == before


def test_who_supervises_nobody_is_told_of_nobody(desk, team):
    for who in ("manager", "prevent", "investigator"):
        page = said(desk.asks(who, PAGE))
        assert "name nobody whom you supervise" in page
        assert "Beech" not in page


def test_the_way_to_it_is_there_for_whoever_supervises(desk, team):
    assert PAGE in desk.asks("staff", "/your-training").content.decode()
    assert PAGE not in desk.asks("investigator", "/your-training").content.decode()


def test_whoever_a_tie_keeps_away_is_not_in_the_team(desk, team):
    desk.shut_out("staff", "P-2")
    assert due(desk) == {"Elm"}


def test_each_look_leaves_a_line_with_the_marks_of_those_who_were_shown(desk, team):
    desk.asks("staff", PAGE)
    [(_about, outcome, purpose, details)] = desk.log("team training read")
    assert (outcome, purpose) == ("allowed", "supervision: what training a team must still pass")
    assert set(details["ids"]) == {mark("P-1"), mark("P-2"), mark("D-investigator")}


def test_without_records_nothing_is_told_of_a_team(desk):
    assert desk.asks("staff", PAGE).status_code == 409
