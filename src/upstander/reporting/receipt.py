"""A receipt: eleven ordinary words by which a reporter comes back, and from which everything about their box follows.

Eleven words of some 1,950 are 120 bits, so that a plain hash is enough (ASVS 5.0, 6.5.2, from 112 bits) and nobody
needs a script, a cookie or an account. The first four letters of a word tell it from every other. The list is BIP 39's,
of the package `mnemonic`, without the words that would hurt or give away whoever the receipt is found with (T12).
"""

import difflib
import hashlib
import math
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from mnemonic import Mnemonic
from nacl.public import PrivateKey

WORDS = 11
TOLD_BY = 4  # letters
HURTFUL = frozenset(
    """abandon abuse accuse alarm anger angry arrest assault attack baby badge blame blood body bomb boy bullet caught
    chase child crime cruel cry damage danger defense deny divorce doctor enemy escape evidence evil expose fatal
    force girl gloom guard guilt gun hospital hunt hurt husband illegal inform injury inmate innocent judge kiss
    knife law lawsuit legal misery naive nasty obey orphan patrol pistol police prison private protect punch report
    rescue resist reveal rifle safe satoshi scare secret shoot shove sick suffer suspect swear tattoo tragic trap
    trial trick trust ugly uniform useless vicious warfare weapon whip wife witness worry wrong young""".split()  # noqa: SIM905 - a list of a hundred words reads better so
)


class NotAReceiptError(ValueError):
    """What was typed is no receipt. `unknown`: words that are on no receipt, each with one it may be meant for."""

    def __init__(self, unknown: Sequence[tuple[str, str]], counted: int) -> None:
        self.unknown, self.counted = unknown, counted
        super().__init__(f"{counted} words, {len(unknown)} of them on no receipt")


@cache
def word_list() -> Sequence[str]:
    """Every word that a receipt may hold."""
    return tuple(word for word in Mnemonic("english").wordlist if word not in HURTFUL)


def bits() -> float:
    """How hard a receipt is to guess, as a power of two."""
    return WORDS * math.log2(len(word_list()))


@dataclass(frozen=True)
class Receipt:
    """The words, and what follows from them alone. Nothing of it is kept with the words."""

    words: tuple[str, ...]

    @classmethod
    def fresh(cls) -> "Receipt":
        """A receipt that nobody has."""
        return cls(tuple(secrets.choice(word_list()) for _ in range(WORDS)))

    @classmethod
    def read(cls, typed: str) -> "Receipt":
        """The receipt that somebody typed, by four letters of each word or more. Raises NotAReceiptError."""
        parts = _parts(typed)
        meant = [_meant(part) for part in parts]
        unknown = [(part, _nearest(part)) for part, word in zip(parts, meant, strict=True) if word is None]
        if unknown or len(parts) != WORDS:
            raise NotAReceiptError(unknown, len(parts))
        return cls(tuple(word for word in meant if word))

    @property
    def box(self) -> bytes:
        """Where the letters and replies of this receipt lie: 32 bytes, which tell nothing of the words."""
        return self._derived(b"box")

    @property
    def key(self) -> PrivateKey:
        """Opens the replies; its public half seals them."""
        return PrivateKey(self._derived(b"replies"))

    def letter(self, written: bytes, page: str) -> bytes:
        """The id of a letter to this box, by all that it says and the page that it was written on.

        Sent again from that page it is the same. Changed, or the same words on a page of another day, it is another.
        """
        key = self._derived(b"letter")
        return hashlib.blake2b(page.encode() + b"\0" + written, key=key, digest_size=16).digest()

    def __str__(self) -> str:
        return " ".join(self.words)

    def _derived(self, use: bytes) -> bytes:
        return hashlib.blake2b(str(self).encode(), person=use, digest_size=32).digest()


def _parts(typed: str) -> Sequence[str]:
    """The words that somebody typed, in small letters, without what stands between them."""
    return "".join(one if one.isalpha() else " " for one in unicodedata.normalize("NFKC", typed).lower()).split()


@cache
def _by_letters() -> dict[str, str]:
    return {word[:TOLD_BY]: word for word in word_list()}


def holds_receipt(text: str) -> bool:
    """Whether a text has as many words in a row as a receipt, each of them on its list or the beginning of one."""
    run = 0
    for part in _parts(text):
        run = run + 1 if _meant(part) else 0
        if run == WORDS:
            return True
    return False


def _meant(typed: str) -> str | None:
    """The word of which at least four letters, or all where it has fewer, were typed."""
    word = _by_letters().get(typed[:TOLD_BY])
    return word if word and word.startswith(typed) else None


def _nearest(typed: str) -> str:
    return next(iter(difflib.get_close_matches(typed, word_list(), 1)), "")
