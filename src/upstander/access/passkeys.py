"""Passkeys (WebAuthn), by Yubico's fido2: what the browser is asked, and whether its answer holds.

A passkey answers only to the name under which the desk is reached, so no page elsewhere can ask for it.
"""

import base64
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from upstander.access.models import Account, SecondFactor

ASKED = "passkey asked"  # where a session holds what the browser must sign
VERIFIED = UserVerificationRequirement.PREFERRED  # the password is the other factor; a touch is enough


class NotAPasskey(ValueError):  # noqa: N818 - an answer for the person, not an error
    """An answer of a browser that does not hold."""


def _server(request: HttpRequest) -> Fido2Server:
    name = request.get_host().partition(":")[0]
    return Fido2Server(PublicKeyCredentialRpEntity(id=name, name="Upstander"))


def asked_to_make(request: HttpRequest, account: Account, known: Sequence[SecondFactor]) -> str:
    """What a browser is asked, as JSON, so that it makes a passkey for an account that has those already."""
    user = PublicKeyCredentialUserEntity(id=account.pk.bytes, name=account.username, display_name=account.name)
    options, state = _server(request).register_begin(
        user,
        [_credential(one) for one in known],
        resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
        user_verification=VERIFIED,
    )
    request.session[ASKED] = state
    return json.dumps(dict(options)["publicKey"])


def made(request: HttpRequest, answer: str) -> tuple[Mapping[str, str], int]:
    """What is kept of a passkey that a browser made, and its counter. Raises NotAPasskey."""
    try:
        data = _server(request).register_complete(request.session.pop(ASKED, None), _read(answer))
    except (ValueError, TypeError, KeyError) as error:
        raise NotAPasskey("the browser's answer does not hold") from error
    return {"credential": base64.b64encode(bytes(data.credential_data or b"")).decode()}, data.counter


def asked_to_prove(request: HttpRequest, known: Sequence[SecondFactor]) -> str:
    """What a browser is asked, as JSON, so that it proves to have one of those passkeys; empty where there is none."""
    if not known:
        return ""
    options, state = _server(request).authenticate_begin([_credential(one) for one in known], VERIFIED)
    request.session[ASKED] = state
    return json.dumps(dict(options)["publicKey"])


def proved(request: HttpRequest, answer: str, known: Sequence[SecondFactor]) -> tuple[SecondFactor, int]:
    """Which passkey a browser proved to have, and its counter. Each question is answered once. Raises NotAPasskey."""
    try:
        given = _read(answer)
        state = request.session.pop(ASKED, None)
        used = _server(request).authenticate_complete(state, [_credential(one) for one in known], given)
        counter = AuthenticationResponse.from_dict(given).response.authenticator_data.counter
    except (ValueError, TypeError, KeyError) as error:
        raise NotAPasskey("the browser's answer does not hold") from error
    return next(one for one in known if _credential(one).credential_id == used.credential_id), counter


def _read(answer: str) -> Mapping[str, Any]:
    given = json.loads(answer)
    if not isinstance(given, dict):
        raise ValueError("a browser answers with an object")
    return given


def _credential(factor: SecondFactor) -> AttestedCredentialData:
    return AttestedCredentialData(base64.b64decode(factor.held["credential"]))
