"""Junk and floods at the desk: several reports set aside in one step, with nothing lost, and brought back."""

import re
import uuid

import pytest
from django.db import DatabaseError

from tests.desk.conftest import SUBJECT
from tests.desk.letters import form_sent, report_from, sent, taken_in
from tests.desk.test_reports import answers_in, closed_on, page_of, state_of
from tests.desk.test_walls import stripped
from upstander.reporting.receipt import Receipt
from upstander.reporting.words import words

WHY = {"why": "one flood of advertisements"}
NEUTRAL = words("en")["return.set_aside"]


def together(desk, what, reports, who="analyst", meant=None, **given):
    """The answer to a form about several reports: those of `reports` are offered, and those of `meant` ticked."""
    path = f"/reports/{what}?" + "&".join(f"report={report.pk}" for report in reports)
    ticked = [str(report.pk) for report in (reports if meant is None else meant)]
    return desk.asks(who, path, {"reports": ticked} | WHY | given)


def asked(desk, what, reports, who="analyst"):
    """The page before anything is sent."""
    return desk.asks(who, f"/reports/{what}?" + "&".join(f"report={report.pk}" for report in reports))


def listed(desk, query="", who="analyst"):
    """The reports that a list shows, and those that can be ticked in it."""
    page = desk.asks(who, f"/reports{query}").content.decode()
    return set(re.findall(r'href="/reports/([0-9a-f-]{36})"', page)), set(
        re.findall(r'name="report" value="(.*?)"', page)
    )


def keys(*reports):
    return {str(report.pk) for report in reports}


# ---- set aside


def test_several_are_set_aside_in_one_step_and_stand_in_a_list_of_their_own(desk):
    one, two, honest = (report_from(desk) for _ in range(3))
    answer = together(desk, "set-aside", [one, two, honest], meant=[one, two])
    assert (answer.status_code, answer["Location"]) == (302, "/reports?state=set_aside")
    assert [state_of(report) for report in (one, two, honest)] == ["set_aside", "set_aside", "received"]
    assert listed(desk)[0] == keys(honest)
    assert listed(desk, "?state=set_aside")[0] == keys(one, two)


def test_each_has_an_entry_with_the_reason_and_a_line_of_its_own(desk):
    reports = [report_from(desk) for _ in range(2)]
    together(desk, "set-aside", reports)
    for report in reports:
        entry = report.entries.last()
        assert (entry.what, entry.why, entry.by) == ("set aside", WHY["why"], desk.accounts["analyst"])
    assert {line[:2] for line in desk.log("report set aside")} == {(key, "done") for key in keys(*reports)}


@pytest.mark.parametrize(
    ("given", "told"), [({"why": " "}, "say it in a sentence"), ({"meant": []}, "Tick the reports that you mean")]
)
def test_nothing_is_set_aside_without_a_reason_or_a_tick(desk, given, told):
    report = report_from(desk)
    answer = together(desk, "set-aside", [report], **given)
    assert (answer.status_code, told in answer.content.decode(), state_of(report)) == (422, True, "received")


def test_how_each_begins_is_read_before_it_is_set_aside_with_a_line_for_each(desk):
    reports = [report_from(desk, answers={"what": f"Buy number {number}"}) for number in range(2)]
    page = asked(desk, "set-aside", reports).content.decode()
    assert ["Buy number 0" in page, "Buy number 1" in page] == [True, True]
    assert {line[0] for line in desk.log("report read")} == keys(*reports)
    assert NEUTRAL in page


def test_only_what_was_ticked_in_the_list_can_be_meant(desk):
    ticked, other = report_from(desk), report_from(desk)
    assert together(desk, "set-aside", [ticked], meant=[ticked, other]).status_code == 422
    assert [state_of(report) for report in (ticked, other)] == ["received", "received"]


# ---- urgent ones


def test_an_urgent_report_cannot_be_ticked_and_is_not_set_aside_with_others(desk):
    from upstander.casework.actions.leads import NotNow  # noqa: PLC0415
    from upstander.casework.actions.report_junk import set_aside  # noqa: PLC0415

    urgent, other = report_from(desk, danger=True), report_from(desk)
    assert listed(desk) == (keys(urgent, other), keys(other))
    page = asked(desk, "set-aside", [urgent, other]).content.decode()
    assert f'value="{urgent.pk}"' not in page
    assert "Not among them, because they are urgent" in page
    assert together(desk, "set-aside", [urgent, other]).status_code == 422
    with pytest.raises(NotNow, match="An urgent report is not set aside together with others"):
        set_aside(reports=[other, urgent], why="x", by=desk.accounts["analyst"])
    assert [state_of(report) for report in (urgent, other)] == ["received", "received"]  # all of them, or none


def test_an_urgent_report_that_was_read_is_set_aside_by_itself(desk):
    report = report_from(desk, danger=True)
    assert form_sent(desk, report, "set-aside", WHY).status_code == 302
    assert state_of(report) == "set_aside"


# where it stands | by what | may it be set aside
STANDS = [
    ("triage", WHY, True),
    ("reply", {"text": "When was it?", "awaits": "on"}, True),
    ("safeguarding", WHY, False),
    ("to-intelligence", WHY, False),
    ("signpost", WHY, False),
]


@pytest.mark.parametrize(("what", "given", "may"), STANDS)
def test_what_somebody_decided_about_is_not_set_aside(desk, what, given, may):
    report = report_from(desk)
    form_sent(desk, report, what, given)
    before = state_of(report)
    assert (str(report.pk) in listed(desk)[1]) == may
    assert (form_sent(desk, report, "set-aside", WHY).status_code == 302) == may
    assert state_of(report) == ("set_aside" if may else before)


# ---- the reporter


@pytest.mark.parametrize(("language", "told"), [("en", "en"), ("cy", "cy"), ("easy", "easy"), ("../../secret", "en")])
def test_its_reporter_finds_neutral_words_in_their_language_and_no_closed_box(desk, language, told):
    receipt = Receipt.fresh()
    report = report_from(desk, receipt, language=language)
    together(desk, "set-aside", [report])
    assert answers_in(receipt) == [words(told)["return.set_aside"]]
    assert closed_on(receipt) is None
    assert words(told)["return.set_aside"] in page_of(desk, report)


def test_who_was_answered_last_is_not_answered_again(desk):
    receipt = Receipt.fresh()
    report = report_from(desk, receipt)
    form_sent(desk, report, "reply", {"text": "We read it."})
    form_sent(desk, report, "set-aside", WHY)
    assert answers_in(receipt) == ["We read it."]


def test_a_reporter_who_writes_again_brings_it_back_into_the_queue(desk):
    receipt = Receipt.fresh()
    report = report_from(desk, receipt)
    together(desk, "set-aside", [report])
    sent(desk, receipt, number=1, answers={"message": "I meant it"})
    assert (taken_in(desk), state_of(report)) == (1, "replied")
    assert listed(desk)[0] == keys(report)


def test_it_is_closed_with_feedback_like_any_other(desk):
    receipt = Receipt.fresh()
    report = report_from(desk, receipt)
    together(desk, "set-aside", [report])
    assert form_sent(desk, report, "close", WHY | {"feedback": " "}).status_code == 422
    assert form_sent(desk, report, "close", WHY | {"feedback": "We did nothing with it."}).status_code == 302
    assert set(answers_in(receipt)) == {NEUTRAL, "We did nothing with it."}


# ---- brought back


def test_they_are_brought_back_together_as_they_came(desk):
    reports = [report_from(desk, answers={"what": "Zinnia"}) for _ in range(2)]
    together(desk, "set-aside", reports)
    assert listed(desk, "?state=set_aside")[1] == keys(*reports)
    assert together(desk, "bring-back", reports, "manager", why="they are honest").status_code == 302
    assert [state_of(report) for report in reports] == ["received", "received"]
    assert {line[0] for line in desk.log("report brought back")} == keys(*reports)
    assert "Zinnia" in page_of(desk, reports[0])
    assert f"/reports/{reports[0].pk}/close" not in page_of(desk, reports[0])  # what becomes of it is undecided again


def test_what_somebody_else_dealt_with_meanwhile_is_told_and_left_as_it_stands(desk):
    report = report_from(desk)
    form_sent(desk, report, "signpost", WHY)
    answer = together(desk, "set-aside", [report])
    assert (answer.status_code, "stand elsewhere by now" in answer.content.decode()) == (409, True)
    assert state_of(report) == "signposted"


def test_one_is_brought_back_from_its_own_page(desk):
    report = report_from(desk)
    together(desk, "set-aside", [report])
    assert form_sent(desk, report, "bring-back", WHY).status_code == 302
    assert state_of(report) == "received"


def test_set_aside_for_as_long_as_reports_are_kept_it_is_to_be_decided_about(desk):
    from upstander.casework.retention import of_reports  # noqa: PLC0415

    report = report_from(desk)
    together(desk, "set-aside", [report])
    before = of_reports().over_before(report.received_on)
    desk.run("SET CONSTRAINTS ALL IMMEDIATE")
    desk.run("ALTER TABLE casework_reportentry DISABLE TRIGGER only_added_to")
    desk.run(f"UPDATE casework_reportentry SET day = '{before}' WHERE report_id = '{report.pk}'")
    assert listed(desk, "?state=due", "manager")[0] == keys(report)


# ---- walls


@pytest.mark.parametrize("who", ["analyst", "manager"])
def test_analyst_and_manager_set_reports_aside(desk, who):
    report = report_from(desk)
    assert together(desk, "set-aside", [report], who).status_code == 302


@pytest.mark.parametrize("who", ["investigator", "authority", "liaison", "auditor", "administrator"])
def test_there_is_no_such_page_for_anybody_else(desk, who):
    report = report_from(desk)
    for what in ("set-aside", "bring-back"):
        assert asked(desk, what, [report], who).status_code == 404
        assert asked(desk, what, [], who).status_code == 404
        assert together(desk, what, [report], who).status_code == 404
    assert state_of(report) == "received"


@pytest.mark.parametrize("who", ["the subject", "a friend"])
def test_a_report_that_is_kept_from_somebody_is_among_others_as_one_that_never_was(desk, who):
    hidden, seen = report_from(desk), report_from(desk)
    form_sent(desk, hidden, "name", {"number": SUBJECT, "name": "Ashby Rourke"} | WHY)
    never = type(hidden)(pk=uuid.uuid4())
    for act in (asked, together):
        answers = [act(desk, "set-aside", [seen, other], who) for other in (hidden, never)]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert stripped(answers[0]) == stripped(answers[1])
    assert [state_of(report) for report in (hidden, seen)] == ["received", "received"]


def test_the_action_itself_sets_nothing_aside_for_whom_it_is_kept_from(desk):
    from upstander.access.asking import Unseen  # noqa: PLC0415
    from upstander.casework.actions.report_junk import bring_back, set_aside, set_one_aside  # noqa: PLC0415

    report, other = report_from(desk), report_from(desk)
    form_sent(desk, report, "name", {"number": SUBJECT, "name": "Ashby Rourke"} | WHY)
    for act in (set_aside, bring_back):
        with pytest.raises(Unseen):
            act(reports=[other, report], why="x", by=desk.accounts["a friend"])
    with pytest.raises(Unseen):
        set_one_aside(report=report, why="x", by=desk.accounts["investigator"])
    assert [state_of(one) for one in (report, other)] == ["received", "received"]


SET = "UPDATE casework_report SET state = 'set_aside' WHERE id = '{}' RETURNING id"


@pytest.mark.parametrize("who", ["investigator", "auditor", "the subject", "a friend"])
def test_the_database_lets_nobody_else_set_it_aside(desk, who):
    report = report_from(desk)
    form_sent(desk, report, "name", {"number": SUBJECT, "name": "Ashby Rourke"} | WHY)
    assert desk.sees(who, SET.format(report.pk)) == []


def test_not_even_by_the_database_is_it_set_aside_without_words_or_while_it_is_urgent(desk):
    unanswered, endangered = report_from(desk), report_from(desk)
    form_sent(desk, endangered, "safeguarding", WHY)
    with pytest.raises(DatabaseError, match="with words for its reporter"):
        desk.sees("analyst", SET.format(unanswered.pk))
    with pytest.raises(DatabaseError, match="only a report that waits"):
        desk.sees("analyst", SET.format(endangered.pk))


def test_all_but_the_urgent_are_ticked_at_once_without_a_script(desk):
    report_from(desk)
    report_from(desk, danger=True)
    page = desk.asks("analyst", "/reports?state=working&page=1&tick=all").content.decode()
    assert page.count(" checked>") == 1
    assert " checked>" not in desk.asks("analyst", "/reports").content.decode()
