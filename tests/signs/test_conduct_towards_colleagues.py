"""Conduct towards colleagues."""

from upstander.signs.conduct_towards_colleagues import conduct_towards_colleagues as sign

COMPLAINT = "C1 | PC 12 | 2015-03-01 | colleague | sexual_conduct_colleague"
REPORT = "R1 | PC 12 | 2015-03-01 | colleague"


def amounts(observed, complaints=(), reports=(), **changed):
    drawn = {
        "complaints": "\n".join(("complaint_id | staff_id | received_at | source | category", *complaints)),
        "intelligence": "\n".join(("report_id | staff_id | received_at | source", *reports)),
    }
    rows = observed(sign, drawn, **changed)
    assert {row["nominal_id"] for row in rows} <= {None}
    return [round(row["amount"], 6) for row in rows]


def test_a_complaint_of_sexual_conduct_towards_a_colleague_is_a_matter_whoever_made_it(observed):
    assert amounts(observed, [COMPLAINT]) == [1]
    assert amounts(observed, [COMPLAINT.replace("| colleague", "| anonymous")]) == [1]


def test_complaints_about_other_things_are_silent(observed):
    for other in ("abuse_of_position_sexual", "incivility", "discreditable_conduct"):
        assert not amounts(observed, [COMPLAINT.replace("sexual_conduct_colleague", other)])


def test_a_report_from_inside_counts_for_less_and_one_from_outside_not_here(observed):
    assert amounts(observed, reports=[REPORT]) == [0.4]
    assert amounts(observed, reports=[REPORT.replace("colleague", "supervisor")]) == [0.4]
    for outside in ("public", "anonymous", "crimestoppers", "partner_agency", "audit"):
        assert not amounts(observed, reports=[REPORT.replace("colleague", outside)])
    assert not amounts(observed, reports=[REPORT.replace("PC 12", "")])


def test_records_of_one_matter_count_once_and_years_apart_add_up(observed):
    same = COMPLAINT.replace("C1", "C2").replace("2015-03-01", "2015-03-31")
    later = COMPLAINT.replace("C1", "C3").replace("2015-03-01", "2015-05-01")
    assert amounts(observed, [COMPLAINT, same]) == [1]
    assert amounts(observed, [COMPLAINT, same, later]) == [1, 1]
    assert amounts(observed, [COMPLAINT, same], one_matter=29) == [1, 1]
    assert amounts(observed, [COMPLAINT, same.replace("PC 12", "PC 13")]) == [1, 1]
    assert amounts(observed, [COMPLAINT, same.replace("| colleague", "| supervisor")]) == [1, 1]
    assert sign.career


def test_it_cannot_be_asked_without_complaints_and_intelligence():
    assert set(sign.needs) == {"complaints", "intelligence"}
