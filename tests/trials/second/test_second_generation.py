"""Whom the second generation plants in an ordinary force, in what forces, and how its page says so."""

import dataclasses
import json

import numpy as np
import polars as pl
import pytest

from tests.trials.second.acting import rows
from upstander.records.catalogue import all_feeds
from upstander.trials.__main__ import _ablated as ablated
from upstander.trials.__main__ import main, plans
from upstander.trials.drawn import look_alikes as first_look_alikes
from upstander.trials.drawn.generations import FIRST, LATEST
from upstander.trials.drawn.ground import DAY
from upstander.trials.drawn.plan import Plan, populate
from upstander.trials.drawn.second.doings import LaterActs
from upstander.trials.drawn.second.look_alikes import KINDS, draw_look_alike
from upstander.trials.drawn.second.offenders import draw_offender
from upstander.trials.one_force import _person as facts_of
from upstander.trials.report import CHOICES as CHOICES_OF
from upstander.trials.report import write_report

PLAN = Plan(seed=5, staff=120, days=150, prevalence=120.0, quality="poor", missing=("messages",), generation=2)


@pytest.fixture(scope="module")
def populated(force):
    return populate(force, PLAN)


def test_the_same_plan_gives_the_same_force(force, populated):
    records, people = populate(force, PLAN)
    assert people == populated[1]
    assert all(records[name].equals(populated[0][name]) for name in records)


def test_nobody_plays_two_parts_and_no_offender_works_in_the_name_of_one_who_has_a_part(populated):
    staff = [person.staff_id for person in populated[1]]
    lenders = [person.choices["lender"] for person in populated[1] if person.choices.get("lender")]
    assert lenders
    assert len({*staff, *lenders}) == len(staff) + len(lenders)


def test_nobody_affected_is_under_age(ground, populated):
    nominals = populated[0]["nominals"]
    born = dict(zip(nominals["nominal_id"].to_pylist(), nominals["born_on"].to_pylist(), strict=True))
    affected = {one for person in populated[1] for one in person.affected}
    assert len(affected) > 20
    assert all(ground.begin // DAY - born[one] >= 18 * 365 for one in affected)


def test_feeds_that_the_force_lacks_are_gone_and_poor_recording_loses_rows(force, populated):
    assert "messages" not in populated[0]
    assert populated[0]["deployments"].num_rows < force["deployments"].num_rows


def test_what_is_planted_takes_no_identifier_that_is_in_use(force, populated):
    for name, table in populated[0].items():
        if name != "positions":
            key = list(all_feeds()[name].key)
            twice = [pl.from_arrow(t.select(key)).is_duplicated().sum() for t in (table, force[name])]
            assert twice[0] <= twice[1], name


def test_offenders_differ_in_everything_that_is_drawn(ground):
    acts = LaterActs(ground, np.random.default_rng(2))
    drawn = [person for _ in range(150) if (person := draw_offender(acts, set()))]
    for choice in ("role", "way", "talk", "presence", "looks", "pace", "rhythm", "people", "hours", "name"):
        assert len({str(person.choices[choice]) for person in drawn}) >= 3, choice
    assert {"looked up first", "witness", "scheme"} <= {person.choices["way"] for person in drawn}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_kind_of_look_alike_can_be_drawn_in_an_ordinary_force(ground, kind):
    acts = LaterActs(ground, np.random.default_rng(7))
    found = next(person for _ in range(40) if (person := draw_look_alike(acts, kind, set())) is not None)
    assert found.kind == kind
    assert not found.offends
    assert found.affected
    assert rows(acts)


def test_the_kinds_are_many_and_none_is_of_the_first_generation():
    assert len(KINDS) >= 12
    assert not KINDS.keys() & first_look_alikes.KINDS.keys()


def test_a_plan_that_names_no_generation_is_of_the_first(force):
    plan = dataclasses.replace(PLAN, generation=FIRST, prevalence=20.0)
    assert plan == Plan(5, 120, 150, 20.0, "poor", ("messages",))
    kinds = {person.kind for person in populate(force, plan)[1]} - {"offender"}
    assert kinds <= first_look_alikes.KINDS.keys()


def test_a_generation_that_is_not_there_is_refused(force):
    with pytest.raises(ValueError, match="no generation 9"):
        populate(force, dataclasses.replace(PLAN, generation=9))


def test_the_forces_are_new_and_two_of_them_are_large():
    new, old = plans(), plans(FIRST)
    assert all(plan.generation == LATEST == 2 and plan.seed >= 5001 for plan in new)
    assert len(new) >= 26
    assert sum(plan.staff >= 800 and plan.days >= 150 for plan in new) >= 2
    assert [plan.seed for plan in old] == list(range(901, 925))


def result(generation):
    """The result of a force of that generation in which nobody but one traceable subject is to be told of."""
    person = {"staff_id": "S1", "kind": "offender", "traceable": True, "began_on": 1, "force_knew_on": None}
    choices = dict.fromkeys(CHOICES_OF[generation], "drawn so")
    return {
        "plan": vars(plans(generation)[0]), "employed": 100, "people": [person | {"choices": choices}], "leads": [],
        "explanations": [], "planted": {}, "not_assessed": {}, "orders": {"fused": ["S1"], "A": ["S1"]}, "without": {},
    }  # fmt: skip


@pytest.mark.parametrize(("generation", "says"), [(1, "no longer an unseen trial"), (2, "Second generation")])
def test_a_page_says_of_which_generation_it_is_and_names_its_charts_after_itself(tmp_path, generation, says):
    write_report([result(generation)], tmp_path / "trials-here.md")
    told = (tmp_path / "trials-here.md").read_text("utf-8")
    assert says in told
    for name in CHOICES_OF[generation]:
        assert f"| {name} | drawn so |" in told
    for chart in ("trials-here-recall.svg", "trials-here-expected-false.svg"):
        assert f"({chart})" in told
        assert (tmp_path / chart).exists()


def test_a_result_from_before_there_were_generations_is_of_the_first(tmp_path):
    old = result(1)
    old["plan"] = {name: value for name, value in old["plan"].items() if name != "generation"}
    write_report([old], tmp_path / "trials.md")
    assert "First generation" in (tmp_path / "trials.md").read_text("utf-8")


def test_two_generations_do_not_mix_on_one_page(tmp_path):
    with pytest.raises(ValueError, match="two generations"):
        write_report([result(1), result(2)], tmp_path / "trials.md")


def test_all_that_is_known_of_the_planted_can_be_kept(populated):
    records, people = populated
    assert len(json.loads(json.dumps([facts_of(person, records) for person in people]))) == len(people)


def test_choices_that_the_page_tells_apart_are_choices_that_are_drawn(populated):
    offender = next(person for person in populated[1] if person.offends)
    assert set(CHOICES_OF[2]) <= offender.choices.keys()


def test_large_forces_are_not_scanned_again_without_each_feed_and_some_small_ones_are():
    again = [plan for number, plan in enumerate(plans()) if ablated(number)]
    assert again
    assert all(plan.staff < 800 for plan in again)


def test_the_first_generation_is_run_when_it_is_asked_for(tmp_path):
    for plan in plans(FIRST):
        kept = result(1) | {"plan": vars(plan)}
        (tmp_path / f"{plan.name}.json").write_text(json.dumps(kept), "utf-8")
    main(["--first", str(tmp_path), str(tmp_path / "page.md")])
    assert f"from {len(plans(FIRST))} simulated forces" in (tmp_path / "page.md").read_text("utf-8")
