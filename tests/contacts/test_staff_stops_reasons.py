"""What a stop was for: the first reason that the records give, in a fixed order."""

import pytest

from upstander.contacts.staff_stops import staff_stops
from upstander.contacts.stop_reasons import REASONS
from upstander.contacts.stops import stops

PLACES = {"spot": (53.7, -1.5), "far": (53.8, -1.4), "cafe": (53.6, -1.3)}


def standing(device, place, day=1):
    return "".join(f"{device} | 2025-03-{day:02} {at} | {place}\n" for at in ("22:00", "22:04", "22:08"))


POSITIONS = "device_id | at | place\n" + standing("car", "spot")
HOLDERS = "device_id | staff_id | from_at\ncar | PC 12 | 2025-03-01 10:00\n"
DUTY = "staff_id | start_at | end_at | kind\nPC 12 | 2025-03-01 14:00 | 2025-03-02 02:00 | duty\n"
OFF_DUTY = DUTY.replace("14:00 | 2025-03-02 02:00", "06:00 | 2025-03-01 14:00")
INCIDENTS = (
    "incident_id | reported_at | place\nnear | 2025-03-01 21:00 | spot +390m\nfar | 2025-03-01 21:00 | spot +410m\n"
)


def sent(staff, incident="near", by="control", at="21:50"):
    return f"incident_id | staff_id | tasked_by | assigned_at | cleared_at\n{incident} | {staff} | {by} | 2025-03-01 {at} | 2025-03-01 22:30"


def home(where="spot +140m", staff="PC 12", begin="2020-01-01", end=""):
    return f"staff_id | place | from_at | to_at\n{staff} | {where} | {begin} | {end}"


def premises(kind, where="spot +190m"):
    return f"place_id | kind | place\np | {kind} | {where}"


@pytest.fixture
def reason(drawn, engine):
    def find(**drawings):
        given = {"positions": POSITIONS, "device_holders": HOLDERS, "shifts": DUTY, "incidents": INCIDENTS}
        records = drawn(given | drawings, places=PLACES)
        frame = engine.rows(staff_stops(records, stops(records, engine), engine))
        rows = dict(frame.filter(frame["staff_id"] == "PC 12").select("device_id", "reason").rows())
        return rows["car"]

    return find


def test_a_stop_with_nothing_near_has_no_reason(reason):
    assert reason() is None


@pytest.mark.parametrize("by", ["control", "supervisor", "self"])
def test_a_task_of_ones_own_near_by_is_the_reason_whoever_gave_it(reason, by):
    assert reason(deployments=sent("PC 12", by=by)) == "own_task"


def test_a_task_of_ones_own_elsewhere_is_not_the_reason(reason):
    assert reason(deployments=sent("PC 12", "far")) is None


def test_backing_up_a_colleague_whom_control_sent_near_by_is_the_reason(reason):
    assert reason(deployments=sent("PC 77")) == "backing_up"


@pytest.mark.parametrize(
    "deployment",
    [sent("PC 77", by="self"), sent("PC 77", "far"), sent("PC 77", at="22:25"), sent("PC 12", "far")],
    ids=["sent themselves", "elsewhere", "later", "it was oneself"],
)
def test_there_is_nobody_to_back_up(reason, deployment):
    assert reason(deployments=deployment) is None


def test_nobody_backs_up_off_duty(reason):
    assert reason(deployments=sent("PC 77"), shifts=OFF_DUTY) is None


def test_ones_own_home_is_the_reason(reason):
    assert reason(staff_addresses=home()) == "own_home"


@pytest.mark.parametrize(
    "address",
    [home("spot +160m"), home(staff="PC 77"), home(begin="2025-04-01"), home(end="2025-02-01")],
    ids=["too far", "a colleague's", "not yet", "no more"],
)
def test_what_is_not_ones_home_then_is_not_the_reason(reason, address):
    assert reason(staff_addresses=address) is None


@pytest.mark.parametrize("kind", ["police_station", "custody_suite", "hospital"])
def test_police_premises_and_hospitals_are_the_reason_on_duty(reason, kind):
    assert reason(places=premises(kind)) == "police_premises"


def test_a_hospital_is_no_reason_off_duty_and_a_station_is(reason):
    assert reason(places=premises("hospital"), shifts=OFF_DUTY) is None
    assert reason(places=premises("police_station"), shifts=OFF_DUTY) == "police_premises"


@pytest.mark.parametrize(
    "place", [premises("school"), premises("police_station", "spot +210m")], ids=["school", "too far"]
)
def test_other_places_are_no_reason(reason, place):
    assert reason(places=place) is None


def test_the_first_reason_that_holds_is_given(reason):
    every = {"deployments": sent("PC 12"), "staff_addresses": home(), "places": premises("police_station")}
    assert reason(**every) == "own_task"
    assert reason(**every | {"deployments": sent("PC 77")}) == "backing_up"
    assert reason(**every | {"deployments": sent("PC 77", by="self")}) == "own_home"
    order = "own_task", "backing_up", "own_home", "police_premises", "watched_place", "common_stopping_place"
    assert order == REASONS


def colleagues(stops_of, teams=None, crewed=False):
    """Others who stop at the spot in cars of their own (or in PC 12's car), given as {staff: days in March}."""
    drawn_positions, held = POSITIONS, HOLDERS
    for staff, days in stops_of.items():
        device = "car" if crewed else f"car of {staff}"
        held += f"{device} | {staff} | 2025-03-01 10:00\n"
        drawn_positions += "".join(standing(device, "spot", day) for day in days if not (crewed and day == 1))
    team = {"PC 12": "A"} | (teams or {})
    staff = "staff_id | team_id\n" + "".join(f"{who} | {which}\n" for who, which in team.items())
    return {"positions": drawn_positions, "device_holders": held, "staff": staff}


def test_where_many_others_of_the_force_stop_too_is_a_common_stopping_place(reason):
    assert reason(**colleagues({f"PC {n}": [n % 3 + 1] for n in range(5)})) == "common_stopping_place"


def test_others_who_stopped_there_at_other_times_of_the_year_do_not_make_a_place_common(reason):
    drawings = colleagues({f"PC {n}": [n % 3 + 1] for n in range(5)})
    own, others = POSITIONS, drawings["positions"].removeprefix(POSITIONS)
    assert reason(**drawings | {"positions": own + others.replace("2025-03-", "2025-07-")}) is None


def test_four_others_of_other_teams_do_not_make_a_place_common(reason):
    assert reason(**colleagues({f"PC {n}": [n % 3 + 1] for n in range(4)})) is None


def test_three_others_of_ones_own_team_make_a_place_common(reason):
    teams = {f"PC {n}": "A" for n in range(3)}
    assert reason(**colleagues({f"PC {n}": [n + 1] for n in range(3)}, teams)) == "common_stopping_place"


def test_three_of_a_large_team_do_not_make_a_place_common(reason):
    stops_of = {f"PC {n}": [n + 1] for n in range(3)}
    drawings = colleagues(stops_of, {f"PC {n}": "A" for n in range(12)})
    for n in range(3, 12):
        drawings["positions"] += standing(f"car {n}", "cafe", n)
        drawings["device_holders"] += f"car {n} | PC {n} | 2025-03-01 10:00\n"
    assert reason(**drawings) is None


def test_many_who_came_on_one_day_do_not_make_a_place_common(reason):
    assert reason(**colleagues({f"PC {n}": [1] for n in range(8)})) is None


def test_partners_in_ones_own_vehicle_do_not_make_a_place_common(reason):
    assert reason(**colleagues({f"PC {n}": [n + 1] for n in range(6)}, crewed=True)) is None


def test_those_who_were_sent_there_do_not_make_a_place_common(reason):
    drawings = colleagues({f"PC {n}": [n % 3 + 1] for n in range(5)})
    tasks = "incident_id | staff_id | tasked_by | assigned_at\n" + "".join(
        f"near | PC {n} | supervisor | 2025-03-{n % 3 + 1:02} 21:50\n" for n in range(5)
    )
    assert reason(**drawings, deployments=tasks) is None


def test_an_hour_is_not_explained_by_colleagues_who_halt_there_for_minutes(reason):
    drawings = colleagues({f"PC {n}": [n % 3 + 1] for n in range(5)})
    drawings["positions"] += "".join(f"car | 2025-03-01 22:{minute} | spot\n" for minute in range(12, 60, 4))
    assert reason(**drawings) is None


def test_one_who_stays_long_after_the_colleagues_work_is_done_is_not_backing_up(reason):
    longer = POSITIONS + "".join(f"car | 2025-03-01 22:{minute} | spot\n" for minute in range(12, 60, 4))
    short = sent("PC 77", at="21:30").replace("22:30", "21:45")
    assert reason(positions=longer, deployments=short) is None
    assert reason(deployments=short) == "backing_up"


PLAN = "incident_id | reported_at | closed_at | place\nplan | 2025-02-01 10:00 | {closed} | spot +{metres}m\n"
TEAM = "staff_id | team_id\nPC 12 | A\nPC 77 | A\nPC 88 | B\n"


def plan(*, by="supervisor", staff="PC 77", days=("2025-02-08", "2025-02-15"), metres=140, closed="", names=""):
    sent = "".join(f"plan | {staff} | {by} | {day} 22:00 | {day} 23:00\n" for day in days)
    return {
        "staff": TEAM,
        "incidents": PLAN.format(metres=metres, closed=closed),
        "deployments": "incident_id | staff_id | tasked_by | assigned_at | cleared_at\n" + sent,
        "involvements": "incident_id | nominal_id\n" + names,
    }


@pytest.mark.parametrize("by", ["control", "supervisor"])
@pytest.mark.parametrize("staff", ["PC 77", "PC 12"])
def test_where_the_team_is_sent_again_and_again_for_what_names_nobody_is_a_watched_place(reason, by, staff):
    assert reason(**plan(by=by, staff=staff)) == "watched_place"


@pytest.mark.parametrize(
    "drawings",
    [
        plan(by="self", staff="PC 12"),
        plan(staff="PC 88"),
        plan(days=("2025-02-08",)),
        plan(days=("2025-03-08", "2025-03-15")),
        plan(metres=160),
        plan(closed="2025-02-28 10:00"),
        plan(names="plan | Ms A"),
    ],
    ids=["own word", "another team", "once", "only later", "too far", "over by then", "about a person"],
)
def test_what_is_no_plan_for_the_place_is_no_reason(reason, drawings):
    assert reason(**drawings) is None


def test_nobody_keeps_watch_off_duty(reason):
    assert reason(**plan(), shifts=OFF_DUTY) is None
