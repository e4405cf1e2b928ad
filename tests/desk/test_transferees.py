"""People who came from another force: who reads the list, what was asked of the former force, and what came back."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from tests.desk.days import as_typed, today
from tests.desk.force_people import from_another_force
from tests.desk.test_health_checks import EVERYBODY, main_of

PAGE = "/workforce/transferees"


@pytest.fixture
def held(desk, people_on_record):
    """That P-2 came from another force 90 days ago, as the vetting officer put down."""
    return from_another_force("P-2", by=desk.accounts["vetting"], ago=90)


def asked(desk, held, what="conduct", ago=0):
    """Something that the former force was asked so many days ago."""
    from upstander.workforce.models import AskedOf  # noqa: PLC0415 - Django is set up by the desk
    from upstander.workforce.transfers import keeping  # noqa: PLC0415

    day = today() - dt.timedelta(days=ago)
    return keeping.ask(transferee=held, what=AskedOf(what), asked_on=day, by=desk.accounts["vetting"])


def answered(desk, of, came_back="received"):
    """What came back today."""
    from upstander.workforce.models import CameBack  # noqa: PLC0415 - as above
    from upstander.workforce.transfers import keeping  # noqa: PLC0415

    return keeping.reply(of=of, came_back=CameBack(came_back), happened_on=today(), by=desk.accounts["vetting"])


def shown(desk, who, held):
    """Whether somebody is there for who asks: the page, the policy and the database each say."""
    from upstander.access.asking import asker_of  # noqa: PLC0415 - as above
    from upstander.workforce import policy  # noqa: PLC0415

    return (
        desk.asks(who, f"{PAGE}/{held.pk}").status_code == 200,
        not policy.against_transferee(asker_of(desk.accounts[who]), held.staff_mark),
        held.pk in desk.sees(who, "SELECT id FROM workforce_transferee"),
    )


# ---- who reads it


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_list_is_for_those_who_read_vetting(desk, held, who):
    may = who in {"vetting", "manager"}
    assert shown(desk, who, held) == (may,) * 3
    assert (desk.asks(who, PAGE).status_code == 200) == may
    assert ("canary of a transferee" in desk.asks(who, PAGE).content.decode()) == may


def test_of_whom_a_tie_keeps_somebody_from_nothing_is_there(desk, held):
    answered(desk, asked(desk, held))
    desk.shut_out("manager", "P-2")
    assert shown(desk, "manager", held) == (False,) * 3
    assert "canary of a transferee" not in main_of(desk.asks("manager", PAGE))
    for table in ("ask", "reply"):
        assert desk.sees("manager", f"SELECT id FROM workforce_transferee{table}") == []
        assert len(desk.sees("vetting", f"SELECT id FROM workforce_transferee{table}")) == 1


def test_for_whoever_is_on_it_they_are_not(desk, people_on_record):
    of_manager = from_another_force("D-manager", by=desk.accounts["vetting"])
    assert shown(desk, "manager", of_manager) == (False,) * 3


# ---- putting somebody down


def given(**changed):
    return {"staff_id": "P-2", "former_force": "Elsewhere", "joined_on": as_typed(-90)} | changed


def test_who_vets_puts_somebody_down_by_their_number_and_the_records_say_who_it_is(desk, people_on_record):
    answer = desk.asks("vetting", PAGE, given(staff_id="p2"))
    assert answer.status_code == 302
    assert "Beech From Elsewhere" in main_of(desk.asks("vetting", answer.url))
    assert "Beech Elsewhere" in main_of(desk.asks("manager", PAGE))
    assert main_of(desk.asks("manager", PAGE)).count("Not asked") == 2
    assert desk.asks("vetting", PAGE, given()).status_code == 409  # they are on it
    assert desk.asks("staff", PAGE, given()).status_code == 404


@pytest.mark.parametrize("changed", [{"staff_id": ""}, {"former_force": ""}, {"joined_on": ""}])
def test_what_is_asked_of_who_is_put_down_is_answered(desk, people_on_record, changed):
    assert desk.asks("vetting", PAGE, given(**changed)).status_code == 422


def test_whoever_may_not_be_known_is_refused_in_the_words_for_who_is_not_there(desk, people_on_record):
    desk.shut_out("vetting", "P-41")
    absent, hidden = (desk.asks("vetting", PAGE, given(staff_id=one)) for one in ("P-999", "P-41"))
    assert absent.status_code == hidden.status_code == 409
    assert main_of(absent).replace("P-999", "") == main_of(hidden).replace("P-41", "")


# ---- what was asked, and what came back


def test_what_was_asked_is_due_after_four_weeks_and_late_on_the_day_after(desk, held):
    from upstander.workforce.transfers.standing import standing  # noqa: PLC0415

    ask = asked(desk, held)
    assert ask.due_on - ask.asked_on == dt.timedelta(days=28)
    assert [standing(held, ask.due_on + dt.timedelta(days=after)).late for after in (0, 1)] == [False, True]
    answered(desk, ask, "not_answered")
    held = type(held).objects.get()
    assert [(one.answered, one.late) for one in standing(held, ask.due_on + dt.timedelta(days=1)).asked] == [
        (False, False),
        (False, False),
    ]


def test_a_late_answer_stands_first_and_the_newest_that_came_back_counts(desk, held):
    from_another_force("P-1", by=desk.accounts["vetting"], name="Before by name")
    ask = asked(desk, held, ago=29)
    page = main_of(desk.asks("vetting", PAGE))
    assert "Overdue" in page.partition("Before by name")[0]
    path = f"{PAGE}/{held.pk}/asks/{ask.pk}"
    for came_back in ("not_answered", "nothing_held"):
        assert desk.asks("vetting", path, {"came_back": came_back, "happened_on": as_typed()}).status_code == 302
    assert "They hold nothing" in main_of(desk.asks("manager", PAGE))
    assert "Overdue" not in main_of(desk.asks("manager", PAGE))


@pytest.mark.parametrize(("to", "sent", "status"), [
    ("", {"what": "conduct", "asked_on": 0}, 302),
    ("", {"what": "", "asked_on": 0}, 422),
    ("", {"what": "vetting", "asked_on": 1}, 422),  # a day that has not come
    ("ask", {"came_back": "", "happened_on": 0}, 422),
    ("ask", {"came_back": "received", "happened_on": -6}, 409),  # before it was asked
    ("ask", {"came_back": "received", "happened_on": -5}, 302),
    ("another", {"came_back": "received", "happened_on": 0}, 404),
])  # fmt: skip
def test_what_is_written_of_it_is_a_choice_and_a_day(desk, held, to, sent, status):
    ask = asked(desk, held, ago=5)
    other = from_another_force("P-1", by=desk.accounts["vetting"])
    path = {"": "", "ask": f"/asks/{ask.pk}", "another": f"/asks/{ask.pk}"}[to]
    whose = other if to == "another" else held
    typed = {name: as_typed(one) if isinstance(one, int) else one for name, one in sent.items()}
    assert desk.asks("vetting", f"{PAGE}/{whose.pk}{path}", typed).status_code == status
    assert "textarea" not in desk.asks("vetting", f"{PAGE}/{held.pk}").content.decode()


@pytest.mark.parametrize("who", ["prevent", "staff", "a friend"])
def test_nobody_else_writes_of_it(desk, held, who):
    asked(desk, held)
    desk.shut_out("a friend", "P-2")
    by = desk.accounts[who].pk
    of_ask = f"VALUES (now(), 'conduct', now(), now(), '{by}', '{held.pk}')"
    of_them = f"VALUES (gen_random_uuid(), now(), '', '{held.staff_mark}', '', '', now(), '{by}')"
    for statement in (
        f"ask (at, what, asked_on, due_on, by_id, transferee_id) {of_ask}",
        f" (id, at, staff_id, staff_mark, name, former_force, joined_on, by_id) {of_them}",
    ):
        with pytest.raises(DatabaseError, match="row-level security"):
            desk.sees(who, f"INSERT INTO workforce_transferee{statement}")


@pytest.mark.parametrize("table", ["", "ask", "reply"])
def test_nothing_of_it_is_changed(desk, held, table):
    answered(desk, asked(desk, held))
    for change in ("DELETE FROM {}", "UPDATE {} SET at = now()"):
        statement = change.format(f"workforce_transferee{table}")
        with pytest.raises(DatabaseError, match="permission denied"):
            desk.sees("vetting", statement)
        with pytest.raises(DatabaseError, match="added to and never changed"), transaction.atomic():
            desk.run(statement)


# ---- the checklist, and the log


def test_the_checklist_tells_it_in_steps_of_five_and_counts_those_of_whom_all_was_answered(desk, people_on_record):
    line = "/checklist/vetted"
    people = [from_another_force(f"T-{number}", by=desk.accounts["vetting"]) for number in range(6)]
    for one in people[:5]:
        for what in ("conduct", "vetting"):
            answered(desk, asked(desk, one, what), "nothing_held")
    asked(desk, people[5])
    assert "5 or more people are on the list" in main_of(desk.asks("chief", line))
    assert "of 5 or more it answered" in main_of(desk.asks("chief", line))
    asked(desk, people[0])  # anew, and not answered
    assert "of fewer than 5 it answered" in main_of(desk.asks("chief", line))
    assert desk.sees("vetting", "SELECT people FROM workforce_transferee_counts()") == [0]


def test_of_fewer_than_five_the_checklist_tells_nothing(desk, held):
    assert "Fewer than 5 people are on the list" in main_of(desk.asks("chief", "/checklist/vetted"))


def test_each_look_leaves_a_line_and_the_auditor_finds_none_of_whom_they_have_a_tie_to(desk, held):
    ask = asked(desk, held)
    for path, action in ((PAGE, "transferees read"), (f"{PAGE}/{held.pk}", "transferee read")):
        desk.asks("vetting", path)
        [(_about, outcome, _purpose, details)] = desk.log(action)
        assert (outcome, details["ids"]) == ("allowed", [held.staff_mark])
    desk.asks("vetting", f"{PAGE}/{held.pk}/asks/{ask.pk}")
    assert len(desk.log("transferee read")) == 2
    line = f"/oversight/log?about={held.pk}"
    assert str(held.pk) in desk.asks("auditor", line).content.decode().partition("<table")[2]
    desk.shut_out("auditor", "P-2")
    assert str(held.pk) not in desk.asks("auditor", line).content.decode().partition("<table")[2]
