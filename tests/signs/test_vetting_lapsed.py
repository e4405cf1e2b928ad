"""Vetting lapsed."""

from upstander.signs.vetting_lapsed import vetting_lapsed as sign

STAFF = "staff_id | started_on | left_on\nPC 12 | 2015-01-01 | "
HELD = "PC 12 | recruitment | 2015-01-01 | 2025-06-01"


def seen(observed, *vetting, staff=STAFF, **changed):
    drawn = "\n".join(("staff_id | level | granted_on | expires_on", *vetting))
    return [(row["staff_id"], row["feed"]) for row in observed(sign, {"staff": staff, "vetting": drawn}, **changed)]


def test_clearance_that_has_run_out_is_shown_from_the_day_after(observed):
    assert seen(observed, HELD) == [("PC 12", "vetting")]
    assert not seen(observed, HELD, as_of="2025-06-02")
    assert seen(observed, HELD, as_of="2025-06-03")


def test_a_renewal_or_another_level_that_lasts_longer_is_silent(observed):
    assert not seen(observed, HELD, "PC 12 | management | 2024-01-01 | 2029-01-01")
    assert seen(observed, HELD, "PC 13 | management | 2024-01-01 | 2029-01-01") == [("PC 12", "vetting")]


def test_somebody_with_none_on_record_is_shown_and_a_leaver_is_not(observed):
    assert seen(observed) == [("PC 12", "staff")]
    assert not seen(observed, staff=STAFF + "2025-07-01")
    assert not seen(observed, HELD, staff=STAFF + "2025-07-01")
    assert seen(observed, HELD, staff=STAFF + "2026-07-01")


def test_it_is_for_prevention_and_no_evidence_for_a_lead():
    assert not sign.evidence
    assert sign.needs == ("vetting", "staff")
