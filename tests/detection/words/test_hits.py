"""The rate of hits in a force's ordinary texts bounds a keyword set's rate of false hits, and goes where the set goes."""

import dataclasses
import datetime as dt
import re
import tomllib

import ibis
import pytest

from tests.signs.conversation import conversation
from upstander.detection.words.carrying import carrying, fingerprint, text_of
from upstander.detection.words.hits import Hits, hits
from upstander.detection.words.keyword_set import KeywordSetError, keyword_sets, read_set

SETS = keyword_sets()
OURS = "It is our secret"


@pytest.fixture
def measured(engine, known):
    """The hits of one set in a conversation: `measured(*lines, others=[(staff_id, nominal_id)])`."""

    def measure(*lines, name="secrecy_english", others=(), more=None, **how):
        drawings = conversation(*lines, **how) | (more or {})

        pairs = [{"staff_id": staff, "nominal_id": nominal} for staff, nominal in others]
        table = ibis.memtable(pairs, schema=ibis.schema({"staff_id": "string", "nominal_id": "string"}))
        return {one.keyword_set: one for one in hits(known(drawings), engine, SETS, table)}[name]

    return measure


def message(words, who="Ms A", day=1, way="out"):
    return f"{way} | 2025-03-{day:02} 10:00 | {who} | {words}"


def test_messages_and_conversations_with_hits_are_counted_each_once(measured):
    found = measured(message(f"{OURS}. {OURS}"), message("Noted", day=2), message("Noted", "Ms B"))
    assert (found.texts, found.hits, found.conversations, found.conversations_with_hits) == (3, 1, 2, 1)
    assert (found.per_thousand, found.per_thousand_conversations) == (pytest.approx(1000 / 3), 500)


def test_each_set_counts_its_own_hits_alone(measured):
    assert measured(message(OURS), name="meeting_alone_english").hits == 0


@pytest.mark.parametrize(
    "line",
    [message(OURS, way="in"), message(OURS, "a friend"), message(f'He wrote "{OURS}"')],
    ids=["the person's own", "to somebody not met through work", "a quotation"],
)
def test_other_peoples_words_and_other_peoples_conversations_are_no_hits(measured, line):
    assert measured(message("Noted"), line).hits == 0


def test_pairs_with_another_sign_are_left_out_and_so_is_whoever_has_one_alone(measured):
    lines = message(OURS), message("Noted", "Ms B")
    assert measured(*lines).texts == 2
    assert (measured(*lines, others=[("PC 12", "Ms A")]).texts, measured(*lines, others=[("PC 12", "Ms A")]).hits) == (
        1,
        0,
    )
    assert measured(*lines, others=[("PC 12", None)]).texts == 0
    assert measured(*lines, others=[("PC 13", None), ("PC 13", "Ms A")]).texts == 2


def test_allegations_are_measured_on_calls_and_lines_of_logs_and_not_on_complaints(measured):
    more = {
        "public_calls": "call_id | start_at | transcript\nC1 | 2025-03-01 10:00 | An officer kissed her\n"
        "C2 | 2025-03-01 11:00 | My car is gone\nC3 | 2025-03-01 12:00 |",
        "log_entries": "incident_id | staff_id | at | text\nI1 | PC 1 | 2025-03-01 10:00 | Advice given",
        "complaints": "complaint_id | staff_id | received_at | summary\nR1 | PC 9 | 2025-03-02 | An officer kissed her",
    }
    found = measured(message("An officer kissed her"), name="allegation_english", more=more)
    assert (found.texts, found.hits, found.conversations) == (3, 1, None)


def test_no_hit_in_a_few_messages_says_less_than_none_in_many():
    few, many = (Hits("one", texts, 0, None, None, None, None) for texts in (20, 20_000))
    assert few.per_thousand == many.per_thousand == 0
    assert few.at_most == pytest.approx(139.1, abs=0.1)  # 1 - 0.05 ** (1 / 20)
    assert many.at_most == pytest.approx(0.15, abs=0.01)
    assert Hits("one", 3, 3, None, None, None, None).at_most == 1000
    assert Hits("one", 0, 0, None, None, None, None).per_thousand is None


MEASURED = {
    "per_thousand": 0.8, "at_most": 1.5, "per_thousand_conversations": 3.1, "texts": 11250, "hits": 9,
    "conversations": 2300, "conversations_with_hits": 7, "from_day": "2026-03-01", "to_day": "2026-08-30",
}  # fmt: skip


@pytest.mark.parametrize("one", SETS, ids=lambda one: one.name)
def test_a_set_carries_what_was_measured_and_stays_the_same_in_all_else(one, tmp_path):
    file = tmp_path / f"{one.name}.toml"
    file.write_text(carrying(text_of(one), MEASURED, "Westshire Police", dt.date(2026, 9, 1)), encoding="utf-8")
    carried = read_set(file)
    assert (carried.phrases, carried.who, carried.not_after) == (one.phrases, one.who, one.not_after)
    assert (carried.stage, carried.owner, carried.authority) == (one.stage, one.owner, one.authority)
    assert (carried.false_hits.per_thousand, carried.false_hits.texts) == (0.8, 11250)
    assert (carried.false_hits.whose, carried.false_hits.day) == ("Westshire Police", dt.date(2026, 9, 1))
    assert "read by nobody" in carried.false_hits.measured_on


def test_a_set_with_nowhere_to_carry_it_is_refused():
    inline = text_of(SETS[0]).replace("[false_hits]\nmeasured_on = ", "false_hits.measured_on = ")
    with pytest.raises(KeywordSetError, match=re.escape("begins with the line [false_hits]")):
        carrying(inline, MEASURED, "Westshire Police", dt.date(2026, 9, 1))


@pytest.mark.parametrize("part", ["phrases", "who", "from_whom", "with_whom", "at_home_of", "not_after"])
def test_the_fingerprint_of_a_set_is_of_its_words(part):
    one = SETS[0]
    assert fingerprint(dataclasses.replace(one, **{part: ("else",)})) != fingerprint(one)


def test_who_answers_for_a_set_and_what_it_carries_leave_its_fingerprint():
    one = SETS[0]
    carried = dataclasses.replace(one, owner="us", authority="", reviewed_on=dt.date(2026, 1, 1), file="/sets/one.toml")
    assert fingerprint(carried) == fingerprint(one)


def test_what_a_set_carried_before_is_taken_out():
    twice = carrying(
        carrying(text_of(SETS[0]), MEASURED, "one", dt.date(2026, 9, 1)), MEASURED, "two", dt.date(2026, 9, 2)
    )
    assert tomllib.loads(twice)["false_hits"]["whose"] == "two"


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("per_thousand = -1", "per_thousand must be a number from 0 on"),
        ("per_thousand = true", "per_thousand must be a number from 0 on"),
        ("texts = 1.5", "texts must be a number from 0 on"),
        ("per_thousand = 1.0\ntexts = 5", "must say per_thousand, whose they are and on which day"),
        ("per_thousand = 1.0\ntexts = 5\nwhose = 'us'\nday = 'May'", "must say per_thousand, whose they are"),
    ],
)
def test_a_measurement_that_says_half_is_refused(entry, said, tmp_path):
    file = tmp_path / "ours.toml"
    file.write_text(text_of(SETS[0]).replace("[false_hits]", f"[false_hits]\n{entry}"), encoding="utf-8")
    with pytest.raises(KeywordSetError, match=re.escape(said)):
        read_set(file)
