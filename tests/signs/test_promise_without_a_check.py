"""Promise without a check."""

from upstander.signs.promise_without_a_check import promise_without_a_check as sign

PROMISE = "PCSO 2 | monitoring | 2025-01-01 | "


def seen(observed, promise=PROMISE, checks=(), reports=(), as_of="2025-07-31", **changed):
    drawn = {
        "instructions": f"staff_id | kind | given_at | ends_at\n{promise}",
        "health_checks": "\n".join(("staff_id | completed_at | discussed", *checks)),
        "intelligence": "\n".join(("report_id | staff_id | received_at | source", *reports)),
    }
    return [(row["staff_id"], row["amount"]) for row in observed(sign, drawn, as_of=as_of, **changed)]


def test_each_full_quarter_in_which_nobody_looked_is_shown(observed):
    assert seen(observed) == [("PCSO 2", 1)] * 2
    assert not seen(observed, as_of="2025-03-31")
    assert len(seen(observed, quarter=30)) == 7
    assert sign.career


def test_conditions_and_restrictions_are_promises_and_a_notice_is_not(observed):
    for kind in ("condition", "restricted_duties"):
        assert seen(observed, PROMISE.replace("monitoring", kind))
    for kind in ("no_contact", "notice_of_investigation"):
        assert not seen(observed, PROMISE.replace("monitoring", kind))


def test_a_check_talked_through_or_a_report_by_a_supervisor_or_an_audit_keeps_its_quarter(observed):
    assert len(seen(observed, checks=["PCSO 2 | 2025-02-01 | yes"])) == 1
    assert len(seen(observed, checks=["PCSO 2 | 2025-02-01 | yes", "PCSO 2 | 2025-05-01 | yes"])) == 0
    for source in ("supervisor", "audit"):
        assert len(seen(observed, reports=[f"R1 | PCSO 2 | 2025-02-01 | {source}"])) == 1


def test_ticked_boxes_checks_of_others_and_before_the_promise_and_other_reports_keep_nothing(observed):
    for check in ("PCSO 2 | 2025-02-01 | no", "PCSO 3 | 2025-02-01 | yes", "PCSO 2 | 2024-12-01 | yes"):
        assert len(seen(observed, checks=[check])) == 2
    for report in ("R1 | PCSO 2 | 2025-02-01 | public", "R1 |  | 2025-02-01 | audit"):
        assert len(seen(observed, reports=[report])) == 2


def test_a_promise_that_was_closed_is_not_asked_about_after_that(observed):
    assert len(seen(observed, PROMISE + "2025-04-15")) == 1
    assert not seen(observed, PROMISE + "2025-02-15")


def test_it_is_for_prevention_and_no_evidence_for_a_lead():
    assert not sign.evidence
    assert {"instructions", "health_checks", "intelligence"} == set(sign.needs)
