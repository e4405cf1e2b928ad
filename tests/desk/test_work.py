"""The work of an investigation: done first, looked for, held against records, decided with reasons; nothing rewritten."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

WORKERS = ("investigator", "authority", "manager")
CANARY = "a canary of the investigation"


@pytest.fixture
def matter(desk):
    return desk.matter("investigator", "authority", "liaison")


def path_of(matter, *more):
    return "/".join(["", "matters", str(matter.pk), "work", *more])


def page_of(desk, matter, who="investigator"):
    return desk.asks(who, path_of(matter)).content.decode()


def kept(desk, matter, what, given=None, who="investigator"):
    return desk.asks(who, path_of(matter, "add", what), given or {"x": ""})


TASK = {"what": CANARY}
STATEMENT = {"who": "the subject", "words": CANARY, "said_on": "1/5/2025"}
POLICY = {"decision": CANARY, "reasons": "proportionate"}
EXHIBIT = {"reference": "AB/1", "what": CANARY, "found": "DC 1, on the desk", "found_on": "1/5/2025"}
KINDS = {"task": TASK, "statement": STATEMENT, "policy": POLICY, "exhibit": EXHIBIT}
TABLES = ("task", "taskresult", "exhibit", "exhibitfile", "disclosure", "statement", "comparison", "policyentry")


def test_looking_for_others_is_opened_with_every_matter_and_says_where_that_is_asked_for(desk, matter):
    page = page_of(desk, matter)
    assert page.count("Look for others:") == 5 * 2  # each in words, and in the words of its link
    for words in ("look-ups over at least five years", "billing", "without a task", "colleagues", "S002"):
        assert words in page, words


@pytest.mark.parametrize("what", KINDS)
@pytest.mark.parametrize("who", WORKERS)
def test_who_investigates_decides_or_leads_keeps_it_and_reads_it(desk, matter, who, what):
    assert kept(desk, matter, what, KINDS[what], who).status_code == 302
    assert CANARY in page_of(desk, matter, who)


@pytest.mark.parametrize("what", KINDS)
@pytest.mark.parametrize("who", ["liaison", "analyst", "auditor", "administrator", "a friend", "the subject"])
def test_for_nobody_else_is_there_an_investigation(desk, matter, who, what):
    kept(desk, matter, what, KINDS[what])
    assert desk.asks(who, path_of(matter)).status_code == 404
    assert kept(desk, matter, what, KINDS[what], who).status_code == 404
    for table in TABLES:
        assert desk.sees(who, f"SELECT id FROM casework_{table}") == [], table
    assert "Investigation" not in desk.asks(who, f"/matters/{matter.pk}").content.decode()


@pytest.mark.parametrize("what", KINDS)
def test_what_is_missing_is_said_beside_its_field(desk, matter, what):
    answer = kept(desk, matter, what)
    page = answer.content.decode()
    assert (answer.status_code, "govuk-error-message" in page, "There is a problem" in page) == (422, True, True)


# ---- tasks


def test_a_task_is_answered_once_as_done_or_as_not_needed_in_words(desk, matter):
    kept(desk, matter, "task", TASK)
    task = matter.tasks.get(due=None)
    path = path_of(matter, "tasks", str(task.pk))
    assert desk.asks("investigator", path, {"done": "no", "words": ""}).status_code == 422
    assert desk.asks("investigator", path, {"done": "no", "words": "the audio is gone"}).status_code == 302
    page = page_of(desk, matter)
    assert "not needed" in page
    assert "the audio is gone" in page
    assert desk.asks("investigator", path, {"done": "yes", "words": "again"}).status_code == 422


# ---- exhibits

HELD = b"\x89 a file as it came \x00\xff"


def test_an_exhibit_is_kept_with_the_hash_of_its_file_as_it_came(desk, matter):
    file = SimpleUploadedFile("her name.jpg", HELD)
    assert kept(desk, matter, "exhibit", EXHIBIT | {"file": file}).status_code == 302
    exhibit = matter.exhibits.get()
    assert (exhibit.sha256, exhibit.size) == (hashlib.sha256(HELD).hexdigest(), len(HELD))
    with desk.cursor() as cursor:
        cursor.execute("SELECT held FROM casework_exhibitfile")
        assert HELD not in bytes(cursor.fetchone()[0])


def test_a_file_is_taken_out_for_a_purpose_under_a_name_that_says_nothing(desk, matter):
    kept(desk, matter, "exhibit", EXHIBIT | {"file": SimpleUploadedFile("her name.jpg", HELD)})
    exhibit = matter.exhibits.get()
    path = path_of(matter, "exhibits", str(exhibit.pk))
    assert desk.asks("investigator", path, {"purpose": "x"}).status_code == 422
    answer = desk.asks("investigator", path, {"purpose": "for the hearing bundle, to the clerk"})
    assert answer.content == HELD
    assert answer["Content-Type"] == "application/octet-stream"
    assert "her name" not in answer["Content-Disposition"]
    assert [(line[0], line[1]) for line in desk.log("exhibit exported")] == [(str(exhibit.pk), "allowed")]


def test_a_file_that_is_no_longer_what_came_is_not_given_out_and_that_is_said(desk, matter):
    kept(desk, matter, "exhibit", EXHIBIT | {"file": SimpleUploadedFile("x.jpg", HELD)})
    exhibit = matter.exhibits.get()
    desk.run("SET LOCAL session_replication_role = replica")  # as a superuser may, whom no trigger stops
    type(exhibit).objects.filter(pk=exhibit.pk).update(sha256="0" * 64)
    desk.run("SET LOCAL session_replication_role = origin")
    answer = desk.asks("investigator", path_of(matter, "exhibits", str(exhibit.pk)), {"purpose": "for the hearing"})
    assert (answer.status_code, "no longer what was kept" in answer.content.decode()) == (409, True)
    assert desk.log("exhibit exported")[0][1] == "refused"


def test_a_file_that_is_kept_elsewhere_stands_by_its_hash(desk, matter):
    assert "64 digits" in kept(desk, matter, "exhibit", EXHIBIT | {"sha256": "abc"}).content.decode()
    assert kept(desk, matter, "exhibit", EXHIBIT | {"sha256": "AB" * 32}).status_code == 302
    assert "ab" * 32 in page_of(desk, matter)


def test_a_reference_is_given_once_and_a_file_has_its_bounds(desk, matter, monkeypatch):
    from upstander.casework.actions import work  # noqa: PLC0415

    kept(desk, matter, "exhibit", EXHIBIT)
    assert "There is an exhibit AB/1 already" in kept(desk, matter, "exhibit", EXHIBIT).content.decode()
    monkeypatch.setattr(work, "LARGEST", 10)
    big = kept(desk, matter, "exhibit", EXHIBIT | {"reference": "AB/2", "file": SimpleUploadedFile("x", HELD)})
    assert "keep it elsewhere" in big.content.decode()
    assert matter.exhibits.count() == 1


# ---- accounts against data


def test_what_was_said_has_not_been_looked_for_until_it_was_held_against_records(desk, matter):
    kept(desk, matter, "statement", STATEMENT)
    assert "Not looked for yet" in page_of(desk, matter)
    path = path_of(matter, "statements", str(matter.statements.get().pk))
    given = {"records": "billing of March", "result": "not found", "words": "no such call"}
    assert desk.asks("investigator", path, given | {"result": "lied"}).status_code == 422
    assert desk.asks("investigator", path, given).status_code == 302
    desk.asks("investigator", path, {"records": "the handset", "result": "cannot tell"})
    page = page_of(desk, matter)
    assert "Not looked for yet" not in page
    for words in ("Looked for, and not found", "These records cannot tell", "never means that it did not happen"):
        assert words in page, words


# ---- the policy log


def test_a_decision_is_corrected_only_by_one_that_stands_in_its_place(desk, matter):
    kept(desk, matter, "policy", POLICY | {"dissent": "DS 2 would have waited"})
    path = path_of(matter, "policy", "1")
    assert desk.asks("authority", path, POLICY | {"decision": "otherwise"}).status_code == 302
    page = page_of(desk, matter)
    for words in (CANARY, "otherwise", "superseded by 2", "DS 2 would have waited"):
        assert words in page, words
    again = desk.asks("authority", path, POLICY)
    assert (again.status_code, "superseded already" in again.content.decode()) == (422, True)
    assert desk.asks("authority", path_of(matter, "policy", "9"), POLICY).status_code == 404


def test_the_page_of_an_investigation_reads_no_file_of_an_exhibit(desk, matter):
    """Each may be 25 MiB, and sealed: the page would open all of them to show a list."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    kept(desk, matter, "exhibit", EXHIBIT | {"file": SimpleUploadedFile("x", b"a file")})
    with CaptureQueriesContext(connection) as asked_of_it:
        assert "Take the file out" in page_of(desk, matter)
    assert [query["sql"] for query in asked_of_it.captured_queries if '"held"' in query["sql"]] == []


# ---- disclosure


def test_an_exhibit_is_not_decided_until_somebody_decides_and_the_newest_decision_stands(desk, matter):
    kept(desk, matter, "exhibit", EXHIBIT)
    assert "Not decided" in page_of(desk, matter)
    path = path_of(matter, "exhibits", str(matter.exhibits.get().pk), "disclosure")
    refused = desk.asks("investigator", path, {"decision": "withheld", "ground": ""})
    assert (refused.status_code, "on a ground" in refused.content.decode()) == (422, True)
    assert desk.asks("investigator", path, {"decision": "withheld", "ground": "(f) a witness"}).status_code == 302
    assert desk.asks("authority", path, {"decision": "whole"}).status_code == 302
    page = page_of(desk, matter)
    assert ("To be disclosed" in page, "(f) a witness" in page, "Not decided" in page) == (True, False, False)
    assert matter.exhibits.get().disclosures.count() == 2


@pytest.mark.parametrize("who", ["liaison", "analyst", "a friend", "the subject", "auditor"])
def test_disclosure_is_decided_by_nobody_else(desk, matter, who):
    kept(desk, matter, "exhibit", EXHIBIT)
    path = path_of(matter, "exhibits", str(matter.exhibits.get().pk), "disclosure")
    assert desk.asks(who, path, {"decision": "whole"}).status_code == 404
    assert desk.asks(who, path_of(matter, "schedule"), {"to": "x", "why": "y"}).status_code == 404


def test_the_schedule_names_every_exhibit_its_decision_and_its_ground_and_says_what_is_not_decided(desk, matter):
    from tests.desk.test_documents import text_of  # noqa: PLC0415

    for reference in ("AB/1", "AB/2"):
        kept(desk, matter, "exhibit", EXHIBIT | {"reference": reference})
    first = matter.exhibits.order_by("at").first()
    given = {"decision": "part", "ground": "(g) a name"}
    desk.asks("investigator", path_of(matter, "exhibits", str(first.pk), "disclosure"), given)
    answer = desk.asks("investigator", path_of(matter, "schedule"), {"to": "the prosecutor", "why": "the hearing"})
    text = text_of(answer.content)
    for words in ("AB/1", "AB/2", "To be disclosed in part", "(g) a name", "1 of 2 not decided yet", "the prosecutor"):
        assert words in text, words
    assert desk.log("schedule exported")[0][3]["sha256"] == hashlib.sha256(answer.content).hexdigest()
