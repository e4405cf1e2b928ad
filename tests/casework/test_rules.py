"""Rules are read whole or refused, with file, entry, value and remedy; every quote stands in its document."""

import datetime as dt
from pathlib import Path

import pytest

from upstander.casework.law import LawError
from upstander.casework.reading import load_law, read_law
from upstander.trials.quotations import load, stands_in

DOCUMENTS = load(Path(__file__).parents[2] / "docs" / "sources" / "fingerprints.json")

GOOD = """
[sources]
reg = { document = "SI 2020/4", place = "reg 14" }
[machine]
name = "door"
title = "The door"
begins = "shut"
ends = ["open"]
source = "reg"
status = "confirmed"
from = "always"
kinds = "all"
states = { shut = "not open", open = "open" }
[[transition]]
event = "opened"
leaves = ["shut"]
to = "open"
[[guard]]
id = "key"
says = "A key is needed."
on = "opened"
needs = { given = ["key"] }
source = "reg"
status = "confirmed"
from = 2020-02-01
kinds = ["officer"]
"""
SECOND = GOOD[GOOD.index("[[guard]]") :]


def test_good_rules_are_read():
    assert [guard.id for guard in read_law({"door.toml": GOOD}).guards] == ["key"]


WRONG = {
    "no source": (GOOD.replace('needs = { given = ["key"] }\nsource = "reg"', 'needs = { given = ["key"] }'), 'guard "key" has no source; a rule without a source is not a rule'),
    "unknown source": (GOOD.replace('needs = { given = ["key"] }\nsource = "reg"', 'needs = { given = ["key"] }\nsource = "rag"'), "the source 'rag', which is unknown; did you mean reg?"),
    "source without a place": (GOOD.replace(', place = "reg 14"', ""), 'source "reg" has no place'),
    "unknown status": (GOOD.replace('status = "confirmed"\nfrom = 2020', 'status = "sure"\nfrom = 2020'), "the status 'sure', which is unknown"),
    "no day": (GOOD.replace("from = 2020-02-01\n", ""), 'guard "key" has no from; say from which day'),
    "a day that is none": (GOOD.replace("2020-02-01", '"2020"'), "has the date '2020'; write a day as 2020-02-01"),
    "unknown kind": (GOOD.replace('["officer"]', '["offcer"]'), "the kind of person 'offcer', which is unknown; did you mean officer?"),
    "unknown key": (GOOD.replace("says =", "sais ="), "the key 'sais', which is unknown; did you mean says?"),
    "unknown state": (GOOD.replace('to = "open"', 'to = "opn"'), 'names the state "opn", which is unknown; did you mean open?'),
    "unreachable state": (GOOD.replace('open = "open" }', 'open = "open", locked = "locked" }'), 'never reaches the state "locked"; add a step to it'),
    "dead end": (GOOD.replace('ends = ["open"]\n', ""), 'cannot leave the state "open"; add a step from it'),
    "unknown event": (GOOD.replace('on = "opened"', 'on = "openned"'), 'names the event "openned", which is unknown; did you mean opened?'),
    "unknown question": (GOOD.replace("given =", "giwen ="), 'names the question "giwen", which is unknown; did you mean given?'),
    "two versions at once": (GOOD + SECOND.replace("2020-02-01", "2021-02-01"), "is in force from 2021-02-01 while the version from 2020-02-01 still is; end the earlier one with until"),
    "not TOML": ("[[guard", "door.toml is not TOML"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_wrong_rules_are_refused_with_file_entry_value_and_remedy(what):
    text, words = WRONG[what]
    with pytest.raises(LawError) as error:
        read_law({"door.toml": text})
    assert "door.toml" in str(error.value)
    assert words in str(error.value)


def test_a_version_that_follows_the_other_is_no_overlap():
    earlier = GOOD.replace("from = 2020-02-01", "from = 2020-02-01\nuntil = 2021-01-31")
    assert len(read_law({"door.toml": earlier + SECOND.replace("2020-02-01", "2021-02-01")}).guards) == 2


def test_every_quote_of_a_rule_stands_in_its_document():
    quoted = [rule.source for rule in load_law().rules if rule.source.quote]
    assert quoted
    assert [s.quote for s in quoted if not stands_in(s.quote, DOCUMENTS[s.document])] == []


def test_what_the_specification_alone_says_is_to_be_checked():
    own = [rule for rule in load_law().rules if rule.source.document.startswith("Upstander")]
    assert own
    assert [rule.id for rule in own if not rule.to_be_checked] == []


@pytest.mark.parametrize(
    ("kind", "came", "regime"),
    [
        ("officer", "2020-01-31", "EW-2012"),
        ("officer", "2020-02-01", "EW-2020"),
        ("special", "2024-05-06", "EW-2020"),
        ("special", "2024-05-07", "EW-2024"),
        ("officer", "2025-05-27", "EW-2024"),
        ("former officer", "2025-05-28", "EW-2025"),
        ("pcso", "2025-05-28", "STAFF"),
        ("contractor", "2016-05-28", "STAFF"),
    ],
)
def test_the_day_of_attention_and_the_kind_of_person_choose_the_regime(kind, came, regime):
    day = dt.date.fromisoformat(came)
    assert [r.id for r in load_law().regimes if r.holds(kind, day, day)] == [regime]
