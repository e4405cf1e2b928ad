"""A reporter is told that their name was opened, where that is safe; until that is decided it is owed."""

from types import SimpleNamespace

import pytest
from django.db import DatabaseError

from tests.desk.days import as_typed
from tests.desk.letters import report_from
from tests.desk.test_report_identity import KEYS, NAME, opened, page
from tests.desk.test_reports import answers_in
from upstander.reporting.identity import seal_identity
from upstander.reporting.receipt import Receipt
from upstander.reporting.recipients import Recipient
from upstander.reporting.words import words

WHY = "he reads her post, and she lives with him"


@pytest.fixture
def asking(desk):
    """A report with a sealed name, its reporter's receipt, and the address of its page about that."""
    return asked_of(desk)


def asked_of(desk, **changed):
    custodians = [Recipient(name, name, key.public_key) for name, key in KEYS.items()]
    receipt = Receipt.fresh()
    report = report_from(desk, receipt, identity=dict(seal_identity(NAME, custodians, receipt.box)), **changed)
    return SimpleNamespace(desk=desk, report=report, receipt=receipt, at=f"/reports/{report.pk}/identity")


def decided(asking, address, what, who="manager", on=None, **given):
    """The answer to what was decided; `on`: days from today."""
    day = as_typed(on) if on is not None else ""
    return asking.desk.asks(who, f"{address}/told", {"what": what, "on": day, "why": ""} | given)


def is_owed(asking, who="manager"):
    return "is still to be decided" in asking.desk.asks(who, "/reports").content.decode()


def test_from_the_opening_on_it_is_owed_to_the_reporter_and_asked_beside_the_name(asking):
    assert not is_owed(asking)
    address = opened(asking)
    shown = page(asking, address).content.decode()
    assert (NAME in shown, "Is the reporter told?" in shown, "Owed" in shown) == (True, True, True)
    assert is_owed(asking)
    assert answers_in(asking.receipt) == []


def test_the_rules_of_reaching_them_stand_beside_the_question(desk):
    asking = asked_of(desk, contact={"reach_not": "never when he is at home"})
    assert "never when he is at home" in page(asking, opened(asking)).content.decode()


@pytest.mark.parametrize("language", ["en", "cy", "easy"])
def test_told_they_find_in_their_box_that_it_was_opened_and_it_is_owed_no_more(desk, language):
    asking = asked_of(desk, language=language)
    address = opened(asking)
    assert decided(asking, address, "told").status_code == 302
    assert answers_in(asking.receipt) == [words(language)["return.name_opened"]]
    assert not is_owed(asking)
    shown = page(asking, f"/reports/{asking.report.pk}").content.decode()
    assert "Told that their name was opened" in shown
    assert asking.desk.log("report told that their name was opened")[0][:2] == (str(asking.report.pk), "done")


def test_put_off_it_is_owed_again_from_its_day_on(asking):
    address = opened(asking)
    assert decided(asking, address, "later", on=3, why=WHY).status_code == 302
    assert (is_owed(asking), answers_in(asking.receipt)) == (False, [])
    shown = page(asking, address).content.decode()
    assert ("Put off until" in shown, WHY in shown, "Decide this" in shown) == (True, True, True)
    asking.desk.run("SET CONSTRAINTS ALL IMMEDIATE")
    asking.desk.run("ALTER TABLE casework_identitytelling DISABLE TRIGGER only_added_to")
    asking.desk.run('UPDATE casework_identitytelling SET "on" = access_today() WHERE "on" IS NOT NULL')
    assert is_owed(asking)


def test_not_told_has_its_reason_and_ends_it(asking):
    address = opened(asking)
    assert decided(asking, address, "not", why=WHY).status_code == 302
    assert (is_owed(asking), answers_in(asking.receipt)) == (False, [])
    shown = page(asking, address).content.decode()
    assert (WHY in shown, "Decide this" in shown) == (True, False)
    assert decided(asking, address, "told").status_code == 409


@pytest.mark.parametrize(
    ("what", "given", "status"),
    [
        ("not", {"why": " "}, 409),
        ("later", {"why": WHY}, 409),
        ("later", {"why": WHY, "on": 0}, 409),
        ("later", {"on": 3}, 409),
        ("", {}, 422),
    ],
)
def test_what_lacks_its_reason_or_its_day_is_told_and_stays_owed(asking, what, given, status):
    address = opened(asking)
    assert decided(asking, address, what, **given).status_code == status
    assert (is_owed(asking), answers_in(asking.receipt)) == (True, [])


def test_before_it_is_opened_there_is_nothing_to_decide(asking):
    from tests.desk.test_report_identity import asked  # noqa: PLC0415

    address = asked(asking)
    assert "Is the reporter told?" not in page(asking, address).content.decode()
    assert decided(asking, address, "told").status_code == 409
    assert answers_in(asking.receipt) == []


def test_after_the_last_day_of_the_request_it_is_owed_still(asking):
    address = opened(asking)
    asking.desk.run("SET CONSTRAINTS ALL IMMEDIATE")
    asking.desk.run("ALTER TABLE casework_identityrequest DISABLE TRIGGER stays")
    asking.desk.run("UPDATE casework_identityrequest SET until = access_today() - 1, key = NULL, text = NULL")
    assert is_owed(asking)
    assert decided(asking, address, "told").status_code == 302


def test_it_exists_for_whoever_asked_alone(asking):
    address = opened(asking)
    for who in ("analyst", "a friend", "investigator", "auditor"):
        assert decided(asking, address, "told", who).status_code == 404
        assert asking.desk.sees(who, "SELECT count(*) FROM casework_identitytelling") == [0]
    assert not is_owed(asking, "analyst")
    asking.desk.sees("analyst", "SELECT 1")
    key = address.rpartition("/")[2]
    added = f"INSERT INTO casework_identitytelling (at, by_id, asked_id, what, why) VALUES (now(), access_asker(), '{key}', 'not', 'x')"
    with pytest.raises(DatabaseError, match="row-level security"):
        asking.desk.as_role(lambda: asking.desk.run(added))


def test_the_second_factor_is_asked_for_again(asking):
    address = opened(asking)
    assert asking.desk.asks_later("manager", f"{address}/told", {"what": "told"}).status_code == 403
    assert answers_in(asking.receipt) == []
