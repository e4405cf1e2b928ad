"""Findings are made allegation by allegation, and a matter has one outcome of what was proven."""

import datetime as dt

import pytest

from tests.casework.drawing import GROSS, INVESTIGATED, NO_CRIME, OPENING, PUBLIC_HEARING, drawn
from upstander.casework.procedure import in_the_way, load_law, standing
from upstander.casework.procedure.entry import details_of
from upstander.casework.procedure.filling import drafted
from upstander.casework.procedure.history import Event
from upstander.casework.procedure.letters import kind_of

LAW = load_law()
LATER = dt.date(2021, 12, 31)
TWO = GROSS + GROSS.replace("allegation=1", "allegation=2").split("\n", 3)[3]
GROSS_FOUND, NOT_PROVEN = "gross misconduct", "not proven"


def heard(*findings):
    """A hearing of two allegations, with a finding of each in this order."""
    rows = [
        f"D+120* | finding made | Ms L | form=misconduct hearing; proceedings=h1; finding={one}; allegation={number}"
        for number, one in enumerate(findings, 1)
    ]
    found = "\n".join(["day | what | by | details", *rows])
    return standing(
        LAW, drawn("2021-03-01", "officer", OPENING, INVESTIGATED, TWO, PUBLIC_HEARING, found, NO_CRIME), LATER
    )


# findings, in this order     | where hearing, outcome and matter stand then
ORDERS = [
    ((GROSS_FOUND, NOT_PROVEN), "proven", "awaited", "in proceedings"),
    ((NOT_PROVEN, GROSS_FOUND), "proven", "awaited", "outcome reached"),
    ((NOT_PROVEN, NOT_PROVEN), "not proven", "nothing proven", "outcome reached"),
    ((GROSS_FOUND, "misconduct"), "proven", "awaited", "in proceedings"),
]


@pytest.mark.parametrize(("findings", "hearing", "outcome", "matter"), ORDERS)
def test_an_allegation_may_be_proven_and_the_next_not_in_whatever_order(findings, hearing, outcome, matter):
    now = heard(*findings)
    assert [str(breach.reason) for breach in now.breaches] == []
    assert now.state("misconduct hearing", "h1") == hearing
    assert (now.state("outcome", "h1"), now.state("matter")) == (outcome, matter)


def test_the_form_of_a_finding_asks_of_which_allegation_it_is():
    now = heard()
    (asked,) = [one for one in details_of(now, "finding made") if one.name == "allegation"]
    assert asked.known == ("1", "2")


def test_the_letter_of_an_outcome_names_each_allegation_with_its_finding():
    now = heard(GROSS_FOUND, NOT_PROVEN)
    about = Event(0, LATER, "outcome told", "", {"proceedings": "h1", "form": "misconduct hearing"})
    words = " ".join(drafted(kind_of(now, "outcome to the subject"), now, about).values())
    assert "allegation 1: gross misconduct; allegation 2: not proven" in words


AFTER = "day | what | by | details\n"
IMPOSED = (
    AFTER
    + "D+120* | outcome imposed | Ms L | form=misconduct hearing; proceedings=h1; outcome=dismissal without notice\n"
)
TOLD = "D+121* | outcome told | DCC 7 | form=misconduct hearing; proceedings=h1\n"
SET_ASIDE = (
    "D+130* | appeal lodged | subject | form=misconduct hearing; proceedings=h1\n"
    "D+145* | appeal decided | panel | form=misconduct hearing; proceedings=h1; decision=set aside\n"
)
NO_MORE = "D+150* | no proceedings decided | DCC 7 | reason=the only witness has died; second_signature=ACC 9\n"
AGAIN = "D+140* | authority determined | DCC 7 | allegation=2; level=none\n"
ENDS = [
    ((GROSS_FOUND, GROSS_FOUND), "", True),
    ((GROSS_FOUND, GROSS_FOUND), SET_ASIDE, False),  # no finding stands
    ((GROSS_FOUND, GROSS_FOUND), SET_ASIDE + NO_MORE, True),
    ((GROSS_FOUND,), "", False),  # nobody decided of the second allegation
    ((GROSS_FOUND,), NO_MORE, True),
    ((GROSS_FOUND,), AGAIN, True),  # looked at again: there is nothing to answer
]


@pytest.mark.parametrize(("findings", "then", "answered"), ENDS)
def test_every_case_to_answer_is_answered_by_what_stands_or_by_a_decision_to_go_no_further(findings, then, answered):
    rows = [
        f"D+120* | finding made | Ms L | form=misconduct hearing; proceedings=h1; finding={one}; allegation={number}"
        for number, one in enumerate(findings, 1)
    ]
    tables = (AFTER + "\n".join(rows), IMPOSED + TOLD + then)
    history = drawn("2021-03-01", "officer", OPENING, INVESTIGATED, TWO, PUBLIC_HEARING, *tables, NO_CRIME)
    now = standing(LAW, history, LATER)
    assert [str(breach.reason) for breach in now.breaches if breach.event.what == "no proceedings decided"] == []
    missing = {reason.rule.id for reason in in_the_way(now) if reason.rule}
    assert ("each_case_to_answer_is_answered" not in missing) is answered
