"""Contact goes quiet while presence goes on."""

import pytest

from upstander.signs.contact_goes_quiet_while_presence_goes_on import contact_goes_quiet_while_presence_goes_on as sign

HEAD = "staff_id | nominal_id | kind | at | answer | certainty\n"


def trace(kind, *days, person="Ms A", answer="unexplained", sure="", who="PCSO 2"):
    return "".join(f"{who} | {person} | {kind} | 2025-{day} | {answer} | {sure}\n" for day in days)


REGULAR = trace("text", "03-01") + trace("call", "03-04") + trace("message", "03-08", answer="explained")
OTHERS = trace("call", "04-05 09:00", "04-12 09:00", person="", answer="explained")
VISITS = trace("visit", "04-10", "04-14")


@pytest.fixture
def seen(observed):
    def of(*contacts, stops="staff_id\n", **more):
        rows = observed(sign, {"contacts": HEAD + "".join(contacts), "staff_stops": stops}, **more)
        return [(row["feed"], row["amount"]) for row in rows]

    return of


def test_visits_and_look_ups_in_a_silence_after_regular_talk_are_observed(seen):
    assert seen(REGULAR, OTHERS, VISITS) == [("positions", 1), ("positions", 1)]
    assert seen(REGULAR, OTHERS, VISITS.replace("visit", "look_up")) == [("accesses", 1), ("accesses", 1)]


def test_where_talk_goes_on_in_either_direction_it_is_silent(seen):
    assert not seen(REGULAR, OTHERS, VISITS, trace("call", "04-01"))
    assert seen(REGULAR, OTHERS, VISITS, trace("call", "04-01"), quiet=8)
    assert len(seen(REGULAR, OTHERS, VISITS, trace("call", "04-12"))) == 1


def test_where_talk_was_never_regular_or_long_ago_it_is_silent(seen):
    once = trace("text", "03-01 10:00", "03-01 11:00", "03-01 12:00", "03-04")
    assert not seen(once, OTHERS, VISITS)
    assert seen(once, OTHERS, VISITS, regular=2)
    assert not seen(REGULAR.replace("2025-03", "2025-01"), OTHERS, VISITS)
    assert seen(REGULAR.replace("2025-03", "2025-01"), OTHERS, VISITS, before=90)


def test_work_that_is_closed_and_nothing_follows_and_visits_for_work_are_silent(seen):
    assert not seen(REGULAR, OTHERS)
    assert not seen(REGULAR, OTHERS, VISITS.replace("unexplained", "explained"))
    assert not seen(REGULAR, OTHERS, VISITS.replace("unexplained", "cannot_assess"))
    assert not seen(REGULAR, OTHERS, VISITS.replace("visit", "custody"))


def test_a_telephone_that_is_silent_with_everybody_such_as_on_leave_or_with_no_bill_says_nothing(seen):
    assert not seen(REGULAR, VISITS)
    assert not seen(REGULAR, trace("call", "03-12", person="Ms B"), VISITS)
    assert not seen(REGULAR, OTHERS.replace("PCSO 2", "PCSO 3"), VISITS)
    assert seen(REGULAR, trace("call", "04-05", person="Ms B"), VISITS)
    assert not seen(REGULAR, trace("call", "04-16", person="Ms B"), VISITS)


def test_talk_with_somebody_else_is_not_talk_with_this_person(seen):
    assert not seen(REGULAR.replace("Ms A", "Ms B"), OTHERS, VISITS)
    assert not seen(REGULAR.replace("PCSO 2", "PCSO 3"), OTHERS, VISITS)
    assert not seen(REGULAR.replace("Ms A", ""), OTHERS, VISITS.replace("Ms A", ""))
    assert seen(REGULAR, OTHERS, VISITS, trace("call", "04-01", who="PCSO 3"))


def test_each_of_a_crew_at_one_stop_is_asked_about_apart(observed):
    def crew(text):
        return "".join(f"{line} | {n}\n" for n, line in enumerate(text.splitlines()))

    both = trace("visit", "04-14") + trace("visit", "04-14", who="PC 5")
    lines = crew(REGULAR + OTHERS) + "".join(f"{line} | stop\n" for line in both.splitlines())
    rows = observed(sign, {"contacts": HEAD.replace("certainty", "certainty | record_id") + lines})
    assert [row["staff_id"] for row in rows] == ["PCSO 2"]


def test_a_day_counts_once_and_a_doubtful_driver_counts_less(seen):
    twice = trace("visit", "04-10 10:00", "04-10 15:00", sure="0.5")
    assert seen(REGULAR, OTHERS, twice) == [("positions", 0.25), ("positions", 0.25)]


def test_it_cannot_be_asked_without_bills_and_places():
    assert {"phone_events", "positions", "deployments"} <= set(sign.needs)


def test_a_stop_as_short_as_halts_on_patrol_is_no_presence(seen):
    halts = "".join(f"car {n} | PCSO {n} | 2025-02-{n + 1:02d} 10:00 | 2025-02-{n + 1:02d} 10:06\n" for n in range(20))
    stops = "device_id | staff_id | start_at | end_at\n" + halts
    assert not seen(REGULAR, OTHERS, VISITS, stops=stops)
    assert len(seen(REGULAR, OTHERS, VISITS.replace("visit", "look_up"), stops=stops)) == 2
