"""After an appeal the outcome that stands is the one it gives, and what follows from an outcome follows from that one."""

import datetime as dt

import pytest

from tests.casework.drawing import drawn, ended
from tests.casework.test_cases import CASES, NO_APPEAL, D
from upstander.casework.procedure import Event, clock_runs, in_the_way, load_law, notices, refusals, standing
from upstander.casework.procedure.entry import details_of
from upstander.casework.procedure.filling import drafted
from upstander.casework.procedure.letters import asked_for, kind_of
from upstander.casework.procedure.warned import warnings_in_force

LAW = load_law()
LATER = dt.date(2021, 12, 31)
IMPOSED = dt.date(2021, 6, 29)  # D+120
DISMISSED, WARNED, RANK = "dismissal without notice", "final written warning", "reduction in rank"
GROSS_HEARING, STAFF_CASE, MEETING_CASE = "3, the second time", "4", "1"
LODGED = """
day    | what          | by      | details
D+130* | appeal lodged | subject | proceedings=h1
"""


def decided(decision="varied", outcome="", **more):
    told = {"decision": decision, "outcome": outcome, "effective": str(IMPOSED) if outcome else "", **more}
    said = "; ".join(f"{name}={value}" for name, value in told.items() if value)
    return f"day | what | by | details\nD+145* | appeal decided | PAT | proceedings=h1; {said}\n"


def appealed(case, *appeal, drop=(), outcome="", more=()):
    """A published case in which the subject appealed; `outcome`: another than the one that was imposed."""
    kind, before, end, after, _ = CASES[case]
    tables = [NO_APPEAL if "appeal window closed" in table else table for table in after]
    end = ended(*end[:2], outcome or end[2])
    matter = drawn(D, kind, *before, end, *[t for t in tables if "appeal" not in t], LODGED, *appeal, *more)
    kept = tuple(event for event in matter.history if event.what not in drop)
    return standing(LAW, type(matter)(matter.subject, matter.kind, kept), LATER)


def closing(now):
    return {reason.rule.id for reason in in_the_way(now) if reason.rule}


def against(now):
    return {breach.reason.rule.id for breach in now.breaches if breach.reason.rule}


# case        | outcome that the appeal gives        | whether it was open
OPEN = [
    (GROSS_HEARING, WARNED, True),
    (GROSS_HEARING, RANK, True),
    (GROSS_HEARING, "written warning", False),  # of misconduct, not of gross misconduct
    (GROSS_HEARING, "would have been dismissed", False),  # of those who have left
    (MEETING_CASE, "no action", True),
    (MEETING_CASE, DISMISSED, False),
    (STAFF_CASE, "dismissal with notice", True),
    (STAFF_CASE, RANK, False),  # of officers
]


@pytest.mark.parametrize(("case", "outcome", "was_open"), OPEN)
def test_what_an_appeal_may_give_is_what_was_open_for_the_finding(case, outcome, was_open):
    now = appealed(case, decided(outcome=outcome))
    assert ("varied_outcome_was_open" in against(now)) is not was_open
    (asked,) = [one for one in details_of(now, "appeal decided") if one.name == "outcome"]
    assert (outcome in asked.values) is was_open


def test_who_left_after_the_outcome_is_dealt_with_as_one_who_had_not():
    left = "day | what | by | details\nD+125* | left the service | subject | how=resigned\n"
    assert "varied_outcome_was_open" not in against(appealed(GROSS_HEARING, decided(outcome=WARNED), more=[left]))


def test_an_appeal_that_varies_says_which_outcome_and_from_which_day():
    told = against(appealed(GROSS_HEARING, decided()))
    assert {"varied_outcome_was_open", "varied_outcome_has_its_day"} <= told
    assert not {"varied_outcome_was_open", "varied_outcome_has_its_day"} & against(
        appealed(GROSS_HEARING, decided("upheld"))
    )


# what the appeal decides                                  | warnings in force, with their last day but one
WARNINGS = [
    (decided("upheld"), WARNED, [(WARNED, IMPOSED, "2023-06-29")]),
    (decided(outcome="written warning"), WARNED, [("written warning", IMPOSED, "2022-12-29")]),
    (decided(outcome="written warning", months="12"), WARNED, [("written warning", IMPOSED, "2022-06-29")]),
    (decided(outcome="written warning", effective="2021-07-24"), WARNED,
     [("written warning", dt.date(2021, 7, 24), "2023-01-24")]),
    (decided(outcome="no action"), WARNED, []),
    (decided("set aside"), WARNED, []),
]  # fmt: skip


@pytest.mark.parametrize(("appeal", "imposed", "in_force"), WARNINGS)
def test_a_warning_has_the_length_of_the_outcome_that_stands(appeal, imposed, in_force):
    now = appealed(MEETING_CASE, appeal, outcome=imposed)
    held = warnings_in_force(LAW, "officer", now.attention, now.events, LATER)
    assert [(one.words, one.since, str(one.until)) for one in held] == in_force


# what was imposed | what the appeal decides          | whether the matter tells what an appeal does to pay
REINSTATED = [
    (DISMISSED, decided("set aside"), True),
    (DISMISSED, decided(outcome=WARNED), True),
    (DISMISSED, decided(outcome=DISMISSED), False),
    (DISMISSED, decided("upheld"), False),
    (WARNED, decided("set aside"), False),
]


@pytest.mark.parametrize(("imposed", "appeal", "told"), REINSTATED)
def test_where_no_dismissal_stands_after_an_appeal_pay_and_suspension_are_spoken_of(imposed, appeal, told):
    now = appealed(GROSS_HEARING, appeal, outcome=imposed)
    assert ("back_in_service_after_an_appeal" in {notice.rule.id for notice in notices(now)}) is told


def test_the_entry_of_an_appeal_asks_what_it_says_of_pay_and_of_a_suspension():
    now = appealed(GROSS_HEARING)
    assert {"pay", "suspension"} <= {one.name for one in details_of(now, "appeal decided")}


def test_an_appeal_in_other_proceedings_leaves_the_outcome_as_it_is():
    other = decided("set aside").replace("proceedings=h1", "proceedings=h2")
    now = appealed(MEETING_CASE, other)
    held = warnings_in_force(LAW, "officer", now.attention, now.events, LATER)
    assert [one.words for one in held] == ["written warning"]


UNLISTED = ("barred list report sent", "barred list entry confirmed")
# what was imposed | what the appeal decides          | before it was sent | state of the barred list
LISTED = [
    (DISMISSED, decided("upheld"), False, "listed"),
    (DISMISSED, decided("set aside"), False, "removal requested"),
    (DISMISSED, decided(outcome=WARNED), False, "removal requested"),
    (DISMISSED, decided(outcome=WARNED), True, "not due"),
    (DISMISSED, decided(outcome=DISMISSED), False, "listed"),  # varied, and a dismissal all the same
    (DISMISSED, decided(outcome=DISMISSED), True, "due"),
    (RANK, decided(outcome=DISMISSED), True, "due"),
    (RANK, decided(outcome=WARNED), True, "not due"),
]


@pytest.mark.parametrize(("imposed", "appeal", "unsent", "state"), LISTED)
def test_the_barred_list_follows_the_outcome_that_stands(imposed, appeal, unsent, state):
    now = appealed(GROSS_HEARING, appeal, drop=UNLISTED if unsent else (), outcome=imposed)
    assert now.state("barred list") == state
    assert ("college_has_listed" in closing(now)) is (state in {"due", "removal requested"})


@pytest.mark.parametrize(
    ("imposed", "appeal", "due"),
    [
        (RANK, decided(outcome=DISMISSED), [dt.date(2021, 7, 30)]),  # five working days beginning with Saturday 24 July
        (RANK, decided(outcome=WARNED), []),
        (DISMISSED, decided(outcome=WARNED), []),
        (DISMISSED, decided("upheld"), [dt.date(2021, 7, 5)]),
    ],
)
def test_the_college_is_told_in_time_of_what_an_appeal_made_a_dismissal_and_of_no_dismissal_that_fell(
    imposed, appeal, due
):
    now = appealed(GROSS_HEARING, appeal, drop=UNLISTED, outcome=imposed)
    assert [run.due for run in clock_runs(now) if run.clock.id.startswith("barred_list_report")] == due


@pytest.mark.parametrize(("outcome", "wanted"), [(DISMISSED, True), (WARNED, False)])
def test_only_who_stands_dismissed_is_asked_to_talk_for_learning(outcome, wanted):
    now = appealed(GROSS_HEARING, decided(outcome=outcome), drop=("perpetrator debrief offered",))
    assert ("debrief_was_offered" in closing(now)) is wanted


def test_the_subject_is_told_the_outcome_that_stands_before_the_matter_closes():
    told = "day | what | by | details\nD+146* | outcome told | DCC 7 | form=misconduct hearing; proceedings=h1\n"
    now = appealed(GROSS_HEARING, decided(outcome=WARNED))
    letter = kind_of(now, "outcome to the subject")
    words = drafted(letter, now, Event(0, LATER, "outcome told", "", {"proceedings": "h1"}))
    assert (now.state("outcome", "h1"), asked_for(now, letter), "outcome_is_told" in closing(now)) == (
        "varied", True, True
    )  # fmt: skip
    assert words["The outcome"].startswith(f"{WARNED}. ")
    after = appealed(GROSS_HEARING, decided(outcome=WARNED), more=[told])
    assert (after.state("outcome", "h1"), "outcome_is_told" in closing(after)) == ("told", False)


def test_a_letter_names_no_outcome_that_was_set_aside():
    now = appealed(GROSS_HEARING, decided("set aside"))
    words = drafted(
        kind_of(now, "outcome to the subject"), now, Event(0, LATER, "outcome told", "", {"proceedings": "h1"})
    )
    assert words["The outcome"].startswith("[outcome: the matter does not say]")


@pytest.mark.parametrize(
    ("appeal", "again"), [(decided("upheld"), False), (decided(outcome=WARNED), True), (decided("set aside"), True)]
)
def test_affected_people_are_told_once_more_when_an_appeal_changed_how_it_ended(appeal, again):
    informed = "day | what | by | details\nD+152* | affected person informed | SEM 4 | person=Ms A\n"
    early = informed.replace("D+152", "D+140")
    drop = [table for table in CASES[GROSS_HEARING][3] if "affected person informed" in table]
    assert drop
    now = appealed(GROSS_HEARING, appeal, drop=("affected person informed",))
    assert "affected_people_are_informed" in closing(now)
    for table, wanted in ((early, again), (informed, False)):
        held = standing(LAW, _with(now, table), LATER)
        assert ("affected_people_are_told_of_the_appeal" in closing(held)) is wanted


def _with(now, table):
    (added,) = drawn(D, "officer", table).history
    history = (*now.matter.history, Event(900, added.day, added.what, added.by, added.details))
    return type(now.matter)(now.matter.subject, now.matter.kind, history)


def test_the_matter_says_that_the_outcome_was_varied_and_says_dismissed_no_more():
    left = "day | what | by | details\nD+77* | left the service | subject | how=resigned\n"
    told = {
        decision: {r.rule.id for r in notices(appealed(STAFF_CASE, table, more=[left]))}
        for decision, table in (
            ("upheld", decided("upheld")),
            ("varied", decided(outcome="proven, not dismissal")),
        )
    }
    assert ("outcome_was_varied" in told["upheld"], "dismissed_after_leaving" in told["upheld"]) == (False, True)
    assert ("outcome_was_varied" in told["varied"], "dismissed_after_leaving" in told["varied"]) == (True, False)


def test_an_appeal_that_is_not_varied_asks_for_no_outcome():
    now = appealed(GROSS_HEARING)
    upheld = Event(900, LATER, "appeal decided", "PAT", {"proceedings": "h1", "decision": "upheld"})
    assert refusals(now, upheld) == ()
