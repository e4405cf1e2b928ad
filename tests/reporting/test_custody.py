"""A request goes to two custodians in turn and comes back with the identity, or is told why it does not."""

import base64
import datetime as dt
import json
import re
from dataclasses import replace

import pytest
from nacl.public import PrivateKey

from tests.reporting.test_identity import BOX, CUSTODIANS, KEYS, OTHER_BOX, TEXT
from upstander.reporting import identity
from upstander.reporting.custody import (
    SPOKEN,
    Answer,
    Custodian,
    CustodyError,
    ExpiredError,
    OfAnotherRequestError,
    SameCustodianError,
    advanced,
    answered,
    begun,
    finished,
    read_answer,
    read_request,
    written_answer,
    written_request,
)
from upstander.reporting.fields import FieldsError

TODAY, LAST, AFTER = dt.date(2026, 3, 2), dt.date(2026, 3, 9), dt.date(2026, 3, 10)
ANNA, BEN, CARA = (Custodian(name, KEYS[name]) for name in ("anna", "ben", "cara"))
SEALED = identity.seal_identity(TEXT, CUSTODIANS[:3], BOX)


def ask(pair=("anna", "ben"), *, sealed=SEALED, box=BOX, reason="Her life may be at risk", until=LAST, on=TODAY):
    return begun(sealed, pair, box=box, reason=reason, by="DI Hart", until=until, on=on)


@pytest.fixture
def asked():
    return ask()


@pytest.fixture
def request_(asked):
    return asked[0]


@pytest.fixture
def key(asked):
    return asked[1]


@pytest.fixture
def first(request_):
    return answered(request_, by=ANNA, on=TODAY)


@pytest.fixture
def halfway(request_, first):
    return advanced(request_, first, on=TODAY)


@pytest.fixture
def second(halfway):
    return answered(halfway, by=BEN, on=TODAY)


# ---- the way


def test_two_custodians_give_whoever_asked_the_identity(halfway, second, key):
    assert finished(halfway, second, key, on=LAST) == TEXT


@pytest.mark.parametrize("pair", [("anna", "ben"), ("anna", "cara"), ("ben", "cara")])
def test_any_two_of_three_can_be_asked(pair):
    request, key = ask(pair)
    for name in pair:
        answer = answered(request, by=Custodian(name, KEYS[name]), on=TODAY)
        request = advanced(request, answer, on=TODAY) if name == pair[0] else request
    assert finished(request, answer, key, on=TODAY) == TEXT


def test_a_request_says_whose_turn_it_is(request_, halfway):
    assert [(one.stage, one.turn) for one in (request_, halfway)] == [(1, "anna"), (2, "ben")]


def test_each_request_has_a_key_and_a_number_of_its_own():
    (one, key), (other, other_key) = ask(), ask()
    assert (one.id != other.id, bytes(key) != bytes(other_key), one.digest != other.digest) == (True, True, True)


# ---- guards


def test_no_request_is_made_without_a_reason_or_for_a_day_that_is_over():
    with pytest.raises(CustodyError, match="a reason is needed"):
        ask(reason=" \n\u200b ")
    with pytest.raises(ExpiredError):
        ask(on=AFTER)


@pytest.mark.parametrize("pair", [("ben", "anna"), ("anna", "anna"), ("anna", "eve")])
def test_no_request_is_made_to_a_pair_that_holds_no_identity_together(pair):
    with pytest.raises(CustodyError, match="those who do: anna and then ben, anna and then cara, ben and then cara"):
        ask(pair)


def test_nobody_is_asked_where_no_identity_was_given():
    with pytest.raises(CustodyError, match="those who do: nobody"):
        ask(sealed={})


def test_a_request_runs_through_its_last_day_and_then_no_step_is_taken(request_, first, halfway, second, key):
    assert answered(request_, by=ANNA, on=LAST).by == "anna"
    for step in (
        lambda: answered(request_, by=ANNA, on=AFTER),
        lambda: advanced(request_, first, on=AFTER),
        lambda: answered(halfway, by=BEN, on=AFTER),
        lambda: finished(halfway, second, key, on=AFTER),
    ):
        with pytest.raises(ExpiredError, match="ran until 09 March 2026"):
            step()


def test_a_custodian_who_was_not_asked_is_told_who_was(request_, halfway):
    for one in (request_, halfway):
        with pytest.raises(identity.WrongCustodianError, match="to anna and ben, and this is the key of cara"):
            answered(one, by=CARA, on=TODAY)


def test_a_custodian_who_takes_the_name_of_another_is_told_by_the_key(request_):
    with pytest.raises(identity.WrongCustodianError, match="another key"):
        answered(request_, by=Custodian("anna", KEYS["cara"]), on=TODAY)


def test_custodians_answer_in_their_order(request_, halfway):
    with pytest.raises(identity.WrongOrderError, match="it is anna who is asked now: ben has not been asked yet"):
        answered(request_, by=BEN, on=TODAY)
    with pytest.raises(identity.WrongOrderError, match="it is ben who is asked now: anna has answered already"):
        answered(halfway, by=ANNA, on=TODAY)


def test_one_custodian_is_not_both(request_, first, halfway, key):
    for step in (
        lambda: advanced(halfway, first, on=TODAY),
        lambda: finished(halfway, first, key, on=TODAY),
    ):
        with pytest.raises(SameCustodianError, match="it is anna's answer, and ben's is awaited"):
            step()
    with pytest.raises(identity.WrongOrderError):
        finished(halfway, replace(first, by="ben"), key, on=TODAY)


def test_no_step_is_left_out(request_, second, halfway, key):
    with pytest.raises(SameCustodianError):
        finished(request_, second, key, on=TODAY)
    with pytest.raises(identity.WrongOrderError):
        finished(request_, replace(second, by="anna"), key, on=TODAY)
    with pytest.raises(identity.WrongOrderError):
        advanced(halfway, second, on=TODAY)


def test_an_answer_to_another_request_is_not_taken(first, second, halfway, key):
    another, another_key = ask()
    with pytest.raises(OfAnotherRequestError):
        advanced(another, first, on=TODAY)
    another = advanced(another, answered(another, by=ANNA, on=TODAY), on=TODAY)
    with pytest.raises(OfAnotherRequestError):
        finished(another, second, another_key, on=TODAY)


def test_the_piece_of_another_report_is_told_by_the_custodian(request_):
    with pytest.raises(identity.OfAnotherReportError):
        answered(replace(request_, box=OTHER_BOX), by=ANNA, on=TODAY)


@pytest.mark.parametrize(
    "changed",
    [{"reason": "For statistics"}, {"asked_by": "Somebody"}, {"until": dt.date(2030, 1, 1)}],
    ids=["reason", "asked by", "until"],
)
def test_a_custodian_who_was_shown_other_words_answers_another_request(request_, halfway, key, changed):
    with pytest.raises(OfAnotherRequestError):
        advanced(request_, answered(replace(request_, **changed), by=ANNA, on=TODAY), on=TODAY)
    shown = replace(halfway, **changed)
    answer = answered(shown, by=BEN, on=TODAY)
    with pytest.raises(OfAnotherRequestError):
        finished(halfway, answer, key, on=TODAY)
    with pytest.raises(OfAnotherRequestError, match="was shown another request"):
        finished(halfway, replace(answer, to=halfway.digest), key, on=TODAY)


def test_what_was_asked_is_read_out_in_words_that_differ_where_anything_differs(request_, halfway):
    assert len(request_.words.split()) == SPOKEN
    assert request_.words == halfway.words
    others = [
        {"reason": "For statistics"},
        {"asked_by": "Somebody"},
        {"until": AFTER},
        {"box": OTHER_BOX},
        {"public_key": OTHER_BOX},
        {"pair": ("anna", "cara")},
    ]
    assert len({request_.words, *(replace(request_, **other).words for other in others)}) == 1 + len(others)


def test_another_one_time_key_reads_nothing(halfway, second):
    with pytest.raises(identity.WrongCustodianError):
        finished(halfway, second, PrivateKey.generate(), on=TODAY)


def test_what_is_shown_to_custodians_is_one_line_that_a_screen_shows_as_it_is():
    request, _key = ask(reason="Risk \r\n to life\x1b[2J \u202egnorw", box=BOX)
    assert request.reason == "Risk to life[2J gnorw"


# ---- files

PARTS = [b"Sam Wren", b"PC 4411", b"07700 900123"]  # with spaces: base64 holds none by chance


def shown(file):
    """What a file shows of the identity, as it stands or in the bytes of its base64."""
    held = file.encode() + b"".join(
        base64.b64decode(one + "A" * (-len(one) % 4)) for one in re.findall(r"[A-Za-z0-9+/]{24,}", file)
    )
    return [part for part in PARTS if part in held]


def test_requests_and_answers_come_back_from_their_files(request_, halfway, first, second):
    for one in (request_, halfway):
        assert read_request(written_request(one), "r.json") == one
    for answer in (first, second):
        assert read_answer(written_answer(answer), "a.json") == answer


def test_no_file_holds_anything_of_the_identity_in_plain(request_, first, halfway, second):
    for file in (written_request(request_), written_answer(first), written_request(halfway), written_answer(second)):
        assert shown(file) == []
    assert shown(written_answer(replace(first, piece=base64.b64encode(TEXT.encode()).decode()))) == PARTS


def changed(text, **fields):
    return json.dumps(json.loads(text) | fields)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("format", "upstander identity request 2"),
        ("id", "7"),
        ("box", "AAAA"),
        ("reason", ""),
        ("reason", "Risk\x1b[2J"),
        ("asked_by", None),
        ("until", "tomorrow"),
        ("pair", ["anna"]),
        ("pair", ["anna", "anna"]),
        ("pair", ["anna", "b en"]),
        ("public_key", "no key"),
        ("piece", "no piece"),
        ("piece", 3),
    ],
)
def test_what_is_wrong_in_a_request_is_said_with_file_field_and_remedy(request_, field, value):
    with pytest.raises(FieldsError, match=f'^r.json: "{field}" .*: ask the desk to give the request out again'):
        read_request(changed(written_request(request_), **{field: value}), "r.json")


@pytest.mark.parametrize("field", ["to", "by", "piece"])
def test_what_is_missing_in_an_answer_is_said_with_file_field_and_remedy(first, field):
    said = json.loads(written_answer(first))
    del said[field]
    with pytest.raises(FieldsError, match=f'^a.json: "{field}" is missing .*: ask the custodian to answer'):
        read_answer(json.dumps(said), "a.json")


@pytest.mark.parametrize("text", ["", "[]", "{", "[" * 50_000, "x" * 70_000, '"' + "x" * 70_000 + '"'])
def test_what_is_no_such_file_at_all_is_said(text):
    with pytest.raises(FieldsError, match=r"^a.json .*: ask the custodian"):
        read_answer(text, "a.json")


def test_a_request_is_no_answer(request_):
    with pytest.raises(FieldsError, match="format"):
        read_answer(written_request(request_), "a.json")


def test_an_answer_says_nothing_but_to_what_by_whom_and_the_piece(first):
    assert {*json.loads(written_answer(first))} == {"format", "to", "by", "piece"}
    assert isinstance(first, Answer)
