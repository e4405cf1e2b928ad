"""Rules are read whole or refused, with file, entry, value and remedy; every quote stands in its document."""

import datetime as dt
from pathlib import Path

import pytest

from upstander.casework.procedure import Event, Matter, standing
from upstander.casework.procedure import regime as regime_of
from upstander.casework.procedure.law import LawError
from upstander.casework.procedure.reading import load_law, read_law
from upstander.trials.quotations import load, stands_in

DOCUMENTS = load(Path(__file__).parents[2] / "docs" / "sources" / "fingerprints.json")

GOOD = """
[sources]
reg = { document = "SI 2019/1, Doors Regulations", place = "reg 14" }
policy = { document = "The employer's policy", place = "doors" }
[[instrument]]
document = "SI 2019/1"
title = "Doors Regulations"
in_force = 2020-01-15
kinds = ["officer", "special"]
[machine]
name = "door"
title = "The door"
begins = "shut"
ends = ["open"]
from = 2020-01-15
source = "reg"
status = "confirmed"
kinds = ["officer", "special"]
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
CLOCK = """
[[clock]]
id = "shut_again"
says = "Shut again."
starts = "opened"
for_each = { event = "openned", key = "by" }
length = 1
unit = "month"
met_by = "opened"
source = "policy"
status = "to be checked"
from = "always"
kinds = "all"
"""
DAY_IN = CLOCK.replace("openned", "opened").replace('length = 1\nunit = "month"', 'day_in = "review"')
PAUSE = """
[[pause]]
id = "wait"
says = "It waits."
clocks = ["shut"]
begins = "opened"
ends = "opened"
source = "policy"
status = "to be checked"
from = "always"
kinds = "all"
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
    "a clock for each of an event that nobody knows": (GOOD + CLOCK, 'names the event "openned", which is unknown; did you mean opened?'),
    "a clock for each of nothing told apart": (GOOD + CLOCK.replace(', key = "by"', ""), "has a for_each without its event and key"),
    "a clock with a length and a day that is given": (GOOD + CLOCK.replace("openned", "opened") + 'day_in = "review"', 'clock "shut_again" has a length and day_in; leave one of them out'),
    "a clock with neither": (GOOD + CLOCK.replace("openned", "opened").replace("length = 1\n", ""), 'clock "shut_again" has the length 0'),
    "a clock to a day in a detail that its start is not asked for": (GOOD + DAY_IN.replace("review", "keey"), 'names the detail of "opened" "keey", which is unknown; did you mean key?'),
    "a clock to a day in a detail that is no day": (GOOD + DAY_IN.replace("review", "key"), 'clock "shut_again" has the day_in "key", which is not asked for as a day; name a detail that is a day'),
    "a pause of a clock that is none": (GOOD + PAUSE, 'pause "wait" names the clock "shut", which is unknown; there are none'),
    "a pause that nothing ends": (GOOD + PAUSE.replace('ends = "opened"', ""), 'pause "wait" has no ends'),
    "two versions at once": (GOOD + SECOND.replace("2020-02-01", "2021-02-01"), "is in force from 2021-02-01 while the version from 2020-02-01 still is; end the earlier one with until"),
    "confirmed before its instrument was in force": (GOOD.replace("from = 2020-02-01", "from = 2020-01-14"), 'guard "key" is confirmed from 2020-01-14 by SI 2019/1, in force from 2020-01-15; begin with from = 2020-01-15 and give the rest its own source under otherwise, "to be checked"'),
    "confirmed without a first day": (GOOD.replace("from = 2020-02-01", 'from = "always"'), "is confirmed from always by SI 2019/1, in force from 2020-01-15"),
    "confirmed for whom its instrument does not govern": (GOOD.replace('["officer"]', '["officer", "pcso", "staff"]'), 'guard "key" is confirmed for pcso or staff by SI 2019/1, which does not govern them; leave those kinds out'),
    "a step confirmed for whom its instrument does not govern": (GOOD.replace('status = "confirmed"\nkinds = ["officer", "special"]', 'status = "confirmed"\nkinds = "all"'), 'transition "opened → open" is confirmed for contractor, former officer,'),
    "confirmed by an instrument that nobody dated": (GOOD.replace('document = "SI 2019/1"\n', 'document = "SI 2019/2"\n'), "is confirmed by SI 2019/1, whose first day is not known; add it as [[instrument]]"),
    "an instrument without its day": (GOOD.replace("in_force = 2020-01-15\n", ""), 'instrument "SI 2019/1" has no in_force; add in_force'),
    "an instrument always in force": (GOOD.replace("in_force = 2020-01-15", 'in_force = "always"'), 'instrument "SI 2019/1" is in force "always"; write the day it came into force'),
    "otherwise by no source": (GOOD + 'otherwise = [{ status = "to be checked", from = "always", kinds = ["staff"] }]', 'guard "key" otherwise has no source; a rule without a source is not a rule'),
    "otherwise with other words": (GOOD + 'otherwise = [{ says = "No key.", source = "policy", status = "to be checked", from = "always", kinds = ["staff"] }]', 'guard "key" otherwise has the key \'says\', which is unknown'),
    "otherwise at the same time": (GOOD + 'otherwise = [{ source = "policy", status = "to be checked", from = "always", kinds = ["officer"] }]', "is in force from always while the version from 2020-02-01 still is"),
    "not TOML": ("[[guard", "door.toml is not TOML"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_wrong_rules_are_refused_with_file_entry_value_and_remedy(what):
    text, words = WRONG[what]
    with pytest.raises(LawError) as error:
        read_law({"door.toml": text})
    assert "door.toml" in str(error.value)
    assert words in str(error.value)


def test_a_clock_runs_to_a_day_that_its_start_is_asked_for():
    asked = GOOD.replace('given = ["key"]', 'given = ["key", "review"]')
    assert [clock.day_in for clock in read_law({"door.toml": asked + DAY_IN}).clocks] == ["review"]


def test_a_version_that_follows_the_other_is_no_overlap():
    earlier = GOOD.replace("from = 2020-02-01", "from = 2020-02-01\nuntil = 2021-01-31")
    assert len(read_law({"door.toml": earlier + SECOND.replace("2020-02-01", "2021-02-01")}).guards) == 2


OTHERS = """otherwise = [
  { source = "policy", status = "to be checked", from = "always", until = 2020-01-14, kinds = ["officer", "special"] },
  { source = "policy", status = "to be checked", from = "always", kinds = ["staff"] },
]
"""


def told(rules, kind, day):
    day = dt.date.fromisoformat(day)
    return [(rule.source.document, rule.status) for rule in rules if rule.holds(kind, day, day)]


LAWFUL, BY_POLICY = ("SI 2019/1, Doors Regulations", "confirmed"), ("The employer's policy", "to be checked")


@pytest.mark.parametrize(
    ("kind", "day", "by"),
    [
        ("officer", "2020-01-14", BY_POLICY),
        ("officer", "2020-01-15", LAWFUL),
        ("staff", "2019-01-01", BY_POLICY),
        ("staff", "2025-01-01", BY_POLICY),
    ],
)
def test_a_step_and_a_guard_stand_otherwise_for_whom_and_when_their_instrument_does_not_govern(kind, day, by):
    guard = SECOND.replace("2020-02-01", "2020-01-15\nuntil = 2024-12-31").replace(
        '["officer"]', '["officer", "special"]'
    )
    law = read_law(
        {
            "door.toml": GOOD[: -len(SECOND)].replace("states =", "until = 2024-12-31\n" + OTHERS + "states =")
            + guard
            + OTHERS
        }
    )
    assert told(law.machines["door"].transitions, kind, day) == [by]
    assert told(law.guards, kind, day) == [by]


def test_a_step_keeps_its_own_source_and_status_whatever_its_machine_says_otherwise():
    own = GOOD.replace('to = "open"', 'to = "open"\nsource = "policy"\nstatus = "to be checked"')
    law = read_law({"door.toml": own.replace("states =", OTHERS.replace('"policy"', '"reg"') + "states =")})
    assert [told(law.machines["door"].transitions, kind, "2025-01-01") for kind in ("officer", "staff")] == [
        [BY_POLICY],
        [BY_POLICY],
    ]


STAFF_KINDS = ("pcso", "staff", "volunteer", "contractor", "former staff")
OFFICER_KINDS = ("officer", "special", "former officer")


def by_conduct_regulations(kind, day):
    day = dt.date.fromisoformat(day)
    held = load_law().in_force(kind, day, day)
    return [rule.id for rule in held if rule.source.document.startswith("SI 2020/4")]


@pytest.mark.parametrize(
    ("kind", "day"),
    [(kind, day) for kind in STAFF_KINDS for day in ("2018-01-01", "2025-06-01")]
    + [(kind, day) for kind in OFFICER_KINDS for day in ("2018-01-01", "2020-01-31")],
)
def test_nothing_rests_on_the_conduct_regulations_2020_for_whom_or_when_they_do_not_govern(kind, day):
    assert by_conduct_regulations(kind, day) == []


@pytest.mark.parametrize("kind", OFFICER_KINDS)
def test_the_conduct_regulations_2020_govern_from_their_first_day(kind):
    assert {"severity_is_of_the_day", "outcome_is_valid"} <= set(by_conduct_regulations(kind, "2020-02-01"))


def walked(machine, kind, day):
    """The states that a machine reaches by the steps in force."""
    steps = [step for step in machine.transitions if step.holds(kind, day, day)]
    reached, before = {machine.begins}, set()
    while reached != before:
        before = set(reached)
        reached |= {step.to for step in steps if set(step.leaves) & reached}
    return reached


@pytest.mark.parametrize("day", ["2014-01-01", "2018-01-01", "2020-02-01", "2024-05-07", "2025-06-01"])
@pytest.mark.parametrize("kind", OFFICER_KINDS + STAFF_KINDS)
def test_every_machine_walks_its_whole_way_on_every_day_or_is_not_there(kind, day):
    on = dt.date.fromisoformat(day)
    walks = {name: walked(machine, kind, on) for name, machine in load_law().machines.items()}
    lists = set() if on >= dt.date(2017, 12, 15) else {"barred list", "advisory list"}
    forms = {"staff hearing"} if kind in OFFICER_KINDS else {"misconduct hearing", "accelerated misconduct hearing"}
    meeting = set() if kind in ("officer", "special") else {"misconduct meeting"}
    absent = {name for name, states in walks.items() if len(states) == 1}
    assert absent == lists | forms | meeting
    assert [n for n, states in walks.items() if n not in absent and states != set(load_law().machines[n].states)] == []


def test_every_quote_of_a_rule_stands_in_its_document():
    quoted = [rule.source for rule in load_law().rules if rule.source.quote]
    assert quoted
    assert [s.quote for s in quoted if not stands_in(s.quote, DOCUMENTS[s.document])] == []


def test_what_the_specification_alone_says_is_to_be_checked():
    own = [rule for rule in load_law().rules if rule.source.document.startswith("Upstander")]
    assert own
    assert [rule.id for rule in own if not rule.to_be_checked] == []


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ("from = 2020-02-01", "from 1 February 2020"),
        ("from = 2020-02-01\nuntil = 2025-05-27", "from 1 February 2020 until 27 May 2025"),
        ('from = "always"\nuntil = 2020-01-31', "until 31 January 2020"),
        ('from = "always"', ""),
    ],
)
def test_a_rule_says_between_which_days_it_is_in_force(days, words):
    text = GOOD.replace("from = 2020-02-01", days).replace(
        'status = "confirmed"\nfrom', 'status = "to be checked"\nfrom'
    )
    assert [guard.in_force for guard in read_law({"door.toml": text}).guards] == [words]


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
    came_in = Event(1, day, "matter came to attention", "DS 1")
    later = max(day, dt.date(2026, 3, 2))  # nor does a later day choose other rules
    assert regime_of(standing(load_law(), Matter("somebody", kind, (came_in,)), later)).id == regime
