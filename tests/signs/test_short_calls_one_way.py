"""Short calls that only go one way."""

import pytest

from tests.drawing import instant
from upstander.signs.short_calls_one_way import short_calls_one_way as sign

HEAD = "staff_id | nominal_id | other_party | kind | direction | at | record_id | answer | certainty\n"


def call(
    name,
    day,
    seconds="0",
    *,
    person="Ms A",
    way="out",
    number="",
    answer="unexplained",
    sure="",
    at="20:00",
    kind="call",
):
    number = number or f"+44 {person}"
    contact = f"PCSO 2 | {person} | {number} | {kind} | {way} | 2025-{day} {at} | {name} | {answer} | {sure}\n"
    return contact, f"{name} | {way} | 2025-{day} {at} | {seconds}\n"


def drawn(*calls):
    bill = "event_id | direction | at | duration_s\n" + "".join(event for _, event in calls)
    return {"contacts": HEAD + "".join(contact for contact, _ in calls), "phone_events": bill}


@pytest.fixture
def seen(observed):
    return lambda *calls, **more: [(r["record_id"], r["amount"]) for r in observed(sign, drawn(*calls), **more)]


def test_unanswered_calls_and_calls_of_a_few_seconds_are_observed_and_talks_are_not(seen):
    rows = seen(call("e1", "03-01"), call("e2", "03-02", "5"), call("e3", "03-03", "6"), call("e4", "03-04", "300"))
    assert rows == [("e1", 1), ("e2", 1)]
    assert seen(call("e3", "03-03", "6"), short=6)


def test_a_bill_with_no_lengths_cannot_say(seen):
    assert not seen(call("e1", "03-01", ""))


def test_once_the_person_has_rung_back_it_is_silent_and_until_then_it_is_not(seen):
    back = call("e2", "03-05", "60", way="in")
    assert seen(call("e1", "03-01"), back, call("e3", "03-06")) == [("e1", 1)]


def test_somebody_elses_call_back_and_a_call_by_this_person_to_a_colleague_are_no_call_back(seen):
    other = call("e2", "02-05", "60", way="in", person="Ms B")
    contact, event = call("e3", "02-05", "60", way="in")
    assert seen(call("e1", "03-01"), other, (contact.replace("PCSO 2", "PCSO 3"), event)) == [("e1", 1)]


def test_a_call_back_on_the_same_day_before_the_last_call_of_the_round_is_a_call_back(seen):
    assert not seen(
        call("e1", "03-01"), call("e2", "03-01", "60", way="in", at="20:30"), call("e3", "03-01", at="21:00")
    )


def test_a_round_of_calls_that_reach_voicemail_counts_for_as_much_less_as_people_were_called(seen, observed):
    to_many = [call(f"e{n}", "03-01", person=f"P {n}", number=f"+44 {n}", at=f"20:{n:02}") for n in range(9)]
    unknown = call("e9", "03-01", person="", number="+44 9", at="20:59")
    explained = call("e8", "03-01", person="P 8", number="+44 8", answer="explained")
    rows = observed(sign, drawn(*to_many[:8], explained, unknown))
    assert [row["amount"] for row in rows] == [0.1] * 8
    assert {row["at"] for row in rows} == {instant("2025-03-01 20:59")}
    assert seen(call("e1", "03-01"), call("e2", "03-01")) == [("e1", 1), ("e2", 1)]


def test_a_round_on_another_day_or_by_somebody_else_takes_nothing_away(seen):
    contact, event = call("e2", "03-01", person="Ms C")
    other = contact.replace("PCSO 2", "PCSO 3"), event
    from_another = call("e4", "03-01", person="Ms D", way="in")
    assert ("e1", 1) in seen(call("e1", "03-01"), call("e3", "03-02", person="Ms B"), other, from_another)


def test_calls_that_work_explains_are_silent_and_ones_own_record_explains_most(seen):
    for answer in ("explained", "cannot_assess"):
        assert not seen(call("e1", "03-01", answer=answer))
    assert seen(call("e1", "03-01", answer="self_explained", sure="0.5")) == [("e1", 0.15)]


def test_calls_in_texts_and_numbers_nobody_known_holds_are_silent(seen):
    assert not seen(call("e1", "03-01", way="in"), call("e2", "03-02", kind="text"), call("e3", "03-03", person=""))


def test_a_text_back_is_no_call_back(seen):
    assert seen(call("e1", "02-01", "", way="in", kind="text"), call("e2", "03-01")) == [("e2", 1)]


def test_it_cannot_be_asked_without_bills():
    assert "phone_events" in sign.needs
