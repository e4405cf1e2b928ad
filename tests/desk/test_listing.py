"""The list names nobody for a check: a name is read by opening one, and the log says who did."""

import pytest

from tests.desk.test_asking import opened


@pytest.fixture
def check(desk):
    """A lead of the desk, as a check; so are the others, one of which is about the same member of the public."""
    from upstander.casework.models import Lead  # noqa: PLC0415

    Lead.objects.update(standing="check", signs=["calls_after_the_work", "stops_near_by"])
    return desk.lead()


def the_list(desk, who="analyst", query=""):
    return desk.asks(who, f"/leads{query}").content.decode()


def named_in(page, lead):
    return [name for name in (lead.subject_name, lead.affected_name) if name in page]


def test_a_check_stands_in_the_list_by_what_it_rests_on_and_without_a_name(desk, check):
    page = the_list(desk)
    assert named_in(page, check) == []
    assert f"Check {str(check.pk)[:8]}" in page
    assert "Calls after the work; stops near by." in page


@pytest.mark.parametrize("query", ["", "?standing=check", "?order=strength", "?state=open"])
def test_no_filter_names_whom_a_check_is_about(desk, check, query):
    assert named_in(the_list(desk, query=query), check) == []


def test_a_lead_is_named(desk):
    lead = desk.lead()
    assert lead.standing == "lead"
    assert named_in(the_list(desk), lead) == [lead.subject_name, lead.affected_name]


def test_who_opens_a_check_reads_the_name_and_the_log_says_so(desk, check):
    page = desk.asks("analyst", f"/leads/{check.pk}").content.decode()
    assert named_in(page, check) == [check.subject_name, check.affected_name]
    assert [event[0] for event in desk.log("lead read")] == [str(check.pk)]


def test_who_works_on_a_check_reads_its_name_in_the_list_and_nobody_else_does(desk, check):
    desk.asks("analyst", f"/leads/{check.pk}/move", {"what": "claimed"})
    assert named_in(the_list(desk), check) == [check.subject_name, check.affected_name]
    assert named_in(the_list(desk, "manager"), check) == []


def test_a_dismissed_check_has_no_name_in_the_list_of_what_was_dismissed(desk, check):
    desk.asks("analyst", f"/leads/{check.pk}/move", {"what": "claimed"})
    given = {"what": "dismissed", "because": "the records are wrong"}
    desk.asks("analyst", f"/leads/{check.pk}/move", given)
    page = the_list(desk, "manager", "?state=dismissed")
    assert f"Check {str(check.pk)[:8]}" in page
    assert named_in(page, check) == []


def test_what_is_due_names_a_check_to_who_holds_it_and_not_to_who_asked_once(desk, check):
    """Whoever asked is reminded still, by the number of the check."""
    opened(desk)
    page = desk.asks("analyst", "/matters/due").content.decode()
    assert named_in(page, check) == [check.subject_name, check.affected_name]
    type(check).objects.update(holder=desk.accounts["manager"])
    page = desk.asks("analyst", "/matters/due").content.decode()
    assert (named_in(page, check), f"Check {str(check.pk)[:8]}" in page) == ([], True)
    page = desk.asks("manager", "/matters/due").content.decode()
    assert named_in(page, check) == [check.subject_name, check.affected_name]


def test_a_report_about_the_same_person_names_nobody_else_for_a_check(desk, check):
    from upstander.casework.actions.intelligence import from_lead  # noqa: PLC0415

    report = from_lead(lead=check, by=desk.accounts["analyst"])
    page = desk.asks("manager", f"/intelligence/{report.pk}").content.decode()
    leads = page.partition("Leads about the same subject")[2].partition("</ul>")[0]
    assert (named_in(leads, check), f"Check {str(check.pk)[:8]}" in leads) == ([], True)
    assert desk.log("lead read") == []


def test_a_leads_page_names_no_member_of_the_public_of_another_check_about_the_same_subject(desk, check):
    from upstander.casework.models import Lead  # noqa: PLC0415

    other = Lead.objects.exclude(pk=check.pk).first()
    other.subject_id, other.affected_name = check.subject_id, "Somebody Else"
    other.save()
    page = desk.asks("analyst", f"/leads/{check.pk}").content.decode()
    assert f"Check {str(other.pk)[:8]}" in page
    assert "Somebody Else" not in page
