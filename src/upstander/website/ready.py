"""Whether pages may be served from a database that somebody else set up: asked as the role that will serve them."""

from collections.abc import Iterator

import psycopg
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

PREPARE = "An administrator runs `upstander prepare` for it."
ROLE = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
OWNS = "SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole AND relkind IN ('r', 'p', 'v', 'm', 'S')"


class NotReadyError(Exception):
    """Pages are not served from this database as it stands; the words say why and what to do."""


def check_ready(address: str) -> None:
    """Raises NotReadyError, and psycopg's OperationalError where there is no reaching it."""
    with psycopg.connect(address, autocommit=True) as connection:
        if _one(connection, ROLE):
            raise NotReadyError(f"{connection.info.user} is bound by no wall: serve as the role that owns nothing")
        if _one(connection, OWNS):
            raise NotReadyError(f"{connection.info.user} owns tables: serve as the role that owns nothing")
        if not _one(connection, "SELECT to_regclass('django_migrations') IS NOT NULL"):
            raise NotReadyError(f"the database holds no desk. {PREPARE}")
        lacking = list(not_applied(connection))
        if lacking:
            raise NotReadyError(f"the tables are those of another version ({lacking[0]} is lacking). {PREPARE}")


def not_applied(connection: psycopg.Connection) -> Iterator[str]:
    """The migrations of this version that the database has not seen. Django must be set up."""
    held = set(connection.execute("SELECT app, name FROM django_migrations").fetchall())
    rooms = {room.label for room in apps.get_app_configs()}
    for app, name in sorted(MigrationLoader(None, ignore_no_migrations=True).disk_migrations):
        if app in rooms and (app, name) not in held:
            yield f"{app}.{name}"


def _one(connection: psycopg.Connection, query: str) -> object:
    row = connection.execute(query).fetchone()
    return row[0] if row else None
