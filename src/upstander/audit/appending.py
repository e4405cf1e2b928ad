"""Writes events, in the transaction of the act that they tell of."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from upstander.audit.event import canonical

FIELDS = ("actor", "action", "object_kind", "object_id", "purpose", "outcome")
ONE = "SELECT audit.append(%s, %s, %s, %s, %s, %s, %s::jsonb)"
MANY = "SELECT audit.append_many(%s::jsonb)"


class Executes(Protocol):
    """A psycopg connection or cursor, or a Django cursor."""

    def execute(self, query: Any, params: Any = None) -> Any:
        """Runs a statement."""


def append(
    connection: Executes,
    /,
    *,
    actor: str,
    action: str,
    kind: str,
    object_id: str,
    purpose: str,
    outcome: str,
    **details: object,
) -> int:
    """Appends one event and gives its number; it is there if and only if the caller's transaction is committed.

    A refusal is an event too: commit it, though what was asked for is not done.

    Whoever appends holds the end of the log until commit, so all others wait: append last, and keep the transaction
    short. Under REPEATABLE READ or SERIALIZABLE a concurrent append raises psycopg's SerializationFailure: do the whole
    transaction again. Raises TypeError for details that have more than one spelling, and the database's errors for a
    missing field, an empty actor or action, and an outcome that is not one of `OUTCOMES`.
    """
    values = (actor, action, kind, object_id, purpose, outcome, canonical(details))
    return _number(connection, ONE, values)


def append_many(connection: Executes, events: Sequence[Mapping[str, object]]) -> int:
    """Appends events in their order and gives the last number; for lists, where each row shown is an event.

    Each has actor, action, object_kind, object_id, purpose and outcome, and may have details, a mapping.
    """
    entries = [{name: one.get(name) for name in FIELDS} | {"details": one.get("details", {})} for one in events]
    printed = ", ".join(canonical(entry) for entry in entries)
    return _number(connection, MANY, (f"[{printed}]",))


def _number(connection: Executes, statement: str, values: tuple[str, ...]) -> int:
    answered = connection.execute(statement, values)
    rows = connection if hasattr(connection, "fetchone") else answered
    return int(rows.fetchone()[0])
