"""What the desk calls: of a file that was sent, its cleaned copy with the manifest, or why there is none."""

import subprocess
import unicodedata
from dataclasses import dataclass

from upstander.reporting.cleaning import answer
from upstander.reporting.cleaning.answer import Answer, AnswerError
from upstander.reporting.cleaning.confined_process import Limits, ProcessError, answer_of
from upstander.reporting.cleaning.kinds import KINDS, kind_of, said_by_the_name
from upstander.reporting.cleaning.report import MOST_BYTES
from upstander.reporting.cleaning.wording import NAME_HIDES, Refused

LIMITS = Limits()
WRITES_BACKWARDS = {"Cf", "Cc"}  # characters that are not seen, some of which turn the order of the letters


@dataclass(frozen=True)
class Cleaned:
    """A file as the desk may show it.

    `kind`: what it is, by its content. `copy`: without metadata and anything that runs; None where none can be made,
    and then `why_not` says why and what to do. `media_type`: of the copy, to be served by; "" where there is none.
    `removed`: the manifest, a sentence for each thing that was taken out or is unusual, and never its value.
    """

    kind: str
    copy: bytes | None
    media_type: str
    removed: tuple[str, ...]
    why_not: str


def clean(held: bytes, name: str, *, limits: Limits = LIMITS) -> Cleaned:
    """What a file is and its cleaned copy. `name`: what the sender called it, which is compared and not believed.

    It answers for any bytes. No copy is made, and no byte handed over, where the confinement does not hold.
    """
    if not held or len(held) > MOST_BYTES:
        return _without_a_copy(held, name, Refused.TOO_LARGE if held else Refused.EMPTY)
    try:
        return told_of(answer.read(answer_of(held, limits)), name)
    except ProcessError as error:
        return _without_a_copy(held, name, error.why)
    except AnswerError:
        return _without_a_copy(held, name, Refused.STOPPED)
    except (subprocess.TimeoutExpired, TimeoutError):
        return _without_a_copy(held, name, Refused.TOO_LONG)
    except (OSError, MemoryError):
        return _without_a_copy(held, name, Refused.NOT_STARTED)


def _without_a_copy(held: bytes, name: str, why: Refused) -> Cleaned:
    return told_of(Answer(kind_of(held), refused=why), name)


def told_of(said: Answer, name: str) -> Cleaned:
    """An answer in words, with what is unusual in the file's name."""
    sentences = tuple(what.value.format(n=f"{number:,}") for what, number in said.found)
    return Cleaned(
        kind=KINDS[said.kind].words,
        copy=said.copy,
        media_type=KINDS[said.kind].copied_as if said.copy is not None else "",
        removed=(*_of_the_name(name, said.kind), *sentences),
        why_not=said.refused.value if said.refused else "",
    )


def _of_the_name(name: str, kind: str) -> tuple[str, ...]:
    told = []
    if any(unicodedata.category(letter) in WRITES_BACKWARDS for letter in name):
        told.append(NAME_HIDES)
    ending = said_by_the_name(name)
    if ending and ending not in KINDS[kind].endings:
        words = KINDS[kind].words
        article = "an" if words[0].lower() in "aeio" else "a"
        told.append(f"its name says .{ending} and it is {article} {words}")
    return tuple(told)
