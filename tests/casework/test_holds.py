"""A matter that waits for a court: what may not happen, which clocks wait and which do not, and how it ends."""

import datetime as dt

import pytest

from tests.casework.drawing import drawn
from upstander.casework.procedure import Event, clock_runs, load_law, notices, refusals, standing
from upstander.casework.procedure.pauses import hold_that_stands

LAW = load_law()
HEAD = "day | what | by | details\n2021-03-01 | matter came to attention | DS 1 |\n"
NOTICE = "2021-03-01 | notice of proceedings given | DCC 7 | form=misconduct hearing; proceedings=h1\n"  # a Monday
SERVED = "2021-03-01 | notice served | DS 1 |\n"
WHY = "reason=the witnesses are the same; prosecutor=asked to wait; review=2021-06-01"
HEARINGS, EVERYTHING = "proceedings", "investigation and proceedings"


def held(day, scope=HEARINGS):
    return f"{day} | held for criminal proceedings | DCC 7 | scope={scope}; {WHY}\n"


def ended(day):
    return f"{day} | hold ended | DCC 7 | reason=sentenced\n"


def stands(on, *tables, kind="officer"):
    return standing(LAW, drawn("2021-03-01", kind, HEAD + "".join(tables)), dt.date.fromisoformat(on))


def run(clock, on, *tables, kind="officer"):
    (found,) = [one for one in clock_runs(stands(on, *tables, kind=kind)) if one.clock.id == clock]
    return found


# the hold                                                       | on           | state     | due: 15 working days of the notice
RUNS = [
    ("", "2021-03-22", "running", "2021-03-22"),
    ("", "2021-03-23", "late", "2021-03-22"),
    (held("2021-03-15"), "2021-04-30", "held", "2021-03-22"),
    (held("2021-03-15") + ended("2021-03-17"), "2021-03-23", "running", "2021-03-24"),
    (held("2021-03-15") + ended("2021-03-17"), "2021-03-25", "late", "2021-03-24"),
    (held("2021-03-13") + ended("2021-03-14"), "2021-03-23", "late", "2021-03-22"),  # a weekend is no working day
    (held("2021-02-20") + ended("2021-02-27"), "2021-03-23", "late", "2021-03-22"),  # over before the notice
    (held("2021-02-20") + ended("2021-03-03"), "2021-03-25", "late", "2021-03-24"),  # only since the notice
    (held("2021-03-23"), "2021-04-30", "late", "2021-03-22"),  # late already when the hold began
    (held("2021-03-15") + held("2021-03-16") + ended("2021-03-17"), "2021-03-25", "late", "2021-03-24"),
    (held("2021-03-02") + ended("2021-03-04") + held("2021-03-24") + ended("2021-03-25"), "2021-03-25", "running",
     "2021-03-25"),
    (held("2021-03-15", EVERYTHING), "2021-04-30", "held", "2021-03-22"),
]  # fmt: skip


@pytest.mark.parametrize(("hold", "on", "state", "due"), RUNS)
def test_a_clock_of_proceedings_waits_while_the_matter_is_held_and_the_days_are_added(hold, on, state, due):
    found = run("reply_to_notice", on, NOTICE, hold)
    assert (found.state, str(found.due)) == (state, due)


def test_what_was_done_during_a_hold_is_done_and_not_held():
    answered = "2021-03-16 | response received | subject | form=misconduct hearing; proceedings=h1\n"
    assert run("reply_to_notice", "2021-04-30", NOTICE, held("2021-03-15"), answered).state == "met"


def test_what_was_done_before_a_hold_was_due_as_it_was():
    answered = "2021-03-10 | response received | subject | form=misconduct hearing; proceedings=h1\n"
    found = run("reply_to_notice", "2021-04-30", NOTICE, answered, held("2021-03-15"), ended("2021-03-17"))
    assert (found.state, str(found.due)) == ("met", "2021-03-22")


@pytest.mark.parametrize(("scope", "state"), [(HEARINGS, "late"), (EVERYTHING, "held")])
def test_what_the_subject_has_to_say_to_the_investigation_waits_only_where_that_is_held_too(scope, state):
    assert run("representations", "2021-04-30", SERVED, held("2021-03-05", scope)).state == state


def test_a_hold_that_is_said_anew_for_less_lets_the_investigation_go_on():
    lessened = held("2021-03-05", EVERYTHING) + held("2021-03-09")
    found = run("representations", "2021-03-16", SERVED, lessened)
    assert (found.state, str(found.due)) == ("running", "2021-03-17")
    assert run("reply_to_notice", "2021-04-30", NOTICE, lessened).state == "held"


# what does not wait            | what starts it                                                          | by then it is
GOES_ON = [
    ("timeliness_first", "", "2022-03-02"),
    ("referral_from_clarity", "2021-03-01 | moment of clarity | DS 1 |\n", "2021-03-09"),
    ("suspension_review", "2021-03-01 | suspension considered | DCC 7 | decision=restricted; reason=x\n", "2021-04-09"),
    ("affected_person_is_first_told",
     "2021-03-01 | affected person named | DS 1 | person=Ms A\n2021-03-01 | matter recorded | DS 1 |\n", "2021-04-09"),
]  # fmt: skip


@pytest.mark.parametrize(("clock", "starts", "on"), GOES_ON)
def test_what_a_hold_does_not_stop_is_late_as_ever(clock, starts, on):
    assert run(clock, on, starts, held("2021-03-02", EVERYTHING)).state == "late"


def test_only_clocks_of_proceedings_and_of_answers_are_ever_held():
    waits = {name for pause in LAW.pauses for name in pause.clocks}
    assert waits == {"reply_to_notice", "pre_hearing", "accelerated_within_fifteen", "representations"}


def test_a_held_clock_says_since_when_and_by_which_rule_and_a_moved_one_by_how_many_days():
    waits = str(run("reply_to_notice", "2021-04-30", NOTICE, held("2021-03-15")).reason)
    assert 'does not run since "held for criminal proceedings" on 15 March 2021' in waits
    assert "SI 2020/4, reg 10" in waits
    moved = str(run("reply_to_notice", "2021-03-23", NOTICE, held("2021-03-15"), ended("2021-03-17")).reason)
    assert "2 calendar days later for a hold" in moved


@pytest.mark.parametrize("kind", ["officer", "pcso"])
def test_a_hold_stands_until_it_is_ended_and_the_matter_says_what_does_not_wait(kind):
    told = {
        name: stands("2021-04-30", *tables, kind=kind)
        for name, tables in (
            ("before", ()),
            ("held", (held("2021-03-15"),)),
            ("anew", (held("2021-03-15"), held("2021-04-15", EVERYTHING))),
            ("ended", (held("2021-03-15"), ended("2021-04-15"))),
        )
    }
    assert {name: now.state("hold") for name, now in told.items()} == {
        "before": "not held", "held": "proceedings wait", "anew": "all waits", "ended": "ended"
    }  # fmt: skip
    days = {name: hold.day.isoformat() for name, now in told.items() if (hold := hold_that_stands(now))}
    assert days == {"held": "2021-03-15", "anew": "2021-04-15"}
    said = {name for name, now in told.items() if "held_goes_on" in {r.rule.id for r in notices(now)}}
    assert said == {"held", "anew"}


# what would happen              | held for     | whether it may
HAPPENS = [
    ("proceedings held", HEARINGS, False),
    ("finding made", HEARINGS, False),
    ("interview held", HEARINGS, True),
    ("investigation report submitted", HEARINGS, True),
    ("interview held", EVERYTHING, False),
    ("investigation report submitted", EVERYTHING, False),
    ("notice served", EVERYTHING, True),
]


@pytest.mark.parametrize(("what", "scope", "may"), HAPPENS)
def test_nothing_is_heard_while_held_and_nothing_investigated_where_that_is_held_too(what, scope, may):
    event = Event(90, dt.date(2021, 4, 1), what, "DS 1", {"form": "misconduct hearing", "proceedings": "h1"})
    for table, waits in ((held("2021-03-15", scope), True), (held("2021-03-15", scope) + ended("2021-03-20"), False)):
        against = {r.rule.id for r in refusals(stands("2021-04-01", table), event) if r.rule}
        stopped = against & {"nothing_is_heard_while_held", "nothing_is_investigated_while_held"}
        assert bool(stopped) is (waits and not may)


# the hold's own clock: due on the day that it names            | on           | state     | due
REVIEWS = [
    (held("2021-03-15"), "2021-06-01", [("running", "2021-06-01")]),
    (held("2021-03-15"), "2021-06-02", [("late", "2021-06-01")]),
    (held("2021-03-15") + held("2021-06-01").replace("review=2021-06-01", "review=2021-09-01"), "2021-06-02",
     [("met", "2021-06-01"), ("running", "2021-09-01")]),
    (held("2021-03-15") + held("2021-06-03").replace("review=2021-06-01", "review=2021-09-01"), "2021-09-02",
     [("met late", "2021-06-01"), ("late", "2021-09-01")]),
    (held("2021-03-15") + ended("2021-05-01"), "2021-06-02", [("met", "2021-06-01")]),
    (held("2021-03-15").replace("; review=2021-06-01", ""), "2021-06-02", []),  # as it was done elsewhere
]  # fmt: skip


@pytest.mark.parametrize("kind", ["officer", "pcso"])
@pytest.mark.parametrize(("hold", "on", "runs"), REVIEWS)
def test_a_hold_is_looked_at_again_on_the_day_it_names_kept_with_a_new_day_or_ended(hold, on, runs, kind):
    found = [one for one in clock_runs(stands(on, NOTICE, hold, kind=kind)) if one.clock.id == "hold_review"]
    assert [(one.state, str(one.due)) for one in found] == runs


def test_the_clock_of_a_hold_says_that_its_day_was_given():
    found = run("hold_review", "2021-06-02", NOTICE, held("2021-03-15"))
    assert 'the day given in "held for criminal proceedings" on 15 March 2021' in str(found.reason)
