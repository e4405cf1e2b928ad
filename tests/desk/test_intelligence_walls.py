"""Who sees an intelligence report, its source, its entries and its links: policy, pages and database, each by itself."""

import uuid

import psycopg
import pytest
from django.db import DatabaseError

from tests.desk.conftest import OTHER_SUBJECT, SUBJECT
from tests.desk.reports import SANITISED, brought_to, entered, sent, the_report
from tests.desk.test_walls import stripped

# who             | reads a report | may learn its source, where the analyst took it in
READS = {
    "analyst": (True, True),
    "manager": (True, True),
    "investigator": (False, False),
    "authority": (False, False),
    "liaison": (False, False),
    "auditor": (False, False),
    "administrator": (False, False),
    "the subject": (False, False),
    "a friend": (False, False),
}
TABLES = ("report", "subject", "entry", "link", "source")


@pytest.fixture
def report(desk):
    """A sanitised report about the subject that the analyst took in, linked to another."""
    report, other = brought_to(desk, "sanitised"), the_report(desk)
    sent(desk, report, "link", {"address": f"/intelligence/{other.pk}", "why": "the same street"})
    return report


def column(table):
    return {"report": "id"}.get(table, "report_id")


@pytest.mark.parametrize("who", READS)
def test_the_policy_gives_the_answer(desk, report, who):
    from upstander.access.asking import asker_of  # noqa: PLC0415
    from upstander.casework import policy  # noqa: PLC0415

    asker, taken_in_by = asker_of(desk.accounts[who]), str(desk.accounts["analyst"].pk)
    reads, source = READS[who]
    assert (not policy.against_report(asker, report.marks())) == reads
    assert (not policy.against_source(asker, report.marks(), taken_in_by)) == source


@pytest.mark.parametrize("who", READS)
def test_the_database_gives_the_same_answer_for_every_table(desk, report, who):
    reads, source = READS[who]
    for table in TABLES:
        seen = set(desk.sees(who, f"SELECT {column(table)} FROM casework_intelligence{table}"))
        assert (report.pk in seen) == (source if table == "source" else reads), table


@pytest.mark.parametrize("who", READS)
def test_a_page_gives_the_same_answer(desk, report, who):
    reads, source = READS[who]
    assert (desk.asks(who, f"/intelligence/{report.pk}").status_code == 200) == reads
    assert (desk.asks(who, f"/intelligence/{report.pk}/sanitise").status_code == 200) == reads
    assert (desk.asks(who, f"/intelligence/{report.pk}/source").status_code == 200) == source
    assert str(report.pk) in desk.asks(who, "/intelligence").content.decode() or not reads


@pytest.mark.parametrize("who", ["investigator", "authority", "liaison", "auditor", "administrator"])
def test_intelligence_is_no_place_for_those_who_read_none(desk, report, who):
    assert "Intelligence" not in desk.asks(who, "/ties").content.decode()
    for path in ("/intelligence", "/intelligence/new"):
        assert desk.asks(who, path).status_code == 404


@pytest.mark.parametrize("who", ["the subject", "a friend"])
def test_nothing_of_a_report_stands_on_any_page_for_its_subject_and_theirs(desk, report, who):
    paths = ["/leads", "/matters", "/intelligence", "/intelligence?state=sanitised"]
    paths += [f"/leads/{desk.lead(OTHER_SUBJECT).pk}"]
    pages = {path: desk.asks(who, path).content.decode() for path in paths}
    assert [path for path, page in pages.items() if "Rourke" in page or str(report.pk) in page] == []


def test_a_hidden_report_is_answered_as_one_that_never_was(desk, report):
    for tail in ("", "/source", "/sanitise", "/grade"):
        answers = [desk.asks("a friend", f"/intelligence/{key}{tail}") for key in (report.pk, uuid.uuid4())]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert stripped(answers[0]) == stripped(answers[1])


@pytest.mark.parametrize("tie", [SUBJECT, OTHER_SUBJECT])
def test_a_report_about_two_is_hidden_from_a_friend_of_either(desk, tie):
    report = brought_to(desk, "sanitised", who="manager", subjects=f"{SUBJECT}\n{OTHER_SUBJECT}")
    assert desk.asks("analyst", f"/intelligence/{report.pk}").status_code == 200
    desk.asks("analyst", "/ties", {"subject_id": tie, "name": "Ask Nobody", "tie": "we shared a flat"})
    assert desk.asks("analyst", f"/intelligence/{report.pk}").status_code == 404
    for table in TABLES[:3]:
        assert desk.sees("analyst", f"SELECT {column(table)} FROM casework_intelligence{table}") == [], table


def test_who_enters_a_report_about_a_friend_has_entered_it_and_sees_it_no_more(desk):
    from upstander.casework.models import IntelligenceReport  # noqa: PLC0415

    answer = entered(desk, "a friend")
    assert (answer.status_code, answer["Location"]) == (302, "/intelligence")
    report = IntelligenceReport.objects.get()
    assert (report.subjects.count(), report.entries.count()) == (1, 1)
    assert desk.asks("a friend", f"/intelligence/{report.pk}").status_code == 404
    assert desk.asks("analyst", f"/intelligence/{report.pk}").status_code == 200


def test_who_names_a_friend_in_a_report_sees_it_no_more(desk):
    report = the_report(desk, who="a friend", subjects="")
    answer = sent(desk, report, "name", {"number": "p 41", "name": "", "why": "his roster"}, who="a friend")
    assert (answer.status_code, answer["Location"], report.subjects.count()) == (302, "/intelligence", 1)
    assert desk.asks("a friend", f"/intelligence/{report.pk}").status_code == 404


# ---- the source


def test_the_source_is_shown_for_a_purpose_that_is_kept_and_on_no_other_page(desk):
    from upstander.access.models import Purpose  # noqa: PLC0415

    report = the_report(desk, original="He parked there.")
    pages = [f"/intelligence/{report.pk}{tail}" for tail in ("", "/source", "/sanitise", "/grade", "/link")]
    for path in [*pages, "/intelligence"]:
        assert "Marlow" not in desk.asks("analyst", path).content.decode()
    path = f"/intelligence/{report.pk}/source"
    assert "Say why in a sentence" in desk.asks("analyst", path, {"purpose": "work"}).content.decode()
    assert desk.log("intelligence source read") == []
    page = desk.asks("analyst", path, {"purpose": "to ask when she saw the car"}).content.decode()
    for words in ("Mrs Jane Marlow", "+44 7700 900123", "lives opposite"):
        assert words in page, words
    given = Purpose.objects.get()
    assert given.words == "to ask when she saw the car"
    assert desk.log("intelligence source read")[0][:3] == (str(report.pk), "allowed", f"purpose {given.pk}")


def test_the_source_is_shown_to_no_other_analyst(desk):
    report = the_report(desk, who="manager")
    assert desk.sees("analyst", "SELECT report_id FROM casework_intelligencesource") == []
    answer = desk.asks("analyst", f"/intelligence/{report.pk}/source", {"purpose": "to ask when she saw the car"})
    assert answer.status_code == 404
    assert (
        f"/intelligence/{report.pk}/source" not in desk.asks("analyst", f"/intelligence/{report.pk}").content.decode()
    )


# ---- those who work on a matter


@pytest.fixture
def linked(desk):
    """A report linked to a matter in which three people have parts."""
    report, matter = brought_to(desk, "assessed"), desk.matter("investigator", "authority", "liaison")
    sent(desk, report, "link", {"to": str(matter.pk), "why": "the same street"}, who="manager")
    return report, matter


@pytest.mark.parametrize("who", ["investigator", "authority", "liaison"])
def test_those_who_work_on_a_matter_read_the_sanitised_text_of_its_reports_and_nothing_else(desk, linked, who):
    report, matter = linked
    page = desk.asks(who, f"/matters/{matter.pk}").content.decode()
    assert SANITISED in page
    assert [words for words in ("Marlow", "900123", "my sister", str(report.pk)) if words in page] == []
    assert desk.sees(who, f"SELECT id FROM casework_reports_for('{matter.pk}')") == [report.pk]
    assert desk.asks(who, f"/intelligence/{report.pk}").status_code == 404
    for table in TABLES:
        assert desk.sees(who, f"SELECT {column(table)} FROM casework_intelligence{table}") == [], table


@pytest.mark.parametrize("who", [who for who in READS if who != "manager"])
def test_without_a_part_in_the_matter_there_is_no_text_either(desk, who):
    report, matter = brought_to(desk, "assessed"), desk.matter()
    sent(desk, report, "link", {"to": str(matter.pk), "why": "the same street"}, who="manager")
    assert desk.sees(who, f"SELECT id FROM casework_reports_for('{matter.pk}')") == []


def test_a_report_about_another_too_is_not_there_for_an_investigator_with_a_tie_to_the_other(desk, linked):
    report, matter = linked
    sent(desk, report, "name", {"number": OTHER_SUBJECT, "name": "", "why": "his roster"})
    desk.asks("investigator", "/ties", {"subject_id": OTHER_SUBJECT, "name": "Ask Nobody", "tie": "we shared a flat"})
    page = desk.asks("investigator", f"/matters/{matter.pk}").content.decode()
    assert "Matter about" in page
    assert "Earlier concerns" not in page
    assert desk.sees("investigator", f"SELECT id FROM casework_reports_for('{matter.pk}')") == []
    assert SANITISED in desk.asks("liaison", f"/matters/{matter.pk}").content.decode()


def test_the_policy_keeps_that_text_from_them_too(desk, linked):
    from upstander.access.asking import asker_of  # noqa: PLC0415
    from upstander.access.sealed import mark  # noqa: PLC0415
    from upstander.casework import policy  # noqa: PLC0415

    investigator = desk.accounts["investigator"]
    desk.shut_out("investigator", OTHER_SUBJECT)
    asker, assigned = asker_of(investigator), {str(investigator.pk)}
    about = frozenset({mark(SUBJECT)})
    assert policy.against_sanitised(asker, about, mark(SUBJECT), assigned) == ""
    assert policy.against_sanitised(asker, about | {mark(OTHER_SUBJECT)}, mark(SUBJECT), assigned)
    assert policy.against_sanitised(asker, about, mark(SUBJECT), ())


def test_a_link_to_what_somebody_may_not_see_is_not_there_for_them(desk):
    report, other = the_report(desk), the_report(desk, subjects=OTHER_SUBJECT)
    sent(desk, report, "link", {"address": f"/intelligence/{other.pk}", "why": "the same street"})
    assert "the same street" in desk.asks("manager", f"/intelligence/{report.pk}").content.decode()
    desk.shut_out("manager", OTHER_SUBJECT)
    assert desk.sees("manager", "SELECT report_id FROM casework_intelligencelink") == []
    assert "linked" not in desk.sees("manager", "SELECT what FROM casework_intelligenceentry")
    page = desk.asks("manager", f"/intelligence/{report.pk}").content.decode()
    assert [words for words in (str(other.pk), "the same street", "Linked") if words in page] == []
    given = {"address": f"/intelligence/{other.pk}", "why": "the same street"}
    hidden = sent(desk, the_report(desk), "link", given, who="manager").content.decode()
    assert "Nothing that you may link stands at this address" in hidden


# ---- what the database refuses


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE casework_intelligencereport SET original = '\\x00'",
        "UPDATE casework_intelligencereport SET writer_id = NULL",
        "DELETE FROM casework_intelligencereport",
        "UPDATE casework_intelligencesource SET name = '\\x00'",
        "DELETE FROM casework_intelligencesource",
        "UPDATE casework_intelligenceentry SET why = '\\x00'",
        "DELETE FROM casework_intelligenceentry",
        "DELETE FROM casework_intelligencesubject",
        "DELETE FROM casework_intelligencelink",
        "ALTER TABLE casework_intelligencereport DISABLE ROW LEVEL SECURITY",
    ],
)
def test_the_desks_own_role_cannot_rewrite_a_report(desk, report, statement):
    with pytest.raises(DatabaseError) as refused:
        desk.as_role(lambda: desk.run(statement))
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE casework_intelligencereport SET original = '\\x00'",
        "DELETE FROM casework_intelligencereport",
        "DELETE FROM casework_intelligenceentry",
        "UPDATE casework_intelligencesource SET name = '\\x00'",
        "DELETE FROM casework_intelligencesubject",
        "DELETE FROM casework_intelligencelink",
    ],
)
def test_not_even_the_owner_changes_what_was_received_and_done(desk, report, statement):
    with pytest.raises(DatabaseError, match="is added to and never changed"):
        desk.run(statement)


@pytest.mark.parametrize(
    ("table", "writer"),
    [("report", "writer_id"), ("subject", "by_id"), ("entry", "by_id"), ("link", "by_id"), ("source", "by_id")],
)
def test_nobody_writes_of_intelligence_in_the_name_of_somebody_else(desk, report, table, writer):
    desk.sees("manager", "SELECT 1")
    key = "999999999" if table == "entry" else "gen_random_uuid()"
    with desk.cursor() as cursor:
        cursor.execute(f"CREATE TABLE copied AS SELECT * FROM casework_intelligence{table} LIMIT 1")
        cursor.execute(f"UPDATE copied SET {writer} = %s, id = {key}", [desk.accounts["administrator"].pk])
        cursor.execute("GRANT SELECT ON copied TO upstander_desk")
    with pytest.raises(DatabaseError, match="row-level security"):
        desk.as_role(
            lambda: desk.run(f"INSERT INTO casework_intelligence{table} OVERRIDING SYSTEM VALUE SELECT * FROM copied")
        )


def test_a_copy_of_every_table_holds_nothing_that_was_written(desk):
    brought_to(desk, "filed")
    the_report(desk)
    with desk.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE tablename LIKE 'casework_intelligence%'")
        dumped = ""
        for (table,) in cursor.fetchall():
            with cursor.connection.cursor().copy(f"COPY (SELECT * FROM {table}) TO STDOUT") as rows:
                dumped += "".join(bytes(part).decode() for part in rows)
    assert "came back" in dumped  # so that it is the right dump
    written = ("Marlow", "900123", "Rourke", SUBJECT, "parked", "one street", "nothing more", "vetting")
    assert [words for words in written if words in dumped or words.encode().hex() in dumped] == []
