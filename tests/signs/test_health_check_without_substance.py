"""Health checks without substance."""

from upstander.signs.health_check_without_substance import health_check_without_substance as sign


def seen(observed, seconds, discussed, **changed):
    drawn = f"staff_id | completed_at | seconds_spent | discussed\nPCSO 2 | 2021-03-01 | {seconds} | {discussed}"
    return [(row["staff_id"], row["amount"]) for row in observed(sign, {"health_checks": drawn}, **changed)]


def test_a_form_signed_in_a_minute_with_nothing_talked_through_is_shown_for_every_year(observed):
    assert seen(observed, "60", "no") == [("PCSO 2", 1)]
    assert sign.career


def test_short_but_individual_answers_are_silent(observed):
    assert not seen(observed, "60", "yes")


def test_a_form_read_with_care_is_silent_and_how_long_that_takes_is_a_setting(observed):
    assert not seen(observed, "300", "no")
    assert seen(observed, "299", "no")
    assert not seen(observed, "60", "no", reading=60)


def test_where_no_time_is_on_record_nothing_talked_through_is_enough(observed):
    assert seen(observed, "", "no")
    assert not seen(observed, "", "yes")


def test_it_is_for_prevention_and_no_evidence_for_a_lead():
    assert not sign.evidence
    assert sign.needs == ("health_checks",)
