"""What more is asked for on a lead: it is opened with its day, stands where it is looked for, and is answered once."""

import datetime as dt

import pytest

from tests.desk.conftest import SUBJECT
from tests.desk.days import today
from tests.desk.test_due import day, rows_of

GIVEN = {
    "records": "billing of the subject's devices",
    "other": "",
    "holder": "the single point of contact",
    "first": "1/3/2025",
    "last": "31/3/2025",
    "why": "calls of March",
    "proportionate": "one month, of the work's own device",
    "working_days": "10",
}


def asks(desk, who="analyst", **changed):
    return desk.asks(who, f"/leads/{desk.lead().pk}/ask", GIVEN | changed)


def opened(desk, days=3, who="analyst", records="billing"):
    """Something that was asked for, due in so many days."""
    from upstander.casework.actions import asking  # noqa: PLC0415
    from upstander.casework.models import MoreAsked  # noqa: PLC0415

    given = asking.Asked(records, "the keeper", today(), today(), "its why", "why no less")
    made = asking.ask(lead=desk.lead(), asked=given, working_days=5, by=desk.accounts[who])
    desk.run("SET LOCAL session_replication_role = replica")
    MoreAsked.objects.filter(pk=made.pk).update(due=today() + dt.timedelta(days))
    desk.run("SET LOCAL session_replication_role = origin")
    return made


def answers(desk, made, came="arrived", who="analyst"):
    return desk.asks(who, f"/leads/{desk.lead().pk}/asked/{made.pk}", {"came": came, "words": "forty lines"})


def test_what_is_asked_for_stands_on_the_lead_with_whom_when_why_and_by_which_working_day(desk):
    from upstander.casework.procedure.days import due_after  # noqa: PLC0415

    assert asks(desk).status_code == 302
    page = desk.asks("manager", f"/leads/{desk.lead().pk}").content.decode()
    due = due_after(today(), 10, "working day")
    said = (
        "Billing of the subject&#x27;s devices", "1 March 2025 to 31 March 2025", "the single point of contact",
        "calls of March", "one month, of the work&#x27;s own device", f"{due:%-d %B %Y}", "Asked by The analyst",
    )  # fmt: skip
    assert [words for words in said if words not in page] == []
    assert (desk.lead().state, desk.lead().holder) == ("asked", desk.accounts["analyst"])
    assert desk.log("lead more asked for")[-1][:2] == (str(desk.lead().pk), "done")


def test_other_records_are_named_and_what_the_scan_could_not_look_at_is_offered(desk):
    page = desk.asks("analyst", f"/leads/{desk.lead().pk}/ask").content.decode()
    assert "<datalist" in page
    assert asks(desk, records="other", other="the door log of Mill Lane").status_code == 302
    assert desk.lead().asked.get().records == "the door log of Mill Lane"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"why": " "}, "Say why"),
        ({"proportionate": ""}, "Say why no less would do"),
        ({"holder": ""}, "Say who is asked"),
        ({"records": "other"}, "Name the records"),
        ({"working_days": "0"}, "Give a whole number"),
        ({"last": "1/2/2025"}, "The last day lies before the first"),
    ],
)
def test_what_is_asked_for_without_saying_all_is_not_asked(desk, changed, said):
    answer = asks(desk, **changed)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert (desk.lead().state, desk.lead().asked.count()) == ("open", 0)


def test_nothing_is_asked_for_on_a_lead_that_is_dismissed(desk):
    given = {"what": "dismissed", "because": "the records are wrong", "why": "x"}
    desk.asks("analyst", f"/leads/{desk.lead().pk}/move", given)
    assert (asks(desk).status_code, desk.lead().asked.count()) == (422, 0)


def test_several_are_open_at_once_and_the_lead_goes_on_when_the_last_is_answered(desk):
    first, second = opened(desk), opened(desk, records="positions")
    assert answers(desk, first).status_code == 302
    assert desk.lead().state == "asked"
    assert answers(desk, second, "absent").status_code == 302
    assert (desk.lead().state, desk.lead().holder) == ("claimed", desk.accounts["analyst"])
    page = desk.asks("analyst", f"/leads/{desk.lead().pk}").content.decode()
    assert ("It arrived: forty lines" in page, "It does not exist: forty lines" in page) == (True, True)
    assert [row[3]["came"] for row in desk.log("lead more answered")] == ["arrived", "absent"]


def test_it_is_answered_once(desk):
    made = opened(desk)
    answers(desk, made, "refused")
    answer = answers(desk, made, "arrived")
    assert (answer.status_code, "answered already" in answer.content.decode()) == (422, True)
    made.refresh_from_db()
    assert made.answer.came == "refused"


def test_it_is_due_for_who_asked_and_who_holds_the_lead_until_it_is_answered(desk):
    late, soon = opened(desk, -2), opened(desk, 4, records="positions")
    opened(desk, 60, records="far away")
    rows = [
        ("Late", day(-2), "Asked for: billing, of the keeper"),
        ("Due within four weeks", day(4), "Asked for: positions, of the keeper"),
    ]
    about = str(desk.lead())
    assert rows_of(desk, "analyst") == [(*row, about) for row in rows]
    assert rows_of(desk, "manager") == []
    assert desk.log("due listed")[0][3]["leads"] == [str(desk.lead().pk)]
    answers(desk, late)
    answers(desk, soon)
    assert rows_of(desk, "analyst") == []


@pytest.mark.parametrize("who", ["a friend", "the subject", "investigator", "auditor"])
def test_for_who_may_not_see_the_lead_nothing_was_asked_for(desk, who):
    made = opened(desk)
    answers(desk, made)
    path = f"/leads/{desk.lead().pk}"
    assert desk.asks(who, f"{path}/asked/{made.pk}").status_code == 404
    assert asks(desk, who).status_code == 404
    tables = ("casework_moreasked", "casework_moreanswered")
    assert [desk.sees(who, f"SELECT by_id FROM {table}") for table in tables] == [[], []]
    assert all(desk.sees("analyst", f"SELECT by_id FROM {table}") for table in tables)


def test_who_gets_a_tie_to_the_subject_is_reminded_of_nothing(desk):
    opened(desk, -2)
    desk.shut_out("analyst", SUBJECT)
    assert rows_of(desk, "analyst") == []


@pytest.mark.parametrize(
    "statement", ["UPDATE casework_moreasked SET due = due + 30", "DELETE FROM casework_moreanswered"]
)
def test_what_was_asked_for_and_what_came_of_it_are_only_added_to(desk, statement):
    from django.db import DatabaseError  # noqa: PLC0415

    answers(desk, opened(desk))
    with pytest.raises(DatabaseError):
        desk.as_role(lambda: desk.run(statement))


# what a session of the database says of what it asks for | so that
FORGED = {
    "a day long ago": ("now(), '2020-01-01', '2020-02-01', '2020-03-01'", "open"),
    "a day that never comes": ("now(), '2020-01-01', '2020-02-01', '2099-03-01'", "open"),
    "days the wrong way round": ("now(), '2020-02-01', '2020-01-01', access_today() + 5", "open"),
    "another day of asking": ("now() - interval '9 days', '2020-01-01', '2020-02-01', access_today() + 5", "open"),
    "a lead that was dismissed": ("now(), '2020-01-01', '2020-02-01', access_today() + 5", "dismissed"),
}
ASKED_BY_HAND = """INSERT INTO casework_moreasked (id, lead_id, by_id, records, holder, why, proportionate, at, first, last, due)
    VALUES (gen_random_uuid(), '{}', '{}', 'x', 'x', 'x', 'x', {}) RETURNING 1"""


@pytest.mark.parametrize("what", FORGED)
def test_the_database_takes_no_request_that_the_page_would_refuse(desk, what):
    from django.db import DatabaseError  # noqa: PLC0415

    days, state = FORGED[what]
    lead = desk.lead()
    type(lead).objects.filter(pk=lead.pk).update(state=state)
    with pytest.raises(DatabaseError, match="row-level security"):
        desk.sees("analyst", ASKED_BY_HAND.format(lead.pk, desk.accounts["analyst"].pk, days))


def test_the_database_takes_a_request_as_the_page_makes_it(desk):
    days = "now(), '2020-01-01', '2020-02-01', access_today() + 5"
    statement = ASKED_BY_HAND.format(desk.lead().pk, desk.accounts["analyst"].pk, days)
    assert desk.sees("analyst", statement) == [1]
