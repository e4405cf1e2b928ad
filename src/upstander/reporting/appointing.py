"""Who is put into the door's file of recipients, once it is known that the door can seal to them all.

A key comes from somebody else, so it is compared by telephone (`recipients.fingerprint`): whoever slips another one in
reads what is sealed from then on.
"""

from dataclasses import replace

import nacl.exceptions
from nacl.public import SealedBox

from upstander.reporting.fields import as_words
from upstander.reporting.identity import MOST, NotSealedError, check_name
from upstander.reporting.recipients import ELSEWHERE, UNIT, Recipient, Recipients


class NotARecipientError(ValueError):
    """Somebody cannot be sealed to as they were given; the words say why."""


def with_recipient(held: Recipients, one: Recipient) -> Recipients:
    """The same with the unit, or whoever is outside it, added or replaced. Raises NotARecipientError."""
    if one.name not in (UNIT, ELSEWHERE):
        raise NotARecipientError(f'the door seals reports to "{UNIT}" and "{ELSEWHERE}", and never to "{one.name}"')
    return _checked(replace(held, receiving={**held.receiving, one.name: one}))


def with_custodian(held: Recipients, one: Recipient) -> Recipients:
    """The same with a custodian of names, added or replaced. Raises NotARecipientError."""
    try:
        check_name(one.name)
    except NotSealedError as error:
        raise NotARecipientError(str(error)) from error
    others = [other for other in held.custodians if other.name != one.name]
    if len(others) >= MOST:
        raise NotARecipientError(f"{MOST} custodians are there, which is the most: one of them has to be replaced")
    return _checked(replace(held, custodians=(*others, one)))


def _checked(held: Recipients) -> Recipients:
    everybody = [*held.receiving.values(), *held.custodians]
    for one in everybody:
        try:
            as_words(one.label)
            SealedBox(one.key).encrypt(b"")  # there are keys of 32 bytes to which nothing can be sealed
        except (ValueError, RuntimeError, nacl.exceptions.CryptoError) as error:
            raise NotARecipientError(f'"{one.name}": its label or key cannot be used ({error})') from error
    if len({bytes(one.key) for one in everybody}) < len(everybody):
        raise NotARecipientError("two have one key: each makes their own, or whoever is kept out is let in")
    return held
