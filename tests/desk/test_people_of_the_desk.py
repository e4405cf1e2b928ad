"""People of the desk: what an administrator may do with accounts, what nobody else may, and what the database allows."""

import re

import psycopg
import pytest
from django.db import DatabaseError

from tests.desk.visitor import Visitor, code_now, has_app

NEW = {"name": "Rosa Lind", "username": "rosa", "role": "analyst", "staff_id": "D-900"}
OTHERS = ["analyst", "investigator", "authority", "liaison", "manager", "auditor"]


def password_told(answer):
    return re.search(r'desk-secret">([0-9a-f-]{19})<', answer.content.decode()).group(1)


def account(username):
    from upstander.access.models import Account  # noqa: PLC0415 - Django is set up by the first test that needs it

    return Account.objects.get(username=username)


def does(desk, what, to="analyst", who="administrator"):
    return desk.asks(who, f"/people/{desk.accounts[to].pk}/{what}", {"role": "auditor"})


def test_an_account_is_made_with_a_starting_password_that_lets_its_person_begin(desk):
    answer = desk.asks("administrator", "/people/new", NEW)
    visitor = Visitor(desk)
    assert visitor.gives_password("rosa", password_told(answer))["Location"] == "/sign-in/password"
    made = account("rosa")
    assert (made.name, made.role, made.staff_id) == ("Rosa Lind", "analyst", "D-900")
    assert desk.log("account made") == [(str(made.pk), "done", "", {"role": "analyst"})]
    assert "Rosa Lind" in desk.asks("administrator", "/people").content.decode()


# what is entered otherwise | what is said
NOT_TAKEN = [
    ({"username": "analyst"}, "Somebody has this user name"),
    ({"staff_id": " d.ANALYST"}, "There is an account with this staff number"),
    ({"staff_id": "D-administrator"}, "There is an account with this staff number"),
    ({"role": "superuser"}, "Choose one of those offered"),
    ({"name": ""}, "Give their name"),
    ({"username": "a" * 61}, "60 characters or fewer"),
]


@pytest.mark.parametrize(("otherwise", "said"), NOT_TAKEN)
def test_one_account_for_each_person_and_what_is_wrong_is_said(desk, otherwise, said):
    answer = desk.asks("administrator", "/people/new", NEW | otherwise)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert desk.log("account made") == []


def test_a_role_is_given_and_holds_from_the_next_request_on(desk):
    does(desk, "role")
    assert account("analyst").role == "auditor"
    assert desk.asks("analyst", "/leads").status_code == 404
    details = {"role": "auditor", "before": "analyst"}
    assert desk.log("role given") == [(str(desk.accounts["analyst"].pk), "done", "", details)]


# what is done | the line it leaves
ENDS = [
    ("do/end-sessions", "sessions ended"),
    ("do/take-second-factors", "second factors taken away"),
    ("do/close", "account closed"),
    ("starting-password", "starting password given"),
]


@pytest.mark.parametrize(("what", "line"), ENDS)
def test_what_ends_a_session_ends_it_at_the_next_request(desk, what, line):
    has_app(desk, "analyst")
    visitor, somebody = Visitor(desk), Visitor(desk)
    visitor.client, somebody.client = desk.signed_in("analyst"), desk.signed_in("manager")
    assert visitor.reads_leads()
    does(desk, what)
    assert (visitor.reads_leads(), somebody.reads_leads()) == (False, True)
    assert desk.log(line) == [(str(desk.accounts["analyst"].pk), "done", "", {})]


def test_a_sign_in_that_was_half_way_ends_too(desk):
    secret, visitor = has_app(desk, "analyst"), Visitor(desk)
    visitor.gives_password("analyst")
    does(desk, "do/end-sessions")
    assert visitor.gives_code(code_now(secret))["Location"] == "/sign-in"


def test_a_closed_account_does_not_come_in_until_it_is_opened_and_old_sessions_stay_ended(desk):
    secret, old = has_app(desk, "analyst"), Visitor(desk)
    old.client = desk.signed_in("analyst")
    does(desk, "do/close")
    assert Visitor(desk).gives_password("analyst").status_code == 422
    does(desk, "do/open-again")
    visitor = Visitor(desk)
    visitor.signs_in("analyst", secret)
    assert (visitor.reads_leads(), old.reads_leads()) == (True, False)
    assert len(desk.log("account opened again")) == 1


def test_who_lost_their_telephone_sets_up_another_and_the_old_one_is_worth_nothing(desk):
    secret = has_app(desk, "analyst")
    does(desk, "do/take-second-factors")
    visitor = Visitor(desk)
    assert visitor.gives_password("analyst")["Location"] == "/sign-in/set-up"
    assert visitor.gives_code(code_now(secret))["Location"] == "/sign-in/set-up"


def test_a_forgotten_password_is_replaced_by_a_starting_one(desk):
    has_app(desk, "analyst")
    told = password_told(does(desk, "starting-password"))
    assert Visitor(desk).gives_password("analyst").status_code == 422
    assert Visitor(desk).gives_password("analyst", told)["Location"] == "/sign-in/password"


ACTS = ["role", "starting-password", "do/end-sessions", "do/take-second-factors", "do/close", "do/open-again"]


@pytest.mark.parametrize("what", ACTS)
def test_nobody_administers_their_own_account(desk, what):
    assert does(desk, what, to="administrator").status_code == 404
    assert account("administrator").role == "administrator"
    page = desk.asks("administrator", f"/people/{desk.accounts['administrator'].pk}").content.decode()
    assert "This is you" in page
    assert what not in page


@pytest.mark.parametrize("who", OTHERS)
def test_the_pages_are_an_administrators_alone(desk, who):
    key = desk.accounts["manager"].pk
    answers = [desk.asks(who, path).status_code for path in ("/people", "/people/new", f"/people/{key}")]
    answers += [does(desk, what, to="a friend", who=who).status_code for what in ACTS]
    answers.append(desk.asks(who, "/people/new", NEW).status_code)
    assert set(answers) == {404}
    assert "/people" not in desk.asks(who, "/ties").content.decode()
    assert account("a friend").role == "manager"


def test_acts_ask_again_for_the_second_factor(desk):
    visitor = Visitor(desk)
    visitor.client = desk.signed_in("administrator")
    visitor.moves_back("proved", 5 * 60)
    key = desk.accounts["analyst"].pk
    assert {visitor.sends(f"/people/{key}/{what}").status_code for what in ACTS} == {403}
    assert visitor.sends("/people/new", **NEW).status_code == 403
    assert account("analyst").role == "analyst"


# --- what the database allows the desk's role, whatever a page asks

CALLS = [
    "access_give_role('{key}', 'manager')",
    "access_set_active('{key}', false)",
    "access_end_sessions('{key}')",
    "access_give_password('{key}', 'x', now())",
    "access_take_second_factors('{key}')",
]


def refused(desk, who, statement):
    with pytest.raises(DatabaseError) as answer:
        desk.sees(who, statement)
    return isinstance(answer.value.__cause__, psycopg.errors.InsufficientPrivilege)


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("who", [*OTHERS, ""])
def test_the_database_lets_only_an_administrator_change_an_account(desk, who, call):
    assert refused(desk, who, f"SELECT {call.format(key=desk.accounts['a friend'].pk)}")


@pytest.mark.parametrize("call", CALLS)
def test_the_database_lets_no_administrator_change_their_own(desk, call):
    assert refused(desk, "administrator", f"SELECT {call.format(key=desk.accounts['administrator'].pk)}")


@pytest.mark.parametrize("who", ["administrator", "manager", ""])
def test_a_role_is_never_written_past_the_function(desk, who):
    assert refused(desk, who, "UPDATE access_account SET role = 'manager' RETURNING id")
    assert refused(desk, who, "UPDATE access_account SET is_active = true RETURNING id")
    assert refused(desk, who, "DELETE FROM access_account RETURNING id")


@pytest.mark.parametrize("who", [*OTHERS, ""])
def test_the_database_lets_nobody_else_make_an_account(desk, who):
    columns = "id, username, name, role, staff_id, mark, is_active, session_round"
    values = "gen_random_uuid(), 'x', 'x', 'manager', '', 'x', true, gen_random_uuid()"
    assert refused(desk, who, f"INSERT INTO access_account ({columns}) VALUES ({values}) RETURNING id")


@pytest.mark.parametrize("who", [*OTHERS, "administrator"])
def test_nobody_ends_anothers_sessions_or_changes_anothers_password_by_hand(desk, who):
    has_app(desk, "a friend")
    key = desk.accounts["a friend"].pk
    assert desk.sees(who, f"UPDATE access_account SET session_round = id WHERE id = '{key}' RETURNING id") == []
    assert desk.sees(who, f"UPDATE access_password SET hash = '' WHERE account_id = '{key}' RETURNING hash") == []
    assert desk.sees(who, f"DELETE FROM access_secondfactor WHERE account_id = '{key}' RETURNING id") == []


def test_models_and_migrations_say_the_same(desk):
    from django.core.management import call_command  # noqa: PLC0415

    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
