"""What a letter is filled with from a matter, by who reads it: nothing that a reader may not have can be named here.

A letter's own words about what is alleged, what was found out, and how, are a person's: they are left open in brackets.
Neither what a matter's entries say in free words, nor who told it, nor what was looked into, is ever filled in.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from upstander.casework.procedure.history import Event
from upstander.casework.procedure.law import LetterKind
from upstander.casework.procedure.outcomes import outcomes_that_stand
from upstander.casework.procedure.standing import Standing

PARTS = ("investigator", "authority", "liaison", "manager")
SUBJECT, AFFECTED, COMPLAINANT, REPORTER = "subject", "affected person", "complainant", "reporter"
FIELD = re.compile(r"\{(\w+)\}")
OPEN = re.compile(r"\[[^\]]+\]")


def fields_in(text: str) -> list[str]:
    """The names in braces in the words of a part."""
    return FIELD.findall(text)


def left_open(words: str) -> list[str]:
    """What somebody still has to say in the words of a part."""
    return OPEN.findall(words)


def _said(now: Standing, what: str, detail: str, proceedings: str = "") -> str:
    """What the newest such entry says, of these proceedings where they are told apart; open where there is none."""
    found = [e for e in now.events if e.what == what and proceedings in ("", e.detail("proceedings"))]
    said = found[-1].detail(detail) if found else ""
    return said or f"[{detail}: the matter does not say]"


def _findings(now: Standing, asked: Event) -> str:
    of = asked.detail("proceedings")
    made = [e for e in now.events if e.what == "finding made" and of in ("", e.detail("proceedings"))]
    said = [f"allegation {e.detail('allegation')}: {e.detail('finding')}" for e in made]
    return "; ".join(said) or "[what was found: the matter has no finding]"


def _outcome(now: Standing, asked: Event) -> str:
    stand = outcomes_that_stand(now.events, asked.detail("proceedings"))
    return (stand[-1].detail("outcome") if stand else "") or "[outcome: the matter does not say]"


Fill = Callable[[Standing, Event], str]
NAMED: Mapping[str, Fill] = {
    "subject": lambda now, _asked: now.matter.subject,
    "kind": lambda now, _asked: now.matter.kind,
    "level": lambda now, _asked: _said(now, "severity assessed", "level"),
    "form": lambda _now, asked: asked.detail("form") or "[which form of proceedings]",
    "chair": lambda now, asked: _said(now, "chair appointed", "chair", asked.detail("proceedings")),
    "findings": _findings,
    "outcome": _outcome,
}
PROCEEDINGS = ("findings", "outcome")  # what those whom a matter affects are told when it has ended
FILLS: Mapping[str, Sequence[str]] = {
    SUBJECT: tuple(NAMED),
    AFFECTED: ("kind", *PROCEEDINGS),
    COMPLAINANT: ("kind", *PROCEEDINGS),
    REPORTER: (),
}


def listed_proceedings(now: Standing) -> list[tuple[str, str]]:
    """The proceedings that the history says were listed: their name on the matter, and their form."""
    listed = [e for e in now.events if e.what == "proceedings listed"]
    return list(dict.fromkeys((e.detail("proceedings"), e.detail("form")) for e in listed))


def drafted(kind: LetterKind, now: Standing, asked: Event) -> dict[str, str]:
    """The words that are offered for each part of a letter, by heading, with the matter's facts in place."""
    return {part.heading: FIELD.sub(lambda found: NAMED[found[1]](now, asked), part.text) for part in kind.parts}
