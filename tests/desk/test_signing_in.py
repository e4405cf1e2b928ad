"""Signing in: a password, then a second factor. Every attempt leaves a line, and nothing that was typed is kept."""

import datetime as dt

import pytest

from tests.desk.visitor import PASSWORD, Visitor, another_code, code_now, has_app, has_password

WRONG_WORDS = "Check your user name and password"


def tried(desk, username, password=PASSWORD):
    secret = has_app(desk, "analyst")
    visitor = Visitor(desk)
    return visitor, visitor.gives_password(username, password), secret


def wrong_proofs():
    from upstander.access.models import WrongProof  # noqa: PLC0415 - Django is set up by the first test that needs it

    return WrongProof.objects.all()


def now():
    return dt.datetime.now(tz=dt.UTC)


def key_of(desk, who="analyst"):
    return str(desk.accounts[who].pk)


def test_the_right_password_and_code_open_the_desk_and_leave_a_line(desk):
    visitor, answer, secret = tried(desk, "analyst")
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/proof")
    answer = visitor.gives_code(code_now(secret))
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert visitor.reads_leads()
    assert [desk.log(action)[0][:2] for action in ("password given", "second factor", "signed in")] == [
        (key_of(desk), "done")
    ] * 3


def test_a_password_alone_opens_no_page_and_the_database_shows_nothing_for_it(desk):
    visitor, _answer, _secret = tried(desk, "analyst")
    for path in ("/", "/leads", "/matters", "/ties", "/your-sign-in", "/people", f"/leads/{desk.lead().pk}"):
        assert visitor.gets(path)["Location"].startswith("/sign-in?"), path
    desk.run(f"SELECT set_config('upstander.proving', '{key_of(desk)}', true)")
    assert desk.sees("", "SELECT id FROM casework_lead") == []


def test_a_wrong_password_opens_nothing_and_leaves_a_line_that_names_the_account(desk):
    visitor, answer, _secret = tried(desk, "analyst", "wrong")
    assert WRONG_WORDS in answer.content.decode()
    assert visitor.gets("/sign-in/proof")["Location"] == "/sign-in"
    assert desk.log("sign-in") == [(key_of(desk), "refused", "", {})]


def test_what_was_typed_in_place_of_a_name_is_kept_nowhere(desk):
    tried(desk, "my password by mistake")
    assert desk.log("sign-in") == [("", "refused", "", {})]
    assert not wrong_proofs().exists()


def test_somebody_is_led_where_they_wanted_to_go_and_never_to_another_site(desk):
    for wanted, led in (("/ties", "/ties"), ("https://elsewhere.example/", "/")):
        secret = has_app(desk, "manager")
        desk.run("DELETE FROM access_secondfactor")
        secret = has_app(desk, "manager")
        visitor = Visitor(desk)
        visitor.gives_password("manager", next=wanted)
        assert visitor.gives_code(code_now(secret))["Location"] == led


@pytest.mark.parametrize("name", ["\x00", "analyst\x00", "a" * 5000, "", "Ω"])
def test_no_name_breaks_the_page(desk, name):
    _visitor, answer, _secret = tried(desk, name)
    assert WRONG_WORDS in answer.content.decode()


def test_who_has_left_the_unit_does_not_come_in(desk):
    account = desk.accounts["analyst"]
    account.is_active = False
    account.save()
    _visitor, answer, _secret = tried(desk, "analyst")
    assert WRONG_WORDS in answer.content.decode()


def test_a_sign_in_that_stops_half_way_is_over_after_a_quarter_of_an_hour(desk):
    visitor, _answer, secret = tried(desk, "analyst")
    session = visitor.client.session
    key, session_round, at = session["half"]
    session["half"] = [key, session_round, at - 15 * 60]
    session.save()
    assert visitor.gives_code(code_now(secret))["Location"] == "/sign-in"


def test_there_is_no_page_to_sign_up_nor_to_have_a_password_sent(desk):
    visitor = Visitor(desk)
    for path in ("/accounts/signup/", "/accounts/password/reset/", "/password-reset", "/accounts/email/"):
        assert visitor.gets(path).status_code == 404


def test_signing_out_ends_the_session_and_leaves_a_line(desk):
    visitor, _answer, secret = tried(desk, "analyst")
    visitor.gives_code(code_now(secret))
    answer = visitor.sends("/sign-out")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert not visitor.reads_leads()
    assert len(desk.log("signed out")) == 1


# --- a starting password


def test_a_starting_password_lets_somebody_do_nothing_but_choose_their_own(desk):
    has_app(desk, "analyst")
    has_password(desk, "analyst", starting=True, until=now() + dt.timedelta(days=1))
    visitor = Visitor(desk)
    assert visitor.gives_password("analyst")["Location"] == "/sign-in/password"
    assert visitor.gets("/sign-in/proof")["Location"] == "/sign-in/password"
    chosen = "three words apart"
    answer = visitor.sends("/sign-in/password", password=chosen, again=chosen)
    assert answer["Location"] == "/sign-in/proof"
    assert Visitor(desk).gives_password("analyst").status_code == 422
    assert Visitor(desk).gives_password("analyst", chosen)["Location"] == "/sign-in/proof"


@pytest.mark.parametrize(
    ("chosen", "again", "said"),
    [
        ("short", "short", "at least 12 characters"),
        ("passwordpassword", "passwordpassword1", "not the same"),
        ("", "", "Choose a password"),
        ("the analyst 12", "the analyst 12", "too similar"),
    ],
)
def test_a_password_that_is_easily_guessed_or_mistyped_is_not_taken(desk, chosen, again, said):
    has_password(desk, "analyst", starting=True)
    visitor = Visitor(desk)
    visitor.gives_password("analyst")
    answer = visitor.sends("/sign-in/password", password=chosen, again=again)
    assert said in answer.content.decode()
    assert Visitor(desk).gives_password("analyst")["Location"] == "/sign-in/password"


def test_a_starting_password_runs_out(desk):
    has_password(desk, "analyst", starting=True, until=now())
    assert WRONG_WORDS in Visitor(desk).gives_password("analyst").content.decode()


# --- the lock

NOW = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)

# minutes ago, newest first | locked
LOCKS = [
    ([0, 1, 2, 3], False),
    ([0, 1, 2, 3, 4], True),
    ([0, 1, 2, 3, 15], True),
    ([0, 1, 2, 3, 16], False),
    ([14, 15, 16, 17, 29], True),
    ([15, 16, 17, 18, 19], False),
]


@pytest.mark.parametrize(("minutes", "locked"), LOCKS)
def test_five_wrong_within_a_quarter_of_an_hour_lock_for_a_quarter_of_an_hour(database, minutes, locked):
    from upstander.access.locking import locks  # noqa: PLC0415 - as above

    assert locks([NOW - dt.timedelta(minutes=ago) for ago in minutes], NOW) == locked


def five_wrong_passwords(desk):
    for address in range(5):
        visitor = Visitor(desk)
        visitor.client.defaults["REMOTE_ADDR"] = f"10.0.0.{address}"
        visitor.gives_password("analyst", "wrong")


def test_a_locked_account_is_answered_as_a_wrong_password_even_where_it_is_right(desk):
    has_app(desk, "analyst")
    unknown = Visitor(desk).gives_password("nobody")
    five_wrong_passwords(desk)
    visitor = Visitor(desk)
    locked = visitor.gives_password("analyst")
    assert without_token(locked) == without_token(unknown)
    assert visitor.gets("/sign-in/proof")["Location"] == "/sign-in"


def without_token(answer):
    lines = answer.content.decode().split("<")
    return (answer.status_code, [line for line in lines if "csrfmiddlewaretoken" not in line])


def test_every_attempt_leaves_a_line_and_so_does_the_lock(desk):
    has_app(desk, "analyst")
    five_wrong_passwords(desk)
    Visitor(desk).gives_password("analyst")
    assert desk.log("sign-in") == [(key_of(desk), "refused", "", {})] * 6
    assert desk.log("account locked") == [(key_of(desk), "done", "", {})]


def test_a_lock_ends_by_itself_and_attempts_meanwhile_do_not_lengthen_it(desk):
    has_app(desk, "analyst")
    five_wrong_passwords(desk)
    Visitor(desk).gives_password("analyst", "wrong")
    assert wrong_proofs().count() == 5
    wrong_proofs().update(at=now() - dt.timedelta(minutes=15))
    assert Visitor(desk).gives_password("analyst")["Location"] == "/sign-in/proof"


def test_the_lock_is_of_one_account(desk):
    has_app(desk, "analyst")
    has_app(desk, "manager")
    five_wrong_passwords(desk)
    assert Visitor(desk).gives_password("manager")["Location"] == "/sign-in/proof"


def test_wrong_codes_lock_too_and_the_right_password_given_again_does_not_help(desk):
    visitor, _answer, secret = tried(desk, "analyst")
    for _ in range(5):
        visitor.gives_password("analyst")
        visitor.gives_code(another_code(secret))
    assert visitor.gives_code(code_now(secret)).status_code == 422
    assert not visitor.reads_leads()
    assert WRONG_WORDS in Visitor(desk).gives_password("analyst").content.decode()


def test_what_was_typed_stands_in_no_table(desk):
    tried(desk, "analyst", "my other canary password")
    with desk.cursor() as cursor:
        cursor.execute("SELECT table_schema, table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE'")
        for schema, table in cursor.fetchall():
            if schema in {"public", "audit"}:
                cursor.execute(
                    f'SELECT count(*) FROM {schema}."{table}" AS row WHERE row::text LIKE %s', ["%canary pass%"]
                )
                assert cursor.fetchone() == (0,), table
