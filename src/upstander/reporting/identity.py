"""Who a reporter is, sealed so that two of several custodians open it together, and each of them alone has nothing.

For every pair of custodians the text is sealed to the second and that again to the first, by libsodium's sealed boxes:
`a+b` is Seal_a(Seal_b(text)). The first takes a layer off (`peel`), the second opens the text and seals it to the key
of the one request (`open_identity`), and whoever made the request reads it (`read_identity`).

Each layer holds a head that says whose it is, the box of the report, and what it seals; the head stands before it as
well, so that a wrong key or order is told from a change. Every text is filled up to one size.
"""

import base64
import binascii
import hashlib
import itertools
import re
from collections.abc import Mapping, Sequence

import nacl.exceptions
from nacl.public import PrivateKey, PublicKey, SealedBox

from upstander.reporting.recipients import Recipient

FORMAT = b"\x01"
FIRST, SECOND, READER = 1, 2, 3  # who opens a layer
WHOSE = 8  # bytes that tell a key from another
HEAD = len(FORMAT) + 1 + WHOSE
BOX = 32
LENGTH = 2  # bytes of the number that says how long the text is
LONGEST = 512  # bytes of a text: ten pairs of it stay below the smallest size of a letter (`letters.SIZES`)
FEWEST, MOST = 2, 5  # custodians
JOINED_BY = "+"
NAME = re.compile(r"[\w-]{1,40}")


class IdentityError(ValueError):
    """An identity is not sealed, or not opened; the words say why."""


class NotSealedError(IdentityError):
    """Too few or too many custodians, two who are one, or too long a text."""


class WrongCustodianError(IdentityError):
    """A layer is for somebody else's key."""


class WrongOrderError(IdentityError):
    """A layer stands where another was expected: the first custodian has not been, or has been already."""


class OfAnotherReportError(IdentityError):
    """A piece was sealed for another report, or the answer for another request."""


class ChangedError(IdentityError):
    """A piece is not as it was sealed."""


def seal_identity(text: str, custodians: Sequence[Recipient], bound_to: bytes) -> Mapping[str, str]:
    """The text for every pair of custodians, in the order of their names. `bound_to`: the report's box.

    Raises NotSealedError, whose words can be told to whoever keeps the file of recipients or wrote the text.
    """
    _check(custodians)
    held = _filled(text)
    sealed = {}
    for first, second in itertools.combinations(sorted(custodians, key=lambda one: one.name), 2):
        within = _layer(SECOND, bound_to, held, second.key)
        piece = _layer(FIRST, bound_to, within, first.key)
        sealed[first.name + JOINED_BY + second.name] = _written(piece)
    return sealed


def pairs(sealed: Mapping[str, str]) -> Sequence[tuple[str, str]]:
    """Who may open an identity together: who goes first, and who second."""
    return [(first, second) for first, _, second in (key.partition(JOINED_BY) for key in sealed)]


def peel(piece: str, key: PrivateKey, bound_to: bytes) -> str:
    """What the first custodian of a pair hands on, which is sealed to the second and to nobody else.

    Raises WrongCustodianError, WrongOrderError, OfAnotherReportError and ChangedError.
    """
    return _written(_opened(_read(piece), FIRST, bound_to, key))


def open_identity(piece: str, key: PrivateKey, bound_to: bytes, to: PublicKey, request: bytes) -> str:
    """The text, from the second custodian to the one-time key of a request; on the way nobody can read it.

    `request`: the digest of what was asked, in 32 bytes. Raises as `peel` does.
    """
    return _written(_layer(READER, request, _opened(_read(piece), SECOND, bound_to, key), to))


def read_identity(piece: str, key: PrivateKey, request: bytes) -> str:
    """The text, for whoever holds the one-time key of the request. Raises as `peel` does."""
    held = _opened(_read(piece), READER, request, key)
    return held[LENGTH : LENGTH + int.from_bytes(held[:LENGTH])].decode()


def opener(piece: str) -> int:
    """Who opens a piece next: FIRST, SECOND or READER, as its head says. Raises ChangedError."""
    return _next(_read(piece))


def check_name(name: str) -> str:
    """A name that a custodian can have. Raises NotSealedError."""
    if not NAME.fullmatch(name):
        raise NotSealedError(f'"{name}" cannot be a custodian\'s name: 1 to 40 letters, digits and hyphens can')
    return name


def _check(custodians: Sequence[Recipient]) -> None:
    if not FEWEST <= len(custodians) <= MOST:
        raise NotSealedError(f"{len(custodians)} custodians are named: {FEWEST} to {MOST} can hold identities")
    for one in custodians:
        check_name(one.name)
    if len({one.name for one in custodians}) < len(custodians):
        raise NotSealedError("two custodians have one name: give each their own")
    if len({bytes(one.key) for one in custodians}) < len(custodians):
        raise NotSealedError("two custodians have one key, so that one would open alone: each makes their own")


def _filled(text: str) -> bytes:
    words = text.encode()
    if len(words) > LONGEST:
        raise NotSealedError(f"{len(words)} bytes of text, and {LONGEST} is the most")
    return len(words).to_bytes(LENGTH) + words.ljust(LONGEST, b"\0")


def _layer(number: int, bound_to: bytes, held: bytes, to: PublicKey) -> bytes:
    if len(bound_to) != BOX:
        raise ValueError(f"bound to {len(bound_to)} bytes, and not to {BOX}")
    head = FORMAT + bytes([number]) + _whose(to)
    return head + bytes(SealedBox(to).encrypt(head + bound_to + held))


def _opened(piece: bytes, number: int, bound_to: bytes, key: PrivateKey) -> bytes:
    """What a layer seals, once it is known to be the one expected, whole, and of this report."""
    head = piece[:HEAD]
    if _next(piece) != number:
        raise WrongOrderError(f"{_told(_next(piece))} opens it next, and not {_told(number)}")
    if head[HEAD - WHOSE :] != _whose(key.public_key):
        raise WrongCustodianError("it was sealed to another key, or changed since")
    try:
        held = bytes(SealedBox(key).decrypt(piece[HEAD:]))
    except (nacl.exceptions.CryptoError, ValueError, TypeError) as error:
        raise ChangedError("it was changed since it was sealed") from error
    if not held.startswith(head):
        raise ChangedError("its head was changed since it was sealed")
    if held[HEAD : HEAD + BOX] != bound_to:
        raise OfAnotherReportError("it belongs to another report or request")
    return held[HEAD + BOX :]


def _next(piece: bytes) -> int:
    if piece[:1] != FORMAT or len(piece) < HEAD or piece[1] not in (FIRST, SECOND, READER):
        raise ChangedError("it is no piece of an identity, was changed, or is of a later version")
    return piece[1]


def _told(number: int) -> str:
    return {FIRST: "the first custodian", SECOND: "the second custodian"}.get(number, "whoever made the request")


def _whose(key: PublicKey) -> bytes:
    return hashlib.blake2b(bytes(key), person=b"whose", digest_size=WHOSE).digest()


def _written(piece: bytes) -> str:
    return base64.b64encode(piece).decode()


def _read(piece: str) -> bytes:
    """The bytes of a piece. Base64 has several ways to write some bytes: one alone is taken."""
    try:
        held = base64.b64decode(piece, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ChangedError("it is no base64: it was changed, or cut short") from error
    if _written(held) != piece:
        raise ChangedError("its last sign was changed")
    return held
