"""The trial of our own, on one small force: who is planted, what they leave, and what the measures say of a list."""

import json
from dataclasses import replace

import pytest

from upstander.trials.__main__ import plans, read, run
from upstander.trials.drawn.ground import Ground
from upstander.trials.drawn.plan import Plan, populate
from upstander.trials.drawn.truth import Trace, traceable
from upstander.trials.measures import (
    Share,
    people_stated_and_realised,
    poisson_interval,
    rank_among_innocent,
    recall_at,
    stated_and_realised,
)
from upstander.trials.one_force import try_force
from upstander.trials.peers.chance import random_order
from upstander.trials.peers.complaints import three_in_twelve_months
from upstander.trials.peers.keywords import keyword_hits
from upstander.trials.peers.look_ups import unexplained_look_ups
from upstander.trials.peers.outliers import pairs, totals
from upstander.trials.peers.telephone import volume_against_role
from upstander.trials.report import write_report

DAY = 86_400_000_000
PLAN = Plan(seed=7, staff=80, days=120, prevalence=100.0, quality="fair", missing=("messages",))


@pytest.fixture(scope="module")
def force(ordinary):
    return ordinary(PLAN.staff, PLAN.days, PLAN.seed)


@pytest.fixture(scope="module")
def populated(force):
    return populate(force, PLAN)


def test_the_same_plan_gives_the_same_force(force, populated):
    records, people = populate(force, PLAN)
    assert people == populated[1]
    assert all(records[name].equals(populated[0][name]) for name in records)


def test_nobody_plays_two_parts_and_nobody_affected_is_under_age(force, populated):
    staff = [person.staff_id for person in populated[1]]
    assert len(set(staff)) == len(staff)
    born = dict(zip(force["nominals"]["nominal_id"].to_pylist(), force["nominals"]["born_on"].to_pylist(), strict=True))
    begin = Ground(force).begin // DAY
    affected = {one for person in populated[1] for one in person.affected}
    assert affected
    assert all(begin - born[one] >= 18 * 365 for one in affected)


def test_a_feed_that_the_force_lacks_is_gone_and_poor_recording_loses_rows(force, populated):
    assert "messages" not in populated[0]
    assert populated[0]["deployments"].num_rows < force["deployments"].num_rows


def test_a_stop_is_driven_by_a_vehicle_that_was_booked_then(force, populated):
    ground = Ground(force)
    stops = [(p.staff_id, t.at) for p in populated[1] for t in p.traces if t.feed == "positions"]
    assert stops
    assert all(any(b.start <= at <= b.end for b in ground.bookings[staff_id]) for staff_id, at in stops)


def test_what_is_done_off_the_records_leaves_nothing(populated):
    own = [p for p in populated[1] if p.choices.get("channel") == "own handset"]
    assert own
    assert not any(trace.feed in ("phone_events", "messages") for person in own for trace in person.traces)


def test_traceable_is_five_records_on_three_days_in_feeds_that_are_there():
    left = [Trace("accesses", day * DAY, "N1", during_work=False) for day in (1, 1, 2, 2, 3)]
    assert traceable(left, {"accesses"})
    assert not traceable(left, {"positions"})
    assert not traceable(left[:4], {"accesses"})
    assert not traceable([Trace("accesses", DAY, "N1", during_work=False)] * 5, {"accesses"})


def test_every_peer_orders_everybody_who_is_employed(populated):
    records, _people = populated
    employed = records["staff"]["left_on"].null_count
    for peer in (random_order, three_in_twelve_months, keyword_hits, unexplained_look_ups, volume_against_role):
        assert len(set(peer(records, 1))) == employed
    assert totals(records).height == records["staff"].num_rows
    assert pairs(records)["staff_id"].n_unique() > 1


RESULT = {
    "employed": 100,
    "people": [
        {"staff_id": "S1", "kind": "offender", "traceable": True},
        {"staff_id": "S2", "kind": "offender", "traceable": True},
        {"staff_id": "S3", "kind": "offender", "traceable": False},
        {"staff_id": "S4", "kind": "big news", "traceable": False},
    ],
    "orders": {"fused": ["S1", "S3", "S4", "S2"]},
}


def test_offenders_do_not_take_one_anothers_places():
    assert rank_among_innocent(RESULT, RESULT["orders"]["fused"], "S1") == 1
    assert rank_among_innocent(RESULT, RESULT["orders"]["fused"], "S2") == 2
    assert rank_among_innocent(RESULT, RESULT["orders"]["fused"], "S9") is None
    assert recall_at([RESULT], "fused", 1.0) == Share(1, 2)
    assert recall_at([RESULT], "fused", 2.0) == Share(2, 2)


def test_an_innocent_person_with_several_pairs_is_one_innocent_person():
    leads = [("S1", 0.9), ("S1", 0.8), ("S2", 0.6), ("guilty", 0.3)]
    result = {
        "people": [{"staff_id": "guilty", "kind": "offender"}],
        "leads": [
            {"staff_id": staff, "chance_innocent": chance, "expected_false": 2.6, "standing": "check"}
            for staff, chance in leads
        ],
    }
    stated, realised = people_stated_and_realised(result)
    assert (stated, realised) == (pytest.approx(0.8 + 0.6 + 0.3), 2)
    assert stated_and_realised(result) == (2.6, 3)


def test_intervals_are_those_of_wilson_and_of_garwood():
    assert Share(5, 10).interval == pytest.approx((0.2366, 0.7634), abs=1e-4)
    assert Share(0, 0).interval == (0.0, 1.0)
    assert poisson_interval(0) == pytest.approx((0.0, 3.6889), abs=1e-4)
    assert poisson_interval(10) == pytest.approx((4.7954, 18.3904), abs=1e-4)


def test_one_small_force_from_end_to_end(tmp_path):
    result = json.loads(json.dumps(try_force(replace(PLAN, staff=70, prevalence=40.0))))
    assert {"fused", "peer: random", "peer: unexplained look-ups"} <= result["orders"].keys()
    assert len(result["orders"]["peer: random"]) == result["employed"]
    assert len({person["staff_id"] for person in result["people"]}) == len(result["people"]) > 0
    assert all(0 <= lead["chance_innocent"] <= 1 for lead in result["leads"])
    page = tmp_path / "trials.md"
    write_report([result], page)
    told = page.read_text("utf-8")
    assert "from 1 simulated forces" in told
    for chart in ("trials-recall.svg", "trials-expected-false.svg"):
        assert f"({chart})" in told
        assert (tmp_path / chart).stat().st_size > 0


def test_a_page_of_nothing_is_refused(tmp_path):
    with pytest.raises(ValueError, match="no results"):
        write_report([], tmp_path / "trials.md")


def test_a_run_passes_over_forces_whose_result_is_there(tmp_path):
    for plan in plans():
        (tmp_path / f"{plan.name}.json").write_text(json.dumps({"plan": {"seed": plan.seed}}), "utf-8")
    run(tmp_path)
    assert [result["plan"]["seed"] for result in read(tmp_path)] == [plan.seed for plan in plans()]


def test_the_forces_of_the_trial_differ_and_hold_what_life_holds_too():
    assert len(plans()) >= 20
    assert {0.3, 1.0, 3.0} <= {plan.prevalence for plan in plans()}
    assert {plan.quality for plan in plans()} == {"good", "fair", "poor"}
    assert {bool(plan.missing) for plan in plans()} == {True, False}
