"""The bill and the handset disagree."""

import pytest

from tests.drawing import instant
from upstander.signs.billing_and_handset_disagree import billing_and_handset_disagree as sign

NUMBERS = {"Ms A": "+44 1", "Mr B": "+44 2", "Mr C": "+44 3", "": "+44 9"}
DOWNLOAD = "2025-06-01 12:00"


def event(name, person, at, *, kind="call", way="out", sure="", device="phone", held=True, held_at="", held_way=""):
    contact = f"{name} | PCSO 2 | {person} | {'call' if kind == 'call' else 'text'} | {at} | {device} | {sure}\n"
    billed = f"{name} | {device} | {way} | {kind} | {NUMBERS[person]} | {at}\n"
    item = f"{device} | {DOWNLOAD} | {kind} | {held_way or way} | {NUMBERS[person]} | {held_at or at}\n"
    return contact, billed, item if held else ""


def drawn(*events):
    return {
        "contacts": "record_id | staff_id | nominal_id | kind | at | device_id | certainty\n"
        + "".join(e[0] for e in events),
        "phone_events": "event_id | device_id | direction | kind | other_number | at\n" + "".join(e[1] for e in events),
        "device_extractions": "device_id | extracted_at | kind | direction | other_number | at\n"
        + "".join(e[2] for e in events),
    }


OTHERS = [event(f"b{n}", "Mr B", f"2025-05-0{n} 10:00") for n in range(1, 5)]


@pytest.fixture
def seen(observed):
    return lambda *events, **more: [(r["record_id"], r["amount"]) for r in observed(sign, drawn(*events), **more)]


def test_a_call_on_the_bill_that_the_handset_no_longer_holds_is_observed_and_known_from_the_download(observed):
    rows = observed(sign, drawn(*OTHERS, event("a1", "Ms A", "2025-05-10 10:00", held=False)))
    assert [(r["staff_id"], r["nominal_id"], r["record_id"], r["amount"], r["at"]) for r in rows] == [
        ("PCSO 2", "Ms A", "a1", 1, instant(DOWNLOAD))
    ]


def test_what_the_handset_holds_within_the_drift_of_two_clocks_is_silent(seen):
    at = "2025-05-10 10:00"
    assert not seen(*OTHERS, event("a1", "Ms A", at))
    assert not seen(*OTHERS, event("a1", "Ms A", at, held_at="2025-05-10 09:58"))
    assert not seen(*OTHERS, event("a1", "Ms A", at, held_at="2025-05-10 10:02"))
    assert seen(*OTHERS, event("a1", "Ms A", at, held_at="2025-05-10 10:03"))
    assert not seen(*OTHERS, event("a1", "Ms A", at, held_at="2025-05-10 10:03"), drift=180)
    assert seen(*OTHERS, event("a1", "Ms A", at, held_way="in"))


def test_events_after_the_download_or_older_than_the_oldest_item_kept_cannot_be_told(seen):
    assert not seen(*OTHERS, event("a1", "Ms A", "2025-06-02", held=False))
    assert not seen(*OTHERS, event("a1", "Ms A", "2025-04-30", held=False))


def test_calls_and_texts_are_kept_apart(seen):
    assert not seen(*OTHERS, event("a1", "Ms A", "2025-05-10 10:00", kind="sms", held=False))
    texts = [event(f"t{n}", "Mr B", f"2025-05-0{n}", kind="sms") for n in range(6, 8)]
    assert seen(*OTHERS, *texts, event("a1", "Ms A", "2025-05-10 10:00", kind="mms", held=False)) == [("a1", 1)]
    assert not seen(*OTHERS, *texts, event("a1", "Ms A", "2025-05-05 10:00", kind="sms", held=False))


def test_a_handset_that_has_lost_half_of_everything_counts_half_and_one_that_kept_nothing_of_others_cannot_say(seen):
    lost = [event(f"c{n}", "", f"2025-05-0{n} 11:00", held=False) for n in range(1, 5)]
    logged_twice = "", "", event("b1", "Mr B", "2025-05-01 10:01")[2]
    gone = event("a1", "Ms A", "2025-05-10 10:00", held=False)
    assert seen(*OTHERS, *lost, gone) == [("a1", 0.5)]
    assert seen(*OTHERS, *lost, gone, logged_twice) == [("a1", 0.5)]
    assert not seen(event("a0", "Ms A", "2025-05-01 10:00"), *lost, gone)


def test_texts_lost_with_everybody_take_nothing_from_calls_and_calls_kept_take_nothing_from_texts(seen):
    texts = [event(f"t{n}", "Mr B", f"2025-05-0{n}", kind="sms", held=n == 6) for n in (6, 7)]
    assert seen(*OTHERS, *texts, event("a1", "Ms A", "2025-05-10", kind="sms", held=False)) == [("a1", 0.5)]
    assert seen(*OTHERS, *texts, event("a1", "Ms A", "2025-05-10", held=False)) == [("a1", 1)]


def test_another_handset_says_nothing_of_this_one(seen):
    assert not seen(*OTHERS, event("a1", "Ms A", "2025-05-10 10:00", device="other", held=False))
    again = [
        event("d1", "Mr C", "2025-05-01 12:00", device="other"),
        event("d2", "Mr B", "2025-05-03", device="other", held=False),
    ]
    assert seen(*OTHERS, *again, event("a1", "Ms A", "2025-05-10 10:00", held=False)) == [("d2", 1), ("a1", 1)]


def test_only_the_same_handset_the_same_kind_and_the_same_download_show_that_an_item_was_kept(seen, observed):
    gone = event("a1", "Ms A", "2025-05-10 10:00", held=False)
    on_another = event("d1", "Ms A", "2025-05-10 10:00", device="other")
    as_a_text = event("t1", "Ms A", "2025-05-10 10:00", kind="sms")
    assert seen(*OTHERS, gone, on_another, as_a_text) == [("a1", 1)]
    early = "phone | 2025-05-20 12:00 | call | out | {} | {}\n".format
    first = "".join([early("+44 2", f"2025-05-0{n} 10:00") for n in range(1, 5)] + [early("+44 1", "2025-05-10 10:00")])
    rows = observed(sign, drawn(*OTHERS, gone, ("", "", first)))
    assert [(r["record_id"], r["at"], r["amount"]) for r in rows] == [("a1", instant(DOWNLOAD), 1)]


def test_a_message_of_another_system_with_the_same_key_is_another_record(observed):
    drawings = drawn(*OTHERS, event("a1", "Ms A", "2025-05-10 10:00", held=False))
    drawings["contacts"] += "a1 | PCSO 2 | Mr C | message | 2025-05-10 10:00 | |\n"
    assert [row["nominal_id"] for row in observed(sign, drawings)] == ["Ms A"]


def test_a_number_two_people_share_counts_half_and_numbers_nobody_known_holds_are_silent(seen):
    assert seen(*OTHERS, event("a1", "Ms A", "2025-05-10 10:00", held=False, sure="0.5")) == [("a1", 0.5)]
    assert not seen(*OTHERS, event("x1", "", "2025-05-10 10:00", held=False))


def test_one_item_on_the_handset_is_one_event_of_one_number(seen):
    other = event("c1", "Mr C", "2025-05-10 10:00")
    assert seen(*OTHERS, other, event("a1", "Ms A", "2025-05-10 10:00", held=False)) == [("a1", 1)]


def test_it_cannot_be_asked_without_a_bill_and_a_download():
    assert {"phone_events", "device_extractions"} <= set(sign.needs)
