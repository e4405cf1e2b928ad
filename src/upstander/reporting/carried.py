"""What goes from page to page, since nothing is kept on the device or by the door: a sealed value inside the form.

It opens only with the door's secret, and only for a day; it is written to no disk.
"""

import base64
import binascii
import datetime as dt
import hashlib
import json
import secrets
from typing import Any

import nacl.exceptions
from django.conf import settings
from nacl.secret import SecretBox

HOURS = 12


class TooOldError(ValueError):
    """What a form carried is too old, or not ours."""


def new_page() -> str:
    """What tells one page that is shown from every other: what is sent from it twice is one letter."""
    return secrets.token_hex(16)


def carry(held: dict[str, Any]) -> str:
    """A value for a hidden field."""
    plain = json.dumps([int(_now().timestamp()), held], ensure_ascii=False).encode()
    return base64.urlsafe_b64encode(_box().encrypt(plain)).decode()


def carried(field: str) -> dict[str, Any]:
    """What a hidden field held. Raises TooOldError."""
    try:
        written, held = json.loads(_box().decrypt(base64.urlsafe_b64decode(field.encode())))
    except (nacl.exceptions.CryptoError, ValueError, TypeError, binascii.Error) as error:
        raise TooOldError("not ours") from error
    if _now() - dt.datetime.fromtimestamp(written, dt.UTC) > dt.timedelta(hours=HOURS):
        raise TooOldError("too old")
    return dict(held)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _box() -> SecretBox:
    return SecretBox(hashlib.blake2b(settings.SECRET_KEY.encode(), person=b"carried", digest_size=32).digest())
