"""Signing in: every attempt leaves a line, and what was typed in place of a name is in none of them."""

from django.test import Client

PASSWORD = "a long sentence of somebody"  # noqa: S105 - of nobody who exists


def tried(desk, username, password=PASSWORD):
    account = desk.accounts["analyst"]
    account.set_password(PASSWORD)
    account.save()
    client = Client()
    answer = desk.as_role(lambda: client.post("/sign-in", {"username": username, "password": password}))
    return client, answer


def test_the_right_password_opens_the_desk_and_leaves_a_line(desk):
    client, answer = tried(desk, "analyst")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert desk.as_role(lambda: client.get("/leads")).status_code == 200
    assert desk.log("signed in")[0][0] == str(desk.accounts["analyst"].pk)


def test_a_wrong_password_opens_nothing_and_leaves_a_line_that_names_the_account(desk):
    client, answer = tried(desk, "analyst", "wrong")
    assert "Check your user name and password" in answer.content.decode()
    assert desk.as_role(lambda: client.get("/leads")).status_code == 302
    assert desk.log("sign-in") == [(str(desk.accounts["analyst"].pk), "refused", "", {})]


def test_what_was_typed_in_place_of_a_name_is_kept_nowhere(desk):
    tried(desk, "my password by mistake")
    assert desk.log("sign-in") == [("", "refused", "", {})]


def test_who_has_left_the_unit_does_not_come_in(desk):
    desk.accounts["analyst"].is_active = False
    client, _answer = tried(desk, "analyst")
    assert desk.as_role(lambda: client.get("/leads")).status_code == 302


def test_an_account_that_ends_while_signed_in_sees_nothing_more(desk):
    client, _answer = tried(desk, "analyst")
    type(desk.accounts["analyst"]).objects.filter(username="analyst").update(is_active=False)
    assert desk.as_role(lambda: client.get("/leads")).status_code == 302
    assert desk.sees("analyst", "SELECT id FROM casework_lead") == []


def test_signing_out_ends_the_session_and_leaves_a_line(desk):
    client, _answer = tried(desk, "analyst")
    desk.as_role(lambda: client.post("/sign-out"))
    assert desk.as_role(lambda: client.get("/leads")).status_code == 302
    assert len(desk.log("signed out")) == 1
