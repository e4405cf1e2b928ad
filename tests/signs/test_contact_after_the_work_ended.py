"""Contact after the work ended."""

from upstander.signs.contact_after_the_work_ended import contact_after_the_work_ended as sign

HEAD = "staff_id | nominal_id | kind | direction | at | answer | work_ended_at | certainty\n"
TEXT = "PCSO 2 | Ms A | text | out | 2025-03-10 20:00 | unexplained | 2025-03-01 | \n"


def drawn(*contacts):
    return {"contacts": HEAD + "".join(contacts)}


def test_calls_texts_and_messages_after_the_work_ended_are_observed(observed):
    for kind in ("text", "call", "message"):
        rows = observed(sign, drawn(TEXT.replace("text", kind)))
        assert [(row["staff_id"], row["nominal_id"], row["amount"]) for row in rows] == [("PCSO 2", "Ms A", 1)]


def test_while_work_is_open_or_where_there_never_was_any_it_is_silent(observed):
    assert not observed(sign, drawn(TEXT.replace("2025-03-01", "")))


def test_aftercare_court_and_new_work_that_somebody_else_recorded_are_silent(observed):
    assert not observed(
        sign, drawn(TEXT.replace("unexplained", "explained"), TEXT.replace("unexplained", "cannot_assess"))
    )


def test_what_only_they_wrote_themselves_counts_a_little(observed):
    assert [row["amount"] for row in observed(sign, drawn(TEXT.replace("unexplained", "self_explained")))] == [0.3]


def test_what_the_person_sends_unknown_numbers_and_other_kinds_are_silent(observed):
    assert not observed(
        sign, drawn(TEXT.replace("out", "in"), TEXT.replace("Ms A", ""), TEXT.replace("text", "look_up"))
    )


def test_a_day_counts_once_and_a_number_two_people_share_counts_half(observed):
    halves = TEXT.replace("| \n", "| 0.5\n")
    assert [row["amount"] for row in observed(sign, drawn(halves, halves.replace("20:00", "21:00")))] == [0.25, 0.25]


def test_it_cannot_be_asked_without_bills_and_the_record_of_work():
    assert {"phone_events", "incidents", "involvements"} <= set(sign.needs)
