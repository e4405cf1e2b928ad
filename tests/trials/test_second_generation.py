"""The second generation of the trial: whom it plants in an ordinary force, and what each act leaves on record."""

import dataclasses
import itertools
import json

import numpy as np
import polars as pl
import pytest

from upstander.records.catalogue import all_feeds
from upstander.trials.__main__ import plans
from upstander.trials.drawn import look_alikes as first_look_alikes
from upstander.trials.drawn.generations import FIRST, LATEST
from upstander.trials.drawn.ground import DAY, HOUR
from upstander.trials.drawn.plan import Plan, populate
from upstander.trials.drawn.second.choices import Choices, Offender
from upstander.trials.drawn.second.doings import LaterActs
from upstander.trials.drawn.second.excuses import accounts_for, prepares
from upstander.trials.drawn.second.look_alikes import KINDS, draw_look_alike
from upstander.trials.drawn.second.meeting import meets, ways_of
from upstander.trials.drawn.second.offenders import draw_offender, offend
from upstander.trials.drawn.second.surroundings import Surroundings
from upstander.trials.drawn.second.towards import looks, moments, one_act
from upstander.trials.report import write_report

PLAN = Plan(seed=5, staff=120, days=150, prevalence=120.0, quality="poor", missing=("messages",), generation=2)
CHOICES = Choices(
    role="pcso", way="incident", talk="none", presence="none", looks="none", pace="weeks", rhythm="steady",
    people="one", wait="days", hours="on duty", name="own", excuses=(), seeks_vulnerable=False, alone=False,
    found_out="nothing", afterwards="stops", history=0, declared="nothing", incoming=0.0, intensity=1.0,
)  # fmt: skip


@pytest.fixture(scope="module")
def force(ordinary):
    return ordinary(PLAN.staff, PLAN.days, 2001)


@pytest.fixture(scope="module")
def ground(force):
    return Surroundings(force)


@pytest.fixture(scope="module")
def populated(force):
    return populate(force, PLAN)


@pytest.fixture
def acts(ground):
    acts = LaterActs(ground, np.random.default_rng(1))
    acts.begin()
    return acts


def rows(acts):
    """What was written, by feed, stays included."""
    left = {name: table.to_pylist() for name, table in acts.tables().items() if table.num_rows}
    return left | ({"stays": acts.stays} if acts.stays else {})


def with_vehicle(ground):
    return next(staff_id for staff_id in ground.bookings if ground.role.get(staff_id) == "pcso")


def somebody(ground, staff_id):
    return next(met for met in ground.met[staff_id] if met.incident_id and met.at > ground.begin + 10 * DAY)


def does(acts, **drawn):
    """One act of an offender who is drawn so, and the two whom it is about."""
    staff_id = with_vehicle(acts.around)
    lender = next((one for one in acts.around.mates(staff_id) if one in acts.around.handset), "")
    who = Offender(staff_id, dataclasses.replace(CHOICES, **drawn), lender)
    met = somebody(acts.around, staff_id)
    at = one_act(acts, who, met, (met.at + DAY, acts.ground.end))
    assert at is not None
    return who, met


# Whom a force is planted with


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


# What an act leaves


def test_a_look_up_leaves_one_line_of_the_audit_log(acts):
    who, met = does(acts, looks="record")
    left = rows(acts)
    assert left.keys() == {"accesses"}
    assert (left["accesses"][0]["staff_id"], left["accesses"][0]["nominal_id"]) == (who.staff_id, met.nominal_id)
    assert [trace.feed for trace in acts.traces] == ["accesses"]


def test_a_look_up_by_number_plate_is_made_of_the_vehicle_records(acts):
    for _ in range(8):
        does(acts, looks="number plate")
    systems = {row["system"] for row in rows(acts)["accesses"] if row["search_text"]}
    assert systems == {"vehicle_records"}


def test_who_opens_logs_names_the_incident_and_not_the_person(acts):
    _who, met = does(acts, looks="their incidents")
    (left,) = rows(acts)["accesses"]
    assert left["nominal_id"] is None
    assert left["incident_id"] in {incident for _at, incident in acts.around.incidents_of[met.nominal_id]}
    assert len(acts.traces) == 1


def test_a_log_that_is_not_yet_there_cannot_be_opened(acts):
    met = somebody(acts.around, with_vehicle(acts.around))
    assert not acts.opens_log("S1", met.nominal_id, 1)
    assert rows(acts) == {}


def test_a_look_up_under_a_colleagues_log_in_stands_under_the_colleague_and_is_no_trace(acts):
    who, _met = does(acts, looks="record", name="colleague's log-in")
    assert [row["staff_id"] for row in rows(acts)["accesses"]] == [who.lender]
    assert acts.traces == ()


def test_a_call_with_a_colleagues_handset_is_on_the_colleagues_bill_and_is_no_trace(acts):
    who, met = does(acts, talk="force handset", name="colleague's handset")
    (left,) = rows(acts)["phone_events"]
    assert left["device_id"] == acts.ground.handset[who.lender]
    assert left["other_number"] == acts.ground.number[met.nominal_id]
    assert acts.traces == ()


def test_an_own_handset_leaves_nothing(acts):
    does(acts, talk="own handset")
    assert rows(acts) == {}
    assert acts.traces == ()


def test_short_rings_are_calls_that_hardly_connect(acts):
    for _ in range(20):
        does(acts, talk="short rings")
    left = rows(acts)["phone_events"]
    assert {(row["direction"], row["kind"]) for row in left} == {("out", "call")}
    assert sum(row["duration_s"] < 6 for row in left) > len(left) / 2


def test_who_has_the_person_ring_in_is_rung_on_duty_and_has_no_bill(acts):
    who, met = does(acts, talk="has them ring in")
    left = rows(acts)
    assert left.keys() == {"public_calls"}
    assert left["public_calls"][0]["nominal_id"] == met.nominal_id
    assert acts.around.is_on_duty(who.staff_id, left["public_calls"][0]["start_at"])


def test_a_stop_at_a_home_is_a_trace_and_one_where_anybody_may_stand_is_none(acts):
    does(acts, presence="at home")
    assert [trace.feed for trace in acts.traces] == ["positions"]
    does(acts, presence="shared place")
    assert len(acts.stays) == 2
    assert len(acts.traces) == 1


def test_off_duty_they_go_in_their_own_car_mostly(acts):
    for _ in range(20):
        does(acts, presence="at home", hours="off duty")
    assert len(acts.stays) < 10


def test_edges_of_shifts_are_their_first_and_last_minutes(acts, ground):
    staff_id = with_vehicle(ground)
    for _ in range(5):
        at = acts.moment(staff_id, "edges of shifts", ground.begin, ground.end)
        assert any(0 <= at - start <= HOUR / 2 or 0 <= end - at <= HOUR / 2 for start, end in ground.duty[staff_id])


def test_a_shared_handset_is_used_by_who_signed_it_out(acts, ground):
    staff_id, bookings = next(
        (one, lent) for one, lent in ground.lent.items() if one in ground.role and one not in ground.handset
    )
    assert acts.device(staff_id, bookings[0].start + HOUR) == bookings[0].device
    assert acts.device(staff_id, bookings[0].start - 1) is None


def test_what_begins_near_young_people_has_no_words(acts):
    for talk in ("force handset", "force e-mail or chat"):
        for _ in range(20):
            does(acts, talk=talk, way="scheme")
    assert "messages" not in rows(acts)


# Cover


def test_a_report_that_is_made_up_is_one_entry_and_no_trace(acts):
    who, met = does(acts, talk="own handset", excuses=("intelligence report",))
    prepares(acts, who, met, met.at)
    (left,) = rows(acts)["accesses"]
    assert (left["system"], left["action"], left["nominal_id"]) == ("intelligence", "edit", met.nominal_id)
    assert acts.traces == ()


def test_a_welfare_check_that_is_made_up_has_all_that_a_real_one_has_and_is_no_trace(acts):
    who, met = does(acts, talk="own handset", excuses=("welfare check",))
    for _ in range(6):
        accounts_for(acts, who, met, (met.at + DAY, met.at + DAY + HOUR))
    left = rows(acts)
    assert left.keys() == {"incidents", "involvements", "deployments", "log_entries", "accesses"}
    assert {row["tasked_by"] for row in left["deployments"]} == {"self"}
    assert acts.traces == ()


def test_who_takes_the_work_over_is_in_charge_of_it_on_record(acts):
    who, met = does(acts, talk="own handset", excuses=("takes the work over",))
    prepares(acts, who, met, met.at)
    (left,) = rows(acts)["assignments"]
    assert (left["staff_id"], left["incident_id"]) == (who.staff_id, met.incident_id)
    assert acts.traces == ()


def test_a_typed_reason_stands_in_the_look_up(acts):
    for _ in range(20):
        does(acts, looks="record", excuses=("types a reason",))
    assert sum(row["reason"] is not None for row in rows(acts)["accesses"]) > 8


# Over time


def test_a_long_pause_is_a_pause():
    when = moments(np.random.default_rng(1), "long pause", 0, 100 * DAY, 40)
    assert max(np.diff(when)) >= 50 * DAY
    assert when == sorted(when)


@pytest.mark.parametrize("rhythm", ["steady", "bursts", "grows", "fades", "weekly", "long pause"])
def test_every_rhythm_keeps_to_its_time(rhythm):
    when = moments(np.random.default_rng(1), rhythm, DAY, 60 * DAY, 30)
    assert len(when) == 30
    assert DAY <= when[0] <= when[-1] <= 61 * DAY


def test_one_after_another_begins_when_the_one_before_has_ended(acts, ground):
    staff_id = with_vehicle(ground)
    drawn = dataclasses.replace(CHOICES, looks="record", pace="a few days", people="one after another", intensity=2.0)
    person = offend(acts, Offender(staff_id, drawn))
    spans = {}
    for trace in person.traces:
        low, high = spans.get(trace.nominal_id, (trace.at, trace.at))
        spans[trace.nominal_id] = min(low, trace.at), max(high, trace.at)
    ordered = sorted(spans.values())
    assert len(ordered) > 1
    assert all(later[0] > earlier[1] - 3 * DAY for earlier, later in itertools.pairwise(ordered))


@pytest.mark.parametrize(("afterwards", "goes_on"), [("stops", False), ("goes on", True)])
def test_some_stop_when_the_force_knows_and_some_do_not(acts, ground, afterwards, goes_on):
    drawn = dataclasses.replace(
        CHOICES, looks="record", found_out="complaint", afterwards=afterwards, pace="a few days", intensity=9.0
    )
    after = 0
    for _ in range(12):
        person = offend(acts, Offender(with_vehicle(ground), drawn))
        after += sum(trace.at > person.force_knew_at for trace in person.traces) if person.force_knew_at else 0
    assert (after > 0) == goes_on


def test_who_looks_first_has_looked_before_anything_else(acts, ground):
    drawn = dataclasses.replace(CHOICES, way="looked up first", talk="own handset", pace="months")
    person = offend(acts, Offender(with_vehicle(ground), drawn))
    assert {trace.feed for trace in person.traces} == {"accesses"}
    assert min(trace.at for trace in person.traces) == person.began_at


def test_a_desk_meets_those_whose_calls_it_answered(ground):
    staff_id = next(one for one, role in ground.role.items() if role == "enquiry_desk_officer")
    assert {met.way for met in ground.met[staff_id]} >= {"desk"}


def test_a_witness_is_met_as_a_witness(acts, ground):
    staff_id = next(one for one in ground.role if "witness" in ways_of(ground, one))
    met = meets(acts, staff_id, dataclasses.replace(CHOICES, way="witness", people="many, briefly"))
    assert {ground.part_of(one) for one in met} == {"witness"}


def test_earlier_concerns_lie_before_the_records_and_are_no_traces(acts, ground):
    drawn = dataclasses.replace(CHOICES, looks="record", history=3)
    person = offend(acts, Offender(with_vehicle(ground), drawn))
    left = rows(acts)["complaints"]
    assert len(left) == 3
    assert all(row["received_at"] < ground.begin for row in left)
    assert {trace.feed for trace in person.traces} == {"accesses"}


def test_who_turns_out_not_to_be_leaves_nothing(acts, ground):
    staff_id = with_vehicle(ground)
    met = somebody(ground, staff_id)
    who = Offender(staff_id, dataclasses.replace(CHOICES, looks="record", presence="at home"))
    looks(acts, who, met, (met.at, ground.end))
    before = rows(acts)
    acts.begin()
    acts.stay(staff_id, met.nominal_id, met.at, ground.end, minutes=10)
    acts.open_incident("theft", met.nominal_id, (met.at, None))
    looks(acts, who, met, (met.at, ground.end))
    acts.abandon()
    assert rows(acts) == before


def test_a_task_that_nobody_cleared_does_not_keep_a_crew_for_ever(ground):
    assert max(end - start for spans in ground.tasks.values() for start, end in spans) < 2 * DAY


# The forces and the page


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
