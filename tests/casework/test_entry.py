"""What an entry is asked for follows from the rules: every detail a rule reads has its words, and none stands idle."""

import datetime as dt

import pytest

from upstander.casework.procedure import Event, Matter, load_law, standing
from upstander.casework.procedure.entry import details_of, wording
from upstander.casework.procedure.filling import PARTS
from upstander.casework.procedure.rule import KINDS

LAW = load_law()
DAY = dt.date(2026, 3, 2)


def stands(kind="officer", *more):
    """A matter of a kind of person, with its first entry and these: (what, details) on one day."""
    events = [Event(1, DAY, "matter came to attention", "DI 2")]
    events += [Event(n, DAY, what, "DI 2", details) for n, (what, details) in enumerate(more, 2)]
    return standing(LAW, Matter("somebody", kind, tuple(events)), DAY)


def asked(now, what):
    return {detail.name: detail for detail in details_of(now, what)}


def test_every_detail_that_any_rule_reads_is_asked_for_in_words_of_its_own():
    read = {name for kind in KINDS for what in LAW.events for name in asked(stands(kind), what)}
    assert read - set(wording().details) == set()


def test_no_wording_stands_idle_and_each_event_named_is_known_to_the_rules():
    read = {name for kind in KINDS for what in LAW.events for name in asked(stands(kind), what)}
    assert set(wording().details) - read == set()
    named = set(wording().events) | set(wording().whose) | wording().own_pages
    assert named - LAW.events == set()
    assert set(wording().strands) == set(LAW.machines)


# kind    | earlier events                                            | asked for           | detail  | what may be chosen
VALUES = [
    ("officer", [], "mode determined", "mode", {"independent", "directed", "local", "returned"}),
    ("officer", [("finding made", {"form": "misconduct hearing", "proceedings": "h1", "finding": "misconduct"})],
     "outcome imposed", "outcome", {"written warning", "final written warning"}),
    ("officer", [("finding made", {"form": "misconduct hearing", "proceedings": "h1", "finding": "gross misconduct"})],
     "outcome imposed", "outcome", {"final written warning", "reduction in rank", "dismissal without notice"}),
    ("officer", [("left the service", {}),
                 ("finding made", {"form": "misconduct hearing", "proceedings": "h1", "finding": "gross misconduct"})],
     "outcome imposed", "outcome", {"would have been dismissed", "proven, not dismissal"}),
]  # fmt: skip


@pytest.mark.parametrize("row", VALUES)
def test_what_may_be_chosen_is_what_the_law_gives_to_this_person_on_this_day(row):
    kind, earlier, what, name, values = row
    assert set(asked(stands(kind, *earlier), what)[name].values) == values


def test_an_entry_that_moves_one_of_several_must_say_which():
    assert asked(stands(), "opinion given")["allegation"].needed
    assert not asked(stands(), "severity assessed")["consulted"].needed


def test_what_a_rule_asks_for_only_in_some_cases_is_not_called_optional():
    considered = asked(stands(), "suspension considered")
    assert [(considered[name].needed, considered[name].sometimes) for name in ("redeployment", "reason", "note")] == [
        (False, True), (True, True), (False, False)
    ]  # fmt: skip


def test_names_given_before_are_offered_again():
    now = stands("officer", ("affected person named", {"person": "Person A"}))
    assert "Person A" in asked(now, "contact risk assessed")["person"].known


def test_what_rules_only_give_as_examples_is_not_all_that_may_be_given():
    alleges = asked(stands(), "matter recorded")["alleges"]
    assert (alleges.values, "improper emotional relationship" in alleges.known) == ((), True)


def test_every_entry_that_has_an_owner_belongs_to_parts_that_there_are():
    assert set().union(*wording().whose.values()) == set(PARTS)
