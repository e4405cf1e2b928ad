"""Contact while off duty."""

from upstander.signs.contact_off_duty import contact_off_duty as sign

HEAD = "staff_id | nominal_id | kind | direction | at | answer | on_duty | certainty\n"
TEXT = "PCSO 2 | Ms A | text | out | 2025-03-10 23:00 | unexplained | no | \n"


def drawn(*contacts):
    return {"contacts": HEAD + "".join(contacts)}


def test_calls_texts_and_messages_off_duty_are_observed(observed):
    for kind in ("text", "call", "message"):
        rows = observed(sign, drawn(TEXT.replace("text", kind)))
        assert [(row["staff_id"], row["nominal_id"], row["amount"]) for row in rows] == [("PCSO 2", "Ms A", 1)]


def test_a_shift_or_overtime_is_silent(observed):
    assert not observed(sign, drawn(TEXT.replace("| no", "| yes")))


def test_where_no_roster_is_on_record_nobody_is_off_duty(observed, engine, known):
    contacts = known(
        {"contacts": "staff_id | nominal_id | kind | direction | at\nPCSO 2 | Ms A | text | out | 2025-03-10"}
    )
    no_roster = contacts.contacts.mutate(on_duty=contacts.contacts.on_duty.nullif(True))
    held = type(contacts)(contacts.records, no_roster, contacts.purposes, contacts.staff_stops, contacts.as_of)
    assert engine.rows(no_roster)["on_duty"].to_list() == [None]
    assert engine.rows(sign.observations(held)).is_empty()


def test_contact_that_somebody_else_recorded_a_purpose_for_is_silent(observed):
    assert not observed(
        sign, drawn(TEXT.replace("unexplained", "explained"), TEXT.replace("unexplained", "cannot_assess"))
    )


def test_what_only_they_wrote_themselves_counts_a_little(observed):
    assert [row["amount"] for row in observed(sign, drawn(TEXT.replace("unexplained", "self_explained")))] == [0.3]


def test_a_friend_of_before_any_work_of_whom_the_force_was_told_is_private_life(observed):
    head = HEAD.replace("certainty", "certainty | purpose")
    friend = TEXT.replace("unexplained", "self_explained").replace("| \n", "| | known_before_the_work\n")
    assert not observed(sign, {"contacts": head + friend})


def test_what_the_person_sends_unknown_numbers_and_other_kinds_are_silent(observed):
    assert not observed(
        sign, drawn(TEXT.replace("out", "in"), TEXT.replace("Ms A", ""), TEXT.replace("text", "look_up"))
    )


def test_a_day_counts_once_and_a_number_two_people_share_counts_half(observed):
    halves = TEXT.replace("| \n", "| 0.5\n")
    assert [row["amount"] for row in observed(sign, drawn(halves, halves.replace("23:00", "21:00")))] == [0.25, 0.25]


def test_it_cannot_be_asked_without_bills_and_rosters():
    assert {"phone_events", "shifts"} <= set(sign.needs)
