"""Who a reporter is: asked of two custodians, for a reason, until a day, and shown to whoever asked alone."""

import re
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from nacl.public import PrivateKey

from tests.desk.days import as_typed, today
from tests.desk.letters import report_from
from upstander.reporting import custody
from upstander.reporting.identity import seal_identity
from upstander.reporting.receipt import Receipt
from upstander.reporting.recipients import Recipient

NAME = "Canary Fernleigh, 3 Mill Lane"
KEYS = {name: PrivateKey(bytes([number] * 32)) for number, name in enumerate(("ash", "birch", "cedar"), 1)}
WHY = "She asks for a special constable to be kept away, and her answers stopped"


@pytest.fixture
def asking(desk):
    """A report with a sealed name, and the address of its page about that."""
    custodians = [Recipient(name, name, key.public_key) for name, key in KEYS.items()]
    receipt = Receipt.fresh()
    report = report_from(desk, receipt, identity=dict(seal_identity(NAME, custodians, receipt.box)))
    return SimpleNamespace(desk=desk, report=report, at=f"/reports/{report.pk}/identity")


def asked(asking, who="manager", **changed):
    """The address of a request that somebody made."""
    given = {"pair": "ash+cedar", "why": WHY, "until": as_typed(7)} | changed
    return asking.desk.asks(who, asking.at, given).headers["Location"]


def file_of(asking, address, who="manager"):
    return asking.desk.asks(who, f"{address}/file").content.decode()


def answer_of(request, custodian, day=None):
    """What a custodian sends back, as `upstander custodian-open` makes it."""
    read = custody.read_request(request, "request")
    by = custody.Custodian(custodian, KEYS[custodian])
    return custody.written_answer(custody.answered(read, by=by, on=day or today()))


def given_back(asking, address, answer, who="manager"):
    file = SimpleUploadedFile("answer.json", answer.encode())
    return asking.desk.asks(who, address, {"answer": file})


def opened(asking, who="manager"):
    """The address of a request that both custodians answered."""
    address = asked(asking, who)
    for custodian in ("ash", "cedar"):
        assert given_back(asking, address, answer_of(file_of(asking, address, who), custodian), who).status_code == 302
    return address


def page(asking, address, who="manager"):
    return asking.desk.asks(who, address)


def test_a_report_says_that_a_name_was_given_and_never_the_name(asking):
    shown = page(asking, f"/reports/{asking.report.pk}").content.decode()
    assert "Two custodians together can open it" in shown
    assert NAME not in shown


def test_two_custodians_open_it_for_whoever_asked(asking):
    address = asked(asking)
    assert "Now: ash" in page(asking, address).content.decode()
    given_back(asking, address, answer_of(file_of(asking, address), "ash"))
    shown = page(asking, address).content.decode()
    assert ("Now: cedar" in shown, NAME in shown) == (True, False)
    given_back(asking, address, answer_of(file_of(asking, address), "cedar"))
    assert NAME in page(asking, address).content.decode()


def test_for_everybody_else_there_is_no_such_request(asking):
    address = opened(asking, "manager")
    for who in ("analyst", "a friend", "investigator", "auditor", "administrator", "liaison", "authority"):
        for path in (address, f"{address}/file"):
            assert page(asking, path, who).status_code == 404
    assert asking.desk.sees("analyst", "SELECT id FROM casework_identityrequest") == []
    assert len(asking.desk.sees("manager", "SELECT id FROM casework_identityrequest")) == 1


def test_each_step_and_each_reading_leaves_a_line_and_the_history_holds_no_name(asking):
    address = opened(asking)
    page(asking, address)
    for action in ("identity asked for", "report identity opened", "identity read"):
        assert asking.desk.log(action), action
    shown = page(asking, f"/reports/{asking.report.pk}").content.decode()
    assert ("Identity asked for" in shown, "Identity opened" in shown, NAME in shown) == (True, True, False)


@pytest.mark.parametrize("who", ["birch", "cedar"])
def test_an_answer_out_of_turn_is_told_and_changes_nothing(asking, who):
    address = asked(asking)
    request = custody.read_request(file_of(asking, address), "request")
    right = custody.answered(request, by=custody.Custodian("ash", KEYS["ash"]), on=today())
    wrong = custody.Answer(right.to, who, right.piece)
    answer = given_back(asking, address, custody.written_answer(wrong))
    assert answer.status_code == 409
    assert "Now: ash" in page(asking, address).content.decode()


def test_an_answer_to_another_request_is_told(asking):
    one, other = asked(asking), asked(asking, why="another reason")
    answer = given_back(asking, one, answer_of(file_of(asking, other), "ash"))
    assert (answer.status_code, "another request" in answer.content.decode()) == (409, True)


@pytest.mark.parametrize("junk", ["", "{}", "not JSON", "[" * 5_000])
def test_what_is_no_answer_is_told(asking, junk):
    address = asked(asking)
    assert given_back(asking, address, junk).status_code in {409, 422}


@pytest.mark.parametrize("days", [-1, 15])
def test_a_request_runs_for_a_fortnight_at_most(asking, days):
    given = {"pair": "ash+birch", "why": WHY, "until": as_typed(days)}
    answer = asking.desk.asks("manager", asking.at, given)
    assert (answer.status_code, "within the next 14 days" in answer.content.decode()) == (409, True)


def test_after_its_last_day_nothing_of_a_request_is_shown_or_kept(asking):
    from upstander.casework.actions.identity import let_go  # noqa: PLC0415 - Django is set up by the fixture
    from upstander.casework.models import IdentityRequest  # noqa: PLC0415

    address = opened(asking)
    asking.desk.run("SET CONSTRAINTS ALL IMMEDIATE")
    asking.desk.run("ALTER TABLE casework_identityrequest DISABLE TRIGGER stays")
    asking.desk.run("UPDATE casework_identityrequest SET until = access_today() - 1")
    shown = page(asking, address).content.decode()
    assert ("This request is over" in shown, NAME in shown) == (True, False)
    assert asking.desk.as_role(let_go, role="upstander_post") == 1
    assert IdentityRequest.objects.filter(key__isnull=True, text__isnull=True).count() == 1


def test_the_second_factor_is_asked_for_again(asking):
    address = opened(asking)
    for path in (asking.at, address, f"{address}/file"):
        answer = asking.desk.asks_later("manager", path)
        assert (answer.status_code, "prove-again" in answer.headers["Location"]) == (302, True)


def test_where_no_name_was_given_nothing_can_be_asked(desk):
    report = report_from(desk)
    shown = desk.asks("manager", f"/reports/{report.pk}/identity").content.decode()
    assert ("gave no name" in shown, re.search("Make the request", shown)) == (True, None)
