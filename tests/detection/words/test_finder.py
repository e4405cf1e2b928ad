"""The fast look passes everything that the close look would find, and mentions say where."""

import polars as pl
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawing import draw
from upstander.contacts.mentions import MENTIONS
from upstander.detection.words.excerpt import sentences_with_mentions
from upstander.detection.words.finder import Finder
from upstander.detection.words.keyword_set import keyword_sets
from upstander.detection.words.plain import folded, folded_all, plain
from upstander.detection.words.reading import mentions_in
from upstander.detection.words.wording import wording

FINDER = Finder(keyword_sets())
LIKELY = st.text(st.sampled_from(list("aAoO01lLiI|rnmsS5vw e'’.-xé\u0301\u200b😘ŵ")), max_size=30)


def found(text):
    return FINDER.mentions(pl.DataFrame({"record_id": ["it"], "text": [text]})).rows()


@settings(deadline=None)  # the first call compiles
@given(st.lists(st.one_of(LIKELY, st.text(max_size=30)), min_size=1, max_size=8))
def test_one_text_and_many_are_folded_alike(texts):
    assert folded_all(pl.Series(texts, dtype=pl.String)).to_list() == [folded(text) for text in texts]


@given(
    st.sampled_from(sorted({p for s in keyword_sets() for p in s.searched if "…" not in p and len(p) > 1})),
    LIKELY,
    LIKELY,
)
def test_whatever_stands_around_a_phrase_the_fast_look_passes_the_text(phrase, before, after):
    text = f"{before} {phrase} {after}"
    if list(wording(phrase).places(plain(text)[0])):
        assert any(form in folded(text) for form in wording(phrase).forms)


FOLDED = {
    "": "", "Rn VV vv vvv rrn rnn": "mwwvrnmn", "AAAA bb 00 11 55": "abols", ":-* :* <3 < 3 : *": "😘😘❤e",
    "a" * 20: "aaa", "2 x |$@": "2xlsa", "a\x00b": "a\x00b", "il l": "lll", "so\nso": "soso",
}  # fmt: skip


def test_faces_runs_and_confused_letters_are_folded_by_both_ways():
    texts = FOLDED
    assert [folded(text) for text in texts] == list(texts.values())
    assert folded_all(pl.Series(list(texts))).to_list() == list(texts.values())
    assert folded_all(pl.Series([*texts, "é"])).to_list() == [*texts.values(), "e"]


def test_each_character_of_a_plain_text_knows_where_it_stood():
    text = "Yôu’re\u200b ﬁne 😘"
    letters, places = plain(text)
    assert letters == "you're fine 😘"
    assert text[places[letters.index("😘")]] == "😘"


def test_a_mention_says_set_stage_phrase_place_sentence_and_whose_words():
    text = 'Hello. He said "our secret". It is our secret now'
    assert found(text) == [
        ("it", "secrecy_english", "secrecy", "our secret", 16, 1, True),
        ("it", "secrecy_english", "secrecy", "our secret", 35, 2, False),
    ]


def test_texts_without_any_are_passed_over_and_empty_ones_do_no_harm():
    assert found("The court date has been set. Witness care will be in touch.") == []
    assert found("") == []
    assert FINDER.mentions(pl.DataFrame(schema={"record_id": pl.String, "text": pl.String})).height == 0


def test_mentions_are_held_in_the_engine_by_feed_and_key_whatever_the_month(engine, drawn):
    records = drawn(
        {
            "messages": "message_id | at | text\nM1 | 2024-01-01 10:00 | Thanks X\nM2 | 2025-03-01 10:00 | our little secret",
            "log_entries": "incident_id | staff_id | at | text\nI1 | PC 1 | 2025-03-01 10:00 | An officer kissed her",
        }
    )
    rows = engine.rows(mentions_in(records, engine, keyword_sets()))
    assert rows.to_arrow().schema.names == MENTIONS.names
    assert set(rows.select("feed", "record_id", "stage").iter_rows()) == {
        ("messages", "M1", "kiss"),
        ("messages", "M2", "secrecy"),
        ("log_entries", "I1|PC 1|1740823200000000", "allegation"),
    }


def test_the_order_of_records_does_not_matter(engine, drawn):
    table = draw(
        "messages", "message_id | at | text\nM1 | 2025-01-01 10:00 | Thanks X\nM2 | 2025-01-02 10:00 | our secret x"
    )
    records = drawn({})
    both = []
    for name, rows in (("forward", table), ("backward", table.take(pa.array([1, 0])))):
        held = type(records)({**records.tables, "messages": engine.hold(name, rows)}, frozenset({"messages"}))
        both.append(engine.rows(mentions_in(held, engine, keyword_sets())).rows())
    assert both[0] == both[1]


def test_the_sentence_of_a_long_text_is_found_again():
    long = "There was a fight. " * 60
    said = "An officer who came on Monday had sent her explicit pictures."
    assert sentences_with_mentions(f"{long}{said} {long}", FINDER) == said
    assert sentences_with_mentions(long, FINDER) is None


def test_without_full_stops_what_stands_beside_the_words_is_shown():
    text = "and then " * 100 + "the officer kissed her " + "and then " * 100
    shown = sentences_with_mentions(text, FINDER)
    assert "the officer kissed her" in shown
    assert len(shown) <= 400
