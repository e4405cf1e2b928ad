"""Contact after being told not to."""

from upstander.signs.contact_after_being_told_not_to import contact_after_being_told_not_to as sign

HEAD = "staff_id | nominal_id | kind | direction | at | answer | work_began_at | certainty\n"
CALL = "PC 12 | Ms A | call | out | 2025-03-10 20:00 | unexplained | 2025-02-01 | \n"
TOLD = "staff_id | nominal_id | kind | given_at | ends_at\nPC 12 | Ms A | no_contact | 2025-03-01 10:00 |\n"


def drawn(*contacts, told=TOLD):
    return {"contacts": HEAD + "".join(contacts), "instructions": told}


def test_a_call_after_being_told_not_to_is_observed_and_one_before_is_not(observed):
    rows = observed(sign, drawn(CALL, CALL.replace("03-10", "02-10")))
    assert [(row["staff_id"], row["nominal_id"], row["record_id"], row["amount"]) for row in rows] == [
        ("PC 12", "Ms A", "1", 1)
    ]


def test_texts_messages_and_visits_are_contact_and_look_ups_and_custody_are_asked_about_elsewhere(observed):
    for kind in ("text", "message", "visit"):
        assert observed(sign, drawn(CALL.replace("call", kind)))
    for kind in ("look_up", "custody", "deployment", "answered_call"):
        assert not observed(sign, drawn(CALL.replace("call", kind)))


def test_another_person_and_another_member_of_staff_were_not_told(observed):
    assert not observed(
        sign, drawn(CALL.replace("Ms A", "Ms B"), CALL.replace("PC 12", "PC 7"), CALL.replace("Ms A", ""))
    )


def test_after_the_instruction_ended_contact_is_silent(observed):
    lifted = TOLD.replace("10:00 |", "10:00 | 2025-03-10 19:00")
    assert not observed(sign, drawn(CALL, told=lifted))
    assert observed(sign, drawn(CALL.replace("20:00", "18:00"), told=lifted))


def test_permitted_contact_which_somebody_else_recorded_is_silent_but_ones_own_record_permits_nothing(observed):
    assert not observed(sign, drawn(CALL.replace("unexplained", "explained")))
    assert not observed(sign, drawn(CALL.replace("unexplained", "cannot_assess")))
    assert observed(sign, drawn(CALL.replace("unexplained", "self_explained")))


def test_an_instruction_about_nobody_in_particular_covers_everybody_met_through_work(observed):
    everybody = TOLD.replace("Ms A", "")
    for kind in ("no_contact", "notice_of_investigation"):
        assert observed(sign, drawn(CALL, told=everybody.replace("no_contact", kind)))
    assert not observed(sign, drawn(CALL.replace("2025-02-01", ""), told=everybody))


def test_a_restriction_of_duties_forbids_contact_where_it_names_the_person_or_comes_with_an_order(observed):
    restricted = TOLD.replace("no_contact", "restricted_duties")
    assert observed(sign, drawn(CALL, told=restricted))
    for_nobody = restricted.replace("Ms A", "")
    assert not observed(sign, drawn(CALL, told=for_nobody))
    for order in ("no_contact", "notice_of_investigation", "monitoring", "condition"):
        assert observed(sign, drawn(CALL, told=for_nobody + f"PC 12 | Ms B | {order} | 2025-02-02 10:00 |\n"))


def test_a_named_person_need_not_have_been_met_through_work(observed):
    assert observed(sign, drawn(CALL.replace("2025-02-01", "")))


def test_a_promise_to_watch_somebody_forbids_nothing(observed):
    for kind in ("monitoring", "condition"):
        assert not observed(sign, drawn(CALL, told=TOLD.replace("no_contact", kind)))


def test_what_the_person_sends_counts_a_little(observed):
    assert [row["amount"] for row in observed(sign, drawn(CALL.replace("out", "in")))] == [0.3]


def test_a_day_counts_once_however_many_instructions_and_a_doubtful_link_counts_less(observed):
    twice = TOLD + "PC 12 | | notice_of_investigation | 2025-03-02 10:00 |\n"
    halves = CALL.replace("| \n", "| 0.5\n")
    rows = observed(sign, drawn(halves, halves.replace("20:00", "21:00"), told=twice))
    assert [row["amount"] for row in rows] == [0.25, 0.25]


def test_it_cannot_be_asked_without_instructions():
    assert "instructions" in sign.needs
