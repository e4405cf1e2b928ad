"""A matter on the desk: opened from a lead, carried by the law of its day, each entry kept, each refusal explained."""

import datetime as dt

import pytest

TODAY = f"{dt.datetime.now(tz=dt.UTC).astimezone():%d/%m/%Y}"


def added(desk, matter, what, details="", day=TODAY, *, who="manager"):
    return desk.asks(who, f"/matters/{matter.pk}/add", {"what": what, "day": day, "details": details})


def test_the_manager_makes_a_lead_a_matter_and_its_history_begins(desk):
    lead = desk.lead()
    desk.asks("manager", f"/leads/{lead.pk}/open-matter", {"kind": "pcso", "why": "four stops without a task"})
    lead.refresh_from_db()
    assert (lead.state, [e.what for e in lead.matter.entries.all()]) == ("promoted", ["matter came to attention"])
    assert lead.entries.last().why == "four stops without a task"
    assert desk.log("matter opened")[0][0] == str(lead.matter.pk)


@pytest.mark.parametrize("who", ["analyst", "a friend", "investigator"])
def test_nobody_else_opens_a_matter(desk, who):
    from upstander.casework.models import Matter  # noqa: PLC0415

    desk.asks(who, f"/leads/{desk.lead().pk}/open-matter", {"kind": "pcso", "why": "x"})
    assert Matter.objects.count() == 0


def test_a_lead_becomes_a_matter_once(desk):
    matter = desk.matter()
    answer = desk.asks("manager", f"/leads/{matter.lead.pk}/open-matter", {"kind": "pcso", "why": "again"})
    assert answer.status_code == 409


def test_an_entry_that_the_law_allows_is_added(desk):
    matter = desk.matter("investigator")
    answer = added(
        desk, matter, "matter recorded", "alleges: abuse of position for a sexual purpose", who="investigator"
    )
    assert answer.status_code == 302
    entry = matter.entries.last()
    assert (entry.what, entry.by, entry.details) == (
        "matter recorded", "The investigator", {"alleges": "abuse of position for a sexual purpose"}
    )  # fmt: skip


def test_an_entry_that_a_rule_is_against_is_refused_with_the_rule_and_kept_out(desk):
    matter = desk.matter()
    answer = added(desk, matter, "matter closed")
    page = answer.content.decode()
    assert (answer.status_code, matter.entries.count()) == (422, 1)
    assert "There is a problem" in page
    assert "S003" in page
    assert desk.log("entry")[0][1] == "refused"
    assert desk.log("entry")[0][3]["rules"]
    assert len(desk.log("matter read")) == 1


@pytest.mark.parametrize(
    ("day", "details", "said"),
    [
        ("31/02/2025", "", "Give the day as"),
        ("01/01/2125", "", "has not come"),
        (TODAY, "gross misconduct", "write a name, a colon and a value"),
        (TODAY, "alleges: a\nalleges: b", "is given twice"),
    ],
)
def test_what_cannot_be_read_is_said_and_what_was_typed_stays(desk, day, details, said):
    matter = desk.matter()
    answer = added(desk, matter, "matter recorded", details, day)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert [line for line in details.splitlines() if line not in answer.content.decode()] == []
    assert matter.entries.count() == 1


def test_a_matter_says_what_may_come_next_what_is_due_and_what_bars_its_close(desk):
    page = desk.asks("manager", f"/matters/{desk.matter().pk}").content.decode()
    for words in ("Matter recorded", "What is due", "What stands in the way of closing", "S003"):
        assert words in page, words


def test_a_step_says_what_its_entry_must_hold(desk):
    page = desk.asks("manager", f"/matters/{desk.matter().pk}").content.decode()
    for words in ("decision: not required", "form: staff hearing or staff meeting", "count: which one", "Checked: "):
        assert words in page, words


def test_the_manager_gives_parts_and_nobody_else(desk):
    matter = desk.matter("investigator")
    liaison = str(desk.accounts["liaison"].pk)
    path = f"/matters/{matter.pk}/assign"
    assert desk.asks("investigator", path, {"to": liaison, "part": "liaison"}).status_code == 409
    assert desk.asks("manager", path, {"to": liaison, "part": "liaison"}).status_code == 302
    assert {one.account.username for one in matter.assignments.all()} == {"investigator", "liaison"}


@pytest.mark.parametrize("who", ["the subject", "a friend", "administrator", "auditor", "analyst"])
def test_no_part_is_given_to_whom_a_tie_or_a_role_keeps_out(desk, who):
    matter = desk.matter()
    given = {"to": str(desk.accounts[who].pk), "part": "investigator"}
    answer = desk.asks("manager", f"/matters/{matter.pk}/assign", given)
    assert answer.status_code == 409
    assert "This person cannot be assigned" in answer.content.decode()
    assert desk.log("assignment")[0][1] == "refused"


def test_the_list_names_what_is_late(desk):
    from upstander.casework.models import MatterEntry  # noqa: PLC0415

    matter = desk.matter()
    clarity = dt.date(2025, 3, 3)
    common = {"matter": matter, "by": "DS 1", "writer": desk.accounts["manager"], "recorded": clarity, "day": clarity}
    MatterEntry.objects.create(number=2, what="matter came to attention", **common)
    MatterEntry.objects.create(number=3, what="moment of clarity", details={"on": "the first account"}, **common)
    assert "late, and not done" in desk.asks("manager", "/matters").content.decode()


def test_a_long_list_goes_on_on_the_next_page_with_as_many_questions_to_the_database(desk):
    opened(desk, 5)
    few = len(questions(desk, "/matters"))
    opened(desk, 25)
    assert len(questions(desk, "/matters")) == few
    assert desk.asks("manager", "/matters?page=2").content.decode().count("Matter about") == 5
    assert desk.asks("manager", "/matters?page=99999999999999999999").status_code == 200


def opened(desk, count):
    """So many more matters, each with its first entry."""
    from upstander.casework.models import Matter, MatterEntry  # noqa: PLC0415

    for _ in range(count):
        matter = Matter.objects.create(subject_id="P-100", subject_name="Somebody", kind="officer")
        common = {"day": dt.date(2025, 3, 3), "recorded": dt.date(2025, 3, 3), "by": "DS 1"}
        MatterEntry.objects.create(
            matter=matter, number=1, what="matter came to attention", writer=desk.accounts["manager"], **common
        )


def questions(desk, path):
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as asked:
        desk.asks("manager", path)
    return asked.captured_queries
