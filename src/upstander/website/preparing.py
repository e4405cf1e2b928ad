"""Makes a database ready for the desk: the audit log, the tables, and the walls. May be run as often as one likes."""

import importlib.resources

import psycopg
from django.core.management import call_command
from django.db import connection

from upstander.audit import install
from upstander.website.embedded import DATABASE, DESK, OWNER, address

WALLS = ("upstander.access", "upstander.casework")


def prepare(superuser_url: str, database: str = DATABASE) -> None:
    """Installs the log as the superuser; migrates and walls as the owner, whose connection Django has meanwhile."""
    with psycopg.connect(address(superuser_url, _superuser(superuser_url), database), autocommit=True) as log:
        install(log, writers=[DESK, OWNER])
    call_command("migrate", verbosity=0, interactive=False)
    with connection.cursor() as cursor:
        for room in WALLS:
            cursor.execute((importlib.resources.files(room) / "wall.sql").read_text("utf-8"))
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON django_session TO {DESK}")


def _superuser(url: str) -> str:
    return str(psycopg.conninfo.conninfo_to_dict(url).get("user", "postgres"))
