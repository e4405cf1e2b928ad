"""Three complaints within twelve months."""

from upstander.signs.three_complaints_in_twelve_months import three_complaints_in_twelve_months as sign


def seen(observed, *days, staff="PC 12", **changed):
    rows = [f"{n} | {staff} | {day}" for n, day in enumerate(days)]
    found = observed(sign, {"complaints": "\n".join(("complaint_id | staff_id | received_at", *rows))}, **changed)
    return [(row["staff_id"], row["record_id"]) for row in found]


def test_the_third_complaint_within_the_year_and_every_further_one_is_shown(observed):
    assert seen(observed, "2025-01-01", "2025-05-01", "2025-12-30") == [("PC 12", "2")]
    assert [record for _, record in seen(observed, *["2025-01-01"] * 2, "2025-05-01", "2025-06-01")] == ["2", "3"]


def test_three_spread_over_more_than_a_year_are_not_as_the_published_case_shows(observed):
    assert not seen(observed, "2012-01-01", "2019-05-01", "2025-06-01")
    assert not seen(observed, "2024-01-01", "2024-05-01", "2024-12-31")
    assert seen(observed, "2024-01-02", "2024-05-01", "2024-12-31")
    assert seen(observed, "2024-01-01", "2024-05-01", "2024-12-31", period=366)


def test_two_are_too_few_and_other_staff_are_other_staff(observed):
    assert not seen(observed, "2025-01-01", "2025-05-01")
    assert seen(observed, "2025-01-01", "2025-05-01", number=2)
    rows = "complaint_id | staff_id | received_at\n1 | PC 1 | 2025-01-01\n2 | PC 2 | 2025-01-02\n3 | PC 3 | 2025-01-03"
    assert not observed(sign, {"complaints": rows})


def test_it_is_shown_beside_the_others_and_is_no_evidence_for_a_lead():
    assert not sign.evidence
    assert sign.career
    assert sign.needs == ("complaints",)
