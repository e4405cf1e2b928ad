"""The national checklist at the desk: every line with what was written and what live records show, or that nothing does."""

import datetime as dt
import re

import pytest
from django.db import DatabaseError

from tests.desk.force_people import checklist_written, engaged, partner

READS = {"prevent", "manager", "chief", "authority", "auditor"}
WRITES = {"prevent", "manager"}
EVERYBODY = ("analyst", "investigator", "authority", "liaison", "manager", "auditor", "administrator", "prevent", "vetting", "chief", "staff")  # fmt: skip
GIVEN = {"state": "in place", "owner": "The head of standards", "evidence": "Minutes of May", "review_on": "01/01/2099"}


def said(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.mark.parametrize("who", EVERYBODY)
def test_it_is_read_by_those_who_answer_for_prevention(desk, people_on_record, who):
    checklist_written("speak_up", owner="x", by=desk.accounts["prevent"])
    assert (desk.asks(who, "/checklist").status_code == 200) == (who in READS)
    assert bool(desk.sees(who, "SELECT id FROM learning_checklistentry")) == (who in READS)


@pytest.mark.parametrize("who", EVERYBODY)
def test_it_is_written_by_the_prevent_officer_and_the_manager(desk, people_on_record, who):
    answer = desk.asks(who, "/checklist/speak_up", GIVEN)
    assert (answer.status_code == 302) == (who in WRITES)
    assert len(desk.log("checklist written")) == (who in WRITES)


def test_the_newest_entry_counts_and_the_earlier_ones_stay(desk, people_on_record):
    desk.asks("prevent", "/checklist/speak_up", GIVEN | {"state": "not started", "owner": "Nobody yet"})
    desk.asks("manager", "/checklist/speak_up", GIVEN)
    whole, line = said(desk.asks("chief", "/checklist")), said(desk.asks("chief", "/checklist/speak_up"))
    assert "The head of standards" in whole
    assert "Nobody yet" not in whole
    assert line.index("The head of standards") < line.index("Nobody yet")


def test_nobody_changes_or_takes_away_what_was_written(desk, people_on_record):
    desk.asks("prevent", "/checklist/speak_up", GIVEN)
    for statement in (
        "UPDATE learning_checklistentry SET state = 'not started'",
        "DELETE FROM learning_checklistentry",
    ):
        with pytest.raises(DatabaseError):
            desk.as_role(lambda statement=statement: desk.run(statement))


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"state": ""}, "Choose how far the force is"),
        ({"owner": ""}, "Say who answers for it"),
        ({"evidence": ""}, "Say what shows that it is in place"),
        ({"review_on": "01/01/2020"}, "Give a day that is still to come"),
    ],
)
def test_what_lacks_something_is_not_kept_and_says_what(desk, people_on_record, changed, told):
    answer = desk.asks("prevent", "/checklist/speak_up", GIVEN | changed)
    assert answer.status_code == 422
    assert told in said(answer)
    assert desk.log("checklist written") == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("speak_up", "33 % of 3 people who must have understood it did, within 365 days, as the records stood on 1 June 2025."),
        ("training_records", "Of 3 people, 2 have a course of those asked for on record, as the records stood on 1 June 2025."),
        ("vetted", "1 of 3 people hold vetting that has not run out and fits their post, as the records stood on 1 June 2025."),
        ("billing", "The records hold no telephone bills: nothing can be looked for in them. Cannot be told"),
        ("learning_captured", "The library holds 11 cases, 11 of them with questions."),
        ("recruitment", "Nothing shows it."),
        ("apps_others", "Messaging apps seen on devices of the force: whatsapp on fewer than 5, signal on fewer than 5, as the records"),
        ("apps_security", "Nothing shows it."),
    ],
)  # fmt: skip
def test_each_line_shows_what_live_records_tell_or_that_nothing_does(desk, people_on_record, line, told):
    assert told in said(desk.asks("chief", f"/checklist/{line}"))


def test_without_records_live_evidence_cannot_be_told_and_what_was_written_stays(desk):
    checklist_written("speak_up", owner="x", evidence="Minutes of May", by=desk.accounts["prevent"])
    page = said(desk.asks("chief", "/checklist/speak_up"))
    assert "Cannot be told: no records are named to this desk." in page
    assert "Minutes of May" in page


def test_a_day_of_review_that_has_come_is_told(desk, people_on_record):
    from upstander.learning.models import ChecklistEntry, State  # noqa: PLC0415

    given = {"line": "speak_up", "state": State.UNDER_WAY, "owner": "x", "by": desk.accounts["prevent"]}
    ChecklistEntry.objects.create(review_on=dt.date(2020, 1, 1), **given)
    assert "this day has come" in said(desk.asks("chief", "/checklist"))


def test_a_line_that_is_not_there_is_a_page_that_never_was(desk, people_on_record):
    assert desk.asks("chief", "/checklist/no_such_line").status_code == 404


def test_recommendations_stand_in_registers_of_their_own(desk, people_on_record):
    checklist_written("speak_up", owner="The head of standards", by=desk.accounts["prevent"])
    page = said(desk.asks("chief", "/registers/messaging_apps"))
    assert "the nine recommendations" in page
    assert "Nothing written 9" in page
    assert "The head of standards" not in page


def test_a_register_that_is_not_there_is_a_page_that_never_was(desk, people_on_record):
    assert desk.asks("chief", "/registers/no_such_register").status_code == 404


@pytest.mark.parametrize("who", ["prevent", "manager", "chief", "authority", "auditor"])
def test_partners_are_told_in_counts_to_everybody_who_reads_the_checklist(desk, who):
    lines = ("partners_kept", "partners_briefed", "partners_two_levels", "victim_services")
    assert ["No agency is written down" in desk.asks(who, f"/checklist/{line}").content.decode() for line in lines] == [
        True
    ] * 4
    prevent = desk.accounts["prevent"]
    engaged(partner("North Ambulance", by=prevent, contact="Robin Vale"), by=prevent, ago=300)
    partner("A home", by=prevent, kind="childrens_home")
    told = " ".join(desk.asks(who, f"/checklist/{line}").content.decode() for line in lines)
    assert "The unit was in touch with 1 of 2 agencies within 180 days." in told  # a contact was named today
    assert "1 of 2 agencies were briefed or sent materials within a year." in told
    assert "0 of 2 agencies have contacts at both levels, practitioners and managers." in told
    assert "0 of 0 services for victims and witnesses were briefed or sent materials within a year." in told
    engaged(partner("The Refuge", by=prevent, kind="domestic_abuse"), by=prevent)
    line = desk.asks(who, "/checklist/victim_services").content.decode()
    assert "1 of 1 services for victims and witnesses were briefed or sent materials within a year." in line
    assert "North Ambulance" not in told
