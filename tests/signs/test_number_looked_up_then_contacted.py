"""Looked up, then contacted."""

import pytest

from upstander.signs.number_looked_up_then_contacted import number_looked_up_then_contacted as sign

LOOK_UP = "PC 12 | Ms A | look_up |  | 2025-03-01 22:10 | unexplained | 1"
TEXT = "PC 12 | Ms A | text | out | 2025-03-04 19:00 | unexplained | 1"


def contacts(*rows):
    head = "staff_id | nominal_id | kind | direction | at | answer | certainty"
    return {"contacts": "\n".join((head, *rows))}


def test_a_look_up_and_days_later_the_first_text_are_both_observed_once_the_text_is_sent(observed):
    rows = observed(sign, contacts(LOOK_UP, TEXT))
    assert {row["feed"] for row in rows} == {"accesses", "phone_events"}
    assert sum(row["amount"] for row in rows) == 1
    assert len({row["at"] for row in rows}) == 1


@pytest.mark.parametrize("kind", ["call", "text", "message"])
def test_calls_texts_and_messages_are_contact_and_a_visit_is_another_sign(observed, kind):
    assert observed(sign, contacts(LOOK_UP, TEXT.replace("text", kind)))
    assert not observed(sign, contacts(LOOK_UP, TEXT.replace("text", "visit")))


@pytest.mark.parametrize(
    ("what", "old", "new"),
    [
        ("a logged call-back", "unexplained", "explained"),
        ("a text that cannot be assessed", "unexplained", "cannot_assess"),
        ("a text from the person", "out", "in"),
        ("a text before the look-up", "2025-03-04", "2025-02-27"),
        ("a text long after", "2025-03-04", "2025-03-14"),
        ("a text to somebody else", "Ms A", "Ms B"),
        ("a text by a colleague", "PC 12", "PC 13"),
        ("a text to nobody known", "Ms A", ""),
    ],
)
def test_this_is_silent(observed, what, old, new):
    assert not observed(sign, contacts(LOOK_UP, TEXT.replace(old, new))), what


def test_a_look_up_with_a_purpose_is_silent(observed):
    assert not observed(sign, contacts(LOOK_UP.replace("unexplained", "explained"), TEXT))


def test_only_the_first_text_and_the_last_look_up_before_it_count(observed):
    earlier = LOOK_UP.replace("2025-03-01", "2025-02-28")
    again = TEXT.replace("2025-03-04", "2025-03-05")
    rows = observed(sign, contacts(earlier, LOOK_UP, TEXT, again))
    assert [row["record_id"] for row in rows] == ["2", "3"]
    assert not observed(sign, contacts(TEXT.replace("2025-03-04", "2025-02-20"), LOOK_UP, TEXT))


def test_logged_contact_before_it_does_not_hide_the_first_that_nothing_explains(observed):
    logged = TEXT.replace("2025-03-04", "2025-02-20").replace("unexplained", "explained")
    assert observed(sign, contacts(logged, LOOK_UP, TEXT))


def test_it_counts_as_much_as_its_less_certain_half(observed):
    rows = observed(sign, contacts(LOOK_UP, TEXT.replace("| 1", "| 0.5")))
    assert [row["amount"] for row in rows] == [0.25, 0.25]


def test_the_days_are_counted_to_the_minute_and_their_number_is_a_setting(observed):
    assert observed(sign, contacts(LOOK_UP, TEXT.replace("2025-03-04 19:00", "2025-03-08 22:10")))
    assert not observed(sign, contacts(LOOK_UP, TEXT.replace("2025-03-04 19:00", "2025-03-08 22:11")))
    assert observed(sign, contacts(LOOK_UP, TEXT.replace("2025-03-04 19:00", "2025-03-01 22:10")))
    assert not observed(sign, contacts(LOOK_UP, TEXT), within=2)


def test_it_cannot_be_asked_without_look_ups_and_bills():
    assert {"accesses", "phone_events", "device_holders", "nominal_phones", "incidents"} <= set(sign.needs)
