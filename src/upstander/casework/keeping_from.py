"""From whom a report is to be kept: what a reporter wrote, compared with the names and numbers of the desk's people.

Whoever may be meant is kept away. A wrong exclusion is cheap: somebody else reads the report. A missed one is not.
"""

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise

from upstander.access.sealed import bare, mark
from upstander.reporting.unit_meant import beside_who_leads, means_who_leads
from upstander.reporting.words import EASY, LANGUAGES

ALIKE = 0.8  # of difflib's ratio: "rourke" and "rorke", "mcdonald" and "macdonald"
COMPARED = 4  # letters of a word that may be spelt in another way
FARTHEST = 4  # letters by which two spellings of one name may differ in length: more are not compared at all
BEGUN = 3  # letters of a name that is cut short, such as Ash for Ashby
RANKS = frozenset("pc ps dc ds di dci dcs dsu insp sgt sergeant constable pcso number no collar".split())  # noqa: SIM905
UNSAID = frozenset("the and his her for from with not who that this was are one they them you".split())  # noqa: SIM905
# Words that mean many, in the two languages of England and Wales. Of a whole team nobody here knows the members.
MANY = frozenset(
    """all any anybody anyone colleagues crew department everybody everyone friends lot mates officers people relief
    shift squad team teams unit units
    acu ccu psd standards corruption pawb unrhyw adran swyddogion tîm uned""".split()  # noqa: SIM905
)
READ_HERE = frozenset({*LANGUAGES, EASY})
WORD = re.compile(r"[^\W\d_]+")
GIVEN = re.compile(r"\b(?:([a-z]{1,4})([-. /]?))?(\d{2,8})\b")
YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Person:
    """Somebody with an account, as a line is compared with them. `leads`: they manage the unit."""

    account_id: str
    name: str
    mark: str
    bare_mark: str
    leads: bool = False


def meant_by(line: str, people: Iterable[Person], *, by_any_word: bool) -> set[str]:
    """The accounts that a line may mean, by number or by name.

    `by_any_word`: a first name or its beginning is enough, or what whoever leads the unit is called, as in a line that
    holds nothing but names. In an account of what happened it takes the last name: "will" and "mark" are words too.
    """
    said, marks, leader = _words(line), _marks(line), by_any_word and means_who_leads(line)
    return {
        person.account_id
        for person in people
        if {person.mark, person.bare_mark} & marks
        or (leader and person.leads)
        or _is_named(person.name, said, by_any_word=by_any_word)
    }


def numbers_given(line: str) -> list[str]:
    """The staff numbers that a line gives, as far as they can be told from days, times and years."""
    found = []
    for letters, between, digits in GIVEN.findall(_plain(line)):
        alone = not letters or letters in RANKS or between == " "
        if alone and (letters in RANKS or len(digits) >= BEGUN) and not YEAR.fullmatch(digits):
            found.append(digits)
        elif not alone and (between or len(digits) >= BEGUN):
            found.append(f"{letters}{between}{digits}".upper())
    return list(dict.fromkeys(found))


def not_made_out(lines: Iterable[str], people: Collection[Person]) -> bool:
    """Whether a line means somebody, or some, whom nobody here can make out: no account, and no number."""
    known = any(person.leads for person in people)
    left = (beside_who_leads(line) if known and means_who_leads(line) else line for line in lines)
    return any(
        means_many(line) or not (numbers_given(line) or meant_by(line, people, by_any_word=True))
        for line in left
        if line
    )


def means_many(line: str) -> bool:
    """Whether a line may mean a team or the unit."""
    return bool(MANY & set(WORD.findall(unicodedata.normalize("NFC", line).lower())))


def cannot_be_read(language: str, lines: Collection[str]) -> bool:
    """Whether lines are written in a language in which nobody here can tell a team from a person."""
    return bool(lines) and language not in READ_HERE


def _marks(line: str) -> set[str]:
    """The marks of each word with a number in it, with the word before, and without letters: P-41, P 41, P41, 41."""
    parts = _plain(line).split()
    spelt = parts + [before + part for before, part in pairwise(parts)]
    cut = {piece for part in parts for piece in re.split(r"[-./]", part)}
    given = {one for one in {*spelt, *cut} if any(sign.isdigit() for sign in one)}
    return {mark(one) for one in given} | {mark(bare(one)) for one in given if not YEAR.fullmatch(bare(one))}


def _is_named(name: str, said: set[str], *, by_any_word: bool) -> bool:
    wanted = _words(name) if by_any_word else _words((name.split() or [""])[-1])
    return any(alike(part, word, cut_short=by_any_word) for part in wanted for word in said)


def alike(part: str, word: str, *, cut_short: bool) -> bool:
    """Whether a word may be a name, spelt in another way; `cut_short`: or its beginning."""
    if part == word:
        return True
    if cut_short and len(word) >= BEGUN and part.startswith(word):
        return True
    if min(len(part), len(word)) < COMPARED or abs(len(part) - len(word)) > FARTHEST:
        return False
    return difflib.SequenceMatcher(None, part, word).ratio() >= ALIKE


def _words(text: str) -> set[str]:
    """The words that can be names, and each two that follow each other as one: Mc Donald, O Brien, Smith-Jones."""
    parts = WORD.findall(_plain(text))
    joined = {one + other for one, other in pairwise(parts)}
    return joined | ({part for part in parts if len(part) > 1} - UNSAID - RANKS)


def _plain(text: str) -> str:
    """Small letters with no accents and no apostrophes, dashes of one kind, and spaces for what else is no word."""
    decomposed = unicodedata.normalize("NFKD", text).lower()
    kept = "".join(
        "-" if unicodedata.category(one) == "Pd" else one
        for one in decomposed
        if not unicodedata.combining(one) and unicodedata.category(one) != "Cf" and one not in "'’‘`"
    )
    return re.sub(r"[^\w./-]|_", " ", kept)
