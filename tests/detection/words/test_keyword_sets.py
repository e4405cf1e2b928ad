"""Keyword sets are data: each has an owner, an authority, what is known of its false hits, and words that may stand there."""

import re

import pytest

from upstander.detection.words.finder import Finder
from upstander.detection.words.keyword_set import KeywordSetError, Stage, keyword_sets, read_set
from upstander.detection.words.wording import abbreviations, wording

SETS = keyword_sets()
EVERY_SET = pytest.mark.parametrize("one", SETS, ids=lambda one: one.name)
CHILD = re.compile(
    r"\b(child|children|kid|girl|boy|teen|school|pupil|daughter|son|young(?!er)|minor|plentyn|merch|bachgen)\w*\b"
)
# The strongest words that the five sources themselves use, and milder ones; nothing stronger may stand in a set.
STRONGEST = {
    "sex", "sexual", "sexually", "sexy", "explicit", "nudes", "naked", "breasts", "aroused", "turned", "kiss", "kissed", "kissing",
    "groped", "touched", "touching", "bottom", "bed", "slept", "sleep", "sleeping", "affair", "attractive", "body", "flirted",
    "flirting", "hot",
}  # fmt: skip
EVERYDAY = {
    "a", "about", "amazing", "an", "are", "asked", "asking", "at", "beautiful", "behind", "by", "came", "casual", "coming", "comments",
    "date", "enjoyed", "facebook", "fancy", "find", "for", "good", "gorgeous", "had", "have", "having", "he", "him", "himself",
    "in", "inappropriately", "instagram", "look", "looked", "looking", "looks", "lot", "lovely", "made", "making", "me", "messages",
    "messaging", "met", "my", "of", "on", "out", "photos", "picture", "pictures", "relationship", "remarks", "seeing", "send",
    "sending", "sent", "snapchat", "so", "sound", "started", "stunning", "texting", "that", "through", "to", "top", "tried",
    "trying", "victim", "videos", "wanted", "wants", "wearing", "whatsapp", "what", "with", "woman", "you", "you're", "younger",
    "your", "yourself", "kisses", "her", "duty", "round", "comes", "fancies", "off", "due", "go", "going", "night", "stayed",
    "stays", "the",
}  # fmt: skip


@EVERY_SET
def test_it_names_its_owner_its_authority_its_day_and_what_is_known_of_its_false_hits(one):
    assert one.owner
    assert one.language
    assert one.reviewed_on
    assert one.false_hits.measured_on
    assert one.false_hits.per_thousand is not None or "not measured" in one.false_hits.measured_on


@EVERY_SET
def test_no_word_concerns_a_child(one):
    assert not [phrase for phrase in one.searched if CHILD.search(phrase)]


@EVERY_SET
def test_every_phrase_can_be_searched_for(one):
    assert all(wording(phrase).forms for phrase in (*one.searched, *one.who))
    assert len(set(one.phrases)) == len(one.phrases)


@pytest.mark.parametrize(
    "one", [s for s in SETS if s.stage in (Stage.LOOKS_OR_SEX, Stage.ALLEGATION)], ids=lambda s: s.name
)
def test_words_are_no_more_explicit_than_the_sources_own(one):
    if one.language == "English":
        words = {word for phrase in one.searched for word in re.findall(r"[a-z']+", phrase)}
        assert words <= STRONGEST | EVERYDAY


def test_every_stage_of_the_cases_has_a_set_in_english_and_welsh():
    in_both = {stage for stage in Stage if {s.language for s in SETS if s.stage is stage} == {"English", "Welsh"}}
    assert in_both == set(Stage) - {Stage.KISS, Stage.APPROVED_CHANNEL}


def test_an_abbreviation_stands_for_another_word():
    assert not [word for word, ways in abbreviations().items() if word in ways or not ways]


WHOLE = """
stage = "secrecy"
language = "English"
owner = "Counter Corruption Unit"
authority = "Detective Superintendent, policy 12"
reviewed_on = 2026-05-01
phrases = ["say nothing to the others"]
[false_hits]
per_thousand = 0.4
measured_on = "10,000 messages of 2025, read by two people"
"""


def written(folder, text, name="ours.toml"):
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_force_adds_a_reviewed_set_of_its_own(tmp_path):
    own = read_set(written(tmp_path, WHOLE))
    assert (own.name, own.approved, own.false_hits.per_thousand) == ("ours", True, 0.4)
    assert own in keyword_sets([written(tmp_path, WHOLE)])


def test_a_set_that_nobody_approved_is_not_used(tmp_path):
    unapproved = read_set(written(tmp_path, WHOLE.replace("Detective Superintendent, policy 12", " ")))
    assert not unapproved.approved
    assert Finder([unapproved]).sets == ()


def test_a_set_of_a_shipped_name_takes_its_place(tmp_path):
    file = written(tmp_path, WHOLE, "secrecy_english.toml")
    assert [s.phrases for s in keyword_sets([file]) if s.name == "secrecy_english"] == [("say nothing to the others",)]


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ('stage = "secrecy"', 'stage = "gossip"', "stage must be one of kiss"),
        ('owner = "Counter Corruption Unit"', "", "owner is missing"),
        ("reviewed_on = 2026-05-01", 'reviewed_on = "May"', "reviewed_on must be a date"),
        ('phrases = ["say nothing to the others"]', "phrases = []", "phrases must be"),
        ("per_thousand = 0.4", "rate = 1", "false_hits must say"),
        ('language = "English"', 'language = "English"\nlevel = 3', "no entry called level"),
        ("[false_hits]", "[false_hits", "is not TOML"),
    ],
)
def test_a_set_that_cannot_be_used_is_refused_with_the_entry_and_the_remedy(tmp_path, was, now, said):
    with pytest.raises(KeywordSetError, match=re.escape(said)):
        read_set(written(tmp_path, WHOLE.replace(was, now)))


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(KeywordSetError, match="cannot be read"):
        read_set(tmp_path / "none.toml")


def test_a_phrase_with_too_many_ways_to_write_it_is_refused():
    with pytest.raises(ValueError, match="make it two phrases"):
        wording("you you you you you you you you your your your your gorgeous")
