"""Where a report stands for who may not see what it is linked to: as if it were not."""

import re

import pytest

from tests.desk.conftest import SUBJECT
from tests.desk.letters import form_sent, report_from
from tests.desk.reports import the_report

WHY = {"why": "the same evening and the same street"}
FEEDBACK = {"feedback": "We told you where to turn"}
SAYS = ("already told", "Duplicate", "Linked")


def page(desk, report, who="analyst"):
    return desk.asks(who, f"/reports/{report.pk}").content.decode()


def caption(desk, report, who="analyst"):
    return re.search(r'govuk-caption-l">([^<]*)<', page(desk, report, who)).group(1)


def listed(desk, state, who="analyst"):
    return re.findall(r"/reports/([0-9a-f-]{36})", desk.asks(who, f"/reports?state={state}").content.decode())


def kept(desk, report, who="analyst"):
    given = WHY | {"accounts": [str(desk.accounts[who].pk)]}
    assert form_sent(desk, report, "keep-from", given, "manager").status_code == 302


def linked(desk, report, address, who="manager"):
    assert form_sent(desk, report, "link", WHY | {"address": address}, who).status_code == 302


@pytest.fixture
def hidden(desk):
    """A triaged report, linked by the manager as a duplicate of one that is kept from the analyst."""
    report, other = report_from(desk), report_from(desk)
    form_sent(desk, report, "triage", WHY)
    kept(desk, other)
    linked(desk, report, f"/reports/{other.pk}")
    return desk, report


def test_the_page_says_where_it_stood_before_and_nothing_of_the_link(hidden):
    desk, report = hidden
    assert caption(desk, report) == "Triaged"
    assert [words for words in SAYS if words in page(desk, report)] == []
    assert caption(desk, report, "manager") == "Linked to something already told"
    assert "Duplicate" in page(desk, report, "manager")


def test_no_list_tells_it(hidden):
    desk, report = hidden
    key = str(report.pk)
    assert (listed(desk, "triaged"), listed(desk, "duplicate"), listed(desk, "working")) == ([key], [], [key])
    assert listed(desk, "duplicate", "manager") == [key]
    assert "already told</strong>" not in desk.asks("analyst", "/reports?state=working").content.decode()


def test_an_urgent_one_stays_first_in_the_list(desk):
    first, report, other = report_from(desk), report_from(desk, danger=True), report_from(desk)
    kept(desk, other)
    linked(desk, report, f"/reports/{other.pk}")
    assert listed(desk, "working")[0] == str(report.pk)
    assert len(listed(desk, "working")) == len({first.pk, report.pk})


def test_what_may_be_done_is_what_might_be_done_before(hidden):
    desk, report = hidden
    told = page(desk, report)
    assert (f"{report.pk}/set-aside" in told, f"{report.pk}/close" in told) == (True, False)
    answer = form_sent(desk, report, "close", WHY | FEEDBACK)
    assert (answer.status_code, "stands at: triaged" in answer.content.decode()) == (409, True)


def test_a_link_that_is_not_seen_is_no_decision_on_which_a_report_is_closed(hidden):
    desk, report = hidden
    form_sent(desk, report, "reply", {"text": "Where was it?", "awaits": "on"})
    assert form_sent(desk, report, "close", WHY | FEEDBACK).status_code == 409
    assert form_sent(desk, report, "close", WHY | FEEDBACK, "manager").status_code == 302


def test_it_is_set_aside_as_any_other(hidden):
    desk, report = hidden
    assert form_sent(desk, report, "set-aside", WHY).status_code == 302
    report.refresh_from_db()
    assert (report.state, caption(desk, report)) == ("set_aside", "Set aside as junk")


def test_one_that_was_set_aside_before_stays_so_for_them_and_comes_back(desk):
    report, other = report_from(desk), report_from(desk)
    form_sent(desk, report, "set-aside", WHY)
    kept(desk, other)
    linked(desk, report, f"/reports/{other.pk}")
    assert (listed(desk, "set_aside"), listed(desk, "working")) == ([str(report.pk)], [])
    assert form_sent(desk, report, "bring-back", WHY).status_code == 302
    assert caption(desk, report) == "Received"


def test_what_came_after_stands_and_the_entry_is_still_not_there(hidden):
    desk, report = hidden
    form_sent(desk, report, "signpost", WHY, "manager")
    assert caption(desk, report) == "Not for the police: signposted"
    assert [words for words in SAYS if words in page(desk, report)] == []


def test_of_two_links_the_one_that_is_seen_is_told(hidden):
    desk, report = hidden
    linked(desk, report, f"/reports/{report_from(desk).pk}", "analyst")
    assert caption(desk, report) == "Linked to something already told"
    assert page(desk, report).count("Duplicate") == 1
    assert page(desk, report, "manager").count("Duplicate") == 2


def test_intelligence_that_is_not_seen_is_not_told_either(desk):
    report, made = report_from(desk), the_report(desk, "manager")
    desk.shut_out("analyst", SUBJECT)
    linked(desk, report, f"/intelligence/{made.pk}")
    assert (caption(desk, report), caption(desk, report, "manager")) == ("Received", "Became intelligence")
    assert "Linked to intelligence" not in page(desk, report)
    assert (listed(desk, "received"), listed(desk, "intelligence")) == ([str(report.pk)], [])


def test_a_matter_is_told_to_who_sees_none_and_not_to_who_is_kept_from_this_one(desk):
    report, matter = report_from(desk), desk.matter()
    linked(desk, report, f"/matters/{matter.pk}")
    assert caption(desk, report) == "Linked to something"
    assert caption(desk, report, "a friend") == "Received"
    assert "Linked to a matter" not in page(desk, report, "a friend")
