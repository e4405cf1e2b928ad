"""Findings are made allegation by allegation, and a matter has one outcome of what was proven."""

import datetime as dt

import pytest

from tests.casework.drawing import GROSS, INVESTIGATED, NO_CRIME, OPENING, PUBLIC_HEARING, drawn
from upstander.casework.procedure import load_law, standing
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
