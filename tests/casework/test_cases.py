"""The eleven published cases go through the engine and end as their sources say, contradictions included.

The sources give few dates and none of the steps between; days with a star and steps that a source does not tell are
invented, so that the rules of the time were kept. What a source contradicts is kept and said.
"""

import datetime as dt

import pytest

from tests.casework.drawing import (
    ADVISORY,
    BARRED,
    CLOSING,
    GROSS,
    INVESTIGATED,
    LEFT,
    NO_CRIME,
    OPENING,
    PUBLIC_HEARING,
    STAFF_HEARING,
    convicted,
    drawn,
    ended,
)
from upstander.casework.procedure import in_the_way, load_law, notices, standing

LAW = load_law()
D = "2021-03-01"
LATER = dt.date(2021, 12, 31)

MISCONDUCT = GROSS.replace("gross misconduct", "misconduct")
MEETING = """
day    | what                        | by    | details
D+80*  | proceedings listed          | DCI 3 | form=misconduct meeting; proceedings=h1
D+81*  | notice of proceedings given | DCI 3 | form=misconduct meeting; proceedings=h1
D+120* | proceedings held            | chair | form=misconduct meeting; proceedings=h1
"""
IOPC_MISCONDUCT = GROSS.replace("of=IOPC; level=gross misconduct", "of=IOPC; level=misconduct")
APPEALED = """
day    | what           | by      | details
D+130* | appeal lodged  | subject | form=staff hearing; proceedings=h1
D+145* | appeal decided | panel   | form=staff hearing; proceedings=h1; decision=upheld
"""
NOT_CHARGED = """
day    | what                            | by    | details
D+10*  | criminal proceedings considered | DCI 3 | decision=pursued; reason=serious
D+11*  | offence opened       | DS 1 | count=misconduct in public office; offence=misconduct in public office
D+11*  | offence opened       | DS 1 | count=sexual communication; offence=sexual communication with a child
D+40*  | file sent to the CPS | DS 1 | count=misconduct in public office
D+40*  | file sent to the CPS | DS 1 | count=sexual communication
D+60*  | charging refused     | CPS  | count=misconduct in public office; reason=insufficient evidence
D+60*  | charging refused     | CPS  | count=sexual communication; reason=insufficient evidence
"""
COLLEAGUE = """
day    | what                 | by   | details
D+15*  | offence opened       | DS 1 | count=sexual assault; offence=sexual assault
D+60*  | count not progressed | CPS  | count=sexual assault; reason=the source gives none
"""
NO_APPEAL = CLOSING.replace("D+150* | appeal window closed       | DI 2    | form=any; proceedings=h1\n", "")
MIPO = "misconduct in public office"
STAFF, HEARING = "staff hearing", "misconduct hearing"
DISMISSED = "dismissal without notice"

# case: kind, tables, finding, outcome, notices kept
CASES = {
    "1": (
        "officer",
        (OPENING.replace("gross misconduct", "misconduct"), INVESTIGATED, MISCONDUCT, MEETING),
        ("misconduct meeting", "misconduct", "written warning"),
        (NO_CRIME, CLOSING),
        set(),
    ),
    "2": (
        "pcso",
        (OPENING, INVESTIGATED, GROSS, LEFT, STAFF_HEARING),
        (STAFF, "gross misconduct", DISMISSED),
        (ADVISORY, BARRED, convicted(MIPO, "1"), CLOSING),
        {"left_goes_on", "dismissed_after_leaving"},
    ),
    "3, the second time": (
        "officer",
        (OPENING, INVESTIGATED, GROSS, PUBLIC_HEARING),
        (HEARING, "gross misconduct", DISMISSED),
        (BARRED, convicted(MIPO, "1"), CLOSING),
        set(),
    ),
    "4": (
        "staff",
        (OPENING, INVESTIGATED, GROSS, STAFF_HEARING),
        (STAFF, "gross misconduct", DISMISSED),
        (BARRED, NO_CRIME, APPEALED, NO_APPEAL),
        set(),
    ),
    "5": (
        "pcso",
        (OPENING, INVESTIGATED, GROSS, LEFT, STAFF_HEARING),
        (STAFF, "gross misconduct", DISMISSED),
        (ADVISORY, BARRED, NO_CRIME, CLOSING),
        {"left_goes_on", "dismissed_after_leaving"},
    ),
    "5, the colleague": (
        "pcso",
        (OPENING, INVESTIGATED, GROSS, LEFT, STAFF_HEARING),
        (STAFF, "gross misconduct", "would have been dismissed"),
        (ADVISORY, BARRED, NO_CRIME, CLOSING),
        {"left_goes_on", "would_have_been_dismissed"},
    ),
    "6": (
        "special",
        (OPENING, INVESTIGATED, GROSS, LEFT, PUBLIC_HEARING),
        (HEARING, "gross misconduct", "would have been dismissed"),
        (ADVISORY, BARRED, NO_CRIME, CLOSING),
        {"left_goes_on", "would_have_been_dismissed"},
    ),
    "7": (
        "staff",
        (OPENING, INVESTIGATED, IOPC_MISCONDUCT, STAFF_HEARING),
        (STAFF, "proven, level not stated", "final written warning"),
        (NO_CRIME, CLOSING),
        {"opinions_differ", "level_not_stated", "warning_without_a_length"},
    ),
    "9": (
        "pcso",
        (OPENING, INVESTIGATED, GROSS, STAFF_HEARING),
        (STAFF, "gross misconduct", DISMISSED),
        (BARRED, NOT_CHARGED, CLOSING),
        set(),
    ),
    "10": (
        "officer",
        (OPENING, INVESTIGATED, GROSS, LEFT, PUBLIC_HEARING),
        (HEARING, "misconduct", "proven, not dismissal"),
        (ADVISORY, NO_CRIME, CLOSING),
        {"left_goes_on", "finding_below_case_to_answer"},
    ),
}


def case(name, *, until=LATER):
    kind, before, end, after, _ = CASES[name]
    return standing(LAW, drawn(D, kind, *before, ended(*end), *after), until)


@pytest.mark.parametrize("name", CASES)
def test_a_case_keeps_the_rules_and_may_be_closed(name):
    now = case(name)
    assert [str(b.reason) for b in now.breaches] == []
    assert [str(reason) for reason in in_the_way(now)] == []


@pytest.mark.parametrize("name", CASES)
def test_a_case_ends_as_its_source_says(name):
    now = case(name)
    _, finding, outcome = CASES[name][2]
    assert [e.detail("finding") for e in now.events if e.what == "finding made"] == [finding]
    assert [e.detail("outcome") for e in now.events if e.what == "outcome imposed"] == [outcome]
    assert now.state("matter") == "outcome reached"


@pytest.mark.parametrize("name", CASES)
def test_what_a_source_contradicts_is_kept_and_said(name):
    assert {reason.rule.id for reason in notices(case(name))} == CASES[name][4]


@pytest.mark.parametrize(
    "name", [n for n, c in CASES.items() if "dismiss" in c[2][2] and "not dismissal" not in c[2][2]]
)
def test_who_was_or_would_have_been_dismissed_is_on_the_barred_list(name):
    assert case(name).state("barred list") == "listed"


def test_case_2_and_3_end_in_sentences_and_pension_forfeiture_is_decided():
    for name in ("2", "3, the second time"):
        assert (case(name).state("criminal", "1"), case(name).state("pension")) == ("sentenced", "not pursued")


def test_case_4_the_appeal_leaves_the_decision_as_it_was():
    assert case("4").state("appeal", "h1") == "upheld"


def test_case_9_no_charge_stands_beside_the_dismissal():
    assert case("9").states["criminal"] == {
        "misconduct in public office": "not charged",
        "sexual communication": "not charged",
    }


LEGACY = """
day     | what                           | by    | as   | details
--------+--------------------------------+-------+------+--------
D*      | matter came to attention       | PSD   | kept |
D*      | matter recorded                | PSD   | kept | alleges=a relationship
D*      | severity assessed              | PSD   | kept | level=misconduct
D+1*    | severity told                  | PSD   | kept |
D+2*    | investigator appointed         | PSD   | kept | investigator=DS 8; independence_checked_by=DI 9
D+2*    | conflicts declared             | DS 8  | kept |
D+3*    | notice served                  | DS 8  | kept |
D+5*    | earlier intelligence searched  | DS 8  | kept |
D+5*    | others looked for              | DS 8  | kept |
D+20*   | report drafted                 | DS 8  | kept |
D+21*   | investigation report submitted | DS 8  | kept |
D+30*   | opinion given                  | DS 8  | kept | allegation=1; of=investigator; level=misconduct; reasons=report
D+30*   | opinion given                  | DCI 3 | kept | allegation=1; of=force; level=misconduct; reasons=report
D+31*   | authority determined           | DCI 3 | kept | allegation=1; level=misconduct
D+40*   | proceedings listed             | DCI 3 | kept | form=misconduct meeting; proceedings=m1
D+41*   | notice of proceedings given    | DCI 3 | kept | form=misconduct meeting; proceedings=m1
D+60*   | proceedings held               | chair | kept | form=misconduct meeting; proceedings=m1
D+60*   | finding made                   | chair | kept | form=misconduct meeting; proceedings=m1; allegation=1; finding=not proven
D+61*   | matter closed                  | PSD   | kept |
"""
REOPENED = """
day     | what                   | by    | as   | details
D+2000* | matter reopened        | DI 2  |      | reason=the woman has told the force herself
"""


def test_case_3_the_first_time_is_kept_as_it_was_and_the_missing_account_is_said():
    now = standing(LAW, drawn("2014-03-03", "officer", LEGACY), dt.date(2014, 12, 31))
    told = {breach.reason.rule.id for breach in now.breaches if breach.event.what == "investigation report submitted"}
    assert (told, now.state("misconduct meeting", "m1"), now.state("matter")) == (
        {"account_or_reason"},
        "not proven",
        "closed",
    )


def test_case_3_is_taken_up_again_and_the_first_finding_stays_in_its_history():
    now = standing(LAW, drawn("2014-03-03", "officer", LEGACY, REOPENED), LATER)
    assert now.state("matter") == "reopened"
    assert now.state("misconduct meeting", "m1") == "not proven"


CASE_8 = (OPENING, INVESTIGATED, GROSS, LEFT, convicted(MIPO, "1", "2"), COLLEAGUE, NO_APPEAL)


def test_case_8_two_counts_end_in_a_sentence_and_the_third_was_not_progressed():
    now = standing(LAW, drawn(D, "pcso", *CASE_8), LATER)
    assert now.states["criminal"] == {"1": "sentenced", "2": "sentenced", "sexual assault": "not progressed"}


def test_case_8_the_source_tells_no_hearing_so_the_matter_stays_open_though_the_pcso_resigned():
    now = standing(LAW, drawn(D, "pcso", *CASE_8), LATER)
    assert {r.rule.id for r in in_the_way(now) if r.rule} >= {"case_to_answer_is_answered", "advisory_list_is_done"}


CASE_S004 = (
    OPENING,
    convicted(MIPO, "public office 1", "public office 2", "public office 3"),
    "\n".join(convicted("computer misuse", "misuse 1", "misuse 2").splitlines()[:1])
    + "\n"
    + "\n".join(convicted("computer misuse", "misuse 1", "misuse 2").splitlines()[2:-1]),
)


def test_case_s004_the_arrest_comes_on_day_12_and_five_counts_end_in_prison():
    now = standing(LAW, drawn(D, "officer", *CASE_S004), LATER)
    arrests = {e.day for e in now.events if e.what == "arrested"}
    assert arrests == {dt.date(2021, 3, 13)}
    assert sorted(now.states["criminal"].values()) == ["sentenced"] * 5


def test_case_s004_the_source_tells_no_conduct_outcome_and_the_matter_stays_open():
    now = standing(LAW, drawn(D, "officer", *CASE_S004), LATER)
    assert {str(r.words)[:10] for r in in_the_way(now) if r.rule and r.rule.id == "learning_was_considered"}
    assert now.state("matter") == "referral decided"
