"""Each check is silent about a desk as it is set up, and tells when that is undone for real."""

import dataclasses
import datetime as dt
import itertools
import subprocess
import sys

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from upstander.audit import new_key, read_key, read_public_key, take
from upstander.audit.verified import keep

COPIES = (f"copy_{number}" for number in itertools.count())
ALL = "SET search_path = pg_catalog, public, pg_temp AS $$"


@pytest.fixture
def desk(database, tmp_path):
    """A copy of the desk's database, with an administrator, a backup just taken, and checkpoints just signed."""
    from upstander.website.addresses import BACKUP, DESK, OWNER, VERIFIER, address  # noqa: PLC0415
    from upstander.website.checks.desk import Desk  # noqa: PLC0415

    name = next(COPIES)
    copied(database, name)
    addresses = {role: address(database, role, name) for role in (OWNER, DESK, VERIFIER, BACKUP)}
    with psycopg.connect(database, dbname=name) as connection:
        connection.execute("SELECT audit.append('nobody', 'backup made', '', '', '', 'done', '{}')")
    new_key(tmp_path / "key")
    sinks = (tmp_path / "one", tmp_path / "two")
    take(addresses[VERIFIER], read_key(tmp_path / "key"), sinks, first=True)
    keep(addresses[VERIFIER], 1, ())
    folder = tmp_path / "desk"
    folder.mkdir(mode=0o700)
    (folder / "keys").touch(mode=0o600)
    keys = [read_public_key(tmp_path / "key.pub")]
    with Desk(folder, addresses, {}, dt.datetime.now(tz=dt.UTC), sinks, keys) as made:
        yield made
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
        connection.execute(f"ALTER ROLE upstander_desk NOBYPASSRLS NOCREATEROLE; REVOKE {OWNER} FROM {DESK}")


def copied(database, name):
    """A database like the desk's, with the same rights to it, which a copy does not bring along."""
    from django.db import connection as ours  # noqa: PLC0415

    from upstander.access.models import Account, Role  # noqa: PLC0415

    ours.close()
    with psycopg.connect(database, autocommit=True) as connection:
        # a thread that served pages for an earlier test may have left its session open, and a copy waits for none
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = 'upstander' AND pid <> pg_backend_pid()"
        )
        connection.execute(f"CREATE DATABASE {name} TEMPLATE upstander OWNER upstander_owner")
        connection.execute(f"REVOKE CONNECT, TEMPORARY ON DATABASE {name} FROM PUBLIC")
        for role in ("owner", "desk", "verifier", "backup"):
            connection.execute(f"GRANT CONNECT ON DATABASE {name} TO upstander_{role}")
    ours.settings_dict["NAME"] = name
    Account.objects.create(username="administrator", name="A", role=Role.ADMINISTRATOR, staff_id="D-administrator")
    ours.close()
    ours.settings_dict["NAME"] = "upstander"


def run(desk, statement):
    """Does something as the superuser."""
    where = make_conninfo(desk.addresses["upstander_owner"], user="postgres")
    with psycopg.connect(where, autocommit=True) as connection:
        connection.execute(statement)


def told(desk, check):
    from upstander.website.checks import all_checks  # noqa: PLC0415

    return [one.what for one in all_checks()[check](desk)]


# check | what somebody did | what is told of it
DONE = [
    ("rows_are_walled", "ALTER TABLE casework_lead DISABLE ROW LEVEL SECURITY", "casework_lead was changed"),
    ("rows_are_walled", "DROP POLICY as_policy ON casework_matter", "casework_matter: as_policy is missing"),
    ("rows_are_walled", "ALTER POLICY as_policy ON casework_lead USING (true)", "casework_lead: as_policy was changed"),
    ("rows_are_walled", "CREATE POLICY mine ON casework_lead USING (true)", "casework_lead: mine was added"),
    ("content_has_a_wall", "ALTER TABLE casework_lead DISABLE ROW LEVEL SECURITY", "casework_lead holds content"),
    (
        "history_cannot_be_changed",
        "ALTER TABLE casework_leadentry DISABLE TRIGGER only_added_to",
        "casework_leadentry: only_added_to was changed",
    ),
    (
        "history_cannot_be_changed",
        "DROP TRIGGER only_added_to ON casework_matterentry",
        "casework_matterentry: only_added_to is missing",
    ),
    (
        "history_cannot_be_changed",
        "CREATE TRIGGER mine AFTER INSERT ON casework_lead EXECUTE FUNCTION access_only_added_to()",
        "casework_lead: mine was added",
    ),
    (
        "functions_are_ours",
        (
            "CREATE OR REPLACE FUNCTION access_role() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER "
            f"{ALL} SELECT 'manager' $$"
        ),
        "access_role() was changed",
    ),
    (
        "functions_are_ours",
        (
            f"CREATE FUNCTION mine() RETURNS text LANGUAGE sql SECURITY DEFINER {ALL} SELECT 'all' $$;"
            "ALTER FUNCTION mine() OWNER TO upstander_owner"
        ),
        "mine() was added",
    ),
    (
        "functions_are_ours",
        f"CREATE FUNCTION his() RETURNS text LANGUAGE sql {ALL} SELECT 'all' $$",
        "his() belongs to",
    ),
    ("nobody_was_given_more", "GRANT DELETE ON casework_matter TO upstander_desk", "DELETE on casework_matter"),
    ("nobody_was_given_more", "GRANT SELECT ON casework_lead TO PUBLIC", "SELECT on casework_lead to PUBLIC"),
    ("nobody_was_given_more", "GRANT UPDATE (why) ON casework_leadentry TO upstander_desk", "UPDATE of why"),
    ("nobody_was_given_more", "GRANT CREATE ON SCHEMA public TO PUBLIC", "CREATE on schema public to PUBLIC"),
    ("nobody_was_given_more", "REVOKE SELECT ON casework_lead FROM upstander_desk", "upstander_desk is missing"),
    ("desks_role_has_no_power_over_walls", "ALTER ROLE upstander_desk BYPASSRLS", "has bypassrls"),
    ("desks_role_has_no_power_over_walls", "ALTER ROLE upstander_desk CREATEROLE", "has createrole"),
    (
        "desks_role_has_no_power_over_walls",
        "GRANT upstander_owner TO upstander_desk",
        "is a member of upstander_owner",
    ),
    ("desks_role_owns_nothing", "ALTER TABLE casework_lead OWNER TO upstander_desk", "owns casework_lead"),
    ("tables_belong_to_the_owner", "ALTER TABLE casework_lead OWNER TO postgres", "casework_lead belongs to postgres"),
    (
        "verification_is_kept_and_found_nothing",
        "SELECT audit.keep_verification(1, 2)",
        "the audit log did not verify on",
    ),
    ("verification_is_kept_and_found_nothing", "DELETE FROM audit.verification", "no verification of the audit log"),
    ("log_is_set_up_as_it_was", "GRANT INSERT ON audit.verification TO upstander_desk", "upstander_desk"),
    ("log_is_set_up_as_it_was", "ALTER TABLE audit.event DISABLE TRIGGER ALL", "only_added_to"),
    (
        "log_fits_its_checkpoints",
        "ALTER TABLE audit.event DISABLE TRIGGER ALL; UPDATE audit.event SET actor = 'another' WHERE number = 1",
        "event changed, event 1",
    ),
    ("somebody_administers", "UPDATE access_account SET is_active = false", "nobody is administrator"),
    (
        "accounts_were_made_at_the_desk",
        "SELECT audit.append('a', 'account made', 'account', 'another', '', 'done', '{}')",
        "who made the account administrator",
    ),
    (
        "accounts_were_compared",
        "UPDATE access_account SET compared = false WHERE username = 'administrator'",
        "the account administrator was not compared",
    ),
    (
        "tables_are_of_this_version",
        "DELETE FROM django_migrations WHERE app = 'casework' AND name LIKE '0003%'",
        "casework.0003",
    ),
    (
        "backups_are_taken",
        "ALTER TABLE audit.event DISABLE TRIGGER ALL; DELETE FROM audit.event",
        "no backup was ever taken",
    ),
]


@pytest.mark.parametrize(("check", "statement", "words"), DONE, ids=[f"{one[0]}: {one[2]}" for one in DONE])
def test_what_somebody_did_to_the_database_is_told(desk, check, statement, words):
    run(desk, statement)
    assert [one for one in told(desk, check) if words in one] != []


def later(desk, **time):
    return dataclasses.replace(desk, now=desk.now + dt.timedelta(**time))


def elsewhere(desk, role="upstander_desk", **changed):
    return dataclasses.replace(desk, addresses=desk.addresses | {role: make_conninfo(desk.addresses[role], **changed)})


def open_to_others(desk):
    (desk.folder / "keys").chmod(0o644)
    return desk


def writable(desk):
    desk.folder.chmod(0o777)
    return desk


# check | how the desk is run | what is told of it
RUN = [
    ("backups_are_taken", lambda desk: later(desk, hours=25), "the last backup is of"),
    ("verification_is_kept_and_found_nothing", lambda desk: later(desk, hours=25), "was last verified on"),
    ("checkpoints_are_taken", lambda desk: later(desk, hours=25), "the last checkpoint of the audit log is of"),
    ("checkpoints_are_taken", lambda desk: dataclasses.replace(desk, sinks=()), "no checkpoints"),
    (
        "checkpoints_are_taken",
        lambda desk: dataclasses.replace(desk, sinks=[one.with_name(f"{one.name} empty") for one in desk.sinks]),
        "no checkpoint of the audit log was ever taken",
    ),
    ("bank_holidays_are_known", lambda desk: later(desk, days=5_000), "bank holidays are known until"),
    ("files_are_their_owners_alone", open_to_others, "keys is open to others"),
    ("nobody_else_puts_files_there", writable, "open for others to write in"),
    (
        "pages_without_tls_stay_on_this_machine",
        lambda desk: dataclasses.replace(desk, environment={"UPSTANDER_HOSTS": "localhost,desk.force.example"}),
        "desk.force.example with no TLS",
    ),
    (
        "pages_without_tls_stay_on_this_machine",
        lambda desk: dataclasses.replace(
            desk,
            environment={
                "UPSTANDER_HOSTS": "desk.force.example",
                "UPSTANDER_BEHIND_PROXY": "1",
                "UPSTANDER_PLAIN": "1",
            },
        ),
        "desk.force.example with no TLS",
    ),
    (
        "database_elsewhere_is_reached_by_tls",
        lambda desk: elsewhere(desk, host="db.force.example", sslmode="require"),
        "upstander_desk reaches the database on db.force.example with no checked TLS",
    ),
    (
        "database_elsewhere_is_reached_by_tls",
        lambda desk: elsewhere(desk, "upstander_owner", host="db.force.example"),
        "upstander_owner reaches",
    ),
    ("pages_are_served_as_the_desks_role", lambda desk: elsewhere(desk, user="postgres"), "served as postgres"),
    ("nobody_comes_in_without_a_password", lambda desk: desk, "lets postgres in"),  # the embedded server trusts all
]


@pytest.mark.parametrize(("check", "run_so", "words"), RUN, ids=[f"{one[0]}: {one[2]}" for one in RUN])
def test_how_it_is_run_is_told(desk, check, run_so, words):
    with run_so(desk) as changed:
        assert [one for one in told(changed, check) if words in one] != []


def test_a_server_that_is_too_old_is_told(desk, monkeypatch):
    from upstander.website.checks import server  # noqa: PLC0415

    monkeypatch.setattr(server, "OLDEST", 990_000)
    assert [one for one in told(desk, "server_is_not_too_old") if "the database is PostgreSQL" in one] != []


WITHOUT_SECCOMP = """
from seccompy import Filter
wall = Filter()
wall.errno("seccomp", 38)
wall.load()
from upstander.website.checks.cleaning import files_can_be_cleaned
print([one.what for one in files_can_be_cleaned(None)])
"""


def test_a_machine_that_cannot_confine_the_cleaning_of_files_is_told():
    """The real thing: a process for which the kernel has no seccomp, as an old or a locked-down one has none."""
    command = [sys.executable, "-c", WITHOUT_SECCOMP]
    answer = subprocess.run(command, capture_output=True, check=True, text=True)  # noqa: S603 - our own words
    assert "no file that a reporter sends can be cleaned on this machine" in answer.stdout
    assert "it can open no socket" in answer.stdout


def test_of_a_desk_as_it_is_set_up_nothing_is_told_but_that_its_embedded_server_trusts(desk):
    from upstander.website.checks import all_checks  # noqa: PLC0415

    assert {name for name in all_checks() if told(desk, name)} == {"nobody_comes_in_without_a_password"}


def test_what_is_safe_elsewhere_is_told_of_nothing(desk):
    safe = elsewhere(desk, host="db.force.example", sslmode="verify-full")
    assert told(safe, "database_elsewhere_is_reached_by_tls") == []
    hosts = {"UPSTANDER_HOSTS": "desk.force.example", "UPSTANDER_BEHIND_PROXY": "1"}
    assert told(dataclasses.replace(desk, environment=hosts), "pages_without_tls_stay_on_this_machine") == []


def test_what_cannot_be_asked_is_told_and_never_passed_over(desk):
    from upstander.website.checks import unsafe  # noqa: PLC0415

    run(desk, "DROP TABLE django_migrations")
    found = {one.what: one for one in unsafe(desk)}
    assert "django_migrations" in found["not assessed: tables are of this version"].why


def test_every_finding_says_why_it_matters_and_what_to_do(desk):
    from upstander.website.checks import unsafe  # noqa: PLC0415

    for statement in ("GRANT DELETE ON casework_matter TO upstander_desk", "ALTER ROLE upstander_desk BYPASSRLS"):
        run(desk, statement)
    found = list(unsafe(desk))
    assert len(found) >= 3
    assert [one for one in found if not (one.what and one.why and one.do)] == []


def test_every_check_is_made_to_tell():
    from upstander.website.checks import all_checks  # noqa: PLC0415

    assert {one[0] for one in DONE + RUN} | {"server_is_not_too_old", "files_can_be_cleaned"} == set(all_checks())


def test_preparing_again_takes_back_what_was_given_and_builds_the_walls(desk):
    """What `check` says to do helps: the walls' own statements, and what goes before them."""
    from upstander.website.checks.walls import _compared  # noqa: PLC0415
    from upstander.website.preparing import walls  # noqa: PLC0415
    from upstander.website.roles import take_from_desk  # noqa: PLC0415

    for one in DONE:
        if one[0] in {"rows_are_walled", "nobody_was_given_more"} and " mine " not in one[1]:
            run(desk, one[1])
    with psycopg.connect(desk.addresses["upstander_owner"]) as connection:
        take_from_desk(connection, connection.info.dbname)
        connection.execute(walls())
    held, wanted = _compared(desk.owner)
    assert held ^ wanted == frozenset()
