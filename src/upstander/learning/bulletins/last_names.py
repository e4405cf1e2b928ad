"""Last names of the force's people in a bulletin's own words: who writes one has no matter to compare them with."""

from collections.abc import Collection, Iterable

from django.utils import timezone

from upstander.casework import grading
from upstander.casework.sanitising import plain
from upstander.learning.anonymity import BEGINS, WORD, Flag, as_seen, small_words
from upstander.workforce.held import NotHeld, held

WHAT = "a last name of somebody who works here"
INSTEAD = "name nobody"


def here() -> frozenset[str]:
    """The last names of everybody who works here; none where no records are named to this desk."""
    try:
        names = held(timezone.localdate()).people["name"].drop_nulls()
    except NotHeld:
        return frozenset()
    return last_names(names, grading.words().little)


def last_names(names: Iterable[str], little: Collection[str]) -> frozenset[str]:
    """Last names as words are compared, each part of a double one by itself. "Rourke, Ashby" is a Rourke.

    `little`: words that stand in every text, and are compared with none.
    """
    last = (name.split(",")[0].split()[-1:] for name in names)
    parts = {plain(part) for words in last for word in words for part in WORD.findall(word)}
    return frozenset(one for one in parts if len(one) > 1 and one not in little)


def flags(text: str, names: Collection[str]) -> list[Flag]:
    """Each whole word of a text that is one of some last names, in whatever letters it is written. It is refused.

    Where cases use the word without a capital (young, price), it is only shown where it is written so, or begins a
    sentence.
    """
    text = as_seen(text)
    found: dict[str, Flag] = {}
    for match in WORD.finditer(text):
        word = match.group()
        if plain(word) in names:
            may_be_one = word.islower() or BEGINS.search(text[: match.start()])
            refused = not (may_be_one and word.casefold() in small_words())
            what = WHAT if refused else f"perhaps {WHAT}"
            if refused or word not in found:
                found[word] = Flag(word, what, INSTEAD, refused=refused)
    return sorted(found.values(), key=lambda flag: not flag.refused)
