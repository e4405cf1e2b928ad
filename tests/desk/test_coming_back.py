"""Older reports about the same member of staff come back by themselves, whoever names them again and however."""

import datetime as dt

import pytest

from tests.desk.conftest import DAY, OTHER_SUBJECT, SUBJECT
from tests.desk.reports import SANITISED, brought_to, sent, the_report
from tests.leads.telling.scans import CASE_2_EVIDENCE, case_2, write_scan

TEN_YEARS_AGO = "03/04/2015"


def test_two_reports_ten_years_apart_are_shown_together_at_once_without_anybody_searching(desk):
    """Case 5: the earlier report had been filed for ten years when the second came."""
    first = brought_to(desk, "filed", received_on=TEN_YEARS_AGO)
    second = the_report(desk, subjects=f"{SUBJECT.lower()}, the constable by another spelling")
    page = desk.asks("analyst", f"/intelligence/{second.pk}").content.decode()
    for words in ("Earlier concerns about the same subject", "3 April 2015", SANITISED, f"/intelligence/{first.pk}"):
        assert words in page, words
    names = desk.asks("analyst", "/intelligence").content.decode()
    assert names.index(f"/intelligence/{first.pk}") < names.index(f"/intelligence/{second.pk}")
    assert f"/intelligence/{first.pk}" in desk.asks("analyst", "/intelligence?state=back").content.decode()


@pytest.mark.parametrize("state", ["filed", "disseminated", "developed"])
def test_a_report_that_was_put_away_comes_back_and_says_what_brought_it(desk, state):
    first = brought_to(desk, state)
    second = the_report(desk)
    first.refresh_from_db()
    entry = first.entries.last()
    assert (first.state, first.review_on, entry.what, entry.by, entry.cause_id) == (
        "back", None, "came back", None, second.pk
    )  # fmt: skip
    page = desk.asks("analyst", f"/intelligence/{first.pk}").content.decode()
    assert "Upstander, by itself" in page
    assert f'Came back: <a class="govuk-link" href="/intelligence/{second.pk}">' in page
    assert desk.log("intelligence came back")[-1][0] == str(first.pk)
    assert desk.log("intelligence came back")[-1][3] == {"report": str(second.pk)}


@pytest.mark.parametrize("state", ["received", "graded", "sanitised", "assessed", "back"])
def test_a_report_that_is_being_worked_on_stays_where_it_is(desk, state):
    first = brought_to(desk, state)
    the_report(desk)
    first.refresh_from_db()
    assert first.state == state


def test_a_report_about_somebody_else_stays_filed(desk):
    first = brought_to(desk, "filed")
    the_report(desk, subjects=OTHER_SUBJECT)
    first.refresh_from_db()
    assert first.state == "filed"


def test_a_report_comes_back_when_its_subject_is_named_in_another_later(desk):
    first, second = brought_to(desk, "filed"), the_report(desk, subjects="")
    sent(desk, second, "name", {"number": SUBJECT, "name": "", "why": "his roster"})
    first.refresh_from_db()
    assert first.state == "back"


def test_a_report_comes_back_when_a_scan_raises_a_new_lead_and_stands_on_its_page(desk, scan, tmp_path):
    from upstander.casework.models import Lead  # noqa: PLC0415
    from upstander.casework.taking_in import take_in  # noqa: PLC0415

    first = brought_to(desk, "filed")
    take_in(scan, DAY)  # whose leads were there before
    first.refresh_from_db()
    assert first.state == "filed"
    take_in(write_scan(tmp_path, {"L-3": case_2()}, {"L-3": CASE_2_EVIDENCE}, store=str(tmp_path)), DAY)
    first.refresh_from_db()
    cause = first.entries.last().cause_id
    assert (first.state, Lead.objects.get(pk=cause).lead_id) == ("back", "L-3")
    page = desk.asks("analyst", f"/leads/{cause}").content.decode()
    assert "Earlier concerns about the same subject" in page
    assert SANITISED in page


def test_a_report_comes_back_when_a_matter_is_opened_and_stands_on_its_page(desk):
    first = brought_to(desk, "filed")
    matter = desk.matter()
    first.refresh_from_db()
    assert (first.state, first.entries.last().cause_id) == ("back", matter.pk)
    assert f"/intelligence/{first.pk}" in desk.asks("manager", f"/matters/{matter.pk}").content.decode()
    assert str(matter.pk) not in desk.asks("analyst", f"/intelligence/{first.pk}").content.decode()


def test_the_report_that_becomes_a_matter_does_not_come_back_by_it(desk):
    report = brought_to(desk, "disseminated")
    given = {"subject": str(report.subjects.get().pk), "kind": "pcso"}
    given |= {"day": "2/5/2025", "why": "two reports agree"}
    assert sent(desk, report, "open-matter", given, who="manager").status_code == 302
    assert "came back" not in [entry.what for entry in report.entries.all()]


def test_a_report_comes_back_even_where_who_brings_it_may_not_see_it(desk):
    """The analyst has a tie to one subject of the earlier report; a colleague must read it again all the same."""
    first = brought_to(desk, "filed", who="manager", subjects=f"{SUBJECT}\n{OTHER_SUBJECT}")
    desk.shut_out("analyst", OTHER_SUBJECT)
    second = the_report(desk, subjects=SUBJECT)
    page = desk.asks("analyst", f"/intelligence/{second.pk}").content.decode()
    assert "Earlier concerns" not in page
    assert str(first.pk) not in page + desk.asks("analyst", "/intelligence").content.decode()
    first.refresh_from_db()
    assert first.state == "back"


def test_what_brought_a_report_back_is_named_to_those_alone_who_may_see_it(desk):
    first = brought_to(desk, "filed")
    second = the_report(desk, who="manager", subjects=f"{SUBJECT}\n{OTHER_SUBJECT}")
    desk.shut_out("analyst", OTHER_SUBJECT)
    page = desk.asks("analyst", f"/intelligence/{first.pk}").content.decode()
    assert "Came back" in page
    assert str(second.pk) not in page
    assert str(second.pk) in desk.asks("manager", f"/intelligence/{first.pk}").content.decode()


def test_the_desks_own_role_cannot_bring_reports_back_by_hand(desk):
    from django.db import DatabaseError  # noqa: PLC0415

    with pytest.raises(DatabaseError, match="permission denied for function"):
        desk.as_role(lambda: desk.run("SELECT casework_bring_back('x', NULL, 'report', NULL)"))


def test_the_day_of_the_first_report_is_the_day_it_was_received_not_entered(desk):
    first = the_report(desk, received_on=TEN_YEARS_AGO)
    assert first.received_on == dt.date(2015, 4, 3)
