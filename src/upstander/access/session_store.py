"""Where sessions are kept: Django's table, in which the key of a session stands as its digest, and the rest sealed.

Whoever reads the table, or a copy of it, cannot go on with somebody's session, nor read the address that somebody came
for, which may hold words that were typed (threat T5).
"""

import base64
import hashlib
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.utils import timezone

from upstander.access.sealed import WrongKeyError, seal, unseal

COLUMN = "session.held"
WIDE = 40  # characters of Django's column: 160 bits


def kept(session_key: str) -> str:
    """What stands in the table for the key that the browser holds."""
    return hashlib.sha256(session_key.encode()).hexdigest()[:WIDE]


class SessionStore(db.SessionStore):
    """Django's sessions in the database, found by the digest of their keys."""

    def encode(self, session_dict: dict[str, Any]) -> str:
        """What a session holds, as it stands in the table."""
        return base64.b64encode(seal(super().encode(session_dict).encode(), COLUMN)).decode()

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """What a session holds; nothing where its row was sealed with a key that is gone, or by hand."""
        try:
            return dict(super().decode(unseal(base64.b64decode(session_data), COLUMN).decode()))
        except (ValueError, WrongKeyError):
            return {}

    def exists(self, session_key: str) -> bool:
        """Whether there is such a session."""
        return bool(super().exists(kept(session_key)))

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        """The row of this session."""
        row = super().create_model_instance(data)
        row.session_key = kept(row.session_key)
        return row

    def delete(self, session_key: str | None = None) -> None:
        """Ends a session; this one where none is named."""
        key = session_key or self.session_key
        if key:
            super().delete(kept(key))

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        """The row of this session while it lasts."""
        key = self.session_key or ""
        row = self.model.objects.filter(session_key=kept(key), expire_date__gt=timezone.now()).first()
        if row is None:
            self._session_key = None
        return row
