"""One rule of law as data: what it says, its source, whether that was checked, whom and when it governs."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

KINDS = ("officer", "special", "pcso", "staff", "volunteer", "contractor", "former officer", "former staff")
KIND_WORDS = {kind: "PCSO" if kind == "pcso" else kind.capitalize() for kind in KINDS}  # as pages say them
CONFIRMED, TO_BE_CHECKED = "confirmed", "to be checked"
STATUSES = (CONFIRMED, TO_BE_CHECKED)
ATTENTION, EVENT = "attention", "event"  # the two days that can choose a rule
UNITS = ("working day", "calendar day", "month")

Condition = Mapping[str, Any]


@dataclass(frozen=True)
class Source:
    """Where a rule stands written: the document, the place in it, and its words where the document is held."""

    document: str
    place: str
    quote: str = ""

    def __str__(self) -> str:
        return f"{self.document}, {self.place}"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What all rules have. `first` and `last` are the days it is in force, both included; None is without a bound.

    `dated_by` says which day chooses it: the day the matter came to the appropriate authority's attention, or the
    day of the event itself.
    """

    id: str
    says: str
    source: Source
    status: str
    first: dt.date | None
    last: dt.date | None
    kinds: frozenset[str]
    dated_by: str = ATTENTION
    file: str = ""

    def holds(self, kind: str, attention: dt.date, day: dt.date) -> bool:
        """Whether the rule is in force for this kind of person."""
        chosen = attention if self.dated_by == ATTENTION else day
        return kind in self.kinds and (self.first or chosen) <= chosen <= (self.last or chosen)

    @property
    def in_force(self) -> str:
        """Between which days it is in force, in words; empty where it has no bound."""
        bounds = (("from", self.first), ("until", self.last))
        return " ".join(f"{word} {day.day} {day:%B %Y}" for word, day in bounds if day)

    @property
    def to_be_checked(self) -> bool:
        """Whether nobody has yet checked it against the text of the law."""
        return self.status == TO_BE_CHECKED
