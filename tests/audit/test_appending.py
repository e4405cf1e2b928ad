"""Events are added by one function, in the caller's transaction, and nobody may do anything else with them."""

import itertools
import subprocess
import sys
import threading

import psycopg
import pytest

from tests.audit.kept_log import read
from upstander.audit import append, append_many, install
from upstander.audit.event import beginning, digest_of

SELECTED = {
    "read the log": "SELECT * FROM audit.event",
    "read its end": "SELECT * FROM audit.head",
    "insert past the function": "INSERT INTO audit.event SELECT * FROM audit.event",
    "change": "UPDATE audit.event SET actor = 'another'",
    "delete": "DELETE FROM audit.event",
    "truncate": "TRUNCATE audit.event",
    "move the end": "UPDATE audit.head SET number = 0",
    "switch the triggers off": "ALTER TABLE audit.event DISABLE TRIGGER ALL",
    "replace the function": "CREATE OR REPLACE FUNCTION audit.append_many(entries jsonb) RETURNS bigint LANGUAGE sql AS 'SELECT 1'",
    "add a table to the schema": "CREATE TABLE audit.more (one text)",
    "work out digests": "SELECT audit.beginning(gen_random_uuid())",
    "become the owner": "SET ROLE upstander_audit",
}


@pytest.mark.parametrize("statement", SELECTED.values(), ids=SELECTED.keys())
def test_who_writes_may_only_append(log, statement):
    log.write("R1")
    with log.connect("desk") as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement)


def test_who_has_no_leave_may_not_even_append(log):
    with log.connect("auditor") as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        read(connection, "R1")


@pytest.mark.parametrize("role", ["upstander_audit", "postgres"])
@pytest.mark.parametrize("session", ["origin", "replica"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit.event SET actor = 'another'",
        "DELETE FROM audit.event",
        "TRUNCATE audit.event",
        "DELETE FROM audit.head",
        "TRUNCATE audit.head",
        "UPDATE audit.head SET identity = gen_random_uuid()",
    ],
)
def test_triggers_refuse_even_the_owner_and_a_superuser(log, role, session, statement):
    log.write("R1")
    with log.connect() as connection:
        connection.execute(f"SET session_replication_role = {session}")
        connection.execute(f"SET ROLE {role}")
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="only ever added to"):
            connection.execute(statement)


def test_a_hostile_search_path_changes_nothing(log):
    with log.connect() as connection:
        connection.execute("CREATE SCHEMA evil AUTHORIZATION desk")
    with log.connect("desk") as connection:
        connection.execute("CREATE FUNCTION evil.sha256(bytea) RETURNS bytea LANGUAGE sql AS $$ SELECT ''::bytea $$")
        connection.execute("SET search_path = evil, pg_catalog")
        read(connection, "R1")
    assert digest_of(log.events()[0]) == log.events()[0].digest


def test_what_is_rolled_back_leaves_nothing_and_no_gap(log):
    log.write("R1")
    with log.connect("desk") as connection:
        assert read(connection, "R2") == 2
        connection.rollback()
        assert read(connection, "R3") == 2
    assert [(event.number, event.object_id) for event in log.events()] == [(1, "R1"), (2, "R3")]


def test_two_who_write_at_once_make_one_chain_without_gaps(log):
    together = threading.Barrier(2)

    def write(name):
        with log.connect("desk", autocommit=True) as connection:
            together.wait()
            for number in range(25):
                with connection.transaction():
                    read(connection, f"{name}{number}")
                    read(connection, f"{name}{number} again")

    threads = [threading.Thread(target=write, args=(name,)) for name in "AB"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    events = log.events()
    assert [event.number for event in events] == list(range(1, 101))
    assert all(later.previous == earlier.digest for earlier, later in itertools.pairwise(events))
    assert all(one.object_id + " again" == two.object_id for one, two in zip(events[::2], events[1::2], strict=True))


def test_a_snapshot_that_is_too_old_is_told_to_try_again_and_forks_nothing(log):
    with log.connect("desk") as late:
        late.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        late.execute("SELECT 1")
        log.write("R1")
        with pytest.raises(psycopg.errors.SerializationFailure):
            read(late, "R2")
    assert [event.object_id for event in log.events()] == ["R1"]


def test_the_first_event_follows_the_logs_own_identity(log):
    log.write("R1")
    with log.connect() as connection:
        (identity,) = connection.execute("SELECT identity FROM audit.head").fetchone()
    assert log.events()[0].previous == beginning(identity)


def test_many_at_once_are_in_their_order_and_give_the_last_number(log):
    one = {"actor": "handler 7", "action": "read", "object_kind": "report", "purpose": "list", "outcome": "allowed"}
    with log.connect("desk") as connection:
        assert append_many(connection, [one | {"object_id": f"R{n}", "details": {"row": n}} for n in range(3)]) == 3
        assert append_many(connection, [one | {"object_id": "R9"}]) == 4
        assert append_many(connection, []) == 4
    assert [event.object_id for event in log.events()] == ["R0", "R1", "R2", "R9"]
    assert [event.details for event in log.events()] == ['{"row": 0}', '{"row": 1}', '{"row": 2}', "{}"]


FIELDS = ["actor", "action", "kind", "object_id", "purpose", "outcome"]


@pytest.mark.parametrize("field", FIELDS)
def test_no_field_may_be_missing(log, field):
    told = dict.fromkeys(FIELDS, "x") | {"outcome": "done"} | {field: None}
    with log.connect("desk") as connection, pytest.raises(psycopg.errors.NotNullViolation):
        append(connection, **told)


@pytest.mark.parametrize("changed", [{"actor": ""}, {"action": ""}, {"outcome": "perhaps"}])
def test_nobody_nothing_and_another_outcome_are_refused(log, changed):
    told = dict.fromkeys(FIELDS, "x") | {"outcome": "done"} | changed
    with log.connect("desk") as connection, pytest.raises(psycopg.errors.CheckViolation):
        append(connection, **told)


@pytest.mark.parametrize("details", ["NULL", "'[]'", "'1'"])
def test_details_are_an_object(log, details):
    with log.connect("desk") as connection, pytest.raises(psycopg.errors.IntegrityError):
        connection.execute(f"SELECT audit.append('a', 'read', '', '', '', 'done', {details}::jsonb)")


@pytest.mark.parametrize("entries", ["NULL", "'{}'", "'1'"])
def test_many_are_an_array(log, entries):
    with log.connect("desk") as connection, pytest.raises(psycopg.errors.InvalidParameterValue):
        connection.execute(f"SELECT audit.append_many({entries}::jsonb)")


def test_setting_up_again_keeps_log_and_events(log):
    log.write("R1")
    before = log.events()
    with log.connect() as connection:
        install(connection, writers=["desk"])
    log.write("R2")
    assert log.events()[:1] == before
    assert log.events()[1].previous == before[0].digest


def test_a_django_cursor_sets_up_and_appends_as_well(log):
    program = """
import sys
import django.conf
from psycopg.conninfo import conninfo_to_dict
told = conninfo_to_dict(sys.argv[1])
django.conf.settings.configure(DATABASES={"default": {
    "ENGINE": "django.db.backends.postgresql", "NAME": told["dbname"], "USER": told["user"], "HOST": told["host"],
}})
from django.db import connection
from tests.audit.kept_log import read
from upstander.audit import install
with connection.cursor() as cursor:
    cursor.execute("SET ROLE postgres")
    install(cursor, writers=["desk"])
    cursor.execute("SET ROLE desk")
    print(read(cursor, "R2", by="Django, 100 %"))
"""
    log.write("R1")
    answered = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program, log.url()], capture_output=True, text=True, check=True
    )
    assert answered.stdout.strip() == "2"
    assert log.events()[1].details == '{"by": "Django, 100 %"}'
