"""Whether a text that everybody will read may stay as it is, with the phrases that could tell who it is about."""

from collections.abc import Collection, Iterable, Sequence

from upstander.casework import grading
from upstander.learning.anonymity import Flag, flags
from upstander.learning.lessons import few_here


class CouldTell(Exception):  # noqa: N818 - an answer for the person, not an error
    """What a draft holds could tell who it is about."""

    def __init__(self, found: Sequence[Flag]) -> None:
        super().__init__("It could tell who it is about.")
        self.flags = found


def that_stay(
    text: str, named: Iterable[str], kept: str, seen: Collection[str], also: Sequence[Flag] = ()
) -> list[str]:
    """The phrases of a text that could tell who it is about and stay. `kept`: why those of `seen` do; no other may.

    `named`: names and numbers that may not stand in it. `also`: what else was found in it. Raises CouldTell.
    """
    told = {flag.phrase for flag in also}
    found = [
        *also,
        *(flag for flag in flags(text, named, few_here() or {}, grading.words()) if flag.phrase not in told),
    ]
    may_stay = kept.strip() and {flag.phrase for flag in found} <= set(seen)
    if any(flag.refused for flag in found) or (found and not may_stay):
        raise CouldTell(found)
    return [flag.phrase for flag in found]
