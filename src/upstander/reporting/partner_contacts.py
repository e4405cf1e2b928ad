"""Whom agencies ask for in this force, at two levels, and what of the door's own words nobody has confirmed lately.

"Regular links between counter-corruption units, agencies and organisations" (S003) last as long as somebody answers.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from upstander.reporting.words import partner_contacts, support

DAY_TO_DAY, SENIOR = "day_to_day", "senior"
LEVELS = (DAY_TO_DAY, SENIOR)
EVERY = "every agency"
LASTS = 180  # days for which a contact or an address counts as confirmed: ours, no source gives one


class ContactsError(ValueError):
    """A row of words/contacts.toml cannot be used; the words say which, and what to do."""


@dataclass(frozen=True)
class Contact:
    """Somebody of this force whom an agency asks for, or every agency where it is "". What stands here is public."""

    level: str
    name: str
    telephone: str
    post: str
    confirmed_on: dt.date
    agency: str = ""


def contacts() -> Sequence[Contact]:
    """Everybody, in the file's order. Raises ContactsError."""
    return [_contact(number, row) for number, row in enumerate(partner_contacts(), 1)]


def unconfirmed(today: dt.date) -> Iterator[str]:
    """What should be confirmed or filled in, a sentence each. Raises ContactsError."""
    held = contacts()
    if not held:
        yield "contacts.toml names nobody whom agencies can ask for."
    for agency in dict.fromkeys(one.agency for one in held):
        lacking = [
            level for level in LEVELS if not any(one.level == level for one in held if one.agency in {agency, ""})
        ]
        yield from (f"contacts.toml: {agency or EVERY} has no contact of the level {level}." for level in lacking)
    for one in held:
        if (today - one.confirmed_on).days > LASTS:
            yield f"contacts.toml: {one.name} was last confirmed on {one.confirmed_on:%d/%m/%Y}."
    checked = support()["checked_on"]
    if not isinstance(checked, dt.date):
        yield "support.toml: nobody has written the day on which these were checked (checked_on = 2026-11-27)."
    elif (today - checked).days > LASTS:
        yield f"support.toml was last checked on {checked:%d/%m/%Y}."


def _contact(number: int, row: dict[str, Any]) -> Contact:
    where = f"contacts.toml, contact {number}"
    needed = {one.name for one in fields(Contact)} - {"agency"}
    wrong = sorted(needed - set(row)) or sorted(set(row) - needed - {"agency"})
    if wrong:
        raise ContactsError(f"{where}: {', '.join(wrong)} {'is unknown' if needed <= set(row) else 'is missing'}.")
    if row["level"] not in LEVELS:
        raise ContactsError(f'{where}: level is "{row["level"]}": write one of {", ".join(LEVELS)}.')
    if not isinstance(row["confirmed_on"], dt.date):
        raise ContactsError(f"{where}: confirmed_on is no day: write it as 2026-11-27, with no quotation marks.")
    return Contact(**row)
