"""The line that every reading, decision, refusal and export leaves in the audit log, in the same transaction."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from upstander.access.models import Account, Purpose
from upstander.audit import append


def leave(
    by: AbstractBaseUser | AnonymousUser | None,
    action: str,
    kind: str,
    about: str,
    *,
    purpose: str = "",
    outcome: str,
    **details: Any,
) -> None:
    """Appends one event to the audit log; raises what the database raises, so that no act goes unlogged.

    The log is never shortened, so it holds ids and no names: what people write of a person stands in other tables.
    """
    actor = str(by.pk) if by is not None and by.pk else "nobody signed in"
    with connection.cursor() as cursor:
        append(
            cursor, actor=actor, action=action, kind=kind, object_id=about, purpose=purpose, outcome=outcome, **details
        )


def purpose_given(by: Account, words: str) -> str:
    """Keeps why somebody reads, sealed; gives what the log is to say instead."""
    return f"purpose {Purpose.objects.create(account=by, words=words).pk}"
