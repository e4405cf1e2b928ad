"""A report that speaks of those who read reports: the manager alone has it, and hands it over outside the force."""

import datetime as dt
import io
from contextlib import contextmanager

import pytest
from django.db import DatabaseError
from nacl.public import PrivateKey

from tests.desk.conftest import SUBJECT
from tests.desk.letters import ANSWERS, KEY, form_sent, report_from, sent, taken_in
from upstander.reporting.letters import MESSAGE, Enclosed, NotOpenedError, opened, opened_reply
from upstander.reporting.receipt import Receipt
from upstander.reporting.recipients import ELSEWHERE, UNIT, Recipient, Recipients, written

OUTSIDE = PrivateKey(bytes(range(1, 33)))
REGIONAL = Recipient(ELSEWHERE, "The regional unit", OUTSIDE.public_key)
WHY = {"why": "it is about somebody in this unit", "sure": "on"}
WARNING = "speaks of professional standards or the counter-corruption unit"


@contextmanager
def told_of_recipients(file):
    """The desk is told of this file of the door's, as UPSTANDER_RECIPIENTS would name it."""
    from django.conf import settings  # noqa: PLC0415

    before, settings.UPSTANDER_RECIPIENTS = settings.UPSTANDER_RECIPIENTS, str(file)
    try:
        yield
    finally:
        settings.UPSTANDER_RECIPIENTS = before


@pytest.fixture
def outside(desk, tmp_path):
    """A desk whose door knows somebody outside the force."""
    file = tmp_path / "recipients.toml"
    unit = Recipient(UNIT, "The unit", KEY.public_key)
    file.write_text(written(Recipients({UNIT: unit, ELSEWHERE: REGIONAL}, ())), "utf-8")
    with told_of_recipients(file):
        yield desk


@pytest.fixture
def alone(desk, tmp_path):
    """A desk whose door knows nobody outside."""
    with told_of_recipients(tmp_path / "none.toml"):
        yield desk


EVERYWHERE = {
    "what happened": {"answers": ANSWERS | {"what": "I told PSD, and one of them warned him"}},
    "whom it is about": {"answers": ANSWERS | {"who": "the whole of professional standards"}},
    "who must not see it": {"keep_from": ["everyone in that unit"]},
    "how the reporter is reached": {"contact": {"reach_not": "not by your counter corruption team"}},
    "in Welsh": {"answers": ANSWERS | {"what": "Mae rhywun yn yr adran safonau proffesiynol"}, "language": "cy"},
}


@pytest.mark.parametrize("where", EVERYWHERE)
def test_it_is_the_managers_alone_who_is_told_to_hand_it_over(outside, where):
    report = report_from(outside, **EVERYWHERE[where])
    assert outside.asks("analyst", f"/reports/{report.pk}").status_code == 404
    assert outside.sees("analyst", "SELECT id FROM casework_report") == []
    page = outside.asks("manager", f"/reports/{report.pk}").content.decode()
    assert WARNING in page
    assert f"/reports/{report.pk}/hand-over" in page


def test_a_later_letter_that_speaks_of_it_does_the_same(outside):
    receipt = Receipt.fresh()
    report = report_from(outside, receipt)
    assert outside.asks("analyst", f"/reports/{report.pk}").status_code == 200
    sent(outside, receipt, number=1, answers={"message": "he is a friend of your unit"})
    taken_in(outside)
    assert outside.asks("analyst", f"/reports/{report.pk}").status_code == 404
    assert WARNING in outside.asks("manager", f"/reports/{report.pk}").content.decode()


def test_what_does_not_speak_of_it_is_there_for_all_who_read_reports(outside):
    report = report_from(outside)
    assert outside.asks("analyst", f"/reports/{report.pk}").status_code == 200
    assert WARNING not in outside.asks("manager", f"/reports/{report.pk}").content.decode()


def test_a_manager_who_finds_that_it_is_not_about_them_lets_the_analysts_read_it(outside):
    report = report_from(outside, **EVERYWHERE["what happened"])
    page = outside.asks("manager", f"/reports/{report.pk}/keep-from").content.decode()
    assert "it is not about those who read reports" in page
    form_sent(outside, report, "keep-from", {"let_go": "on", "why": "they only told us before"}, "manager")
    assert outside.asks("analyst", f"/reports/{report.pk}").status_code == 200
    assert WARNING not in outside.asks("manager", f"/reports/{report.pk}").content.decode()


# ---- handed over


@pytest.fixture
def handed(outside):
    """A report with a later letter and a file, handed over; the receipt of it."""
    receipt = Receipt.fresh()
    report = report_from(outside, receipt, **EVERYWHERE["what happened"], identity={"a+b": "sealed"}, danger=True,
                         files=[Enclosed("picture.png", b"bytes of a picture")])  # fmt: skip
    sent(outside, receipt, number=1, answers={"message": "more of it"})
    taken_in(outside)
    assert form_sent(outside, report, "hand-over", WHY, "manager").status_code == 302
    report.refresh_from_db()
    return report, receipt


def waiting(receipt):
    from upstander.reporting.models import Letter  # noqa: PLC0415

    return list(Letter.objects.filter(box_id=receipt.box, recipient=ELSEWHERE).order_by("received_on", "id"))


def test_all_of_it_waits_sealed_to_the_one_outside_and_to_nobody_else(handed):
    _report, receipt = handed
    letters = [opened(bytes(row.sealed), OUTSIDE) for row in waiting(receipt)]
    first = next(letter for letter in letters if letter.kind == "report")
    later = [letter for letter in letters if letter.kind == MESSAGE]
    assert (first.answers, first.identity, first.danger) == (
        EVERYWHERE["what happened"]["answers"], {"a+b": "sealed"}, True,
    )  # fmt: skip
    assert [letter.answers for letter in later if not letter.files] == [{"message": "more of it"}]
    assert [letter.files[0] for letter in later if letter.files] == [Enclosed("picture.png", b"bytes of a picture")]
    with pytest.raises(NotOpenedError):
        opened(bytes(waiting(receipt)[0].sealed), KEY)


def test_nobody_at_the_desk_reads_it_any_more_and_what_was_done_stays(outside, handed):
    from upstander.casework.shredding import DestroyedError  # noqa: PLC0415

    report, _receipt = handed
    with pytest.raises(DestroyedError):
        report.said()
    assert (report.state, bytes(report.sealed)) == ("handed_over", b"")
    page = outside.asks("manager", f"/reports/{report.pk}").content.decode()
    assert "To The regional unit. it is about somebody in this unit" in page
    assert "warned him" not in page
    assert "Destroy what it says" not in page
    assert outside.asks("analyst", f"/reports/{report.pk}").status_code == 404
    assert [line[0] for line in outside.log("report handed over")] == [str(report.pk)]


def test_the_reporter_is_told_to_whom_and_what_they_write_from_then_on_goes_there(outside, handed):
    from upstander.reporting import store  # noqa: PLC0415
    from upstander.reporting.models import Reply  # noqa: PLC0415

    report, receipt = handed
    told = [opened_reply(bytes(reply.sealed), receipt.key) for reply in Reply.objects.filter(box_id=receipt.box)]
    assert len(told) == 1
    assert "outside this force: The regional unit" in told[0]
    assert outside.as_role(lambda: store.box_of(receipt), role="upstander_door").recipient == ELSEWHERE
    before = {row.pk for row in waiting(receipt)}
    sent(outside, receipt, number=1, to=REGIONAL, answers={"message": "and this"})
    assert (taken_in(outside), report.messages.filter(by=None).count()) == (0, 1)
    (later,) = [row for row in waiting(receipt) if row.pk not in before]
    assert opened(bytes(later.sealed), OUTSIDE).answers == {"message": "and this"}


def test_what_was_sealed_to_the_unit_while_it_was_handed_over_is_not_taken_and_the_door_says_so(outside, handed):
    from upstander.reporting import store  # noqa: PLC0415

    _report, receipt = handed
    before = len(waiting(receipt))
    with pytest.raises(store.NotTakenError):
        sent(outside, receipt, number=1, answers={"message": "and this"})
    assert (taken_in(outside), len(waiting(receipt))) == (0, before)


def test_while_another_letter_of_its_reporter_waits_it_is_not_handed_over(outside):
    receipt = Receipt.fresh()
    report = report_from(outside, receipt, **EVERYWHERE["what happened"])
    sent(outside, answers=ANSWERS)  # somebody else's is no reason
    sent(outside, receipt, number=1, answers={"message": "more of it"})
    answer = form_sent(outside, report, "hand-over", WHY, "manager")
    assert answer.status_code == 409
    assert (
        "Another letter of this reporter waits to be taken in. Hand it over after the next round."
        in answer.content.decode()
    )
    report.refresh_from_db()
    assert (report.state, report.private_key is None, waiting(receipt)) == ("received", False, [])
    taken_in(outside)
    assert form_sent(outside, report, "hand-over", WHY, "manager").status_code == 302
    letters = [opened(bytes(row.sealed), OUTSIDE) for row in waiting(receipt)]
    assert {"message": "more of it"} in [letter.answers for letter in letters]


def test_the_next_bag_carries_it(handed):
    from upstander.reporting.bag_files import read_bag  # noqa: PLC0415
    from upstander.reporting.bags import pack_letters  # noqa: PLC0415

    _report, receipt = handed
    out = io.BytesIO()
    pack_letters(out, to=REGIONAL, back_to=KEY.public_key, again=False, on=dt.date(2026, 1, 1))
    out.seek(0)
    carried = {record.said["id"] for record in read_bag(out, OUTSIDE).records}
    assert carried == {str(row.pk) for row in waiting(receipt)}
    assert len(carried) == 3


def test_where_the_door_knows_nobody_outside_it_is_handed_over_in_person_and_the_record_says_to_whom(alone):
    from upstander.reporting.models import Reply  # noqa: PLC0415

    receipt = Receipt.fresh()
    report = report_from(alone, receipt, **EVERYWHERE["what happened"])
    assert form_sent(alone, report, "hand-over", WHY, "manager").status_code == 422
    assert form_sent(alone, report, "hand-over", WHY | {"to": "the IOPC"}, "manager").status_code == 302
    report.refresh_from_db()
    assert report.state == "handed_over"
    assert [entry.why for entry in report.entries.all()][-1].startswith("To the IOPC.")
    (told,) = Reply.objects.filter(box_id=receipt.box)
    assert "still read in this force" in opened_reply(bytes(told.sealed), receipt.key)
    assert "Destroy what it says" in alone.asks("manager", f"/reports/{report.pk}").content.decode()
    assert form_sent(alone, report, "destroy", WHY, "manager").status_code == 302
    report.refresh_from_db()
    assert (report.state, report.private_key) == ("destroyed", None)


def test_what_does_not_speak_of_the_unit_is_handed_over_in_person_by_nobody(alone):
    """One manager would have it out of everybody's sight, and nobody outside would have it."""
    report = report_from(alone)
    given = WHY | {"to": "nobody at all", "sure": "on"}
    assert form_sent(alone, report, "hand-over", given, "manager").status_code == 409
    report.refresh_from_db()
    assert (report.state, report.held) == ("received", False)


@pytest.mark.parametrize("who", ["analyst", "a friend", "the subject", "auditor"])
def test_nobody_else_hands_it_over(outside, who):
    report = report_from(outside, answers=ANSWERS | {"who": SUBJECT})
    assert form_sent(outside, report, "hand-over", WHY, who).status_code == 404
    outside.sees(who, "SELECT 1")
    asked = f"SELECT casework_hand_over('{report.pk}', 'elsewhere', '{{}}', '{{}}', '{{}}')"
    with pytest.raises(DatabaseError, match="only the unit's manager"):
        outside.as_role(lambda: outside.run(asked))


@pytest.mark.parametrize("receiver", ["unit", "elsewhere"])
def test_the_database_hands_nothing_to_the_unit_and_nothing_twice(outside, handed, receiver):
    report, _receipt = handed
    asked = f"SELECT casework_hand_over('{report.pk}', '{receiver}', '{{}}', '{{}}', '{{}}')"
    assert outside.sees("manager", asked) == ["not ours"]


def test_what_came_by_bag_is_not_sent_on(outside):
    from upstander.reporting.models import Box  # noqa: PLC0415

    report = report_from(outside, **EVERYWHERE["what happened"])
    Box.objects.filter(pk=bytes(report.box)).update(came_by_bag=dt.date(2026, 1, 1), came_from=bytes(32))
    answer = form_sent(outside, report, "hand-over", WHY, "manager")
    assert (answer.status_code, "another force" in answer.content.decode()) == (409, True)
    report.refresh_from_db()
    assert report.state == "received"


def test_what_was_handed_over_is_no_report_that_nobody_sees(outside, handed):
    from upstander.casework.post import seen_by_nobody  # noqa: PLC0415

    outside.run("UPDATE access_account SET is_active = false WHERE role = 'manager'")
    assert outside.as_role(seen_by_nobody, role="upstander_post") == 0
