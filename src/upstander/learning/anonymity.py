"""What in a text could tell who it is about: words that name them, and kinds of detail that narrow it down.

A name or number of somebody in the matter is refused. The rest is shown to who writes, with what to write in its place,
and stays only where they say why: a program cannot know which detail everybody in a station would recognise.
"""

import datetime as dt
import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from phonenumbers import Leniency, PhoneNumberMatcher

from upstander.casework.grading import Words
from upstander.casework.sanitising import plain
from upstander.learning.library import open_library

FEW = 10  # people: fewer than this in one kind of work are soon guessed
SHORTEST, LONGEST = 3, 20  # letters and digits of a number that names somebody
FULL = 9  # digits of a telephone number: fewer may be a year
LONG = 4  # letters of a name that is found inside a longer word: "Rourkes", "AshbyRourke"
SOMEBODY = "a name or number of somebody in the matter"
WORD = re.compile(r"[^\W\d_]+")
WRITTEN = re.compile(r"[^\W\d_][\w'’]*")
BEGINS = re.compile(r"(?:^|[.!?:;]\s+|\n\s*)[\"'(]*$")  # before the first word of a sentence


@dataclass(frozen=True)
class Flag:
    """A phrase that could tell who it is about, what it is, what to write in its place, and whether it may not stay."""

    phrase: str
    what: str
    instead: str
    refused: bool = False


@dataclass(frozen=True)
class Kinds:
    """Kinds of detail (anonymity.toml) with what to write; words with a capital, at the head, and titles."""

    details: tuple[tuple[re.Pattern[str], str, str], ...]
    may_stand: frozenset[str]
    begins: frozenset[str]
    titles: frozenset[str]


@cache
def kinds() -> Kinds:
    """The kinds of detail that ship. Raises KeyError and re.error where the file is not as it must be."""
    read = tomllib.loads((files("upstander.learning") / "anonymity.toml").read_text("utf-8"))
    details = tuple((re.compile(one["pattern"]), one["what"], one["instead"]) for one in read["detail"])
    return Kinds(details, *(frozenset(read["names"][name]) for name in ("may_stand", "begins", "titles")))


def flags(text: str, named: Iterable[str], few: Mapping[str, int], words: Words) -> list[Flag]:
    """Everything in a text that could tell who it is about, each phrase once, what is refused first.

    `named`: names and numbers of the people of the matter. `few`: how many people do each kind of work, in words.
    """
    text = as_seen(text)
    found = [*_named(text, named, words.little), *_details(text), *_few(text, few), *_names(text, words.little)]
    told: dict[str, Flag] = {}
    for flag in sorted(found, key=lambda flag: (not flag.refused, -len(flag.phrase))):
        if flag.refused or not any(flag.phrase in other for other in told):
            told[flag.phrase] = flag
    return list(told.values())


def as_seen(text: str) -> str:
    """A text without what nobody sees: letters that only look alike, and marks that part a word unseen."""
    return "".join(one for one in unicodedata.normalize("NFKC", text) if unicodedata.category(one) != "Cf")


def _named(text: str, named: Iterable[str], little: Collection[str]) -> Iterator[Flag]:
    """The people of the matter, by each word of a name and by each number, however they are written.

    A word of a name that stands with a capital, alone or as the beginning of a word, is refused; without one it may be
    an ordinary word (Mark, Young, Price), and is shown.
    """
    names = [as_seen(name) for name in named]
    held = {plain(word) for name in names for word in WORD.findall(name) if _of_a_name(word, little)}
    for word in WORD.findall(text):
        bare = plain(word)
        if bare in held or any(len(name) >= LONG and name in bare for name in held):
            capital = word[0].isupper()
            yield Flag(word, SOMEBODY if capital else f"perhaps {SOMEBODY}", "say Ms A, PC B", refused=capital)
    for pattern in filter(None, map(_spelt, names)):
        for match in pattern.finditer(text):
            yield Flag(match.group(), SOMEBODY, "say Ms A, PC B", refused=True)


def _of_a_name(word: str, little: Collection[str]) -> bool:
    return (
        word[0].isupper() and len(word) > 1 and word.casefold() not in little and word.casefold() not in kinds().titles
    )


def _spelt(name: str) -> re.Pattern[str] | None:
    """A number of staff or of a person in whatever way it is spelt; none for what is no number."""
    letters = [re.escape(one) for one in name if one.isalnum()]
    if not any(one.isdigit() for one in name) or not SHORTEST <= len(letters) <= LONGEST:
        return None
    return re.compile(r"\b" + r"[\s./_-]*".join(letters) + r"\b", re.IGNORECASE)


def _details(text: str) -> Iterator[Flag]:
    for pattern, what, instead in kinds().details:
        for match in pattern.finditer(text):
            yield Flag(match.group().strip(), what, instead)
    for number in PhoneNumberMatcher(text, "GB", leniency=Leniency.POSSIBLE):  # also those kept for stories
        if sum(one.isdigit() for one in number.raw_string) >= FULL:
            yield Flag(number.raw_string, "a telephone number", "leave it out")


def _few(text: str, few: Mapping[str, int]) -> Iterator[Flag]:
    """Work that few do here: the reader of a force with three of them needs no name."""
    for work, many in few.items():
        spelt = r"[\s-]+".join(map(re.escape, work.split()))
        found = re.search(rf"\b{spelt}s?\b", text, re.IGNORECASE)
        if found and many < FEW:
            yield Flag(found.group(), f"work that fewer than {FEW} do here", "say officer, or member of staff")


def _names(text: str, little: Collection[str]) -> Iterator[Flag]:
    """Words with a capital that may not have one; at the head of a sentence, those that no case uses without."""
    may_stand = kinds().may_stand | set(little)
    for match in WRITTEN.finditer(text):
        word = match.group().strip("'’").removesuffix("'s").removesuffix("’s")
        if not word[:1].isupper() or len(word) < len("Ng") or word.casefold() in may_stand:
            continue
        if not (BEGINS.search(text[: match.start()]) and _is_a_word(word.casefold())):
            yield Flag(word, "perhaps a name", "say Ms A, PC B, or what kind of place it is")


def _is_a_word(word: str) -> bool:
    return bool({word, word.removesuffix("s")} & (small_words() | kinds().begins))


@cache
def small_words() -> frozenset[str]:
    """Words that the published cases use without a capital."""
    told = [passage.text for case in open_library(on=dt.date.max).cases.values() for _part, passage in case.passages()]
    return frozenset(word for text in told for word in WORD.findall(text) if word.islower())
