"""What the look-alikes of the second generation leave: what such people leave, and no more than others wrote down."""

import dataclasses

import numpy as np
import pytest

from upstander.trials.drawn.ground import DAY
from upstander.trials.drawn.second.doings import LaterActs
from upstander.trials.drawn.second.look_alikes import KINDS, draw_look_alike
from upstander.trials.drawn.second.look_alikes.how import How

ALL, NONE = How(1.0, 1.0, set()), How(1.0, 0.0, set())  # everything is written down, or nothing that need not be


def told(ground, kind, how, seed=1):
    """The first of that kind who can be told: who it is, the people it is about, and what was written, by feed."""
    tell, roles = KINDS[kind]
    for staff_id, role in ground.role.items():
        if role in roles:
            acts = LaterActs(ground, np.random.default_rng(seed))
            acts.begin()
            people = tell(acts, staff_id, dataclasses.replace(how, taken=set()))
            if people:
                rows = {name: table.to_pylist() for name, table in acts.tables().items() if table.num_rows}
                return staff_id, people, rows, acts
    raise AssertionError(f"nobody could be {kind}")


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_nobody_innocent_is_drawn_from_staff_who_have_a_part(ground, kind):
    acts = LaterActs(ground, np.random.default_rng(1))
    assert draw_look_alike(acts, kind, set(ground.role)) is None


def test_a_probationer_is_on_record_where_the_tutor_is_or_only_the_tutor_is(ground):
    staff_id, _people, rows, _acts = told(ground, "tutor and probationer", ALL)
    assert {row["staff_id"] for feed in ("deployments", "device_holders") for row in rows[feed]} == {staff_id}
    *_, rows, _acts = told(ground, "tutor and probationer", NONE)
    assert rows.keys() == {"accesses"}


def test_a_job_share_is_two_people_at_the_same_records_and_one_name_on_the_case(ground):
    staff_id, _people, rows, _acts = told(ground, "job share", NONE)
    assert len({row["staff_id"] for row in rows["accesses"]}) == 2
    assert staff_id not in {row["staff_id"] for row in rows["assignments"]}


def test_who_covers_a_sick_colleague_has_the_cases_in_their_name_late_or_never(ground):
    staff_id, _people, rows, acts = told(ground, "covers the sick", ALL)
    began = min(row["at"] for row in rows["accesses"])
    assert all(row["staff_id"] == staff_id and row["from_at"] > began - DAY for row in rows["assignments"])
    assert any(start - DAY < began for spans in acts.around.sick.values() for start, _end in spans)
    *_, rows, _acts = told(ground, "covers the sick", NONE)
    assert "assignments" not in rows


def test_a_duty_phone_is_held_by_the_one_and_used_by_the_others(ground):
    staff_id, _people, rows, acts = told(ground, "duty phone never signed in", NONE)
    (held,) = rows["device_holders"]
    assert (held["staff_id"], held["to_at"]) == (staff_id, None)
    assert {row["device_id"] for row in rows["phone_events"]} == {held["device_id"]}
    assert acts.traces == ()


def test_who_is_kept_to_the_telephone_has_been_told_so_and_goes_nowhere(ground):
    _staff, people, rows, acts = told(ground, "restricted to the telephone", ALL)
    assert [row["kind"] for row in rows["instructions"]] == ["restricted_duties"]
    assert len(people) > 20
    assert acts.stays == []


def test_a_clean_up_gives_its_reason_where_somebody_asked_for_one(ground):
    for how, reasons in ((ALL, {"data quality"}), (NONE, {None})):
        *_, rows, _acts = told(ground, "data quality days", how)
        assert {row["reason"] for row in rows["accesses"]} == reasons
        assert len(rows["accesses"]) > 50


def test_only_detainees_of_their_own_sex_are_left_to_them(ground):
    staff_id, people, _rows, _acts = told(ground, "same sex in custody", ALL)
    assert {ground.sex[one] for one in people} == {ground.staff_sex[staff_id]}


@pytest.mark.parametrize("kind", ["problem estate", "event rota"])
def test_a_log_of_a_place_names_nobody(ground, kind):
    *_, rows, _acts = told(ground, kind, ALL)
    assert len(rows["incidents"]) == 1
    assert "involvements" not in rows


def test_who_lives_on_the_beat_has_told_the_force_of_the_new_address_or_not(ground):
    assert "staff_addresses" in told(ground, "lives on the beat", ALL)[2]
    assert "staff_addresses" not in told(ground, "lives on the beat", NONE)[2]


def test_doors_are_tried_at_night_and_shortly(ground):
    *_, acts = told(ground, "doorways at night", ALL)
    assert acts.stays
    assert all(stay.end - stay.start < DAY / 140 for stay in acts.stays)


def test_found_property_is_no_incident(ground):
    assert told(ground, "lost property", ALL)[2].keys() <= {"accesses", "phone_events"}


def test_parents_and_helpers_are_adults_and_what_is_told_of_them_names_no_child(ground):
    for kind in ("school liaison", "declared youth scheme"):
        assert set(told(ground, kind, ALL)[1]) <= set(ground.adults)


def test_two_of_one_name_share_name_home_and_number(ground):
    _staff, (person, twin), rows, acts = told(ground, "two of one name", ALL)
    assert [row["nominal_id"] for row in rows["nominals"]] == [twin]
    assert rows["nominals"][0]["name"] == acts.ground.name[person]
    assert rows["nominal_phones"][0]["number"] == acts.ground.number[person]
    assert {row["nominal_id"] for row in rows["involvements"]} == {person}


def test_a_new_number_is_entered_late_or_never(ground):
    _staff, (person, before), rows, acts = told(ground, "moved house and number", ALL)
    assert rows["nominal_phones"][0]["nominal_id"] == person
    assert rows["nominal_phones"][0]["from_at"] > min(row["reported_at"] for row in rows["incidents"]) + 14 * DAY
    assert {row["other_number"] for row in rows["phone_events"]} == {acts.ground.number[before]}
    assert "nominal_phones" not in told(ground, "moved house and number", NONE)[2]


def test_who_is_rung_off_duty_rings_back_on_duty(ground):
    staff_id, _people, rows, acts = told(ground, "rings only this officer", NONE)
    for row in rows["phone_events"]:
        assert acts.around.is_on_duty(staff_id, row["at"]) == (row["direction"] == "out")
    assert len(rows["vulnerabilities"]) == 1


def test_an_old_witness_is_old_and_a_witness_and_signs_with_kisses(ground):
    _staff, (person,), rows, acts = told(ground, "elderly witness to a fraud", ALL)
    assert acts.ground.begin // DAY - ground.born_on[person] > 70 * 365
    assert [row["role"] for row in rows["involvements"]] == ["witness"]
    assert any(row["direction"] == "in" and row["text"].endswith("x") for row in rows["messages"])


def test_a_relative_and_a_partner_are_declared_or_not_as_people_do(ground):
    assert [row["kind"] for row in told(ground, "own relative a victim", ALL)[2]["associations"]] == ["relative"]
    assert "associations" not in told(ground, "own relative a victim", NONE)[2]
    (partner,) = told(ground, "partner on record", NONE)[2]["associations"]
    assert (partner["kind"], partner["number"]) == ("partner", None)


def test_who_complains_again_and_again_is_one_person_of_one_officer(ground):
    staff_id, (person,), rows, _acts = told(ground, "complains again and again", ALL)
    assert {(row["staff_id"], row["nominal_id"]) for row in rows["complaints"]} == {(staff_id, person)}
