"""Help that people are offered: theirs and their supervisor's alone, with no word of why, and evidence of nothing."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from tests.desk.conftest import records_named
from tests.desk.days import as_typed, today
from tests.desk.force_people import offered, write_people
from tests.desk.test_health_checks import EVERYBODY, main_of
from upstander.access.sealed import mark

TEAM = "/your-team/welfare"
STAFF = """
    staff_id  | name | role      | team_id | supervisor_id | started_on
    D-staff   | Sam  | constable | north   | {supervisor}  | 2015-01-01
    D-liaison | Lena | sergeant  | north   | D-vetting     | 2015-01-01
"""
NEW = {"kind": "friend", "offered_on": 0, "due_on": 7}  # days from the day of the test, as `typed` types them
STEP = {"what": "spoken", "happened_on": 0, "due_on": 7}


def typed(given, **changed):
    """A form, with days in place of how many days from today they are."""
    return {name: as_typed(one) if isinstance(one, int) else one for name, one in (given | changed).items()}


@pytest.fixture
def supervised(taken_in, tmp_path):
    """Records in which the account of ordinary staff is supervised by another, as often as one likes."""
    from contextlib import ExitStack  # noqa: PLC0415

    with ExitStack() as named:

        def by(supervisor):
            staff = STAFF.format(supervisor=supervisor)
            named.enter_context(records_named(write_people(tmp_path / supervisor, staff=staff)))

        by("D-chief")
        yield by


@pytest.fixture
def held(desk, supervised):
    """What the chief officer, who supervises the account of ordinary staff, offered them today."""
    return offered(desk.accounts["staff"], by=desk.accounts["chief"])


def shown(desk, who, what):
    """Whether an offer is there for somebody: the page, the policy and the database each say."""
    from upstander.access.asking import asker_of  # noqa: PLC0415 - Django is set up by the desk
    from upstander.workforce import policy  # noqa: PLC0415
    from upstander.workforce.views.welfare import _seen  # noqa: PLC0415

    return (
        desk.asks(who, f"/welfare/{what.pk}").status_code == 200,
        not policy.against_welfare(asker_of(desk.accounts[who]), _seen(what)),
        what.pk in desk.sees(who, "SELECT id FROM workforce_welfareoffer"),
    )


# ---- who sees it


@pytest.mark.parametrize("who", [*EVERYBODY, "a friend"])
def test_it_is_theirs_and_their_supervisors_and_nobody_elses(desk, held, who):
    assert shown(desk, who, held) == ((True,) * 3 if who in {"staff", "chief"} else (False,) * 3)
    assert desk.asks(who, "/welfare").content.decode().count("/welfare/") >= (who == "staff")


def test_for_whom_a_tie_keeps_away_it_is_not_there(desk, held):
    desk.asks("chief", f"/welfare/{held.pk}", typed(STEP))
    desk.shut_out("chief", "D-staff")
    assert shown(desk, "chief", held) == (False,) * 3
    assert "Sam" not in main_of(desk.asks("chief", TEAM))
    assert desk.sees("chief", "SELECT id FROM workforce_welfarestep") == []
    assert desk.asks("chief", f"{TEAM}/{mark('D-staff')}").status_code == 404


def test_who_supervises_them_no_more_reads_it_no_more_and_who_does_now_reads_it_when_they_say_so(
    desk, held, supervised
):
    supervised("D-vetting")
    assert shown(desk, "chief", held)[:2] == (False, False)
    assert shown(desk, "vetting", held) == (False,) * 3
    for who in ("chief", "vetting"):
        assert desk.asks(who, f"/welfare/{held.pk}/hand-on", {}).status_code == 404
    assert "Let them see it" in main_of(desk.asks("staff", f"/welfare/{held.pk}"))
    assert desk.asks("staff", f"/welfare/{held.pk}/hand-on", {}).status_code == 302
    assert shown(desk, "vetting", held) == (True,) * 3
    assert shown(desk, "chief", held) == (False,) * 3
    assert "canary of help" in main_of(desk.asks("vetting", TEAM))
    assert desk.asks("vetting", f"/welfare/{held.pk}", typed(STEP)).status_code == 302
    assert desk.asks("staff", f"/welfare/{held.pk}/hand-on", {}).status_code == 409  # they see it already


def test_a_closed_account_reads_nothing(desk, held):
    for who in ("chief", "staff"):
        type(held.by).objects.filter(pk=desk.accounts[who].pk).update(is_active=False)
        assert desk.sees(who, "SELECT id FROM workforce_welfareoffer") == []


# ---- who writes it, and what


def test_a_supervisor_writes_down_what_they_offered_their_own_team_alone(desk, supervised):
    assert desk.asks("chief", f"{TEAM}/{mark('D-staff')}", typed(NEW)).status_code == 302
    assert "A friend or colleague to go with them" in main_of(desk.asks("staff", "/welfare"))
    for who, whose in (("chief", "D-liaison"), ("manager", "D-staff"), ("staff", "D-staff")):
        assert desk.asks(who, f"{TEAM}/{mark(whose)}", typed(NEW)).status_code == 404


def test_there_is_no_room_for_words(desk, held):
    for page in (f"{TEAM}/{mark('D-staff')}", f"/welfare/{held.pk}"):
        answer = desk.asks("chief", page).content.decode().partition("<main")[2]
        assert "textarea" not in answer
        assert "no illness, no diagnosis, no reason" in answer
    assert not [one for one in type(held)._meta.get_fields() if one.name in {"words", "why", "what", "notes"}]


@pytest.mark.parametrize(
    ("page", "changed", "status"),
    [
        ("new", {"kind": ""}, 422),
        ("new", {"due_on": ""}, 422),
        ("new", {"due_on": 32}, 409),  # a month, after which nobody remembers to speak again
        ("new", {"due_on": 31}, 302),
        ("new", {"offered_on": -32, "due_on": 0}, 409),
        ("step", {"due_on": ""}, 422),
        ("step", {"what": "closed", "due_on": ""}, 302),
        ("step", {"happened_on": -1}, 409),  # before it was offered
    ],
)
def test_what_goes_on_has_a_day_on_which_they_speak_next(desk, held, page, changed, status):
    path, given = (f"{TEAM}/{mark('D-staff')}", typed(NEW)) if page == "new" else (f"/welfare/{held.pk}", typed(STEP))
    assert desk.asks("chief", path, typed(given, **changed)).status_code == status


def test_what_became_of_it_stands_and_what_is_late_says_so(desk, held):
    desk.asks("chief", f"/welfare/{held.pk}", typed(STEP, what="taken_up", due_on=0))
    assert "They took it up" in main_of(desk.asks("staff", f"/welfare/{held.pk}"))
    assert "Overdue" not in main_of(desk.asks("chief", TEAM))
    desk.asks("chief", f"/welfare/{held.pk}", typed({"what": "closed", "happened_on": 0, "due_on": ""}))
    assert "Over since" in main_of(desk.asks("chief", TEAM))
    assert desk.asks("chief", f"/welfare/{held.pk}", typed(STEP)).status_code == 409


def test_it_is_late_on_the_day_after_they_were_to_speak(held):
    from upstander.workforce.welfare.standing import standing  # noqa: PLC0415

    day = dt.timedelta(days=1)
    assert [standing(held, held.due_on + after * day).late for after in (0, 1)] == [False, True]


@pytest.mark.parametrize("who", ["manager", "staff"])
def test_nobody_writes_one_in_anothers_name_nor_of_themselves(desk, held, who):
    columns = "id, at, staff_id, staff_mark, name, supervisor_id, supervisor_mark, kind, offered_on, due_on, by_id"
    of, own = (mark("D-staff"), mark("D-chief")) if who == "manager" else (mark("D-staff"),) * 2
    with pytest.raises(DatabaseError, match="row-level security"):
        desk.sees(who, f"INSERT INTO workforce_welfareoffer ({columns}) VALUES (gen_random_uuid(), now(), '', '{of}', '', '',"
                       f" '{own}', 'other', now(), now(), '{desk.accounts[who].pk}')")  # fmt: skip


@pytest.mark.parametrize("who", ["manager", "staff", "vetting"])
def test_nobody_but_its_keeper_writes_what_became_of_it(desk, held, who):
    assert desk.asks(who, f"/welfare/{held.pk}", typed(STEP)).status_code == 404
    with pytest.raises(DatabaseError, match="row-level security"):
        desk.sees(who, "INSERT INTO workforce_welfarestep (at, what, happened_on, by_id, offer_id) VALUES"
                       f" (now(), 'closed', now(), '{desk.accounts[who].pk}', '{held.pk}')")  # fmt: skip


@pytest.mark.parametrize("who", ["chief", "vetting"])
def test_nobody_but_whoever_it_is_about_hands_it_on(desk, held, who):
    with pytest.raises(DatabaseError, match="row-level security"):
        desk.sees(who, "INSERT INTO workforce_welfarehandover (at, supervisor_id, supervisor_mark, by_id, offer_id) VALUES"
                       f" (now(), '', '{desk.accounts[who].mark}', '{desk.accounts[who].pk}', '{held.pk}')")  # fmt: skip


def test_nothing_of_it_is_changed(desk, held):
    for statement in ("UPDATE workforce_welfareoffer SET at = now()", "DELETE FROM workforce_welfareoffer"):
        with pytest.raises(DatabaseError, match="permission denied"):
            desk.sees("chief", statement)
    with pytest.raises(DatabaseError, match="added to and never changed"), transaction.atomic():
        desk.run("UPDATE workforce_welfareoffer SET at = now()")


# ---- for how long it is kept


def ended(desk, held, ago):
    """The same, which ended so many days ago."""
    from django.utils import timezone  # noqa: PLC0415

    day = timezone.localdate() - dt.timedelta(days=ago)
    held.steps.create(what="closed", happened_on=day, by=desk.accounts["chief"])
    return held


@pytest.mark.parametrize("who", ["chief", "staff"])
def test_after_its_period_whoever_sees_it_takes_it_away_for_good(desk, held, who):
    path = f"/welfare/{held.pk}/take-away"
    ended(desk, held, 365)
    assert "Take it away for good" in main_of(desk.asks(who, f"/welfare/{held.pk}"))
    assert desk.asks("manager", path, {}).status_code == 404
    assert desk.asks(who, path, {}).status_code == 302
    assert not type(held).objects.exists()
    assert desk.log("welfare taken away")[0][0] == str(held.pk)


def test_before_it_is_over_nobody_does(desk, held):
    path = f"/welfare/{held.pk}/take-away"
    assert desk.asks("staff", path, {}).status_code == 409
    ended(desk, held, 364)
    assert desk.asks("staff", path, {}).status_code == 409
    assert "Take it away" not in main_of(desk.asks("staff", f"/welfare/{held.pk}"))


@pytest.mark.parametrize(("who", "ago", "gone"), [("staff", 30, True), ("staff", 29, False), ("manager", 400, False), (None, 400, False)])  # fmt: skip
def test_the_database_lets_nothing_go_within_thirty_days_nor_for_anybody_else(desk, held, who, ago, gone):
    ended(desk, held, ago)
    assert desk.sees(who, f"SELECT workforce_take_welfare_away('{held.pk}')") == [gone]
    assert type(held).objects.exists() is not gone


# ---- it is evidence of nothing, and no count tells of anybody


@pytest.mark.parametrize("who", EVERYBODY)
def test_counts_are_for_those_who_answer_for_it_and_never_below_five(desk, held, who):
    answer = desk.asks(who, "/welfare/counts")
    assert (answer.status_code == 200) == (who in {"chief", "manager", "prevent"})
    assert main_of(answer).count("Fewer than 5") == (3 if answer.status_code == 200 else 0)


def test_numbers_are_in_steps_of_five_people_each_once(desk, held):
    others = [who for who in desk.accounts if who not in {"chief", "staff"}][:5]
    for who in others[:4]:
        offered(desk.accounts[who], by=desk.accounts["chief"])
        offered(desk.accounts[who], by=desk.accounts["chief"])
    assert desk.sees("manager", "SELECT offered FROM workforce_welfare_counts()") == [5]
    offered(desk.accounts[others[4]], by=desk.accounts["chief"])
    assert "5 or more" in main_of(desk.asks("chief", "/welfare/counts"))
    assert desk.sees("manager", "SELECT offered FROM workforce_welfare_counts()") == [5]
    assert desk.sees("manager", "SELECT late FROM workforce_welfare_counts()") == [0]
    assert desk.sees("staff", "SELECT offered FROM workforce_welfare_counts()") == [0]


def test_nothing_of_it_goes_back_to_the_records_that_signs_read(desk, supervised):
    from upstander.workforce.records_back import feeds  # noqa: PLC0415

    before = feeds()
    offered(desk.accounts["staff"], by=desk.accounts["chief"])
    assert feeds() == before


def test_its_pages_are_the_same_whether_there_is_a_matter_about_them_or_not(desk, supervised):
    from upstander.casework.actions import matters  # noqa: PLC0415

    pages = [("staff", "/welfare"), ("chief", TEAM), ("chief", f"{TEAM}/{mark('D-staff')}")]
    before = [main_of(desk.asks(*page)) for page in pages]
    about = {"subject_id": "D-staff", "subject_name": "Sam", "kind": "staff", "why": "x", "day": today()}
    matters.open_by_hand(**about, by=desk.accounts["manager"])
    assert [main_of(desk.asks(*page)) for page in pages] == before


def test_no_table_of_it_leads_to_a_matter_and_none_of_a_matter_to_it():
    from django.apps import apps  # noqa: PLC0415

    def tied(model):
        return {one.related_model._meta.label_lower for one in model._meta.get_fields() if one.related_model}

    welfare = {one for one in apps.get_app_config("workforce").get_models() if one.__name__.startswith("Welfare")}
    assert len(welfare) == 3
    assert {to for one in welfare for to in tied(one)} <= {
        "access.account",
        *(one._meta.label_lower for one in welfare),
    }


# ---- the log


def test_each_look_leaves_a_line_and_the_auditor_finds_none_of_whom_they_have_a_tie_to(desk, held):
    for who, path, action in (
        ("chief", TEAM, "team welfare read"), ("chief", f"{TEAM}/{mark('D-staff')}", "welfare begun"),
        ("staff", "/welfare", "own welfare read"), ("chief", f"/welfare/{held.pk}", "welfare read"),
        ("prevent", "/welfare/counts", "welfare counts read"),
    ):  # fmt: skip
        desk.asks(who, path)
        assert [outcome for _about, outcome, *_rest in desk.log(action)] == ["allowed"], action
    line = f"/oversight/log?about={held.pk}"
    assert str(held.pk) in desk.asks("auditor", line).content.decode().partition("<table")[2]
    desk.shut_out("auditor", "D-staff")
    assert str(held.pk) not in desk.asks("auditor", line).content.decode().partition("<table")[2]
