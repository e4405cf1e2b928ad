"""Makes a database ready for the desk: the audit log, the tables, and the walls. May be run as often as one likes."""

import importlib.resources

import psycopg
from django.core.management import call_command
from django.db import connection, transaction

from upstander.access.models import Account
from upstander.audit import install
from upstander.casework.standing_again import stand_again
from upstander.website.addresses import BACKUP, DATABASE, DESK, OWNER, POST
from upstander.website.roles import let_read, take_from_desk

WALLED = (
    "upstander.access",
    "upstander.reporting",
    "upstander.casework",
    "upstander.workforce",
    "upstander.learning",
    "upstander.website",
)  # each asks functions of those before it
OWN = f"""
    GRANT SELECT, INSERT, UPDATE, DELETE ON django_session TO {DESK};
    GRANT SELECT ON django_migrations TO {DESK};
"""  # sessions, and whether the tables are those of this version


def prepare(superuser_url: str, database: str = DATABASE) -> None:
    """Installs the log as the superuser; migrates and walls as the owner, whose connection Django has meanwhile.

    Raises WrongKeyError where the key file is not the one that what is there was sealed with.
    """
    with psycopg.connect(superuser_url, dbname=database, autocommit=True) as log:
        install(log, writers=[DESK, OWNER, BACKUP, POST])
        let_read(log)
    call_command("migrate", verbosity=0, interactive=False)
    with transaction.atomic():
        connection.ensure_connection()
        take_from_desk(connection.connection, database)
        with connection.cursor() as cursor:
            cursor.execute(walls())
    stand_again(all_of_them=False)
    Account.objects.first()  # opens one sealed value: with another key file, nothing that was written can be read


def walls() -> str:
    """Every statement of the walls, in the order of rooms and then of the names of their files."""
    return "\n".join([*(wall for room in WALLED for wall in _walls(room)), OWN])


def _walls(room: str) -> list[str]:
    """The statements of a room's walls, by the names of their files."""
    files = sorted((importlib.resources.files(room) / "walls").iterdir(), key=lambda file: file.name)
    return [file.read_text("utf-8") for file in files]
