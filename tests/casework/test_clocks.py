"""Clocks count as the law counts, and say what is due, late and why."""

import datetime as dt

import pytest

from tests.casework.drawing import drawn
from upstander.casework.procedure import clock_runs, load_law, notices, standing
from upstander.casework.procedure.days import OutsideHolidaysError, due_after, is_working_day, working_days_between

LAW = load_law()
HEAD = "day | what | by | details\n2021-03-01 | matter came to attention | DS 1 |\n"


def day(text):
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "length", "unit", "first", "due"),
    [
        ("2021-03-01", 1, "calendar day", False, "2021-03-02"),
        ("2021-04-01", 1, "working day", False, "2021-04-06"),  # Good Friday, a weekend and Easter Monday between
        ("2021-03-01", 5, "working day", True, "2021-03-05"),  # Monday is day one
        ("2021-03-06", 5, "working day", True, "2021-03-12"),  # from a Saturday, Monday is day one
        ("2022-09-16", 1, "working day", False, "2022-09-20"),  # the Queen's funeral was a bank holiday
        ("2021-03-31", 6, "month", False, "2021-09-30"),
        ("2020-02-29", 12, "month", False, "2021-02-28"),
    ],
)
def test_days_are_counted_as_the_law_counts_them(start, length, unit, first, due):
    assert due_after(day(start), length, unit, first_day_counts=first) == day(due)


def test_working_days_are_those_of_england_and_wales():
    assert is_working_day(day("2021-11-30"))  # St Andrew's Day is a holiday in Scotland alone
    assert working_days_between(day("2021-12-24"), day("2021-12-29")) == 1


def test_a_year_whose_holidays_are_not_held_is_said_and_not_guessed():
    with pytest.raises(OutsideHolidaysError, match="held for 2012 to 2028, not 2031: update the package"):
        is_working_day(day("2031-01-02"))


def run(clock, on, table, kind="officer"):
    now = standing(LAW, drawn("2021-03-01", kind, HEAD + table), day(on))
    return [r for r in clock_runs(now) if r.clock.id == clock]


CLEAR = "2021-03-01 | moment of clarity | DS 1 |\n"


@pytest.mark.parametrize(
    ("sent", "on", "state"),
    [
        ("", "2021-03-02", "running"),
        ("", "2021-03-03", "late"),
        ("2021-03-02 | referral sent | DI 2 |", "2021-03-04", "met"),
        ("2021-03-03 | referral sent | DI 2 |", "2021-03-04", "met late"),
    ],
)
def test_a_referral_is_due_by_the_end_of_the_day_after_the_moment_of_clarity(sent, on, state):
    assert [r.state for r in run("referral_from_clarity", on, CLEAR + sent)] == [state]


def test_a_missed_referral_says_when_it_was_due_how_late_it_is_and_that_the_rule_is_to_be_checked():
    (late,) = run("referral_from_clarity", "2021-03-09", CLEAR + "2021-03-05 | referral sent | DI 2 |")
    assert "Due by 02 March 2021" in str(late.reason)
    assert "done 05 March 2021, 3 calendar days late" in str(late.reason)
    assert "to be checked" in str(late.reason)


def test_the_college_is_told_within_five_working_days_beginning_with_the_dismissal():
    dismissed = (
        "2021-06-01 | outcome imposed | chair | form=staff hearing; proceedings=h1; outcome=dismissal without notice\n"
    )
    assert [r.due for r in run("barred_list_report", "2021-06-07", dismissed, "pcso")] == [day("2021-06-07")]
    warned = dismissed.replace("dismissal without notice", "written warning")
    assert run("barred_list_report", "2021-06-07", warned, "pcso") == []


def test_an_unfinished_investigation_is_told_after_twelve_months_and_again_after_each_six():
    told = "2022-03-01 | timeliness information sent | DI 2 |\n"
    assert [r.state for r in run("timeliness_first", "2022-03-02", "")] == ["late"]
    assert [r.due for r in run("timeliness_again", "2022-03-02", told)] == [day("2022-09-01")]
    reported = "2022-04-01 | investigation report submitted | DS 1 |"
    assert [r.state for r in run("timeliness_again", "2022-12-02", told + reported)] == ["stopped"]


SUSPENDED = "2021-03-02 | suspension considered | DCC 7 | decision={}; reason=public interest; redeployment=none\n"


@pytest.mark.parametrize("decision", ["suspended", "restricted"])
def test_the_first_four_weeks_of_a_suspension_begin_with_its_imposition(decision):
    (first,) = run("suspension_review", "2021-03-31", SUSPENDED.format(decision))
    assert (first.due, first.state) == (day("2021-03-30"), "late")
    assert run("suspension_review", "2021-03-31", SUSPENDED.format("not imposed")) == []


def test_a_suspension_is_reviewed_until_it_is_lifted_whatever_the_outcome_was():
    outcome = (
        "2021-03-20 | outcome imposed | chair | form=misconduct meeting; proceedings=h1; outcome=written warning\n"
    )
    lifted = "2021-03-21 | suspension lifted | DCC 7 | reason=the proceedings have ended\n"
    begun = SUSPENDED.format("suspended") + outcome
    assert [r.state for r in run("suspension_review", "2021-03-31", begun)] == ["late"]
    assert [r.state for r in run("suspension_review", "2021-03-31", begun + lifted)] == ["stopped"]
    said = {table: noticed("2021-03-31", table) for table in (SUSPENDED.format("suspended"), begun, begun + lifted)}
    assert ["suspended_after_the_end" in ids for ids in said.values()] == [False, True, False]


def noticed(on, table, kind="officer"):
    now = standing(LAW, drawn("2021-03-01", kind, HEAD + table), day(on))
    return {reason.rule.id for reason in notices(now)}


HANDLED = "2021-03-02 | matter recorded | DS 1 | recorded_as={}\n"
TWO = (
    "2021-03-01 | affected person named | DS 1 | person=Ms A\n2021-03-10 | affected person named | DS 1 | person=Ms B\n"
)


def test_each_affected_person_is_first_told_within_four_weeks_of_the_start_of_the_handling_or_of_being_named():
    told = "2021-03-20 | affected person updated | SEM 4 | person=Ms B\n"
    runs = run("affected_person_is_first_told", "2021-04-01", HANDLED.format("complaint") + TWO + told)
    assert [(dict(r.about), r.due, r.state) for r in runs] == [
        ({"person": "Ms A"}, day("2021-03-30"), "late"),
        ({"person": "Ms B"}, day("2021-04-07"), "met"),
    ]
    assert "person Ms A; 28 calendar days" in str(runs[0].reason)
    assert run("affected_person_is_first_told", "2021-04-01", TWO) == []  # nothing has been recorded yet


def test_recording_it_once_more_does_not_begin_the_first_four_weeks_anew():
    anew = "2021-05-01 | matter recorded | DS 1 | recorded_as=complaint\n"
    runs = run("affected_person_is_first_told", "2021-06-01", HANDLED.format("complaint") + TWO + anew)
    assert [r.due for r in runs] == [day("2021-03-30"), day("2021-04-07")]


def test_closing_the_matter_ends_what_was_due_to_each_person():
    closed = "2021-03-20 | matter closed | DI 2 |\n"
    runs = run("affected_person_is_first_told", "2021-06-01", HANDLED.format("complaint") + TWO + closed)
    assert [r.state for r in runs] == ["stopped", "stopped"]


def test_only_where_somebody_complained_is_the_complainant_to_be_told():
    (first,) = run("complainant_is_first_told", "2021-04-01", HANDLED.format("complaint"))
    assert (first.due, first.state) == (day("2021-03-30"), "late")
    assert run("complainant_is_first_told", "2021-04-01", HANDLED.format("conduct matter")) == []


def test_clocks_of_the_conduct_regulations_do_not_run_for_staff():
    assert run("timeliness_first", "2022-03-02", "", "pcso") == []


WITHHELD = "2021-03-02 | {what} withheld | DI 2 | ground=c; review=2021-04-01\n"


@pytest.mark.parametrize("what", ["severity", "notice"])
def test_what_is_withheld_is_due_again_on_the_day_that_was_given(what):
    clock = f"{what}_withheld_until_it_is_looked_at"
    (waits,) = run(clock, "2021-05-01", WITHHELD.format(what=what))
    assert (waits.due, waits.state) == (day("2021-04-01"), "late")
    again = WITHHELD.format(what=what) + f"2021-03-30 | {what} withheld | DI 2 | ground=c; review=2021-06-01\n"
    assert [(one.due, one.state) for one in run(clock, "2021-05-01", again)] == [
        (day("2021-04-01"), "met"), (day("2021-06-01"), "running")
    ]  # fmt: skip


def test_where_abuse_of_position_is_alleged_the_referral_is_to_be_decided_though_nobody_says_when_it_was_clear():
    recorded = "2021-03-01 | matter recorded | DS 1 | alleges=x; abuse_of_position={}\n"
    (waits,) = run("referral_is_decided", "2021-03-05", recorded.format("yes"))
    assert (waits.due, waits.state) == (day("2021-03-02"), "late")
    assert run("referral_is_decided", "2021-03-05", recorded.format("no")) == []
    decided = "2021-03-02 | referral decided | DCI 3 | decision=mandatory; question=if substantiated\n"
    (met,) = run("referral_is_decided", "2021-03-05", recorded.format("yes") + decided)
    assert met.state == "met"


def test_the_list_of_witnesses_is_due_three_working_days_after_the_reply():
    reply = "2021-04-01 | response received | subject | form=misconduct hearing; proceedings=h1\n"
    (waits,) = run("witnesses_are_listed", "2021-04-20", reply)
    assert (waits.due, waits.state) == (day("2021-04-08"), "late")  # Good Friday and Easter Monday between
    listed = "2021-04-07 | witnesses proposed | subject | form=misconduct hearing; proceedings=h1\n"
    (met,) = run("witnesses_are_listed", "2021-04-20", reply + listed)
    assert met.state == "met"
