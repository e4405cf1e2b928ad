"""Attends an incident that was not theirs."""

from upstander.detection import ContactKind
from upstander.signs.attends_what_was_not_theirs import attends_what_was_not_theirs as sign

PLACES = {"bridge": (53.70, -1.50)}
MET = "staff_id | nominal_id | kind | at\nPC 1 | Ms A | visit | 2025-01-01 10:00\n"
INCIDENT = "incident_id | reported_at | place\nI1 | 2025-06-01 19:00 | bridge\n"
INVOLVED = "incident_id | nominal_id\nI1 | Ms A\n"
SENT = "incident_id | staff_id | assigned_at | cleared_at\nI1 | PC 7 | 2025-06-01 19:10 | 2025-06-01 21:00\n"
STOPS = "staff_id | device_id | start_at | end_at | place | reason\n"
CAME = "PC 1 | car | 2025-06-01 20:00 | 2025-06-01 20:20 | bridge +100m | \n"


def drawn(stops=CAME, contacts=MET, incidents=INCIDENT, involvements=INVOLVED, deployments=SENT, **more):
    return {
        "staff_stops": STOPS + stops,
        "contacts": contacts,
        "incidents": incidents,
        "involvements": involvements,
        "deployments": deployments,
    } | more


def test_coming_to_an_incident_of_somebody_known_before_to_which_only_others_were_sent_is_observed(observed):
    rows = observed(sign, drawn(), places=PLACES)
    assert [(row["staff_id"], row["nominal_id"], row["feed"], row["record_id"].split("|")[0]) for row in rows] == [
        ("PC 1", "Ms A", "positions", "car")
    ]


def test_those_who_were_sent_or_had_charge_of_it_are_silent(observed):
    sent = SENT + "I1 | PC 1 | 2025-06-01 21:30 |\n"
    charged = "incident_id | staff_id\nI1 | PC 1\n"
    assert not observed(sign, drawn(deployments=sent), places=PLACES)
    assert not observed(sign, drawn(assignments=charged), places=PLACES)
    assert observed(sign, drawn(assignments=charged.replace("PC 1", "PC 7")), places=PLACES)
    assert observed(sign, drawn(assignments=charged.replace("I1", "I2")), places=PLACES)
    assert observed(sign, drawn(deployments=SENT + "I2 | PC 1 | 2025-06-01 21:30 |\n"), places=PLACES)


def test_an_incident_to_which_nobody_was_sent_is_nobody_elses(observed):
    assert not observed(sign, drawn(deployments=SENT.replace("I1", "I2")), places=PLACES)


def test_a_person_met_first_because_of_the_incident_never_met_or_only_looked_up_is_nobody_known(observed):
    lately = MET.replace("2025-01-01", "2025-05-26")
    for contacts in (lately, MET.replace("Ms A", "Ms B"), MET.replace("PC 1", "PC 5"), MET.replace("visit", "look_up")):
        assert not observed(sign, drawn(contacts=contacts), places=PLACES)
    assert observed(sign, drawn(contacts=lately), places=PLACES, known_for=5)
    for kind in ("call", "text", "message", "custody", "deployment"):
        assert observed(sign, drawn(contacts=MET.replace("visit", kind)), places=PLACES)


def test_before_and_after_the_others_and_out_of_their_street_is_silent(observed):
    before = CAME.replace("20:00", "18:00").replace("20:20", "19:09")
    after = CAME.replace("20:00", "21:01").replace("20:20", "21:20")
    for stops in (before, after, CAME.replace("100m", "160m"), CAME.replace("100m", "90000m")):
        assert not observed(sign, drawn(stops=stops), places=PLACES)
    assert observed(sign, drawn(stops=CAME.replace("100m", "160m")), places=PLACES, at_hand=170)


def test_a_unit_that_never_says_when_it_left_is_taken_to_stay_some_hours(observed):
    open_end = SENT.replace("2025-06-01 21:00", "")
    late = CAME.replace("20:00", "23:00").replace("20:20", "23:20")
    assert observed(sign, drawn(stops=late, deployments=open_end), places=PLACES)
    assert not observed(sign, drawn(stops=late, deployments=open_end), places=PLACES, open_for=3)


def test_waiting_there_from_before_midnight_is_known_from_when_the_others_were_sent(observed):
    incident = INCIDENT.replace("2025-06-01 19:00", "2025-06-02 00:05")
    sent = SENT.replace("2025-06-01 19:10", "2025-06-02 00:10").replace("2025-06-01 21:00", "2025-06-02 02:00")
    stops = CAME.replace("20:00", "23:50").replace("2025-06-01 20:20", "2025-06-02 00:20")
    rows = observed(sign, drawn(stops=stops, incidents=incident, deployments=sent), places=PLACES)
    assert [row["at"] for row in rows] == [1748823000 * 1_000_000]


def test_one_of_a_crew_whose_colleague_was_sent_is_silent(observed):
    crew = CAME + CAME.replace("PC 1", "PC 7").replace("| \n", "| own_task\n")
    assert not observed(sign, drawn(stops=crew), places=PLACES)
    assert observed(sign, drawn(stops=crew.replace("PC 7 | car", "PC 7 | van")), places=PLACES)


def test_helping_out_counts_a_little_unless_what_went_before_had_no_purpose_and_other_reasons_not_at_all(observed):
    def helping(contacts):
        rows = observed(sign, drawn(stops=CAME.replace("| \n", "| backing_up\n"), contacts=contacts), places=PLACES)
        return [row["amount"] for row in rows]

    at_work = "staff_id | nominal_id | kind | at | answer\nPC 1 | Ms A | visit | 2025-01-01 10:00 | explained\n"
    assert helping(at_work) == [0.3]
    assert [row["amount"] for row in observed(sign, drawn(contacts=at_work), places=PLACES)] == [1]
    assert helping(at_work + "PC 1 | Ms A | call | 2025-02-01 10:00 | unexplained\n") == [1]
    assert helping(at_work + "PC 1 | Ms A | call | 2025-05-30 10:00 | unexplained\n") == [0.3]
    for reason in ("own_task", "own_home", "police_premises", "common_stopping_place"):
        assert not observed(sign, drawn(stops=CAME.replace("| \n", f"| {reason}\n")), places=PLACES)


def test_a_day_counts_once_however_many_were_sent(observed):
    sent = SENT + "I1 | PC 8 | 2025-06-01 19:15 | 2025-06-01 21:00\n"
    twice = CAME + CAME.replace("20:00", "20:30").replace("20:20", "20:40")
    assert [row["amount"] for row in observed(sign, drawn(deployments=sent, stops=twice), places=PLACES)] == [0.5, 0.5]


def test_a_doubtful_driver_counts_less(observed):
    stops = STOPS.replace("reason", "reason | certainty") + CAME.replace("| \n", "| | 0.5\n")
    rows = observed(sign, drawn() | {"staff_stops": stops}, places=PLACES)
    assert [row["amount"] for row in rows] == [0.5]


def test_an_incident_with_no_place_or_of_somebody_else_is_silent(observed):
    assert not observed(sign, drawn(incidents=INCIDENT.replace("bridge", "")), places=PLACES)
    assert not observed(sign, drawn(involvements=INVOLVED.replace("Ms A", "Ms B")), places=PLACES)


def test_whom_it_can_be_asked_of_and_what_it_needs():
    assert ContactKind.LOOK_UP not in sign.among
    assert {"positions", "device_holders", "deployments", "incidents", "involvements"} <= set(sign.needs)
