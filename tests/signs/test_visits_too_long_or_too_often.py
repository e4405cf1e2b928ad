"""Visits longer or more frequent than the work takes."""

from upstander.signs.visits_too_long_or_too_often import visits_too_long_or_too_often as sign

LONG = ("egg", "PC 12", "criminal damage", "scheduled", "18:00", "20:30")
VISIT = "PC 12 | Ms egg | visit | 2025-03-02 19:00 | 2025-03-02 21:00 | unexplained | | car | 1"


def ordinary(count=12, kind="criminal damage", grade="scheduled", left="09:30"):
    """Jobs of one kind and grade, each by one person from nine o'clock on."""
    return [(f"{kind}{n}", "PC 1", kind, grade, "09:00", left) for n in range(count)]


def records(*jobs, visits=(), stops="", certainty="1"):
    """Jobs as incident, staff, kind, grade, arrival and leaving, on one day; each meets a person named after it."""
    times = [(f"2025-03-01 {job[4]}" if job[4] else "", f"2025-03-01 {job[5]}" if job[5] else "") for job in jobs]
    incidents = dict.fromkeys(f"{job[0]} | {job[2]} | {job[3]}" for job in jobs)
    sent = [
        f"{job[0]} | {job[1]} | self | 2025-03-01 | {came} | {left}"
        for job, (came, left) in zip(jobs, times, strict=True)
    ]
    met = [
        f"{job[1]} | Ms {job[0]} | deployment | {came or '2025-03-01'} | {left} | explained | {job[0]} | | {certainty}"
        for job, (came, left) in zip(jobs, times, strict=True)
    ]
    head = "staff_id | nominal_id | kind | at | end_at | answer | incident_id | device_id | certainty"
    return {
        "incidents": "\n".join(("incident_id | kind | grade", *incidents)),
        "deployments": "\n".join(
            ("incident_id | staff_id | tasked_by | assigned_at | on_scene_at | cleared_at", *sent)
        ),
        "contacts": "\n".join((head, *met, *visits)),
        "staff_stops": f"staff_id | device_id | start_at | reason\n{stops}",
    }


def hours(observed, *jobs, **others):
    return [row["amount"] for row in observed(sign, records(*jobs, **others))]


def test_hours_at_a_minor_incident_beyond_twice_the_usual_are_observed_when_they_left(observed):
    rows = observed(sign, records(*ordinary(), LONG))
    assert [(row["staff_id"], row["nominal_id"], row["amount"]) for row in rows] == [("PC 12", "Ms egg", 1.5)]
    assert observed(sign, records(*ordinary(), LONG), as_of="2025-03-02")[0]["at"] == rows[0]["at"]


def test_a_kind_of_work_that_takes_long_for_everybody_is_silent(observed):
    missing = ("egg", "PC 12", "missing person", "scheduled", "18:00", "20:30")
    others = ordinary(kind="missing person", left="11:00")
    assert not hours(observed, *ordinary(40), *others, missing)


def test_too_few_of_one_kind_are_judged_by_their_grade_alone(observed):
    medical = ("egg", "PC 12", "medical", "scheduled", "18:00", "20:30")
    few = ordinary(8, kind="medical", left="11:00")
    assert 1.5 in hours(observed, *ordinary(40), *few, medical)
    assert not hours(observed, *ordinary(40, grade="emergency"), *few, medical)


def test_waiting_as_long_as_a_colleague_there_did_is_silent_and_staying_on_is_not(observed):
    colleague = ("egg", "PC 13", *LONG[2:5], "20:30")
    assert not hours(observed, *ordinary(), LONG, colleague)
    assert hours(observed, *ordinary(), LONG, (*colleague[:5], "20:00")) == [0.5]
    elsewhere = ("flour", *colleague[1:])
    assert hours(observed, *ordinary(), LONG, elsewhere) == [1.5, 1.5]


def test_hours_where_control_or_a_supervisor_sent_them_count_for_less(observed):
    def sent_by(whom):
        drawn = records(*ordinary(), LONG)
        return observed(sign, drawn | {"deployments": drawn["deployments"].replace("| self |", f"| {whom} |")})

    assert [round(row["amount"], 6) for row in sent_by("control")] == [0.45]
    assert [round(row["amount"], 6) for row in sent_by("supervisor")] == [0.45]
    assert [round(row["amount"], 6) for row in sent_by("self")] == [1.5]


def test_of_one_stay_no_more_than_a_couple_of_hours_count(observed):
    assert hours(observed, *ordinary(), (*LONG[:5], "23:30")) == [2]


def test_a_stay_whose_arrival_or_leaving_is_not_on_record_is_silent(observed):
    assert not hours(observed, *ordinary(), (*LONG[:4], "", "20:30"))
    assert not hours(observed, *ordinary(), (*LONG[:5], ""))


def test_a_later_visit_that_nothing_explains_counts_whole(observed):
    short = (*LONG[:5], "18:30")
    assert hours(observed, *ordinary(), short, visits=[VISIT]) == [2]
    assert hours(observed, *ordinary(), short, visits=[VISIT.replace("| 1", "| 0.5")]) == [1]


def test_visits_with_a_reason_before_the_first_job_or_to_others_are_silent(observed):
    short = (*LONG[:5], "18:30")
    for old, new in (
        ("unexplained", "explained"),
        ("unexplained", "cannot_assess"),
        ("| visit", "| call"),
        ("2025-03-02", "2025-02-28"),
        ("Ms egg", "Ms B"),
        ("PC 12", "PC 13"),
    ):
        assert not hours(observed, *ordinary(), short, visits=[VISIT.replace(old, new)])
    lunch = "PC 12 | car | 2025-03-02 19:00 | common_stopping_place"
    assert not hours(observed, *ordinary(), short, visits=[VISIT], stops=lunch)
    assert hours(observed, *ordinary(), short, visits=[VISIT], stops=lunch.replace("common_stopping_place", ""))


def test_how_much_longer_is_a_setting_and_a_doubtful_person_counts_less(observed):
    rows = observed(sign, records(*ordinary(), LONG), times=4)
    assert [row["amount"] for row in rows] == [0.5]
    assert hours(observed, *ordinary(), LONG, certainty="0.5") == [0.75]


def test_it_cannot_be_asked_without_deployments_and_incidents():
    assert {"deployments", "incidents", "involvements"} <= set(sign.needs)
