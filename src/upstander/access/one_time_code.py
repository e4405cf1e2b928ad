"""One-time codes by the clock (TOTP, RFC 6238), as apps on telephones make them: SHA-1, six digits, 30 seconds.

Knows no database, so that the command line can make a code too.
"""

import base64
import binascii
import hmac
import secrets
from urllib.parse import quote, urlencode

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP

STEP = 30  # seconds for which a code stands; what the apps expect
DIGITS = 6
AROUND = 1  # steps before and after the present one that are taken too: telephones' clocks differ
ISSUER = "Upstander"


def new_secret() -> str:
    """160 random bits, the length of the hash (RFC 4226, section 4), as apps take them by hand."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def code_at(secret: str, moment: float) -> str:
    """The code of a secret at a moment, in seconds since 1970. Raises ValueError where the secret is not base32."""
    return _code(_bytes(secret), int(moment) // STEP)


def step_of(secret: str, code: str, moment: float) -> int | None:
    """The step whose code it is, among those around a moment; None where it is none of them."""
    key, now = _bytes(secret), int(moment) // STEP
    near = range(now - AROUND, now + AROUND + 1)
    return next((step for step in near if hmac.compare_digest(_code(key, step).encode(), code.encode())), None)


def address_of(secret: str, username: str) -> str:
    """The address that an app reads from a QR code."""
    query = urlencode({"secret": secret, "issuer": ISSUER}, quote_via=quote)
    return f"otpauth://totp/{ISSUER}:{quote(username)}?{query}"


def _code(key: bytes, step: int) -> str:
    return HOTP(key, DIGITS, SHA1(), enforce_key_length=False).generate(step).decode()  # noqa: S303 - the standard's hash


def _bytes(secret: str) -> bytes:
    spelt = secret.upper().replace(" ", "")
    try:
        return base64.b32decode(spelt + "=" * (-len(spelt) % 8))
    except binascii.Error as error:
        raise ValueError(f"a secret is letters A to Z and digits 2 to 7: {error}") from error
