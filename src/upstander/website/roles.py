"""The roles of the database: who owns the tables never serves pages, and who serves pages owns nothing."""

from collections.abc import Mapping

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from upstander.website.addresses import BACKUP, DATABASE, DESK, DOOR, OWNER, POST, ROLES, VERIFIER

SERVING = (DESK, DOOR, POST)
# The server's own log would hold what the door sends, and when, wherever it refuses something.
UNLOGGED = {
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_min_error_statement": "panic",
    "log_min_messages": "fatal",
}
CALLED = """
    SELECT oid::regprocedure::text, grantee::regrole::text FROM pg_proc, aclexplode(proacl)
    WHERE pronamespace = 'public'::regnamespace AND grantee <> 0 AND grantee::regrole::text = ANY(%s)
"""  # functions that somebody was given by name
OLDEST = 150_000  # PostgreSQL 15, as the server says it


class TooOldError(Exception):
    """The server is older than this program works with."""


def make_roles(superuser_url: str, database: str = DATABASE, addresses: Mapping[str, str] | None = None) -> None:
    """The roles and the database, where they are not there yet; with `addresses`, each role with its password.

    Raises TooOldError, and psycopg's InsufficientPrivilege where `superuser_url` is of no superuser.
    """
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        if connection.info.server_version < OLDEST:
            raise TooOldError(f"the server is PostgreSQL {connection.info.server_version // 10_000}; give 15 or later")
        for role in ROLES:
            _make_role(connection, role)
            if addresses:
                _give_password(connection, role, str(conninfo_to_dict(addresses[role])["password"]))
        connection.execute(_named("ALTER ROLE {} BYPASSRLS", BACKUP))
        for setting, value in UNLOGGED.items():
            statement = sql.SQL("ALTER ROLE {} SET {} = {}")
            parts = (sql.Identifier(DOOR), sql.Identifier(setting), sql.Literal(value))
            connection.execute(statement.format(*parts))
        connection.execute(_named("GRANT pg_read_all_data TO {}", BACKUP))
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
            connection.execute(
                _named("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'", database, OWNER)
            )
        connection.execute(_named("REVOKE CONNECT, TEMPORARY ON DATABASE {} FROM PUBLIC", database))
        for role in ROLES:
            connection.execute(_named("GRANT CONNECT ON DATABASE {} TO {}", database, role))


def let_read(connection: psycopg.Connection) -> None:
    """Lets the verifier read the audit log, once that is installed; and the owner, who shows it to the auditor."""
    connection.execute(_named("GRANT upstander_audit_reader TO {}, {}", VERIFIER, OWNER))


def take_from_desk(connection: psycopg.Connection, database: str) -> None:
    """Takes back whatever somebody gave the roles of desk, door and post; the walls give them what they need."""
    for what in ("TABLES", "SEQUENCES"):
        revoke = f"REVOKE ALL ON ALL {what} IN SCHEMA public FROM {{}}, {{}}, {{}}, PUBLIC"
        connection.execute(_named(revoke, *SERVING))
    for function, role in connection.execute(CALLED, [list(SERVING)]).fetchall():
        taken = sql.SQL("REVOKE ALL ON FUNCTION {} FROM {}").format(sql.SQL(function), sql.Identifier(role))
        connection.execute(taken)
    connection.execute(_named("REVOKE CREATE ON SCHEMA public FROM {}, {}, {}, PUBLIC", *SERVING))
    connection.execute(_named("REVOKE CREATE, TEMPORARY ON DATABASE {} FROM {}, {}, {}", database, *SERVING))


def _make_role(connection: psycopg.Connection, role: str) -> None:
    if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
        connection.execute(_named("CREATE ROLE {} LOGIN", role))
    connection.execute(_named("ALTER ROLE {} NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS", role))


def _give_password(connection: psycopg.Connection, role: str, password: str) -> None:
    """The password goes to the server as SCRAM keeps it: in no log of statements can it be read."""
    kept = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
    connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(kept)))


def _named(statement: str, *names: str) -> sql.Composed:
    return sql.SQL(statement).format(*map(sql.Identifier, names))
