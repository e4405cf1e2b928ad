"""Records viewed with no purpose on record."""

from upstander.signs.records_viewed_without_purpose import records_viewed_without_purpose as sign


def test_a_look_up_that_nothing_explains_is_observed(observed):
    rows = observed(
        sign,
        {
            "contacts": """
        staff_id | nominal_id | kind    | at               | answer
        PC 12    | Ms A       | look_up | 2025-03-01 22:10 | unexplained
        PC 12    | Ms B       | look_up | 2025-03-01 22:20 | explained
    """
        },
    )
    assert [(row["staff_id"], row["nominal_id"]) for row in rows] == [("PC 12", "Ms A")]


def test_a_day_of_clicks_counts_once_and_every_click_is_evidence(observed):
    rows = observed(
        sign,
        {
            "contacts": """
        staff_id | nominal_id | kind    | at
        PC 12    | Ms A       | look_up | 2025-03-01 22:10
        PC 12    | Ms A       | look_up | 2025-03-01 22:11
        PC 12    | Ms A       | look_up | 2025-03-02 09:00
    """
        },
    )
    assert len(rows) == 3
    assert sum(row["amount"] for row in rows) == 2


def test_a_link_to_a_person_that_is_half_certain_counts_half(observed):
    rows = observed(
        sign,
        {
            "contacts": """
        staff_id | nominal_id | kind    | at               | certainty
        PC 12    | Ms A       | look_up | 2025-03-01 22:10 | 0.5
    """
        },
    )
    assert [row["amount"] for row in rows] == [0.5]


def test_contacts_of_other_kinds_and_unknown_people_are_not_look_ups_of_anybody(observed):
    assert not observed(
        sign,
        {
            "contacts": """
        staff_id | nominal_id | kind    | at
        PC 12    | Ms A       | call    | 2025-03-01 22:10
        PC 12    |            | look_up | 2025-03-01 22:10
    """
        },
    )


def test_it_cannot_be_asked_without_look_ups_and_incidents():
    assert {"accesses", "incidents", "involvements"} <= set(sign.needs)
