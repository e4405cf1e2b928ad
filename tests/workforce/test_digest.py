"""A day of somebody, told from routine records: what happened, and what cannot be told; never that anything is wrong.

Times of drawings are UTC; in March 2025 that is what the clock says.
"""

import datetime as dt

import pytest

from upstander.workforce.digests.figure import figure
from upstander.workforce.digests.hours import Stretch, clock, duty, how_long, left_between, midnights
from upstander.workforce.digests.rows import rows
from upstander.workforce.digests.telling import Lane, day_of, untold_of_all

DAY = dt.date(2025, 3, 4)
HOUR = 3_600_000_000
LATER = "I9 | P9 | self | 2025-03-05 20:00 | "  # of somebody else: the feed of deployments reaches past the day
SENT = "Where people were sent, and whether they stopped with no task there,"
NEXT_BOOKING = "    V9 | vehicle | P9 | 2025-03-05 20:00 | "
PLACES = {"home": (53.7021, -1.5016), "station": (53.71, -1.51), "elsewhere": (53.75, -1.6)}
FORCE = {
    "shifts": """
        staff_id | start_at         | end_at           | kind
        P1       | 2025-03-04 08:00 | 2025-03-04 16:00 | duty
        P2       | 2025-03-04 08:00 | 2025-03-04 12:00 | duty
        P3       | 2025-03-03 08:00 | 2025-03-03 16:00 | duty
    """,
    "device_holders": """
        device_id | kind    | staff_id | from_at          | to_at
        V1        | vehicle | P1       | 2025-03-04 08:00 | 2025-03-04 16:00
        V1        | vehicle | P2       | 2025-03-04 08:30 | 2025-03-04 14:00
        V1        | vehicle | P3       | 2025-03-03 08:00 |
    """,
    "incidents": """
        incident_id | kind     | place
        I1          | burglary | home
        I2          | assault  |
        I0          | domestic | home
    """,
    "deployments": """
        incident_id | staff_id | tasked_by  | assigned_at      | cleared_at
        I1          | P1       | control    | 2025-03-04 09:00 | 2025-03-04 10:00
        I1          | P2       | control    | 2025-03-04 09:10 | 2025-03-04 09:30
        I2          | P1       | self       | 2025-03-04 15:30 | 2025-03-04 17:15
    """,
    "positions": """
        device_id | at               | place
        V1        | 2025-03-04 11:00 | home
        V1        | 2025-03-04 11:10 | home
        V1        | 2025-03-04 11:20 | home
        V1        | 2025-03-04 12:00 | station
        V1        | 2025-03-04 12:20 | station
        V1        | 2025-03-04 13:00 | elsewhere
        V1        | 2025-03-04 13:08 | elsewhere
    """,
    "log_entries": """
        incident_id | staff_id | at               | text
        I1          | P1       | 2025-03-04 09:40 | in the shift
        I1          | P1       | 2025-03-04 18:10 | canary of an entry
    """,
    "places": """
        place_id | kind           | place
        S1       | police_station | station
    """,
}


@pytest.fixture
def told(drawn, engine):
    def tell(who="P1", day=DAY, without=(), **changed):
        held = {name: text for name, text in (FORCE | changed).items() if name not in without}
        return day_of(who, rows(drawn(held, PLACES), engine, ["P1", "P2", "P3"], day))

    return tell


@pytest.fixture
def lacking(drawn, engine):
    """What cannot be told of anybody."""

    def tell(day=DAY, without=(), **changed):
        held = {name: text for name, text in (FORCE | changed).items() if name not in without}
        return list(untold_of_all(rows(drawn(held, PLACES), engine, ["P1", "P2", "P3"], day), midnights(day)))

    return tell


def lines(day, lane):
    return [(one.when, one.words) for one in day.of(lane)]


# ---- alone or with others


def test_somebody_is_alone_in_a_vehicle_while_nobody_else_on_duty_holds_it(told):
    """P2 gave it back at 14:00 and was off duty from 12:00; P3 never gave it back."""
    assert [when for when, _words in lines(told(), Lane.ALONE)] == ["08:00 to 08:30", "12:00 to 16:00"]
    assert lines(told(), Lane.CREWED) == [("08:30 to 12:00", "V1, booked to others too")]
    assert told("P2").of(Lane.ALONE) == []


def test_without_shifts_a_vehicle_that_others_hold_is_shared(told):
    assert told(without=["shifts"]).of(Lane.ALONE) == []


@pytest.mark.parametrize(
    ("began", "alone"), [("2025-03-03 08:00", ["08:00 to 08:30", "12:00 to 16:00"]), ("2025-03-03 07:59", [])]
)
def test_a_vehicle_that_was_never_given_back_is_neither_alone_nor_stopped_and_that_is_said(told, began, alone):
    """Of P1 alone: a day after it was booked it is a key that was never handed in."""
    open_one = FORCE["device_holders"].replace("2025-03-04 08:00 | 2025-03-04 16:00", f"{began} | ") + NEXT_BOOKING
    there = told(device_holders=open_one)
    assert [when for when, _words in lines(there, Lane.ALONE)] == alone
    assert bool(there.of(Lane.STOPPED)) == bool(alone)
    kept = "V1 cannot be told: it was booked to them at 07:59 on 3 March, and no record says that it was given back."
    assert alone or there.untold == (
        f"Whether they went out in {kept}",
        "Where they stopped cannot be told: no device of theirs sent positions.",
    )


def test_nobody_is_alone_after_the_newest_booking_of_anybody(told, lacking):
    """A second person may have booked the vehicle since."""
    late = FORCE["device_holders"].replace("2025-03-04 08:00 | 2025-03-04 16:00", "2025-03-04 08:00 | ")
    late += "    V9 | vehicle | P9 | 2025-03-04 14:30 | "
    assert [one.when for one in told(device_holders=late).of(Lane.ALONE)] == ["08:00 to 08:30", "12:00 to 14:30"]
    said = "Whether people went out alone after 14:30 cannot be told: the records hold no newer bookings of vehicles."
    assert said in lacking(device_holders=late)


def test_a_vehicle_that_was_given_back_after_days_was_theirs_for_them(told):
    long = FORCE["device_holders"].replace("2025-03-04 08:00 | 2025-03-04 16:00", "2025-03-01 08:00 | 2025-03-04 16:00")
    assert len(told(device_holders=long).of(Lane.ALONE)) == 2


def test_a_vehicle_that_was_never_given_back_does_not_show_that_bookings_reach_the_day(lacking):
    asked = "Whether people went out alone, and where they stopped, cannot be told: the records hold no bookings"
    holders = "device_id | kind | staff_id | from_at | to_at\nV1 | {} | P9 | 2025-03-0{} | "
    for kind, began, told_of in (
        ("vehicle", "2 10:00", False),
        ("vehicle", "3 10:00", True),
        ("radio", "2 10:00", True),
    ):
        there = lacking(device_holders=holders.format(kind, began))
        assert any(words.startswith(asked) for words in there) != told_of


def test_a_deployment_says_whether_others_were_sent_meanwhile(told):
    assert lines(told(), Lane.DEPLOYED) == [
        ("09:00 to 10:00", "Burglary I1, tasked by control; others were sent too"),
        ("15:30 to 17:15", "Assault I2, tasked by themself; nobody else was sent meanwhile"),
    ]


def test_who_was_sent_when_it_was_over_was_not_there_too(told):
    sent = "incident_id | staff_id | tasked_by | assigned_at | cleared_at\n"
    sent += "I1 | P1 | control | 2025-03-04 09:00 | 2025-03-04 10:00\nI1 | P2 | control | 2025-03-04 10:00 | "
    assert "nobody else" in lines(told(deployments=sent), Lane.DEPLOYED)[0][1]
    assert lines(told("P2", deployments=sent), Lane.DEPLOYED)[0][0] == "10:00 until a time that is not on record"


# ---- between and after


def test_stretches_of_a_shift_with_no_deployment_are_told_from_half_an_hour(told):
    assert [when for when, _words in lines(told(), Lane.BETWEEN)] == ["08:00 to 09:00", "10:00 to 15:30"]


@pytest.mark.parametrize(
    ("cleared", "told_of"),
    [
        ("2025-03-04 11:00", ["11:00 to 16:00"]),
        ("", ["13:00 to 16:00"]),  # with no end on record it is taken to last ten hours
        ("2025-03-04 07:00", ["08:00 to 16:00"]),
        ("2025-03-05 07:00", []),
    ],
)
def test_whoever_is_still_on_a_deployment_from_before_their_shift_is_not_without_one(told, cleared, told_of):
    sent = f"incident_id | staff_id | tasked_by | assigned_at | cleared_at\n{LATER}\nI2 | P9 | self | 2025-03-04 12:00 | \nI1 | P1 | control | 2025-03-04 03:00 | {cleared}"
    before = told(deployments=sent.replace("03-04 03:00", "03-03 15:00") if told_of == [] else sent)
    assert [one.when for one in before.of(Lane.BETWEEN)] == told_of


def test_whoever_is_on_a_deployment_from_the_day_before_was_sent_out(told):
    sent = f"incident_id | staff_id | tasked_by | assigned_at | cleared_at\n{LATER}\nI2 | P9 | self | 2025-03-04 12:00 | \nI1 | P1 | control | 2025-03-03 15:00 | 2025-03-04 09:00"
    there = told(deployments=sent, device_holders=FORCE["device_holders"].replace("P1", "P9"))
    assert [one.when for one in there.of(Lane.BETWEEN)] == ["09:00 to 16:00"]
    assert not any("What they did on duty cannot be told" in words for words in there.untold)


@pytest.mark.parametrize(("least", "found"), [(2, [(0, 2), (4, 6)]), (3, [])])
def test_what_is_left_is_what_no_stretch_takes_and_is_long_enough(least, found):
    taken = [Stretch(2, 3), Stretch(2, 4), Stretch(6, 9), Stretch(8, 12)]
    assert [tuple(one) for one in left_between(Stretch(0, 10), taken, least)] == found


def test_what_went_on_after_a_shift_is_told_with_how_long_and_never_what_was_written(told):
    assert lines(told(), Lane.AFTER) == [
        ("16:00 to 17:15", "Assault I2: cleared 75 minutes after the shift ended"),
        ("18:10", "Wrote in the log of I1"),
    ]
    assert "canary" not in str(told())


@pytest.mark.parametrize("begins", ["16:00", "15:30"])
def test_overtime_that_touches_a_shift_goes_on_with_it_and_is_not_after_it(told, begins):
    longer = FORCE["shifts"] + f"    P1 | 2025-03-04 {begins} | 2025-03-04 18:00 | overtime"
    assert lines(told(shifts=longer), Lane.DUTY) == [("08:00 to 18:00", "A shift on record")]
    assert lines(told(shifts=longer), Lane.AFTER) == [("18:10", "Wrote in the log of I1")]


def test_overtime_past_midnight_goes_on_with_the_night_before(told):
    night = "staff_id | start_at | end_at | kind\nP1 | 2025-03-04 20:00 | 2025-03-05 04:00 | duty\n"
    night += "P1 | 2025-03-05 04:00 | 2025-03-05 06:00 | overtime"
    assert [one.when for one in told(shifts=night).of(Lane.DUTY)] == ["20:00 to 06:00 on 5 March"]
    assert told(day=DAY + dt.timedelta(days=1), shifts=night).off


def test_shifts_of_whole_days_that_touch_stay_shifts_of_a_day(told):
    whole = "staff_id | start_at | end_at | kind\n"
    whole += "\n".join(f"P1 | 2025-03-0{n} 00:00 | 2025-03-0{n + 1} 00:00 | duty" for n in (3, 4, 5))
    assert [one.when for one in told(shifts=whole).of(Lane.DUTY)] == ["00:00 to 00:00 on 5 March"]


def test_a_deployment_outside_every_shift_is_told_as_that(told):
    sent = "incident_id | staff_id | tasked_by | assigned_at | cleared_at\nI1 | P1 | self | 2025-03-04 19:00 | 2025-03-04 20:00"
    assert lines(told(deployments=sent), Lane.AFTER)[0] == ("18:10", "Wrote in the log of I1")
    assert lines(told(deployments=sent), Lane.AFTER)[1] == (
        "19:00 to 20:00", "Burglary I1: sent outside every shift on record",
    )  # fmt: skip


# ---- stops


def test_a_stop_is_told_where_no_task_was_there_away_from_police_premises_and_long_enough(told):
    [(when, words)] = lines(told(), Lane.STOPPED)
    assert when == "11:00 to 11:20"
    assert words == "V1 stood at the place of Burglary I1, to which they were sent earlier"


@pytest.mark.parametrize(
    ("given", "cleared", "told_of"),
    [
        ("I1 | P1 | control | 2025-03-04 10:30", "2025-03-04 11:30", 0),  # a task there
        ("I1 | P1 | control | 2025-03-04 11:10", "2025-03-04 11:30", 0),  # written down after control had spoken
        ("I2 | P1 | control | 2025-03-04 11:05", "2025-03-04 11:15", 0),  # a task of which no place is on record
        ("I1 | P1 | control | 2025-03-04 12:30", "2025-03-04 13:00", 1),  # later
        ("I1 | P2 | control | 2025-03-04 11:05", "2025-03-04 11:15", 1),  # somebody else's
    ],
)
def test_a_task_there_meanwhile_explains_a_stop(told, given, cleared, told_of):
    sent = f"incident_id | staff_id | tasked_by | assigned_at | cleared_at\n{given} | {cleared}\n{LATER}"
    assert len(told(deployments=sent).of(Lane.STOPPED)) == told_of


def test_of_a_place_with_no_deployment_before_only_that_is_said(told):
    sent = f"incident_id | staff_id | tasked_by | assigned_at | cleared_at\nI1 | P2 | self | 2025-03-04 09:00 | 2025-03-04 09:30\n{LATER}"
    [(_when, words)] = lines(told(deployments=sent), Lane.STOPPED)
    assert words == "V1 stood at a place to which no deployment of theirs leads in the 28 days before"


def test_places_with_no_police_premises_among_them_are_as_if_there_were_none(told, lacking):
    schools = "place_id | kind | place\nS1 | school | station"
    assert told(places=schools).of(Lane.STOPPED) == []
    assert "Whether people stopped away from police premises" in lacking(places=schools)[0]


def test_where_an_earlier_deployment_has_no_place_it_is_not_said_that_none_led_there(told):
    sent = "incident_id | staff_id | tasked_by | assigned_at | cleared_at\nI2 | P1 | self | 2025-03-03 09:00 | 2025-03-03 09:30"
    [(_when, words)] = lines(told(deployments=f"{sent}\n{LATER}\nI1 | P9 | self | 2025-03-04 07:00 | "), Lane.STOPPED)
    assert words.startswith("V1 stood at a place of which it cannot be told whether they had been sent there")


# ---- which day


def test_a_night_is_told_whole_on_the_day_on_which_it_begins(told):
    night = {
        "shifts": "staff_id | start_at | end_at | kind\nP1 | 2025-03-04 22:00 | 2025-03-05 06:00 | duty",
        "deployments": "incident_id | staff_id | tasked_by | assigned_at | cleared_at\n"
        "I1 | P1 | control | 2025-03-05 01:00 | 2025-03-05 06:30\nI2 | P2 | self | 2025-03-04 09:00 | ",
        "log_entries": "incident_id | staff_id | at\nI1 | P1 | 2025-03-05 07:00",
    }
    tonight = told(**night)
    assert lines(tonight, Lane.DEPLOYED)[0][0] == "01:00 on 5 March to 06:30 on 5 March"
    assert [one.when for one in tonight.of(Lane.AFTER)] == ["06:00 on 5 March to 06:30 on 5 March", "07:00 on 5 March"]
    after = told(day=DAY + dt.timedelta(days=1), **night)
    assert after.lines == ()


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2025-10-25T23:59", "00:59"),
        ("2025-10-26T00:00", "01:00 BST"),
        ("2025-10-26T01:59", "01:59 GMT"),
        ("2025-10-26T02:00", "02:00"),
        ("2025-03-30T00:59", "00:59 on 30 March"),
        ("2025-03-30T01:00", "02:00 on 30 March"),
    ],
)
def test_in_the_hour_that_comes_twice_a_time_says_which_of_the_two_it_is(at, said):
    instant = int(dt.datetime.fromisoformat(f"{at}+00:00").timestamp()) * 1_000_000
    assert clock(instant, dt.date(2025, 10, 26)) == said


@pytest.mark.parametrize(("day", "hours"), [("2025-03-30", 23), ("2025-10-26", 25), ("2025-03-04", 24)])
def test_a_day_lasts_as_long_as_the_clocks_say(day, hours):
    whole = midnights(dt.date.fromisoformat(day))
    assert whole.end - whole.start == hours * HOUR


def test_leave_training_and_sickness_are_no_duty_and_are_not_told(told):
    away = "staff_id | start_at | end_at | kind\nP1 | 2025-03-04 08:00 | 2025-03-04 16:00 | sick"
    there = told(shifts=away, without=["deployments", "log_entries"])
    assert there.lines == ()
    assert "sick" not in str(there)


def test_somebody_with_no_duty_on_record_is_off_and_a_key_kept_makes_no_journey(told):
    assert told("P3").off
    assert told("P3").lines == ()
    assert not told().off


# ---- what cannot be told


@pytest.mark.parametrize(
    ("without", "said", "lanes"),
    [
        ("shifts", "what was done after a shift, cannot be told", (Lane.DUTY, Lane.BETWEEN, Lane.AFTER)),
        ("deployments", "when they were not, and whether they stopped with no task there cannot be told", (Lane.DEPLOYED, Lane.BETWEEN, Lane.STOPPED)),
        ("device_holders", "Whether people went out alone, and where they stopped, cannot be told: the records hold no bookings", (Lane.ALONE, Lane.STOPPED)),
        ("positions", "Where people stopped cannot be told: the records hold no positions", (Lane.STOPPED,)),
        ("places", "Whether people stopped away from police premises cannot be told: the records hold no police premises.", (Lane.STOPPED,)),
        ("incidents", "Whether people stopped with no task there cannot be told: the records hold no incidents", (Lane.STOPPED,)),
        ("log_entries", "wrote in logs after a shift cannot be told", ()),
    ],
)  # fmt: skip
def test_a_feed_that_is_missing_is_what_cannot_be_told_and_never_nothing(told, lacking, without, said, lanes):
    there = told(without=[without])
    assert [words for words in lacking(without=[without]) if "the records hold no" in words and said in words]
    assert [line.lane for line in there.lines if line.lane in lanes] == []


def test_a_day_that_a_feed_does_not_reach_is_as_if_it_were_missing(told, lacking):
    sent = "incident_id | staff_id | tasked_by | assigned_at | cleared_at\nI1 | P9 | self | 2025-03-02 09:00 | 2025-03-02 09:30"
    there = told(deployments=sent)
    assert any("Where people were sent, when they were not" in words for words in lacking(deployments=sent))
    assert there.of(Lane.BETWEEN) == []


def test_what_is_lacking_is_told_only_as_far_as_its_own_feed_reaches_however_far_the_others_do(told, lacking):
    """Deployments are not delivered after 10:35; positions and logs go on. The stop at 11:00 may have had a task."""
    late = {
        "deployments": "incident_id | staff_id | tasked_by | assigned_at | cleared_at\n"
        "I1 | P1 | control | 2025-03-04 09:00 | 2025-03-04 10:00\nI2 | P9 | control | 2025-03-04 10:35 | ",
        "log_entries": FORCE["log_entries"] + "    I1 | P9 | 2025-03-05 09:00 | x",
        "positions": FORCE["positions"] + "    V9 | 2025-03-05 09:00 | home",
        "device_holders": FORCE["device_holders"] + NEXT_BOOKING,
    }
    assert [one.when for one in told(**late).of(Lane.BETWEEN)] == ["08:00 to 09:00", "10:00 to 10:35"]
    assert told(**late).of(Lane.STOPPED) == []
    assert lacking(**late) == [f"{SENT} after 10:35 cannot be told: the records hold no newer deployments."]


@pytest.mark.parametrize(("reaches", "found"), [("11:29", 0), ("11:30", 1)])
def test_a_stop_is_told_once_a_task_written_down_after_it_would_have_come(told, reaches, found):
    sent = f"incident_id | staff_id | tasked_by | assigned_at | cleared_at\nI2 | P9 | self | 2025-03-04 {reaches} | "
    assert len(told(deployments=sent).of(Lane.STOPPED)) == found


def test_after_the_newest_record_nothing_that_is_lacking_is_telling(told, lacking):
    """The records end in the middle of a night: the rest of it may have been full of work."""
    night = {
        "shifts": "staff_id | start_at | end_at | kind\nP1 | 2025-03-04 20:00 | 2025-03-05 04:00 | duty",
        "device_holders": "device_id | kind | staff_id | from_at | to_at\nV1 | vehicle | P1 | 2025-03-04 20:00 | ",
        "log_entries": "incident_id | staff_id | at\nI1 | P9 | 2025-03-04 23:00\nI1 | P9 | 2025-03-05 23:00",
        "positions": "device_id | at | place\nV9 | 2025-03-04 22:00 | home",
        "deployments": "incident_id | staff_id | tasked_by | assigned_at | cleared_at\nI1 | P9 | self | 2025-03-04 23:00 | ",
    }
    night["device_holders"] += f"\n{NEXT_BOOKING}"
    assert [one.when for one in told(**night).of(Lane.BETWEEN)] == ["20:00 to 23:00"]
    assert lacking(**night) == [
        f"{SENT} after 23:00 cannot be told: the records hold no newer deployments.",
        "Where people stopped after 22:00 cannot be told: the records hold no newer positions of devices.",
    ]


def test_with_every_feed_nothing_is_left_untold_but_what_one_person_lacks(told, lacking):
    later = {
        "log_entries": FORCE["log_entries"] + "    I1 | P9 | 2025-03-05 09:00 | x",
        "positions": FORCE["positions"] + "    V9 | 2025-03-05 09:00 | home",
        "deployments": FORCE["deployments"] + f"    {LATER}",
        "device_holders": FORCE["device_holders"] + NEXT_BOOKING,
    }
    assert lacking(**later) == []
    assert told().untold == ()
    on_foot = FORCE["device_holders"].replace("P1", "P9")
    assert told(device_holders=on_foot).untold == (
        "Whether they went out alone cannot be told: no vehicle is booked to them.",
        "Where they stopped cannot be told: no device of theirs sent positions.",
    )


def test_of_who_is_not_sent_out_no_stretch_is_told_as_without_a_deployment(told):
    """They may work at a desk, in custody or at court."""
    sent = f"incident_id | staff_id | tasked_by | assigned_at | cleared_at\nI1 | P2 | self | 2025-03-04 09:00 | 2025-03-04 09:30\n{LATER}"
    assert [one.when for one in told(deployments=sent).of(Lane.BETWEEN)] == ["08:00 to 16:00"]  # they have a vehicle
    there = told(deployments=sent, device_holders=FORCE["device_holders"].replace("P1", "P9"))
    assert there.of(Lane.BETWEEN) == []
    assert "What they did on duty cannot be told" in there.untold[0]


# ---- the picture


def test_the_picture_has_a_row_for_each_kind_of_line_and_says_the_same_in_words(drawn, engine):
    held = rows(drawn(FORCE, PLACES), engine, ["P1"], DAY)
    day = day_of("P1", held)
    picture = figure("Alder", day, held)
    texts = {mark["text"] for mark in picture.marks if mark["shape"] == "words"}
    assert {lane.value for lane in Lane} <= texts
    assert "stopped, no task there: 1" in picture.alt
    assert sum(mark["shape"] == "rectangle" for mark in picture.marks) == len(day.lines)


@pytest.mark.parametrize(
    ("first", "last", "hours"),
    [("09:00", "09:00", 1), ("09:00", "12:00", 3), ("09:10", "12:01", 4), ("00:00", "00:00", 1)],
)
def test_the_picture_begins_and_ends_on_full_hours(drawn, engine, first, last, hours):
    on_foot = f"""
        incident_id | staff_id | tasked_by | assigned_at      | cleared_at
        I1          | P1       | self      | 2025-03-04 {first} | 2025-03-04 {last}
    """
    held = rows(drawn({"deployments": on_foot, "incidents": FORCE["incidents"]}, PLACES), engine, ["P1"], DAY)
    picture = figure("Alder", day_of("P1", held), held)
    shown = [mark["text"] for mark in picture.marks if mark["shape"] == "words" and ":" in mark["text"]]
    assert len(shown) == hours + 1
    assert shown[0] == f"{first[:2]}:00"


def test_what_was_cleared_weeks_later_is_drawn_open_to_the_end_of_what_was_read(drawn, engine):
    weeks = {
        "incidents": FORCE["incidents"],
        "deployments": "incident_id | staff_id | tasked_by | assigned_at | cleared_at\n"
        "I1 | P1 | self | 2025-03-04 09:00 | 2025-03-25 10:00",
    }
    held = rows(drawn(weeks, PLACES), engine, ["P1"], DAY)
    picture = figure("Alder", day_of("P1", held), held)
    [bar] = [mark for mark in picture.marks if mark["shape"] == "rectangle"]
    assert bar["dashed"]
    assert [mark["text"] for mark in picture.marks if mark["shape"] == "words" and ":" in mark["text"]] == [
        "09:00", "15:00", "21:00", "03:00", "09:00", "15:00", "21:00", "03:00",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "0 minutes"), (1, "1 minute"), (45, "45 minutes"), (60, "1 hour"), (474, "7 hours 54 minutes")],
)
def test_how_long_something_lasted_is_said_as_people_say_it(minutes, said):
    assert how_long(minutes) == said


def test_where_there_is_nothing_to_draw_there_is_no_picture(drawn, engine):
    held = rows(drawn(FORCE, PLACES), engine, ["P3"], DAY)
    assert figure("Cedar", day_of("P3", held), held) is None


@pytest.mark.parametrize(
    ("hour", "of_first", "of_second"),
    [
        (5, True, False),  # in the shift that began the day before
        (6.5, True, False),  # in the tail of it
        (8, False, True),  # in the second shift and in the tail of the first
        (11, False, True),  # in the tails of both
        (12, False, True),  # in the tail of the second alone
        (23, False, True),  # on the second day and in no tail
        (-8, True, False),  # on the first day, before its shift
    ],
)
def test_a_moment_belongs_to_one_day_and_no_other(hour, of_first, of_second):
    """A night until 06:00 and a short shift from 07:00 to 10:00 of the day after."""
    first, second = midnights(DAY), midnights(DAY + dt.timedelta(days=1))
    shifts = [Stretch(first.end - 2 * HOUR, first.end + 6 * HOUR), Stretch(first.end + 7 * HOUR, first.end + 10 * HOUR)]
    at = second.start + int(hour * HOUR)
    assert duty(shifts, DAY).holds(at) == of_first
    assert duty(shifts, DAY + dt.timedelta(days=1)).holds(at) == of_second


def test_a_shift_belongs_to_the_day_on_which_it_begins():
    today = midnights(DAY)
    before, late = Stretch(today.start - 2 * HOUR, today.start + 6 * HOUR), Stretch(today.end - HOUR, today.end + HOUR)
    theirs = duty([before, late], DAY)
    assert theirs.shifts == (late,)
    assert not theirs.holds(today.start + 8 * HOUR)  # the tail of the night before
    assert theirs.holds(today.end + 2 * HOUR)
