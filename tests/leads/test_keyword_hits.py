"""Every scan that reads words says how often each keyword set hit in ordinary texts, and what the set carries."""

import dataclasses
import datetime as dt

import pytest

from tests.leads.ordinary_force import sign_of
from tests.signs.conversation import conversation
from upstander.detection import ContactKind, Family
from upstander.detection.words.keyword_set import FalseHits, keyword_sets
from upstander.leads.keyword_hits import NOTE, keyword_sets_used, said_carried
from upstander.leads.scan import scan_known
from upstander.leads.settings import load_settings
from upstander.signs.words_that_move_in_private import words_that_move_in_private

ALLOWED = dataclasses.replace(load_settings(), content_authority="Deputy Chief Constable, policy 12")
VISITS = sign_of(Family.PLACE, ContactKind.VISIT)
OURS = "out | 2025-11-01 10:00 | Ms A | It is our secret"
OTHER = "out | 2025-11-02 10:00 | Ms B | Your statement is ready"
FEEDS = {"incidents": "incident_id\n", "involvements": "incident_id\n"}


@pytest.fixture
def told(known, engine):
    """What a scan tells of its keyword sets, by name: `told(settings, contacts="more rows of contacts")`."""

    def scanned(settings=ALLOWED, visits=0, sets=None):
        drawn = conversation(OURS, OTHER) | FEEDS
        drawn["contacts"] += "".join(
            f"\nPC 12 | Ms A | | visit | | 2025-10-{day:02} 10:00 | V{day} | 2025-01-01" for day in range(1, visits + 1)
        )
        drawn["staff"] += "".join(f"\nPC {number} | Officer {number}" for number in range(100, 240))
        if sets:
            settings = dataclasses.replace(settings, keyword_sets=sets)
        scan = scan_known(known(drawn), engine, (words_that_move_in_private, VISITS), settings)
        return {one["name"]: one for one in keyword_sets_used(scan, engine)}

    return scanned


def test_the_rate_of_hits_is_told_in_words_and_numbers(told):
    one = told()["secrecy_english"]
    assert one["said"] == (
        "secrecy_english: 500.0 hits in 1,000 messages of this force (1 in 2; at most 974.7; 500.0 in 1,000 "
        "conversations); it carries no false-hit rate (not measured on real messages)"
    )
    here = one["hits_here"]
    assert (here["per_thousand"], here["texts"], here["hits"], here["conversations"]) == (500, 2, 1, 2)
    assert (here["from_day"], here["to_day"]) == ("2025-11-01", "2025-11-02")
    assert "Every false hit is a hit" in NOTE
    assert "no higher than the rate given" in NOTE


def test_a_measurement_names_the_words_that_were_searched_for(told):
    sets = tuple(
        dataclasses.replace(one, phrases=(*one.phrases, "xo")) if one.name == "kisses" else one
        for one in keyword_sets()
    )
    before, after = told(), told(sets=sets)
    changed = [n for n in before if before[n]["hits_here"]["words_sha256"] != after[n]["hits_here"]["words_sha256"]]
    assert changed == ["kisses"]


def test_a_pair_with_a_sign_of_another_family_is_left_out(told):
    here = told(visits=20)["secrecy_english"]["hits_here"]
    assert (here["texts"], here["hits"]) == (1, 0)


def test_nothing_is_told_where_nobody_allowed_words_to_be_read(told):
    assert told(load_settings()) == {}


def test_a_set_that_nobody_approved_is_named_with_nothing_measured(told):
    sets = tuple(dataclasses.replace(one, authority="") if one.name == "kisses" else one for one in keyword_sets())
    one = told(sets=sets)["kisses"]
    assert (one["used"], one["hits_here"]) == (False, None)
    assert "approved by nobody, so not used" in one["said"]


def test_texts_of_which_there_are_none_are_said_to_be_missing(told):
    assert "no ordinary calls and lines of logs of this force" in told()["allegation_english"]["said"]


def test_a_set_that_carries_a_rate_says_when_it_was_measured_on_how_many_and_whose():
    carried = FalseHits(0.8, "9 hits, read by nobody", texts=11250, whose="Westshire Police", day=dt.date(2026, 9, 1))
    assert said_carried(carried) == (
        "it carries 0.8 in 1,000 (9 hits, read by nobody, 11,250 texts of Westshire Police, 2026-09-01)"
    )
