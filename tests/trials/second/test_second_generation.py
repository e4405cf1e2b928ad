"""Whom the second generation plants in an ordinary force, in what forces, and how its page says so."""

import dataclasses
import json

import numpy as np
import polars as pl
import pytest

from tests.trials.second.acting import rows
from upstander.records.catalogue import all_feeds
from upstander.trials.__main__ import plans
from upstander.trials.drawn import look_alikes as first_look_alikes
from upstander.trials.drawn.generations import FIRST, LATEST
from upstander.trials.drawn.ground import DAY
from upstander.trials.drawn.plan import Plan, populate
from upstander.trials.drawn.second.doings import LaterActs
from upstander.trials.drawn.second.look_alikes import KINDS, draw_look_alike
from upstander.trials.drawn.second.offenders import draw_offender
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
    assert all(plan.generation == LATEST == 2 and plan.seed >= 2001 for plan in new)
    assert len(new) >= 26
    assert sum(plan.staff >= 800 and plan.days >= 150 for plan in new) >= 2
    assert [plan.seed for plan in old] == list(range(901, 925))


def test_a_page_says_which_generation_it_is_of_and_two_do_not_mix(tmp_path):
    results = [{"plan": {"seed": 1, "generation": 2}}, {"plan": {"seed": 2}}]
    with pytest.raises(ValueError, match="two generations"):
        write_report(json.loads(json.dumps(results)), tmp_path / "trials.md")
