"""A lead told in a terminal of eighty columns, without colour."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from tests.leads.telling.scans import case_10, contact, explained, strand, write_case_2, write_scan
from upstander.leads.telling.evidence import EvidenceRow
from upstander.leads.telling.lead import LeadInFull, read_lead
from upstander.leads.telling.terminal import tell
from upstander.leads.telling.wording import chance_words, number_words

Rows = tuple[EvidenceRow, ...]


def told(lead: LeadInFull, rows: Rows = (), **console: Any) -> str:
    out = io.StringIO()
    tell(lead, rows, Console(file=out, width=80, highlight=False, **console))
    return out.getvalue()


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def told_with(tmp_path: Path) -> Callable[..., str]:
    return lambda **changed: told(read_lead(write_case_2(tmp_path, **changed), "L-2"))


def test_the_paragraph_comes_first_and_the_caution_with_it(case_2_lead: LeadInFull, case_2_rows: Rows) -> None:
    lines = [line.strip() for line in told(case_2_lead, case_2_rows).splitlines() if line.strip()]
    assert lines[0] == "OFFICIAL-SENSITIVE   Lead L-2"
    assert lines[1].startswith("Ashby Rourke went on calling")
    assert "It is not a finding about a person" in flat(" ".join(lines[:8]))


def test_the_parts_stand_in_the_order_in_which_they_are_read(case_2_lead: LeadInFull, case_2_rows: Rows) -> None:
    headings = re.findall(r"^[A-Z][A-Z ,]{7,}$", told(case_2_lead, case_2_rows), re.MULTILINE)
    assert headings == [
        "WHAT RAISED IT",
        "INNOCENT EXPLANATIONS TESTED, AND WHAT THAT SHOWED",
        "INNOCENT EXPLANATIONS FOR A PERSON TO TEST",
        "WHAT IS MISSING",
        "WHAT WOULD CHANGE IT",
        "TIMELINE",
        "EVIDENCE",
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Of 100 leads as strong as this one, about 20 would be expected to have an innocent explanation.",
        "1. Short calls, all one way",
        "In figures: seen 4, expected 0.4; at least 3.2 times as many, against 212 community support officers.",
        "First 21 Mar 2025, 22:05 GMT; last 11 Apr 2025, 22:40 BST.",
        "Cannot see: Personal telephones leave no trace.",
        "- Shared vehicle: Nobody else held V3 on those days.",
        "- Calls that went to voicemail.",
        "- No record of messages was given.",
        "- Not assessed: Messages ending in kisses: No messages given.",
        "- A task to fit the burglary kit, recorded by somebody else.",
        "11 contacts; nothing on record explains 8 of them. Those are marked !!.",
    ],
)
def test_all_that_stands_behind_a_lead_is_told(case_2_lead: LeadInFull, case_2_rows: Rows, words: str) -> None:
    assert words in flat(told(case_2_lead, case_2_rows))


def test_work_stands_beside_what_nothing_explains(case_2_lead: LeadInFull) -> None:
    text = told(case_2_lead)
    assert re.search(r"3 Mar 2025, 14:00–15:00 +2 look-ups, on duty +Assignment, recorded by", text)
    assert re.search(r"6 Mar 2025, 18:10 GMT +Text to the person, on +!! Nothing on record", text)


def test_every_record_is_there_with_feed_and_key(case_2_lead: LeadInFull, case_2_rows: Rows) -> None:
    text = told(case_2_lead, case_2_rows)
    assert re.search(r"30 Mar 2025, +Call to \+447700900123 on +phone_events B4 +1", text)
    assert "V3|1742302920000000" in text


def test_it_fits_eighty_columns_and_needs_no_colour(case_2_lead: LeadInFull, case_2_rows: Rows) -> None:
    plain = told(case_2_lead, case_2_rows)
    assert max(map(len, plain.splitlines())) <= 80
    coloured = told(case_2_lead, case_2_rows, force_terminal=True, color_system="truecolor")
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_text_from_records_can_neither_style_nor_move_the_terminal(told_with: Callable[..., str]) -> None:
    text = told_with(summary="[bold red]x[/] \x1b[2J\x1b]0;owned\x07 \u202eevil", missing=["[/nothing]"])
    assert "[bold red]x[/] [character u+001b][2J" in flat(text)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "- [/nothing]" in text


def test_what_the_scan_did_not_say_is_said_not_to_be_there(told_with: Callable[..., str]) -> None:
    text = flat(told_with(contacts=[], affected=None, tested=[], would_change_it=[], chance_innocent=None))
    for words in (
        "Nobody named: this lead is about the member of staff alone",
        "The scan could not say how many leads like this one turn out to be innocent.",
        "The scan named nothing here.",
        "No contact of this pair is on record.",
    ):
        assert words in text


def test_a_sign_that_could_not_be_assessed_is_named_once(told_with: Callable[..., str]) -> None:
    text = flat(told_with(missing=["Messages ending in kisses: cannot assess, no messages given."]))
    assert text.count("Messages ending in kisses") == 1


def test_a_question_that_was_tested_is_followed_by_its_answer(told_with: Callable[..., str]) -> None:
    text = flat(told_with(tested=[{"explanation": "Was it in working time?", "shown": "78 of 79 contacts were."}]))
    assert "- Was it in working time? 78 of 79 contacts were." in text


def test_where_nothing_is_unexplained_no_mark_is_spoken_of(told_with: Callable[..., str]) -> None:
    text = flat(told_with(contacts=[contact("call", "2025-03-03", **explained("assignment"))]))
    assert "1 contact; none of them stands unexplained." in text
    assert "!!" not in text


def test_a_check_is_called_a_check_and_says_when_it_falls_away(tmp_path: Path) -> None:
    scan = write_scan(tmp_path, {"L-10": case_10()}, {"L-10": {"x": [("positions", "MDT5|5")]}})
    text = flat(told(read_lead(scan, "L-10")))
    assert "Check: one strong kind of sign; look for the missing explanation." in text
    assert "Falls away after 30 Jul 2025 unless something new is seen." in text


def test_a_sign_whose_expectations_do_not_hold_here_is_told_as_advisory(told_with: Callable[..., str]) -> None:
    assert "Weight: advisory only" in flat(told_with(strands=[strand("short_calls_one_way", "Short", advisory=True)]))


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.2, "Of 100 leads as strong as this one, about 20 would"),
        (0.96, "Of 100 leads as strong as this one, about 96 would"),
        (0.02, "Of 100 leads as strong as this one, about 2 would"),
        (0.004, "Of 1,000 leads as strong as this one, about 4 would"),
        (0.0, "Of 1,000 leads as strong as this one, fewer than 1 would"),
        (1.0, "Of 1,000 leads as strong as this one, nearly all would"),
    ],
)
def test_the_chance_of_innocence_is_told_as_people_count(chance: float, words: str) -> None:
    assert chance_words(chance).startswith(words)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (None, "not known"),
        (float("nan"), "not known"),
        (4.0, "4"),
        (3.24, "3.2"),
        (59.5, "59.5"),
        (3.02, "3"),
        (0.037, "0.037"),
        (1234.5, "1,234"),
    ],
)
def test_numbers_have_no_more_digits_than_they_deserve(number: float | None, words: str) -> None:
    assert number_words(number) == words
