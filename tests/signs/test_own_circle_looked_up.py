"""People of their own circle looked up."""

import pytest

from upstander.signs.own_circle_looked_up import own_circle_looked_up as sign

PLACES = {"own home": (53.70, -1.50)}


def look_up(answer="unexplained", kind="look_up", nominal="Mr X"):
    return f"""
        staff_id | nominal_id | kind   | at               | answer   | certainty
        PC 12    | {nominal}  | {kind} | 2025-03-01 22:10 | {answer} | 1
    """


BY_NAME = {
    "associations": """
        staff_id | kind    | name   | born_on    | declared_at
        PC 12    | partner | Xan X  | 1990-01-01 | 2024-01-01
    """,
    "nominals": """
        nominal_id | name   | born_on
        Mr X       | xan x  | 1990-01-01
    """,
}
BY_NUMBER = {
    "associations": """
        staff_id | kind   | name | number        | declared_at
        PC 12    | friend | Xan  | +447700900555 | 2024-01-01
    """,
    "nominal_phones": """
        nominal_id | number
        Mr X       | +447700900555
    """,
}
OWN_NUMBER = {
    "staff_phones": """
        staff_id | number        | kind     | from_at
        PC 12    | +447700900555 | personal | 2024-01-01
    """,
    "nominal_phones": BY_NUMBER["nominal_phones"],
}
NEIGHBOUR = {
    "staff_addresses": """
        staff_id | place    | from_at    | to_at
        PC 12    | own home | 2024-01-01 |
    """,
    "nominal_addresses": """
        nominal_id | place         | to_at
        Mr X       | own home +80m |
    """,
}
WAYS = pytest.mark.parametrize("tied", [BY_NAME, BY_NUMBER, OWN_NUMBER, NEIGHBOUR])


def changed(tied, feed, old, new):
    return tied | {feed: tied[feed].replace(old, new)}


@WAYS
def test_somebody_told_of_by_name_or_number_one_at_their_own_number_and_a_neighbour_are_observed(observed, tied):
    rows = observed(sign, {"contacts": look_up()} | tied, places=PLACES)
    assert [(row["staff_id"], row["nominal_id"]) for row in rows] == [("PC 12", "Mr X")]
    assert rows[0]["amount"] == pytest.approx(1, abs=0.01)


def test_the_former_partner_of_a_partner_is_found_through_an_incident(observed):
    parts = """
        incident_id | nominal_id | from_at
        I1          | Mr X       | 2023-01-01
        I1          | Ms Former  | 2023-01-01
        I2          | Ms Other   | 2023-01-01
    """
    around = BY_NAME | {"involvements": parts}
    assert observed(sign, {"contacts": look_up(nominal="Ms Former")} | around)
    assert not observed(sign, {"contacts": look_up(nominal="Ms Other")} | around)


def test_a_namesake_born_on_another_day_a_colleagues_circle_and_a_work_number_are_silent(observed):
    for tied in (
        changed(BY_NAME, "nominals", "1990-01-01", "1991-01-01"),
        changed(BY_NAME, "nominals", "xan x", "xan y"),
        changed(BY_NAME, "associations", "PC 12", "PC 13"),
        changed(BY_NUMBER, "nominal_phones", "555", "556"),
        changed(OWN_NUMBER, "staff_phones", "personal", "work"),
    ):
        assert not observed(sign, {"contacts": look_up()} | tied)


def test_somebody_whose_name_was_spelled_otherwise_counts_by_how_probably_it_is_they(observed):
    (row,) = observed(sign, {"contacts": look_up()} | changed(BY_NAME, "nominals", "xan x", "xann x"))
    assert sign.parameters["sure"].value <= row["amount"] < 1
    assert not observed(sign, {"contacts": look_up()} | changed(BY_NAME, "nominals", "xan x", "xann x"), sure=1)


def test_a_number_that_was_another_persons_at_the_time_is_silent(observed):
    for tied in (BY_NUMBER, OWN_NUMBER):
        for held, near in (
            ("2010-01-01 | 2011-01-01", False),
            ("2010-01-01 | 2024-02-01", True),
            ("2024-06-01 |", True),
        ):
            times = {"nominal_phones": f"nominal_id | number | from_at | to_at\nMr X | +447700900555 | {held}"}
            assert bool(observed(sign, {"contacts": look_up()} | tied | times)) is near
    later = {"nominal_phones": "nominal_id | number | from_at\nMr X | +447700900555 | 2025-02-01"}
    assert not observed(sign, {"contacts": look_up()} | BY_NUMBER | later)


def test_a_house_further_away_a_former_home_and_a_neighbour_who_moved_are_silent(observed):
    for tied in (
        changed(NEIGHBOUR, "nominal_addresses", "+80m", "+150m"),
        changed(NEIGHBOUR, "nominal_addresses", "+80m", "+40000m"),
        changed(NEIGHBOUR, "nominal_addresses", "+80m |", "+80m | 2025-02-01"),
        changed(NEIGHBOUR, "staff_addresses", "2024-01-01 |", "2024-01-01 | 2025-02-01"),
        changed(NEIGHBOUR, "staff_addresses", "2024-01-01 |", "2025-03-02 |"),
        changed(NEIGHBOUR, "staff_addresses", "PC 12", "PC 13"),
    ):
        assert not observed(sign, {"contacts": look_up()} | tied, places=PLACES)
    assert not observed(sign, {"contacts": look_up()} | NEIGHBOUR, places=PLACES, next_door=50)


def test_what_somebody_else_authorised_is_silent_and_their_own_word_counts_for_less(observed):
    assert not observed(sign, {"contacts": look_up("explained")} | BY_NAME)
    assert not observed(sign, {"contacts": look_up("cannot_assess")} | BY_NAME)
    assert [row["amount"] for row in observed(sign, {"contacts": look_up("self_explained")} | BY_NAME)] == [
        pytest.approx(0.3, abs=0.01)
    ]
    assert not observed(sign, {"contacts": look_up(kind="call")} | BY_NAME)


def test_a_day_of_look_ups_counts_once(observed):
    twice = look_up() + "PC 12 | Mr X | look_up | 2025-03-01 22:30 | unexplained | 0.5\n"
    assert [row["amount"] for row in observed(sign, {"contacts": twice} | BY_NAME)] == pytest.approx(
        [0.5, 0.25], abs=0.01
    )


def test_it_cannot_be_asked_without_what_staff_have_told_the_force():
    assert {"accesses", "associations", "staff_addresses", "nominal_addresses"} <= set(sign.needs)
