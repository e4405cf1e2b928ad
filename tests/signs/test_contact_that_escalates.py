"""Contact that grows quickly."""

from dataclasses import replace

import pyarrow as pa
import pytest

from tests.drawing import draw_joined
from upstander.contacts.ledger import PURPOSES
from upstander.signs.contact_that_escalates import contact_that_escalates as sign

WITH_PLACE = PURPOSES.append(pa.field("lat", pa.int32())).append(pa.field("lon", pa.int32()))  # as a drawing gives them
HEAD = "staff_id | nominal_id | kind | direction | at | answer | certainty\n"


def texts(*days, person="Ms A", answer="unexplained", kind="text", way="out", at="20:00", sure=""):
    return "".join(f"PC 12 | {person} | {kind} | {way} | 2025-{day} {at} | {answer} | {sure}\n" for day in days)


WEEK = texts("03-24", "03-25", "03-26", "03-27", "03-28")


@pytest.fixture
def days(engine, known):
    def of(*contacts, purposes="staff_id\n", **more):
        held = engine.hold("new_work", draw_joined(WITH_PLACE, purposes).select(PURPOSES.names))
        drawn = replace(known({"contacts": HEAD + "".join(contacts)}), purposes=held)
        return engine.rows(sign.observations(drawn, more)).sort("at")["record_id"].to_list()

    return of


def test_the_contact_with_which_a_week_becomes_several_times_the_weeks_before_is_observed(days):
    assert days(texts("02-25", "03-05"), WEEK) == ["7"]
    assert days(texts("02-25", "03-05"), WEEK, texts("03-29")) == ["7", "8"]


def test_calls_and_messages_add_up_with_texts(days):
    assert len(days(texts("03-24", "03-25"), texts("03-26", kind="call"), texts("03-27", "03-28", kind="message"))) == 1


def test_a_week_of_few_contacts_is_silent_and_so_is_the_same_number_over_more_than_a_week(days):
    assert not days(texts("03-24", "03-25", "03-26", "03-27"))
    assert not days(texts("03-21", "03-23", "03-25", "03-27", "03-29"))
    assert days(texts("03-24", "03-25", "03-26", "03-27"), busy=4)
    assert days(texts("03-21", "03-23", "03-25", "03-27", "03-29"), week=9)


def test_where_the_weeks_before_were_as_busy_it_is_silent(days):
    steady = texts(*(f"03-{n:02}" for n in range(1, 24, 2)))
    assert not days(steady, WEEK)
    assert days(steady, WEEK, times=2)
    long_ago = steady.replace("2025-03", "2025-01")
    assert days(long_ago, WEEK)
    assert not days(long_ago, WEEK, before=90, times=9)


def test_contact_that_work_explains_is_part_of_the_weeks_but_is_not_observed_itself(days):
    assert not days(WEEK.replace("unexplained", "explained"), texts("03-29", answer="cannot_assess"))
    assert days(WEEK.replace("unexplained", "explained"), texts("03-29", answer="self_explained")) == ["6"]


def test_after_a_new_incident_or_a_court_date_that_somebody_else_recorded_growth_is_silent(days):
    new = "staff_id | nominal_id | purpose | author_id | from_at\nPC 12 | Ms A | court | {} | {}\n"
    assert not days(WEEK, purposes=new.format("Clerk 1", "2025-03-20"))
    assert not days(WEEK, purposes=new.format("", "2025-03-20"))
    assert days(WEEK, purposes=new.format("PC 12", "2025-03-20"))
    assert days(WEEK, purposes=new.format("Clerk 1", "2025-03-10"))
    assert not days(WEEK, purposes=new.format("Clerk 1", "2025-03-10"), new_work=20)
    assert days(WEEK, purposes=new.format("Clerk 1", "2025-03-29"))
    assert days(WEEK, purposes=new.replace("Ms A", "Ms B").format("Clerk 1", "2025-03-20"))
    assert days(WEEK, purposes=new.replace("PC 12", "PC 9").format("Clerk 1", "2025-03-20"))


def test_contact_with_others_from_the_person_of_other_kinds_or_with_nobody_known_does_not_add_up(days):
    four = texts("03-24", "03-25", "03-26", "03-27")
    for fifth in ({"person": "Ms B"}, {"way": "in"}, {"kind": "look_up"}):
        assert not days(four, texts("03-28", **fifth))
    assert not days(WEEK.replace("Ms A", ""))
    assert not days(four, texts("03-28").replace("PC 12", "PC 9"))


def test_a_day_counts_once_and_a_number_two_people_share_counts_half(observed):
    rows = observed(
        sign, {"contacts": HEAD + WEEK + texts("03-29", at="18:00", sure="0.5") + texts("03-29", sure="0.5")}
    )
    assert [row["amount"] for row in rows] == [1, 0.25, 0.25]


def test_it_cannot_be_asked_without_bills_and_the_record_of_work():
    assert {"phone_events", "incidents", "involvements"} <= set(sign.needs)
