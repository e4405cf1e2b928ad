"""Where a process of ours finds PostgreSQL, in Django's form: of the door and, above it, of the desk."""

from psycopg.conninfo import conninfo_to_dict

NAMED = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}


def database(url: str) -> dict[str, object]:
    """Django's form of a PostgreSQL address; a socket's folder stands in it as host. What else it says goes on."""
    parts = {name: str(value) for name, value in (conninfo_to_dict(url) if url else {}).items()}
    ours = {name: parts.pop(theirs, "") for name, theirs in NAMED.items()}
    return {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": 60, "OPTIONS": parts} | ours
