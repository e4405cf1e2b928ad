"""Reports of the door on the desk: triaged, answered, made into what they become, and closed with feedback."""

import datetime as dt

import pytest
from django.db import DatabaseError

from tests.desk.conftest import OTHER_SUBJECT, SUBJECT
from tests.desk.letters import ANSWERS, WHAT, form_sent, report_from, sent, taken_in
from upstander.reporting.letters import Enclosed
from upstander.reporting.receipt import Receipt

WHY = {"why": "a reason that somebody can judge"}
FEEDBACK = {"feedback": "We looked into it, and he was spoken to.", "why": "nothing more to find"}
NAMED = {"number": SUBJECT, "name": "Ashby Rourke", "why": "his roster"}


def page_of(desk, report, tail="", who="analyst"):
    return desk.asks(who, f"/reports/{report.pk}{tail}").content.decode()


def state_of(report):
    report.refresh_from_db()
    return report.state


def answers_in(receipt):
    from upstander.reporting import store  # noqa: PLC0415

    return [answer.text for answer in store.replies(receipt)]


def closed_on(receipt):
    from upstander.reporting import store  # noqa: PLC0415

    return store.box_of(receipt).closed_on


# ---- read


def test_the_list_has_urgent_reports_first_and_then_those_that_wait_longest(desk):
    from upstander.casework.models import Report  # noqa: PLC0415

    made = [report_from(desk, danger=danger) for danger in (False, False, True)]
    older = "UPDATE casework_report SET received_on = '2020-01-01' WHERE id = "
    desk.run("SET CONSTRAINTS ALL IMMEDIATE")
    desk.run("ALTER TABLE casework_report DISABLE TRIGGER stays")
    desk.run(f"{older}'{made[1].pk}'")
    page = desk.asks("analyst", "/reports").content.decode()
    order = sorted(made, key=lambda report: page.index(str(report.pk)))
    assert order == [made[2], made[1], made[0]]
    assert desk.log("reports listed")[0][3]["ids"] == [str(report.pk) for report in order]
    assert Report.objects.count() == 3


def test_the_list_shows_door_day_and_state_and_nothing_that_was_said(desk):
    report_from(desk, door="colleague", contact={"reach_how": "my sister's telephone"})
    page = desk.asks("manager", "/reports").content.decode()
    assert [words for words in ("A colleague", "Received", "20") if words not in page] == []
    assert [words for words in (WHAT, "Mill Lane", "telephone") if words in page] == []


def test_a_report_is_read_with_a_line_in_the_log(desk):
    report = report_from(desk, contact={"reach_not": "never at night"}, files=[Enclosed("a photo.jpg", b"x" * 2048)])
    page = page_of(desk, report)
    for words in (WHAT, "Where and when", "never at night", "File 1", "4.0", "The public"):
        assert words in page, words
    assert "a photo.jpg" not in page  # devices write themselves into names
    assert desk.log("report read")[0][:2] == (str(report.pk), "allowed")


def test_who_the_reporter_is_stays_sealed_to_the_custodians(desk):
    report = report_from(desk, identity={"Ann and Ben": "words that only they open"})
    page = page_of(desk, report)
    assert "Given, and sealed" in page
    assert "words that only they open" not in page


def test_a_file_has_one_address_and_never_as_it_came(desk):
    report = report_from(desk, files=[Enclosed("a.jpg", b"Zinnia")])
    file = report.files.get()
    shown = desk.asks("analyst", f"/reports/{report.pk}/files/{file.pk}").content
    assert (b"A file that came with it" in shown, b"Zinnia" in shown) == (True, False)
    for tail in ("files", str(file.pk)):
        assert desk.asks("analyst", f"/reports/{report.pk}/{tail}").status_code == 404


def test_reports_closed_for_as_long_as_they_are_kept_are_listed_to_be_decided_about(desk):
    from upstander.casework.retention import of_reports  # noqa: PLC0415

    kept, over, open_still = (report_from(desk) for _ in range(3))
    for report in (kept, over):
        form_sent(desk, report, "signpost", WHY)
        form_sent(desk, report, "close", FEEDBACK)
    before = of_reports().over_before(over.received_on)
    desk.run("SET CONSTRAINTS ALL IMMEDIATE")
    desk.run("ALTER TABLE casework_reportentry DISABLE TRIGGER only_added_to")
    desk.run(f"UPDATE casework_reportentry SET day = '{before}' WHERE report_id = '{over.pk}'")
    page = desk.asks("manager", "/reports?state=due").content.decode()
    assert [str(report.pk) in page for report in (kept, over, open_still)] == [False, True, False]
    assert ("to be checked" in page, "six years" in page) == (True, True)


@pytest.mark.parametrize(("today", "over"), [("2030-03-01", "2024-03-01"), ("2032-02-29", "2026-02-28")])
def test_a_period_ends_on_the_same_day_of_the_year(today, over):
    from upstander.casework.retention import of_reports  # noqa: PLC0415

    assert of_reports().over_before(dt.date.fromisoformat(today)) == dt.date.fromisoformat(over)


# ---- from state to state

# what is done | what is given | where it then stands
MOVES = [
    ("triage", WHY, "triaged"),
    ("safeguarding", WHY, "safeguarding"),
    ("signpost", WHY, "signposted"),
    ("to-intelligence", WHY, "intelligence"),
    ("reply", {"text": "When was it?", "awaits": "on"}, "awaiting"),
    ("reply", {"text": "Thank you."}, "received"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "given", "to"), MOVES)
def test_a_report_moves_on_by_a_person_and_its_history_says_so(desk, what, given, to):
    report = report_from(desk)
    assert form_sent(desk, report, what, given).status_code == 302
    assert state_of(report) == to
    entry = report.entries.last()
    assert (entry.by, entry.why) == (desk.accounts["analyst"], given.get("why"))
    assert desk.log(f"report {entry.what}")[0][:2] == (str(report.pk), "done")
    assert page_of(desk, report).count("The analyst") >= 1


@pytest.mark.parametrize("what", ["triage", "safeguarding", "signpost", "to-intelligence", "name", "keep-from"])
def test_what_is_decided_needs_its_reason(desk, what):
    report = report_from(desk)
    assert form_sent(desk, report, what, {"why": " "} | {"number": SUBJECT}).status_code == 422
    assert (state_of(report), report.entries.count()) == ("received", 1)


def test_safeguarding_makes_a_report_urgent(desk):
    report = report_from(desk)
    form_sent(desk, report, "safeguarding", WHY)
    report.refresh_from_db()
    assert report.urgent


@pytest.mark.parametrize("what", ["triage", "close", "open-again", "signpost", "reply"])
def test_what_cannot_be_done_now_is_not_offered_and_is_refused(desk, what):
    """Of a report that was destroyed nothing more can be decided."""
    report = closed(desk)[0]
    form_sent(desk, report, "destroy", WHY | {"sure": "on"}, "manager")
    given = WHY | {"text": "x", "feedback": "x"}
    assert form_sent(desk, report, what, given).status_code == 409
    assert f"/reports/{report.pk}/{what}" not in page_of(desk, report)
    assert state_of(report) == "destroyed"


# ---- answers


def test_an_answer_opens_with_the_receipt_and_with_nothing_else(desk):
    receipt = Receipt.fresh()
    report = report_from(desk, receipt)
    form_sent(desk, report, "reply", {"text": "When was it?", "awaits": "on"})
    assert answers_in(receipt) == ["When was it?"]
    with desk.cursor() as cursor:
        cursor.execute("SELECT sealed FROM reporting_reply")
        assert b"When was it?" not in bytes(cursor.fetchone()[0])
    assert "When was it?" in page_of(desk, report)


def test_the_rules_of_reaching_them_stand_above_the_answer(desk):
    report = report_from(desk, contact={"reach_how": "only here", "reach_not": "my husband reads my post"})
    for what in ("reply", "close"):
        page = page_of(desk, report, f"/{what}")
        assert "my husband reads my post" in page, what
        assert page.index("my husband reads my post") < page.index("<textarea"), what
    assert "my husband reads my post" not in page_of(desk, report, "/signpost")


def test_how_to_reach_them_is_what_they_said_last_and_what_they_said_before_stands_under_it(desk):
    receipt = Receipt.fresh()
    report = report_from(desk, receipt, contact={"reach_how": "my old number", "reach_not": "never at night"})
    sent(desk, receipt, number=1, answers={"message": "a new one"}, contact={"reach_how": "my sister's number"})
    assert taken_in(desk) == 1
    page = page_of(desk, report)
    assert page.index("my sister&#x27;s number") < page.index("my old number")
    assert "never at night" in page


def test_what_the_reporter_writes_back_is_there_and_says_so(desk):
    receipt = Receipt.fresh()
    report = report_from(desk, receipt)
    form_sent(desk, report, "reply", {"text": "When was it?", "awaits": "on"})
    sent(desk, receipt, number=1, answers={"message": "In March, on a Sunday"})
    assert taken_in(desk) == 1
    assert state_of(report) == "replied"
    page = page_of(desk, report)
    assert page.index("When was it?") < page.index("In March, on a Sunday")
    assert form_sent(desk, report, "triage", WHY).status_code == 302


# ---- closed


def closed(desk):
    receipt = Receipt.fresh()
    report = report_from(desk, receipt)
    form_sent(desk, report, "signpost", WHY)
    assert form_sent(desk, report, "close", FEEDBACK).status_code == 302
    return report, receipt


def test_a_report_is_closed_with_feedback_that_its_reporter_finds(desk):
    report, receipt = closed(desk)
    assert state_of(report) == "closed"
    assert answers_in(receipt) == [FEEDBACK["feedback"]]
    assert closed_on(receipt) is not None
    assert str(report.pk) not in desk.asks("analyst", "/reports").content.decode()
    assert str(report.pk) in desk.asks("analyst", "/reports?state=closed").content.decode()


def test_no_report_is_closed_without_feedback(desk):
    from upstander.casework.actions.leads import NotNow  # noqa: PLC0415
    from upstander.casework.actions.reports import close  # noqa: PLC0415

    receipt = Receipt.fresh()
    report = report_from(desk, receipt)
    form_sent(desk, report, "signpost", WHY)
    assert form_sent(desk, report, "close", FEEDBACK | {"feedback": " "}).status_code == 422
    with pytest.raises(NotNow, match="nothing is closed or answered without words for them"):
        close(report=report, feedback=" ", why="x", by=desk.accounts["analyst"])
    assert (state_of(report), answers_in(receipt), closed_on(receipt)) == ("signposted", [], None)


def test_not_even_by_the_database_is_a_report_closed_without_feedback(desk):
    report = report_from(desk)
    with pytest.raises(DatabaseError, match="closed with feedback that its reporter finds"):
        desk.sees("analyst", f"UPDATE casework_report SET state = 'closed' WHERE id = '{report.pk}' RETURNING id")


def test_no_report_is_closed_before_somebody_decided_what_becomes_of_it(desk):
    report = report_from(desk)
    form_sent(desk, report, "reply", {"text": "When was it?", "awaits": "on"})
    assert f"/reports/{report.pk}/close" not in page_of(desk, report)
    answer = form_sent(desk, report, "close", FEEDBACK)
    assert (answer.status_code, state_of(report)) == (409, "awaiting")
    assert "Decide first what becomes of the report" in answer.content.decode()


def test_a_closed_report_is_opened_again_by_its_reporter_or_by_the_desk(desk):
    report, receipt = closed(desk)
    form_sent(desk, report, "open-again", WHY)
    assert (state_of(report), closed_on(receipt)) == ("triaged", None)
    report, receipt = closed(desk)
    sent(desk, receipt, number=1, answers={"message": "It goes on"})
    taken_in(desk)
    assert state_of(report) == "replied"
    form_sent(desk, report, "reply", {"text": "We read it."})
    assert closed_on(receipt) is None


# ---- what it becomes


def test_intelligence_is_made_of_what_was_told_and_of_nothing_that_names_who_told_it(desk):
    from upstander.casework.models import IntelligenceReport, IntelligenceSource  # noqa: PLC0415

    report = report_from(
        desk,
        door="colleague",
        answers=ANSWERS | {"worried": "that my shift would guess"},
        contact={"reach_how": "by my sister"},
        identity={"Ann and Ben": "sealed"},
    )
    form_sent(desk, report, "name", NAMED)
    answer = form_sent(desk, report, "to-intelligence", WHY)
    made = IntelligenceReport.objects.get()
    assert answer["Location"] == f"/intelligence/{made.pk}"
    assert (made.came_by, made.received_on, made.state) == ("colleague", report.received_on, "received")
    assert WHAT in made.original
    assert [words for words in ("sister", "my shift", "Ann and Ben", "sealed") if words in made.original] == []
    assert [(one.subject_id, one.subject_name) for one in made.subjects.all()] == [(SUBJECT, "Ashby Rourke")]
    source = IntelligenceSource.objects.get()
    assert (source.name, source.reach, source.about) == ("", "", "A report at the door. Who wrote it is not known here")
    assert f"/intelligence/{made.pk}" in page_of(desk, report)
    assert form_sent(desk, report, "to-intelligence", WHY).status_code == 409


@pytest.mark.parametrize(
    ("door", "came_by"),
    [
        ("public", "public"),
        ("supervisor", "supervisor"),
        ("partner", "partner"),
        ("call_handler", "colleague"),
        ("survey", "anonymous"),
    ],
)
def test_how_intelligence_came_is_told_by_the_door(desk, door, came_by):
    from upstander.casework.models import IntelligenceReport  # noqa: PLC0415

    form_sent(desk, report_from(desk, door=door), "to-intelligence", WHY)
    assert IntelligenceReport.objects.get().came_by == came_by


def test_who_it_is_to_be_kept_from_by_number_is_not_whom_intelligence_is_about(desk):
    from upstander.casework.models import IntelligenceReport  # noqa: PLC0415

    report = report_from(desk, keep_from=[OTHER_SUBJECT])
    form_sent(desk, report, "to-intelligence", WHY)
    assert IntelligenceReport.objects.get().subjects.count() == 0


def test_the_manager_opens_a_matter_from_a_report_that_names_somebody(desk):
    from upstander.casework.models import Matter  # noqa: PLC0415

    report = report_from(desk)
    assert f"/reports/{report.pk}/open-matter" not in page_of(desk, report, who="manager")
    form_sent(desk, report, "name", NAMED)
    given = WHY | {"subject": str(report.subjects.get().pk), "kind": "pcso", "day": "1/5/2025"}
    assert form_sent(desk, report, "open-matter", given, "analyst").status_code == 404
    answer = form_sent(desk, report, "open-matter", given, "manager")
    matter = Matter.objects.get()
    assert (answer["Location"], state_of(report), matter.subject_id) == (f"/matters/{matter.pk}", "linked", SUBJECT)
    assert f"/matters/{matter.pk}" in page_of(desk, report, who="manager")
    assert f"/matters/{matter.pk}" not in page_of(desk, report, who="analyst")  # who sees no matters
    assert WHAT not in desk.asks("manager", f"/matters/{matter.pk}/history").content.decode()


def test_a_report_is_linked_to_a_matter_or_to_the_report_that_says_the_same(desk):
    report, other, matter = report_from(desk), report_from(desk), desk.matter()
    given = WHY | {"address": f"https://desk/reports/{other.pk}"}
    assert form_sent(desk, report, "link", given).status_code == 302
    assert state_of(report) == "duplicate"
    assert f"/reports/{report.pk}" in page_of(desk, other)
    given = WHY | {"address": f"/matters/{matter.pk}"}
    assert "Nothing that you may link" in form_sent(desk, other, "link", given).content.decode()
    assert form_sent(desk, other, "link", given, "manager").status_code == 302
    assert state_of(other) == "linked"
    assert form_sent(desk, other, "link", WHY | {"address": f"/reports/{other.pk}"}).status_code == 409


# ---- destroyed


def test_what_was_said_is_destroyed_with_its_key_and_nothing_opens_it(desk):
    from upstander.casework.models import Report  # noqa: PLC0415
    from upstander.casework.shredding import DestroyedError  # noqa: PLC0415

    receipt = Receipt.fresh()
    report = report_from(desk, receipt, files=[Enclosed("a.jpg", b"Zinnia")])
    sent(desk, receipt, number=1, answers={"message": "more of it"})
    taken_in(desk)
    form_sent(desk, report, "signpost", WHY)
    form_sent(desk, report, "close", FEEDBACK)
    assert form_sent(desk, report, "destroy", WHY | {"sure": "on"}, "analyst").status_code == 404
    assert form_sent(desk, report, "destroy", WHY, "manager").status_code == 422
    assert form_sent(desk, report, "destroy", WHY | {"sure": "on"}, "manager").status_code == 302
    held = Report.objects.get()
    assert (held.private_key, held.public_key, bytes(held.sealed)) == (None, None, b"")
    for opens in (held.said, held.messages.first().said, held.files.get().named):
        with pytest.raises(DestroyedError):
            opens()
    page = page_of(desk, report)
    assert "was destroyed" in page
    assert [words for words in (WHAT, "more of it", "a.jpg") if words in page] == []


def test_after_that_its_reporter_still_reaches_the_desk(desk):
    report, receipt = closed(desk)
    form_sent(desk, report, "destroy", WHY | {"sure": "on"}, "manager")
    sent(desk, receipt, number=1, answers={"message": "It began again"})
    assert (taken_in(desk), state_of(report)) == (1, "replied")
    page = page_of(desk, report)
    assert "It began again" in page
    assert FEEDBACK["feedback"] not in page
    assert form_sent(desk, report, "reply", {"text": "We read it."}).status_code == 302
    assert set(answers_in(receipt)) == {"We read it.", FEEDBACK["feedback"]}


@pytest.mark.parametrize("who", ["analyst", "manager"])
def test_what_a_report_says_is_changed_by_nobody_and_destroyed_by_no_analyst(desk, who):
    report = report_from(desk)
    changed = f"UPDATE casework_report SET sealed = 'x' WHERE id = '{report.pk}' RETURNING id"
    with pytest.raises(DatabaseError, match="what a report says is never changed"):
        desk.sees(who, changed)
    destroyed = (
        f"UPDATE casework_report SET private_key = NULL, public_key = NULL WHERE id = '{report.pk}' RETURNING id"
    )
    if who == "analyst":
        with pytest.raises(DatabaseError, match="only the unit's manager destroys"):
            desk.sees(who, destroyed)


def test_the_day_of_a_report_is_the_day_of_its_letter(desk):
    assert report_from(desk).received_on == dt.datetime.now(dt.UTC).date()
