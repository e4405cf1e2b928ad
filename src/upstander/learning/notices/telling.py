"""What a matter allows to be told of how it ended, from its own history. Pure: a standing and words go in."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from upstander.casework.procedure import Standing
from upstander.casework.procedure.outcomes import outcomes_that_stand

CLOSED, NOT_PROVEN, PUBLICATION, HELD = "closed", "not proven", "publication considered", "proceedings held"
# machine | its state in which the subject does not know yet
COVERT = {"investigation": "notice withheld", "severity": "withheld"}
TOLD = ("title", "person", "found", "outcome", "learned")


def against(now: Standing) -> str:
    """Why no notice is made of a matter as it stands; empty where one may be."""
    if now.state("matter") != CLOSED:
        return "The matter is not closed: how it ended is not told before."
    if any(now.state(machine) == state for machine, state in COVERT.items()):
        return "Something is withheld from the person whom it is about: nothing is told while it is."
    if not findings(now):
        return "Nothing was found proven: there is nothing to tell."
    return "" if outcomes(now) else "No outcome stands: there is nothing to tell."


def findings(now: Standing) -> Sequence[str]:
    """What was found, as the history says it, without what was not proven."""
    found = [event.detail("finding") for event in now.events if event.what == "finding made"]
    return [one for one in found if one and one != NOT_PROVEN]


def outcomes(now: Standing) -> Sequence[str]:
    """The outcomes that stand after every appeal."""
    return [event.detail("outcome") for event in outcomes_that_stand(now.events) if event.detail("outcome")]


def stands(now: Standing) -> dict[str, list[str]]:
    """What a notice tells of, as it stands now: a draft keeps it, to be compared when it is approved and after."""
    return {"findings": list(findings(now)), "outcomes": list(outcomes(now))}


def decided(now: Standing) -> Mapping[str, str]:
    """What was last decided of publishing it, inside and outside; empty where nobody considered it."""
    said = [event.details for event in now.events if event.what == PUBLICATION]
    return said[-1] if said else {}


def in_public(now: Standing) -> bool:
    """Whether every hearing was in public with nobody kept out, so that a name may be told at all."""
    held = [event for event in now.events if event.what == HELD]
    return bool(held) and all(event.detail("public") == "yes" and not event.detail("restriction") for event in held)


def text_of(words: Mapping[str, Any]) -> str:
    """All that people would read of a notice, beside a name that is told on purpose."""
    return "\n".join(words.get(field, "") for field in TOLD)


def earliest(words: Mapping[str, Any]) -> dt.date:
    """The day before which a notice is not published."""
    return dt.date.fromisoformat(words["not_before"])


def days_of(words: Mapping[str, Any], today: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day of a notice that is approved today: it is shown for all its days, however late."""
    first = max(earliest(words), today)
    return first, first + dt.timedelta(days=words["days"] - 1)
