"""Concerns from different people over a career: ten years of a published case, and one person who complains a lot."""

from upstander.signs.concerns_over_a_career import concerns_over_a_career as sign


def records(complaints=(), reports=()):
    return {
        "complaints": "\n".join(
            ("complaint_id | staff_id | nominal_id | received_at | source | category", *complaints)
        ),
        "intelligence": "\n".join(("report_id | staff_id | nominal_id | received_at | source", *reports)),
    }


def amounts(observed, complaints=(), reports=(), **changed):
    return [round(row["amount"], 6) for row in observed(sign, records(complaints, reports), **changed)]


DIRECT = "C1 | PC 12 | Ms A | 2015-03-01 | public | abuse_of_position_sexual"


def test_intelligence_about_different_people_years_apart_adds_up(observed):
    rows = observed(
        sign,
        records(
            reports=[
                "R1 | PCSO 2 | Ms A | 2012-03-01 | supervisor",
                "R2 | PCSO 2 | Ms B | 2019-03-01 | supervisor",
                "R3 |        |      | 2019-03-01 | supervisor",
            ]
        ),
    )
    assert [(row["staff_id"], row["nominal_id"], row["feed"], row["amount"]) for row in rows] == [
        ("PCSO 2", None, "intelligence", 0.5),
        ("PCSO 2", None, "intelligence", 0.5),
    ]
    assert sign.career


def test_intelligence_that_names_no_member_of_the_public_counts_for_less(observed):
    assert amounts(observed, reports=["R1 | PC 12 |  | 2015-03-01 | colleague"]) == [0.2]


def test_an_instruction_of_the_force_adds_and_a_mere_notice_does_not(observed):
    told = """
        staff_id | kind       | given_at
        PCSO 2   | monitoring | 2018-03-20
        PCSO 2   | monitoring | 2018-04-20
        PCSO 2   | monitoring | 2021-04-20
        PC 12    | notice_of_investigation | 2018-03-20
    """
    rows = observed(sign, records() | {"instructions": told})
    assert [(row["staff_id"], row["feed"], row["amount"]) for row in rows] == [("PCSO 2", "instructions", 0.5)] * 2


def test_a_complaint_counts_by_how_much_its_category_bears_on_this(observed):
    assert amounts(observed, [DIRECT]) == [1]
    for close in ("sexual_conduct_colleague", "system_misuse", "disclosure", "discreditable_conduct"):
        assert amounts(observed, [DIRECT.replace("abuse_of_position_sexual", close)]) == [0.5]
    for minor in ("incivility", "use_of_force", "neglect_of_duty", "other"):
        assert amounts(observed, [DIRECT.replace("abuse_of_position_sexual", minor)]) == [0.1]


def test_one_person_who_complains_again_and_again_counts_once(observed):
    again = [DIRECT.replace("C1", f"C{n}").replace("2015", str(2015 + n)) for n in range(5)]
    assert amounts(observed, again) == [1]
    assert amounts(observed, [DIRECT], ["R1 | PC 12 | Ms A | 2016-03-01 | public"]) == [1]
    assert amounts(observed, [DIRECT, again[1].replace("Ms A", "Ms B")]) == [1, 1]
    assert amounts(observed, [DIRECT, again[1].replace("PC 12", "PC 13")]) == [1, 1]


def test_what_the_same_person_adds_later_counts_by_how_much_more_it_bears(observed):
    minor = "C0 | PC 12 | Ms A | 2014-03-01 | public | incivility"
    assert amounts(observed, [minor, DIRECT]) == [0.1, 0.9]
    assert amounts(observed, [minor, DIRECT, minor.replace("C0", "C2").replace("2014", "2016")]) == [0.1, 0.9]


def test_nameless_reports_of_one_kind_of_source_count_once_a_year(observed):
    reports = [f"R{n} | PC 12 |  | 2015-0{n}-01 | anonymous" for n in range(3, 7)]
    assert amounts(observed, reports=reports) == [0.2]
    assert amounts(observed, reports=reports, nameless=10) == [0.2] * 4
    assert amounts(observed, reports=[*reports, "R9 | PC 12 |  | 2015-04-01 | crimestoppers"]) == [0.2, 0.2]
    assert amounts(observed, reports=[*reports, "R9 | PC 12 |  | 2017-04-01 | anonymous"]) == [0.2, 0.2]


def test_it_cannot_be_asked_without_complaints_and_intelligence():
    assert set(sign.needs) == {"complaints", "intelligence"}
