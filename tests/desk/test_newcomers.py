"""Who is given an account after ties were looked for learns of nobody until theirs are looked for, too."""

import pytest
from django.db import DatabaseError

from tests.desk.conftest import DAY, OTHER_SUBJECT, SUBJECT
from tests.desk.letters import form_sent, report_from
from tests.leads.telling.scans import CASE_2_EVIDENCE, case_2, write_scan, write_store

NEW = {"name": "Rosa Lind", "username": "rosa", "staff_id": "D-900"}
STAFF = """
    staff_id | name | role      | team_id | supervisor_id | started_on
    D-900    | R    | detective | CCU     | P-41          | 2015-01-01
    P-41     | S    | pcso      | north   |               | 2015-01-01
    """


@pytest.fixture
def newcomer(desk):
    """Gives somebody an account in the browser, in a role."""

    def made(role):
        from upstander.access.models import Account  # noqa: PLC0415 - Django is set up by the first test that needs it

        assert desk.asks("administrator", "/people/new", NEW | {"role": role}).status_code == 200
        desk.accounts["rosa"] = Account.objects.get(username="rosa")
        return desk.accounts["rosa"]

    return made


@pytest.fixture
def scan_with_ties(tmp_path):
    """A scan of records in which the subject leads the newcomer, and its folder."""
    store = write_store(tmp_path / "store", {"staff": STAFF})
    return write_scan(tmp_path / "leads", {"L-1": case_2()}, {"L-1": CASE_2_EVIDENCE}, store=str(store))


def statuses(desk, *paths):
    return [desk.asks("rosa", path).status_code for path in paths]


def test_no_lead_is_there_for_a_newcomer_until_a_scan_is_taken_in_and_then_those_they_have_no_tie_to(
    desk, newcomer, scan_with_ties
):
    from upstander.casework.taking_in import take_in  # noqa: PLC0415 - as above

    newcomer("analyst")
    paths = [f"/leads/{desk.lead(subject).pk}" for subject in (SUBJECT, OTHER_SUBJECT)]
    assert statuses(desk, *paths) == [404, 404]
    assert desk.sees("rosa", "SELECT id FROM casework_lead") == []
    assert "Your account is new" in desk.asks("rosa", "/leads").content.decode()
    take_in(scan_with_ties, DAY)
    assert statuses(desk, *paths) == [404, 200]
    assert desk.sees("rosa", "SELECT id FROM casework_lead") == [desk.lead(OTHER_SUBJECT).pk]
    assert "Your account is new" not in desk.asks("rosa", "/leads").content.decode()


def test_no_matter_is_there_for_a_new_manager_and_no_part_is_given_to_a_newcomer(desk, newcomer):
    matter = desk.matter()
    rosa = newcomer("investigator")
    given = {"to": str(rosa.pk), "part": "investigator"}
    assert desk.asks("manager", f"/matters/{matter.pk}/assign", given).status_code == 409
    desk.asks("administrator", f"/people/{rosa.pk}/role", {"role": "manager"})
    assert statuses(desk, f"/matters/{matter.pk}") == [404]
    assert desk.sees("rosa", "SELECT id FROM casework_matter") == []
    settle(rosa)
    assert statuses(desk, f"/matters/{matter.pk}") == [200]
    assert desk.sees("rosa", "SELECT id FROM casework_matter") == [matter.pk]


def test_no_intelligence_about_anybody_is_there_for_a_newcomer(desk, newcomer):
    desk.asks("analyst", f"/leads/{desk.lead().pk}/intelligence", {})
    (report,) = desk.sees("analyst", "SELECT id FROM casework_intelligencereport")
    rosa = newcomer("analyst")
    assert statuses(desk, f"/intelligence/{report}") == [404]
    assert desk.sees("rosa", "SELECT id FROM casework_intelligencereport") == []
    settle(rosa)
    assert statuses(desk, f"/intelligence/{report}") == [200]
    assert desk.sees("rosa", "SELECT id FROM casework_intelligencereport") == [report]


def test_a_report_of_the_door_about_anybody_is_not_there_for_who_waits(desk):
    report = report_from(desk)
    path = f"/reports/{report.pk}"
    settle(desk.accounts["analyst"], compared=False)
    assert desk.asks("analyst", path).status_code == 200  # it names nobody yet
    form_sent(desk, report, "name", {"number": OTHER_SUBJECT, "name": "Other Canary", "why": "his roster"})
    assert desk.asks("analyst", path).status_code == 404
    assert desk.sees("analyst", "SELECT id FROM casework_report") == []
    settle(desk.accounts["analyst"])
    assert desk.asks("analyst", path).status_code == 200


def test_an_auditor_who_waits_reads_no_line_of_the_log_about_a_lead(desk):
    lead = str(desk.lead().pk)
    desk.asks("analyst", f"/leads/{lead}")
    settle(desk.accounts["auditor"], compared=False)
    assert f"?about={lead}" not in desk.asks("auditor", "/oversight/log").content.decode()
    settle(desk.accounts["auditor"])
    assert f"?about={lead}" in desk.asks("auditor", "/oversight/log").content.decode()


def test_no_list_of_the_forces_people_names_anybody_to_who_waits(desk, people_on_record):
    path = "/workforce/training/abuse_of_position"
    settle(desk.accounts["prevent"], compared=False)
    assert "Beech" not in desk.asks("prevent", path).content.decode()
    settle(desk.accounts["prevent"])
    assert "Beech" in desk.asks("prevent", path).content.decode()


def settle(account, *, compared=True):
    type(account).objects.filter(pk=account.pk).update(compared=compared)


def test_nobody_at_the_desk_ends_the_waiting_of_an_account_themselves(desk, newcomer):
    newcomer("administrator")
    for who in ("administrator", "rosa"):
        desk.sees(who, "SELECT 1")
        with pytest.raises(DatabaseError, match="permission denied"):
            desk.as_role(lambda: desk.run("UPDATE access_account SET compared = true"))


def test_the_people_page_says_who_waits(desk, newcomer):
    assert "Not compared yet" not in desk.asks("administrator", "/people").content.decode()
    rosa = newcomer("analyst")
    assert desk.asks("administrator", "/people").content.decode().count("Not compared yet") == 1
    settle(rosa)
    assert "Not compared yet" not in desk.asks("administrator", "/people").content.decode()


def test_where_nothing_was_ever_taken_in_there_is_nothing_to_wait_for(desk, newcomer):
    from upstander.casework.models import Lead, LeadSeen  # noqa: PLC0415 - as above

    LeadSeen.objects.all().delete()
    Lead.objects.all().delete()
    assert newcomer("analyst").compared


def test_a_scan_whose_records_cannot_be_read_ends_no_waiting(desk, newcomer, tmp_path):
    from upstander.casework.taking_in import take_in  # noqa: PLC0415 - as above

    rosa = newcomer("analyst")
    take_in(write_scan(tmp_path, {"L-1": case_2()}, {"L-1": CASE_2_EVIDENCE}, store="/nowhere"), DAY)
    rosa.refresh_from_db()
    assert not rosa.compared


def made_by_command():
    from upstander.access.actions import make_account  # noqa: PLC0415 - as above
    from upstander.casework.newcomers import compare_newcomers  # noqa: PLC0415 - as above

    account, _password = make_account(**NEW, role="analyst", by=None)
    return account, compare_newcomers([account])


def test_an_account_that_a_command_makes_is_compared_at_once(desk, scan_with_ties):
    from upstander.casework.models import Lead  # noqa: PLC0415 - as above

    Lead.objects.update(scan=str(scan_with_ties))
    account, compared = made_by_command()
    desk.accounts["rosa"] = account
    assert (compared, account.shut_out.count()) == (True, 1)
    assert desk.sees("rosa", "SELECT id FROM casework_lead") == [desk.lead(OTHER_SUBJECT).pk]


@pytest.mark.parametrize("unreadable", ["the scan is gone", "the records are gone", "a load goes on"])
def test_an_account_that_a_command_makes_waits_where_the_records_cannot_be_read(desk, scan_with_ties, unreadable):
    from upstander.casework.models import Lead  # noqa: PLC0415 - as above

    store = scan_with_ties.parent / "store"
    if unreadable == "the records are gone":
        store.rename(store.with_name("elsewhere"))
    elif unreadable == "a load goes on":
        (store / "loading" / "now").mkdir(parents=True)
        (store / "loading" / "now" / "plan.json").write_text("{}")
    Lead.objects.update(scan="/nowhere" if unreadable == "the scan is gone" else str(scan_with_ties))
    account, compared = made_by_command()
    desk.accounts["rosa"] = account
    assert compared is False
    assert desk.sees("rosa", "SELECT id FROM casework_lead") == []
