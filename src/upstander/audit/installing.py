"""Sets the log up in a database: schema, roles, functions, triggers and grants."""

from collections.abc import Sequence
from importlib.resources import files

from psycopg import sql

from upstander.audit.appending import Executes

FUNCTIONS = "audit.append(text, text, text, text, text, text, jsonb), audit.append_many(jsonb)"


def schema() -> str:
    """The statements that make the log."""
    return (files("upstander.audit") / "schema.sql").read_text(encoding="utf-8")


def install(connection: Executes, *, writers: Sequence[str]) -> None:
    """Makes the log where there is none, mends its functions, triggers and grants, and lets the writers append.

    `connection` is a psycopg connection or cursor, or a Django cursor, of a superuser or of a role that may become
    `upstander_audit`; the caller commits. `writers` are roles that exist; they may append, and read what the verifier
    last found, and nothing else. A writer that is a superuser is bound by nothing here: only checkpoints kept outside
    tell of what it does. Events are never touched, so it may be run again after every update.
    """
    connection.execute(schema())
    for writer in writers:
        role = sql.Identifier(writer).as_string(None)
        connection.execute(f"GRANT USAGE ON SCHEMA audit TO {role}")
        connection.execute(f"GRANT EXECUTE ON FUNCTION {FUNCTIONS} TO {role}")
        connection.execute(f"GRANT SELECT ON audit.verification TO {role}")
