"""A matter that is decided before it is investigated goes on to its end: it is stuck in no state by an early decision."""

import datetime as dt

import pytest

from tests.casework.drawing import drawn
from upstander.casework.procedure import load_law, notices, standing
from upstander.casework.procedure.history import Event, Matter
from upstander.casework.procedure.standing import step_from

LAW = load_law()
DAY = dt.date(2021, 6, 1)
BEGUN = """
day  | what                     | by     | details
-----+--------------------------+--------+--------
D*   | matter came to attention | DS 1   |
D*   | matter recorded          | DS 1   | alleges=incivility
D+1* | severity assessed        | DI 2   | level=practice requiring improvement
"""
HEAD = "day | what | by | details\n"
# the state that it is in  | what brings it there
EARLY = {
    "severity assessed": "",
    "referral decided": "D+2* | referral decided | DCI 3 | decision=not required; question=if substantiated; second_signature=DCC 7",
    "mode determined": "D+2* | mode determined | DCI 3 | mode=returned",
}


@pytest.mark.parametrize(
    ("what", "details", "to"),
    [
        (
            "no proceedings decided",
            {"reason": "it was not what was said", "second_signature": "DCC 7"},
            "no proceedings",
        ),
        ("reflective practice required", {}, "reflective practice"),
    ],
)
@pytest.mark.parametrize("state", EARLY)
def test_from_an_early_decision_it_may_end_without_proceedings_or_in_reflective_practice(state, what, details, to):
    history = drawn("2021-05-01", "officer", BEGUN, *([HEAD + EARLY[state]] if EARLY[state] else []))
    now = standing(LAW, history, DAY)
    assert now.state("matter") == state
    step = step_from(now, LAW.machines["matter"], Event(0, DAY, what, "DCI 3", details))
    assert step is not None
    assert step.to == to


@pytest.mark.parametrize(
    ("given", "until"), [("36", "2024-06-01"), ("", "2022-12-01"), ("18 months", "2022-12-01"), ("999", "2022-12-01")]
)
def test_a_length_that_is_none_counts_as_the_usual_one(given, until):
    from upstander.casework.procedure.warned import warnings  # noqa: PLC0415

    told = {"outcome": "written warning", "form": "misconduct meeting", "months": given}
    [warned] = warnings(LAW, "officer", dt.date(2021, 5, 1), [Event(1, DAY, "outcome imposed", "DCC 7", told)])
    assert warned.until == dt.date.fromisoformat(until)


@pytest.mark.parametrize(("given", "until", "said"), [("12", ["2022-06-01"], False), ("", [], True)])
def test_a_warning_of_police_staff_has_the_length_that_was_set_and_no_other(given, until, said):
    """No source that is held gives a usual one; where none was set, the matter says that nobody knows."""
    from upstander.casework.procedure.warned import warnings  # noqa: PLC0415

    told = {"outcome": "written warning", "form": "staff hearing"} | ({"months": given} if given else {})
    warned = Event(2, DAY, "outcome imposed", "Head of HR", told)
    assert [str(one.until) for one in warnings(LAW, "pcso", DAY, [warned])] == until
    history = Matter("S1", "pcso", (Event(1, DAY, "matter came to attention", "DI 2"), warned))
    told_of = {one.rule.id for one in notices(standing(LAW, history, DAY)) if one.rule}
    assert ("warning_without_a_length" in told_of) is said
