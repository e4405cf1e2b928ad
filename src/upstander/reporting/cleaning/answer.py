"""What the confined process says, and how it is read back without trusting it.

The process that read a hostile file may have been taken over by it. So its answer holds codes of our own sentences and
numbers, never text; and the copy must begin as its kind does.
"""

import json
import unicodedata
from dataclasses import dataclass

from upstander.reporting.cleaning.kinds import JPEG_COPY, JPEG_START, KINDS, PDF_COPY, PDF_MARK, PNG_COPY, PNG_START
from upstander.reporting.cleaning.wording import Found, Refused

LONGEST_HEADER = 16 << 10
STARTS_OF_COPIES = {JPEG_COPY: JPEG_START, PNG_COPY: PNG_START, PDF_COPY: PDF_MARK}


class AnswerError(Exception):
    """The confined process said what it may not say, or nothing whole."""


@dataclass(frozen=True)
class Answer:
    """What the confined process found: a key of KINDS, what was taken out, and a copy or why there is none."""

    kind: str
    found: tuple[tuple[Found, int], ...] = ()
    refused: Refused | None = None
    copy: bytes | None = None


def written(answer: Answer) -> bytes:
    """The answer as it goes through the pipe: a line of JSON, then the copy."""
    header = {
        "kind": answer.kind,
        "found": [[what.name, number] for what, number in answer.found],
        "refused": answer.refused.name if answer.refused else None,
        "length": None if answer.copy is None else len(answer.copy),
    }
    return json.dumps(header).encode() + b"\n" + (answer.copy or b"")


def read(said: bytes) -> Answer:
    """The answer that came through the pipe. Raises AnswerError where it is not ours, or its copy not of its kind."""
    line, newline, copy = said.partition(b"\n")
    if not newline or len(line) > LONGEST_HEADER:
        raise AnswerError("no header")
    try:
        answer = _of_header(json.loads(line), copy)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise AnswerError("not a header of ours") from error
    if (answer.copy is None) == (answer.refused is None):
        raise AnswerError("a copy or a reason, and not both")
    if answer.copy is not None and not _is_of(KINDS[answer.kind].copied_as, answer.copy):
        raise AnswerError("a copy of another kind")
    return answer


def _of_header(header: dict[str, object], copy: bytes) -> Answer:
    kind, found, refused, length = (header[key] for key in ("kind", "found", "refused", "length"))
    if kind not in KINDS or not isinstance(kind, str) or not isinstance(found, list):
        raise AnswerError("a kind that is not ours")
    if length is not None and length != len(copy):
        raise AnswerError("a copy that is cut short")
    pairs = tuple((Found[what], _number(number)) for what, number in found)
    reason = None if refused is None else Refused[str(refused)]
    return Answer(kind, pairs, reason, None if length is None else copy)


def _number(number: object) -> int:
    if type(number) is not int or not 0 <= number < 1 << 48:
        raise AnswerError("not a number of ours")
    return number


def _is_of(media_type: str, copy: bytes) -> bool:
    if media_type in STARTS_OF_COPIES:
        return copy.startswith(STARTS_OF_COPIES[media_type])
    try:
        text = copy.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return bool(media_type) and not any(unicodedata.category(letter) == "Cc" for letter in set(text) - {"\n", "\t"})
