"""How long a session lasts, what ends it at once, and asking again for the second factor before a reveal."""

import pytest

from tests.desk.visitor import PASSWORD, Visitor, another_code, code_now, has_app

MINUTE = 60


@pytest.fixture
def visitor(desk):
    """An analyst at a browser, signed in, with an app whose code of now is still to be used."""
    visitor = Visitor(desk)
    visitor.secret = has_app(desk, "analyst")
    visitor.client = desk.signed_in("analyst")
    return visitor


# which moment of the session | minutes ago | whether it goes on
LASTS = [("seen", 29, True), ("seen", 30, False), ("began", 8 * 60 - 1, True), ("began", 8 * 60, False)]


@pytest.mark.parametrize(("moment", "minutes", "goes_on"), LASTS)
def test_a_session_ends_after_half_an_hour_idle_and_after_eight_hours_whatever(desk, visitor, moment, minutes, goes_on):
    visitor.moves_back(moment, minutes * MINUTE)
    assert visitor.reads_leads() == goes_on
    assert len(desk.log("session ended")) == (not goes_on)


def test_whoever_goes_on_reading_is_not_idle(visitor):
    for _ in range(3):
        visitor.moves_back("seen", 29 * MINUTE)
        assert visitor.reads_leads()


def test_a_session_that_is_over_does_not_come_back(visitor):
    visitor.moves_back("seen", 31 * MINUTE)
    visitor.reads_leads()
    assert not visitor.reads_leads()


def test_a_session_from_a_clock_that_ran_ahead_is_over(visitor):
    visitor.moves_back("began", -MINUTE)
    assert not visitor.reads_leads()


def test_a_session_in_which_no_second_factor_was_proved_is_over(visitor):
    session = visitor.client.session
    del session["proved"]
    session.save()
    assert not visitor.reads_leads()


def test_the_session_has_a_new_key_after_each_proof(desk):
    from upstander.access.models import SecondFactor  # noqa: PLC0415

    secret, visitor, keys = has_app(desk, "analyst"), Visitor(desk), []
    visitor.gives_password("analyst")
    keys.append(visitor.client.session.session_key)
    visitor.gives_code(code_now(secret))
    keys.append(visitor.client.session.session_key)
    SecondFactor.objects.filter(account=desk.accounts["analyst"]).update(used_up_to=0)  # as if half a minute had passed
    visitor.sends("/prove-again?next=/ties", proof__code=code_now(secret))
    keys.append(visitor.client.session.session_key)
    assert len(set(keys)) == 3


def test_a_cookie_that_was_planted_before_signing_in_is_worth_nothing(desk):
    secret, visitor = has_app(desk, "analyst"), Visitor(desk)
    visitor.gives_password("analyst")
    planted = visitor.client.cookies["sessionid"].value
    visitor.gives_code(code_now(secret))
    thief = Visitor(desk)
    thief.client.cookies["sessionid"] = planted
    assert not thief.reads_leads()


def test_who_reads_the_table_of_sessions_cannot_go_on_with_one(desk, visitor):
    with desk.cursor() as cursor:
        cursor.execute("SELECT session_key FROM django_session")
        for (key,) in cursor.fetchall():
            thief = Visitor(desk)
            thief.client.cookies["sessionid"] = key
            assert not thief.reads_leads()
    assert visitor.reads_leads()


def test_signing_out_everywhere_ends_every_session_of_ones_own(desk, visitor):
    other = Visitor(desk)
    other.client = desk.signed_in("analyst")
    somebody = Visitor(desk)
    somebody.client = desk.signed_in("manager")
    visitor.sends("/your-sign-in/sign-out-everywhere")
    assert [one.reads_leads() for one in (visitor, other, somebody)] == [False, False, True]


def test_a_new_password_ends_the_other_sessions_and_not_this_one(desk, visitor):
    other = Visitor(desk)
    other.client = desk.signed_in("analyst")
    chosen = "three words apart"
    visitor.sends("/your-sign-in/password", password=chosen, again=chosen)
    assert (visitor.reads_leads(), other.reads_leads()) == (True, False)
    assert Visitor(desk).gives_password("analyst", PASSWORD).status_code == 422


def test_an_account_that_ends_while_signed_in_sees_nothing_more(desk, visitor):
    account = desk.accounts["analyst"]
    type(account).objects.filter(pk=account.pk).update(is_active=False)
    assert not visitor.reads_leads()
    assert desk.sees("analyst", "SELECT id FROM casework_lead") == []


# --- asking again


def records_of(desk):
    return f"/leads/{desk.lead().pk}/records"


def test_records_are_shown_without_asking_again_within_five_minutes(desk, visitor):
    visitor.moves_back("proved", 5 * MINUTE - 60)
    assert visitor.gets(records_of(desk)).status_code == 200


def test_after_five_minutes_the_second_factor_is_asked_for_and_leads_back(desk, visitor):
    visitor.moves_back("proved", 5 * MINUTE)
    asked = visitor.gets(records_of(desk))["Location"]
    assert asked == f"/prove-again?next={records_of(desk).replace('/', '%2F')}"
    assert visitor.sends(asked, proof__code=another_code(visitor.secret)).status_code == 422
    assert visitor.gets(records_of(desk)).status_code == 302
    assert visitor.sends(asked, proof__code=code_now(visitor.secret))["Location"] == records_of(desk)
    assert visitor.gets(records_of(desk)).status_code == 200


def test_what_was_typed_is_held_and_goes_on_with_the_proof(desk, visitor):
    visitor.moves_back("proved", 5 * MINUTE)
    typed = {"purpose": 'to see "the stops" & <who> made them'}
    held = visitor.sends(records_of(desk), **typed)
    assert (held.status_code, desk.log("records read")) == (403, [])
    assert carried(held) == typed
    wrong = visitor.sends(records_of(desk), **carried(held), proof__code=another_code(visitor.secret))
    assert (wrong.status_code, carried(wrong)) == (422, typed)
    sent_with_it = carried(wrong) | {"proof__code": code_now(visitor.secret)}
    again = visitor.sends(records_of(desk), **sent_with_it)
    assert (again.status_code, again["Location"]) == (307, records_of(desk)), "browsers send the same form once more"
    assert visitor.sends(records_of(desk), **sent_with_it).status_code == 200
    assert len(desk.log("records read")) == 1


def carried(answer):
    """The fields that a page that asks again carries, as a browser sends them."""
    return dict(answer.context["carried"])


def test_a_code_is_used_up_even_where_what_was_asked_for_does_not_exist(desk, visitor):
    visitor.moves_back("proved", 5 * MINUTE)
    code = code_now(visitor.secret)
    nothing = f"/leads/{desk.accounts['analyst'].pk}/records"
    assert visitor.sends(nothing, purpose="x", proof__code=code).status_code == 307
    assert visitor.sends(nothing, purpose="x", proof__code=code).status_code == 404
    assert visitor.sends("/prove-again", proof__code=code).status_code == 422


def test_wrong_codes_at_the_desk_lock_as_well(desk, visitor):
    visitor.moves_back("proved", 5 * MINUTE)
    for _ in range(5):
        visitor.sends("/prove-again", proof__code=another_code(visitor.secret))
    assert visitor.sends("/prove-again", proof__code=code_now(visitor.secret)).status_code == 422


def test_another_second_factor_is_added_only_after_asking_again(desk, visitor):
    visitor.moves_back("proved", 5 * MINUTE)
    for path in ("/sign-in/set-up/code", "/sign-in/set-up/passkey", "/your-sign-in/password"):
        assert visitor.gets(path)["Location"].startswith("/prove-again"), path
    assert visitor.sends("/your-sign-in/recovery-codes").status_code == 403


def test_asking_again_leads_to_no_other_site(desk, visitor):
    answer = visitor.sends("/prove-again?next=https://elsewhere.example/", proof__code=code_now(visitor.secret))
    assert answer["Location"] == "/"
