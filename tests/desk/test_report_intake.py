"""A report that came in otherwise than by the door: typed in, with whence it came, and then like any other."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError
from django.test import override_settings

from tests.desk.conftest import SUBJECT
from tests.desk.days import as_typed
from tests.desk.letters import form_sent, report_from
from tests.desk.test_report_files import CANARY, picture
from tests.desk.test_report_identity import KEYS, answer_of
from tests.desk.test_reports import page_of, state_of
from upstander.reporting.recipients import UNIT, Recipient, Recipients, written

WHY = {"why": "a reason that somebody can judge"}
SAID = "He stood before her house on three nights"
GIVEN = {
    "danger": "no", "channel": "crimestoppers", "reference": "CS-88231", "came_on": "01/05/2025", "taken": "The front desk",
    "told_by": "unknown", "what": SAID, "who": "", "where_when": "Mill Lane", "happened_on": "27/04/2025", "keep_from": "",
    "reach_how": "", "reach_not": "",
}  # fmt: skip
NAME = "Canary Fernleigh, 3 Mill Lane"


def typed(desk, who="analyst", **changed):
    """The answer to a report that somebody typed in."""
    return desk.asks(who, "/reports/new", GIVEN | changed)


def about(number):
    """What is typed in about somebody."""
    return GIVEN | {"who": number}


def typed_in(desk, who="analyst", **changed):
    """A report that somebody typed in."""
    from upstander.casework.models import Report  # noqa: PLC0415 - Django is set up by the fixture

    answer = typed(desk, who, **changed)
    assert answer.status_code == 302, re.findall(r"error-message.*", answer.content.decode())
    return Report.objects.get(taken_by=desk.accounts[who])


@pytest.fixture
def custodians(tmp_path):
    """The desk knows three custodians."""
    held = [Recipient(name, name, key.public_key) for name, key in KEYS.items()]
    file = tmp_path / "recipients.toml"
    file.write_text(written(Recipients({UNIT: Recipient(UNIT, "x", held[0].key)}, held)), "utf-8")
    with override_settings(UPSTANDER_RECIPIENTS=str(file)):
        yield


# ---- into the queue


def test_it_stands_in_the_queue_with_how_it_came_and_nothing_that_was_said(desk):
    report = typed_in(desk)
    page = desk.asks("manager", "/reports").content.decode()
    assert [words for words in (str(report.pk), "Crimestoppers", "1 May 2025") if words not in page] == []
    assert [words for words in (SAID, "CS-88231", "front desk") if words in page] == []


def test_its_page_says_whence_it_came_and_who_typed_it_in(desk):
    report = typed_in(desk, told_by="public")
    page = page_of(desk, report, who="manager")
    for words in ("Crimestoppers", "CS-88231", "1 May 2025", "27/04/2025", "The front desk", "A member of the public",
                  "The analyst", SAID, "Mill Lane"):  # fmt: skip
        assert words in page, words
    assert report.entries.get().by == desk.accounts["analyst"]
    assert desk.log("report typed in")[0][:2] == (str(report.pk), "done")


def page_in(answer):
    return re.search(r'name="page" value="([0-9a-f-]{36})"', answer.content.decode()).group(1)


def test_a_page_that_is_sent_twice_is_one_report(desk):
    from upstander.casework.models import Report  # noqa: PLC0415

    pages = [page_in(desk.asks("analyst", "/reports/new")) for _time in range(2)]
    one, again, other = (typed(desk, page=page).headers["Location"] for page in (pages[0], pages[0], pages[1]))
    assert (one == again, one == other) == (True, False)
    assert Report.objects.count() == 2
    assert [entry.what for report in Report.objects.all() for entry in report.entries.all()] == ["typed in"] * 2


@pytest.mark.parametrize(
    "other", [{"what": "Another call"}, {"danger": "yes"}, {"keep_from": "PC 70001"}, {"reference": "CS-2"}]
)
def test_another_call_typed_over_an_older_page_is_another_report(desk, other):
    """The page that said what was missing comes back with the browser's own Back."""
    from upstander.casework.models import Report  # noqa: PLC0415

    page = page_in(typed(desk, page=page_in(desk.asks("analyst", "/reports/new")), what=""))
    first, second = typed(desk, page=page), typed(desk, page=page, **other)
    assert first.headers["Location"] != second.headers["Location"]
    assert Report.objects.count() == 2


def test_sent_twice_it_is_not_told_of_where_it_is_kept_from_who_typed_it_in(desk):
    page = page_in(desk.asks("analyst", "/reports/new"))
    for _time in range(2):
        assert typed(desk, page=page, keep_from="the whole team").headers["Location"] == "/reports"


def test_the_database_holds_no_word_of_it_in_the_open(desk):
    report = typed_in(desk, files=[SimpleUploadedFile("night.jpg", picture())])
    with desk.cursor() as cursor:
        cursor.execute("SELECT row_to_json(r)::text FROM casework_report r WHERE id = %s", [report.pk])
        held = cursor.fetchone()[0]
        cursor.execute("SELECT row_to_json(f)::text FROM casework_reportfile f")
        held += cursor.fetchone()[0]
    for words in (SAID, "CS-88231", "front desk", "night.jpg", CANARY):
        assert words not in held, words
        assert words.encode().hex() not in held, words


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"danger": ""}, "Say whether anybody is in danger"),
        ({"channel": ""}, "Choose how it came"),
        ({"channel": "public"}, "Choose one of those offered"),
        ({"reference": " "}, "Give the log number of Crimestoppers"),
        ({"came_on": "1/1/2125"}, "This day has not come"),
        ({"taken": ""}, "Say who took it"),
        ({"what": " "}, "Write what was said"),
    ],
)
def test_what_is_lacking_is_said_beside_its_field_and_nothing_is_kept(desk, changed, said):
    from upstander.casework.models import Report  # noqa: PLC0415

    answer = typed(desk, **changed)
    assert (answer.status_code, answer.content.decode().count(said)) == (422, 2)
    assert Report.objects.count() == 0


def test_what_came_by_telephone_needs_no_number(desk):
    assert typed(desk, channel="telephone", reference="").status_code == 302


@pytest.mark.parametrize("who", ["investigator", "authority", "liaison", "auditor", "administrator"])
def test_nobody_types_in_who_reads_no_reports(desk, who):
    from upstander.access.asking import Unseen  # noqa: PLC0415
    from upstander.casework.actions.report_intake import CameIn, take_in  # noqa: PLC0415
    from upstander.casework.models import Report  # noqa: PLC0415

    assert desk.asks(who, "/reports/new").status_code == 404
    assert typed(desk, who).status_code == 404
    with pytest.raises(Unseen):
        take_in(came=CameIn("letter", None, False, {}, {}), by=desk.accounts[who])
    assert Report.objects.count() == 0


# ---- from whom it is kept


def test_whom_it_is_about_finds_nothing_of_it_by_name_or_by_number(desk):
    from upstander.access.models import Account  # noqa: PLC0415
    from upstander.casework.models import Report  # noqa: PLC0415

    desk.accounts["Moira"] = Account(username="kept", name="Moira Kept", role="manager", staff_id="K-1")
    desk.accounts["Moira"].save()
    desk.asks("analyst", "/reports/new", about(SUBJECT) | {"keep_from": "Moira"})
    report = Report.objects.get()
    seen = {who: desk.asks(who, f"/reports/{report.pk}").status_code for who in desk.accounts}
    assert {who for who, status in seen.items() if status == 200} == {"analyst", "manager"}
    for who in ("Moira", "the subject", "a friend"):
        assert str(report.pk) not in desk.asks(who, "/reports").content.decode()
        assert desk.sees(who, "SELECT id FROM casework_report") == []
    page = page_of(desk, report)
    assert ("To be kept from" in page, "the reporter asked for it" in page) == (True, True)


def test_who_types_in_a_report_about_themselves_or_a_friend_sees_it_no_more(desk):
    for who in ("the subject", "a friend"):
        answer = desk.asks(who, "/reports/new", about(SUBJECT) | {"files": [SimpleUploadedFile("x.txt", b"words")]})
        assert (answer.status_code, answer["Location"]) == (302, "/reports")
        assert desk.sees(who, "SELECT id FROM casework_report") == []
    assert len(desk.sees("manager", "SELECT id FROM casework_report")) == 2
    assert len(desk.sees("manager", "SELECT id FROM casework_reportfile")) == 2


def test_who_is_named_in_what_they_type_in_is_kept_from_it(desk):
    answer = typed(desk, keep_from="the analyst")
    assert answer["Location"] == "/reports"
    assert desk.sees("analyst", "SELECT id FROM casework_report") == []
    assert len(desk.sees("manager", "SELECT id FROM casework_report")) == 1


def test_where_nobody_can_make_out_whom_is_meant_the_manager_alone_reads_it(desk):
    answer = desk.asks("analyst", "/reports/new", about(SUBJECT) | {"keep_from": "my sergeant\nthe analyst"})
    assert answer["Location"] == "/reports"
    assert desk.sees("analyst", "SELECT id FROM casework_report") == []
    assert "Manager alone" in desk.asks("manager", "/reports").content.decode()


def test_what_is_typed_in_of_somebody_by_name_is_kept_from_whoever_has_a_tie_to_them(desk):
    """By whoever has none: a name that somebody tied gave is compared, and not shown."""
    from upstander.casework.models import Report  # noqa: PLC0415

    desk.asks("analyst", "/ties", {"subject_id": SUBJECT, "name": "Ashby Rourke", "tie": "we shared a flat"})
    assert typed(desk, "manager", what="PC Rourke stood before her house").status_code == 302
    typed(desk, "manager", what="Somebody else stood there")
    about_rourke = [one.pk for one in Report.objects.all() if "Rourke" in one.said().answers["what"]]
    assert about_rourke[0] not in desk.sees("analyst", "SELECT id FROM casework_report")
    assert len(desk.sees("analyst", "SELECT id FROM casework_report")) == 1
    assert len(desk.sees("manager", "SELECT id FROM casework_report")) == 2


def test_what_is_typed_in_of_the_unit_itself_is_the_managers_and_handed_over_in_person(desk, custodians):
    from upstander.casework.models import Report  # noqa: PLC0415

    assert typed(desk, what="The whole of professional standards knows").status_code == 302
    assert desk.sees("analyst", "SELECT id FROM casework_report") == []
    report = Report.objects.get()
    assert (report.held, report.about_unit) == (True, True)
    form_sent(desk, report, "hand-over", WHY | {"to": "the regional unit", "sure": "on"}, who="manager")
    assert state_of(report) == "handed_over"
    assert report.said().answers["what"].startswith("The whole")  # no key is destroyed: nothing was sealed to another


def test_who_comes_to_the_desk_later_is_compared_with_it_too(desk):
    from upstander.access.models import Account  # noqa: PLC0415
    from upstander.casework.comparing_again import compare_again  # noqa: PLC0415

    report = typed_in(desk, keep_from="Moira Kept, 70001")
    for username, name in (("kept", "Moira Kept"), ("other", "Olive Other")):
        desk.accounts[username] = Account(username=username, name=name, role="manager", staff_id=f"N-{username}")
        desk.accounts[username].save()
        assert desk.asks(username, f"/reports/{report.pk}").status_code == 404
    compare_again()
    assert desk.asks("other", f"/reports/{report.pk}").status_code == 200
    assert desk.asks("kept", f"/reports/{report.pk}").status_code == 404


# ---- danger


def test_danger_makes_it_urgent_and_the_duty_person_is_told_once(desk):
    from upstander.casework.duty import told, untold  # noqa: PLC0415

    quiet, urgent = typed_in(desk, "manager"), typed_in(desk, danger="yes")
    page = desk.asks("analyst", "/reports").content.decode()
    assert page.index(str(urgent.pk)) < page.index(str(quiet.pk))
    waiting = desk.as_role(untold, role="upstander_post")
    assert waiting == [urgent.pk]
    desk.as_role(lambda: told(waiting), role="upstander_post")
    assert desk.as_role(untold, role="upstander_post") == []


# ---- files


def test_files_are_sealed_as_they_came_and_read_as_copies(desk):
    report = typed_in(desk, files=[SimpleUploadedFile("night.jpg", picture())])
    file = report.files.get()
    assert report.opened(file.held) == picture()
    answer = desk.asks("analyst", f"/reports/{report.pk}/files/{file.pk}", {})
    assert (answer.status_code, answer["Content-Type"], CANARY.encode() in answer.content) == (200, "image/jpeg", False)


def test_where_an_answer_lacks_the_files_are_asked_for_again(desk):
    page = typed(desk, what="", files=[SimpleUploadedFile("x.txt", b"words")]).content.decode()
    assert "Add the files again" in page


def test_no_more_files_are_taken_than_can_be_kept_sealed(desk):
    from upstander.casework.models import Report  # noqa: PLC0415

    many = [SimpleUploadedFile(f"{number}.txt", b"x") for number in range(6)]
    assert typed(desk, files=many).status_code == 422
    assert typed(desk, files=[SimpleUploadedFile("x.bin", bytes(25 * 2**20 + 1))]).status_code == 422
    assert Report.objects.count() == 0


# ---- who told it


def test_where_no_custodians_are_known_the_page_says_that_no_name_is_taken(desk):
    page = desk.asks("analyst", "/reports/new").content.decode()
    assert ("No name of who told it is taken here" in page, 'name="name"' in page) == (True, False)
    report = typed_in(desk, name=NAME)
    assert report.said().identity == {}


def test_a_name_is_sealed_to_the_custodians_and_two_of_them_open_it(desk, custodians):
    report = typed_in(desk, name=NAME)
    page = page_of(desk, report, who="manager")
    assert ("Given, and sealed" in page, NAME in page, NAME.encode() in report.said().written()) == (True, False, False)
    address = desk.asks("manager", f"/reports/{report.pk}/identity", {"pair": "ash+cedar", "until": as_typed(7)} | WHY)[
        "Location"
    ]
    for custodian in ("ash", "cedar"):
        request = desk.asks("manager", f"{address}/file").content.decode()
        answer = SimpleUploadedFile("answer.json", answer_of(request, custodian).encode())
        assert desk.asks("manager", address, {"answer": answer}).status_code == 302
    page = desk.asks("manager", address).content.decode()
    assert (NAME in page, 'value="not"' in page, 'value="told"' in page) == (True, True, False)  # nobody has a receipt
    assert desk.asks("manager", f"{address}/told", {"what": "told"}).status_code == 422


def test_a_name_is_bound_to_its_own_report(desk, custodians):
    one, other = typed_in(desk, name=NAME), typed_in(desk, "manager", name=NAME)
    assert (len(one.bound_to), one.bound_to == other.bound_to) == (32, False)


def test_a_name_that_is_too_long_is_told_and_nothing_is_kept(desk, custodians):
    answer = typed(desk, name="ż" * 300)
    assert (answer.status_code, "too long to be sealed" in answer.content.decode()) == (422, True)


# ---- like any other, and answered nowhere


@pytest.mark.parametrize(
    ("what", "to"),
    [("triage", "triaged"), ("safeguarding", "safeguarding"), ("signpost", "signposted"), ("set-aside", "set_aside"),
     ("to-intelligence", "intelligence")],
)  # fmt: skip
def test_it_moves_on_as_a_report_of_the_door_does(desk, what, to):
    report = typed_in(desk)
    assert form_sent(desk, report, what, WHY).status_code == 302
    assert state_of(report) == to


def test_set_aside_it_comes_back_and_nobody_is_left_words_that_nobody_finds(desk):
    report = typed_in(desk)
    form_sent(desk, report, "set-aside", WHY)
    assert report.messages.count() == 0
    form_sent(desk, report, "bring-back", WHY)
    assert state_of(report) == "received"


@pytest.mark.parametrize(
    ("channel", "told_by", "came_by"),
    [("crimestoppers", "public", "crimestoppers"), ("agency", "unknown", "partner"), ("iopc", "unknown", "iopc"),
     ("telephone", "colleague", "colleague"), ("letter", "unknown", "anonymous"), ("email", "public", "public")],
)  # fmt: skip
def test_intelligence_of_it_says_how_it_came_and_holds_its_number_with_the_source_alone(
    desk, channel, told_by, came_by
):
    from upstander.casework.models import IntelligenceReport, IntelligenceSource  # noqa: PLC0415

    report = typed_in(desk, channel=channel, told_by=told_by, reach_how="by her sister")
    form_sent(desk, report, "to-intelligence", WHY)
    made, source = IntelligenceReport.objects.get(), IntelligenceSource.objects.get()
    assert (made.came_by, made.received_on) == (came_by, report.received_on)
    assert (SAID in made.original, "CS-88231" in made.original, "sister" in made.original) == (True, False, False)
    assert ("CS-88231" in source.about, "The front desk" in source.about) == (True, True)


def test_nobody_is_answered_here_and_what_was_told_is_written_down(desk):
    from upstander.casework.actions.leads import NotNow  # noqa: PLC0415
    from upstander.casework.actions.reports import reply  # noqa: PLC0415

    report = typed_in(desk, channel="telephone", reach_not="never at work")
    page = page_of(desk, report)
    assert ("/reply" in page, "/close" in page, f"/reports/{report.pk}/told" in page) == (False, False, True)
    for what in ("reply", "close"):
        assert form_sent(desk, report, what, WHY | {"text": "x", "feedback": "x"}).status_code == 404
    with pytest.raises(NotNow, match="Nobody holds a receipt"):
        reply(report=report, text="x", awaits=False, by=desk.accounts["analyst"])
    assert "never at work" in page_of(desk, report, "/told")
    assert form_sent(desk, report, "told", {"to": "The caller", "words": "That we read it"}).status_code == 302
    page = page_of(desk, report)
    assert [words for words in ("The caller", "That we read it", "Who was told") if words not in page] == []


CLOSED = [
    ({"to": "The caller", "words": "He was spoken to"}, 302),
    ({"why_not": "Crimestoppers: nobody knows who told it"}, 302),
    ({}, 422),
    ({"to": "The caller"}, 422),
    ({"words": "He was spoken to"}, 422),
    ({"to": "The caller", "words": "He was spoken to", "why_not": "nobody knows"}, 422),
]


@pytest.mark.parametrize(("given", "status"), CLOSED)
def test_it_is_closed_with_what_was_told_to_whom_or_why_nothing_can_be(desk, given, status):
    report = typed_in(desk)
    form_sent(desk, report, "signpost", WHY)
    assert form_sent(desk, report, "end", WHY | {"to": "", "words": "", "why_not": ""} | given).status_code == status
    assert state_of(report) == ("closed" if status == 302 else "signposted")
    page = page_of(desk, report)
    assert all(words in page for words in given.values()) == (status == 302 or not given)


def test_the_action_itself_closes_nothing_without_words(desk):
    from upstander.casework.actions.leads import NotNow  # noqa: PLC0415
    from upstander.casework.actions.report_told import close, note  # noqa: PLC0415

    report, by = typed_in(desk), desk.accounts["analyst"]
    form_sent(desk, report, "signpost", WHY)
    for said in ({"to": "x", "words": " "}, {"to": " ", "words": "x"}):
        with pytest.raises(NotNow, match="no report is closed without"):
            close(report=report, why_not=" ", why="x", by=by, **said)
        with pytest.raises(NotNow, match="no report is closed without"):
            note(report=report, by=by, **said)
    with pytest.raises(NotNow, match="answer them here"):
        note(report=report_from(desk), to="x", words="x", by=by)


def test_not_even_by_the_database_is_it_closed_without_words(desk):
    report = typed_in(desk)
    with pytest.raises(DatabaseError, match="closed with what was told to whom"):
        desk.sees("analyst", f"UPDATE casework_report SET state = 'closed' WHERE id = '{report.pk}' RETURNING id")


def test_closed_it_is_opened_again_and_destroyed_like_any_other(desk):
    report = typed_in(desk)
    form_sent(desk, report, "signpost", WHY)
    end = WHY | {"why_not": "nobody knows who told it"}
    form_sent(desk, report, "end", end)
    assert form_sent(desk, report, "open-again", WHY).status_code == 302
    assert state_of(report) == "triaged"
    form_sent(desk, report, "signpost", WHY)
    form_sent(desk, report, "end", end)
    form_sent(desk, report, "destroy", WHY | {"sure": "on"}, "manager")
    page = page_of(desk, report)
    assert (state_of(report), SAID in page, "CS-88231" in page, "Crimestoppers" in page) == (
        "destroyed",
        False,
        False,
        True,
    )


# ---- what the database refuses


def test_nobody_types_in_by_hand_for_somebody_else_or_as_if_it_came_by_the_door(desk):
    insert = (
        "INSERT INTO casework_report (id, box, taken_by_id, door, language, urgent, received_on, state, held, keeps_from,"
        " sealed) VALUES (gen_random_uuid(), {}, {}, 'letter', 'en', false, now(), 'received', false, false, '')"
    )
    other, box = f"'{desk.accounts['manager'].pk}'", "'\\x00'"
    desk.sees("analyst", "SELECT 1")
    for values in (("NULL", other), (box, "NULL"), ("NULL", "NULL"), (box, "access_asker()")):
        with pytest.raises(DatabaseError):
            desk.as_role(lambda values=values: desk.run(insert.format(*values)))
    desk.sees("investigator", "SELECT 1")
    with pytest.raises(DatabaseError, match="row-level security"):
        desk.as_role(lambda: desk.run(insert.format("NULL", "access_asker()")))


def test_nobody_puts_a_file_or_a_subject_to_a_report_that_they_neither_see_nor_typed_in(desk):
    report = typed_in(desk, "manager", keep_from="the analyst")
    file = f"INSERT INTO casework_reportfile (id, report_id, day, size, name, held) VALUES (gen_random_uuid(), '{report.pk}', now(), 1, '', '')"
    kept = f"INSERT INTO casework_reportexclusion (id, report_id, account_id, why, by_id) VALUES (gen_random_uuid(), '{report.pk}', access_asker(), 'desk', access_asker())"
    desk.sees("analyst", "SELECT 1")
    for statement in (file, kept):
        with pytest.raises(DatabaseError, match="row-level security"):
            desk.as_role(lambda statement=statement: desk.run(statement))
