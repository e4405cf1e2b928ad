"""Domestic abuse closed fast."""

from upstander.signs.domestic_abuse_closed_fast import domestic_abuse_closed_fast as sign


def records(
    *,
    kind="Domestic - assault",
    closed="2025-03-05",
    role="officer_in_case",
    part="victim",
    usual="2025-02-10",
    n=10,
    logs="",
):
    """One investigation of PC 12 reported on 1 March, beside others that took from 1 January to `usual`."""
    others = range(n)
    return {
        "incidents": "\n".join(
            (
                "incident_id | kind | reported_at | closed_at",
                f"I1 | {kind} | 2025-03-01 | {closed}",
                *(f"J{k} | DOMESTIC incident | 2025-01-01 | {usual}" for k in others),
            )
        ),
        "assignments": "\n".join(
            (
                "incident_id | staff_id | role | from_at",
                f"I1 | PC 12 | {role} | 2025-03-01",
                *(f"J{k} | PC 1 | investigator | 2025-01-01" for k in others),
            )
        ),
        "involvements": f"incident_id | nominal_id | role | from_at\nI1 | Ms A | {part} | 2025-03-01\nI1 | Mr S | suspect | 2025-03-01",
        "log_entries": f"incident_id | staff_id | at\n{logs}",
    }


def seen(observed, **changed):
    settings = {name: changed.pop(name) for name in ("share", "review", "enough") if name in changed}
    return [(row["staff_id"], row["nominal_id"]) for row in observed(sign, records(**changed), **settings)]


def test_an_investigation_closed_in_a_tenth_of_the_usual_time_is_observed_about_the_victim(observed):
    assert seen(observed) == [("PC 12", "Ms A")]
    assert seen(observed, part="caller", role="investigator") == [("PC 12", "Ms A")]


def test_usual_speed_is_silent_and_what_is_usual_is_the_forces_own(observed):
    assert not seen(observed, closed="2025-03-20")
    assert not seen(observed, usual="2025-01-10")
    assert not seen(observed, share=0.05)
    assert not seen(observed, closed="")


def test_too_few_investigations_do_not_say_what_is_usual(observed):
    assert not seen(observed, n=8)
    assert seen(observed, n=9)


def test_other_kinds_of_incident_and_parts_that_are_not_in_charge_are_silent(observed):
    assert not seen(observed, kind="burglary")
    assert not seen(observed, role="supervisor")
    assert not seen(observed, part="witness")


def test_a_withdrawal_or_decision_that_somebody_else_wrote_down_is_silent(observed):
    assert not seen(observed, logs="I1 | PS 3 | 2025-03-04")
    assert not seen(observed, logs="I1 | PS 3 | 2025-03-05")
    assert seen(observed, logs="I1 | PC 12 | 2025-03-04")
    assert seen(observed, logs="I2 | PS 3 | 2025-03-04")
    assert seen(observed, logs="I1 | PS 3 | 2025-03-06")
    assert seen(observed, logs="I1 | PS 3 | 2025-03-01")
    assert seen(observed, logs="I1 | PS 3 | 2025-03-02", review=2)


def test_two_parts_in_one_investigation_are_one_observation(observed):
    twice = records()
    twice["assignments"] += "\nI1 | PC 12 | investigator | 2025-03-02"
    twice["involvements"] += "\nI1 | Ms A | caller | 2025-03-01"
    assert len(observed(sign, twice)) == 1


def test_it_cannot_be_asked_without_incidents_and_who_had_charge_of_them():
    assert {"incidents", "involvements", "assignments", "log_entries"} <= set(sign.needs)
