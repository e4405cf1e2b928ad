"""The yearly assessment of threats: its figures in steps of five, its words, who reads what, and who adopts it."""

import dataclasses
import datetime as dt
import html
import re

import pytest
from django.db import DatabaseError

from tests.desk.days import as_typed, today
from upstander.leads.scan import catalogue
from upstander.learning.threats.sections import sections

DRAFTS = {"manager", "chief", "a friend", "the subject"}  # the last two are managers, of other matters
ADOPTED = DRAFTS | {"prevent", "authority", "auditor"}
EVERYBODY = ("analyst", "investigator", "liaison", "administrator", "vetting", "staff", *sorted(ADOPTED))
WORDS = {section.name: f"Words of the {section.name}" for section in sections()}
TABLES = ("learning_threatassessment", "learning_threatversion", "learning_threatadoption")


def said(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.unescape(answer.content.decode())))


def period():
    """A year that ends today, as the manager types it."""
    return {"first": as_typed(-365), "last": as_typed()}


def begun(desk):
    """The address of an assessment that the manager began."""
    answer = desk.asks("manager", "/threats", period())
    assert answer.status_code == 302, said(answer)
    return answer.headers["Location"].removesuffix("/write")


def written(desk, after=1, **words):
    """The address of an assessment of which a version was written."""
    address = begun(desk) if after == 1 else None
    answer = desk.asks("manager", f"{address}/write", {"after": str(after)} | WORDS | words)
    assert answer.status_code == 302, said(answer)
    return address


def adopted(desk, address, number=2, who="chief"):
    return desk.asks(who, f"{address}/versions/{number}/adopt", {"x": ""})


# ---- figures


@pytest.mark.parametrize(
    ("number", "told"),
    [(0, "0"), (1, "fewer than 5"), (4, "fewer than 5"), (5, "5"), (7, "5"), (8, "10"), (12, "10"), (13, "15")],
)
@pytest.mark.usefixtures("database")
def test_a_number_is_told_in_steps_of_five_and_never_a_few(number, told):
    from upstander.learning.threats.titles import in_steps  # noqa: PLC0415 - Django is set up by the fixture

    assert in_steps(number) == told


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [("2026-11-27", "2025-11-01", "2026-10-31"), ("2024-03-01", "2023-03-01", "2024-02-29")],
)
@pytest.mark.usefixtures("database")
def test_a_year_ends_with_the_last_whole_month(today, first, last):
    from upstander.learning.threats.acting import default_period  # noqa: PLC0415

    period = default_period(dt.date.fromisoformat(today))
    assert (str(period.first), str(period.last)) == (first, last)


def rows_of(desk, address, title, who="manager"):
    page = html.unescape(desk.asks(who, address).content.decode())
    table = next(one for one in page.split("<table") if f">{title}</caption>" in one)
    body = table.partition("<tbody")[2].partition("</tbody>")[0]
    return [
        tuple(re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.S))
        for row in body.split("</tr>")[:-1]
    ]


def test_it_counts_what_came_in_the_period_and_nothing_of_before(desk):
    from upstander.casework.models import IntelligenceReport  # noqa: PLC0415

    def came(days, category, number):
        IntelligenceReport.objects.bulk_create(
            IntelligenceReport(
                received_on=today() - dt.timedelta(days=days), came_by="colleague", category=category, original="x",
                writer=desk.accounts["analyst"],
            )
            for _one in range(number)
        )  # fmt: skip

    came(1, "abuse of authority", 7)
    came(365, "sexual misconduct", 3)
    came(366, "theft and fraud", 20)
    address = begun(desk)
    title = "Intelligence by national category of corruption"
    assert rows_of(desk, address, title) == [("Abuse of authority", "5"), ("Sexual misconduct", "fewer than 5")]
    assert rows_of(desk, address, "Intelligence by how it came") == [("A colleague", "10")]


def test_matters_stand_in_it_by_what_the_subject_is_where_they_stand_and_what_their_lead_rested_on(desk):
    from upstander.casework.models import Lead  # noqa: PLC0415

    Lead.objects.filter(pk=desk.lead().pk).update(signs=["returns_alone", "short_calls_one_way"])
    desk.matter()
    address = begun(desk)
    assert rows_of(desk, address, "Matters opened, by what the subject is") == [("PCSO", "fewer than 5")]
    stands = rows_of(desk, address, "Where the matters opened in the period stand now")
    assert stands == [("Identified", "fewer than 5")]
    signs = rows_of(desk, address, "What leads rested on that became matters in the period")
    titles = {sign.name: sign.title for sign in catalogue()}
    named = sorted(titles[name] for name in ("returns_alone", "short_calls_one_way"))
    assert signs == [(title, "fewer than 5") for title in named]


def test_an_outcome_is_counted_on_its_day_and_once_where_it_was_corrected(desk):
    from upstander.casework.models import MatterEntry  # noqa: PLC0415

    matter = desk.matter()
    imposed = {
        "matter": matter,
        "what": "outcome imposed",
        "recorded": today(),
        "by": "x",
        "writer": desk.accounts["manager"],
    }
    for number, day, outcome, instead in (
        (2, today(), "final written warning", None),
        (3, today(), "dismissal without notice", 2),
        (4, today() - dt.timedelta(days=400), "written warning", None),
    ):
        MatterEntry.objects.create(
            **imposed, number=number, day=day, details={"outcome": outcome}, supersedes=instead, why="x"
        )
    told = rows_of(desk, begun(desk), "Outcomes imposed in the period")
    assert told == [("Dismissal without notice", "fewer than 5")]


def test_what_is_kept_from_whoever_draws_it_is_not_counted_and_the_table_says_so(desk):
    desk.matter()
    address = desk.asks("a friend", "/threats", period()).headers["Location"].removesuffix("/write")
    assert rows_of(desk, address, "Matters opened, by what the subject is") == [("None", "0")]
    assert "what concerns somebody to whom they have a tie" in said(desk.asks("a friend", address))


def test_what_nobody_can_see_is_told_as_that(desk, people_on_record):
    told = dict(rows_of(desk, begun(desk), "Warning signs that nobody could see"))
    lacking = next(sign for sign in catalogue() if sign.name == "short_calls_one_way")
    assert "phone events" in told[lacking.title]
    held = dict(rows_of(desk, begun(desk), "What the records hold"))
    assert "nothing can be looked for" in held["Telephone bills"]


def test_figures_stay_as_they_were_drawn_with_their_version(desk):
    address = begun(desk)
    desk.matter()
    desk.asks("manager", f"{address}/write", {"after": "1"} | WORDS)
    title = "Matters opened, by what the subject is"
    assert rows_of(desk, f"{address}/versions/1", title) == [("None", "0")]
    assert rows_of(desk, address, title) == [("PCSO", "fewer than 5")]


# ---- words and versions


def test_what_is_written_is_kept_version_by_version(desk):
    address = written(desk)
    desk.asks("manager", f"{address}/write", {"after": "2"} | WORDS | {"summary": "Newer words"})
    assert "Newer words" in said(desk.asks("manager", address))
    assert "Words of the summary" in said(desk.asks("manager", f"{address}/versions/2"))
    assert [line[3]["version"] for line in desk.log("threat assessment written")] == [1, 2, 3]


def test_nobody_writes_over_what_another_wrote_meanwhile(desk):
    address = written(desk)
    answer = desk.asks("manager", f"{address}/write", {"after": "1"} | WORDS | {"summary": "Not read"})
    assert answer.status_code == 409
    assert "Somebody else kept a version meanwhile" in said(answer)
    assert "Not read" in answer.content.decode()  # what was typed is on the page still


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"first": ""}, "Give the first day"),
        ({"last": "01/01/2099"}, ""),
        ({"first": "02/01/2025", "last": "01/01/2025"}, "not before the first"),
    ],
)
def test_a_period_that_is_none_is_told(desk, changed, told):
    answer = desk.asks("manager", "/threats", period() | changed)
    assert answer.status_code == 422
    assert told in said(answer)


# ---- adopting, and who reads what


def test_the_chief_officer_adopts_the_newest_version_when_everything_is_written(desk):
    address = written(desk, measures="")
    lacks = adopted(desk, address)
    assert (lacks.status_code, "Nothing is written yet under: What we will do" in said(lacks)) == (409, True)
    desk.asks("manager", f"{address}/write", {"after": "2"} | WORDS)
    assert "A newer version" in said(adopted(desk, address))
    assert adopted(desk, address, 3).status_code == 302
    assert "adopted already" in said(adopted(desk, address, 3))
    assert [line[3]["version"] for line in desk.log("threat assessment adopted")] == [3]


@pytest.mark.parametrize("who", ["manager", "prevent", "authority", "auditor", "analyst"])
def test_nobody_else_adopts_it(desk, who):
    address = written(desk)
    assert adopted(desk, address, who=who).status_code == 404
    assert desk.log("threat assessment adopted") == []


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_draft_is_there_for_its_writers_and_what_is_adopted_for_those_who_answer_for_prevention(desk, who):
    address = written(desk)
    desk.asks("manager", f"{address}/write", {"after": "2"} | WORDS)
    paths = (address, f"{address}/versions/3/print")
    assert {desk.asks(who, path).status_code for path in paths} == ({200} if who in DRAFTS else {404})
    assert [bool(desk.sees(who, f"SELECT id FROM {table}")) for table in TABLES[:2]] == [who in DRAFTS] * 2
    adopted(desk, address, 3)
    assert {desk.asks(who, path).status_code for path in paths} == ({200} if who in ADOPTED else {404})
    assert [bool(desk.sees(who, f"SELECT id FROM {table}")) for table in TABLES] == [who in ADOPTED] * 3
    seen = desk.sees(who, "SELECT number FROM learning_threatversion ORDER BY number")
    assert seen == ([1, 2, 3] if who in DRAFTS else [3] if who in ADOPTED else [])
    assert desk.asks(who, f"{address}/versions/2").status_code == (200 if who in DRAFTS else 404)


@pytest.mark.parametrize("who", ["chief", "prevent", "analyst"])
def test_nobody_but_the_manager_writes_one(desk, who):
    address = begun(desk)
    assert desk.asks(who, "/threats", period()).status_code == 404
    assert desk.asks(who, f"{address}/write", {"after": "1"} | WORDS).status_code == 404
    assert len(desk.log("threat assessment written")) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE learning_threatversion SET number = 9",
        "DELETE FROM learning_threatversion",
        "DELETE FROM learning_threatassessment",
        "INSERT INTO learning_threatadoption (version_id, by_id, at) SELECT id, access_asker(), now() FROM learning_threatversion",
    ],
)
def test_the_database_keeps_every_version_and_lets_no_writer_adopt(desk, statement):
    written(desk)
    with pytest.raises(DatabaseError):
        desk.sees("manager", f"{statement} RETURNING 1")


def test_no_word_of_it_stands_in_the_database_in_the_open(desk):
    written(desk)
    with desk.cursor() as cursor:
        cursor.execute("SELECT v::text FROM learning_threatversion v")
        held = " ".join(row[0] for row in cursor.fetchall())
    assert "Words of the summary" not in held


# ---- on paper


def test_it_prints_as_a_tagged_pdf_with_its_words_and_figures(desk):
    import io  # noqa: PLC0415

    from pypdf import PdfReader  # noqa: PLC0415

    address = written(desk)
    answer = desk.asks("manager", f"{address}/versions/2/print")
    read = PdfReader(io.BytesIO(answer.content))
    text = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in read.pages))
    for words in (
        "Draft, version 2",
        "Words of the measures",
        "Warning signs that nobody could see",
        "OFFICIAL-SENSITIVE",
    ):
        assert words in text, words
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert [line[1] for line in desk.log("threat assessment printed")] == ["done"]


# ---- for the national picture


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_chief_officer_alone_shares_the_counts_and_only_of_what_was_adopted(desk, who):
    address = written(desk)
    assert desk.asks(who, f"{address}/versions/2/share").status_code == 404
    adopted(desk, address)
    answer = desk.asks(who, f"{address}/versions/2/share")
    assert answer.status_code == (200 if who == "chief" else 404)
    page = desk.asks(who, address)
    assert ("for the national picture" in said(page)) == (who == "chief")
    assert [line[1] for line in desk.log("threat assessment shared")] == ["done"] * (who == "chief")


def test_what_is_shared_is_read_by_the_program_that_merges_it(desk, tmp_path):
    from upstander.learning.national.share import read_share  # noqa: PLC0415

    desk.matter("investigator")
    address = written(desk)
    adopted(desk, address)
    held = desk.asks("chief", f"{address}/versions/2/share").content
    (tmp_path / "share.json").write_bytes(held)
    shared = read_share(tmp_path / "share.json")
    assert shared.last_day == today()
    assert (shared.tables["matters"].rows, shared.tables["matters"].folded) == ({}, True)  # of one matter no word
    assert "Words of the" not in held.decode()


# ---- roles, ways and how many work here


def figures_of(desk):
    from upstander.learning.models import ThreatVersion  # noqa: PLC0415

    begun(desk)
    return ThreatVersion.objects.get().figures


def test_without_records_nothing_is_told_of_roles_and_of_how_many_work_here(desk):
    held = figures_of(desk)
    for name in ("roles", "staff"):
        assert (held[name]["rows"], held[name]["note"]) == ([], "Cannot be told: no records are named to this desk.")


def test_of_few_people_who_work_here_no_number_is_told(desk, people_on_record):
    assert figures_of(desk)["staff"]["rows"] == [["All who work here", "fewer than 100"]]


# how many people have the subject's role | what the matter is counted under
WORKS = [(50, "Response officer"), (49, "Work of few people here"), (0, "Not among those who work here now")]


@pytest.mark.parametrize(("many", "told"), WORKS)
def test_a_matter_is_counted_by_what_its_subject_works_as_and_work_of_few_is_told_together(
    desk, people_on_record, many, told
):
    import polars as pl  # noqa: PLC0415

    from upstander.learning.threats.counting import Period, counts_of  # noqa: PLC0415
    from upstander.workforce.held import held  # noqa: PLC0415

    matter = desk.matter("manager")
    marks = [matter.subject_mark, *(f"mark {number}" for number in range(many - 1))] if many else ["mark 0"]
    people = pl.DataFrame({"mark": marks, "role": ["response_officer"] * len(marks)})
    records = dataclasses.replace(held(today()), people=people)
    period = Period(today() - dt.timedelta(days=365), today())
    assert counts_of("roles", period, records) == {told: 1}
    assert counts_of("roles", period, None) == {}


def test_a_way_is_counted_once_for_each_lead_whatever_its_signs(desk):
    from upstander.casework.models import Lead  # noqa: PLC0415
    from upstander.learning.threats.counting import Period, counts_of  # noqa: PLC0415
    from upstander.learning.threats.titles import WAYS  # noqa: PLC0415

    lead = desk.matter("manager").lead
    signs = ["contact_off_duty", "short_calls_one_way", "stops_near_a_home_without_a_task", "a sign that is no more"]
    Lead.objects.filter(pk=lead.pk).update(signs=signs)
    period = Period(today() - dt.timedelta(days=365), today())
    assert counts_of("ways", period, None) == {"Calls and messages": 1, "Being near, with no task there": 1}
    assert {sign.family for sign in catalogue()} == set(WAYS)
