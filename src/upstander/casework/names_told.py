"""Whether a text tells of a member of staff by their name: for those to whom somebody at the desk has a tie.

They are many more than the desk's own people (`keeping_from`), so that a word which an ordinary text holds must not be
taken for one of them: Hall, Walker and Brown are names, and "hall", "walked" and "brown" are not. A word like a name
counts where it is no ordinary word, or where something beside it says that it is a name (ordinary_words.toml).
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files

from mnemonic import Mnemonic

from upstander.casework.keeping_from import BEGUN, alike

PIECE = re.compile(r"[^\W\d_]+|\d+|[.!?:;\n]")
POSSESSIVE = re.compile(r"['’‘`]s\b")
ENDS = frozenset(".!?:;\n")
ENDINGS = ("ing", "ed", "es", "s", "d")
A_NAME_ALONE = 3  # words of an answer to "who was it" that is nothing but a name
ALSO_WORDS = frozenset("aioye")  # letters that are words, and no initials unless a full stop follows


@dataclass(frozen=True)
class Word:
    """One word of a text, plain. `begun`: with a capital. `proper`: with one that no sentence's beginning explains.

    `titled`: after a rank, an initial, or what says that a name comes.
    """

    plain: str
    begun: bool
    proper: bool
    titled: bool


NONE = Word("", begun=False, proper=False, titled=False)


@dataclass(frozen=True)
class Told:
    """A text as it is compared. `small`: its capitals tell nothing. `names`: it was asked for names."""

    words: tuple[Word, ...]
    small: bool
    names: bool

    @cached_property
    def where(self) -> Mapping[str, list[int]]:
        """The places of each word, and of each two that follow each other as one."""
        found: dict[str, list[int]] = {}
        for place, word in enumerate(self.words):
            found.setdefault(word.plain, []).append(place)
            found.setdefault(word.plain + self.at(place + 1).plain, []).append(place)
        return found

    @cached_property
    def uncommon(self) -> frozenset[str]:
        """The words that may be a name spelt in another way."""
        return frozenset(word.plain for word in self.words if not is_ordinary(word.plain))

    def at(self, place: int) -> Word:
        """The word at a place, and an empty one beyond either end."""
        return self.words[place] if 0 <= place < len(self.words) else NONE


@dataclass(frozen=True)
class Name:
    """The name of a member of staff, by the mark of their number: first names, and the parts of the last."""

    mark: str
    first: frozenset[str]
    last: frozenset[str]


def name_of(mark: str, written: str) -> Name:
    """A name as records and people write it: "Dan Walker", "WALKER, Dan", "PC 1234 Dan Smith-Jones"."""
    before, comma, after = written.partition(",")
    said_last = before if comma else (written.split() or [""])[-1]
    last = _parts(said_last)
    first = _parts(after if comma else written.removesuffix(said_last))
    whole = {"".join(last)} if len(last) > 1 else set()
    kept = {one for one in {*last, *whole} if len(one) > 1 and one not in _titles()}
    return Name(mark, frozenset(first) - _titles(), frozenset(kept))


def told(text: str, *, names: bool = False) -> Told:
    """A text, ready to be compared with many names."""
    pieces = PIECE.findall(_upright(text))
    letters = [one for one in pieces if len(one) > 1 and one.isalpha()]
    small = all(one.islower() for one in letters) or all(one.isupper() for one in letters)
    return Told(tuple(_words(pieces)), small, names)


def told_who(text: str) -> Told:
    """An answer to the question whom it is about: with few words, it is a name."""
    return told(text, names=len(text.split()) <= A_NAME_ALONE)


def told_of(texts: Iterable[Told], people: Iterable[Name]) -> set[str]:
    """The marks of those whose names stand in one of these texts, or may."""
    held = tuple(texts)
    return {person.mark for person in people if any(_tells_of(text, person) for text in held)}


def _tells_of(text: Told, person: Name) -> bool:
    for part in person.last:
        like = {part, *(word for word in text.uncommon if _alike(part, word))}
        if any(_is_last(part, text, place, person) for word in like for place in text.where.get(word, ())):
            return True
    return text.names and any(_is_first(text, place, person) for place in range(len(text.words)))


def _is_last(part: str, text: Told, place: int, person: Name) -> bool:
    """Whether the word at a place, or it and the next as one, is a part of somebody's last name."""
    word, after = text.at(place), text.at(place + 1)
    said_so = text.names or word.titled or _beside(text, place, person) or _after_a_name(text, place)
    if part == word.plain + after.plain and after.plain:
        return said_so or word.begun
    if part == word.plain:
        a_place = word.begun and after.begun and after.plain in _places()
        return said_so or (not a_place and (word.proper or not is_ordinary(part)))
    return not is_ordinary(word.plain) and _alike(part, word.plain)


def _is_first(text: Told, place: int, person: Name) -> bool:
    """Whether a line of names holds a first name with no last name beside it: there it may be theirs."""
    word = text.at(place)
    if len(word.plain) < BEGUN or not any(one.startswith(word.plain) for one in person.first):
        return False
    is_name = word.begun or len(text.words) <= A_NAME_ALONE or not is_ordinary(word.plain)
    return is_name and not any(_may_be_a_last_name(text.at(one)) for one in (place - 1, place + 1))


def _may_be_a_last_name(word: Word) -> bool:
    known = word.plain in _titles() or (is_ordinary(word.plain) and not word.begun)
    return len(word.plain) > 1 and not known


def _beside(text: Told, place: int, person: Name) -> bool:
    """Whether somebody's first name stands before or after a word, cut short or not, or its first letter before it."""
    before, after = text.at(place - 1), text.at(place + 1)
    initial = before.begun and before.plain not in ALSO_WORDS and before.plain in {one[0] for one in person.first}
    return initial or any(_one_cut_short(one, word.plain) for one in person.first for word in (before, after))


def _after_a_name(text: Told, place: int) -> bool:
    """Whether, in a text whose capitals tell nothing, the word before is no ordinary one: "kaz hall"."""
    before = text.at(place - 1).plain
    return text.small and len(before) >= BEGUN and not is_ordinary(before)


def _one_cut_short(name: str, word: str) -> bool:
    return min(len(name), len(word)) >= BEGUN and (name.startswith(word) or word.startswith(name))


def is_ordinary(word: str) -> bool:
    """Whether a plain word stands in ordinary texts, with an ending or without."""
    stems = {word.removesuffix(ending) for ending in ENDINGS if word.endswith(ending)}
    doubled = {stem[:-1] for stem in stems if len(stem) > BEGUN and stem[-1] == stem[-2]}
    return not _ordinary().isdisjoint({word, *stems, *doubled, *(f"{stem}e" for stem in stems)})


def _words(pieces: Iterable[str]) -> Iterator[Word]:
    """The words among the pieces of a text, each with what stands before it."""
    first, titled, before = True, 0, ""
    for piece in pieces:
        if piece in ENDS:
            an_initial = piece == "." and len(before) == 1 and before.isupper()
            first, titled, before = not an_initial, 1 if an_initial else 0, ""
        elif piece.isdigit():
            first, before = False, ""
        else:
            plain, begun = piece.lower(), piece[0].isupper()
            yield Word(plain, begun=begun, proper=begun and not first, titled=titled > 0)
            titled = _still_titled(plain, titled)
            first, before = False, piece


def _still_titled(plain: str, titled: int) -> int:
    """How many more words may be a name after this one: two after a rank, unless an ordinary word comes between."""
    if plain in _titles():
        return 2
    return 0 if is_ordinary(plain) else max(titled - 1, 0)


def _parts(text: str) -> list[str]:
    return [piece.lower() for piece in PIECE.findall(_upright(text)) if piece.isalpha()]


@lru_cache(maxsize=100_000)
def _alike(part: str, word: str) -> bool:
    return alike(part, word, cut_short=False)


def _upright(text: str) -> str:
    """Without accents, apostrophes and what shows nothing; the -s of what is somebody's is taken away."""
    decomposed = unicodedata.normalize("NFKD", POSSESSIVE.sub("", text))
    return "".join(
        one
        for one in decomposed
        if not unicodedata.combining(one) and unicodedata.category(one) != "Cf" and one not in "'’‘`"
    )


@cache
def _listed() -> Mapping[str, frozenset[str]]:
    told_in = (files("upstander.casework") / "ordinary_words.toml").read_text("utf-8")
    return {name: frozenset(words.split()) for name, words in tomllib.loads(told_in).items()}


@cache
def _ordinary() -> frozenset[str]:
    return _listed()["english"] | _listed()["welsh"] | frozenset(Mnemonic("english").wordlist)


def _titles() -> frozenset[str]:
    return _listed()["titles"]


def _places() -> frozenset[str]:
    return _listed()["places"]
