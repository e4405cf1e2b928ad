"""Reports whose keeping is over are listed with their day and destroyed together; answers go when they had their time."""

import datetime as dt
from contextlib import contextmanager

import pytest
from django.db import DatabaseError

from tests.desk.letters import WHAT, form_sent, report_from, sent, taken_in
from upstander.reporting.receipt import Receipt

WHY = {"why": "a reason that somebody can judge"}
FEEDBACK = {"feedback": "We have spoken to the officer", "why": "dealt with"}
PERIODS = """
[report]
{report}
words = "closed reports of the door"
source = "our own schedule of 2026"
status = "confirmed"
[replies]
{replies}
words = "answers"
source = "our own schedule of 2026"
status = "confirmed"
"""


@contextmanager
def periods(tmp_path, report="years = 2", replies=""):
    """A force's own periods, as UPSTANDER_RETENTION would name them."""
    from django.conf import settings  # noqa: PLC0415

    file = tmp_path / f"{abs(hash((report, replies)))}.toml"
    file.write_text(PERIODS.format(report=report, replies=replies), "utf-8")
    before, settings.UPSTANDER_RETENTION = settings.UPSTANDER_RETENTION, str(file)
    try:
        yield
    finally:
        settings.UPSTANDER_RETENTION = before


def closed(desk, day, receipt=None):
    """A report that was closed with feedback, on that day."""
    receipt = receipt or Receipt.fresh()
    report = report_from(desk, receipt)
    form_sent(desk, report, "signpost", WHY)
    form_sent(desk, report, "close", FEEDBACK)
    desk.run("SET CONSTRAINTS ALL IMMEDIATE")
    desk.run("ALTER TABLE casework_reportentry DISABLE TRIGGER only_added_to")
    desk.run(f"UPDATE casework_reportentry SET day = '{day}' WHERE report_id = '{report.pk}'")
    desk.run("ALTER TABLE casework_reportentry ENABLE TRIGGER only_added_to")
    desk.run(f"UPDATE reporting_box SET closed_on = '{day}' WHERE id = '\\x{bytes(report.box).hex()}'")
    report.refresh_from_db()
    return report


def years_ago(years):
    from django.utils import timezone  # noqa: PLC0415

    return timezone.localdate() - dt.timedelta(days=366 * years)


@pytest.fixture
def over(desk):
    """A report that was closed seven years ago."""
    return closed(desk, years_ago(7))


def destroyed(desk, who, *reports, **given):
    query = "&".join(f"report={report.pk}" for report in reports)
    told = {"reports": [str(report.pk) for report in reports], "sure": "on"} | WHY | given
    return desk.asks(who, f"/reports/destroy-due?{query}", told)


def replies(report):
    from upstander.reporting.models import Reply  # noqa: PLC0415

    return Reply.objects.filter(box_id=bytes(report.box)).count()


def post_round(desk):
    from upstander.casework.actions.report_retention import let_go_of_replies  # noqa: PLC0415

    return desk.as_role(let_go_of_replies, role="upstander_post")


# ---- what is due


def test_what_is_due_is_listed_with_its_day_and_the_source_of_the_period(desk, over):
    from upstander.casework.retention import of_reports  # noqa: PLC0415

    page = desk.asks("manager", "/reports?state=due").content.decode()
    due = of_reports().due_on(years_ago(7))
    assert f"{due.day} {due:%B %Y}" in page
    assert (str(over.pk) in page, "College of Policing" in page, "to be checked" in page) == (True, True, True)


@pytest.mark.parametrize(
    ("period", "due"),
    [("years = 2", True), ("years = 5", False), ("days = 30", True), ("days = 2000", False), ("", False)],
)
def test_a_force_sets_its_own_period_and_one_that_is_off_makes_nothing_due(desk, tmp_path, period, due):
    report = closed(desk, years_ago(3))
    with periods(tmp_path, report=period):
        page = desk.asks("manager", "/reports?state=due").content.decode()
        assert ("our own schedule of 2026" in page, "(confirmed)" in page) == (True, True)
        assert ("no period is set" in page) == (not period)
        assert (str(report.pk) in page, destroyed(desk, "manager", report).status_code == 302) == (due, due)


@pytest.mark.parametrize(("ended", "due"), [("2024-02-29", "2030-02-28"), ("2024-03-01", "2030-03-01")])
def test_what_is_kept_for_years_is_due_on_the_same_day_of_the_year(ended, due):
    from upstander.casework.retention import of_reports  # noqa: PLC0415

    assert of_reports().due_on(dt.date.fromisoformat(ended)) == dt.date.fromisoformat(due)


# ---- destroyed together


def test_a_manager_destroys_what_is_due_in_one_step_with_a_reason_and_a_line_for_each(desk, over):
    from upstander.casework.shredding import DestroyedError  # noqa: PLC0415

    other = closed(desk, years_ago(8))
    page = desk.asks("manager", f"/reports/destroy-due?report={over.pk}&report={other.pk}").content.decode()
    assert WHAT in page  # nobody destroys what they have not seen
    assert destroyed(desk, "manager", over, other).status_code == 302
    for report in (over, other):
        report.refresh_from_db()
        assert report.state == "destroyed"
        with pytest.raises(DestroyedError):
            report.said()
        assert report.entries.last().why == WHY["why"]
    assert {line[0] for line in desk.log("report destroyed")} == {str(over.pk), str(other.pk)}


@pytest.mark.parametrize("lacking", [{"why": " "}, {"sure": ""}])
def test_without_a_reason_or_being_sure_nothing_is_destroyed(desk, over, lacking):
    assert destroyed(desk, "manager", over, **lacking).status_code == 422
    over.refresh_from_db()
    assert over.state == "closed"


@pytest.mark.parametrize("who", ["analyst", "investigator", "auditor", "administrator"])
def test_nobody_but_a_manager_is_offered_it_or_does_it(desk, over, who):
    assert destroyed(desk, who, over).status_code == 404
    assert "Tick what is no longer to be kept" not in desk.asks(who, "/reports?state=due").content.decode()
    over.refresh_from_db()
    assert over.state == "closed"


def test_what_is_not_due_is_not_destroyed_with_the_rest_and_then_nothing_is(desk, over):
    from upstander.casework.actions.leads import NotNow  # noqa: PLC0415
    from upstander.casework.actions.report_retention import destroy_due  # noqa: PLC0415

    early = closed(desk, years_ago(1))
    assert destroyed(desk, "manager", early).status_code == 409
    with pytest.raises(NotNow):
        destroy_due(reports=[over, early], why="x", by=desk.accounts["manager"])
    for report in (over, early):
        report.refresh_from_db()
        assert report.state == "closed"


# ---- what was left for the reporter


def test_answers_to_a_destroyed_report_are_removed_once_its_keeping_is_over_with_a_line(desk, over):
    destroyed(desk, "manager", over)
    assert replies(over) == 1
    assert (post_round(desk), replies(over), post_round(desk)) == (1, 0, 0)
    assert [line[0] for line in desk.log("replies removed")] == [str(over.pk)]


def test_who_was_answered_lately_still_finds_the_answer_until_a_force_set_how_long(desk, tmp_path):
    report = closed(desk, years_ago(1))
    form_sent(desk, report, "destroy", WHY | {"sure": "on"}, "manager")
    assert (post_round(desk), replies(report)) == (0, 1)
    with periods(tmp_path, report="years = 6", replies="days = 400"):
        assert (post_round(desk), replies(report)) == (0, 1)
    with periods(tmp_path, report="years = 6", replies="days = 90"):
        assert (post_round(desk), replies(report)) == (1, 0)


def test_nothing_is_removed_of_a_report_that_nobody_destroyed(desk, over, tmp_path):
    with periods(tmp_path, report="years = 1", replies="days = 1"):
        assert (post_round(desk), replies(over)) == (0, 1)


def test_who_wrote_again_since_keeps_what_they_were_told(desk):
    receipt = Receipt.fresh()
    report = closed(desk, years_ago(7), receipt)
    destroyed(desk, "manager", report)
    sent(desk, receipt, number=1, answers={"message": "it happened again"})
    taken_in(desk)
    assert (post_round(desk), replies(report)) == (0, 1)


def test_the_desk_itself_removes_no_answer(desk, over):
    desk.sees("manager", "SELECT 1")
    with pytest.raises(DatabaseError, match="permission denied"):
        desk.as_role(lambda: desk.run("SELECT casework_let_go_of_replies('2099-01-01')"))
