"""Returns alone."""

from upstander.signs.returns_alone import returns_alone as sign

SENT = "PC 12 | Ms A | deployment | 2025-03-01 20:00 | 2025-03-01 20:40 | explained | 2 | I1 |  | 1"
BACK = "PC 12 | Ms A | visit | 2025-03-02 19:00 | 2025-03-02 20:00 | unexplained | 1 |  | car | 1"


def contacts(*rows):
    head = "staff_id | nominal_id | kind | at | end_at | answer | crew | incident_id | device_id | certainty"
    return {"contacts": "\n".join((head, *rows))}


def amounts(observed, *rows, **changed):
    return [row["amount"] for row in observed(sign, contacts(*rows), **changed)]


def test_a_return_alone_to_somebody_first_met_with_a_colleague_is_observed(observed):
    rows = observed(sign, contacts(SENT, BACK))
    assert [(row["staff_id"], row["nominal_id"], row["record_id"], row["amount"]) for row in rows] == [
        ("PC 12", "Ms A", "2", 1)
    ]


def test_who_was_alone_the_first_time_too_counts_for_less_as_single_crewed_areas_do(observed):
    alone = SENT.replace("| 2 |", "| 1 |")
    assert amounts(observed, alone, BACK) == [0.5]
    later = SENT.replace("2025-03-01", "2025-03-03")
    assert amounts(observed, alone, BACK, later) == [0.5]


def test_a_deployment_they_gave_themselves_and_a_visit_only_they_explain_count_for_less(observed):
    own = BACK.replace("unexplained", "self_explained")
    assert amounts(observed, SENT, own) == [0.3]
    assert amounts(observed, SENT, own.replace("visit", "deployment")) == [0.3]


def test_a_statement_somebody_else_asked_for_and_what_cannot_be_assessed_are_silent(observed):
    for answer in ("explained", "cannot_assess"):
        assert not amounts(observed, SENT, BACK.replace("unexplained", answer))
    for kind in ("call", "look_up", "deployment"):
        assert not amounts(observed, SENT, BACK.replace("visit", kind))


def test_a_return_with_a_colleague_or_with_nobody_knows_whom_is_silent(observed):
    assert not amounts(observed, SENT, BACK.replace("| 1 |  | car", "| 2 |  | car"))


def test_somebody_nobody_was_sent_to_and_a_second_look_round_on_the_same_job_are_silent(observed):
    assert not amounts(observed, BACK)
    assert not amounts(observed, SENT.replace("PC 12", "PC 13"), BACK)
    assert not amounts(observed, SENT.replace("Ms A", "Ms B"), BACK)
    assert not amounts(observed, SENT.replace("explained", "self_explained"), BACK)
    assert not amounts(observed, SENT.replace("deployment", "visit"), BACK)
    soon = BACK.replace("2025-03-02 19:00", "2025-03-01 21:39").replace("2025-03-02 20:00", "2025-03-01 22:00")
    assert not amounts(observed, SENT, soon)
    assert amounts(observed, SENT, soon.replace("21:39", "21:40")) == [1]
    assert amounts(observed, SENT, soon, away=0.5) == [1]


def test_a_stop_with_an_ordinary_reason_is_silent(observed):
    stop = """
        staff_id | device_id | start_at         | reason
        PC 12    | car       | 2025-03-02 19:00 | common_stopping_place
    """
    assert not observed(sign, contacts(SENT, BACK) | {"staff_stops": stop})
    assert observed(sign, contacts(SENT, BACK) | {"staff_stops": stop.replace("common_stopping_place", "")})
    assert observed(sign, contacts(SENT, BACK) | {"staff_stops": stop.replace("19:00", "18:00")})


def test_a_day_counts_once_and_a_doubtful_driver_or_home_for_less(observed):
    again = BACK.replace("19:00", "21:00").replace("20:00", "22:00")
    assert amounts(observed, SENT, BACK, again) == [0.5, 0.5]
    assert amounts(observed, SENT, BACK.replace("car | 1", "car | 0.5")) == [0.5]


def test_it_cannot_be_asked_without_deployments_and_positions():
    assert {"deployments", "incidents", "involvements", "positions", "nominal_addresses"} <= set(sign.needs)
