"""How grave and how near the harm of a lead may be: factors that records show, each with its source, none weighed.

Likelihood and harm are kept apart (systems, row 11): a lead that is
likely innocent can still be about somebody in danger.
"""

import datetime as dt
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from upstander.contacts.clock import DAY
from upstander.contacts.ledger import Answer

TOLD_NOT_TO = "contact_after_being_told_not_to"
IN_PERSON = {"visit", "stop", "cell_visit", "custody_contact"}
EPOCH = dt.date(1970, 1, 1)
Telling = Mapping[str, Any]


@cache
def factors() -> Mapping[str, Mapping[str, Any]]:
    """Every factor by its name: words, source, and what it measures by."""
    read = tomllib.loads((files("upstander.casework") / "harm.toml").read_text("utf-8"))
    return {factor["name"]: factor for factor in read["factor"] if factor["name"] in HOLDS}


def harm_of(told: Telling, as_of: dt.date) -> list[str]:
    """The factors that a lead's telling shows, in words. `as_of`: the last day of the records."""
    return [factor["words"] for name, factor in factors().items() if HOLDS[name](told, as_of, factor)]


def _marks(told: Telling) -> list[str]:
    return list((told.get("affected") or {}).get("vulnerable") or [])


def _unexplained(told: Telling) -> list[Mapping[str, Any]]:
    return [contact for contact in told.get("contacts", ()) if contact["answer"] == Answer.UNEXPLAINED]


def _goes_on(told: Telling, as_of: dt.date, factor: Mapping[str, Any]) -> bool:
    since = ((as_of - EPOCH).days - factor["days"]) * DAY
    return any(contact["at"] >= since for contact in _unexplained(told))


HOLDS: Mapping[str, Callable[[Telling, dt.date, Mapping[str, Any]], bool]] = {
    "vulnerable": lambda told, _as_of, _factor: bool(_marks(told)),
    "many marks": lambda told, _as_of, _factor: len(_marks(told)) > 1,
    "goes on": _goes_on,
    "in person": lambda told, _as_of, _factor: any(c["kind"] in IN_PERSON for c in _unexplained(told)),
    "told not to": lambda told, _as_of, _factor: any(s["sign_id"] == TOLD_NOT_TO for s in told.get("strands", ())),
}
