"""Records viewed after the work ended."""

from upstander.signs.records_viewed_after_the_work_ended import records_viewed_after_the_work_ended as sign


def look_up(**changed):
    row = {"kind": "look_up", "at": "2025-04-01 22:10", "ended": "2025-03-01 12:00", "answer": "", "nominal_id": "Ms A"}
    row |= changed
    return {
        "contacts": f"""
        staff_id | nominal_id          | kind          | at          | work_ended_at  | answer
        PC 12    | {row["nominal_id"]} | {row["kind"]} | {row["at"]} | {row["ended"]} | {row["answer"]}
    """
    }


def test_a_look_up_weeks_after_the_work_ended_is_observed(observed):
    assert [(row["staff_id"], row["nominal_id"]) for row in observed(sign, look_up())] == [("PC 12", "Ms A")]


def test_what_is_left_over_from_the_work_is_silent_for_two_weeks(observed):
    assert not observed(sign, look_up(at="2025-03-15 11:59"))
    assert observed(sign, look_up(at="2025-03-15 12:00"))
    assert observed(sign, look_up(at="2025-03-15 11:59"), settled=13)


def test_somebody_with_whom_there_was_never_work_or_whose_new_incident_is_open_is_silent(observed):
    assert not observed(sign, look_up(ended=""))


def test_court_preparation_on_record_is_silent_and_so_is_what_cannot_be_assessed(observed):
    for answer in ("explained", "self_explained", "cannot_assess"):
        assert not observed(sign, look_up(answer=answer))


def test_a_call_and_a_look_up_of_nobody_known_are_silent(observed):
    assert not observed(sign, look_up(kind="call"))
    assert not observed(sign, look_up(nominal_id=""))


def test_a_day_counts_once_and_a_doubtful_link_counts_less(observed):
    rows = observed(
        sign,
        {
            "contacts": """
        staff_id | nominal_id | kind    | at               | work_ended_at    | certainty
        PC 12    | Ms A       | look_up | 2025-04-01 22:10 | 2025-03-01 12:00 |
        PC 12    | Ms A       | look_up | 2025-04-01 22:30 | 2025-03-01 12:00 |
        PC 12    | Ms A       | look_up | 2025-04-03 22:10 | 2025-03-01 12:00 | 0.5
    """
        },
    )
    assert [row["amount"] for row in rows] == [0.5, 0.5, 0.5]


def test_it_cannot_be_asked_without_look_ups_and_incidents():
    assert {"accesses", "incidents", "involvements"} <= set(sign.needs)
