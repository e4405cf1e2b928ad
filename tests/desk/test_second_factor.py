"""The second factor: set up before anything else, checked once for each code, and readable by nobody else."""

import re

import psycopg
import pytest
from django.db import DatabaseError

from tests.desk.visitor import Visitor, another_code, code_now, has_app, has_password
from upstander.access.one_time_code import address_of, code_at, step_of

# RFC 6238, appendix B, SHA-1: seconds since 1970 | the last six of its eight digits
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # noqa: S105 - the standard's own: 12345678901234567890
STANDARD = [
    (59, "287082"),
    (1111111109, "081804"),
    (1111111111, "050471"),
    (1234567890, "005924"),
    (2000000000, "279037"),
    (20000000000, "353130"),
]


@pytest.mark.parametrize(("moment", "code"), STANDARD)
def test_codes_are_those_of_the_standard(moment, code):
    assert code_at(SECRET, moment) == code
    assert step_of(SECRET, code, moment) == moment // 30


# seconds by which a telephone's clock is behind or ahead | taken
CLOCKS = [(-61, False), (-30, True), (0, True), (30, True), (61, False)]


@pytest.mark.parametrize(("off", "taken"), CLOCKS)
def test_a_clock_that_is_half_a_minute_off_is_forgiven_and_more_is_not(off, taken):
    now = 1_700_000_010
    assert (step_of(SECRET, code_at(SECRET, now + off), now) is not None) == taken


def test_an_app_is_told_whose_secret_it_is():
    assert address_of(SECRET, "a friend") == f"otpauth://totp/Upstander:a%20friend?secret={SECRET}&issuer=Upstander"


def sets_up_an_app(visitor):
    """The answer to the first code of an app, the app's secret, and that code."""
    page = visitor.gets("/sign-in/set-up/code").content.decode()
    secret = re.search(r'desk-secret">([A-Z2-7 ]+)<', page).group(1).replace(" ", "")
    code = code_now(secret)
    return visitor.sends("/sign-in/set-up/code", code=code), secret, code


def recovery_codes(answer):
    return re.findall(r"([a-z2-9]{5}-[a-z2-9]{5})<", answer.content.decode())


@pytest.fixture
def newcomer(desk):
    """Somebody whose password is right and who has no second factor."""
    has_password(desk, "analyst")
    visitor = Visitor(desk)
    assert visitor.gives_password("analyst")["Location"] == "/sign-in/set-up"
    return visitor


def test_who_has_no_second_factor_is_led_to_set_one_up_and_can_go_nowhere_else(newcomer):
    for path in ("/", "/leads", "/ties", "/your-sign-in", "/people"):
        assert newcomer.gets(path)["Location"].startswith("/sign-in?"), path
    assert newcomer.gets("/sign-in/proof")["Location"] == "/sign-in/set-up"
    page = newcomer.gets("/sign-in/set-up").content.decode()
    assert "/sign-in/set-up/code" in page
    assert "/sign-in/set-up/passkey" in page


def test_an_app_is_set_up_by_picture_or_by_text_and_opens_the_desk(desk, newcomer):
    page = newcomer.gets("/sign-in/set-up/code")
    assert "<svg" in page.content.decode()
    assert "<script" not in page.content.decode()
    assert "img-src 'self'" in page["Content-Security-Policy"]
    answer, _secret, _code = sets_up_an_app(newcomer)
    assert len(set(recovery_codes(answer))) == 8
    assert newcomer.reads_leads()
    assert desk.log("second factor set up")[0][1:] == ("done", "", {"by_what": "code"})


def test_the_first_code_must_be_right_and_the_secret_stays_the_same_meanwhile(newcomer):
    before = newcomer.gets("/sign-in/set-up/code").content.decode()
    secret = re.search(r'desk-secret">([A-Z2-7 ]+)<', before).group(1).replace(" ", "")
    answer = newcomer.sends("/sign-in/set-up/code", code=another_code(secret))
    assert answer.status_code == 422
    assert secret in answer.content.decode().replace(" ", "")
    assert not newcomer.reads_leads()


def test_the_code_that_set_an_app_up_signs_nobody_in_again(desk, newcomer):
    _answer, _secret, code = sets_up_an_app(newcomer)
    again = Visitor(desk)
    again.gives_password("analyst")
    assert again.gives_code(code).status_code == 422


def test_a_code_is_taken_once(desk):
    secret = has_app(desk, "analyst")
    code = code_now(secret)
    first, second = Visitor(desk), Visitor(desk)
    first.gives_password("analyst")
    second.gives_password("analyst")
    assert first.gives_code(code).status_code == 302
    assert second.gives_code(code).status_code == 422
    assert second.gives_code(code_now(secret, seconds_ago=30)).status_code == 422, "nor is one before it"


def test_a_wrong_code_leaves_a_line_that_names_nobody_as_its_doer(desk):
    secret = has_app(desk, "analyst")
    visitor = Visitor(desk)
    visitor.gives_password("analyst")
    answer = visitor.gives_code(another_code(secret))
    assert "Check the code" in answer.content.decode()
    assert desk.log("second factor") == [(str(desk.accounts["analyst"].pk), "refused", "", {})]
    assert "six digits" in visitor.gives_code("").content.decode()
    assert len(desk.log("second factor")) == 1, "nothing entered is not wrong"


def test_a_recovery_code_lets_in_once_however_it_is_spelt(desk, newcomer):
    answer, _secret, _code = sets_up_an_app(newcomer)
    code = recovery_codes(answer)[3]
    for times, status in enumerate((302, 422)):
        visitor = Visitor(desk)
        visitor.gives_password("analyst")
        assert visitor.gives_code(code.upper().replace("-", " ")).status_code == status, times


def test_new_recovery_codes_take_the_place_of_the_old(desk, newcomer):
    old = recovery_codes(sets_up_an_app(newcomer)[0])
    new = recovery_codes(newcomer.sends("/your-sign-in/recovery-codes"))
    assert len(new) == 8
    for code, status in ((old[0], 422), (new[0], 302)):
        visitor = Visitor(desk)
        visitor.gives_password("analyst")
        assert visitor.gives_code(code).status_code == status


def test_a_password_alone_adds_no_second_factor_to_those_there_are(desk):
    has_app(desk, "analyst")
    visitor = Visitor(desk)
    visitor.gives_password("analyst")
    for path in ("/sign-in/set-up", "/sign-in/set-up/code", "/sign-in/set-up/passkey"):
        assert visitor.gets(path)["Location"] == "/sign-in/proof"
    desk.run(f"SELECT set_config('upstander.proving', '{desk.accounts['analyst'].pk}', true)")
    with pytest.raises(DatabaseError) as refused:
        desk.as_role(lambda: add_row(desk, "analyst"))
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)


def add_row(desk, who):
    from upstander.access.models import SecondFactor  # noqa: PLC0415 - Django is set up by the first test that needs it

    SecondFactor.objects.create(account=desk.accounts[who], kind="code", held={"secret": SECRET})


def test_a_second_one_is_added_and_one_of_two_taken_away_but_never_the_last(desk):
    from upstander.access.models import SecondFactor  # noqa: PLC0415 - as above

    account = desk.accounts["analyst"]
    has_app(desk, "analyst")
    SecondFactor.objects.create(account=account, kind="passkey", held={"credential": ""}, name="the key on my ring")
    visitor = Visitor(desk)
    visitor.client = desk.signed_in("analyst")
    assert "the key on my ring" in visitor.gets("/your-sign-in").content.decode()
    for factor in SecondFactor.objects.filter(account=account).order_by("-made_at"):
        visitor.sends(f"/your-sign-in/{factor.pk}/take-away")
    assert [one.kind for one in SecondFactor.objects.filter(account=account)] == ["code"]


def test_nobody_takes_away_what_is_another_persons(desk):
    from upstander.access.models import SecondFactor  # noqa: PLC0415 - as above

    for who in ("analyst", "manager"):
        has_app(desk, who)
        SecondFactor.objects.create(account=desk.accounts[who], kind="passkey", held={"credential": ""})
    theirs = SecondFactor.objects.filter(account=desk.accounts["manager"]).first()
    desk.asks("analyst", f"/your-sign-in/{theirs.pk}/take-away", {})
    assert SecondFactor.objects.filter(pk=theirs.pk).exists()


# table and what of it the database shows to who asks as themselves
OWN = [("access_secondfactor", 1), ("access_password", 1), ("access_wrongproof", 1)]


@pytest.mark.parametrize(("table", "rows"), OWN)
@pytest.mark.parametrize("who", ["manager", "administrator", "auditor", ""])
def test_nobody_reads_anothers_hash_nor_what_they_prove_themselves_by(desk, table, rows, who):
    from upstander.access.models import WrongProof  # noqa: PLC0415 - as above

    has_app(desk, "analyst")
    WrongProof.objects.create(account=desk.accounts["analyst"])
    query = f"SELECT account_id FROM {table}"
    assert desk.sees(who, query) == []
    assert len(desk.sees("analyst", query)) == rows


def test_secrets_stand_sealed_in_the_database_and_in_the_session(desk, newcomer):
    answer, secret, _code = sets_up_an_app(newcomer)
    assert secrets_found(desk, secret, recovery_codes(answer)[0].replace("-", "")) == []
    half = Visitor(desk)
    has_password(desk, "manager")
    half.gives_password("manager")
    page = half.gets("/sign-in/set-up/code").content.decode()
    waiting = re.search(r'desk-secret">([A-Z2-7 ]+)<', page).group(1).replace(" ", "")
    assert waiting not in str(dict(half.client.session))


def secrets_found(desk, *words):
    with desk.cursor() as cursor:
        cursor.execute("SELECT account_id, held, name FROM access_secondfactor")
        kept = b" ".join(bytes(held) + bytes(name) for _account, held, name in cursor.fetchall())
    return [word for word in words if word.encode() in kept]


def test_a_code_is_printed_for_who_tries_the_desk_and_has_no_app():
    from click.testing import CliRunner  # noqa: PLC0415

    from upstander.cli import main  # noqa: PLC0415

    said = CliRunner().invoke(main, ["one-time-code", SECRET])
    assert said.output.strip() in {code_now(SECRET), code_now(SECRET, seconds_ago=30)}
    assert "not a secret" in CliRunner().invoke(main, ["one-time-code", "18"]).output


NOT_ANSWERS = [
    "5",
    "null",
    "[]",
    "{}",
    '{"id": "x"}',
    '"x"',
    "{",
    '{"id": "AA", "rawId": "AA", "response": {}}',
    "1" * 19_000,
]
NOT_ANSWERS += [
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "AA", "attestationObject": "AA"}}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "e30", "attestationObject": "oA"}}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA"}}',
]


@pytest.mark.parametrize("answer", NOT_ANSWERS)
def test_what_is_no_passkeys_answer_is_refused_and_breaks_nothing(desk, newcomer, answer):
    newcomer.gets("/sign-in/set-up/passkey")
    assert newcomer.sends("/sign-in/set-up/passkey", name="x", passkey=answer).status_code == 422
    has_app(desk, "manager")
    visitor = Visitor(desk)
    visitor.gives_password("manager")
    assert visitor.sends("/sign-in/proof", proof__passkey=answer).status_code == 422
    assert desk.log("second factor")[0][1] == "refused"
