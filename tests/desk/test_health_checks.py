"""Integrity health checks held at the desk: a supervisor's own team alone, and whoever was asked says whether it is right."""

import datetime as dt
import re

import pytest
from django.db import DatabaseError, transaction

from tests.desk.conftest import records_named
from tests.desk.force_people import PEOPLE, talked, write_people
from tests.leads.telling.scans import write_store
from upstander.access.sealed import mark

EVERYBODY = ("analyst", "investigator", "authority", "liaison", "manager", "auditor", "administrator", "prevent", "vetting", "chief", "staff")  # fmt: skip
PAGE = "/your-team/health-checks"
STAFF = """
    staff_id  | name   | role      | team_id | supervisor_id | started_on
    D-staff   | Sam    | constable | north   | D-chief       | 2015-01-01
    P-1       | Alder  | constable | north   | D-chief       | 2015-01-01
    P-4       | Fern   | constable | south   | D-vetting     | 2015-01-01
    D-liaison | Lena   | sergeant  | south   | D-vetting     | 2015-01-01
"""
KEPT = "staff_id | completed_at | discussed\nP-1 | 2025-05-31 10:00 | yes"


def main_of(answer):
    page = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def given(**changed):
    from django.utils import timezone  # noqa: PLC0415

    from upstander.workforce.integrity.questions import questions  # noqa: PLC0415

    words = {f"{one.name}_words": f"these are words on {one.name}" for one in questions().asked}
    said = {f"{one.name}_said": "no" for one in questions().asked if not one.open}
    return {"held_on": f"{timezone.localdate():%d/%m/%Y}"} | words | said | changed


@pytest.fixture
def team(taken_in, tmp_path):
    with records_named(write_people(tmp_path / "store", staff=STAFF, health_checks=KEPT)):
        yield


@pytest.fixture
def held(desk, team):
    """A check that the chief officer held with the account of ordinary staff."""
    return talked(desk.accounts["staff"], by=desk.accounts["chief"], interests="yes")


def there(desk, check, who):
    """Whether a check is there for somebody: the page and the policy say the same."""
    from upstander.access.asking import asker_of  # noqa: PLC0415
    from upstander.workforce import policy  # noqa: PLC0415
    from upstander.workforce.integrity.here import as_policies_see  # noqa: PLC0415

    answers = {
        desk.asks(who, f"/health-checks/{check.pk}").status_code == 200,
        not policy.against_health_check(asker_of(desk.accounts[who]), as_policies_see(check)),
    }
    assert len(answers) == 1, answers
    return answers.pop()


# ---- who holds one, and with whom


def test_a_supervisor_sees_their_own_team_and_how_each_stands(desk, team):
    page = main_of(desk.asks("chief", PAGE))
    assert "Alder Talked through 31 May 2025, in the force&#x27;s records 31 May 2026" in page
    assert "Sam Never Now None yet" in page
    assert "Fern" not in page
    assert "name nobody whom you supervise" in main_of(desk.asks("manager", PAGE))


@pytest.mark.parametrize(("who", "whose"), [("chief", "P-4"), ("manager", "P-1"), ("staff", "D-staff"), ("chief", "P-99")])  # fmt: skip
def test_nobody_holds_one_outside_their_own_team(desk, team, who, whose):
    for sent in (None, given()):
        assert desk.asks(who, f"{PAGE}/{mark(whose)}", sent).status_code == 404


def test_whoever_a_tie_keeps_away_is_not_in_the_team_and_what_was_held_with_them_is_gone(desk, held):
    desk.shut_out("chief", "D-staff")
    assert "Sam" not in main_of(desk.asks("chief", PAGE))
    assert desk.asks("chief", f"{PAGE}/{mark('D-staff')}").status_code == 404
    assert not there(desk, held, "chief")
    assert desk.sees("chief", "SELECT id FROM workforce_healthcheck") == []


def test_what_was_said_is_written_down_and_stands_as_it_was_asked(desk, team):
    answer = desk.asks("chief", f"{PAGE}/{mark('D-staff')}", given(interests_said="yes"))
    assert answer.status_code == 302
    page = main_of(desk.asks("chief", answer.url))
    assert "Do you have another job, a business, an office or a tenancy, or did you begin one since the last check? Yes these are words on interests" in page  # fmt: skip
    assert "Sam Talked through" in main_of(desk.asks("chief", PAGE))
    assert "They have not answered yet" in main_of(desk.asks("chief", PAGE))
    assert "What you wrote down on" in main_of(desk.asks("chief", f"{PAGE}/{mark('D-staff')}"))


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"since_then_words": ""}, 422),  # an open question is answered in words
        ({"interests_said": ""}, 422),
        ({"interests_said": "yes", "interests_words": ""}, 422),  # a yes says more than yes
        ({"interests_words": ""}, 302),
        ({"held_on": ""}, 422),
        ({"held_on": "01/01/2020"}, 409),
    ],
)
def test_what_is_asked_is_answered(desk, team, changed, status):
    assert desk.asks("chief", f"{PAGE}/{mark('D-staff')}", given(**changed)).status_code == status


def test_one_talk_is_written_down_once(desk, held):
    again = desk.asks("chief", f"{PAGE}/{mark('D-staff')}", given())
    assert again.status_code == 409
    assert "on this day already" in main_of(again)


# ---- who reads one, and who says whether it is right


@pytest.mark.parametrize("who", EVERYBODY)
def test_whoever_was_asked_and_whoever_asked_read_it(desk, held, who):
    assert there(desk, held, who) == (who in {"staff", "chief"})
    of_prevention = {"prevent", "manager"}  # who look at quality, and read what was drawn
    shown = held.pk in desk.sees(who, "SELECT id FROM workforce_healthcheck")
    assert shown == (who in {"staff", "chief"} | of_prevention)


def test_whoever_was_asked_says_once_whether_it_is_right(desk, held):
    path = f"/health-checks/{held.pk}"
    assert "Waits for you" in main_of(desk.asks("staff", "/health-checks"))
    assert desk.asks("staff", path, {"agrees": "no"}).status_code == 422
    assert desk.asks("staff", path, {"agrees": "no", "words": "I said it in May"}).status_code == 302
    assert "I said it in May" in main_of(desk.asks("chief", path))
    assert "They disagree" in main_of(desk.asks("chief", PAGE))
    again = desk.asks("staff", path, {"agrees": "yes", "words": ""})
    assert (again.status_code, "You have said already whether it is right" in main_of(again)) == (409, True)
    assert "I said it in May" in main_of(desk.asks("staff", path))


def test_nobody_else_says_it(desk, held):
    from upstander.workforce.models import HealthCheckReply  # noqa: PLC0415

    for who in ("chief", "prevent"):
        desk.asks(who, f"/health-checks/{held.pk}", {"agrees": "yes", "words": ""})
        with pytest.raises(DatabaseError, match="row-level security"):
            desk.sees(who, "INSERT INTO workforce_healthcheckreply (at, agrees, words, by_id, check_held_id) VALUES"
                           f" (now(), true, '', '{desk.accounts[who].pk}', '{held.pk}')")  # fmt: skip
    assert not HealthCheckReply.objects.exists()


def test_what_is_to_be_declared_leads_to_the_form_for_whoever_said_it_alone(desk, held):
    assert 'href="/declarations/new"' in desk.asks("staff", f"/health-checks/{held.pk}").content.decode()
    assert 'href="/declarations/new"' not in desk.asks("chief", f"/health-checks/{held.pk}").content.decode()
    other = talked(desk.accounts["liaison"], by=desk.accounts["vetting"])
    assert 'href="/declarations/new"' not in desk.asks("liaison", f"/health-checks/{other.pk}").content.decode()


def test_a_worry_has_no_place_here_and_the_page_says_where_it_goes(desk, held):
    assert "on the page for reporting a concern" in main_of(desk.asks("chief", f"{PAGE}/{mark('D-staff')}"))
    assert "use the way in which your force takes reports" in main_of(desk.asks("staff", f"/health-checks/{held.pk}"))


@pytest.mark.parametrize("who", ["manager", "staff"])
def test_nobody_writes_one_in_anothers_name_nor_of_themselves(desk, held, who):
    columns = "id, at, staff_id, staff_mark, name, team, supervisor_id, supervisor_mark, held_on, version, answers, talked_through, by_id"
    of, own = (mark("P-1"), mark("D-chief")) if who == "manager" else (mark("D-staff"), mark("D-staff"))
    with pytest.raises(DatabaseError, match="row-level security"):
        desk.sees(who, f"INSERT INTO workforce_healthcheck ({columns}) VALUES (gen_random_uuid(), now(), '', '{of}', '', '', '',"
                       f" '{own}', now(), 1, '', true, '{desk.accounts[who].pk}')")  # fmt: skip


@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET at = now()"])
@pytest.mark.parametrize("table", ["healthcheck", "healthcheckreply"])
def test_nothing_that_was_written_is_changed(desk, held, table, change):
    desk.asks("staff", f"/health-checks/{held.pk}", {"agrees": "yes", "words": ""})
    statement = change.format(f"workforce_{table}")
    with pytest.raises(DatabaseError, match="permission denied"):
        desk.sees("chief", statement)
    with pytest.raises(DatabaseError, match="added to and never changed"), transaction.atomic():
        desk.run(statement)


# ---- what counts, and how it is held


def test_a_check_held_here_counts_wherever_the_records_of_talks_do(desk, held):
    for who, path, told in (
        ("prevent", "/workforce/talks?state=talked through", "Held here"),
        ("prevent", "/workforce/talks", "north 2 0 0 0 0 2"),
        ("prevent", "/workforce", "Talked through 2"),
        ("chief", "/checklist/supervisors", "By the records, with 1 of 4 people something was talked through within a year"),
    ):  # fmt: skip
        assert told in main_of(desk.asks(who, path)), path


def test_checks_held_here_count_where_the_force_has_no_record_of_any(desk, taken_in, tmp_path):
    (tmp_path / "store" / "loads").mkdir(parents=True)
    with records_named(write_store(tmp_path / "store", {"staff": STAFF, "training": PEOPLE["training"]})):
        assert "hold no health_checks" in main_of(desk.asks("prevent", "/workforce/talks"))
        talked(desk.accounts["staff"], by=desk.accounts["chief"])
        assert "north 2 1 0 0 0 1" in main_of(desk.asks("prevent", "/workforce/talks"))


def test_the_checklist_counts_them_in_steps_of_five_and_for_nobody_in_particular(desk, team):
    since, counted = dt.date(2000, 1, 1), "SELECT workforce_how_many_talked('{}')"
    people = ("analyst", "investigator", "authority", "liaison", "staff")
    for who in people[:4]:
        talked(desk.accounts[who], by=desk.accounts["chief"])
        talked(desk.accounts[who], by=desk.accounts["vetting"])
    assert desk.sees("chief", counted.format(since)) == [0]
    assert "with fewer than 5 people, who may be among them" in main_of(desk.asks("chief", "/checklist/supervisors"))
    talked(desk.accounts[people[4]], by=desk.accounts["chief"])
    assert desk.sees("chief", counted.format(since)) == [5]
    assert "with 5 or more people, who may be among them" in main_of(desk.asks("chief", "/checklist/supervisors"))
    assert desk.sees("analyst", counted.format(since)) == [0]


@pytest.mark.parametrize("who", ["chief", "auditor"])
def test_nobody_asks_the_database_whether_something_was_talked_through_with_one_person(desk, held, who):
    desk.shut_out(who, "D-staff")
    with pytest.raises(DatabaseError, match="does not exist"):
        desk.sees(who, f"SELECT workforce_how_many_talked(ARRAY['{held.staff_mark}'], DATE '2000-01-01')")


def test_a_check_of_few_words_is_a_form(desk, team):
    ticked = given(**{name: "x" for name in given() if name.endswith("_words")})
    assert desk.asks("chief", f"{PAGE}/{mark('D-staff')}", ticked).status_code == 302
    assert "Talked through" not in main_of(desk.asks("chief", PAGE)).partition("Sam")[2]
    assert "Words of their own to fewer than 3 questions: 1 of 1" in main_of(
        desk.asks("prevent", "/health-checks/quality")
    )


def test_what_is_open_is_answered_by_something(desk, team):
    assert desk.asks("chief", f"{PAGE}/{mark('D-staff')}", given(guidance_words="")).status_code == 422


@pytest.mark.parametrize("who", EVERYBODY)
def test_how_checks_are_held_is_for_those_who_answer_for_prevention(desk, held, who):
    answer = desk.asks(who, "/health-checks/quality")
    assert (answer.status_code == 200) == (who in {"prevent", "manager"})
    assert "canary" not in answer.content.decode()


def test_quality_is_told_by_who_held_them_without_whoever_a_tie_keeps_away(desk, held):
    talked(desk.accounts["liaison"], by=desk.accounts["chief"], words="what another said")
    page = main_of(desk.asks("prevent", "/health-checks/quality"))
    assert "The chief 2 Written within 10 minutes of another: 2 of 2" in page
    desk.shut_out("prevent", "D-liaison")
    assert "The chief 1 Nothing to ask about" in main_of(desk.asks("prevent", "/health-checks/quality"))
    desk.shut_out("prevent", "D-chief")
    assert "The chief" not in main_of(desk.asks("prevent", "/health-checks/quality"))
    assert desk.sees("prevent", "SELECT id FROM workforce_healthcheck") == []


def test_of_fewer_than_five_it_is_not_told_how_many_disagree(desk, held):
    desk.asks("staff", f"/health-checks/{held.pk}", {"agrees": "no", "words": "I did not say that"})
    page = main_of(desk.asks("prevent", "/health-checks/quality"))
    assert "Not right" not in page
    assert "it is not told how many" in page
    _about, _outcome, _purpose, details = desk.log("health check quality read")[-1]
    assert details["ids"] == sorted([held.staff_mark, held.supervisor_mark])


def test_no_quality_is_told_from_what_is_kept_apart(desk, held):
    from upstander.workforce.integrity.here import answers_of  # noqa: PLC0415

    assert "interests" in answers_of(held)
    assert "wellbeing" not in answers_of(held)


# ---- the dip sample


def drawn(desk, held, checkers):
    """A plan of the quarter before, in which the check is taken to have been written, and the answer to its draw."""
    from django.utils import timezone  # noqa: PLC0415

    from upstander.workforce.models import Sampled  # noqa: PLC0415
    from upstander.workforce.sampling import keeping  # noqa: PLC0415
    from upstander.workforce.sampling.draw import quarter_of  # noqa: PLC0415

    quarter = quarter_of(timezone.localdate()).before
    at = dt.datetime.combine(quarter.last, dt.time(10), dt.UTC)
    desk.run("SET LOCAL session_replication_role = replica")  # which no trigger keeps from being written over
    type(held).objects.filter(pk=held.pk).update(at=at)
    desk.run("SET LOCAL session_replication_role = origin")
    plan = keeping.plan(kind=Sampled.HEALTH_CHECKS, quarter=quarter, many=1, by=desk.accounts["prevent"])
    who = [str(desk.accounts[one].pk) for one in checkers]
    return plan, desk.asks("prevent", f"/contact-checks/{plan.pk}", {"checkers": who})


def test_a_check_that_was_drawn_is_read_but_for_what_is_kept_apart(desk, held):
    plan, answer = drawn(desk, held, ["prevent", "manager"])
    assert answer.status_code == 302
    [one] = plan.sampled.all()
    assert one.contact_id == str(held.pk)
    page = desk.asks("manager", f"/sampled-contacts/{one.pk}").content.decode()
    assert f'href="/health-checks/{held.pk}"' in page
    assert "Does it say in own words what was talked about" in page
    assert there(desk, held, "manager")
    assert there(desk, held, "prevent")
    assert "canary of what was said: interests" in (read := main_of(desk.asks("manager", f"/health-checks/{held.pk}")))
    assert "wellbeing" not in read
    assert "wellbeing" in main_of(desk.asks("staff", f"/health-checks/{held.pk}"))
    assert desk.log("health check read")[-2][2] == "prevention: how integrity health checks are held"


def test_a_check_that_somebody_wrote_is_read_over_by_others(desk, team):
    of_manager = talked(desk.accounts["staff"], by=desk.accounts["manager"])
    plan, answer = drawn(desk, of_manager, ["manager"])
    assert answer.status_code == 409
    assert "nor a talk that they held" in main_of(answer)
    answer = desk.asks(
        "prevent",
        f"/contact-checks/{plan.pk}",
        {"checkers": [str(desk.accounts[one].pk) for one in ("manager", "prevent")]},
    )
    assert answer.status_code == 302
    assert [one.checker for one in plan.sampled.all()] == [desk.accounts["prevent"]]


FOUND = {"recorded": "no", "within": "no", "words": "no words at all"}


@pytest.mark.parametrize("tied", [False, True])
def test_what_was_found_of_a_talk_is_hidden_from_who_held_it_and_from_whoever_has_a_tie_to_them(desk, team, tied):
    holder = "chief" if tied else "manager"
    check = talked(desk.accounts["staff"], by=desk.accounts[holder])
    plan, _answer = drawn(desk, check, ["prevent"])
    [one] = plan.sampled.all()
    assert desk.asks("prevent", f"/sampled-contacts/{one.pk}", FOUND).status_code == 302
    line = f"/oversight/log?about={one.pk}"
    assert str(one.pk) in desk.asks("auditor", line).content.decode().partition("<table")[2]
    for who in ("manager", "auditor") if tied else ():
        desk.shut_out(who, "D-chief")
    assert desk.asks("manager", f"/sampled-contacts/{one.pk}").status_code == 404
    assert desk.asks("manager", f"/sampled-contacts/{one.pk}", FOUND).status_code == 404
    assert str(one.pk) not in desk.asks("manager", f"/contact-checks/{plan.pk}").content.decode()
    for table in ("workforce_sampledcontact", "workforce_samplecheck"):
        assert desk.sees("manager", f"SELECT id FROM {table}") == []
        assert len(desk.sees("prevent", f"SELECT id FROM {table}")) == 1
    if tied:
        assert str(one.pk) not in desk.asks("auditor", line).content.decode().partition("<table")[2]


def test_a_closed_account_reads_nothing_that_it_held(desk, held):
    type(desk.accounts["chief"]).objects.filter(pk=desk.accounts["chief"].pk).update(is_active=False)
    assert desk.sees("chief", "SELECT id FROM workforce_healthcheck") == []


def test_what_can_be_drawn_does_not_hang_on_whom_the_drawer_has_a_tie_to(desk, held):
    desk.shut_out("prevent", "D-staff")
    plan, answer = drawn(desk, held, ["manager"])
    assert answer.status_code == 302
    assert plan.sampled.count() == 1
    assert "Nothing that you may see was drawn" in main_of(desk.asks("prevent", f"/contact-checks/{plan.pk}"))


# ---- the log


def test_each_look_leaves_a_line(desk, held):
    for who, path, action in (
        ("chief", PAGE, "team health checks read"), ("chief", f"{PAGE}/{mark('D-staff')}", "health check begun"),
        ("staff", "/health-checks", "own health checks read"), ("chief", f"/health-checks/{held.pk}", "health check read"),
        ("prevent", "/health-checks/quality", "health check quality read"),
    ):  # fmt: skip
        desk.asks(who, path)
        assert [outcome for _about, outcome, *_rest in desk.log(action)] == ["allowed"], action
    assert [one[0] for one in desk.log("health check held")] == [str(held.pk)]


def test_the_auditor_finds_no_line_about_a_check_of_whom_they_have_a_tie_to(desk, held):
    desk.asks("chief", f"/health-checks/{held.pk}")
    assert (
        str(held.pk) in desk.asks("auditor", f"/oversight/log?about={held.pk}").content.decode().partition("<table")[2]
    )
    desk.shut_out("auditor", "D-staff")
    assert (
        str(held.pk)
        not in desk.asks("auditor", f"/oversight/log?about={held.pk}").content.decode().partition("<table")[2]
    )
