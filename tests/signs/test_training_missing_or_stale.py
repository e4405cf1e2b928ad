"""Training in boundaries missing, old or untested."""

import pytest

from upstander.signs.training_missing_or_stale import training_missing_or_stale as sign

STAFF = "staff_id | started_on | left_on\nPC 12 | 2015-01-01 | "


def seen(observed, *courses, staff=STAFF, **changed):
    training = "\n".join(("staff_id | course | completed_on | assessed", *courses))
    rows = observed(sign, {"staff": staff, "training": training}, **changed)
    return [(row["staff_id"], row["feed"], row["amount"]) for row in rows]


def test_somebody_never_taught_since_joining_is_shown(observed):
    assert seen(observed) == [("PC 12", "staff", 1)]
    assert seen(observed, "PC 12 | Driving | 2025-06-01 | yes") == [("PC 12", "staff", 1)]
    assert seen(observed, "PC 13 | Professional boundaries | 2025-06-01 | yes") == [("PC 12", "staff", 1)]


@pytest.mark.parametrize("course", ["Maintaining Boundaries", "Abuse of position", "APSP input", "Code of Ethics"])
def test_a_recent_tested_course_on_boundaries_is_enough(observed, course):
    assert not seen(observed, f"PC 12 | {course} | 2025-06-01 | yes")


def test_an_old_course_is_shown_since_it_grew_old_and_a_newer_one_takes_its_place(observed):
    old = "PC 12 | Boundaries | 2023-01-01 | yes"
    assert seen(observed, old) == [("PC 12", "training", 1)]
    assert not seen(observed, old, as_of="2024-12-31")
    assert not seen(observed, old, stale=2000)
    assert not seen(observed, old, "PC 12 | Boundaries | 2025-01-01 | yes")


def test_a_course_whose_understanding_was_not_tested_counts_for_less(observed):
    untested = "PC 12 | Boundaries | 2025-06-01 | no"
    assert seen(observed, untested) == [("PC 12", "training", 0.5)]
    assert not seen(observed, untested, "PC 12 | Code of ethics | 2025-06-01 | yes")
    assert seen(observed, untested.replace("2025", "2020")) == [("PC 12", "training", 1)]


def test_a_new_joiner_has_a_window_and_a_leaver_is_not_asked_about(observed):
    new = STAFF.replace("2015-01-01", "2025-11-01")
    assert not seen(observed, staff=new)
    assert seen(observed, staff=new, joining=30)
    assert not seen(observed, staff=STAFF + "2025-06-01")
    assert not seen(observed, "PC 12 | Boundaries | 2020-06-01 | yes", staff=STAFF + "2025-06-01")
    assert seen(observed, staff=STAFF + "2026-06-01")


def test_it_is_for_prevention_and_no_evidence_for_a_lead():
    assert not sign.evidence
    assert sign.needs == ("training", "staff")
