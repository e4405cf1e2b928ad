"""A digest is the same whether the database works it out or Python does, and no two events share their bytes."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.audit import append
from upstander.audit.event import OUTCOMES, Event, canonical, digest_of, told

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
SOME = TEXT.filter(bool)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
PLAIN = {"actor": SOME, "action": SOME, "kind": TEXT, "object_id": TEXT, "purpose": TEXT}
NAMED = {"kind": "object_kind"}
FIELDS = st.fixed_dictionaries(PLAIN | {"outcome": st.sampled_from(OUTCOMES)})
DETAILS = st.dictionaries(TEXT.filter(lambda name: name not in {*PLAIN, "outcome"}), VALUES, max_size=4)


@pytest.fixture(scope="module")
def desk(one_log):
    with one_log.connect(autocommit=True) as connection:
        yield connection


@given(FIELDS, DETAILS)
def test_the_database_and_python_agree(desk, fields, details):
    number = append(desk, **fields, **details)
    row = desk.execute(
        "SELECT number, (extract(epoch FROM at) * 1000000)::bigint, actor, action, object_kind, object_id, purpose, "
        "outcome, details::text, previous, digest FROM audit.event WHERE number = %s",
        [number],
    ).fetchone()
    event = Event._make(row)
    assert event._asdict().items() >= {NAMED.get(name, name): value for name, value in fields.items()}.items()
    assert event.details == canonical(details)
    assert digest_of(event) == event.digest


EVENT = Event(1, 2, "ab", "c", "", "d", "", "done", "{}", bytes(32), b"")


@pytest.mark.parametrize(
    "changed",
    [
        {"number": 2},
        {"at": 3},
        {"actor": "a", "action": "bc"},
        {"object_kind": "d", "object_id": ""},
        {"object_id": "", "purpose": "d"},
        {"outcome": "allowed"},
        {"details": '{"a": 1}'},
        {"previous": bytes(31) + b"\1"},
    ],
    ids=str,
)
def test_every_field_and_its_place_count(changed):
    assert digest_of(EVENT._replace(**changed)) != digest_of(EVENT)


def test_details_are_printed_shortest_name_first():
    assert canonical({"bb": [True, None], "é": {"z": -1}, "c": 'a"\n\x01'}) == (
        '{"c": "a\\"\\n\\u0001", "bb": [true, null], "é": {"z": -1}}'
    )
    assert json.loads(canonical({"nested": {"b": (1, 2)}})) == {"nested": {"b": [1, 2]}}


@pytest.mark.parametrize("value", [1.5, float("nan"), {1: "a"}, b"a", {1, 2}], ids=repr)
def test_details_with_more_than_one_spelling_are_refused(value):
    with pytest.raises(TypeError, match="audit event"):
        canonical({"value": value})


def test_an_instant_is_told_for_people():
    assert told(1_772_357_405_000_000) == "2026-03-01 09:30:05 UTC"
    assert told(10**18) == f"{10**18} microseconds since 1970"
