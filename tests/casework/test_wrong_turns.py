"""Every guard stops the wrong turn that it is there for, and says so: each row fails without its guard."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.casework.drawing import drawn, ended
from tests.casework.test_cases import CASES, LEGACY, D
from upstander.casework.procedure import Event, Refused, in_the_way, load_law, record, refusals, standing

LAW = load_law()
LATER = dt.date(2029, 12, 31)
SHORT = dt.date(2021, 12, 31)


def turned(case, *, drop=(), change=None, add="", kind="", attention=D):
    """A published case with one wrong turn: events left out, details changed, or events added."""
    usual, before, end, after, _ = CASES[case]
    matter = drawn(attention, kind or usual, *before, ended(*end), *after, *([add] if add else []))
    kept = []
    for event in matter.history:
        if event.what not in drop:
            details = {**event.details, **(change or {}).get(event.what, {})}
            kept.append(replace(event, details=details, by=details.pop("by", event.by)))
    return replace(matter, history=tuple(kept))


def said(matter, day=LATER):
    now = standing(LAW, matter, day)
    reasons = [breach.reason for breach in now.breaches] + list(in_the_way(now))
    return {reason.rule.id for reason in reasons if reason.rule}


ROW = "day | what | by | details\n"
NOT_REQUIRED = {
    "decision": "not required",
    "second_signature": "ACC 9",
    "reason": "not a person serving with the police",
}
ACCELERATED = {"form": "accelerated misconduct hearing"}
HEARING_EVENTS = (
    "proceedings listed", "notice of proceedings given", "response received", "chair appointed", "pre-hearing held",
    "public notice given", "proceedings held", "finding made", "outcome imposed", "outcome reported", "outcome told",
)  # fmt: skip
CERTIFIED = ROW + (
    "D+79* | special conditions certified | ACC 9 | form=accelerated misconduct hearing; proceedings=h1; "
    "evidence=messages; public_interest=yes"
)
FAST = dict.fromkeys(HEARING_EVENTS, ACCELERATED)

HOLD = (
    "D+9* | held for criminal proceedings | DCC 7 | scope=proceedings; reason=the witnesses are the same; "
    "prosecutor=asked to wait; review=2021-06-01"
)

SECOND_PERSON = ROW + "D+9* | affected person named | DS 1 | person=Ms C"
SECOND_ALLEGATION = ROW + (
    "D+70* | opinion given | IOPC | allegation=2; of=IOPC; level=gross misconduct; reasons=report\n"
    "D+75* | opinion given | DCI 3 | allegation=2; of=force; level=gross misconduct; reasons=report\n"
    "D+76* | authority determined | DCC 7 | allegation=2; level=gross misconduct"
)

WRONG_TURNS = [
    # matter
    ("no_proceedings_is_reasoned", "1", {"add": ROW + "D+79* | no proceedings decided | DCI 3 | reason=resigned; second_signature=ACC 9"}),
    ("no_proceedings_is_reasoned", "1", {"add": ROW + "D+79* | no proceedings decided | DCI 3 | reason=x; second_signature=DCI 3"}),
    ("reopening_is_reasoned", "1", {"add": ROW + "D+160* | matter closed | DI 2 |\nD+170* | matter reopened | DI 2 |"}),
    ("recording_says_what_is_alleged", "1", {"change": {"matter recorded": {"abuse_of_position": ""}}}),
    ("recording_says_what_is_alleged", "1", {"change": {"matter recorded": {"alleges": ""}}}),
    # severity
    ("severity_is_of_the_day", "1", {"change": {"severity assessed": {"level": "refer under the Vetting Regulations"}}}),
    ("revision_is_consulted", "1", {"add": ROW + "D+9* | severity assessed | DI 2 | level=misconduct"}),
    ("withholding_has_a_ground", "1", {"change": {"severity withheld": {"ground": "h"}}}),
    # referral
    ("asks_if_substantiated", "1", {"change": {"referral decided": {"question": "is it proven"}}}),
    ("abuse_of_position_must_be_referred", "1", {"change": {"referral decided": NOT_REQUIRED}}),
    ("abuse_of_position_must_be_referred", "1", {"change": {"matter recorded": {"alleges": "a relationship with a victim"}, "referral decided": NOT_REQUIRED}}),
    ("referral_is_decided_before_it_is_investigated", "1", {"drop": ["referral decided"]}),
    ("second_signature", "1", {"change": {"referral decided": {**NOT_REQUIRED, "second_signature": ""}}}),
    ("second_signature", "1", {"change": {"referral decided": {**NOT_REQUIRED, "second_signature": "DCI 3"}}}),
    ("not_for_want_of_evidence", "1", {"change": {"referral decided": {**NOT_REQUIRED, "reason": "too little evidence"}}}),
    ("not_for_want_of_evidence", "1", {"change": {"referral decided": {**NOT_REQUIRED, "reason": ""}}}),
    ("clarity_is_recorded", "1", {"drop": ["moment of clarity"]}),
    ("pack_is_complete", "1", {"change": {"referral pack checked": {"earlier_matters": ""}}}),
    # investigation
    ("investigator_is_apart", "1", {"change": {"investigator appointed": {"independence_checked_by": "IOPC 5"}}}),
    ("account_or_reason", "1", {"drop": ["account of affected person taken"]}),
    ("account_or_reason_of_each", "1", {"add": SECOND_PERSON}),
    ("account_or_reason_before_closing", "1", {"drop": ["account of affected person taken"]}),
    ("looking_says_what_was_found", "1", {"change": {"others looked for": {"found": ""}}}),
    ("others_looked_for", "1", {"drop": ["others looked for"]}),
    ("earlier_intelligence_read", "1", {"drop": ["earlier intelligence searched"]}),
    ("absence_is_reasoned", "1", {"add": ROW + "D+6* | reason for no account recorded | DS 1 |"}),
    # case to answer
    ("opinion_has_level_and_reasons", "1", {"change": {"opinion given": {"reasons": ""}}}),
    ("forces_opinion_is_another_persons", "1", {"change": {"opinion given": {"by": "DCI 3"}}}),
    ("investigators_opinion_is_another_persons", "1", {"add": ROW + "D+75* | opinion given | DCI 3 | allegation=2; of=IOPC; level=misconduct; reasons=report"}),
    ("opinions_are_of_two_people", "1", {"change": {"opinion given": {"by": "DCI 3"}}}),
    ("both_opinions", "1", {"change": {"opinion given": {"of": "IOPC"}}}),
    ("iopc_opinion_where_iopc_investigates", "1", {"change": {"opinion given": {"of": "investigator"}}}),
    ("direction_is_followed", "1", {"add": ROW + "D+75* | IOPC recommended | IOPC | allegation=1\nD+75* | IOPC directed | IOPC | allegation=1; level=gross misconduct"}),
    # proceedings
    ("case_to_answer_first", "1", {"drop": ["authority determined"]}),
    ("meeting_is_for_misconduct", "1", {"change": {"authority determined": {"level": "gross misconduct"}}}),
    ("hearing_is_for_gross_misconduct", "10", {"change": {"authority determined": {"level": "misconduct"}}}),
    ("those_who_left_are_not_met", "1", {"add": ROW + "D+77* | left the service | subject |"}),
    ("former_officer_accelerated", "10", {"attention": "2025-06-02"}),
    ("chair_of_the_regime", "10", {"change": {"chair appointed": {"chair_is": "superintendent"}}}),
    ("chair_of_the_regime", "10", {"attention": "2024-06-03"}),
    ("hearing_in_public", "10", {"change": {"proceedings held": {"public": "no"}}}),
    ("hearing_was_announced", "10", {"drop": ["public notice given"]}),
    ("finding_of_the_form", "1", {"change": {"finding made": {"finding": "gross misconduct"}}}),
    # accelerated
    ("both_special_conditions", "10", {"change": FAST, "add": CERTIFIED.replace("; public_interest=yes", "")}),
    ("certifier_does_not_chair", "10", {"change": FAST, "add": CERTIFIED.replace("ACC 9", "Ms L"), "attention": "2024-06-03"}),
    ("not_before_ten_working_days", "10", {"drop": ["notice of proceedings given"], "change": FAST, "add": CERTIFIED + "\nD+112* | notice of proceedings given | DCC 7 | form=accelerated misconduct hearing; proceedings=h1"}),
    ("accelerated_has_a_chair", "10", {"drop": ["chair appointed"], "change": FAST, "add": CERTIFIED}),
    ("reasons_for_not_dismissing", "3, the second time", {"change": {**FAST, "outcome imposed": {**ACCELERATED, "outcome": "final written warning"}}, "add": CERTIFIED}),
    # outcome
    ("outcome_is_valid", "1", {"change": {"outcome imposed": {"outcome": "dismissal without notice"}}}),
    ("outcome_is_valid", "10", {"change": {"outcome imposed": {"outcome": "written warning"}}}),
    ("lower_grade_needs_final_warning", "3, the second time", {"change": {"finding made": {"finding": "misconduct"}, "outcome imposed": {"outcome": "reduction in rank"}}}),
    ("presumption_of_dismissal", "3, the second time", {"change": {"outcome imposed": {"outcome": "reduction in rank"}}, "attention": "2025-06-02"}),
    # appeal
    ("varied_outcome_was_open", "4", {"change": {"appeal decided": {"decision": "varied", "outcome": "reduction in rank", "effective": D}}}),
    ("varied_outcome_has_its_day", "4", {"change": {"appeal decided": {"decision": "varied", "outcome": "written warning"}}}),
    ("affected_people_are_told_of_the_appeal", "4", {"drop": ["affected person informed"], "change": {"appeal decided": {"decision": "set aside"}}}),
    # lists
    ("entry_has_a_reference", "2", {"change": {"barred list entry confirmed": {"reference": ""}}}),
    ("review_after_five_years", "2", {"add": ROW + "D+1500* | barred list review requested | subject |"}),
    ("advisory_resolved_with_an_outcome", "10", {"drop": ["outcome imposed"]}),
    # hold
    ("hold_is_reasoned", "1", {"add": ROW + HOLD.replace("; reason=the witnesses are the same", "")}),
    ("hold_is_reasoned", "1", {"add": ROW + HOLD.replace("; prosecutor=asked to wait", "")}),
    ("hold_is_reasoned", "1", {"add": ROW + HOLD.replace("; review=2021-06-01", "")}),
    ("end_of_hold_is_reasoned", "1", {"add": ROW + HOLD + "\nD+10* | hold ended | DCC 7 |"}),
    ("nothing_is_heard_while_held", "1", {"add": ROW + HOLD}),
    ("nothing_is_heard_while_held", "1", {"add": ROW + HOLD, "drop": ["proceedings held"]}),
    ("nothing_is_investigated_while_held", "1", {"add": ROW + HOLD.replace("scope=", "scope=investigation and "), "drop": ["investigation report submitted"]}),
    ("nothing_is_investigated_while_held", "1", {"add": ROW + HOLD.replace("scope=", "scope=investigation and "), "drop": ["interview held"]}),
    ("hold_is_over", "1", {"add": ROW + HOLD}),
    # criminal, pension
    ("section_26_is_for_constables", "2", {"change": {"arrested": {"offence": "section 26"}}}),
    ("not_charging_has_a_reason", "9", {"change": {"charging refused": {"reason": ""}}}),
    ("considering_is_reasoned", "1", {"change": {"criminal proceedings considered": {"reason": ""}}}),
    ("conviction_says_whether_connected", "2", {"change": {"convicted": {"connected": ""}}}),
    ("considering_forfeiture_is_reasoned", "2", {"change": {"forfeiture considered": {"reason": ""}}}),
    ("certificate_before_forfeiture", "2", {"change": {"forfeiture considered": {"decision": "apply"}}, "add": ROW + "D+141* | forfeiture applied for | DI 2 |\nD+142* | forfeiture decided | LPB | share=40 %"}),
    ("certificate_has_a_ground", "2", {"change": {"forfeiture considered": {"decision": "apply"}}, "add": ROW + "D+141* | forfeiture applied for | DI 2 |\nD+142* | forfeiture certified | HO | ground=other"}),
    # reflective practice, suspension, engagement
    ("not_for_gross_misconduct", "1", {"add": ROW + "D+77* | reflective practice required | DCI 3 |"}),
    ("both_limbs_of_suspension", "1", {"add": ROW + "D+9* | suspension considered | DCC 7 | decision=suspended; reason=public interest"}),
    ("not_suspending_is_reasoned", "1", {"add": ROW + "D+9* | suspension considered | DCC 7 | decision=not imposed"}),
    ("welfare_is_answered_both_ways", "1", {"change": {"subject's welfare considered": {"health": ""}}}),
    ("welfare_is_answered_both_ways", "2", {"change": {"subject's welfare considered": {"friend": ""}}}),
    ("welfare_was_considered", "1", {"drop": ["subject's welfare considered"]}),
    ("plan_before_first_approach", "1", {"drop": ["safe contact rules set"]}),
    ("plan_before_first_approach", "1", {"change": {"affected person informed": {"person": ""}}}),
    # closing
    ("publication_both_ways", "1", {"change": {"publication considered": {"external": ""}}}),
    ("referral_was_decided", "1", {"drop": ["referral acknowledged"]}),
    ("mode_was_returned", "1", {"drop": ["mode determined"]}),
    ("severity_is_current", "1", {"drop": ["severity told"]}),
    ("every_allegation_is_decided", "1", {"add": ROW + "D+90* | opinion given | DCI 3 | allegation=2; of=force; level=misconduct; reasons=report"}),
    ("case_to_answer_is_answered", "10", {"drop": ["finding made", "outcome imposed"]}),
    ("each_case_to_answer_is_answered", "10", {"add": SECOND_ALLEGATION}),
    ("each_case_to_answer_is_answered", "4", {"change": {"appeal decided": {"decision": "set aside"}}}),
    ("not_informing_is_reasoned", "1", {"add": ROW + "D+151* | reason for not informing recorded | SEM 4 | person=Ms A"}),
    ("outcome_is_told", "1", {"drop": ["outcome told"]}),
    ("appeals_are_over", "1", {"drop": ["appeal window closed"]}),
    ("college_has_listed", "2", {"drop": ["barred list report sent", "barred list entry confirmed"]}),
    ("college_has_listed", "2", {"drop": ["barred list entry confirmed"]}),
    ("advisory_list_is_done", "10", {"drop": ["advisory list entry sent", "advisory list resolved"]}),
    ("criminal_was_considered", "1", {"drop": ["criminal proceedings considered"]}),
    ("criminal_is_over", "2", {"drop": ["sentenced"]}),
    ("pension_was_considered", "2", {"drop": ["forfeiture considered"]}),
    ("suspension_is_over", "1", {"add": ROW + "D+9* | suspension considered | DCC 7 | decision=restricted; reason=public interest"}),
    ("reflective_practice_is_over", "1", {"add": ROW + "D+77* | reflective practice required | DCI 3 |"}),
    ("affected_people_are_informed", "1", {"add": SECOND_PERSON}),
    ("publication_was_considered", "1", {"drop": ["publication considered"]}),
    ("learning_was_considered", "1", {"drop": ["learning considered"]}),
    ("debrief_was_offered", "2", {"drop": ["perpetrator debrief offered"]}),
    ("debrief_is_after_its_offer", "1", {"add": ROW + "D+150* | perpetrator debriefed | DI 2 | began=by a number"}),
    ("watchlist_is_disposed", "1", {"drop": ["watchlist disposed"]}),
    ("retention_is_set", "1", {"drop": ["retention class set"]}),
    ("checkpoint_was_taken", "1", {"drop": ["audit checkpoint taken"]}),
]  # fmt: skip


@pytest.mark.parametrize(("guard", "case", "turn"), WRONG_TURNS, ids=[f"{n} {t[0]}" for n, t in enumerate(WRONG_TURNS)])
def test_a_wrong_turn_is_told_by_its_guard_and_the_right_one_is_not(guard, case, turn):
    assert guard in said(turned(case, **turn))
    assert guard not in said(turned(case), SHORT)


def test_every_guard_has_a_wrong_turn():
    assert {guard.id for guard in LAW.guards} == {guard for guard, _, _ in WRONG_TURNS}


@pytest.mark.parametrize("what", ["notice served", "matter closed"])
def test_neither_a_notice_nor_the_closing_goes_before_the_subjects_welfare_was_considered(what):
    considered = (
        "D+1* | subject's welfare considered | DI 2 | friend=not told, since notice is withheld; health=offered"
    )
    for words, against in (("", True), (considered, False)):
        now = standing(LAW, drawn(D, "officer", ROW + "D* | matter came to attention | DS 1 |\n" + words), SHORT)
        told = {reason.rule.id for reason in refusals(now, Event(9, SHORT, what, "DS 1")) if reason.rule}
        assert ("welfare_was_considered" in told) is against


def test_the_desk_refuses_a_wrong_turn_and_an_import_keeps_it():
    matter = turned("2", drop=["barred list entry confirmed"])
    close = Event(900, LATER, "matter closed", "DI 2")
    with pytest.raises(Refused, match=r"barred list entry is missing.*S003"):
        record(LAW, matter, close)
    assert record(LAW, matter, replace(close, imported=True)).history[-1].imported


def test_resigning_closes_nothing():
    left = drawn(D, "officer", *CASES["10"][1])
    now = standing(LAW, left, SHORT)
    steps = [s for s in LAW.machines["matter"].transitions if s.event == "left the service"]
    assert steps == []
    assert now.state("matter") == "in proceedings"
    assert "case_to_answer_is_answered" in {r.rule.id for r in in_the_way(now) if r.rule}


def test_reduction_in_rank_for_misconduct_is_open_while_a_final_written_warning_was_in_force():
    turn = {"finding made": {"finding": "misconduct"}, "outcome imposed": {"outcome": "reduction in rank"}}
    warned = "D-300* | earlier warning found | DI 2 | outcome=final written warning; imposed=2020-05-05; expires={}"
    held = turned("3, the second time", change=turn, add=ROW + warned.format("2022-05-05"))
    lapsed = turned("3, the second time", change=turn, add=ROW + warned.format("2021-03-01"))
    assert not {"lower_grade_needs_final_warning", "outcome_is_valid"} & said(held)
    assert {"lower_grade_needs_final_warning", "outcome_is_valid"} <= said(lapsed)


def test_what_rests_on_an_unchecked_rule_says_so():
    matter = turned("1", change={"referral decided": {"question": "is it proven"}})
    (reason,) = [b.reason for b in standing(LAW, matter, SHORT).breaches if b.reason.rule.id == "asks_if_substantiated"]
    assert str(reason).endswith("; to be checked]")


def test_an_event_out_of_order_is_refused_with_where_the_machine_stands():
    now = standing(LAW, drawn(D, "officer", ROW + "D* | matter came to attention | DS 1 |"), SHORT)
    (reason,) = refusals(now, Event(2, SHORT, "referral acknowledged", "IOPC"))
    assert reason.words == 'The referral to the IOPC stands at "candidate": "referral acknowledged" is a step from sent'


def test_before_2020_there_was_no_such_guard_for_the_old_case():
    assert "abuse_of_position_must_be_referred" not in said(drawn("2014-03-03", "officer", LEGACY), SHORT)


UNLISTED = {"drop": ["barred list report sent", "barred list entry confirmed"]}


@pytest.mark.parametrize(
    ("came", "stands"),
    [
        ("2015-01-05", "not due"),  # dismissed on 5 May 2015
        ("2017-08-16", "not due"),  # dismissed on 14 December 2017
        ("2017-08-17", "due"),  # dismissed on 15 December 2017, when the list began
        ("2018-01-08", "due"),
    ],
)
def test_the_barred_list_is_asked_for_by_the_day_of_the_dismissal(came, stands):
    now = standing(LAW, turned("3, the second time", attention=came, **UNLISTED), SHORT)
    assert now.state("barred list") == stands
    assert ("college_has_listed" in {r.rule.id for r in in_the_way(now) if r.rule}) is (stands == "due")


@pytest.mark.parametrize(("left", "stands"), [("2015-06-01", "not due"), ("2018-06-01", "due")])
def test_who_left_before_there_was_an_advisory_list_is_not_told_to_it(left, stands):
    came = f"2015-01-05 | matter came to attention | DS 1 |\n{left} | left the service | subject |"
    assert standing(LAW, drawn("2015-01-05", "officer", ROW + came), SHORT).state("advisory list") == stands


@pytest.mark.parametrize(
    ("kind", "came", "source"),
    [
        ("pcso", D, "[Police Staff Council Handbook, Part 3, notice and seriousness; to be checked]"),
        ("officer", "2015-01-05", "[Conduct Regulations before 2020, assessment of what the conduct would be (not seen); to be checked]"),
        ("officer", D, "[SI 2020/4, reg 14]"),
    ],
)  # fmt: skip
def test_a_refusal_cites_what_governs_this_person_on_that_day(kind, came, source):
    now = standing(LAW, drawn(came, kind, ROW + "D* | matter came to attention | DS 1 |"), SHORT)
    (reason,) = refusals(now, Event(2, SHORT, "severity told", "DI 2"))
    assert str(reason).endswith(source)


def test_an_event_that_no_rule_knows_is_refused_with_the_one_that_is_meant():
    now = standing(LAW, drawn(D, "officer", ROW + "D* | matter came to attention | DS 1 |"), SHORT)
    (reason,) = refusals(now, Event(2, SHORT, "matter recordd", "DS 1"))
    assert 'did you mean "matter recorded"?' in reason.words
