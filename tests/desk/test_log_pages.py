"""The auditor reads the log at the desk: every line but those that would tell of what does not exist for them."""

import re
import uuid

import pytest

from tests.desk.conftest import SUBJECT
from tests.desk.letters import report_from
from tests.desk.test_crawl import EVERYBODY, OPEN, addresses, filled  # noqa: F401 - the filled desk

PATH = "/oversight/log"
WHY = "the scan names her again"
# ids of the filled desk that are about nobody in particular, or about others
OF_NOBODY = (
    "account", "tie", "factor", "assessment", "agency", "agency_contact", "engagement", "attendance", "attempt", "sitting", "bulletin", "plan",
    "health_check", "article", "welfare",
)  # fmt: skip


def log_of(desk, query="", who="auditor"):
    return desk.asks(who, f"{PATH}{query}").content.decode()


def lines_of(page):
    """Who, what and about what, line by line."""
    rows = re.findall(r"<tr class=\"govuk-table__row\"><th scope=\"row\".*?</tr>", page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in rows]


@pytest.fixture
def read(desk):
    """A lead whose records the analyst read for a purpose."""
    lead = desk.lead()
    desk.asks("analyst", f"/leads/{lead.pk}")
    desk.asks("analyst", f"/leads/{lead.pk}/records", {"purpose": WHY})
    return lead


def test_a_line_says_who_did_what_with_which_object_why_and_how_it_ended(desk, read):
    lines = lines_of(log_of(desk, f"?about={read.pk}"))
    assert len(lines) == 2
    assert re.fullmatch(rf"The analyst .* Records read allowed lead .*{read.pk} {WHY}", lines[0])
    assert re.fullmatch(rf"The analyst .* Lead read allowed lead .*{read.pk} .*", lines[1])


def test_no_number_of_a_line_is_shown_as_a_gap_would_tell_that_something_is_hidden(desk, read):
    with desk.cursor() as cursor:
        cursor.execute("UPDATE audit.head SET number = 987654000")
    desk.asks("analyst", f"/leads/{read.pk}")
    assert "9876540" not in log_of(desk)


def test_lines_are_asked_for_by_who_what_how_it_ended_and_about_what(desk, read):
    desk.asks("investigator", f"/leads/{read.pk}")  # which is refused
    analyst = desk.accounts["analyst"].pk
    for query, has, lacks in (
        (f"?who={analyst}", "The analyst", "The investigator"),
        ("?ended=refused", "The investigator", "The analyst"),
        ("?what=records+read", "Records read", "Lead read"),
    ):
        lines = " ".join(lines_of(log_of(desk, query)))
        assert (has in lines, lacks in lines) == (True, False), query
    assert "The log has no such line" in log_of(desk, "?what=nothing+of+the+kind")


def test_it_is_read_a_page_at_a_time(desk, read):
    from upstander.website.log_pages import A_PAGE  # noqa: PLC0415

    for _number in range(A_PAGE):
        desk.asks("analyst", f"/leads/{read.pk}")
    first, second = log_of(desk, "?what=lead+read"), log_of(desk, "?what=lead+read&page=2")
    assert (len(lines_of(first)), "Older" in first, "Newer" in first) == (A_PAGE, True, False)
    assert (len(lines_of(second)), "Older" in second, "Newer" in second) == (1, False, True)


def test_reading_the_log_leaves_a_line(desk, read):
    log_of(desk, "?what=lead+read")
    assert [(outcome, details["asked"]["what"]) for _id, outcome, _why, details in desk.log("log read")] == [
        ("allowed", "lead read")
    ]


@pytest.mark.parametrize("who", [who for who in EVERYBODY if who != "auditor"])
def test_for_everybody_else_there_is_no_log(desk, read, who):
    assert desk.asks(who, PATH).status_code == 404
    assert desk.sees(who, "SELECT action FROM website_log('', '', '', '', 0, 10)") == []


def test_neither_the_log_nor_what_is_hidden_of_it_is_read_past_the_wall(desk, read):
    from django.db import DatabaseError  # noqa: PLC0415

    for query in ("SELECT action FROM audit.event", "SELECT website_hidden()"):
        with pytest.raises(DatabaseError, match="permission denied"):
            desk.sees("auditor", query)


def everything(desk):
    """All of the log that the auditor can come to, and all of oversight."""
    pages, number = [], 1
    while not pages or "Older" in pages[-1]:
        pages.append(log_of(desk, f"?page={number}"))
        number += 1
    return "\n".join([*pages, desk.asks("auditor", "/oversight").content.decode()])


def test_an_auditor_with_a_tie_finds_no_line_about_whom_it_is_to(desk, filled):  # noqa: F811
    for path in addresses(filled):
        if not path.startswith(OPEN):
            desk.asks("manager", path)
    purpose = "to see how she is reached today"
    desk.asks("liaison", f"/matters/{filled['matter']}/people/{filled['person']}/reach", {"purpose": purpose})
    ids = {name: str(one) for name, one in filled.items() if isinstance(one, uuid.UUID) and name not in OF_NOBODY}
    before = everything(desk)
    assert {name for name, one in ids.items() if one in before} >= {"lead", "matter", "person", "report", "door_report"}
    assert purpose in before
    desk.shut_out("auditor", SUBJECT)
    after = everything(desk)
    assert [name for name, one in ids.items() if one in after] == []
    assert purpose not in after
    assert "Log read" in after  # and the rest is still there


def test_nobody_at_the_desk_shuts_the_auditor_out_of_what_is_done_with_a_report(desk):
    """Neither by keeping it from them, which a manager may, nor by holding it for the manager."""
    from upstander.casework.models import Report  # noqa: PLC0415

    kept, held = report_from(desk), report_from(desk)
    auditor = str(desk.accounts["auditor"].pk)
    desk.asks("manager", f"/reports/{kept.pk}/keep-from", {"accounts": auditor, "why": "a friend of theirs"})
    assert kept.exclusions.filter(account_id=auditor).exists()
    Report.objects.filter(pk=held.pk).update(held=True)
    desk.asks("manager", f"/reports/{held.pk}")
    log = log_of(desk)
    assert [str(one.pk) in log for one in (kept, held)] == [True, True]


def test_what_a_reporter_keeps_from_the_auditor_is_in_no_line(desk):
    report = report_from(desk, keep_from=[desk.accounts["auditor"].name])
    desk.asks("manager", f"/reports/{report.pk}")
    assert report.exclusions.filter(account=desk.accounts["auditor"]).exists()
    assert str(report.pk) not in everything(desk)
