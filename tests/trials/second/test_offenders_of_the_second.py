"""How offenders of the second generation come upon people, over what time they act, and what the force learns."""

import dataclasses
import itertools

import numpy as np
import pytest

from tests.trials.second.acting import CHOICES, rows, somebody, with_vehicle
from upstander.trials.drawn.ground import DAY, HOUR
from upstander.trials.drawn.second.choices import Offender
from upstander.trials.drawn.second.meeting import meets, ways_of
from upstander.trials.drawn.second.offenders import offend
from upstander.trials.drawn.second.towards import in_the_cell, keeps_the_caller, looks, moments


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


def test_many_are_many_and_one_is_one(acts, ground):
    staff_id = with_vehicle(ground)
    assert len(meets(acts, staff_id, CHOICES)) == 1
    assert len(meets(acts, staff_id, dataclasses.replace(CHOICES, people="many, briefly"))) >= 4


def test_some_turn_to_who_is_known_to_be_vulnerable(acts, ground):
    drawn = dataclasses.replace(CHOICES, people="many, briefly", seeks_vulnerable=True)
    assert {met.nominal_id for met in meets(acts, with_vehicle(ground), drawn)} <= ground.vulnerable


def test_a_colleagues_case_is_one_that_a_team_mate_met(acts, ground):
    staff_id = with_vehicle(ground)
    (met,) = meets(acts, staff_id, dataclasses.replace(CHOICES, way="colleague's case"))
    assert any(met in ground.met[mate] for mate in ground.mates(staff_id))


def test_a_cell_is_gone_to_while_on_duty_and_stayed_at(acts, ground):
    staff_id = next(one for one in ground.role if any(met.way == "custody" for met in ground.met.get(one, ())))
    for met in [met for met in ground.met[staff_id] if met.way == "custody"][:20]:
        in_the_cell(acts, staff_id, met)
    left = rows(acts)["custody_contacts"]
    assert all(row["end_at"] - row["start_at"] >= HOUR / 12 for row in left)
    assert all(ground.is_on_duty(staff_id, row["start_at"]) for row in left)
    assert len(acts.traces) == len(left)


def test_a_caller_who_is_kept_is_in_the_log_by_their_hand(acts, ground):
    staff_id = next(one for one, role in ground.role.items() if role == "call_handler")
    met = next(met for met in ground.met[staff_id] if met.way == "call")
    assert len(keeps_the_caller(acts, staff_id, met, ground.end)) == 1
    left = rows(acts)
    assert left.keys() == {"log_entries"}
    assert {row["staff_id"] for row in left["log_entries"]} == {staff_id}
    assert len(acts.traces) == len(left["log_entries"])


def test_an_evening_of_a_scheme_is_no_trace(acts, ground):
    drawn = dataclasses.replace(CHOICES, way="scheme", talk="own handset", pace="months")
    person = offend(acts, Offender(with_vehicle(ground), drawn))
    assert len(acts.stays) > 3
    assert person.traces == ()


def test_what_is_declared_names_the_person_and_comes_after_it_began(acts, ground):
    person = offend(
        acts, Offender(with_vehicle(ground), dataclasses.replace(CHOICES, looks="record", declared="in part"))
    )
    (left,) = rows(acts)["declarations"]
    assert (left["nominal_id"], left["kind"]) == (person.affected[0], "contact_from_public")
    assert left["declared_at"] > person.began_at


def test_an_unsigned_letter_names_nobody_of_the_public(acts, ground):
    drawn = dataclasses.replace(CHOICES, looks="record", pace="a few days", found_out="unsigned letter")
    for _ in range(6):
        offend(acts, Offender(with_vehicle(ground), drawn))
    left = rows(acts)["intelligence"]
    assert {(row["source"], row["nominal_id"]) for row in left} == {("crimestoppers", None)}
    assert len({row["staff_id"] for row in left}) == 2


def test_who_is_told_to_keep_away_is_told_after_the_force_knew(acts, ground):
    drawn = dataclasses.replace(CHOICES, looks="record", pace="a few days", found_out="complaint")
    for _ in range(10):
        offend(acts, Offender(with_vehicle(ground), drawn))
    left = rows(acts)
    first = min(row["received_at"] for row in left["complaints"])
    assert left["instructions"]
    assert all(row["kind"] == "no_contact" and row["given_at"] > first for row in left["instructions"])


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


def test_who_lies_low_does_nothing_for_a_month_after_the_force_knew(acts, ground):
    drawn = dataclasses.replace(CHOICES, looks="record", found_out="complaint", afterwards="lies low", intensity=6.0)
    knew = []
    for _ in range(8):
        person = offend(acts, Offender(with_vehicle(ground), drawn))
        if person.force_knew_at:
            knew.append(person.force_knew_at)
            quiet = (person.force_knew_at + 6 * DAY, person.force_knew_at + 30 * DAY)  # a shift may be days away
            assert not any(quiet[0] < trace.at < quiet[1] for trace in person.traces)
    assert knew
