"""The table that says what the timeline draws: every contact and every stretch of work, and nothing else."""

import pytest

from tests.leads.telling.scans import contact, explained, write_case_2
from upstander.leads.telling.lead import LeadInFull, read_lead
from upstander.leads.telling.timeline_lines import A_PAGE, FROM_CONTACTS, timeline_lines


@pytest.fixture
def lead_with(tmp_path):
    return lambda **changed: read_lead(write_case_2(tmp_path, **changed), "L-2")


def work(purpose: str, first: str, last: str | None, **told: str) -> dict:
    return {"purpose": purpose, "from_at": first, "ended_at": last, "incident_id": None} | told


def test_each_contact_that_nothing_explains_is_a_line_with_its_time_and_direction(case_2_lead: LeadInFull) -> None:
    rows = timeline_lines(case_2_lead).rows
    unexplained = [when for when, _, purpose in rows if purpose == "Nothing on record explains it"]
    assert len(unexplained) == 8
    call = ("30 Mar 2025, 02:30 BST", "Call to the person, duty not known", "Nothing on record explains it")
    assert call in rows


def test_contacts_of_one_day_that_the_work_explains_are_one_line_that_counts_them(case_2_lead: LeadInFull) -> None:
    gathered = ("3 Mar 2025, 14:00–15:00 GMT", "2 look-ups, on duty", "Assignment, recorded by Wren Castellane")
    assert gathered in timeline_lines(case_2_lead).rows


def test_work_on_record_stands_among_the_contacts_with_who_recorded_it(lead_with) -> None:
    given = work("officer_in_case", "2025-03-02", None, incident_id="I-1", author_id="P-2")
    lines = timeline_lines(lead_with(contacts=[contact("call", f"2025-03-0{day}") for day in (1, 3)], purposes=[given]))
    assert [what for _, what, _ in lines.rows] == [
        "Call, on duty",
        "Work: officer in case, I-1",
        "Call, on duty",
    ]
    assert lines.rows[1][0] == "2 Mar 2025, 00:00 GMT, still open"
    assert lines.rows[1][2] == "Work on record, recorded by Wren Castellane"


def test_work_that_the_timeline_does_not_reach_is_not_listed(lead_with) -> None:
    long_ago = work("officer_in_case", "2019-01-01", "2019-02-01")
    seen = work("deployment", "2025-03-02", "2025-03-04")
    lines = timeline_lines(lead_with(contacts=[contact("call", "2025-03-03")], purposes=[long_ago, seen]))
    assert [what for _, what, _ in lines.rows] == ["Work: deployment", "Call, on duty"]
    assert lines.rows[0][0] == "2 Mar 2025, 00:00 GMT, until 4 Mar 2025, 00:00 GMT"
    assert lines.rows[0][2] == "Work on record, recorded by a system"


def test_bars_that_are_drawn_from_contacts_are_listed_as_such(lead_with) -> None:
    days = [contact("call", f"2025-03-0{day}", **explained("officer_in_case")) for day in (1, 3)]
    rows = timeline_lines(lead_with(contacts=days)).rows
    stretch = "1 Mar 2025, 00:00 GMT, until 3 Mar 2025, 00:00 GMT"
    assert [row for row in rows if row[2] == FROM_CONTACTS] == [(stretch, "Work: officer in case", FROM_CONTACTS)]


def test_without_contacts_there_are_no_lines(lead_with) -> None:
    lines = timeline_lines(lead_with(contacts=[], purposes=[work("deployment", "2025-03-02", None)]))
    assert (lines.rows, lines.pages) == ((), 1)


def test_what_does_not_fit_on_a_page_stands_on_the_next_and_that_is_said(lead_with) -> None:
    minutes = [contact("call", f"2025-03-03 {n // 60:02}:{n % 60:02}") for n in range(2 * A_PAGE + 1)]
    lead = lead_with(contacts=minutes)
    pages = [timeline_lines(lead, page) for page in (1, 2, 3)]
    assert [(one.page, one.pages, len(one.rows)) for one in pages] == [(1, 3, A_PAGE), (2, 3, A_PAGE), (3, 3, 1)]
    times = [when for one in pages for when, _, _ in one.rows]
    assert times == [f"3 Mar 2025, {n // 60:02}:{n % 60:02} GMT" for n in range(2 * A_PAGE + 1)]
    assert pages[1].words.startswith("Lines 101 to 200 of 201, oldest first.")
    assert pages[2].words.startswith("Lines 201 to 201 of 201")


def test_a_page_after_the_last_is_the_last(lead_with) -> None:
    lines = timeline_lines(lead_with(contacts=[contact("call", "2025-03-03")]), 9)
    assert (lines.page, lines.words[:6], len(lines.rows)) == (1, "1 line", 1)
