"""What each act of the second generation leaves on record, and what is made up to cover it."""

import dataclasses

from tests.trials.second.acting import CHOICES, does, rows, somebody, with_vehicle
from upstander.trials.drawn.ground import DAY, HOUR, Meeting
from upstander.trials.drawn.second.choices import Offender
from upstander.trials.drawn.second.excuses import accounts_for, named_incident, prepares, takes_over


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


def test_a_sergeant_takes_work_over_as_an_investigator(acts, ground):
    sergeant = next(one for one, role in ground.role.items() if role == "sergeant")
    takes_over(acts, sergeant, "INC1", ground.begin)
    (left,) = rows(acts)["assignments"]
    assert (left["staff_id"], left["role"]) == (sergeant, "investigator")


def test_a_colleagues_case_is_named_while_the_colleague_has_it_open(acts, ground):
    nominal, (incident, owner, start, _end) = next((one, cases[0]) for one, cases in ground.cases_of.items())
    other = next(one for one in ground.role if one != owner)
    met = Meeting("incident", nominal, start, None)
    who = Offender(other, dataclasses.replace(CHOICES, looks="record", excuses=("colleague's case",)))
    assert named_incident(acts, who, met, start) == incident
    assert named_incident(acts, Offender(other, CHOICES), met, start) is None


def test_round_the_corner_is_some_way_off(acts):
    for _ in range(6):
        _who, met = does(acts, presence="round the corner")
    lat, lon = acts.ground.home[met.nominal_id]
    metres = [((stay.lat - lat) ** 2 / 81 + (stay.lon - lon) ** 2 / 231) ** 0.5 for stay in acts.stays]
    assert all(60 < one < 500 for one in metres)


def test_who_goes_alone_goes_in_a_vehicle_that_nobody_else_holds(acts, ground):
    who, _met = does(acts, presence="at home", alone=True)
    (stay,) = acts.stays
    booking = next(
        b for b in ground.bookings[who.staff_id] if b.device == stay.device and b.start <= stay.start <= b.end
    )
    assert ground.crew(booking) == 1
