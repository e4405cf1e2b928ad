"""Contact while nothing about the person was open."""

from upstander.signs.contact_with_nothing_open import contact_with_nothing_open as sign

INCIDENT = """
    incident_id | reported_at      | closed_at
    burglary    | 2025-02-01 09:00 | 2025-02-20 12:00
    """
PART = "incident_id | nominal_id | from_at\nburglary | Ms A | 2025-02-01 09:00"
TEXT = "PCSO 2 | Ms A | text | out | 2025-05-01 23:00 | unexplained |"


def drawn(*contacts, incidents=INCIDENT, involvements=PART):
    head = "staff_id | nominal_id | kind | direction | at | answer | certainty"
    return {"contacts": "\n".join([head, *contacts]), "incidents": incidents, "involvements": involvements}


def test_calls_texts_and_messages_to_somebody_of_whom_nothing_is_open_are_observed(observed):
    for kind in ("text", "call", "message"):
        rows = observed(sign, drawn(TEXT.replace("text", kind)))
        assert [(row["staff_id"], row["nominal_id"], row["amount"]) for row in rows] == [("PCSO 2", "Ms A", 1)]


def test_somebody_who_was_never_part_of_an_incident_is_asked_about_too(observed):
    assert observed(sign, drawn(TEXT, incidents="incident_id\n", involvements="incident_id\n"))


def test_while_an_incident_is_open_and_for_four_weeks_after_it_is_silent(observed):
    assert not observed(sign, drawn(TEXT.replace("2025-05-01 23:00", "2025-02-10 23:00")))
    assert not observed(sign, drawn(TEXT.replace("2025-05-01 23:00", "2025-03-20 12:00")))
    assert observed(sign, drawn(TEXT.replace("2025-05-01 23:00", "2025-03-20 12:01")))
    assert observed(sign, drawn(TEXT.replace("2025-05-01 23:00", "2025-03-20 12:00")), after=27)


def test_a_call_that_a_colleague_took_may_be_rung_back(observed):
    taken = "PCSO 3 | Ms A | answered_call | in | 2025-04-28 10:00 | explained |"
    assert not observed(sign, drawn(TEXT, taken))
    assert observed(sign, drawn(TEXT, taken.replace("PCSO 3", "PCSO 2")))


def test_what_a_record_explains_or_they_say_themselves_or_nobody_can_assess_is_silent(observed):
    for answer in ("explained", "self_explained", "cannot_assess"):
        assert not observed(sign, drawn(TEXT.replace("unexplained", answer)))


def test_what_the_person_sends_unknown_numbers_and_other_kinds_are_silent(observed):
    for changed in (("out", "in"), ("Ms A", ""), ("text", "look_up")):
        assert not observed(sign, drawn(TEXT.replace(*changed)))


def test_a_day_counts_once_and_a_number_two_people_share_counts_half(observed):
    halves = TEXT + " 0.5"
    rows = observed(sign, drawn(halves, halves.replace("23:00", "21:00")))
    assert [row["amount"] for row in rows] == [0.25, 0.25]


def test_it_cannot_be_asked_without_bills_and_incidents():
    assert {"phone_events", "incidents", "involvements"} <= set(sign.needs)
