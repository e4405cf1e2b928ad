"""Calls and texts of work devices are told to whoever held the device, with whoever held the other number."""

HANDSET = {
    "device_holders": """
        device_id | kind   | staff_id | from_at    | to_at
        phone 1   | mobile | PC 12    | 2025-01-01 | 2025-04-01
        phone 1   | mobile | PC 34    | 2025-04-01 |
        """,
    "nominal_phones": """
        nominal_id | number        | from_at    | to_at
        Ms A       | +447700900101 |            | 2025-03-01
        Mr B       | +447700900101 | 2025-03-01 |
        Mr B       | +447700900101 | 2025-03-05 |
        Ms C       | +447700900102 |            |
        Mr C       | +447700900102 |            |
        """,
}


def rung(at, number="+447700900101", device="phone 1", kind="call", seconds="60"):
    return {
        "phone_events": f"""
        event_id | device_id | direction | kind   | other_number | at   | duration_s
        7        | {device}  | out       | {kind} | {number}     | {at} | {seconds}
        """
    }


def test_a_number_that_changed_hands_is_whoever_held_it_at_the_time(ledger):
    of = ("nominal_id", "certainty")
    assert ledger(HANDSET | rung("2025-02-28 23:59"), *of) == [("Ms A", 1.0)]
    assert ledger(HANDSET | rung("2025-03-10 00:00"), *of) == [("Mr B", 1.0)]


def test_two_people_who_hold_a_number_at_once_share_the_contact(ledger):
    found = ledger(HANDSET | rung("2025-03-10 00:00", "+447700900102"), "nominal_id", "certainty")
    assert found == [("Mr C", 0.5), ("Ms C", 0.5)]


def test_a_number_nobody_is_known_to_hold_is_kept_and_cannot_be_assessed(ledger):
    found = ledger(HANDSET | rung("2025-03-10 00:00", "+447700900199"), "nominal_id", "other_party", "answer")
    assert found == [(None, "+447700900199", "cannot_assess")]


def test_a_handset_that_changed_hands_is_whoever_held_it_at_the_time(ledger):
    assert ledger(HANDSET | rung("2025-03-31 10:00"), "staff_id") == ["PC 12"]
    assert ledger(HANDSET | rung("2025-04-01 10:00"), "staff_id") == ["PC 34"]


def test_a_call_from_a_device_nobody_held_is_left_out(ledger):
    assert ledger(HANDSET | rung("2024-12-01 10:00"), "staff_id") == []


SHARED = HANDSET | {
    "device_holders": """
        device_id | kind   | staff_id | from_at
        phone 1   | mobile | PC 12    | 2025-01-01
        phone 1   | mobile | PC 34    | 2025-01-01
        """
}
NIGHT = """
        staff_id | start_at         | end_at           | kind
        PC 12    | 2025-03-09 22:00 | 2025-03-10 07:00 | duty
        PC 34    | 2025-03-10 14:00 | 2025-03-10 22:00 | duty
        """


def test_a_shared_handset_is_shared_between_its_holders(ledger):
    found = ledger(SHARED | rung("2025-03-10 01:00"), "staff_id", "certainty", "crew")
    assert found == [("PC 12", 0.5, 2), ("PC 34", 0.5, 2)]


def test_of_several_holders_the_one_on_duty_is_meant(ledger):
    found = ledger(SHARED | rung("2025-03-10 01:00") | {"shifts": NIGHT}, "staff_id", "certainty", "crew", "on_duty")
    assert found == [("PC 12", 1.0, 1, True)]


def test_a_shared_handset_and_a_shared_number_multiply(ledger):
    found = ledger(SHARED | rung("2025-03-10 01:00", "+447700900102"), "certainty")
    assert found == [0.25] * 4


def test_colleagues_numbers_are_no_contact_with_the_public(ledger):
    declared = {
        "staff_phones": """
        staff_id | number        | kind     | from_at    | to_at
        PC 56    | +447700900102 | personal | 2025-01-01 | 2025-03-01
        """
    }
    assert ledger(HANDSET | declared | rung("2025-02-10 10:00", "+447700900102"), "staff_id") == []
    assert len(ledger(HANDSET | declared | rung("2025-03-10 10:00", "+447700900102"), "staff_id")) == 2


def test_a_call_has_a_length_and_a_text_has_none(ledger):
    of = ("kind", "direction", "at", "end_at", "feed", "record_id", "device_id")
    ((kind, way, at, end, *where),) = ledger(HANDSET | rung("2025-03-10 10:00", seconds="90"), *of)
    assert (kind, way, end - at, where) == ("call", "out", 90_000_000, ["phone_events", "7", "phone 1"])
    ((kind, _, at, end, *_),) = ledger(HANDSET | rung("2025-03-10 10:00", kind="sms", seconds=""), *of)
    assert (kind, end - at) == ("text", 0)
