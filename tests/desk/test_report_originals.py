"""A file of a report taken out as it came: by two people, for somebody named, with the hash that its manifest has."""

import hashlib
import io
import zipfile

import pytest
from django.db import DatabaseError

from tests.desk.conftest import SUBJECT
from tests.desk.letters import form_sent, report_from
from tests.desk.test_report_files import CANARY, picture
from upstander.reporting.letters import Enclosed

NAME = "Zinnia's iPhone \u202e.jpg"
ASKED = {"to": "The Crown Court at Leeds", "why": "The camera's own time is in question"}
YES = {"allowed": "yes", "why": "The court ordered it"}
SHA256 = hashlib.sha256(picture()).hexdigest()


@pytest.fixture
def filed(desk):
    """A report with one file; and the address of its original."""
    report = report_from(desk, files=[Enclosed(NAME, picture())])
    return desk, report, f"/reports/{report.pk}/files/{report.files.get().pk}/original"


def asked(filed, who="manager", **changed):
    """Somebody asks; the address of what was asked for."""
    desk, _report, at = filed
    assert desk.asks(who, at, ASKED | changed).status_code == 302
    return f"{at}/{latest().pk}"


def latest():
    from upstander.casework.models import OriginalAsked  # noqa: PLC0415 - Django is set up by the fixture

    return OriginalAsked.objects.latest("at")


def allowed(filed):
    """The address of what a second person allowed."""
    address = asked(filed)
    assert filed[0].asks("analyst", address, YES).status_code == 302
    return address


def taken(filed, address, who="manager"):
    return filed[0].asks(who, f"{address}/take", {})


# ---- by two


def test_one_asks_another_allows_and_the_file_leaves_untouched(filed):
    answer = taken(filed, allowed(filed))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
        held, manifest = archive.read(names[0]), archive.read("manifest.txt").decode()
    assert held == picture()
    assert CANARY.encode() in held
    assert f"SHA-256: {SHA256}\n" in manifest
    for words in (f"Bytes: {len(held)}", "The Crown Court at Leeds", "Zinnia's iPhone \\u202e.jpg"):
        assert words in manifest, words


def test_it_is_saved_under_a_neutral_name_and_nothing_of_it_runs_on_the_way(filed):
    answer = taken(filed, allowed(filed))
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        inside = archive.infolist()
    name = f"original-{str(latest().file_id)[:8]}.bin"
    assert [(one.filename, one.compress_type) for one in inside] == [(name, 0), ("manifest.txt", 0)]
    copy = latest().taken.get().copy
    assert answer["Content-Disposition"] == f'attachment; filename="original-{copy}.zip"'


def test_the_hash_is_the_one_of_the_files_page(filed):
    desk, _report, at = filed
    assert SHA256 in desk.asks("analyst", at.removesuffix("/original")).content.decode()
    taken(filed, allowed(filed))
    assert desk.asks("analyst", at).content.decode().count(SHA256) == 1
    assert latest().taken.get().sha256 == SHA256


def test_each_taking_leaves_a_line_with_for_whom_why_and_the_hash(filed):
    desk, report, _at = filed
    from upstander.access.models import Purpose  # noqa: PLC0415

    address = allowed(filed)
    taken(filed, address)
    taken(filed, address)
    lines = desk.log("original exported")
    copies = [one.copy for one in latest().taken.all()]
    assert [(line[0], line[1], line[3]["sha256"], line[3]["copy"]) for line in lines] == [
        (str(report.pk), "allowed", SHA256, copy) for copy in copies
    ]
    purpose = Purpose.objects.get(pk=lines[0][2].removeprefix("purpose "))
    assert purpose.words == f"{ASKED['why']} (for {ASKED['to']})"
    assert desk.log("original asked for")[0][1] == "done"
    assert desk.log("original allowed")[0][3]["to"] == str(desk.accounts["manager"].pk)


def test_nobody_answers_themselves(filed):
    address = asked(filed)
    answer = filed[0].asks("manager", address, YES)
    assert (answer.status_code, "somebody else must answer" in answer.content.decode()) == (409, True)
    assert taken(filed, address).status_code == 409


@pytest.mark.parametrize(
    "given",
    [{"allowed": "no", "why": "The copy is enough"}, {"allowed": "yes", "why": " "}, {"allowed": "", "why": " "}],
)
def test_without_a_yes_that_has_its_reason_nothing_leaves(filed, given):
    address = asked(filed)
    assert filed[0].asks("analyst", address, given).status_code == (302 if given.get("why", " ").strip() else 422)
    answer = taken(filed, address)
    assert (answer.status_code, "This is not allowed now" in answer.content.decode()) == (409, True)
    assert filed[0].log("original exported")[0][1] == "refused"


def test_it_is_answered_once(filed):
    desk = filed[0]
    address = allowed(filed)
    again = desk.asks("analyst", address, YES | {"allowed": "no"})
    assert (again.status_code, "answered already" in again.content.decode()) == (409, True)
    assert taken(filed, address).status_code == 200


def test_one_who_waits_for_an_answer_asks_once(filed):
    desk, _report, at = filed
    asked(filed)
    assert desk.asks("manager", at, ASKED).status_code == 409


@pytest.mark.parametrize("lacking", ["to", "why"])
def test_it_is_asked_for_with_for_whom_and_why(filed, lacking):
    from upstander.casework.models import OriginalAsked  # noqa: PLC0415

    desk, _report, at = filed
    assert desk.asks("manager", at, ASKED | {lacking: " "}).status_code == 422
    assert OriginalAsked.objects.count() == 0


def test_after_its_days_it_is_asked_for_again(filed):
    desk = filed[0]
    address = allowed(filed)
    desk.run("SET CONSTRAINTS ALL IMMEDIATE")
    desk.run("ALTER TABLE casework_originalanswer DISABLE TRIGGER only_added_to")
    desk.run("UPDATE casework_originalanswer SET at = at - interval '7 days'")
    assert taken(filed, address).status_code == 409


GONE_SINCE = {
    "their account was closed": "UPDATE access_account SET is_active = false WHERE role = 'analyst'",
    "they have another role": "UPDATE access_account SET role = 'auditor' WHERE role = 'analyst'",
    "the report was kept from them": """INSERT INTO casework_reportexclusion (id, report_id, account_id, why)
        SELECT gen_random_uuid(), report.id, one.id, 'desk' FROM casework_report AS report, access_account AS one
        WHERE one.role = 'analyst'""",
    "it is the manager's alone": "UPDATE casework_report SET held = true",
}


@pytest.mark.parametrize("since", GONE_SINCE)
def test_whoever_said_yes_must_still_be_one_who_may_read_the_report(filed, since):
    desk, _report, at = filed
    address = allowed(filed)
    desk.run("SET CONSTRAINTS ALL IMMEDIATE")
    desk.run(GONE_SINCE[since])
    assert "Take it out, for" not in desk.asks("manager", at).content.decode()
    answer = taken(filed, address)
    assert (answer.status_code, "This is not allowed now" in answer.content.decode()) == (409, True)
    refused(desk, "manager", TAKE.format(latest().pk))


@pytest.mark.parametrize(("number", "tied_to"), [(SUBJECT, SUBJECT), ("64699", "S64699")])
def test_a_tie_that_came_since_ends_their_yes(filed, number, tied_to):
    desk, report, _at = filed
    form_sent(desk, report, "name", {"number": number, "name": "Ashby Rourke", "why": "his roster"})
    address = allowed(filed)
    desk.shut_out("analyst", tied_to)
    assert taken(filed, address).status_code == 409
    refused(desk, "manager", TAKE.format(latest().pk))


def test_a_file_that_is_no_longer_what_was_asked_for_does_not_leave(filed):
    desk, report, _at = filed
    address = allowed(filed)
    desk.run("SET CONSTRAINTS ALL IMMEDIATE")
    desk.run("ALTER TABLE casework_reportfile DISABLE TRIGGER only_added_to")
    with desk.cursor() as cursor:
        cursor.execute("UPDATE casework_reportfile SET held = %s", [report.seal(b"other bytes")])
    answer = taken(filed, address)
    assert (answer.status_code, "its hash differs" in answer.content.decode()) == (409, True)
    assert latest().taken.count() == 0


# ---- whose it is


def test_the_manager_alone_asks_and_who_asked_alone_takes_it(filed):
    desk, _report, at = filed
    assert desk.asks("analyst", at).status_code == 200
    assert "Ask to take it out" not in desk.asks("analyst", at).content.decode()
    assert desk.asks("analyst", at, ASKED).status_code == 404
    address = allowed(filed)
    assert taken(filed, address, "analyst").status_code == 404
    assert taken(filed, address, "a friend").status_code == 409
    assert "Take it out, for" not in desk.asks("a friend", at).content.decode()


@pytest.mark.parametrize(
    "who", ["investigator", "authority", "liaison", "auditor", "administrator", "the subject", "a friend"]
)
def test_for_everybody_else_there_is_no_such_page(filed, who):
    desk, report, at = filed
    form_sent(desk, report, "name", {"number": SUBJECT, "name": "Ashby Rourke", "why": "his roster"})
    address = allowed(filed)
    for path, given in ((at, None), (at, ASKED), (address, None), (address, YES), (f"{address}/take", {})):
        assert desk.asks(who, path, given).status_code == 404
    for table in ("asked", "answer", "taken"):
        assert desk.sees(who, f"SELECT count(*) FROM casework_original{table}") == [0]


def test_the_second_factor_is_asked_for_again(filed):
    desk, _report, at = filed
    address = allowed(filed)
    for path in (at, address):
        assert "prove-again" in desk.asks_later("manager", path).headers["Location"]
    assert desk.asks_later("manager", f"{address}/take", {}).status_code == 403
    assert latest().taken.count() == 0


def test_of_a_report_that_was_destroyed_nothing_is_taken_out(filed):
    desk, report, at = filed
    address = allowed(filed)
    why = {"why": "its time is over", "feedback": "We told you where to turn", "sure": "on"}
    for what in ("signpost", "close", "destroy"):
        assert desk.asks("manager", f"/reports/{report.pk}/{what}", why).status_code == 302
    assert [desk.asks("manager", at).status_code, taken(filed, address).status_code] == [404, 404]


# ---- what the database refuses

TAKE = "INSERT INTO casework_originaltaken (id, at, by_id, asked_id, copy, sha256) VALUES (gen_random_uuid(), now(), access_asker(), '{}', 'x', 'x')"
ANSWER = "INSERT INTO casework_originalanswer (at, by_id, asked_id, allowed, why) VALUES (now(), access_asker(), '{}', true, 'x')"
ASK = "INSERT INTO casework_originalasked (id, at, by_id, file_id, made_for, why, sha256) VALUES (gen_random_uuid(), now(), access_asker(), '{}', 'x', 'x', 'x')"


def refused(desk, who, statement):
    desk.sees(who, "SELECT 1")
    with pytest.raises(DatabaseError, match="row-level security"):
        desk.as_role(lambda: desk.run(statement))


def test_the_database_lets_nobody_take_it_without_a_second_person_nor_after_its_days(filed):
    desk, report, _at = filed
    asked(filed)
    key = latest().pk
    refused(desk, "analyst", ASK.format(report.files.get().pk))
    refused(desk, "manager", TAKE.format(key))
    refused(desk, "manager", ANSWER.format(key))
    refused(desk, "investigator", ANSWER.format(key))
    desk.sees("analyst", "SELECT 1")
    desk.as_role(lambda: desk.run(ANSWER.format(key)))
    refused(desk, "analyst", TAKE.format(key))
    desk.run("SET CONSTRAINTS ALL IMMEDIATE")
    desk.run("ALTER TABLE casework_originalanswer DISABLE TRIGGER only_added_to")
    desk.run("UPDATE casework_originalanswer SET at = at - interval '7 days'")
    refused(desk, "manager", TAKE.format(key))


def test_nothing_of_it_is_changed_afterwards(filed):
    taken(filed, allowed(filed))
    for table in ("asked", "answer", "taken"):
        with pytest.raises(DatabaseError):
            filed[0].sees("manager", f"UPDATE casework_original{table} SET at = now() RETURNING 1")
