"""What a keyword set is: phrases with an owner, an authority, and how often they were seen to hit wrongly."""

import datetime as dt
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from typing import Any

NEEDED = {"stage", "language", "owner", "authority", "reviewed_on", "phrases", "false_hits"}
FOLLOWED = ("from_whom", "with_whom", "at_home_of")  # what was done, where who did it comes after
MAY_HOLD = {"who", *FOLLOWED, "not_after", "note"}
RATES = ("per_thousand", "at_most", "per_thousand_conversations")
COUNTS = ("texts", "conversations")
FALSE_HITS = {*RATES, *COUNTS, "whose", "day", "measured_on"}


class KeywordSetError(ValueError):
    """A keyword set that cannot be used: it names the file, the entry and the remedy."""


class Stage(StrEnum):
    """What the words of a set do in a conversation, in the order in which the cases show it."""

    KISS = "kiss"
    OVER_FAMILIAR = "over_familiar"
    PRIVATE_CHANNEL = "private_channel"
    SECRECY = "secrecy"
    MEETING_ALONE = "meeting_alone"
    LOOKS_OR_SEX = "looks_or_sex"
    ALLEGATION = "allegation"  # what somebody says that a member of police did
    APPROVED_CHANNEL = "approved_channel"  # where force policy lets a conversation go on: innocent


@dataclass(frozen=True)
class FalseHits:
    """How often a set was seen to hit wrongly, in a thousand texts, and on what; None = not measured.

    `at_most`: the rate that so many texts cannot rule out. `texts` and `conversations` of `whose` it was measured on,
    and on which `day`. `measured_on` says in words what was read, and by whom.
    """

    per_thousand: float | None
    measured_on: str
    at_most: float | None = None
    per_thousand_conversations: float | None = None
    texts: int | None = None
    conversations: int | None = None
    whose: str = ""
    day: dt.date | None = None

    @property
    def told(self) -> dict[str, Any]:
        """The same as plain values, for a report; what is not known is left out."""
        known = {name: value for name, value in vars(self).items() if value not in (None, "")}
        days = {"day": self.day.isoformat()} if self.day else {}
        return {"per_thousand": None} | known | days


@dataclass(frozen=True)
class KeywordSet:
    """Phrases of one stage in one language.

    In a phrase "…" stands for up to six words. `who`, what FOLLOWED names and `not_after` are for allegations, see
    `allegations.py`; `not_after` of kisses names words after which a single x is a name or a number of times.
    """

    name: str
    stage: Stage
    language: str
    owner: str
    authority: str  # who approved it and under what; empty = not approved, and not used
    reviewed_on: dt.date
    phrases: tuple[str, ...]
    false_hits: FalseHits
    who: tuple[str, ...] = ()
    from_whom: tuple[str, ...] = ()
    with_whom: tuple[str, ...] = ()
    at_home_of: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    file: str = ""

    @property
    def approved(self) -> bool:
        """Whether it may be used: somebody approved it."""
        return bool(self.authority.strip())

    @property
    def searched(self) -> tuple[str, ...]:
        """Everything a text is searched for."""
        return (*self.phrases, *self.from_whom, *self.with_whom, *self.at_home_of)


def keyword_sets(own: Sequence[Path] = ()) -> tuple[KeywordSet, ...]:
    """The sets shipped, and a force's own; one of a name that is shipped takes its place.

    Raises KeywordSetError.
    """
    shipped = sorted(files("upstander.detection.words").joinpath("sets").iterdir(), key=lambda file: file.name)
    sets = [_set(file.name, file.read_text(encoding="utf-8")) for file in shipped if file.name.endswith(".toml")]
    found = {one.name: one for one in (*sets, *map(read_set, own))}
    return tuple(found[name] for name in sorted(found))


def read_set(path: Path) -> KeywordSet:
    """One set from its file, named by the file's name. Raises KeywordSetError."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise KeywordSetError(f"{path} cannot be read: {error}") from error
    return _set(str(path.resolve()), text)


def _set(file: str, text: str) -> KeywordSet:
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KeywordSetError(f"{file} is not TOML: {error}") from error
    _check(file, told)
    hits = told["false_hits"]
    return KeywordSet(
        name=Path(file).stem,
        stage=Stage(told["stage"]),
        language=told["language"],
        owner=told["owner"],
        authority=told["authority"],
        reviewed_on=told["reviewed_on"],
        phrases=tuple(told["phrases"]),
        false_hits=FalseHits(**{"per_thousand": None} | hits),
        who=tuple(told.get("who", ())),
        **{name: tuple(told.get(name, ())) for name in FOLLOWED},
        not_after=tuple(told.get("not_after", ())),
        file=file,
    )


def _check(file: str, told: dict[str, Any]) -> None:
    wrong = [f"{name} is missing" for name in sorted(NEEDED - told.keys())]
    wrong += [f"there is no entry called {name}" for name in sorted(told.keys() - NEEDED - MAY_HOLD)]
    if told.get("stage") not in [str(stage) for stage in Stage]:
        wrong.append(f"stage must be one of {', '.join(Stage)}")
    if not told.get("owner"):
        wrong.append("owner must name who keeps the set")
    if not isinstance(told.get("reviewed_on"), dt.date):
        wrong.append("reviewed_on must be a date")
    phrases = told.get("phrases")
    if not phrases or not all(isinstance(phrase, str) and phrase.strip() for phrase in phrases):
        wrong.append("phrases must be a list of words")
    wrong += _wrong_in(told.get("false_hits"))
    if wrong:
        raise KeywordSetError(f"{file}: {'; '.join(wrong)}")


def _wrong_in(hits: Any) -> list[str]:
    if not isinstance(hits, dict) or not hits.get("measured_on") or set(hits) - FALSE_HITS:
        return ["false_hits must say measured_on (on what, or that it was not), and per_thousand where measured"]
    wrong = [f"false_hits: {name} must be a number from 0 on" for name in (*RATES, *COUNTS) if not _number(hits, name)]
    if "texts" in hits and not (hits.get("whose") and isinstance(hits.get("day"), dt.date) and "per_thousand" in hits):
        wrong.append("false_hits: a measurement on texts must say per_thousand, whose they are and on which day")
    return wrong


def _number(hits: dict[str, Any], name: str) -> bool:
    value = hits.get(name, 0)
    return isinstance(value, int if name in COUNTS else int | float) and not isinstance(value, bool) and value >= 0
