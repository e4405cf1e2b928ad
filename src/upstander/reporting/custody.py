"""The way of an identity from two custodians to whoever asked for it with a reason: requests, and answers to them.

`begun` makes a request and the one-time key that its end is read with. Its file goes to the first custodian, whose
answer `advanced` takes in; the request as it is then goes to the second, whose answer `finished` reads. A request is
carried by its digest, which is in each answer and sealed into the last: an answer to other words is told.
"""

import datetime as dt
import hashlib
import json
import unicodedata
import uuid
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from nacl.public import PrivateKey, PublicKey

from upstander.reporting import identity
from upstander.reporting.fields import as_bytes, as_words, read_fields, written_bytes, written_fields
from upstander.reporting.receipt import word_list

REQUEST, ANSWER = "upstander identity request 1", "upstander identity answer 1"
SPOKEN = 6  # words, 65 bits: nobody finds another request with the same words while this one lasts
LONGEST_WORDS = 2_000  # characters of a reason


class CustodyError(identity.IdentityError):
    """A request is not made, or not answered; the words say why."""


class ExpiredError(CustodyError):
    """The day until which a request runs is over."""


class OfAnotherRequestError(CustodyError):
    """An answer is to another request, or to this one in other words."""


class SameCustodianError(CustodyError):
    """One custodian's answer stands where the other's belongs."""


@dataclass(frozen=True)
class Custodian:
    """Somebody who opens half of an identity, with their key in the open: only while they answer."""

    name: str
    key: PrivateKey


@dataclass(frozen=True)
class Request:
    """What is asked of two custodians. `piece`: what the next of them opens; all else stays as it was begun.

    `until`: the last day on which it is answered. `public_key`: of the pair of keys made for this request alone.
    """

    id: uuid.UUID
    box: bytes
    reason: str
    asked_by: str
    until: dt.date
    pair: tuple[str, str]
    public_key: bytes
    piece: str

    @property
    def stage(self) -> int:
        """Who is asked now: identity.FIRST or identity.SECOND."""
        return identity.opener(self.piece)

    @property
    def turn(self) -> str:
        """The name of the custodian who is asked now."""
        return self.pair[self.stage - identity.FIRST]

    @property
    def digest(self) -> bytes:
        """What was asked, in 32 bytes, which are the same at both stages."""
        said = _said(self)
        del said["piece"]
        return hashlib.blake2b(json.dumps(said, sort_keys=True).encode(), person=b"request", digest_size=32).digest()

    @property
    def words(self) -> str:
        """What was asked, in a few words to be read out: both custodians and the desk see the same ones."""
        number, words = int.from_bytes(self.digest), word_list()
        return " ".join(words[number // len(words) ** place % len(words)] for place in range(SPOKEN))


@dataclass(frozen=True)
class Answer:
    """What a custodian sends back. `to`: the digest of the request as they saw it."""

    to: bytes
    by: str
    piece: str


def begun(
    sealed: Mapping[str, str],
    pair: tuple[str, str],
    *,
    box: bytes,
    reason: str,
    by: str,
    until: dt.date,
    on: dt.date,
) -> tuple[Request, PrivateKey]:
    """A request to a pair of custodians, and the key that reads its end: whoever asks keeps it. Raises CustodyError.

    `sealed`: the identity as its letter holds it; `by`: who asks, as custodians know them; `on`: today.
    """
    if pair not in identity.pairs(sealed):
        known = ", ".join(" and then ".join(one) for one in identity.pairs(sealed))
        raise CustodyError(
            f"{' and then '.join(pair)} hold no such identity together; those who do: {known or 'nobody'}"
        )
    key = PrivateKey.generate()
    request = Request(
        id=uuid.uuid4(),
        box=box,
        reason=_in_one_line("a reason", reason),
        asked_by=_in_one_line("who asks", by),
        until=until,
        pair=pair,
        public_key=bytes(key.public_key),
        piece=sealed[identity.JOINED_BY.join(pair)],
    )
    check_runs(request, on)
    return request, key


def check_runs(request: Request, on: dt.date) -> None:
    """Raises ExpiredError where the last day of a request is over."""
    if on > request.until:
        raise ExpiredError(f"the request ran until {request.until:%d %B %Y}: whoever still needs it asks again")


def check_turn(request: Request, name: str) -> None:
    """Raises WrongCustodianError or WrongOrderError where it is not this custodian who is asked now."""
    first, second = request.pair
    if name not in request.pair:
        raise identity.WrongCustodianError(f"the request is to {first} and {second}, and this is the key of {name}")
    if name != request.turn:
        why = f"{second} has not been asked yet" if name == second else f"{first} has answered already"
        raise identity.WrongOrderError(f"it is {request.turn} who is asked now: {why}")


def answered(request: Request, *, by: Custodian, on: dt.date) -> Answer:
    """What a custodian answers. Raises ExpiredError and what `identity.peel` raises."""
    check_runs(request, on)
    check_turn(request, by.name)
    if request.stage == identity.FIRST:
        piece = identity.peel(request.piece, by.key, request.box)
    else:
        to = PublicKey(request.public_key)
        piece = identity.open_identity(request.piece, by.key, request.box, to, request.digest)
    return Answer(request.digest, by.name, piece)


def advanced(request: Request, answer: Answer, *, on: dt.date) -> Request:
    """The request to the second custodian, with what the first handed on. Raises CustodyError and IdentityError."""
    _check_answer(request, answer, identity.FIRST, on)
    return replace(request, piece=answer.piece)


def finished(request: Request, answer: Answer, key: PrivateKey, *, on: dt.date) -> str:
    """Who the reporter is, once both answered. `key`: as `begun` gave it. Raises CustodyError and IdentityError."""
    _check_answer(request, answer, identity.SECOND, on)
    try:
        return identity.read_identity(answer.piece, key, request.digest)
    except identity.OfAnotherReportError as error:
        raise OfAnotherRequestError("the second custodian was shown another request than this one") from error


def _check_answer(request: Request, answer: Answer, stage: int, on: dt.date) -> None:
    check_runs(request, on)
    if answer.to != request.digest:
        raise OfAnotherRequestError(f"it answers another request, or {answer.by} was shown this one in other words")
    if answer.by != request.turn:
        raise SameCustodianError(f"it is {answer.by}'s answer, and {request.turn}'s is awaited")
    if (request.stage, identity.opener(answer.piece)) != (stage, stage + 1):
        raise identity.WrongOrderError("the answer of the first custodian comes first, and that of the second after it")


# ---- files


def written_request(request: Request) -> str:
    """The file of a request."""
    return written_fields(REQUEST, _said(request))


def read_request(text: str, called: str) -> Request:
    """A request from its file. `called`: the file's name, for words. Raises fields.FieldsError."""
    readers: Mapping[str, Callable[[Any], Any]] = {
        "id": uuid.UUID,
        "box": as_bytes,
        "reason": as_words,
        "asked_by": as_words,
        "until": dt.date.fromisoformat,
        "pair": _as_pair,
        "public_key": as_bytes,
        "piece": _as_piece,
    }
    return Request(**read_fields(text, called, REQUEST, readers, "ask the desk to give the request out again"))


def written_answer(answer: Answer) -> str:
    """The file of an answer."""
    return written_fields(ANSWER, {"to": written_bytes(answer.to), "by": answer.by, "piece": answer.piece})


def read_answer(text: str, called: str) -> Answer:
    """An answer from its file, as `read_request` reads one. Raises fields.FieldsError."""
    readers = {"to": as_bytes, "by": as_words, "piece": _as_piece}
    return Answer(**read_fields(text, called, ANSWER, readers, "ask the custodian to answer the request again"))


def _said(request: Request) -> dict[str, Any]:
    return asdict(request) | {
        "id": str(request.id),
        "box": written_bytes(request.box),
        "until": request.until.isoformat(),
        "pair": list(request.pair),
        "public_key": written_bytes(request.public_key),
    }


def _as_pair(value: Any) -> tuple[str, str]:
    first, second = (identity.check_name(one) for one in value)
    if first == second:
        raise ValueError("twice the same custodian")
    return first, second


def _as_piece(value: Any) -> str:
    identity.opener(value)
    return str(value)


def _in_one_line(what: str, written: str) -> str:
    """What somebody wrote, without line breaks and signs that a screen does not show."""
    line = " ".join(unicodedata.normalize("NFC", written).split())
    line = "".join(one for one in line if one.isprintable())[:LONGEST_WORDS]
    if not line.strip():
        raise CustodyError(f"{what} is needed: custodians are shown it")
    return line
