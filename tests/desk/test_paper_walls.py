"""The second wall of letters, redactions and bundles: the database refuses by itself what no page would ask of it."""

import pytest
from django.db import DatabaseError

from tests.desk import test_letters as letters
from tests.desk.test_crawl import papers_of

TABLES = ("letter", "letterversion", "letterapproval", "lettercopy", "lettergiven", "redaction", "passage",
          "redactionreview", "redactedcopy", "bundle", "bundlecopy")  # fmt: skip


@pytest.fixture
def matter(desk):
    return letters.matter_of(desk)


@pytest.fixture
def papers(desk, matter):
    from upstander.casework.actions import work  # noqa: PLC0415

    day, worker = matter.entries.get(number=1).day, desk.accounts["investigator"]
    said = work.keep_statement(matter=matter, who="x", words="He rang. She told.", said_on=day, by=worker)
    return papers_of(matter, matter.affected.get(), said, desk.accounts)


def inserts(desk, who, table, columns, values):
    """Puts a row in as the desk's own role, with who asks named to it."""
    row = f"INSERT INTO casework_{table} ({columns}, by_id, at) VALUES ({values}, '{desk.accounts[who].pk}', now()) RETURNING id"
    return desk.sees(who, row)


@pytest.mark.parametrize("table", TABLES)
def test_nothing_of_them_is_changed_or_deleted_by_the_desk(desk, papers, table):
    for statement in (f"DELETE FROM casework_{table}", f"UPDATE casework_{table} SET at = now()"):
        with pytest.raises(DatabaseError, match="permission denied"):
            desk.as_role(lambda statement=statement: desk.run(statement))


@pytest.mark.parametrize("table", ["letter", "letterversion", "lettercopy", "redaction", "passage", "bundle"])
def test_not_even_the_owner_changes_what_was_written(desk, papers, table):
    with pytest.raises(DatabaseError, match="is added to and never changed"):
        desk.run(f"DELETE FROM casework_{table}")


@pytest.mark.parametrize("table", TABLES)
def test_every_table_of_them_is_walled(desk, table):
    desk.sees("", "SELECT 1")
    with desk.cursor() as cursor:
        cursor.execute("SELECT relrowsecurity FROM pg_class WHERE relname = %s", [f"casework_{table}"])
        assert cursor.fetchone() == (True,)


# who writes to whom                   | whether the database takes it
WRITES = [
    ("investigator", "subject", True), ("liaison", "subject", False), ("authority", "subject", False),
    ("liaison", "affected person", True), ("authority", "affected person", False), ("investigator", "reporter", False),
    ("manager", "reporter", True), ("analyst", "subject", False), ("a friend", "subject", False),
]  # fmt: skip


@pytest.mark.parametrize(("who", "reader", "taken"), WRITES)
def test_a_letter_is_written_by_whose_it_is(desk, matter, who, reader, taken):
    values = f"gen_random_uuid(), '{matter.pk}', '{reader}', '', '', ''"
    columns = "id, matter_id, reader, kind, addressed, details"
    if not taken:
        with pytest.raises(DatabaseError, match="row-level security"):
            inserts(desk, who, "letter", columns, values)
    else:
        assert len(inserts(desk, who, "letter", columns, values)) == 1


def test_whoever_wrote_the_words_does_not_approve_them(desk, matter, papers):
    letter = letters.begun(desk, matter, who="manager")
    values = f"{letter.stands().pk}, true, ''"
    with pytest.raises(DatabaseError, match="row-level security"):
        inserts(desk, "manager", "letterapproval", "version_id, approved, why", values)
    with pytest.raises(DatabaseError, match="row-level security"):
        inserts(desk, "investigator", "letterapproval", "version_id, approved, why", values)
    assert len(inserts(desk, "authority", "letterapproval", "version_id, approved, why", values)) == 1


def test_a_letter_to_somebody_affected_is_given_by_the_liaison_alone(desk, papers):
    values = f"'{papers['copy']}', current_date, 'posted', ''"
    for who in ("investigator", "manager"):
        with pytest.raises(DatabaseError, match="row-level security"):
            inserts(desk, who, "lettergiven", "copied_id, day, way, words", values)
    assert len(inserts(desk, "liaison", "lettergiven", "copied_id, day, way, words", values)) == 1


def test_nobody_writes_of_them_in_the_name_of_somebody_else(desk, papers):
    other = desk.accounts["authority"].pk
    row = f"INSERT INTO casework_redactionreview (redaction_id, agreed, why, by_id, at) VALUES ('{papers['redaction']}', true, '', '{other}', now()) RETURNING id"
    with pytest.raises(DatabaseError, match="row-level security"):
        desk.sees("manager", row)


def test_reading_them_goes_back_as_a_look_up_of_whom_the_matter_affects_with_the_matter_as_the_work(
    desk, matter, papers
):
    from upstander.audit.event import Event  # noqa: PLC0415
    from upstander.casework.records_back import feeds_of  # noqa: PLC0415

    person = f"desk:{matter.affected.get().pk}"
    for which, path in (("letter", "letters"), ("redaction", "work/redactions"), ("bundle", "work/bundles")):
        assert desk.asks("investigator", f"/matters/{matter.pk}/{path}/{papers[which]}").status_code == 200
        with desk.cursor() as cursor:
            cursor.execute(
                "SELECT number, (extract(epoch FROM at) * 1000000)::bigint, actor, action, object_kind, object_id,"
                " purpose, outcome, details::text, previous, digest FROM audit.event ORDER BY number DESC LIMIT 1"
            )
            rows = feeds_of(Event(*row) for row in cursor.fetchall())["accesses"]
        assert {(row["staff_id"], row["nominal_id"], row["incident_id"]) for row in rows} >= {
            ("D-investigator", person, str(matter.pk))
        }, which
