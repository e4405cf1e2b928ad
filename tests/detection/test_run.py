"""Running signs: what is asked, what is not and why, and over which days."""

import itertools
from dataclasses import replace

import pyarrow as pa
import pytest

from tests.leads.ordinary_force import LOOK_UPS, sign_of
from upstander.contacts.mentions import MENTIONS, no_mentions
from upstander.detection import ContactKind, Family
from upstander.detection.observation import exact_sum
from upstander.detection.run import Choices, assess, why_not
from upstander.detection.words.keyword_set import Stage, keyword_sets

YEAR = Choices(window_days=365, changed={})
CONTACTS = """
    staff_id | nominal_id | kind    | at               | answer
    PC 12    | Ms A       | look_up | 2023-05-01 10:00 | unexplained
    PC 12    | Ms A       | look_up | 2025-05-01 10:00 | unexplained
    PC 12    | Ms A       | look_up | 2025-05-02 10:00 | unexplained
    PC 12    | Ms A       | look_up | 2025-05-03 10:00 | explained
    PC 12    | Ms B       | look_up | 2025-05-03 10:00 | explained
    PC 77    | Ms B       | call    | 2025-05-03 10:00 | explained
"""
STAFF = """
    staff_id
    PC 12
    PC 77
"""


def run(engine, known, sign, choices=YEAR):
    return assess([sign], known({"contacts": CONTACTS, "staff": STAFF}), engine, choices)


def test_what_a_sign_saw_is_counted_for_each_pair_within_the_window(engine, known):
    counts = run(engine, known, LOOK_UPS).observed[0].counts
    assert counts.select("staff_id", "nominal_id", "seen").rows() == [("PC 12", "Ms A", 2.0)]


def test_a_sign_over_a_career_counts_all_the_years(engine, known):
    career = sign_of(Family.SYSTEMS, ContactKind.LOOK_UP, career=True)
    assert run(engine, known, career).observed[0].counts["seen"].to_list() == [3.0]


def test_those_who_could_have_shown_it_are_counted_with_their_work(engine, known):
    exposed = run(engine, known, LOOK_UPS).observed[0].exposed
    assert exposed.select("staff_id", "pairs").rows() == [("PC 12", 2)]
    assert abs(exposed["exposure"][0] - 2 * 2**0.5) < 1e-9


def test_a_sign_of_several_kinds_counts_a_pair_once_with_all_its_work_and_no_pair_without_such_contact(engine, known):
    either = sign_of(Family.PHONE, ContactKind.CALL, among=(ContactKind.LOOK_UP, ContactKind.CALL))
    exposed = run(engine, known, either).observed[0].exposed
    assert exposed.select("staff_id", "pairs").rows() == [("PC 12", 2), ("PC 77", 1)]
    of_calls = run(engine, known, sign_of(Family.PHONE, ContactKind.CALL)).observed[0].exposed
    assert of_calls.select("staff_id", "pairs", "exposure").rows() == [("PC 77", 1, pytest.approx(2**0.5))]


def test_a_pair_that_nobody_explained_anything_of_could_have_shown_it_too(engine, known):
    unknown = known({"contacts": CONTACTS.replace(" explained", " unexplained"), "staff": STAFF})
    exposed = assess([LOOK_UPS], unknown, engine, YEAR).observed[0].exposed
    assert exposed.select("staff_id", "pairs", "exposure").rows() == [("PC 12", 2, 2.0)]


@pytest.mark.parametrize("order", list(itertools.permutations((0.1, 0.2, 0.3))))
def test_what_was_seen_adds_up_to_the_same_number_in_whatever_order_the_records_come(engine, order):
    amounts = engine.hold("amounts", pa.table({"amount": order}))
    assert engine.rows(amounts.agg(seen=exact_sum(amounts.amount)))["seen"].to_list() == [0.6]


def test_a_missing_feed_is_not_assessed_and_never_not_seen(engine, known):
    needy = sign_of(Family.PHONE, ContactKind.CALL, needs=("phone_events", "shifts"))
    assessment = run(engine, known, needy)
    assert assessment.observed == ()
    assert [one.because for one in assessment.not_assessed] == ["no records of phone_events and shifts"]


def test_a_sign_that_reads_words_is_off_without_an_authority(known):
    words = sign_of(Family.WORDS, ContactKind.MESSAGE, content=True)
    everything = known({"staff": STAFF})
    assert "no authority" in (why_not(words, everything, YEAR) or "")
    assert why_not(words, everything, Choices(365, {}, "Deputy Chief Constable")) is None


def test_a_force_changes_a_parameter_for_a_run(engine, known):
    seen = {}

    def record(known_, given):
        seen["least"] = given.least
        return LOOK_UPS.expression(known_, given)

    changed = type(LOOK_UPS)(**(LOOK_UPS.__dict__ | {"expression": record}))
    run(engine, known, changed, Choices(365, {LOOK_UPS.name: {"least": 7.0}}))
    assert seen["least"] == 7.0


TEXTS = "message_id | at | text\nM1 | 2025-05-01 10:00 | our little secret\n"


def kept_mentions(engine, known, choices):
    """The mentions that signs are given in a run with a sign that reads words of secrecy."""
    given = []

    def read(known_, _given):
        given.append(engine.rows(known_.mentions)["record_id"].to_list())
        return LOOK_UPS.expression(known_, _given)

    words = sign_of(Family.WORDS, ContactKind.MESSAGE, content=True, reads=(Stage.SECRECY,))
    changed = type(words)(**(words.__dict__ | {"expression": read}))
    records = replace(known({"contacts": CONTACTS, "staff": STAFF, "messages": TEXTS}), mentions=no_mentions())
    assessment = assess([changed, LOOK_UPS], records, engine, choices)
    return given, [one.because for one in assessment.not_assessed]


def test_words_are_read_once_where_an_authority_is_recorded_and_else_not_at_all(engine, known):
    allowed = Choices(365, {}, "Deputy Chief Constable", keyword_sets())
    assert kept_mentions(engine, known, allowed) == ([["M1"]], [])
    for nobody in (None, " "):
        engine.hold("mentions", MENTIONS.empty_table())
        given, because = kept_mentions(engine, known, Choices(365, {}, nobody, keyword_sets()))
        assert (given, because) == ([], ["it reads words, and no authority to do so is recorded"])


def test_a_sign_whose_keyword_sets_nobody_approved_is_not_assessed(engine, known):
    unapproved = tuple(replace(one, authority="") for one in keyword_sets())
    given, because = kept_mentions(engine, known, Choices(365, {}, "Deputy Chief Constable", unapproved))
    assert (given, because) == ([], ["no approved keyword set of secrecy"])
